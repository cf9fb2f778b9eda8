//! Corrections, notes of the editors, and whether an article still stands.

use crate::base::fields::Fields;
use crate::base::scalar::Name;
use crate::parse::front::{CorrectionFront, NoteFront, NoteKind, Status};
use crate::parse::front_matter::foreign;

/// Reads `corrections`.
pub fn corrections(fields: &mut Fields<'_>) -> Vec<CorrectionFront> {
    let problems = fields.problems();
    let mut corrections = Vec::new();
    for node in fields.items("corrections") {
        let Some(mut fields) = Fields::of(node, "a correction", problems) else {
            continue;
        };
        if fields.node("date").is_none() {
            let message = "a correction needs a `date`";
            let diagnostic = problems.error("missing-date", &node.span, message);
            problems
                .push(diagnostic.hint("write `date: 2026-02-07`, the day it was made"));
        }
        let (date, text) =
            (fields.moment("date"), fields.required("text", "missing-text"));
        let at = fields.text("at");
        fields.finish(foreign::NOTICE);
        if let (Some(date), Some(text)) = (date, text) {
            corrections.push(CorrectionFront { date, text, at });
        }
    }
    corrections
}

/// Reads `notes`.
pub fn notes(fields: &mut Fields<'_>) -> Vec<NoteFront> {
    let problems = fields.problems();
    let mut notes = Vec::new();
    for node in fields.items("notes") {
        if node.scalar().is_some() {
            let text = problems.text(node, Name::Entry("notes"));
            notes.extend(text.map(|text| NoteFront {
                kind: NoteKind::Editor,
                date: None,
                text,
            }));
            continue;
        }
        let Some(mut fields) = Fields::of(node, "a note", problems) else { continue };
        let words = NoteKind::ALL.map(NoteKind::name);
        let kind = match fields.node("type") {
            None => Some(NoteKind::Editor),
            Some(node) => problems
                .choice(node, Name::Key("type of note"), "unknown-note", words)
                .and_then(|word| {
                    NoteKind::ALL.into_iter().find(|kind| kind.name() == word)
                }),
        };
        let (date, text) =
            (fields.moment("date"), fields.required("text", "missing-text"));
        fields.finish(foreign::NOTICE);
        if let (Some(kind), Some(text)) = (kind, text) {
            notes.push(NoteFront { kind, date, text });
        }
    }
    notes
}

/// Reads `status` and `superseded_by`.
pub fn status(fields: &mut Fields<'_>) -> (Status, Option<String>) {
    let problems = fields.problems();
    let word = fields.choice("status", "unknown-status", Status::ALL.map(Status::name));
    let status = Status::ALL.into_iter().find(|status| Some(status.name()) == word);
    let by = fields.text("superseded_by");
    if let (Some(node), true) = (fields.node("superseded_by"), by.is_some())
        && status != Some(Status::Superseded)
    {
        let message = "`superseded_by` says nothing while `status` is not `superseded`";
        let diagnostic = problems.warning("status-not-superseded", &node.span, message);
        problems.push(diagnostic.hint("write `status: superseded`"));
    }
    if let (Some(node), Some(Status::Superseded)) = (fields.node("status"), status)
        && fields.node("superseded_by").is_none()
    {
        let message = "no article is named that supersedes this one";
        let diagnostic = problems.warning("superseded-by-none", &node.span, message);
        let hint = "write `superseded_by: ...`, the name of the later article's file";
        problems.push(diagnostic.hint(hint));
    }
    (status.unwrap_or_default(), by)
}
