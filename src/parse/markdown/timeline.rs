//! The components of prose that Chancery knows: timelines, figures, pull quotes.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::base::diagnostic::Diagnostic;
use crate::parse::body::{Argument, ComponentData, Image, TimelineEntry};
use crate::parse::markdown::component::Info;
use crate::parse::markdown::passage::push_folded;
use crate::parse::markdown::prose::Prose;
use crate::parse::markdown::writer::{Writer, inline};

impl Writer<'_, '_> {
    /// `figure`: an image with a caption.
    pub(super) fn figure_component(
        &mut self,
        info: &Info,
        body: &Prose<'_>,
        block: u32,
        span: &Range<usize>,
        text: &mut String,
    ) -> ComponentData {
        let src = self.argument(info, "src", "src=\"file.jpg\"", span);
        let alt = self.argument(info, "alt", "alt=\"what it shows\"", span);
        self.safe(&src, span);
        push_folded(text, &alt);
        let number = Self::next_of(&self.builder.content.images);
        let (title, span) = (String::new(), self.prose.span(span));
        self.builder.content.images.push(Image { src, alt, title, block, span });
        let (caption, words) = inline(self.builder, &trimmed(body), block);
        if !words.is_empty() {
            words.as_ref().clone_into(text);
        }
        ComponentData::Figure { image: number, caption }
    }

    /// An argument that must be there.
    fn argument(
        &mut self,
        info: &Info,
        key: &str,
        form: &str,
        span: &Range<usize>,
    ) -> String {
        let found = match info.arguments.get(key) {
            Some(Argument::Text(text)) => text.trim().to_owned(),
            Some(Argument::Int(number)) => number.to_string(),
            _ => String::new(),
        };
        if found.is_empty() {
            let code = if key == "alt" { "missing-alt" } else { "component" };
            let message = format!("the component `{}` needs `{key}`", info.name);
            let diagnostic = Diagnostic::error(code, self.place(span), message);
            self.report(diagnostic.hint(format!("write `{{{} {form}}}`", info.name)));
        }
        found
    }

    /// `pull-quote`: words of the text; whether they are is known at its end.
    pub(super) fn pull_quote(
        &mut self,
        body: &Prose<'_>,
        block: u32,
        span: &Range<usize>,
        text: &mut String,
    ) -> ComponentData {
        let mut plain = String::new();
        for (event, _) in self.builder.events(body) {
            match event {
                Event::Text(words) | Event::Code(words) => {
                    push_folded(&mut plain, &words);
                }
                Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => {
                    push_folded(&mut plain, " ");
                }
                _ => {}
            }
        }
        let words = plain.trim_end().to_owned();
        text.clone_from(&words);
        if words.is_empty() {
            let message = "the pull quote is empty";
            let diagnostic = Diagnostic::error("component", self.place(span), message);
            self.report(diagnostic.hint("put a sentence of the text between the fences"));
        } else {
            let block = usize::try_from(block).ok();
            let found = block.and_then(|block| self.builder.content.blocks.get(block));
            let whole = found.map_or(0..0, |block| block.span.clone());
            self.builder.quotes.push((words.clone(), whole));
        }
        ComponentData::Quote(words)
    }

    /// `timeline`: lines of a date and what happened.
    pub(super) fn timeline(
        &mut self,
        body: &Prose<'_>,
        block: u32,
        span: &Range<usize>,
        text: &mut String,
    ) -> ComponentData {
        let mut entries = Vec::new();
        let mut empty = true;
        for line in lines(body.text) {
            empty = false;
            let source = body.text.get(line.clone()).unwrap_or_default();
            let Some((date, words)) = split_line(source) else {
                let place = body.place(self.builder.input.file, &line);
                let message = "this line of the timeline has no date";
                let diagnostic = Diagnostic::error("timeline", place, message);
                self.report(diagnostic.hint("write `- date: what happened`"));
                continue;
            };
            let part = body.part(line.start + words..line.end);
            let (fragment, plain) = inline(self.builder, &part, block);
            push_folded(text, &format!("{date}: {plain} "));
            entries.push(TimelineEntry { date: date.to_owned(), text: fragment });
        }
        if empty {
            let message = "the timeline has no entries";
            let diagnostic = Diagnostic::error("timeline", self.place(span), message);
            self.report(diagnostic.hint("write lines of `- date: what happened`"));
        }
        ComponentData::Timeline(entries)
    }
}

/// A text without the white space around it.
fn trimmed<'a>(body: &Prose<'a>) -> Prose<'a> {
    let start = body.text.len() - body.text.trim_start().len();
    body.part(start..start + body.text.trim().len())
}

/// The lines that are not blank, without the white space around them.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let length = line.trim().len();
        (length > 0).then_some(start..start + length)
    })
}

/// The date of a line, and where its words begin.
fn split_line(line: &str) -> Option<(&str, usize)> {
    let bare = line.strip_prefix(['-', '*']).unwrap_or(line).trim_start();
    let start = line.len() - bare.len();
    let colon = bare.find(": ")?;
    let date = bare.get(..colon)?.trim();
    let words = bare.get(colon + 2..)?;
    let begin = start + colon + 2 + (words.len() - words.trim_start().len());
    (!date.is_empty() && !words.trim().is_empty()).then_some((date, begin))
}
