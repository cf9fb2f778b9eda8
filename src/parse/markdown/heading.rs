//! Headings.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::id::Id;
use crate::parse::body::{BlockKind, Heading};
use crate::parse::markdown::anchor::reserved;
use crate::parse::markdown::blocks::end_of;
use crate::parse::markdown::builder::Builder;
use crate::parse::markdown::html::push_attribute;
use crate::parse::markdown::writer::{Container, Open, Writer};

impl Writer<'_, '_> {
    /// Passes over a heading that repeats the title at the start of the body.
    pub(super) fn drop_title(&mut self) {
        let Some(title) = self.builder.input.title else { return };
        if !matches!(self.events.first(), Some((Event::Start(Tag::Heading { .. }), _))) {
            return;
        }
        let Some(end) = end_of(self.events, 0) else { return };
        let mut text = String::new();
        for (event, _) in self.events.iter().take(end) {
            match event {
                Event::Text(words) | Event::Code(words) => text.push_str(words),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        // That the title is missing is said already.
        if title.is_empty() || Id::fold(&text) == Id::fold(title) {
            self.at = end + 1;
        }
    }

    /// Opens a heading.
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        classes: &[CowStr<'_>],
        range: &Range<usize>,
    ) {
        self.gap(" ");
        let top = self.at_top();
        if top {
            self.check_level(level, range);
        }
        let level = level.max(2);
        let close = format!("</h{level}>\n");
        let open = Open::plain(Container::Text, close).scope();
        if !top {
            self.out.push_html(&format!("<h{level}>"));
            return self.push_block(open);
        }
        let block = self.begin_top(BlockKind::Heading, range);
        self.out.push_html(&format!("<h{level}"));
        if let Some(id) = id {
            self.explicit_id(block, id, range);
        }
        self.out.push_id(block);
        if !classes.is_empty() {
            self.out.push_html(" class=\"");
            push_attribute(&mut self.out.html, &classes.join(" "));
            self.out.push_html("\"");
        }
        self.out.push_html(">");
        self.headings.push((level, block));
        self.push_block(Open { block: true, top: Some(BlockKind::Heading), ..open });
    }

    fn check_level(&mut self, level: u8, range: &Range<usize>) {
        let before = std::mem::replace(&mut self.level, level.max(2));
        let span = range.start..self.line_end(range);
        if level == 1 {
            let message = "a level 1 heading is the title, which front matter has";
            let diagnostic =
                Diagnostic::error("heading-level", self.place(&span), message);
            self.report(diagnostic.hint("begin the heading with `##`"));
        } else if level > before + 1 {
            let message =
                format!("a level {level} heading follows one of level {before}");
            let diagnostic =
                Diagnostic::warning("heading-skip", self.place(&span), message);
            let marks = "#".repeat(usize::from(before) + 1);
            self.report(diagnostic.hint(format!("begin the heading with `{marks}`")));
        }
    }

    /// Takes the id of `{#id}`.
    fn explicit_id(&mut self, block: u32, id: &str, range: &Range<usize>) {
        let span = range.start..self.line_end(range);
        let wrong = id.is_empty() || id.contains(char::is_whitespace);
        if reserved(id) || wrong || !self.builder.anchors.take(id) {
            let message = match reserved(id) {
                true => format!("the id `{id}` belongs to the page around the text"),
                false => format!("the id `{id}` stands twice in this text"),
            };
            let diagnostic =
                Diagnostic::error("duplicate-id", self.place(&span), message);
            return self.report(diagnostic.hint("choose another `{#id}`"));
        }
        if let Some(block) = self.builder.block_mut(block) {
            block.id = id.into();
        }
    }
}

impl Builder<'_> {
    /// Lists the body's headings once their ids are known.
    pub(super) fn list_headings(&mut self, headings: &[(u8, u32)]) {
        for (level, block) in headings {
            if let Some(block) = self.block_mut(*block) {
                let (id, text) = (block.id.clone(), block.text.to_string());
                if text.is_empty() {
                    let span = block.span.clone();
                    let source = self.input.text.get(span.clone()).unwrap_or_default();
                    let span = span.start..span.start + source.trim_end().len();
                    let place = Place::bytes(self.input.file, span);
                    let message = "the heading has no words";
                    let diagnostic = Diagnostic::error("empty-heading", place, message);
                    let hint = "write words after the `##`, or take it out";
                    self.diagnostics.push(diagnostic.hint(hint));
                }
                self.content.headings.push(Heading { level: *level, id, text });
            }
        }
    }
}
