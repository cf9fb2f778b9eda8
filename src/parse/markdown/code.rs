//! Blocks of code, and the fences that are components.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, TagEnd};

use crate::parse::body::BlockKind;
use crate::parse::markdown::highlight::highlight;
use crate::parse::markdown::html::{push_attribute, push_text};
use crate::parse::markdown::passage::push_folded;
use crate::parse::markdown::prose::{Origin, Prose};
use crate::parse::markdown::writer::Writer;

impl Writer<'_, '_> {
    /// Writes a block of code that has just started.
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        let (code, bytes) = self.code_text();
        if let CodeBlockKind::Fenced(info) = kind
            && info.trim_start().starts_with('{')
        {
            let source = self.prose.text.get(bytes.clone()).unwrap_or_default();
            let copy = source == code || source.replace("\r\n", "\n") == code;
            if copy && !source.is_empty() {
                let body = self.prose.part(bytes);
                return self.component(&body, range);
            }
            let origin = match &self.prose.origin {
                Origin::File(_) => Origin::Around(self.prose.span(range)),
                other => other.clone(),
            };
            return self.component(&Prose::new(&code, origin), range);
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next(),
            CodeBlockKind::Indented => None,
        };
        self.plain_code(language.unwrap_or_default(), &code, range);
    }

    fn plain_code(&mut self, language: &str, code: &str, range: &Range<usize>) {
        let top = self.at_top().then(|| self.begin_top(BlockKind::Code, range));
        self.out.push_html("<pre tabindex=\"0\"");
        if let Some(block) = top {
            self.out.push_id(block);
            push_folded(&mut self.top_text, code);
        }
        self.out.push_html("><code");
        if !language.is_empty() {
            self.out.push_html(" class=\"language-");
            push_attribute(&mut self.out.html, language);
            self.out.push_html("\"");
        }
        self.out.push_html(">");
        match highlight(language, code) {
            Some(html) => self.out.push_html(&html),
            None => push_text(&mut self.out.html, code),
        }
        self.out.push_html("</code></pre>\n");
        if top.is_some() {
            self.end_top(BlockKind::Code);
        }
    }

    /// The text of the block that has just started, and its first to its last byte.
    fn code_text(&mut self) -> (String, Range<usize>) {
        let mut code = String::new();
        let mut bytes: Option<Range<usize>> = None;
        while let Some((event, range)) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Text(text) => {
                    code.push_str(text);
                    let start = bytes.map_or(range.start, |bytes| bytes.start);
                    bytes = Some(start..range.end);
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        (code, bytes.unwrap_or(0..0))
    }
}
