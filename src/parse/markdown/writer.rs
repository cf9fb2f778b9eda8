//! Markdown's events to HTML with holes. One loop over all events; what is open stands on a
//! list, so that no depth of nesting can exhaust the stack.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::parse::body::{BlockKind, Fragment, Segment};
use crate::parse::markdown::builder::is_citation;
use crate::parse::markdown::builder::{Builder, index};
use crate::parse::markdown::fragment::Out;
use crate::parse::markdown::html::push_text;
use crate::parse::markdown::passage::Scope;
use crate::parse::markdown::prose::Prose;
use crate::parse::markdown::stray::Brackets;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The body: its blocks are top-level.
    Body,
    /// The blocks of a footnote.
    Footnote,
    /// A line of words: front matter, captions.
    Inline,
}

/// What kind of element is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A paragraph, a heading, a cell, a term: text stands right in it.
    Text,
    /// A list item or the definition of a term: its paragraphs are one passage.
    Item,
    /// A list, a quote, a table and so on.
    Group,
    /// A link.
    Link,
    /// Emphasis and the like.
    Inline,
}

/// An open element.
#[derive(Debug)]
pub struct Open {
    /// What it is.
    pub container: Container,
    /// What closes it.
    pub close: Cow<'static, str>,
    /// A passage begins with it.
    pub scope: bool,
    /// A block with an id begins with it.
    pub block: bool,
    /// The kind, when it is a block of the body itself.
    pub top: Option<BlockKind>,
}

impl Open {
    /// An element that is no block with an id and no passage.
    pub fn plain(container: Container, close: impl Into<Cow<'static, str>>) -> Self {
        Self { container, close: close.into(), scope: false, block: false, top: None }
    }

    /// The same as a passage.
    pub fn scope(self) -> Self {
        Self { scope: true, ..self }
    }
}

/// The open table; tables do not stand in each other.
#[derive(Debug, Default)]
pub struct Table {
    /// How each column is aligned.
    pub alignments: Vec<Alignment>,
    /// The column of the next cell.
    pub column: usize,
    /// The next cell is one of the head.
    pub head: bool,
    /// The body has begun.
    pub body: bool,
}

/// Writes one fragment.
#[derive(Debug)]
pub struct Writer<'w, 'a> {
    pub(super) builder: &'w mut Builder<'a>,
    pub(super) prose: &'w Prose<'w>,
    pub(super) events: &'w [(Event<'w>, Range<usize>)],
    /// The event after the one that is being written.
    pub(super) at: usize,
    pub(super) mode: Mode,
    /// The block that the fragment belongs to, when it has none of its own.
    pub(super) host: u32,
    pub(super) out: Out,
    pub(super) open: Vec<Open>,
    /// How many of the open elements are blocks.
    pub(super) depth: usize,
    pub(super) scopes: Vec<Scope>,
    /// Memory for the text of the next passage: that of the one that ended last.
    pub(super) spare: String,
    /// The open blocks that have ids.
    pub(super) blocks: Vec<u32>,
    /// The text of the open top-level block.
    pub(super) top_text: String,
    /// The passage that ended last in the open top-level block, or in the one before.
    pub(super) last: Option<Arc<str>>,
    pub(super) brackets: Brackets,
    pub(super) table: Table,
    /// The names of HTML elements that were refused.
    pub(super) refused: Vec<String>,
    /// The level of the last heading.
    pub(super) level: u8,
    /// Headings of the body: level, block.
    pub(super) headings: Vec<(u8, u32)>,
    pub(super) too_deep: bool,
}

/// Writes a line of words for a block; gives its plain text too.
pub fn inline(
    builder: &mut Builder<'_>,
    prose: &Prose<'_>,
    block: u32,
) -> (Fragment, Arc<str>) {
    // No block begins with a space that does not break, so `1. First` stays words.
    let text = format!("\u{a0}{}", prose.text);
    let prose = Prose { text: &text, origin: prose.origin.clone(), shift: 2 };
    let events = builder.events(&prose);
    let mut writer = Writer::new(builder, &prose, &events, Mode::Inline, block);
    writer.scopes.push(Scope::default());
    writer.run();
    let words = writer.close_scope();
    let out = std::mem::take(&mut writer.out);
    (out.finish(&[]), words)
}

impl<'w, 'a> Writer<'w, 'a> {
    /// A writer that has written nothing yet.
    pub fn new(
        builder: &'w mut Builder<'a>,
        prose: &'w Prose<'w>,
        events: &'w [(Event<'w>, Range<usize>)],
        mode: Mode,
        host: u32,
    ) -> Self {
        Self {
            builder,
            prose,
            events,
            at: 0,
            mode,
            host,
            // The HTML of an article is about as long as its Markdown; that of a footnote is
            // written from events of the whole body.
            out: match mode {
                Mode::Footnote => Out::default(),
                _ => Out::with_capacity(prose.text.len() + prose.text.len() / 8),
            },
            open: Vec::new(),
            depth: 0,
            scopes: Vec::new(),
            spare: String::new(),
            blocks: Vec::new(),
            top_text: String::new(),
            last: None,
            brackets: Brackets::default(),
            table: Table::default(),
            refused: Vec::new(),
            level: 1,
            headings: Vec::new(),
            too_deep: false,
        }
    }

    /// Writes the body.
    pub fn body(
        builder: &'w mut Builder<'a>,
        prose: &'w Prose<'w>,
        events: &'w [(Event<'w>, Range<usize>)],
    ) -> Fragment {
        let first = builder.content.blocks.len();
        let mut writer = Writer::new(builder, prose, events, Mode::Body, 0);
        writer.drop_title();
        writer.run();
        let out = std::mem::take(&mut writer.out);
        let headings = std::mem::take(&mut writer.headings);
        builder.assign_ids(first);
        builder.list_headings(&headings);
        out.finish(&builder.content.blocks)
    }

    /// Writes all events.
    pub fn run(&mut self) {
        while let Some((event, range)) = self.events.get(self.at) {
            self.at += 1;
            self.event(event, range.clone());
        }
    }

    fn event(&mut self, event: &'w Event<'w>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.close(),
            Event::Text(text) => self.words(text, &range),
            Event::Code(code) => {
                self.out.push_html("<code>");
                push_text(&mut self.out.html, code);
                self.out.push_html("</code>");
                self.text(code);
            }
            Event::InlineMath(latex) => self.math(latex, range, false),
            Event::DisplayMath(latex) => self.math(latex, range, true),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(html, range),
            Event::FootnoteReference(label) => self.mention(label, range),
            Event::SoftBreak => {
                self.out.push_html("\n");
                self.text(" ");
            }
            Event::HardBreak => {
                self.out.push_html("<br>\n");
                self.text(" ");
            }
            Event::Rule => self.rule(range),
            Event::TaskListMarker(done) => self.out.push_html(if *done {
                "<input type=\"checkbox\" disabled checked aria-label=\"Done\"> "
            } else {
                "<input type=\"checkbox\" disabled aria-label=\"Not done\"> "
            }),
        }
    }

    fn start(&mut self, tag: &'w Tag<'w>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.wrap("<em>", "</em>"),
            Tag::Strong => self.wrap("<strong>", "</strong>"),
            Tag::Strikethrough => self.wrap("<del>", "</del>"),
            Tag::Superscript => self.wrap("<sup>", "</sup>"),
            Tag::Subscript => self.wrap("<sub>", "</sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link(*link_type, dest_url, title, range);
            }
            Tag::Image { link_type, .. } if is_citation(*link_type) => {
                self.exclaimed_citation(&range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.image(dest_url, title, range, false);
            }
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => self.skip(),
            _ if self.mode == Mode::Inline => self.inline_block(tag, &range),
            _ if self.depth >= self.builder.input.nesting => self.refuse_depth(&range),
            tag => {
                self.brackets.clear();
                self.block(tag, range);
            }
        }
    }

    fn wrap(&mut self, start: &str, end: &'static str) {
        self.out.push_html(start);
        self.open.push(Open::plain(Container::Inline, end));
    }

    /// Opens an element that is a block.
    pub(super) fn push_block(&mut self, open: Open) {
        self.depth += 1;
        if open.scope {
            let block = if open.block { self.blocks.last().copied() } else { None };
            let text = std::mem::take(&mut self.spare);
            self.scopes.push(Scope { block, text, ..Scope::default() });
        }
        self.open.push(open);
    }

    /// Closes the innermost element.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open.container {
            Container::Inline => return self.out.push_html(&open.close),
            Container::Link => return self.close_link(&open),
            _ => {}
        }
        self.depth = self.depth.saturating_sub(1);
        // A citation alone in the next paragraph belongs to this one.
        if open.top == Some(BlockKind::Paragraph) {
            self.trailing_citations();
        }
        self.out.push_html(&open.close);
        if open.scope {
            self.close_scope();
        }
        match open.top {
            Some(kind) => self.end_top(kind),
            None if open.block => {
                self.blocks.pop();
            }
            None => {}
        }
    }

    /// Begins a block of the body itself; what follows is its start tag.
    pub(super) fn begin_top(&mut self, kind: BlockKind, range: &Range<usize>) -> u32 {
        let block = self.builder.block(kind, self.prose.span(range));
        self.out.push(Segment::BlockStart(block));
        self.blocks.push(block);
        self.top_text.clear();
        self.last = None;
        block
    }

    /// Ends it, after its end tag.
    pub(super) fn end_top(&mut self, kind: BlockKind) {
        let Some(block) = self.blocks.pop() else { return };
        let top_text = self.top_text.trim_end();
        let mut text: Arc<str> = Arc::clone(&self.builder.nothing);
        if let Some(found) = self.builder.block_mut(block) {
            if found.text.is_empty() && !top_text.is_empty() {
                found.text = top_text.into();
            }
            text = found.text.clone();
        }
        if kind != BlockKind::Paragraph && self.citations_ahead() {
            if self.last.is_none() {
                self.last = Some(text);
            }
            self.blocks.push(block);
            self.out.push_html("<p class=\"citations\">");
            self.trailing_citations();
            self.out.push_html("</p>\n");
            self.blocks.pop();
        }
        self.out.push(Segment::BlockEnd(block));
    }

    /// Whether a block that starts now stands in the body itself.
    pub(super) fn at_top(&self) -> bool {
        self.mode == Mode::Body && self.open.is_empty()
    }

    /// Passes over an element that has just started.
    pub(super) fn skip(&mut self) {
        let mut depth = 1usize;
        while let Some((event, _)) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// The end of the line in which some bytes start.
    pub(super) fn line_end(&self, range: &Range<usize>) -> usize {
        let rest = self.prose.text.get(range.clone()).unwrap_or_default();
        range.start + rest.lines().next().unwrap_or_default().trim_end().len()
    }

    /// The place of some bytes.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        self.prose.place(self.builder.input.file, range)
    }

    /// Keeps a diagnostic.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.builder.diagnostics.push(diagnostic);
    }

    /// The block that what is written now belongs to.
    pub(super) fn current_block(&self) -> u32 {
        self.blocks.last().copied().unwrap_or(self.host)
    }

    /// Whether the event after some others ends an element of this kind.
    pub(super) fn ends(&self, at: usize, end: TagEnd) -> bool {
        matches!(self.events.get(at), Some((Event::End(found), _)) if *found == end)
    }

    /// The number that the next link, image or component gets.
    pub(super) fn next_of<T>(list: &[T]) -> u32 {
        index(list.len())
    }
}
