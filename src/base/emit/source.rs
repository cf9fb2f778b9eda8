//! Texts of input files, and where in them a byte stands.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crate::base::diagnostic::{Place, Spot};
use crate::base::path::FilePath;

/// Who can say what stands in an input file.
pub trait Texts {
    /// The text of a file, or nothing when it cannot be read, is no text, or has changed
    /// since its diagnostics were made.
    fn text(&self, file: &FilePath) -> Option<Arc<str>>;
}

/// The line and the column of a byte, both from 1, columns in Unicode scalar values.
///
/// A byte inside a character stands where the character begins, one past the end at the end.
/// A byte order mark takes no column.
pub fn position(text: &str, byte: usize) -> (usize, usize) {
    let text = text.strip_prefix(BOM).map_or((text, byte), |rest| {
        // What stands in or before the mark stands at the start.
        (rest, byte.saturating_sub(BOM.len_utf8()))
    });
    let (text, byte) = text;
    let before = text.get(..text.floor_char_boundary(byte)).unwrap_or(text);
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// The byte order mark.
const BOM: char = '\u{feff}';

/// A text whose lines have been counted.
pub(super) struct Lines {
    text: Arc<str>,
    /// Where each line begins; never empty.
    starts: Vec<usize>,
}

impl Lines {
    /// Counts the lines of a text.
    fn new(text: Arc<str>) -> Self {
        let first = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let mut starts = vec![first];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { text, starts }
    }

    /// The line and the column of a byte, as [`position`] gives them.
    pub(super) fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let start = self.start(line);
        let byte = self.text.floor_char_boundary(byte).max(start);
        let before = self.text.get(start..byte).unwrap_or("");
        (line + 1, before.chars().count() + 1)
    }

    /// The lines that hold some bytes, without the last line's end, and the number of the
    /// first.
    pub(super) fn excerpt(&self, span: &Range<usize>) -> (Range<usize>, usize) {
        let first = self.line(span.start);
        let end = match self.starts.get(self.line(span.end) + 1) {
            Some(next) => next - 1,
            None => self.text.len(),
        };
        let start = self.start(first);
        let text = self.text.get(start..end).unwrap_or("");
        (start..start + text.strip_suffix('\r').unwrap_or(text).len(), first + 1)
    }

    /// Some bytes of the text; none when the range is not one of whole characters.
    pub(super) fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// The nearest range of whole characters, without line ends at its own end: the mark
    /// under a block should not reach into the line below.
    fn clamp(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end.max(span.start)).max(start);
        let marked = self.text.get(start..end).unwrap_or("");
        start..start + marked.trim_end_matches(['\r', '\n']).len()
    }

    /// The character at or before a byte; between the two bytes of a line end, the first.
    fn boundary(&self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte).max(self.start(0));
        let bytes = self.text.as_bytes();
        let inside = bytes.get(byte) == Some(&b'\n')
            && byte.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r');
        if inside { byte - 1 } else { byte }
    }

    /// The line of a byte, from 0.
    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// Where a line begins.
    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }
}

/// Texts asked for so far, so that each is read and counted once.
pub(super) struct Sources<'a> {
    texts: &'a dyn Texts,
    held: BTreeMap<FilePath, Option<Rc<Lines>>>,
}

impl<'a> Sources<'a> {
    /// Holds nothing yet.
    pub(super) fn new(texts: &'a dyn Texts) -> Self {
        Self { texts, held: BTreeMap::new() }
    }

    /// Lets go of all files but one: diagnostics come sorted by file.
    pub(super) fn keep_only(&mut self, file: &FilePath) {
        self.held.retain(|held, _| held == file);
    }

    /// The text of a place and its bytes, or nothing when a whole file is meant or its text
    /// is not to be had.
    pub(super) fn find(&mut self, place: &Place) -> Option<(Rc<Lines>, Range<usize>)> {
        let Spot::Bytes(range) = &place.spot else { return None };
        let lines = match self.held.get(&place.file) {
            Some(held) => held.clone(),
            None => {
                let lines = self.texts.text(&place.file).map(Lines::new).map(Rc::new);
                self.held.insert(place.file.clone(), lines.clone());
                lines
            }
        }?;
        let span = lines.clamp(range);
        Some((lines, span))
    }
}
