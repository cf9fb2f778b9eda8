//! A stretch of Markdown and where it comes from.

use std::ops::Range;

use crate::base::diagnostic::{Field, Place};
use crate::base::path::FilePath;

/// Where Markdown comes from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// The file, from this byte on.
    File(usize),
    /// A field of front matter; its bytes are not known.
    Field(Field),
    /// Some bytes of the file that it is not a plain copy of.
    Around(Range<usize>),
}

/// A stretch of Markdown.
#[derive(Clone, Debug)]
pub struct Prose<'a> {
    /// The Markdown.
    pub text: &'a str,
    /// Where it comes from.
    pub origin: Origin,
    /// How many bytes at the start of the text are not there.
    pub shift: usize,
}

impl<'a> Prose<'a> {
    /// Markdown from its place.
    pub fn new(text: &'a str, origin: Origin) -> Self {
        Self { text, origin, shift: 0 }
    }

    /// The bytes of the file that some bytes of this text are; front matter has none.
    pub fn span(&self, range: &Range<usize>) -> Range<usize> {
        match &self.origin {
            Origin::File(base) => {
                let at = |byte: usize| base + byte.saturating_sub(self.shift);
                at(range.start)..at(range.end)
            }
            Origin::Field(_) => 0..0,
            Origin::Around(span) => span.clone(),
        }
    }

    /// The place of some bytes of this text.
    pub fn place(&self, file: &FilePath, range: &Range<usize>) -> Place {
        match &self.origin {
            Origin::Field(field) => Place::value(file, field.clone()),
            _ => Place::bytes(file, self.span(range)),
        }
    }

    /// Some of the text, for a reader of its own.
    pub fn part(&self, range: Range<usize>) -> Prose<'a> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let origin = match &self.origin {
            Origin::File(_) => Origin::File(self.span(&range).start),
            other => other.clone(),
        };
        Prose::new(text, origin)
    }
}
