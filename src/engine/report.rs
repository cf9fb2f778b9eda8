//! Diagnostics made ready to be shown: their places found, repeats folded, sorted.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place, Spot};
use crate::base::emit::Texts;
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::load::snapshot::{SETTINGS, Snapshot};
use crate::load::{theme, toml};
use crate::parse::front_matter::locate::{locate, within};
use crate::render::sources::BUILT_IN;

/// The texts that diagnostics point into: inputs, read again, and built-in templates.
pub struct InputTexts<'a>(pub &'a Snapshot);

impl Texts for InputTexts<'_> {
    fn text(&self, file: &FilePath) -> Option<Arc<str>> {
        let built_in = file.as_str().strip_prefix(BUILT_IN);
        if let Some(name) = built_in.and_then(|name| name.strip_prefix("templates/")) {
            let template = theme::templates().iter().find(|(known, _)| *known == name);
            return template.map(|(_, text)| Arc::from(*text));
        }
        self.0.reread(file)
    }
}

/// Finds the bytes of every place, folds repeats and sorts.
pub fn finish(diagnostics: Vec<Diagnostic>, texts: &dyn Texts) -> Vec<Diagnostic> {
    let mut finished: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut seen = BTreeSet::new();
    for mut diagnostic in diagnostics {
        resolve(&mut diagnostic.place, texts);
        for (place, _) in &mut diagnostic.related {
            resolve(place, texts);
        }
        let place = &diagnostic.place;
        let key = (place.file.clone(), start(place), diagnostic.message.clone());
        // A template that fails on a thousand pages is one fault.
        if seen.insert(key) {
            finished.push(diagnostic);
        }
    }
    let order = |d: &Diagnostic| {
        (d.place.file.clone(), start(&d.place), d.severity, d.code, d.message.clone())
    };
    finished.sort_by_cached_key(order);
    finished
}

/// The first byte of a place.
fn start(place: &Place) -> usize {
    match &place.spot {
        Spot::Bytes(range) => range.start,
        _ => 0,
    }
}

/// Makes bytes of a field.
fn resolve(place: &mut Place, texts: &dyn Texts) {
    if let Spot::Field(field, part) = &place.spot {
        let text = texts.text(&place.file);
        let range = text.and_then(|text| match place.file.as_str() {
            SETTINGS => {
                let problems = Problems::new(&place.file, &text, 0);
                within(&toml::read(&problems), field, *part)
            }
            _ => locate(&text, field, *part),
        });
        place.spot = range.map_or(Spot::Whole, Spot::Bytes);
    }
}
