//! Words, citations, links, images and mathematics.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::base::diagnostic::Diagnostic;
use crate::parse::body::{BlockKind, Citation, Cluster, Image, Link, Segment};
use crate::parse::markdown::builder::index;
use crate::parse::markdown::builder::is_citation;
use crate::parse::markdown::citation::{Item, Piece, claims, pieces};
use crate::parse::markdown::control;
use crate::parse::markdown::html::push_text;
use crate::parse::markdown::math;
use crate::parse::markdown::passage::{push_folded, whole};
use crate::parse::markdown::stray::inside_link;
use crate::parse::markdown::writer::{Container, Mode, Open, Writer};

/// Bytes of LaTeX beyond which a formula in a line may be wider than a phone.
const LONG_FORMULA: usize = 40;

impl Writer<'_, '_> {
    /// Writes words.
    pub(super) fn words(&mut self, text: &str, range: &Range<usize>) {
        let mut text = text;
        if self.mode == Mode::Inline && range.start == 0 {
            text = text.strip_prefix('\u{a0}').unwrap_or(text);
        }
        push_text(&mut self.out.html, text);
        self.text(text);
        // One that is written as `&#27;`; any other was found in the file, so that text which
        // is a copy of it, as most is, need not be looked through.
        let source = self.prose.text.get(range.clone()).unwrap_or_default();
        if text != source && control::is_in(text) && !control::is_in(source) {
            self.builder.fault(self.prose, control::fault(range.clone()));
        }
        for mut fault in self.brackets.text(self.prose.text, range) {
            if self.mode == Mode::Inline && fault.code == "unknown-footnote" {
                "footnotes work in the text of the body".clone_into(&mut fault.message);
                "say it here, or cite a source with `[@key]`".clone_into(&mut fault.hint);
            }
            self.builder.fault(self.prose, fault);
        }
    }

    /// Writes the citations of a reference link that has just started.
    pub(super) fn citation(&mut self, range: &Range<usize>) {
        self.skip();
        self.brackets.citation(range);
        let source = self.prose.text.get(range.clone()).unwrap_or_default();
        let (pieces, faults) = pieces(source, range.start, &self.builder.labels);
        for fault in faults {
            self.builder.fault(self.prose, fault);
        }
        for piece in pieces {
            match piece {
                Piece::Bracket(_, items) if items.is_empty() => {}
                Piece::Bracket(span, items) => self.cluster(&span, items),
                Piece::Text(span) => {
                    let text = self.prose.text.get(span.clone()).unwrap_or_default();
                    // A footnote's mark directly before a citation is taken for its text.
                    let label = text.strip_prefix("[^").and_then(|t| t.strip_suffix(']'));
                    if let Some(label) = label {
                        self.mention(label, span);
                        continue;
                    }
                    push_text(&mut self.out.html, text);
                    self.text(text);
                }
            }
        }
    }

    /// Writes `![@key]`, a cry and a citation; Markdown takes it for an image.
    pub(super) fn exclaimed_citation(&mut self, range: &Range<usize>) {
        self.out.push_html("!");
        self.text("!");
        self.citation(&(range.start + 1..range.end));
    }

    fn cluster(&mut self, span: &Range<usize>, items: Vec<Item>) {
        let block = self.current_block();
        let first = self.next_citation();
        for item in items {
            let citation = self.builder.content.citations.len();
            self.builder.content.citations.push(Citation {
                key: item.key,
                prefix: item.prefix,
                locator: item.locator,
                suffix: item.suffix,
                suppress_author: item.suppress_author,
                passage: whole(self.builder.nothing.clone()),
                block,
                span: self.prose.span(&item.span),
            });
            self.cite_here(citation, item.paragraph);
        }
        let citations = first..self.next_citation();
        self.out.push(Segment::Cluster(index(self.builder.content.clusters.len())));
        let span = self.prose.span(span);
        self.builder.content.clusters.push(Cluster { citations, block, span });
    }

    /// Opens a link.
    pub(super) fn link(
        &mut self,
        kind: LinkType,
        target: &str,
        title: &str,
        range: Range<usize>,
    ) {
        if is_citation(kind) {
            return self.citation(&range);
        }
        let source = self.prose.text.get(range.clone()).unwrap_or_default();
        if matches!(kind, LinkType::Inline | LinkType::Reference) && claims_first(source)
        {
            let message = "a citation cannot have an address of its own";
            let hint = "write the key alone, `[@key]`, with its address in `sources`; \
                        for a handle write `[\\@name](address)`";
            let diagnostic =
                Diagnostic::error("citation-link", self.place(&range), message);
            self.report(diagnostic.hint(hint));
        }
        if !self.safe(target, &range) {
            self.open.push(Open::plain(Container::Inline, ""));
            return;
        }
        let mail = kind == LinkType::Email && !target.starts_with("mailto:");
        let target = if mail { format!("mailto:{target}") } else { target.to_owned() };
        let link = Link {
            target,
            title: title.to_owned(),
            block: self.current_block(),
            span: self.prose.span(&range),
        };
        let number = Self::next_of(&self.builder.content.links);
        self.out.push(Segment::LinkStart(number));
        self.builder.content.links.push(link);
        self.open.push(Open::plain(Container::Link, number.to_string()));
    }

    /// Closes a link.
    pub(super) fn close_link(&mut self, open: &Open) {
        self.out.push(Segment::LinkEnd(open.close.parse().unwrap_or_default()));
    }

    /// Refuses addresses that run as code.
    pub(super) fn safe(&mut self, target: &str, range: &Range<usize>) -> bool {
        let clean: String = target
            .chars()
            .filter(|c| !c.is_control() && !c.is_whitespace())
            .take_while(|c| *c != ':' && *c != '/')
            .flat_map(char::to_lowercase)
            .collect();
        if !matches!(clean.as_str(), "javascript" | "data" | "vbscript")
            || !target.contains(':')
        {
            return true;
        }
        let message = format!("a `{clean}:` address is not allowed");
        let diagnostic = Diagnostic::error("unsafe-link", self.place(range), message);
        self.report(diagnostic.hint("link to a page, a file or an `https:` address"));
        false
    }

    /// Writes an image that has just started; gives its words. The title of one that stands
    /// `alone` is its caption.
    pub(super) fn image(
        &mut self,
        src: &str,
        title: &str,
        range: Range<usize>,
        alone: bool,
    ) {
        let alt = self.alt();
        if alt.trim().is_empty() {
            let message = "the image has no words for those who do not see it";
            let diagnostic =
                Diagnostic::error("missing-alt", self.place(&range), message);
            let hint = format!("write `![what it shows]({src})`");
            self.report(diagnostic.hint(hint));
        }
        if !self.safe(src, &range) {
            return;
        }
        let image = Image {
            src: src.to_owned(),
            alt: alt.trim_end().to_owned(),
            title: if alone { String::new() } else { title.to_owned() },
            block: self.current_block(),
            span: self.prose.span(&range),
        };
        let number = Self::next_of(&self.builder.content.images);
        self.builder.content.images.push(image);
        self.out.push(Segment::Image(number));
    }

    /// The plain text of the image that has just started.
    fn alt(&mut self) -> String {
        let mut alt = String::new();
        let mut depth = 1usize;
        while let Some((event, range)) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(Tag::Link { link_type, .. }) if is_citation(*link_type) => {
                    self.skip();
                    self.builder.fault(self.prose, inside_link(range.clone()));
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => push_folded(&mut alt, text),
                Event::InlineMath(text) | Event::DisplayMath(text) => {
                    push_folded(&mut alt, text);
                }
                Event::SoftBreak | Event::HardBreak => push_folded(&mut alt, " "),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        alt
    }

    /// Writes an image that stands alone in its paragraph.
    pub(super) fn figure(
        &mut self,
        src: &str,
        title: &str,
        span: Range<usize>,
        range: &Range<usize>,
    ) {
        let block = self.begin_top(BlockKind::Image, range);
        self.out.push_html("<figure class=\"image\"");
        self.out.push_id(block);
        self.out.push_html(">");
        let first = self.builder.content.images.len();
        self.image(src, title, span, true);
        if !title.is_empty() {
            self.out.push_html("<figcaption>");
            push_text(&mut self.out.html, title);
            self.out.push_html("</figcaption>");
            push_folded(&mut self.top_text, title);
        } else if let Some(image) = self.builder.content.images.get(first) {
            push_folded(&mut self.top_text, &image.alt);
        }
        self.out.push_html("</figure>\n");
        self.end_top(BlockKind::Image);
    }

    /// Writes mathematics.
    pub(super) fn math(&mut self, latex: &str, range: Range<usize>, display: bool) {
        let after = self.prose.text.get(range.end..).unwrap_or_default();
        if !display && after.starts_with(|c: char| c.is_ascii_digit()) {
            // Sums of money: `$5-$10`.
            let source = self.prose.text.get(range).unwrap_or_default();
            push_text(&mut self.out.html, source);
            return self.text(source);
        }
        self.builder.content.has_math = true;
        self.text(latex);
        match math::mathml(latex, display) {
            // A long formula is given a box of its own to scroll in.
            Ok(mathml) if !display && latex.len() > LONG_FORMULA => {
                self.out.push_html("<span class=\"math-long\" tabindex=\"0\">");
                self.out.push_html(&mathml);
                self.out.push_html("</span>");
            }
            Ok(mathml) => self.out.push_html(&mathml),
            Err(error) => {
                let inner = range.start + if display { 2 } else { 1 };
                let source = self.prose.text.get(inner..).unwrap_or_default();
                let exact =
                    source.starts_with(latex) && latex.get(error.span.clone()).is_some();
                let span = match exact && !error.span.is_empty() {
                    true => inner + error.span.start..inner + error.span.end,
                    false => range,
                };
                let message = format!("mathematics: {}", error.message);
                let diagnostic = Diagnostic::error("math", self.place(&span), message);
                self.report(diagnostic.hint("write LaTeX between the `$`"));
            }
        }
    }
}

/// Whether a link's own words are a citation.
fn claims_first(source: &str) -> bool {
    let inner = source.strip_prefix('[').unwrap_or(source);
    (inner.starts_with('@') || inner.starts_with("-@"))
        && source.find(']').is_some_and(|end| source.get(..=end).is_some_and(claims))
}
