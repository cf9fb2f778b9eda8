//! The works that an article cites: every form of `sources` made one.

use std::ops::Range;
use std::sync::Arc;

use crate::base::fields::{Fields, items, warn_of_commas};
use crate::base::form;
use crate::base::node::{Entry, Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::{Name, shortened};
use crate::base::suggest::nearest;
use crate::parse::front::{PersonName, SourceDetails, SourceFront};
use crate::parse::front_matter::foreign;
use crate::parse::front_matter::letters;
use crate::parse::front_matter::repeats;
use crate::parse::identifiers;

/// The keys of a source. A map of one other key is `label: address`.
const KEYS: [&str; 29] = [
    "key",
    "outlet",
    "via",
    "author",
    "authors",
    "editor",
    "editors",
    "translator",
    "translators",
    "title",
    "container",
    "publisher",
    "place",
    "volume",
    "issue",
    "pages",
    "edition",
    "number",
    "date",
    "url",
    "accessed",
    "archive",
    "lang",
    "type",
    "doi",
    "isbn",
    "quote",
    "access",
    "note",
];

/// Reads `sources`: a list of any of the forms, or a map from key to fields; and whether
/// some of it could not be read.
pub fn read(fields: &mut Fields<'_>) -> (Vec<Arc<SourceFront>>, bool) {
    let problems = fields.problems();
    let Some(node) = fields.node("sources") else { return (Vec::new(), false) };
    let mut found: Vec<(SourceFront, Range<usize>)> = Vec::new();
    let given = match &node.value {
        Value::Map(entries) => {
            let read = |entry| keyed(entry, problems);
            found.extend(entries.iter().filter_map(read));
            entries.len()
        }
        _ => {
            warn_of_commas(node, "sources", problems);
            let entries = items(node, "sources", problems);
            found.extend(entries.iter().filter_map(|item| entry(item, problems)));
            // Of lines without their dashes there are no entries at all.
            match &node.value {
                Value::List(list) => list.len(),
                _ => entries.len().max(usize::from(!node.is_null())),
            }
        }
    };
    repeats::report_repeats(&found, problems);
    repeats::report_same_work(&found, problems);
    let lost = found.len() < given;
    // Collected, the list would stay where the whole sources stood, in twenty times its size.
    let mut sources = Vec::with_capacity(found.len());
    sources.extend(found.into_iter().map(|(source, _)| Arc::new(source)));
    (sources, lost)
}

/// An entry of the list.
fn entry<'a>(
    node: &'a Node,
    problems: &'a Problems<'a>,
) -> Option<(SourceFront, Range<usize>)> {
    match &node.value {
        Value::Map(entries) => {
            if let [only] = entries.as_slice()
                && !is_key(&only.key)
            {
                if is_mistyped(only) {
                    let mut fields = Fields::of(node, "a source", problems)?;
                    works(&mut fields);
                    fields.finish(foreign::SOURCE);
                    return None;
                }
                return labelled(only, problems).map(|s| (s, only.key_span.clone()));
            }
            full(node, None, problems)
        }
        _ => {
            let text = problems.text(node, Name::Entry("sources"))?;
            Some((quick(text), node.span.clone()))
        }
    }
}

/// Whether a word is the key of a source, here or elsewhere, and so no label.
fn is_key(word: &str) -> bool {
    KEYS.contains(&word) || foreign::SOURCE.iter().any(|(from, _)| *from == word)
}

/// Whether a map of one key has a slip in that key, and so is no label with its address.
fn is_mistyped(only: &Entry) -> bool {
    let word = only.value.scalar().is_some_and(|text| {
        let text = text.trim();
        !text.is_empty() && !text.contains("://") && !text.starts_with("www.")
    });
    word && nearest(&only.key, KEYS).is_some()
}

/// `Dawn`, or `https://www.fm.gov.om/`.
fn quick(text: String) -> SourceFront {
    let mut source = SourceFront { key: text.clone(), ..SourceFront::default() };
    match form::is_web_address(&text) {
        true => {
            source.key = key_of_address(&text);
            source.url = Some(text);
        }
        false => source.label = Some(text),
    }
    source
}

/// The key of a source that has no other name than its address: the address without
/// `https://www.`, so that `https://www.fm.gov.om/` is cited as `[@fm.gov.om]`.
fn key_of_address(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.split(['?', '#']).next().unwrap_or(bare);
    bare.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// `Anadolu Ajansı: https://www.aa.com.tr/`.
fn labelled(entry: &Entry, problems: &Problems<'_>) -> Option<SourceFront> {
    if entry.value.scalar().is_none() && !entry.value.is_null() {
        let key = shortened(&entry.key);
        let message = format!("the label `{key}` must have a web address behind it");
        let diagnostic = problems.error("wrong-type", &entry.value.span, message);
        let hint =
            format!("write `{{ key: {key}, ... }}`, or make all of `sources` a map");
        problems.push(diagnostic.hint(hint));
        return None;
    }
    let url = problems.web_address(&entry.value, Name::Key(&entry.key));
    let label = Some(entry.key.trim().to_owned());
    (url.is_some() || entry.value.is_null()).then(|| SourceFront {
        key: entry.key.trim().to_owned(),
        label,
        url,
        ..SourceFront::default()
    })
}

/// An entry of the map from key to fields; a single value is an address or an outlet.
fn keyed<'a>(
    entry: &'a Entry,
    problems: &'a Problems<'a>,
) -> Option<(SourceFront, Range<usize>)> {
    let span = entry.key_span.clone();
    let key = entry.key.trim().to_owned();
    match &entry.value.value {
        Value::Null => {
            let label = Some(key.clone());
            Some((SourceFront { key, label, ..SourceFront::default() }, span))
        }
        Value::Bare(_) | Value::Text(_) => {
            let text = problems.text(&entry.value, Name::Key(&entry.key))?;
            let mut source = SourceFront { key, ..SourceFront::default() };
            match form::is_web_address(&text) {
                true => source.url = Some(text),
                false => {
                    letters::check_node(&entry.value, problems);
                    source.outlet = Some(text);
                }
            }
            Some((source, span))
        }
        _ => full(&entry.value, Some(entry), problems),
    }
}

/// The full form: a map of fields. `keyed` is the entry that gives the key, when there is one.
fn full<'a>(
    node: &'a Node,
    keyed: Option<&'a Entry>,
    problems: &'a Problems<'a>,
) -> Option<(SourceFront, Range<usize>)> {
    let mut fields = Fields::of(node, "a source", problems)?;
    let mut source = works(&mut fields);
    let named = match keyed {
        Some(entry) => Some((entry.key.trim().to_owned(), entry.key_span.clone())),
        None => fields.node("key").and_then(|node| {
            Some((problems.text(node, Name::Key("key"))?, node.span.clone()))
        }),
    };
    fields.finish(foreign::SOURCE);
    let from = |key: &str, text: &Option<String>| {
        Some((text.clone()?, node.get(key)?.span.clone()))
    };
    let named = named
        .or_else(|| from("outlet", &source.outlet))
        .or_else(|| from("url", &source.url.as_deref().map(key_of_address)))
        .or_else(|| from("title", &source.title));
    let Some((key, span)) = named else {
        let message = "a source needs a `key` to be cited by";
        let diagnostic = problems.error("missing-key", &node.span, message);
        problems.push(diagnostic.hint("write `key: ...`, a word of your choice"));
        return None;
    };
    source.key = key;
    Some((source, span))
}

/// The fields of a source but its key.
fn works(fields: &mut Fields<'_>) -> SourceFront {
    letters::check_key(fields, "outlet");
    letters::check_key(fields, "via");
    // In the order of the keys, which is that of what is wrong with them.
    let outlet = fields.text("outlet");
    let mut details =
        SourceDetails { via: fields.text("via"), ..SourceDetails::default() };
    let authors = people(fields, "author", "authors");
    details.editors = people(fields, "editor", "editors");
    details.translators = people(fields, "translator", "translators");
    let title = fields.text("title");
    details.container = fields.text("container");
    details.publisher = fields.text("publisher");
    details.place = fields.text("place");
    details.volume = fields.text("volume");
    details.issue = fields.text("issue");
    details.pages = fields.text("pages");
    details.edition = fields.text("edition");
    details.number = fields.text("number");
    let date = fields.work_date("date");
    let url = fields.web_address("url");
    details.accessed = fields.work_date("accessed");
    details.archive = fields.web_address("archive");
    details.lang = fields.language("lang");
    details.kind = fields.text("type");
    details.doi = doi(fields);
    details.isbn = isbn(fields);
    details.quote = fields.text("quote");
    details.access = fields.text("access");
    details.note = fields.text("note");
    let (key, label, details) = (String::new(), None, details.boxed());
    SourceFront { key, label, outlet, authors, title, date, url, details }
}

/// A DOI without its resolver: `10.1000/182`.
fn doi(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("doi")?;
    let doi = identifiers::doi(&text);
    if doi.is_none() {
        let message = format!("`{}` is not a DOI", shortened(&text));
        report(fields, "doi", "bad-doi", message, "a DOI has the form `10.1000/182`");
    }
    doi
}

/// An ISBN of ten or thirteen characters, as it was typed.
fn isbn(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("isbn")?;
    if identifiers::is_isbn(&text) {
        return Some(text);
    }
    let message = format!("`{}` is not an ISBN", shortened(&text));
    let hint = "compare it with the book, digit by digit";
    report(fields, "isbn", "bad-isbn", message, hint);
    None
}

fn report<'a>(
    fields: &mut Fields<'a>,
    key: &'a str,
    code: &'static str,
    message: String,
    hint: &str,
) {
    let span = fields.node(key).map_or(0..0, |node| node.span.clone());
    let problems = fields.problems();
    problems.push(problems.error(code, &span, message).hint(hint));
}

/// People under a key of either number.
fn people<'a>(
    fields: &mut Fields<'a>,
    one: &'static str,
    many: &'static str,
) -> Vec<PersonName> {
    let problems = fields.problems();
    let mut people = Vec::new();
    for key in [one, many] {
        for node in fields.items(key) {
            people.extend(person(node, key, problems));
        }
    }
    people
}

/// `Family, Given`, `{ family, given }`, `{ name }` or `{ org }`.
fn person<'a>(
    node: &'a Node,
    key: &'a str,
    problems: &'a Problems<'a>,
) -> Option<PersonName> {
    if !matches!(node.value, Value::Map(_)) {
        return problems.text(node, Name::Entry(key)).map(|text| in_order(&text));
    }
    let mut fields = Fields::of(node, "a person", problems)?;
    let (org, name) = (fields.text("org"), fields.text("name"));
    let (family, given) = (fields.text("family"), fields.text("given"));
    fields.finish(&[
        ("organisation", "org"),
        ("organization", "org"),
        ("last", "family"),
    ]);
    match (org, name, family) {
        (Some(org), None, None) => Some(PersonName::Organisation(org)),
        (None, Some(name), None) => Some(in_order(&name)),
        (None, None, Some(family)) => {
            Some(PersonName::Person { family, given: given.unwrap_or_default() })
        }
        _ => {
            let message = "a person is one of a `family`, a `name` or an `org`";
            let diagnostic = problems.error("bad-author", &node.span, message);
            problems.push(diagnostic.hint("write `\"Family, Given\"`"));
            None
        }
    }
}

/// A name as `Family, Given`; without a comma all of it is the family name.
fn in_order(text: &str) -> PersonName {
    let (family, given) = text.split_once(',').unwrap_or((text, ""));
    let (family, given) = (family.trim().to_owned(), given.trim().to_owned());
    PersonName::Person { family, given }
}
