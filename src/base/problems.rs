//! The problems found while one file is read, each at its place.

use std::cell::RefCell;
use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Place, Spot};
use crate::base::path::FilePath;

/// Collects the problems of one file. Readers share it and none of them stops at the first.
#[derive(Debug)]
pub struct Problems<'a> {
    file: &'a FilePath,
    source: &'a str,
    offset: usize,
    joint: &'static str,
    found: RefCell<Vec<Diagnostic>>,
    muted: RefCell<Vec<Range<usize>>>,
}

impl<'a> Problems<'a> {
    /// No problems yet. `source` is what is read and `offset` where in the file it begins.
    pub fn new(file: &'a FilePath, source: &'a str, offset: usize) -> Self {
        let (found, muted) = (RefCell::default(), RefCell::default());
        Self { file, source, offset, joint: ": ", found, muted }
    }

    /// The same for TOML, so that hints say `key = value`.
    pub fn of_toml(file: &'a FilePath, source: &'a str) -> Self {
        Self { joint: " = ", ..Self::new(file, source, 0) }
    }

    /// What stands between a key and its value.
    pub fn joint(&self) -> &'static str {
        self.joint
    }

    /// The text that is read.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// Where in the file the text begins.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The text of a range of the file.
    pub fn slice(&self, span: &Range<usize>) -> &'a str {
        let at = |byte: usize| byte.checked_sub(self.offset);
        match (at(span.start), at(span.end)) {
            (Some(start), Some(end)) => self.source.get(start..end).unwrap_or(""),
            _ => "",
        }
    }

    /// What stands after a range, to the end of its line.
    pub fn rest_of_line(&self, span: &Range<usize>) -> &'a str {
        let rest = span.end.checked_sub(self.offset).and_then(|at| self.source.get(at..));
        rest.and_then(|rest| rest.lines().next()).unwrap_or("")
    }

    /// A place in the file.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::bytes(self.file, span.clone())
    }

    /// An error at some bytes; it counts only when it is pushed.
    pub fn error(
        &self,
        code: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code, self.place(span), message)
    }

    /// A warning at some bytes; it counts only when it is pushed.
    pub fn warning(
        &self,
        code: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::warning(code, self.place(span), message)
    }

    /// Lets nothing more in that is inside some bytes: what is wrong there was reported, and
    /// what is read there now is not what was written.
    pub fn mute(&self, span: Range<usize>) {
        self.muted.borrow_mut().push(span);
    }

    /// Takes a problem in.
    pub fn push(&self, diagnostic: Diagnostic) {
        if let Spot::Bytes(span) = &diagnostic.place.spot {
            let inside = |m: &Range<usize>| m.start <= span.start && span.end <= m.end;
            if self.muted.borrow().iter().any(inside) {
                return;
            }
        }
        self.found.borrow_mut().push(diagnostic);
    }

    /// What was found, in the order of the text.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|diagnostic| match &diagnostic.place.spot {
            Spot::Bytes(range) => range.start,
            _ => 0,
        });
        found
    }
}
