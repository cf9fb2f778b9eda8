//! Paragraphs, quotes, alerts, lists and definitions.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use crate::base::diagnostic::Diagnostic;
use crate::parse::body::BlockKind;
use crate::parse::markdown::builder::is_citation;
use crate::parse::markdown::writer::{Container, Open, Writer};

impl<'w> Writer<'w, '_> {
    /// Opens a block.
    pub(super) fn block(&mut self, tag: &'w Tag<'w>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(&range),
            Tag::Heading { level, id, classes, .. } => {
                let level = u8::try_from(*level as usize).unwrap_or(2);
                self.heading(level, id.as_deref(), classes, &range);
            }
            Tag::BlockQuote(kind) => self.quote(*kind, &range),
            Tag::List(start) => self.list(*start, &range),
            Tag::Item => self.item(&range),
            Tag::DefinitionList => {
                self.group("dl", "", "</dl>\n", BlockKind::Definitions, &range);
            }
            Tag::DefinitionListTitle => {
                self.gap(" ");
                self.out.push_html("<dt>");
                self.push_block(Open::plain(Container::Text, "</dt>\n").scope());
            }
            Tag::DefinitionListDefinition => {
                self.gap(" ");
                self.out.push_html("<dd>");
                self.push_block(Open::plain(Container::Item, "</dd>\n").scope());
            }
            Tag::CodeBlock(kind) => self.code(kind, &range),
            Tag::HtmlBlock => self.html_block(&range),
            Tag::Table(alignments) => self.start_table(alignments, &range),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.table_cell(),
            _ => self.skip(),
        }
    }

    /// Opens a block that holds others, with an id where it stands in the body itself.
    pub(super) fn group(
        &mut self,
        element: &str,
        attributes: &str,
        close: &'static str,
        kind: BlockKind,
        range: &Range<usize>,
    ) {
        let top = self.at_top().then_some(kind);
        let block = top.map(|kind| self.begin_top(kind, range));
        self.out.push_html("<");
        self.out.push_html(element);
        self.out.push_html(attributes);
        if let Some(block) = block {
            self.out.push_id(block);
        }
        self.out.push_html(">");
        let open = Open::plain(Container::Group, close);
        self.push_block(Open { top, ..open });
    }

    fn paragraph(&mut self, range: &Range<usize>) {
        if !self.at_top() {
            self.gap(" ");
            self.out.push_html("<p>");
            let open = Open::plain(Container::Text, "</p>\n");
            // The paragraphs of an item or a footnote are one passage.
            let one =
                self.open.last().is_none_or(|open| open.container == Container::Item);
            return self.push_block(if one { open } else { open.scope() });
        }
        match self.alone() {
            Some(Event::Start(Tag::Image { link_type, dest_url, title, .. }))
                if !is_citation(*link_type) =>
            {
                let span =
                    self.events.get(self.at).map_or(range.clone(), |e| e.1.clone());
                self.at += 1;
                self.figure(dest_url, title, span, range);
                self.at += 1;
            }
            Some(Event::DisplayMath(latex)) => {
                let span =
                    self.events.get(self.at).map_or(range.clone(), |e| e.1.clone());
                self.at += 2;
                let block = self.begin_top(BlockKind::Math, range);
                self.out.push_html("<div class=\"math\" tabindex=\"0\"");
                self.out.push_id(block);
                self.out.push_html(">");
                self.math(latex, span, true);
                self.out.push_html("</div>\n");
                self.end_top(BlockKind::Math);
            }
            _ => self.prose_paragraph(range),
        }
    }

    fn prose_paragraph(&mut self, range: &Range<usize>) {
        if is_citations(self.events, self.at - 1).is_some() {
            let message = "no block stands above this citation";
            let span = range.start..self.line_end(range);
            let diagnostic =
                Diagnostic::warning("citation-alone", self.place(&span), message);
            self.report(diagnostic.hint("put it after the sentence that rests on it"));
        }
        let block = self.begin_top(BlockKind::Paragraph, range);
        self.out.push_html("<p");
        self.out.push_id(block);
        self.out.push_html(">");
        let open = Open::plain(Container::Text, "</p>\n").scope();
        self.push_block(Open { block: true, top: Some(BlockKind::Paragraph), ..open });
    }

    /// What stands alone in the paragraph that has just started: an image or mathematics.
    fn alone(&self) -> Option<&'w Event<'w>> {
        let (event, _) = self.events.get(self.at)?;
        let end = match event {
            Event::DisplayMath(_) => self.at + 1,
            Event::Start(Tag::Image { .. }) => end_of(self.events, self.at)? + 1,
            _ => return None,
        };
        self.ends(end, TagEnd::Paragraph).then_some(event)
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let (class, word) = match kind {
            None => {
                let close = "</blockquote>\n";
                return self.group("blockquote", "", close, BlockKind::Quote, range);
            }
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
        };
        let attributes = format!(" class=\"alert alert-{class}\"");
        self.group("aside", &attributes, "</aside>\n", BlockKind::Quote, range);
        self.out.push_html(&format!("<p class=\"alert-word\">{word}</p>\n"));
    }

    fn list(&mut self, start: Option<u64>, range: &Range<usize>) {
        match start {
            None => self.group("ul", "", "</ul>\n", BlockKind::List, range),
            Some(1) => self.group("ol", "", "</ol>\n", BlockKind::List, range),
            Some(start) => {
                let attributes = format!(" start=\"{start}\"");
                self.group("ol", &attributes, "</ol>\n", BlockKind::List, range);
            }
        }
    }

    fn item(&mut self, range: &Range<usize>) {
        self.gap(" ");
        let block = self.builder.block(BlockKind::ListItem, self.prose.span(range));
        self.blocks.push(block);
        let first = match self.events.get(self.at) {
            Some((Event::Start(Tag::Paragraph), _)) => self.events.get(self.at + 1),
            first => first,
        };
        let task = matches!(first, Some((Event::TaskListMarker(_), _)));
        self.out.push_html(if task { "<li class=\"task\"" } else { "<li" });
        self.out.push_id(block);
        self.out.push_html(">");
        let open = Open::plain(Container::Item, "</li>\n").scope();
        self.push_block(Open { block: true, ..open });
    }

    pub(super) fn rule(&mut self, range: Range<usize>) {
        if !self.at_top() {
            return self.out.push_html("<hr>\n");
        }
        let block = self.begin_top(BlockKind::Rule, &range);
        self.out.push_html("<hr");
        self.out.push_id(block);
        self.out.push_html(">\n");
        self.end_top(BlockKind::Rule);
    }

    /// Whether a paragraph of nothing but citations comes next.
    pub(super) fn citations_ahead(&self) -> bool {
        self.mode == super::writer::Mode::Body
            && self.open.is_empty()
            && is_citations(self.events, self.at).is_some()
    }

    /// Writes the citations of the paragraphs of nothing else that come next.
    pub(super) fn trailing_citations(&mut self) {
        while self.citations_ahead() {
            let Some(end) = is_citations(self.events, self.at) else { return };
            while self.at < end {
                let next = self.events.get(self.at).cloned();
                self.at += 1;
                if let Some((Event::Start(Tag::Link { .. }), range)) = next {
                    self.citation(&range);
                }
            }
            self.at = end + 1;
        }
    }
}

/// Where the element that starts at an event ends.
pub(super) fn end_of(events: &[(Event<'_>, Range<usize>)], at: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (ahead, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(ahead);
        }
    }
    None
}

/// The end of a paragraph that starts at an event and holds nothing but citations.
fn is_citations(events: &[(Event<'_>, Range<usize>)], at: usize) -> Option<usize> {
    let Some((Event::Start(Tag::Paragraph), _)) = events.get(at) else { return None };
    let mut ahead = at + 1;
    let mut cites = false;
    loop {
        match &events.get(ahead)?.0 {
            Event::Start(Tag::Link { link_type, .. }) if is_citation(*link_type) => {
                ahead = end_of(events, ahead)?;
                cites = true;
            }
            Event::SoftBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            Event::End(TagEnd::Paragraph) if cites => return Some(ahead),
            _ => return None,
        }
        ahead += 1;
    }
}
