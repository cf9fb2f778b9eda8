//! Works in CSL-JSON (1.0.2), as Zotero and others export them: a list of items.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::names::Parts;
use super::{Indexed, ReadWork, kind};
use crate::base::date::WorkDate;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::form;
use crate::base::path::FilePath;
use crate::base::scalar::shortened;
use crate::parse::front::{PersonName, SourceDetails, SourceFront};
use crate::parse::identifiers;

/// A text or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Whole(i64),
    Decimal(f64),
}

impl Scalar {
    fn text(self) -> Option<String> {
        let text = match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
        };
        (!text.is_empty()).then_some(text)
    }
}

#[derive(Deserialize)]
struct Identified {
    id: Scalar,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    #[serde(rename = "type")]
    kind: Option<String>,
    title: Option<Scalar>,
    #[serde(default)]
    author: Vec<ItemName>,
    #[serde(default)]
    editor: Vec<ItemName>,
    #[serde(default)]
    translator: Vec<ItemName>,
    issued: Option<ItemDate>,
    accessed: Option<ItemDate>,
    container_title: Option<Scalar>,
    publisher: Option<Scalar>,
    publisher_place: Option<Scalar>,
    volume: Option<Scalar>,
    issue: Option<Scalar>,
    page: Option<Scalar>,
    edition: Option<Scalar>,
    number: Option<Scalar>,
    #[serde(rename = "URL")]
    url: Option<String>,
    #[serde(rename = "DOI")]
    doi: Option<String>,
    #[serde(rename = "ISBN")]
    isbn: Option<String>,
    language: Option<String>,
    genre: Option<Scalar>,
    note: Option<Scalar>,
    archive: Option<String>,
    #[serde(rename = "archive_location")]
    archive_location: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct ItemName {
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    #[serde(default)]
    literal: String,
    #[serde(default)]
    suffix: String,
    #[serde(default)]
    dropping_particle: String,
    #[serde(default)]
    non_dropping_particle: String,
}

impl ItemName {
    fn name(&self) -> Option<PersonName> {
        if !self.literal.trim().is_empty() {
            return Some(PersonName::Organisation(self.literal.trim().to_owned()));
        }
        let given = [self.given.trim(), self.dropping_particle.trim()];
        let given: Vec<&str> = given.into_iter().filter(|p| !p.is_empty()).collect();
        let given = given.join(" ");
        let (prefix, family) = (&self.non_dropping_particle, &self.family);
        Parts { prefix, family, suffix: &self.suffix, given: &given }.name()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct ItemDate {
    #[serde(default)]
    date_parts: Vec<Vec<Scalar>>,
    raw: Option<Scalar>,
    literal: Option<Scalar>,
    circa: Option<serde_json::Value>,
}

impl ItemDate {
    /// The date as it is written in front matter.
    fn written(self) -> Option<String> {
        let circa = self.circa.is_some_and(|circa| {
            !matches!(circa, serde_json::Value::Bool(false) | serde_json::Value::Null)
        });
        let part = |parts: Vec<Scalar>| {
            let parts = parts
                .into_iter()
                .filter_map(Scalar::text)
                .map(|part| if part.len() < 2 { format!("0{part}") } else { part });
            parts.collect::<Vec<_>>().join("-")
        };
        let mut parts: Vec<String> = self.date_parts.into_iter().map(part).collect();
        if circa {
            parts.iter_mut().for_each(|part| part.push('~'));
        }
        let parts = parts.join("/");
        let other = || self.raw.or(self.literal).and_then(Scalar::text);
        if parts.is_empty() { other() } else { Some(parts) }
    }
}

/// Finds the items of a file.
pub(super) fn index(
    file: &FilePath,
    text: &str,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<Indexed>> {
    let bare = text.trim_start_matches('\u{feff}');
    let items: Vec<&RawValue> = match serde_json::from_str(bare) {
        Ok(items) => items,
        Err(error) => {
            let at = text.len() - bare.len() + offset(bare, &error);
            out.push(unreadable(file, at..at, &error).hint(
                "a file of works is a list of items, as Zotero exports it as CSL JSON",
            ));
            return None;
        }
    };
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        let raw = item.get();
        // A raw value is a slice of the text that it was read from.
        let start = raw.as_ptr().addr().saturating_sub(text.as_ptr().addr());
        let whole = start..start + raw.len();
        match serde_json::from_str::<Identified>(raw) {
            Ok(identified) => {
                let Some(key) = identified.id.text() else { continue };
                let place = raw.find(&format!("\"{key}\"")).map_or_else(
                    || start..start + 1,
                    |at| start + at + 1..start + at + 1 + key.len(),
                );
                found.push(Indexed { key, place, whole });
            }
            Err(_) => {
                let place = Place::bytes(file, start..start + 1);
                let message = "a work needs an `id` to be cited by";
                let diagnostic = Diagnostic::error("missing-key", place, message);
                out.push(
                    diagnostic.hint("write `\"id\": \"...\"`, a word of your choice"),
                );
            }
        }
    }
    Some(found)
}

/// The byte at which JSON could not be read.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    (start + error.column().saturating_sub(1)).min(text.len())
}

fn unreadable(
    file: &FilePath,
    range: Range<usize>,
    error: &serde_json::Error,
) -> Diagnostic {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(&*said, |(said, _)| said);
    let place = Place::bytes(file, range);
    Diagnostic::error("bad-json", place, format!("this is not CSL-JSON: {said}"))
}

/// Reads an item.
pub(super) fn read(
    file: &FilePath,
    text: &str,
    whole: &Range<usize>,
    place: &Range<usize>,
) -> ReadWork {
    let text = text.get(whole.clone()).unwrap_or("");
    let mut reader = Reader { file, place, diagnostics: Vec::new() };
    let source = match serde_json::from_str::<Item>(text) {
        Ok(item) => Some(Arc::new(reader.source(item))),
        Err(error) => {
            let at = whole.start + offset(text, &error);
            let hint = "correct it, or export the library again";
            reader.diagnostics.push(unreadable(file, at..at, &error).hint(hint));
            None
        }
    };
    let source = source.map(|mut source| {
        let key = serde_json::from_str::<Identified>(text).ok();
        let key = key.and_then(|item| item.id.text()).unwrap_or_default();
        Arc::make_mut(&mut source).key = key;
        source
    });
    ReadWork { source, diagnostics: reader.diagnostics }
}

struct Reader<'a> {
    file: &'a FilePath,
    place: &'a Range<usize>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn source(&mut self, item: Item) -> SourceFront {
        let scalar = |scalar: Option<Scalar>| scalar.and_then(Scalar::text);
        let names = |names: &[ItemName]| -> Vec<PersonName> {
            names.iter().filter_map(ItemName::name).collect()
        };
        let archive = [item.archive_location, item.archive].into_iter().flatten();
        let details = SourceDetails {
            editors: names(&item.editor),
            translators: names(&item.translator),
            container: scalar(item.container_title),
            publisher: scalar(item.publisher),
            place: scalar(item.publisher_place),
            volume: scalar(item.volume),
            issue: scalar(item.issue),
            pages: scalar(item.page),
            edition: scalar(item.edition),
            number: scalar(item.number),
            accessed: self.date("accessed", item.accessed),
            archive: archive
                .map(|a| a.trim().to_owned())
                .find(|a| form::is_web_address(a)),
            lang: item.language.filter(|language| form::is_language(language)),
            kind: item.kind.as_deref().map(kind::word),
            doi: item.doi.as_deref().and_then(|doi| self.doi(doi)),
            isbn: item.isbn.and_then(first_isbn),
            note: scalar(item.genre).or_else(|| scalar(item.note)),
            ..SourceDetails::default()
        };
        SourceFront {
            authors: names(&item.author),
            title: scalar(item.title),
            date: self.date("issued", item.issued),
            url: item.url.and_then(|url| self.address(&url)),
            details: details.boxed(),
            ..SourceFront::default()
        }
    }

    fn date(&mut self, name: &str, date: Option<ItemDate>) -> Option<WorkDate> {
        let written = date?.written()?;
        let date = WorkDate::parse(&written).ok();
        if date.is_none() {
            self.warn("bad-date", &written, &format!("is not a date (`{name}`)"));
        }
        date
    }

    fn doi(&mut self, text: &str) -> Option<String> {
        let doi = identifiers::doi(text.trim());
        if doi.is_none() {
            self.warn("bad-doi", text, "is not a DOI");
        }
        doi
    }

    fn address(&mut self, url: &str) -> Option<String> {
        let good = form::is_web_address(url.trim());
        if !good {
            self.warn("bad-address", url, "is not a web address");
        }
        good.then(|| url.trim().to_owned())
    }

    fn warn(&mut self, code: &'static str, text: &str, what: &str) {
        let place = Place::bytes(self.file, self.place.clone());
        let message = format!("`{}` {what}", shortened(text));
        let hint = "until it is corrected the work is shown without it";
        self.diagnostics.push(Diagnostic::warning(code, place, message).hint(hint));
    }
}

/// The first ISBN of a list of them.
fn first_isbn(text: String) -> Option<String> {
    let mut words = text.split([' ', ',', ';']).filter(|word| !word.is_empty());
    if identifiers::is_isbn(&text) {
        return Some(text);
    }
    words.find(|word| identifiers::is_isbn(word)).map(str::to_owned)
}
