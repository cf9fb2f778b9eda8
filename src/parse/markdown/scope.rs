//! The passage that is open while text is written, and the citations in it.

use std::sync::Arc;

use crate::parse::markdown::builder::index;
use crate::parse::markdown::passage::{Sentences, push_folded, whole};
use crate::parse::markdown::writer::{Mode, Writer};

impl Writer<'_, '_> {
    /// Adds plain text to the open passage.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.push(text);
        }
        if self.mode == Mode::Body && !self.is_plain() {
            push_folded(&mut self.top_text, text);
        }
    }

    /// Whether the open passage is all of the open top-level block, which then gets its text.
    fn is_plain(&self) -> bool {
        let scope = self.scopes.last().and_then(|scope| scope.block);
        self.blocks.len() == 1 && scope.is_some() && scope == self.blocks.first().copied()
    }

    /// Adds what separates the parts of a passage.
    pub(super) fn gap(&mut self, separator: &str) {
        if self.scopes.last().is_some_and(|scope| !scope.text.is_empty()) {
            self.text(separator);
        } else if self.mode == Mode::Body {
            push_folded(&mut self.top_text, " ");
        }
    }

    /// Notes that a citation stands here.
    pub(super) fn cite_here(&mut self, citation: usize, paragraph: bool) {
        let Some(scope) = self.scopes.last_mut() else {
            let text = self.last.clone().unwrap_or(self.builder.nothing.clone());
            let at = text.len();
            return self.settle(&text, &[(citation, at, paragraph)]);
        };
        scope.cited = true;
        scope.citations.push((citation, scope.text.trim_end().len(), paragraph));
    }

    /// Ends a passage: its citations get it. Gives its text.
    pub(super) fn close_scope(&mut self) -> Arc<str> {
        let Some(mut scope) = self.scopes.pop() else {
            return self.builder.nothing.clone();
        };
        let text: Arc<str> = scope.text.trim_end().into();
        scope.text.clear();
        self.spare = std::mem::take(&mut scope.text);
        if self.mode == Mode::Body {
            // The white space of a passage is folded: what stands between words is a space.
            let spaces = text.bytes().filter(|byte| *byte == b' ').count();
            self.builder.content.words += spaces + usize::from(!text.is_empty());
        }
        if let Some(block) = scope.block.and_then(|block| self.builder.block_mut(block)) {
            block.text = text.clone();
        }
        if text.is_empty() {
            // Citations alone belong to what stands above them.
            let above = self.last.clone().unwrap_or(text);
            let end = above.len();
            let moved: Vec<_> = scope
                .citations
                .iter()
                .map(|(citation, _, p)| (*citation, end, *p))
                .collect();
            self.settle(&above, &moved);
            return above;
        }
        let citations = scope.citations.iter();
        let citations: Vec<_> = citations
            .map(|(citation, at, p)| (*citation, *at, *p || scope.row))
            .collect();
        self.settle(&text, &citations);
        self.last = Some(text.clone());
        text
    }

    /// Gives citations their passages.
    fn settle(&mut self, text: &Arc<str>, citations: &[(usize, usize, bool)]) {
        if citations.is_empty() {
            return;
        }
        let mut sentences = Sentences::of(text.clone(), self.builder.input.language);
        for (_, at, _) in citations {
            sentences.end_at(*at);
        }
        for (citation, at, paragraph) in citations {
            let passage = match paragraph {
                true => whole(text.clone()),
                false => sentences.before(*at),
            };
            if let Some(citation) = self.builder.content.citations.get_mut(*citation) {
                citation.passage = passage;
            }
        }
    }

    /// The number of the next citation.
    pub(super) fn next_citation(&self) -> u32 {
        index(self.builder.content.citations.len())
    }
}
