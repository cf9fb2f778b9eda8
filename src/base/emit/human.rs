//! A diagnostic for people: the line with the place underlined, and what to type instead.

use std::ops::Range;
use std::rc::Rc;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet,
};

use crate::base::diagnostic::{Diagnostic, Place, Severity};
use crate::base::emit::source::{Lines, Sources};
use crate::base::path::FilePath;

/// Columns of a line that are shown; longer ones are cut around what is marked. A paragraph
/// of prose is one line, so most are.
const WIDTH: usize = 100;

/// A piece of one file with its marks.
struct Excerpt {
    file: FilePath,
    lines: Rc<Lines>,
    marks: Vec<Mark>,
}

/// Bytes of a file that are underlined.
struct Mark {
    span: Range<usize>,
    label: String,
    kind: AnnotationKind,
}

/// The diagnostic as several lines of text, without a line end at its end.
pub(super) fn report(
    diagnostic: &Diagnostic,
    sources: &mut Sources<'_>,
    colour: bool,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = shown(&diagnostic.message);
    let title = level.primary_title(message).id(&*diagnostic.code);
    let mut group = Group::with_title(title);
    let mut excerpts: Vec<Excerpt> = Vec::new();
    let mut notes = Vec::new();
    let kind = AnnotationKind::Primary;
    if !mark(&mut excerpts, &diagnostic.place, &diagnostic.label, kind, sources) {
        group = group.element(Origin::path(diagnostic.place.file.as_str()));
        if !diagnostic.label.is_empty() {
            notes.push(format!("{}: {}", diagnostic.label, diagnostic.place.file));
        }
    }
    for (place, label) in &diagnostic.related {
        // A mark in a second file is primary there, so that its line and column are named.
        let kind = match excerpts.iter().any(|e| e.file == place.file) {
            true => AnnotationKind::Context,
            false => AnnotationKind::Primary,
        };
        if !mark(&mut excerpts, place, label, kind, sources) {
            let label = if label.is_empty() { "see also" } else { label };
            notes.push(format!("{label}: {}", place.file));
        }
    }
    group = group.elements(excerpts.iter().map(snippet));
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(shown(hint)));
    }
    notes.extend(
        diagnostic.rendering.iter().map(|file| format!("while rendering {file}")),
    );
    let notes = notes.iter().map(|note| Level::NOTE.message(shown(note)));
    group = group.elements(notes);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.term_width(WIDTH).render(&[group]);
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A text without what would reach the terminal's controls.
fn shown(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

/// Adds a mark to the excerpt of its file; `false` when there is nothing to underline.
fn mark(
    excerpts: &mut Vec<Excerpt>,
    place: &Place,
    label: &str,
    kind: AnnotationKind,
    sources: &mut Sources<'_>,
) -> bool {
    let Some((lines, span)) = sources.find(place) else { return false };
    let mark = Mark { span, label: label.to_owned(), kind };
    match excerpts.iter_mut().find(|excerpt| excerpt.file == place.file) {
        Some(excerpt) => excerpt.marks.push(mark),
        None => {
            excerpts.push(Excerpt { file: place.file.clone(), lines, marks: vec![mark] });
        }
    }
    true
}

/// The lines from the first mark to the last, and the marks counted from their start. Only
/// these lines are given away: the whole of a long file would be split anew for each
/// diagnostic.
fn snippet(excerpt: &Excerpt) -> Snippet<'_, Annotation<'_>> {
    let start = excerpt.marks.iter().map(|mark| mark.span.start).min().unwrap_or(0);
    let end = excerpt.marks.iter().map(|mark| mark.span.end).max().unwrap_or(0);
    let (range, number) = excerpt.lines.excerpt(&(start..end));
    let offset = range.start;
    let text = excerpt.lines.get(range);
    let annotations = excerpt.marks.iter().map(|mark| {
        let start = mark.span.start.saturating_sub(offset).min(text.len());
        let end = mark.span.end.saturating_sub(offset).min(text.len());
        let label = (!mark.label.is_empty()).then_some(mark.label.as_str());
        mark.kind.span(start..end).label(label)
    });
    // With a line end, so that the last line is one even when it is empty.
    Snippet::source(format!("{text}\n"))
        .path(excerpt.file.as_str())
        .line_start(number)
        .annotations(annotations)
}
