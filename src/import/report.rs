//! What an import says: what was kept, changed and left, each with its count, and line by
//! line what could not be placed.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::base::diagnostic::{Diagnostic, Place};

/// Numbers of things, by the word for one of them.
type Counts = BTreeMap<&'static str, usize>;

/// What an import says.
#[derive(Debug, Default)]
pub struct Report {
    /// What could not be placed, and what was guessed.
    pub diagnostics: Vec<Diagnostic>,
    kept: Counts,
    changed: Counts,
}

impl Report {
    /// Counts what was taken over.
    pub fn kept(&mut self, noun: &'static str, count: usize) {
        *self.kept.entry(noun).or_default() += count;
    }

    /// Counts what was written in another way.
    pub fn changed(&mut self, noun: &'static str, count: usize) {
        *self.changed.entry(noun).or_default() += count;
    }

    /// Says what was left out or needs a look.
    pub fn left(
        &mut self,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::warning(code, place, message).hint(hint));
    }

    /// Says what cannot be imported.
    pub fn failed(
        &mut self,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::error(code, place, message).hint(hint));
    }

    /// Whether something could not be imported.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The counts, a line each for what was kept, changed and left.
    pub fn summary(&self) -> String {
        let mut out = String::new();
        for (word, counts) in [("kept", &self.kept), ("changed", &self.changed)] {
            let counted = counts.iter().filter(|(_, count)| **count > 0);
            let parts: Vec<String> = counted.map(|(noun, n)| number(*n, noun)).collect();
            let parts =
                if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
            let _ = writeln!(out, "{word}: {parts}");
        }
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in &self.diagnostics {
            *left.entry(&diagnostic.code).or_default() += 1;
        }
        let parts: Vec<String> =
            left.iter().map(|(code, count)| format!("{count} {code}")).collect();
        let parts =
            if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
        let _ = writeln!(out, "left or to be looked at: {parts}");
        out
    }
}

/// A number and what is counted.
pub fn number(count: usize, noun: &str) -> String {
    // What follows ` split`, ` made` or ` of` says more of it.
    let cut = [" split", " made", " of "].iter().filter_map(|word| noun.find(word)).min();
    let (noun, rest) = noun.split_at(cut.unwrap_or(noun.len()));
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}{rest}"),
        (_, Some(stem)) => format!("{count} {stem}ies{rest}"),
        _ if noun.ends_with("ss") => format!("{count} {noun}es{rest}"),
        _ => format!("{count} {noun}s{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::FilePath;

    #[test]
    fn a_summary_counts() {
        let mut report = Report::default();
        report.kept("article", 2);
        report.kept("biography", 2);
        report.kept("page", 0);
        let place = Place::file(&FilePath::new("x"));
        report.left("shortcode", place.clone(), "m", "h");
        report.failed("bad-input", place, "m", "h");
        assert_eq!(
            report.summary(),
            "kept: 2 articles, 2 biographies\nchanged: nothing\n\
             left or to be looked at: 1 bad-input, 1 shortcode\n"
        );
        assert!(report.has_errors());
    }
}
