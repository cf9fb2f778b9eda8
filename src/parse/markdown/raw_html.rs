//! HTML in Markdown: refused, unless the site allows it. Comments are dropped.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::base::diagnostic::Diagnostic;
use crate::parse::markdown::writer::Writer;

impl Writer<'_, '_> {
    /// Writes or refuses a block of HTML that has just started.
    pub(super) fn html_block(&mut self, range: &Range<usize>) {
        let mut html = String::new();
        while let Some((event, _)) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) => {
                    html.push_str(text);
                }
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        if self.builder.input.raw_html {
            return self.out.push_html(&html);
        }
        let text = self.prose.text.get(range.clone()).unwrap_or_default();
        if let Some(at) = first_tag(text) {
            self.refuse(range.start + at..range.start + text.trim_end().len());
        }
    }

    /// Writes or refuses a tag among words.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if self.builder.input.raw_html {
            return self.out.push_html(html);
        }
        if html.starts_with("<!--") {
            return;
        }
        if let Some(name) = html.strip_prefix("</").map(name_of)
            && let Some(at) = self.refused.iter().rposition(|open| *open == name)
        {
            // Its start tag has been reported.
            self.refused.remove(at);
            return;
        }
        if !html.starts_with("</") {
            self.refused.push(name_of(html.trim_start_matches('<')));
        }
        self.refuse(range);
    }

    fn refuse(&mut self, span: Range<usize>) {
        let source = self.prose.text.get(span.clone()).unwrap_or_default();
        let name = name_of(source.trim_start_matches(['<', '/']));
        let instead = match name.as_str() {
            "b" | "strong" => "write `**words**`",
            "i" | "em" | "cite" => "write `*words*`",
            "a" => "write `[words](address)`",
            "img" | "picture" | "figure" => "write `![what it shows](file.jpg)`",
            "br" => "end the line with a `\\`",
            "hr" => "write `---` on a line of its own",
            "s" | "del" | "strike" => "write `~~words~~`",
            "code" | "tt" | "kbd" => "write words between back ticks",
            "pre" => "put the lines between two lines of three back ticks",
            "p" | "div" | "span" => "leave the tag out; a blank line ends a paragraph",
            "blockquote" => "begin the lines with `> `",
            "ul" | "ol" | "li" => "begin the lines with `- ` or `1. `",
            "table" | "tr" | "td" | "th" => "write a table with `|` between its cells",
            "iframe" | "video" | "audio" | "embed" | "object" | "script" => {
                "make a component of it in `templates/`, and use that with a fenced block"
            }
            "" => "write `\\<` for a plain `<`",
            _ => "write it in Markdown, or set `raw_html = true` in site.toml",
        };
        let message = match name.as_str() {
            "" => "HTML is not passed through".to_owned(),
            name => format!("HTML is not passed through: `<{name}>`"),
        };
        let diagnostic = Diagnostic::error("raw-html", self.place(&span), message);
        self.report(diagnostic.hint(instead));
    }
}

/// The name of the element at the start.
fn name_of(tag: &str) -> String {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    tag.get(..end.unwrap_or(tag.len())).unwrap_or_default().to_lowercase()
}

/// Where something other than comments and white space begins.
fn first_tag(html: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = html.get(at..)?;
        let text = rest.trim_start();
        at += rest.len() - text.len();
        if text.is_empty() {
            return None;
        }
        let Some(comment) = text.strip_prefix("<!--") else { return Some(at) };
        at += 4 + comment.find("-->").map_or(comment.len(), |end| end + 3);
    }
}
