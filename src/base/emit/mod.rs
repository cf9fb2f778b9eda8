//! Diagnostics made text: for people, for editors' problem matchers, for machines.
//!
//! Whoever calls has made bytes of every [`Spot::Field`]; one that is left over is shown as
//! its whole file.

mod human;
mod json;
mod short;
mod source;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::base::diagnostic::{Diagnostic, Severity, Spot};
use crate::base::emit::source::Sources;

pub use crate::base::emit::source::{Texts, position};

/// How many warnings of one kind are shown, and errors of one kind in one file; the rest are
/// counted.
const SHOWN: usize = 20;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The line with the place underlined, for people.
    Human,
    /// One line each: `file:line:col: error[code]: message (hint: ...)`.
    Short,
    /// One JSON object a line.
    Json,
}

/// Writes the diagnostics in order of file and place.
///
/// More than twenty warnings of one kind, or errors of one kind in one file, are written as
/// twenty and a count, except in JSON, which holds them all. For people a line with the numbers of errors and warnings ends it;
/// without diagnostics nothing is written.
///
/// # Errors
///
/// What `out` reports.
pub fn emit(
    diagnostics: &[Diagnostic],
    texts: &dyn Texts,
    format: Format,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sources = Sources::new(texts);
    let all = sorted(diagnostics);
    if format == Format::Json {
        for diagnostic in all {
            sources.keep_only(&diagnostic.place.file);
            writeln!(out, "{}", json::line(diagnostic, &mut sources)?)?;
        }
        return Ok(());
    }
    let (shown, rest) = limited(&all);
    for diagnostic in shown {
        sources.keep_only(&diagnostic.place.file);
        match format {
            Format::Short => {
                writeln!(out, "{}", short::line(diagnostic, &mut sources))?;
            }
            _ => {
                writeln!(out, "{}\n", human::report(diagnostic, &mut sources, colour))?;
            }
        }
    }
    for ((code, file), count) in &rest {
        let word = if file.is_some() { "error" } else { "warning" };
        let plural = if *count == 1 { "" } else { "s" };
        write!(out, "and {count} more {word}{plural} of the kind {code}")?;
        match file {
            Some(file) => writeln!(out, " in {file}")?,
            None => writeln!(out)?,
        }
    }
    if format == Format::Human && !all.is_empty() {
        let gap = if rest.is_empty() { "" } else { "\n" };
        writeln!(out, "{gap}{}", summary(&all))?;
    }
    Ok(())
}

/// One diagnostic as people read it, without colour and without a line end at its end.
pub fn report(diagnostic: &Diagnostic, texts: &dyn Texts) -> String {
    human::report(diagnostic, &mut Sources::new(texts), false)
}

/// The diagnostics by file, then start, severity, code and message; those that agree in all
/// of it stay in the order in which they came.
pub fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut all: Vec<&Diagnostic> = diagnostics.iter().collect();
    all.sort_by(|a, b| key(a).cmp(&key(b)));
    all
}

/// What diagnostics are sorted by.
fn key(diagnostic: &Diagnostic) -> (&str, Option<usize>, Severity, &str, &str) {
    let start = match &diagnostic.place.spot {
        Spot::Bytes(range) => Some(range.start),
        Spot::Whole | Spot::Field(..) => None,
    };
    (
        diagnostic.place.file.as_str(),
        start,
        diagnostic.severity,
        &*diagnostic.code,
        &diagnostic.message,
    )
}

/// A kind, and the file when it is one of errors: each file's are mended on their own.
type Kind<'a> = (&'a str, Option<&'a str>);

/// What is shown, and how many of each kind are not.
fn limited<'a>(
    all: &[&'a Diagnostic],
) -> (Vec<&'a Diagnostic>, BTreeMap<Kind<'a>, usize>) {
    let mut seen: BTreeMap<Kind<'_>, usize> = BTreeMap::new();
    let mut shown = Vec::with_capacity(all.len());
    for diagnostic in all {
        let file = diagnostic.is_error().then(|| diagnostic.place.file.as_str());
        let seen = seen.entry((&*diagnostic.code, file)).or_default();
        *seen += 1;
        if *seen <= SHOWN {
            shown.push(*diagnostic);
        }
    }
    seen.retain(|_, count| *count > SHOWN);
    seen.values_mut().for_each(|count| *count -= SHOWN);
    (shown, seen)
}

/// How many errors and warnings there are, in words.
fn summary(all: &[&Diagnostic]) -> String {
    let errors = all.iter().filter(|d| d.is_error()).count();
    let counted = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts = [counted(errors, "error"), counted(all.len() - errors, "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
