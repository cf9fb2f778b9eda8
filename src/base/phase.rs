//! The parts of the line that are timed when somebody asks: one at a time, perhaps with
//! smaller ones inside.

use tracing::Span;
use tracing::span::EnteredSpan;

/// A part of the line, from its beginning until it is dropped.
pub struct Phase(EnteredSpan);

impl Phase {
    /// Begins a part; the macro `phase!` makes its span.
    pub fn begin(span: Span) -> Self {
        Self(span.entered())
    }

    /// Says how many things it was about.
    pub fn items(&self, items: usize) {
        self.0.record("items", u64::try_from(items).unwrap_or(u64::MAX));
    }

    /// Says how many bytes it was about.
    pub fn bytes(&self, bytes: u64) {
        self.0.record("bytes", bytes);
    }
}

/// Begins a part of a name.
macro_rules! phase {
    ($name:literal) => {
        $crate::base::phase::Phase::begin(tracing::info_span!(
            $name,
            items = tracing::field::Empty,
            bytes = tracing::field::Empty
        ))
    };
}

pub(crate) use phase;
