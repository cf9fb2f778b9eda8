//! Works in Hayagriva's YAML: a map from key to work, of which one can be part of another
//! (`parent`).

use std::ops::Range;
use std::sync::Arc;

use super::names::Parts;
use super::{Indexed, ReadWork, kind};
use crate::base::diagnostic::Diagnostic;
use crate::base::fields::{Fields, items};
use crate::base::node::{Node, Value};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::base::scalar::{Name, shortened};
use crate::parse::front::{PersonName, SourceDetails, SourceFront};
use crate::parse::front_matter::yaml;
use crate::parse::identifiers;

/// Keys that Hayagriva knows and that nothing here shows.
const UNSHOWN: [&str; 12] = [
    "abstract",
    "annote",
    "archive-location",
    "call-number",
    "chapter",
    "keywords",
    "keyword",
    "page-total",
    "runtime",
    "time-range",
    "volume-total",
    "issn",
];

/// Finds the entries of a file. Each begins with a key in the first column.
pub(super) fn index(
    file: &FilePath,
    text: &str,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<Indexed>> {
    let mut found: Vec<Indexed> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_start_matches('\u{feff}');
        let skipped = line.len() - bare.len();
        let inside = bare.starts_with([' ', '\t', '\r', '\n', '#', '}', ']']);
        if inside || bare.starts_with("---") || bare.starts_with("...") {
            if let Some(last) = found.last_mut() {
                last.whole.end = at;
            }
            continue;
        }
        let Some(key) = key(bare) else { return whole(file, text, out) };
        let start = start + skipped;
        let name = key.trim().trim_matches(['"', '\'']).to_owned();
        let place = start..start + key.len();
        found.push(Indexed { key: name, place, whole: start..at });
    }
    Some(found)
}

/// The key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let end = line.match_indices(':').map(|(at, _)| at).find(|at| {
        let rest = line.get(at + 1..).unwrap_or("");
        rest.is_empty() || rest.starts_with(char::is_whitespace)
    })?;
    let key = line.get(..end)?;
    (!key.trim().is_empty() && !key.starts_with(['-', '{', '['])).then_some(key)
}

/// Says why a file is no map from key to work.
fn whole<T>(file: &FilePath, text: &str, out: &mut Vec<Diagnostic>) -> Option<T> {
    let problems = Problems::new(file, text, 0);
    if let Some(node) = yaml::read(&problems) {
        let message = format!(
            "shared works are a map from key to work, one below the other, not {}",
            node.sort()
        );
        let diagnostic = problems.error("wrong-type", &node.span, message);
        problems.push(diagnostic.hint("write `key:`, and below it `  title: ...`"));
    }
    out.extend(problems.into_sorted());
    None
}

/// Reads an entry.
pub(super) fn read(file: &FilePath, text: &str, whole: &Range<usize>) -> ReadWork {
    let text = text.get(whole.clone()).unwrap_or("");
    let problems = Problems::new(file, text, whole.start);
    let node = yaml::read(&problems);
    let entry = node.as_ref().and_then(|node| node.map()?.first());
    let source = entry.and_then(|entry| {
        let mut source = work(&entry.value, "a work", &problems)?;
        source.key = entry.key.trim().to_owned();
        Some(Arc::new(source))
    });
    ReadWork { source, diagnostics: problems.into_sorted() }
}

/// A work and what it is part of.
fn work<'a>(
    node: &'a Node,
    whose: &'static str,
    problems: &'a Problems<'a>,
) -> Option<SourceFront> {
    let mut fields = Fields::of(node, whose, problems)?;
    let mut source = own(&mut fields);
    let parents = fields.items("parent");
    UNSHOWN.iter().for_each(|key| fields.allow(key));
    fields.finish(&[
        ("pages", "page-range"),
        ("doi", "write `serial-number: { doi: ... }`"),
        ("isbn", "write `serial-number: { isbn: ... }`"),
        ("lang", "language"),
        ("translator", "write `affiliated: [{ role: translator, names: [...] }]`"),
    ]);
    for parent in parents {
        if let Some(parent) = work(parent, "a parent", problems) {
            inherit(&mut source, parent);
        }
    }
    Some(source)
}

/// The fields of a work itself.
fn own(fields: &mut Fields<'_>) -> SourceFront {
    let problems = fields.problems();
    let outlet = fields.text("outlet");
    let title = formatted(fields, "title");
    let kind = fields.text("type").map(|word| word.to_lowercase());
    let (url, accessed) = address(fields);
    let (doi, isbn) = serial(fields);
    let (publisher, place) = publisher(fields);
    let details = SourceDetails {
        via: fields.text("via"),
        editors: people(fields.items("editor"), "editor", problems),
        translators: translators(fields),
        publisher: publisher.or_else(|| fields.text("organization")),
        place: fields.text("location").or(place),
        volume: fields.text("volume"),
        issue: fields.text("issue"),
        pages: fields.text("page-range"),
        edition: fields.text("edition"),
        number: None,
        container: None,
        accessed,
        archive: archive(fields),
        lang: fields.language("language"),
        kind: kind.map(|word| match kind::csl_type(&word) {
            Some(csl) if word != "article" => kind::word(csl),
            _ => word,
        }),
        doi,
        isbn,
        quote: fields.text("quote"),
        access: fields.text("access"),
        note: formatted(fields, "note").or_else(|| formatted(fields, "genre")),
    };
    SourceFront {
        key: String::new(),
        label: None,
        outlet,
        authors: people(fields.items("author"), "author", problems),
        title,
        date: fields.work_date("date"),
        url,
        details: details.boxed(),
    }
}

/// Takes over what a work has from what it is part of.
fn inherit(source: &mut SourceFront, parent: SourceFront) {
    let mut own = source.details.take().map_or_else(SourceDetails::default, |d| *d);
    let parents = parent.details.unwrap_or_default();
    let periodical = match (own.kind.as_deref(), parents.kind.as_deref()) {
        (Some("article"), Some("news")) => Some("news"),
        (Some("article"), Some("blog")) => Some("blog"),
        (Some("article"), Some("magazine")) => Some("magazine"),
        _ => None,
    };
    own.kind = periodical.map(str::to_owned).or(own.kind);
    own.container = own.container.or(parent.title);
    own.publisher = own.publisher.or(parents.publisher);
    own.place = own.place.or(parents.place);
    own.volume = own.volume.or(parents.volume);
    own.issue = own.issue.or(parents.issue);
    own.edition = own.edition.or(parents.edition);
    own.isbn = own.isbn.or(parents.isbn);
    if own.editors.is_empty() {
        own.editors = parents.editors;
    }
    source.date = source.date.take().or(parent.date);
    source.outlet = source.outlet.take().or(parent.outlet);
    source.details = own.boxed();
}

/// A text, or a map with the text under `value`.
fn formatted(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let (node, problems) = (fields.node(key)?, fields.problems());
    problems.text(node.get("value").unwrap_or(node), Name::Key(key))
}

/// `url: https://...` or `url: { value: ..., date: ... }`.
fn address(
    fields: &mut Fields<'_>,
) -> (Option<String>, Option<crate::base::date::WorkDate>) {
    let problems = fields.problems();
    let Some(node) = fields.node("url") else { return (None, None) };
    if node.map().is_none() {
        return (problems.web_address(node, Name::Key("url")), None);
    }
    let Some(mut inner) = Fields::of(node, "an address", problems) else {
        return (None, None);
    };
    let found = (inner.web_address("value"), inner.work_date("date"));
    inner.finish(&[]);
    found
}

/// `publisher: ...` or `publisher: { name: ..., location: ... }`.
fn publisher(fields: &mut Fields<'_>) -> (Option<String>, Option<String>) {
    let problems = fields.problems();
    let Some(node) = fields.node("publisher") else { return (None, None) };
    if node.map().is_none() {
        return (problems.text(node, Name::Key("publisher")), None);
    }
    let Some(mut inner) = Fields::of(node, "a publisher", problems) else {
        return (None, None);
    };
    let found = (inner.text("name"), inner.text("location"));
    inner.finish(&[]);
    found
}

/// `serial-number: { doi: ..., isbn: ... }`: what is no DOI and no ISBN is left out.
fn serial(fields: &mut Fields<'_>) -> (Option<String>, Option<String>) {
    let problems = fields.problems();
    let Some(node) = fields.node("serial-number") else { return (None, None) };
    let text = |key: &str| {
        let node = node.get(key)?;
        Some((problems.text(node, Name::Key("serial-number"))?, node))
    };
    let doi = text("doi").and_then(|(text, node)| {
        let doi = identifiers::doi(&text);
        if doi.is_none() {
            let message = format!("`{}` is not a DOI", shortened(&text));
            let diagnostic = problems.error("bad-doi", &node.span, message);
            problems.push(diagnostic.hint("a DOI has the form `10.1000/182`"));
        }
        doi
    });
    let isbn = text("isbn").and_then(|(text, node)| {
        let good = identifiers::is_isbn(&text);
        if !good {
            let message = format!("`{}` is not an ISBN", shortened(&text));
            let diagnostic = problems.error("bad-isbn", &node.span, message);
            problems.push(diagnostic.hint("compare it with the book, digit by digit"));
        }
        good.then_some(text)
    });
    (doi, isbn)
}

/// `archive`, when it is the address of a copy; the name of a collection is left out.
fn archive(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.node("archive")?.scalar()?.trim();
    crate::base::form::is_web_address(text).then(|| text.to_owned())
}

fn translators(fields: &mut Fields<'_>) -> Vec<PersonName> {
    let problems = fields.problems();
    let mut found = Vec::new();
    for group in fields.items("affiliated") {
        let role = group.get("role").and_then(Node::scalar);
        if let (Some("translator"), Some(names)) = (role, group.get("names")) {
            found.extend(people(items(names, "names", problems), "names", problems));
        }
    }
    found
}

/// `Family, Given`, `{ name, given-name, prefix, suffix }`, or `{ name }` alone, which is an
/// organisation.
fn people<'a>(
    nodes: Vec<&'a Node>,
    key: &'static str,
    problems: &'a Problems<'a>,
) -> Vec<PersonName> {
    let person = |node: &'a Node| {
        if !matches!(node.value, Value::Map(_)) {
            let text = problems.text(node, Name::Entry(key))?;
            let (family, given) = text.split_once(',').unwrap_or((&text, ""));
            let (family, given) = (family.trim().to_owned(), given.trim().to_owned());
            return Some(PersonName::Person { family, given });
        }
        let mut fields = Fields::of(node, "a person", problems)?;
        let [prefix, family, suffix, given] =
            ["prefix", "name", "suffix", "given-name"].map(|key| fields.text(key));
        fields.allow("alias");
        fields.finish(&[("given", "given-name"), ("family", "name")]);
        Parts {
            prefix: prefix.as_deref().unwrap_or(""),
            family: family.as_deref().unwrap_or(""),
            suffix: suffix.as_deref().unwrap_or(""),
            given: given.as_deref().unwrap_or(""),
        }
        .name()
    };
    nodes.into_iter().filter_map(person).collect()
}
