//! Diagnostics made ready to be shown: their places found, repeats folded, sorted.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place, Spot};
use crate::base::emit::Texts;
use crate::base::node::Node;
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::load::snapshot::{SETTINGS, Snapshot};
use crate::load::{theme, toml};
use crate::parse::front_matter::locate::{root, within};
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
    let mut finder = Finder { texts, last: None };
    for mut diagnostic in diagnostics {
        finder.resolve(&mut diagnostic.place);
        for (place, _) in &mut diagnostic.related {
            finder.resolve(place);
        }
        let place = &diagnostic.place;
        let key = (place.file.clone(), start(place), diagnostic.message.clone());
        // A template that fails on a thousand pages is one fault.
        if seen.insert(key) {
            finished.push(diagnostic);
        }
    }
    let order = |d: &Diagnostic| {
        (
            d.place.file.clone(),
            start(&d.place),
            d.severity,
            d.code.clone(),
            d.message.clone(),
        )
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

/// Finds the bytes of fields. What the last file held is kept, for one file is often told of
/// several slips.
struct Finder<'a> {
    texts: &'a dyn Texts,
    last: Option<(FilePath, Option<Node>)>,
}

impl Finder<'_> {
    /// Makes bytes of a field.
    fn resolve(&mut self, place: &mut Place) {
        let Spot::Field(field, part) = &place.spot else { return };
        if self.last.as_ref().is_none_or(|(file, _)| *file != place.file) {
            self.last = Some((place.file.clone(), self.root(&place.file)));
        }
        let root = self.last.as_ref().and_then(|(_, root)| root.as_ref());
        let range = root.and_then(|root| within(root, field, *part));
        place.spot = range.map_or(Spot::Whole, Spot::Bytes);
    }

    /// What the fields of a file stand in.
    fn root(&self, file: &FilePath) -> Option<Node> {
        let text = self.texts.text(file)?;
        match file.as_str() {
            SETTINGS => Some(toml::read(&Problems::new(file, &text, 0))),
            _ => root(&text),
        }
    }
}
