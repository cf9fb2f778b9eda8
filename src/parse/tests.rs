//! The reading of content, case by case. `tests/*.txt` hold the mistakes: a name, a text, and
//! every problem that it must be told of, with the marked characters between `«` and `»`.

mod forms;
mod robust;

use crate::base::diagnostic::{Diagnostic, Place, Spot};
use crate::base::path::FilePath;
use crate::parse::rules::Rules;
use crate::parse::{article, home, outlets, page, profile};

/// One diagnostic on one line.
fn said(diagnostic: &Diagnostic, text: &str) -> String {
    let marked = |place: &Place| match &place.spot {
        Spot::Bytes(range) => {
            format!(
                "{}«{}»",
                range.start,
                text.get(range.clone()).unwrap().escape_debug()
            )
        }
        _ => "whole".to_owned(),
    };
    let Diagnostic { severity, code, message, hint, .. } = diagnostic;
    let hint = hint.as_deref().unwrap_or("(none)");
    let mut out = format!(
        "{severity} {code} at {}: {message} -> {hint}",
        marked(&diagnostic.place)
    );
    for (place, label) in &diagnostic.related {
        out.push_str(&format!(" ({label}: {})", marked(place)));
    }
    out
}

/// Reads a text as the kind of file that a name begins with.
fn read(name: &str, text: &str) -> Vec<Diagnostic> {
    let file = FilePath::new("content/x");
    let rules = Rules {
        taxonomies: vec!["regions".to_owned(), "topics".to_owned()],
        ..Rules::default()
    };
    let mut out = Vec::new();
    let out_ref = &mut out;
    match name.split(':').next().unwrap_or("") {
        "author" => drop(profile::author(&file, text, 0, out_ref)),
        "term" => drop(profile::term(&file, text, 0, out_ref)),
        "page" => drop(page::read(&file, text, 0, out_ref)),
        "home" => drop(home::read(&file, text, &rules, out_ref)),
        "outlets" => drop(outlets::read(&file, text, out_ref)),
        _ => drop(article::read(&file, text, 0, &rules, out_ref)),
    }
    out
}

/// Runs the cases of one file of them.
fn run(cases: &str) {
    let mut actual = String::new();
    let mut expected = String::new();
    for case in cases.split("=== ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (text, wanted) = rest.split_once("---\n").unwrap();
        let text = text.replace("<TAB>", "\t");
        let lines: Vec<String> =
            read(name, &text).iter().map(|d| said(d, &text)).collect();
        actual.push_str(&format!("=== {name}\n{text}---\n{}\n", lines.join("\n")));
        expected.push_str(&format!("=== {name}\n{text}---\n{}\n", wanted.trim_end()));
    }
    if actual != expected {
        let _ = std::fs::write(std::env::temp_dir().join("chancery-cases.txt"), &actual);
    }
    assert_eq!(actual, expected);
}

#[test]
fn mistakes_of_syntax() {
    run(include_str!("tests/syntax.txt"));
}

#[test]
fn mistakes_in_articles() {
    run(include_str!("tests/article.txt"));
}

#[test]
fn mistakes_in_sources() {
    run(include_str!("tests/sources.txt"));
}

#[test]
fn mistakes_in_other_files() {
    run(include_str!("tests/files.txt"));
}
