//! A diagnostic as one JSON object, for machines.

use std::io;

use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::emit::source::Sources;
use crate::base::path::FilePath;

/// The object of a diagnostic.
#[derive(Serialize)]
struct Record<'a> {
    severity: String,
    code: &'a str,
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    label: Option<&'a str>,
    hint: Option<&'a str>,
    related: Vec<Related<'a>>,
    rendering: Option<&'a FilePath>,
}

/// A place; the numbers are null for a file as a whole. The end is the first column that
/// does not belong to it any more.
#[derive(Serialize)]
struct At<'a> {
    file: &'a FilePath,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Another place that belongs to it.
#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    at: At<'a>,
    label: Option<&'a str>,
}

/// The diagnostic as one line of JSON.
pub(super) fn line(
    diagnostic: &Diagnostic,
    sources: &mut Sources<'_>,
) -> io::Result<String> {
    let record = Record {
        severity: diagnostic.severity.to_string(),
        code: &diagnostic.code,
        message: &diagnostic.message,
        at: at(&diagnostic.place, sources),
        label: filled(&diagnostic.label),
        hint: diagnostic.hint.as_deref(),
        related: diagnostic
            .related
            .iter()
            .map(|(place, label)| Related {
                at: at(place, sources),
                label: filled(label),
            })
            .collect(),
        rendering: diagnostic.rendering.as_ref(),
    };
    serde_json::to_string(&record).map_err(io::Error::from)
}

/// A text, unless it is empty.
fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Where a place begins and ends.
fn at<'a>(place: &'a Place, sources: &mut Sources<'_>) -> At<'a> {
    let found = sources.find(place);
    let start = found.as_ref().map(|(lines, span)| lines.position(span.start));
    let end = found.as_ref().map(|(lines, span)| lines.position(span.end));
    At {
        file: &place.file,
        line: start.map(|(line, _)| line),
        column: start.map(|(_, column)| column),
        end_line: end.map(|(line, _)| line),
        end_column: end.map(|(_, column)| column),
    }
}
