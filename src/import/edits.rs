//! Changes to a text, made all at once, and where what is left of it stood before.

use std::ops::Range;

/// Changes to a text.
#[derive(Debug, Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts something in the place of some bytes.
    pub fn replace(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.0.push((range, with.into()));
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Makes the changes. Of two that overlap the first counts.
    pub fn apply(mut self, text: &str) -> Edited {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut edited =
            Edited { text: String::with_capacity(text.len()), map: Vec::new() };
        let mut done = 0;
        for (range, with) in self.0 {
            let Some(kept) = text.get(done..range.start) else { continue };
            if text.get(range.clone()).is_none() {
                continue;
            }
            edited.keep(kept, done);
            edited.map.push((edited.text.len(), range.start));
            edited.text.push_str(&with);
            done = range.end;
        }
        edited.keep(text.get(done..).unwrap_or_default(), done);
        edited
    }
}

/// A text that was changed.
#[derive(Debug, Default)]
pub struct Edited {
    /// The text now.
    pub text: String,
    /// Where pieces begin now, and where they began before.
    map: Vec<(usize, usize)>,
}

impl Edited {
    fn keep(&mut self, text: &str, from: usize) {
        self.map.push((self.text.len(), from));
        self.text.push_str(text);
    }

    /// Where a byte of the text stood before.
    pub fn origin(&self, at: usize) -> usize {
        let after = self.map.partition_point(|(now, _)| *now <= at);
        let piece = after.checked_sub(1).and_then(|index| self.map.get(index));
        piece.map_or(at, |(now, before)| before + (at - now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_at_once() {
        let mut edits = Edits::default();
        edits.replace(6..9, "two");
        edits.replace(0..1, "");
        edits.replace(7..8, "lost");
        let edited = edits.apply("a one zwo three");
        assert_eq!(edited.text, " one two three");
        assert_eq!(edited.origin(1), 2);
        assert_eq!(edited.origin(9), 10);
    }
}
