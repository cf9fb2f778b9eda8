//! What is wrong, sorted by the file that it belongs to.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Severity, Spot};
use crate::base::emit::position;
use crate::base::path::FilePath;
use crate::plan::desk::Problems;
use crate::preview::desk::input::DeskInput;
use crate::view::desk::ProblemView;

/// What is wrong, by the file that it stands in; an error of a template by the article whose
/// page was being rendered, when it is one's.
pub fn by_file(input: &DeskInput<'_>) -> Problems {
    let mut texts: BTreeMap<FilePath, Option<Arc<str>>> = BTreeMap::new();
    let mut problems = Problems::new();
    for diagnostic in input.diagnostics {
        let file = &diagnostic.place.file;
        let text = texts.entry(file.clone()).or_insert_with(|| input.texts.text(file));
        let problem = view(diagnostic, text.as_deref());
        let owner = diagnostic.rendering.as_ref().unwrap_or(file);
        problems.entry(owner.clone()).or_default().push(problem);
    }
    problems
}

fn view(diagnostic: &Diagnostic, text: Option<&str>) -> ProblemView {
    let place = match (&diagnostic.place.spot, text) {
        (Spot::Bytes(range), Some(text)) => Some(position(text, range.start)),
        _ => None,
    };
    ProblemView {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.code.to_string(),
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
        file: diagnostic.place.file.clone(),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
        rendering: diagnostic.rendering.clone(),
    }
}
