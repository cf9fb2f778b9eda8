//! Blocks that cannot stand where they are.

use std::ops::Range;

use pulldown_cmark::Tag;

use crate::base::diagnostic::Diagnostic;
use crate::parse::markdown::writer::{Container, Open, Writer};

impl Writer<'_, '_> {
    /// Passes over a block that stands too deep; the first is an error.
    pub(super) fn refuse_depth(&mut self, range: &Range<usize>) {
        self.skip();
        if std::mem::replace(&mut self.too_deep, true) {
            return;
        }
        let most = self.builder.input.nesting;
        let span = range.start..self.line_end(range);
        let message = format!("blocks stand more than {most} deep inside each other");
        let diagnostic = Diagnostic::error("too-deep", self.place(&span), message);
        let hint = "take blocks out of each other, or raise `nesting` under `[limits]`";
        self.report(diagnostic.hint(hint));
    }

    /// A line of words holds no blocks but paragraphs.
    pub(super) fn inline_block(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        if matches!(tag, Tag::Paragraph) {
            if !self.out_is_empty() {
                self.out.push_html("<br>\n");
                self.text(" ");
            }
            self.open.push(Open::plain(Container::Text, ""));
            return;
        }
        self.skip();
        let span = range.start..self.line_end(range);
        let message = "only words can stand here, not a block such as a list";
        let diagnostic = Diagnostic::error("block-here", self.place(&span), message);
        self.report(
            diagnostic.hint("write one paragraph, or move the block to the body"),
        );
    }

    fn out_is_empty(&self) -> bool {
        self.scopes.last().is_none_or(|scope| scope.text.is_empty())
    }
}
