//! What is only wrong because a file could not be read, which is said of that file.

use std::collections::BTreeSet;

use crate::base::diagnostic::Diagnostic;
use crate::base::id::Id;
use crate::base::path::FilePath;

/// Takes out what would not be wrong if the broken files were there.
pub(super) fn forgive(diagnostics: &mut Vec<Diagnostic>, broken: &BTreeSet<FilePath>) {
    if !broken.is_empty() {
        diagnostics.retain(|diagnostic| !follows(diagnostic, broken));
    }
}

/// Whether a diagnostic misses what a broken file may have held.
fn follows(diagnostic: &Diagnostic, broken: &BTreeSet<FilePath>) -> bool {
    // A message names what is missing first.
    let missing = Id::fold(diagnostic.message.split('`').nth(1).unwrap_or(""));
    let below = |folder: &'static str| {
        broken.iter().filter(move |file| file.as_str().starts_with(folder))
    };
    let called = |file: &FilePath| {
        let folder = file.folder().rsplit('/').next().unwrap_or("");
        let name = if file.stem() == "index" { folder } else { file.stem() };
        Id::fold(name) == missing
    };
    match &*diagnostic.code {
        "unknown-article" => below("content/articles/").any(called),
        "unknown-author" => below("content/authors/").any(called),
        "unknown-parent" | "unknown-row" => below("content/")
            .any(|file| called(file) || file.as_str().starts_with("content/articles/")),
        "unknown-reference" | "unknown-bibliography" => {
            below("content/references/").next().is_some()
        }
        "no-outlet" => below("content/outlets.y").next().is_some(),
        _ => false,
    }
}
