//! Markdown of other tools mended: no level 1 headings, no raw HTML, no marks that mean
//! something else here.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::base::diagnostic::Place;
use crate::base::path::FilePath;
use crate::import::edits::{Edited, Edits};
use crate::import::html::{self, Html};
use crate::import::report::Report;

/// How Markdown is read.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The ranges of a text that are code.
pub fn code(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    let code = events.filter_map(|(event, range)| {
        matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))).then_some(range)
    });
    code.collect()
}

/// A text that is being mended.
pub struct Mend<'a> {
    /// The text, and where it stood in the file.
    pub text: &'a Edited,
    /// Where in the file the text before its changes began.
    pub offset: usize,
    /// The file.
    pub file: &'a FilePath,
    /// The title, which the text may repeat as its first heading.
    pub title: &'a str,
}

impl Mend<'_> {
    fn place(&self, range: &Range<usize>) -> Place {
        let at = |byte: usize| self.offset + self.text.origin(byte);
        let start = at(range.start);
        Place::bytes(self.file, start..at(range.end).max(start))
    }

    /// The text mended; what an editor would miss is added to `internal`.
    pub fn run(&self, internal: &mut Vec<String>, report: &mut Report) -> String {
        let text = &self.text.text;
        let events: Vec<_> =
            Parser::new_ext(text, options()).into_offset_iter().collect();
        let mut edits = Edits::default();
        let demote = self.demotes(&events);
        report.changed("heading", usize::from(demote));
        let mut html: Option<Range<usize>> = None;
        for (event, range) in &events {
            match event {
                Event::Start(Tag::HtmlBlock) => html = Some(range.clone()),
                Event::End(TagEnd::HtmlBlock) => {
                    let range = html.take().unwrap_or_else(|| range.clone());
                    self.html(range, &mut edits, internal, report);
                }
                Event::InlineHtml(tag) => self.tag(tag, range, &mut edits, report),
                Event::Start(Tag::Heading { level, .. }) if demote => {
                    self.heading(*level, range, &mut edits);
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                    if info.trim_start().starts_with('{') =>
                {
                    self.fence(range, info, &mut edits);
                }
                Event::Text(words) if words.contains('@') || words.as_ref() == "[" => {
                    self.citation(range, &mut edits);
                }
                _ => {}
            }
        }
        tidied(&edits.apply(text).text)
    }

    /// Whether headings must go down a level: one of level 1 is not the title.
    fn demotes(&self, events: &[(Event<'_>, Range<usize>)]) -> bool {
        let is_top = |event: &Event<'_>| {
            matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))
        };
        events.iter().enumerate().any(|(at, (event, range))| {
            let source = self.text.text.get(range.clone()).unwrap_or_default();
            let words = source.trim_start_matches('#').trim();
            let title = at == 0
                && crate::base::id::Id::fold(words)
                    == crate::base::id::Id::fold(self.title);
            is_top(event) && !title
        })
    }

    fn heading(&self, level: HeadingLevel, range: &Range<usize>, edits: &mut Edits) {
        let source = self.text.text.get(range.clone()).unwrap_or_default();
        if source.starts_with('#') {
            if level != HeadingLevel::H6 {
                edits.replace(range.start..range.start, "#");
            }
            return;
        }
        // Words underlined with `=` or `-`.
        let words =
            source.trim_end().rsplit_once('\n').map_or(source, |(words, _)| words);
        let marks = if level == HeadingLevel::H1 { "##" } else { "###" };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        edits.replace(range.clone(), format!("{marks} {words}\n"));
    }

    /// Code whose language stands in braces.
    fn fence(&self, range: &Range<usize>, info: &str, edits: &mut Edits) {
        let source = self.text.text.get(range.clone()).unwrap_or_default();
        let word = info.trim().trim_matches(['{', '}', '.', ' ']);
        let word = word.split([' ', ',', '.', '}']).next().unwrap_or_default();
        if let Some(at) = source.find(info) {
            let start = range.start + at;
            edits.replace(start..start + info.len(), word);
        }
    }

    /// `[@word]` cites here, and did not where it comes from.
    fn citation(&self, range: &Range<usize>, edits: &mut Edits) {
        let text = &self.text.text;
        let before = range.start.checked_sub(1).and_then(|at| text.get(at..range.start));
        let words = text.get(range.clone()).unwrap_or_default();
        for (at, _) in words.match_indices('@') {
            let open = match at.checked_sub(1) {
                Some(before) => words.get(before..at) == Some("["),
                None => before == Some("["),
            };
            if open {
                edits.replace(range.start + at..range.start + at, "\\");
            }
        }
    }

    /// A block of HTML.
    fn html(
        &self,
        range: Range<usize>,
        edits: &mut Edits,
        internal: &mut Vec<String>,
        report: &mut Report,
    ) {
        let source = self.text.text.get(range.clone()).unwrap_or_default();
        let whole = self.place(&range);
        let at = match whole.spot {
            crate::base::diagnostic::Spot::Bytes(ref bytes) => Some(bytes.start),
            _ => None,
        };
        let html =
            Html { text: source, file: self.file, at, whole: &whole, lines: false };
        let markdown = html::markdown(html, internal, report);
        if !source.trim_start().starts_with("<!--") {
            report.changed("HTML block", 1);
        }
        let after = self.text.text.get(range.end..).unwrap_or_default();
        let gap = match () {
            () if markdown.is_empty() => "",
            () if after.starts_with('\n') => "\n",
            () => "\n\n",
        };
        edits.replace(range, format!("{markdown}{gap}"));
    }

    /// A tag among words.
    fn tag(
        &self,
        tag: &str,
        range: &Range<usize>,
        edits: &mut Edits,
        report: &mut Report,
    ) {
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let with = match name.to_lowercase().as_str() {
            "br" => "\\\n",
            "b" | "strong" => "**",
            "i" | "em" | "cite" => "*",
            "s" | "del" | "strike" => "~~",
            "code" | "kbd" | "tt" => "`",
            "img" => {
                let html = Html {
                    text: tag,
                    file: self.file,
                    at: None,
                    whole: &self.place(range),
                    lines: false,
                };
                let image = html::markdown(html, &mut Vec::new(), report);
                return edits.replace(range.clone(), image);
            }
            _ if tag.starts_with("<!--") => "",
            _ => {
                if !tag.starts_with("</") {
                    let message = format!(
                        "the tag `{tag}` has no place in Markdown and is left out"
                    );
                    let hint = "its words are kept; write what it meant in Markdown";
                    report.left("html", self.place(range), message, hint);
                }
                ""
            }
        };
        edits.replace(range.clone(), with);
    }
}

/// Markdown of HTML whose headings begin at level 2, and without marks that would cite.
pub fn flat(text: &str) -> String {
    let file = FilePath::new("");
    let text = Edits::default().apply(text);
    let mend = Mend { text: &text, offset: 0, file: &file, title: "" };
    mend.run(&mut Vec::new(), &mut Report::default())
}

/// A text with no more than one empty line at a time, outside of code.
fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut empty = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        empty = if trimmed.is_empty() && fence.is_none() { empty + 1 } else { 0 };
        match empty {
            0 => out.push_str(line),
            1 => {
                let length = out.trim_end_matches([' ', '\n']).len();
                out.truncate(length);
                out.push_str("\n\n");
            }
            _ => {}
        }
    }
    out
}
