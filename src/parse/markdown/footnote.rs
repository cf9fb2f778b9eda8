//! The author's footnotes.

use std::collections::btree_map::Entry;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::base::diagnostic::Diagnostic;
use crate::base::id::Id;
use crate::parse::body::{BlockKind, Footnote, Fragment, Segment};
use crate::parse::markdown::blocks::end_of;
use crate::parse::markdown::builder::{Builder, Definition, index};
use crate::parse::markdown::passage::Scope;
use crate::parse::markdown::prose::Prose;
use crate::parse::markdown::writer::{Mode, Writer};

impl Writer<'_, '_> {
    /// Writes the mark of a footnote.
    pub(super) fn mention(&mut self, label: &str, range: Range<usize>) {
        let Some((footnote, mention)) = self.builder.mention(label) else {
            let source = self.prose.text.get(range).unwrap_or_default();
            return self.out.push_html(source);
        };
        self.out.push(Segment::FootnoteMark(footnote, mention));
    }
}

impl Builder<'_> {
    /// Finds the definitions among the body's events.
    pub(super) fn define_footnotes(
        &mut self,
        prose: &Prose<'_>,
        events: &[(Event<'_>, Range<usize>)],
    ) {
        for (at, (event, span)) in events.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
            let end = end_of(events, at).unwrap_or(events.len());
            let definition =
                Definition { events: at + 1..end, span: span.clone(), index: None };
            match self.definitions.entry(label.to_lowercase()) {
                Entry::Vacant(entry) => {
                    entry.insert(definition);
                }
                Entry::Occupied(_) => {
                    let place = prose.place(self.input.file, &mark(prose, span));
                    let message = format!("the footnote `{label}` is defined twice");
                    let diagnostic =
                        Diagnostic::error("duplicate-footnote", place, message);
                    self.diagnostics.push(diagnostic.hint("give it another name"));
                }
            }
        }
    }

    /// Mentions a footnote: its number, and how often it has been mentioned now.
    fn mention(&mut self, label: &str) -> Option<(u32, u32)> {
        let key = label.to_lowercase();
        let next = index(self.content.footnotes.len());
        let definition = self.definitions.get_mut(&key)?;
        let number = *definition.index.get_or_insert(next);
        let span = self.input.body.start + definition.span.start
            ..self.input.body.start + definition.span.end;
        if number == next {
            let block = self.block(BlockKind::Footnote, span);
            let name = Id::fold(label).segment();
            let name = if name.is_empty() { "note".to_owned() } else { name };
            let id = self.anchors.unique(["fn-", &name].concat());
            if let Some(block) = self.block_mut(block) {
                block.id = id;
            }
            let content = Fragment::default();
            self.content.footnotes.push(Footnote { block, content, mentions: 0 });
            self.mentioned.push(key);
        }
        let footnote = self.content.footnotes.get_mut(usize::try_from(number).ok()?)?;
        footnote.mentions += 1;
        Some((number, footnote.mentions))
    }

    /// Writes the footnote that was mentioned at some place of the order.
    pub(super) fn write_footnote(
        &mut self,
        prose: &Prose<'_>,
        events: &[(Event<'_>, Range<usize>)],
        label: &str,
        at: usize,
    ) {
        let range = self.definitions.get(label).map(|found| found.events.clone());
        let Some(events) = range.and_then(|range| events.get(range)) else { return };
        let Some(block) = self.content.footnotes.get(at).map(|note| note.block) else {
            return;
        };
        let first = self.content.blocks.len();
        let mut writer = Writer::new(self, prose, events, Mode::Footnote, block);
        writer.scopes.push(Scope { block: Some(block), ..Scope::default() });
        writer.run();
        writer.close_scope();
        let out = std::mem::take(&mut writer.out);
        self.assign_ids(first);
        let content = out.finish(&self.content.blocks);
        if let Some(footnote) = self.content.footnotes.get_mut(at) {
            footnote.content = content;
        }
    }

    /// Warns of footnotes that nothing mentions.
    pub(super) fn unmentioned(&mut self, prose: &Prose<'_>) {
        let mut spans: Vec<Range<usize>> = self
            .definitions
            .values()
            .filter(|definition| definition.index.is_none())
            .map(|definition| mark(prose, &definition.span))
            .collect();
        spans.sort_by_key(|span| span.start);
        for span in spans {
            let label = prose.text.get(span.clone()).unwrap_or_default();
            let message = format!("nothing mentions the footnote `{label}`");
            let place = prose.place(self.input.file, &span);
            let diagnostic = Diagnostic::warning("unused-footnote", place, message);
            let hint = format!("write `{label}` where it belongs, or take it out");
            self.diagnostics.push(diagnostic.hint(hint));
        }
    }
}

/// The bytes of `[^name]` at the start of a definition.
fn mark(prose: &Prose<'_>, span: &Range<usize>) -> Range<usize> {
    let text = prose.text.get(span.clone()).unwrap_or_default();
    let start = text.find('[').unwrap_or(0);
    let end = text.find("]:").map_or(text.len(), |end| end + 1);
    span.start + start.min(end)..span.start + end
}
