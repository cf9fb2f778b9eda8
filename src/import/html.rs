//! HTML to Markdown. Tags open and close frames; a frame becomes Markdown of the frame around
//! it when it closes. What has no Markdown is left out and reported.

mod block;
mod frame;

use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

use crate::base::diagnostic::Place;
use crate::base::path::FilePath;
use crate::import::html::frame::Frame;
use crate::import::report::Report;

/// Elements that cannot be kept, with all that is in them.
const LOST: [&str; 16] = [
    "script", "style", "iframe", "object", "embed", "form", "svg", "canvas", "video",
    "audio", "button", "select", "textarea", "input", "noscript", "template",
];

/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "embed", "wbr"];

/// How deep elements may stand in each other before they are passed over.
const DEPTH: usize = 64;

/// HTML and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Html<'a> {
    /// The HTML.
    pub text: &'a str,
    /// The file that holds it.
    pub file: &'a FilePath,
    /// Where in the file it begins, when it stands there as it is.
    pub at: Option<usize>,
    /// The place of all of it.
    pub whole: &'a Place,
    /// Empty lines end paragraphs, and single ends of lines break them.
    pub lines: bool,
}

impl Html<'_> {
    /// The place of some bytes of it.
    pub fn place(&self, range: &Range<usize>) -> Place {
        match self.at {
            Some(at) => Place::bytes(self.file, at + range.start..at + range.end),
            None => self.whole.clone(),
        }
    }
}

/// Markdown of HTML; what an editor would miss is added to `internal`.
pub fn markdown(
    html: Html<'_>,
    internal: &mut Vec<String>,
    report: &mut Report,
) -> String {
    let mut walk = Walk { html, frames: vec![Frame::new("", &[])], lost: None, deep: 0 };
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(html.text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => walk.open(&tag, internal, report),
            Token::EndTag(tag) => walk.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if walk.lost.is_none() => {
                walk.text(&String::from_utf8_lossy(&text.value));
            }
            _ => {}
        }
    }
    while walk.frames.len() > 1 {
        walk.pop();
    }
    walk.frames.pop().map(Frame::into_blocks).unwrap_or_default().join("\n\n")
}

/// The frames that are open.
struct Walk<'a> {
    html: Html<'a>,
    frames: Vec<Frame>,
    /// The element that is left out, and how many of its name are open.
    lost: Option<(String, usize)>,
    /// Elements that are passed over since too many are open.
    deep: usize,
}

impl Walk<'_> {
    fn top(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::new("", &[]));
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn open(
        &mut self,
        tag: &StartTag<usize>,
        internal: &mut Vec<String>,
        report: &mut Report,
    ) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((lost, count)) = &mut self.lost {
            *count += usize::from(*lost == name && !tag.self_closing);
            return;
        }
        let attributes: Vec<(String, String)> = tag
            .attributes
            .iter()
            .map(|(key, value)| (string(key), string(&value.value)))
            .collect();
        if LOST.contains(&&*name) {
            let source = attributes.iter().find(|(key, _)| key == "src" || key == "data");
            let source =
                source.map(|(_, value)| format!(" of `{value}`")).unwrap_or_default();
            if name != "noscript" && name != "style" {
                let message = format!(
                    "`<{name}>`{source} has no place in Markdown and is left out"
                );
                let span = tag.span.start..tag.span.end.max(tag.span.start);
                let hint = "make a component of it, or link to it";
                report.left("html", self.html.place(&span), message, hint);
                internal.push(
                    format!("Left out on import: <{name}>{source}").replace('`', ""),
                );
            }
            if !tag.self_closing && !VOID.contains(&&*name) {
                self.lost = Some((name, 1));
            }
            return;
        }
        match name.as_str() {
            "br" => return self.top().line_break(),
            "hr" => return self.top().block("---".to_owned()),
            "img" => {
                let image = block::image(&attributes);
                return self.top().line.push_str(&image);
            }
            _ => {}
        }
        self.imply_ends(&name);
        if tag.self_closing || VOID.contains(&&*name) {
            return;
        }
        if self.frames.len() >= DEPTH {
            self.deep += 1;
            return;
        }
        self.frames.push(Frame::new(&name, &attributes));
    }

    /// Closes what a start tag ends without saying so.
    fn imply_ends(&mut self, name: &str) {
        let (closes, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table", "tbody", "thead"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "p" | "div" | "ul" | "ol" | "blockquote" | "pre" | "table" | "figure"
            | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                (&["p"], &["li", "td", "blockquote", "div"])
            }
            _ => return,
        };
        let inner =
            self.frames.iter().rev().take_while(|frame| !within.contains(&&*frame.name));
        let inner: Vec<&Frame> = inner.collect();
        let Some(at) = inner.iter().rposition(|frame| closes.contains(&&*frame.name))
        else {
            return;
        };
        for _ in 0..=at {
            self.pop();
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((lost, count)) = &mut self.lost {
            if lost == name {
                *count -= 1;
                if *count == 0 {
                    self.lost = None;
                }
            }
            return;
        }
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        let Some(at) = self.frames.iter().rposition(|frame| frame.name == name) else {
            return;
        };
        while self.frames.len() > at.max(1) {
            self.pop();
        }
    }

    /// Closes the innermost frame.
    fn pop(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        if let Some(frame) = self.frames.pop() {
            block::close(frame, self.top());
        }
    }

    fn text(&mut self, text: &str) {
        let raw = self.frames.iter().any(|frame| matches!(&*frame.name, "pre" | "code"));
        let lines = self.html.lines && self.frames.len() == 1;
        let top = self.top();
        match () {
            () if raw => top.line.push_str(text),
            () if lines => top.lines(text),
            () => top.words(text),
        }
    }
}

fn string(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}
