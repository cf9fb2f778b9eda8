//! What the tests of Markdown share: content as text.

use std::fmt::Write as _;

use crate::base::diagnostic::{Diagnostic, Severity, Spot};
use crate::base::path::FilePath;
use crate::parse::body::{Content, Fragment, Segment};
use crate::parse::markdown::content::{Input, content};

/// Reads a body.
pub fn read(body: &str) -> (Content, Vec<Diagnostic>) {
    with(body, &[], |_| {})
}

/// Reads a body and key points with a changed input.
pub fn with(
    body: &str,
    points: &[String],
    change: impl FnOnce(&mut Input<'_>),
) -> (Content, Vec<Diagnostic>) {
    let file = FilePath::new("content/articles/a.md");
    let text = format!("---\ntitle: T\n---\n{body}");
    let labels = ["Anadolu Ajansı".to_owned(), "Anadolu".to_owned()];
    let mut input = Input {
        file: &file,
        text: &text,
        body: 17..text.len(),
        title: Some("The Title"),
        language: "en",
        labels: &labels,
        standfirst: None,
        caption: None,
        key_points: points,
        raw_html: false,
        nesting: 50,
    };
    change(&mut input);
    content(&input)
}

/// A fragment as text: holes in braces, blocks left out.
pub fn show(content: &Content, fragment: &Fragment) -> String {
    let mut out = String::new();
    for segment in &fragment.0 {
        match segment {
            Segment::Html(html) => out.push_str(html),
            Segment::Cluster(at) => {
                let cluster = &content.clusters[*at as usize];
                let range =
                    cluster.citations.start as usize..cluster.citations.end as usize;
                let keys: Vec<&str> =
                    content.citations[range].iter().map(|c| c.key.as_str()).collect();
                write!(out, "{{{}}}", keys.join(";")).unwrap();
            }
            Segment::LinkStart(at) => {
                write!(out, "{{a {}}}", content.links[*at as usize].target).unwrap();
            }
            Segment::LinkEnd(_) => out.push_str("{/a}"),
            Segment::Image(at) => {
                let image = &content.images[*at as usize];
                write!(out, "{{img {}|{}|{}}}", image.src, image.alt, image.title)
                    .unwrap();
            }
            Segment::Component(at) => {
                write!(out, "{{component {}}}", content.components[*at as usize].name)
                    .unwrap();
            }
            Segment::FootnoteMark(at, mention) => {
                write!(out, "{{note {at} {mention}}}").unwrap();
            }
            Segment::BlockStart(_) | Segment::BlockEnd(_) => {}
        }
    }
    out
}

/// The HTML of a body without diagnostics.
#[track_caller]
pub fn html(body: &str) -> String {
    let (content, diagnostics) = read(body);
    assert_eq!(diagnostics, [], "{body}");
    show(&content, &content.body).trim_end().to_owned()
}

/// Diagnostics as `code: marked text`, warnings with `?`.
pub fn wrong(body: &str) -> Vec<String> {
    let text = format!("---\ntitle: T\n---\n{body}");
    let (_, diagnostics) = read(body);
    let line = |diagnostic: Diagnostic| {
        assert!(diagnostic.hint.is_some(), "{diagnostic:?}");
        let mark = if diagnostic.severity == Severity::Warning { "?" } else { "" };
        let Spot::Bytes(range) = diagnostic.place.spot else { panic!("{body}") };
        format!("{}{mark}: {}", diagnostic.code, &text[range])
    };
    diagnostics.into_iter().map(line).collect()
}

/// What each citation says and rests on.
pub fn citations(content: &Content) -> Vec<String> {
    let show = |c: &crate::parse::body::Citation| {
        let locator = c.locator.as_ref().map(|l| format!(" {}={}", l.term, l.value));
        format!(
            "{}{}@{}{}|{}|{} <{}>",
            c.prefix,
            if c.suppress_author { "-" } else { "" },
            c.key,
            locator.unwrap_or_default(),
            c.suffix,
            c.passage.sentence(),
            c.passage.paragraph,
        )
    };
    content.citations.iter().map(show).collect()
}
