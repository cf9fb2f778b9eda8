//! What a store of objects says when it refuses.

use object_store::Error;

use crate::deploy::problem::Problem;

/// How much of a store's answer is shown.
const SHOWN: usize = 400;

/// The problem behind an error.
pub fn of_store(error: &Error) -> Problem {
    let text = words(error);
    let hint = match error {
        Error::Unauthenticated { .. } => {
            "the store does not know these credentials: look at the environment and at the \
             standard files"
        }
        Error::PermissionDenied { .. } => {
            "the store refuses these credentials: they must be right, and may read, write \
             and delete in this place"
        }
        Error::NotFound { .. } => {
            "look at the name of the bucket or container: make it first"
        }
        Error::NotSupported { .. } | Error::NotImplemented { .. } => {
            "the store must know conditional writes (`If-Match`, `If-None-Match`)"
        }
        Error::InvalidPath { .. } | Error::UnknownConfigurationKey { .. } => {
            "look at the settings of the target"
        }
        _ if text.contains("redirect") => "look at the `region` of the target",
        _ if refused(&text) => "look at the settings of the target",
        _ => return Problem::passing(text),
    };
    Problem::lasting(text, hint)
}

/// Whether an answer says that the request itself is wrong. Too many requests, and one that
/// took too long, are only out of time.
fn refused(text: &str) -> bool {
    let Some((_, status)) = text.split_once("status code: ") else { return false };
    let status = status.get(..3).unwrap_or_default();
    status.starts_with('4') && !matches!(status, "408" | "409" | "425" | "429")
}

/// The words of an error and of what caused it, on one line and not without end.
fn words(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let said = inner.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = inner.source();
    }
    let text: Vec<&str> = text.split_whitespace().collect();
    let text = text.join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
