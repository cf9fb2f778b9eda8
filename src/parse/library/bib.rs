//! Works in BibLaTeX and BibTeX.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use biblatex::{
    Bibliography, ChunksExt, Entry, ParseError, ParseErrorKind, Person, RawBibliography,
};

use super::names::Parts;
use super::{Indexed, Library, ReadWork, kind, languages};
use crate::base::date::WorkDate;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::form;
use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::base::scalar::shortened;
use crate::parse::front::{PersonName, SourceDetails, SourceFront};
use crate::parse::identifiers;

/// Finds the entries of a file, and where it defines abbreviations.
pub(super) fn index(
    file: &FilePath,
    text: &str,
    abbreviations: &mut Vec<Range<usize>>,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<Indexed>> {
    let raw = match RawBibliography::parse(text) {
        Ok(raw) => raw,
        Err(error) => {
            out.push(
                unclosed(file, text, &error)
                    .unwrap_or_else(|| unreadable(file, 0, &error)),
            );
            return None;
        }
    };
    let definitions = raw.abbreviations.iter().map(|pair| {
        // A definition stands between its `@` and the end of its value.
        let start = text.get(..pair.key.span.start).and_then(|t| t.rfind('@'));
        let end = text.get(pair.value.span.end..).and_then(|t| t.find(['}', ')']));
        let end = pair.value.span.end + end.map_or(0, |at| at + 1);
        start.unwrap_or(pair.key.span.start)..end
    });
    abbreviations.extend(definitions);
    let entry = |entry: &biblatex::Spanned<biblatex::RawEntry<'_>>| {
        // It begins with its `@`, and ends before its last brace.
        let start = entry.span.start;
        let end = text.get(entry.span.end..).and_then(|t| t.find('}'));
        let end = entry.span.end + end.map_or(0, |at| at + 1);
        let whole = start..end;
        let key = entry.v.key.v.to_owned();
        Indexed { key, place: entry.v.key.span.clone(), whole }
    };
    Some(raw.entries.iter().map(entry).collect())
}

/// The entry that a file ends in, when that is where it could not be read.
fn unclosed(file: &FilePath, text: &str, error: &ParseError) -> Option<Diagnostic> {
    if error.span.start < text.trim_end().len() {
        return None;
    }
    let start = text.rfind("\n@").map_or_else(|| text.find('@'), |at| Some(at + 1))?;
    let end = text.get(start..)?.find('\n').map_or(text.len(), |at| start + at);
    let place = Place::bytes(file, start..end);
    let diagnostic = Diagnostic::error("bad-biblatex", place, "this entry does not end");
    Some(diagnostic.hint("look in it for a `}` or a `\"` that is missing"))
}

fn unreadable(file: &FilePath, start: usize, error: &ParseError) -> Diagnostic {
    let place = Place::bytes(file, start + error.span.start..start + error.span.end);
    let (message, hint) = match &error.kind {
        ParseErrorKind::UnexpectedEof => (
            "this entry does not end".to_owned(),
            "look for a `}` or a `\"` that is missing",
        ),
        ParseErrorKind::UnknownAbbreviation(word) => (
            format!("nothing says what `{word}` is short for"),
            "write the text in braces, `{...}`, or define it with `@string`",
        ),
        other => (
            format!("this is not BibLaTeX: {}", other.to_string().to_lowercase()),
            "an entry has the form `@article{key, title = {...}, date = {2026-02}}`",
        ),
    };
    Diagnostic::error("bad-biblatex", place, message).hint(hint)
}

/// Reads an entry, with what it takes from others by `crossref` and `xdata`.
pub(super) fn read(library: &Library, at: usize) -> ReadWork {
    let Some(work) = library.works.get(at) else { return ReadWork::default() };
    let mut reader =
        Reader { library, at, own: BTreeMap::new(), diagnostics: Vec::new() };
    let source = match reader.entry() {
        Ok(Some(entry)) => Some(Arc::new(reader.source(&entry))),
        Ok(None) => None,
        Err(error) => {
            let start = work.whole.start;
            reader.diagnostics.push(unreadable(&library.file, start, &error));
            None
        }
    };
    ReadWork { source, diagnostics: reader.diagnostics }
}

struct Reader<'a> {
    library: &'a Library,
    at: usize,
    /// Where the values of its own fields stand in the file.
    own: BTreeMap<String, Range<usize>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn text(&self, range: &Range<usize>) -> &'a str {
        self.library.text.get(range.clone()).unwrap_or("")
    }

    fn entry(&mut self) -> Result<Option<Entry>, ParseError> {
        let library = self.library;
        let Some(work) = library.works.get(self.at) else { return Ok(None) };
        let mut raw = RawBibliography::parse(self.text(&work.whole))?;
        for field in raw.entries.iter().flat_map(|entry| &entry.v.fields) {
            let (start, span) = (work.whole.start, field.value.span.clone());
            let range = start + span.start..start + span.end;
            self.own.insert(field.key.v.to_ascii_lowercase(), range);
        }
        let mut family = vec![self.at];
        let mut next = 0;
        while let Some(at) = family.get(next).copied() {
            next += 1;
            for parent in self.parents(at) {
                if family.contains(&parent) {
                    self.circle();
                    raw.entries.truncate(1);
                    forget_parents(&mut raw);
                    family.truncate(next);
                    break;
                }
                let range = &library.works[parent].whole;
                let parents = RawBibliography::parse(self.text(range))?;
                raw.entries.extend(parents.entries);
                family.push(parent);
            }
        }
        for range in &library.abbreviations {
            // The definitions were read with the whole file.
            if let Ok(more) = RawBibliography::parse(self.text(range)) {
                raw.abbreviations.extend(more.abbreviations);
            }
        }
        for entry in &mut raw.entries {
            // Other names of an entry are not read here: a key is one key.
            entry.v.fields.retain(|field| !field.key.v.eq_ignore_ascii_case("ids"));
        }
        Ok(Bibliography::from_raw(raw)?.iter().next().cloned())
    }

    /// The entries that an entry takes fields from.
    fn parents(&self, at: usize) -> Vec<usize> {
        let Some(work) = self.library.works.get(at) else { return Vec::new() };
        let Ok(raw) = RawBibliography::parse(self.text(&work.whole)) else {
            return Vec::new();
        };
        let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields);
        let named = fields.filter(|field| {
            ["crossref", "xdata"]
                .iter()
                .any(|name| field.key.v.eq_ignore_ascii_case(name))
        });
        let texts = named.map(|field| {
            let start = work.whole.start;
            let span = &field.value.span;
            self.text(&(start + span.start..start + span.end))
        });
        let keys = texts.flat_map(|text| text.split(['{', '}', '"', ',']));
        let keys = keys.map(Id::fold).filter(|key| !key.is_empty());
        let find = |key: Id| self.library.works.iter().position(|work| work.key == key);
        keys.filter_map(find).collect()
    }

    fn circle(&mut self) {
        let place = self.library.place(self.at);
        let message = "the entries that this one takes fields from lead back to it";
        let diagnostic = Diagnostic::error("bad-crossref", place, message);
        self.diagnostics.push(diagnostic.hint("remove one `crossref`"));
    }

    fn source(&mut self, entry: &Entry) -> SourceFront {
        let field = |names: &[&str]| names.iter().find_map(|name| text(entry, name));
        let people = |name: &str| -> Vec<PersonName> {
            let people = entry.get_as::<Vec<Person>>(name).unwrap_or_default();
            people.iter().filter_map(name_of).collect()
        };
        let pages = field(&["pages"]).map(|pages| pages.replace('–', "-"));
        let tags = ["langid", "language"].map(|name| languages::tag(&text(entry, name)?));
        let [langid, language] = tags;
        // Of two that agree the closer one: `fr-CA` rather than `french`.
        let language = match (langid, language) {
            (Some(general), Some(close)) if close.starts_with(&general) => Some(close),
            (general, close) => general.or(close),
        };
        let archive = self.verbatim(entry, "archiveurl").or_else(|| field(&["archive"]));
        let doi = field(&["doi"]).and_then(|text| self.doi(&text));
        let isbn = field(&["isbn"]).filter(|text| identifiers::is_isbn(text));
        let details = SourceDetails {
            editors: people("editor"),
            translators: people("translator"),
            container: field(&["journaltitle", "journal", "booktitle", "maintitle"])
                .or_else(|| online_container(entry)),
            publisher: field(&["publisher", "institution", "school", "organization"]),
            place: field(&["location", "address"]),
            volume: field(&["volume"]),
            issue: field(&["issue"]).or_else(|| issue(entry)),
            pages,
            edition: field(&["edition"]),
            number: field(&["number"]).filter(|_| issue(entry).is_none()),
            accessed: self.date("urldate", entry),
            archive: archive.filter(|address| form::is_web_address(address)),
            lang: language,
            kind: kind_of(entry),
            doi,
            isbn,
            note: field(&["note", "addendum", "howpublished"])
                .filter(|text| !form::is_web_address(text)),
            ..SourceDetails::default()
        };
        SourceFront {
            key: entry.key.clone(),
            label: None,
            outlet: None,
            authors: people("author"),
            title: title(entry),
            date: self.date("date", entry).or_else(|| self.year(entry)),
            url: self.verbatim(entry, "url").and_then(|url| self.address(&url)),
            details: details.boxed(),
        }
    }

    /// A field that holds an address, in which two hyphens are no dash.
    fn verbatim(&self, entry: &Entry, name: &str) -> Option<String> {
        let own = self.own.get(name).map(|range| self.text(range).trim());
        let own = own.map(|text| text.trim_matches(['{', '}', '"']).trim());
        let plain = |text: &&str| form::is_web_address(text) && !text.contains('\\');
        own.filter(plain).map(str::to_owned).or_else(|| text(entry, name))
    }

    fn date(&mut self, name: &str, entry: &Entry) -> Option<WorkDate> {
        let written = text(entry, name)?;
        let date = WorkDate::parse(&written).ok();
        if date.is_none() {
            self.warn("bad-date", name, &written, "is not a date");
        }
        date
    }

    /// The date by `year` and `month`, as BibTeX has it.
    fn year(&mut self, entry: &Entry) -> Option<WorkDate> {
        const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
        let year = text(entry, "year")?;
        let month = text(entry, "month").and_then(|month| {
            let name: String = month.to_lowercase().chars().take(3).collect();
            let named = MONTHS.split(' ').position(|known| known == name);
            named.map(|at| at + 1).or_else(|| month.parse().ok())
        });
        let written =
            month.map_or_else(|| year.clone(), |month| format!("{year}-{month:02}"));
        let date = WorkDate::parse(&written).or_else(|_| WorkDate::parse(&year)).ok();
        if date.is_none() {
            self.warn("bad-date", "year", &year, "is not a year");
        }
        date
    }

    fn doi(&mut self, text: &str) -> Option<String> {
        let doi = identifiers::doi(text);
        if doi.is_none() {
            self.warn("bad-doi", "doi", text, "is not a DOI");
        }
        doi
    }

    fn address(&mut self, url: &str) -> Option<String> {
        let good = form::is_web_address(url);
        if !good {
            self.warn("bad-address", "url", url, "is not a web address");
        }
        good.then(|| url.to_owned())
    }

    fn warn(&mut self, code: &'static str, field: &str, text: &str, what: &str) {
        let own = self.own.get(field).cloned();
        let place = own.map_or_else(
            || self.library.place(self.at),
            |range| Place::bytes(&self.library.file, range),
        );
        let message = format!("`{}` {what}", shortened(text));
        let hint = "until it is corrected the work is shown without it";
        self.diagnostics.push(Diagnostic::warning(code, place, message).hint(hint));
    }
}

/// Takes out what leads to other entries.
fn forget_parents(raw: &mut RawBibliography<'_>) {
    for entry in &mut raw.entries {
        entry.v.fields.retain(|field| {
            let name = field.key.v.to_ascii_lowercase();
            name != "crossref" && name != "xdata"
        });
    }
}

fn text(entry: &Entry, name: &str) -> Option<String> {
    let text = entry.get(name)?.format_verbatim();
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The title with its subtitle.
fn title(entry: &Entry) -> Option<String> {
    let title = text(entry, "title")?;
    Some(match text(entry, "subtitle") {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    })
}

/// What an article of a journal calls its issue: `number`.
fn issue(entry: &Entry) -> Option<String> {
    (entry.entry_type == biblatex::EntryType::Article).then(|| text(entry, "number"))?
}

/// The site that something online is part of.
fn online_container(entry: &Entry) -> Option<String> {
    (entry.entry_type == biblatex::EntryType::Online)
        .then(|| text(entry, "organization"))
        .flatten()
}

fn name_of(person: &Person) -> Option<PersonName> {
    let (prefix, family) = (&person.prefix, &person.name);
    Parts { prefix, family, suffix: &person.suffix, given: &person.given_name }.name()
}

/// What an entry is: its `entrysubtype`, else its type.
fn kind_of(entry: &Entry) -> Option<String> {
    let subtype = text(entry, "entrysubtype");
    let csl = subtype.as_deref().and_then(kind::csl_type);
    let own = entry.entry_type.to_string();
    csl.or_else(|| kind::csl_type(&own)).map(kind::word)
}
