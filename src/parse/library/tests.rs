//! The same works in three formats, and what is wrong with them.

use super::Library;
use crate::base::diagnostic::{Diagnostic, Spot};
use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::parse::front::{PersonName, SourceFront};

fn library(name: &str, text: &str) -> (Option<Library>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let file = FilePath::new(&format!("content/references/{name}"));
    (Library::read(&file, text, &mut diagnostics), diagnostics)
}

/// A work by its key, which has nothing wrong.
fn work(name: &str, text: &str, key: &str) -> SourceFront {
    let (library, diagnostics) = library(name, text);
    assert_eq!(diagnostics, []);
    let library = library.unwrap();
    let at = library.find(&Id::fold(key)).unwrap();
    let read = library.work(at).unwrap();
    assert_eq!(read.diagnostics, []);
    (**read.source.as_ref().unwrap()).clone()
}

/// What is wrong with a file, or with the work of a key in it: the text at each place and the
/// message.
fn wrong(name: &str, text: &str, key: &str) -> Vec<(String, String)> {
    let (library, mut diagnostics) = library(name, text);
    if let Some(library) = library
        && let Some(at) = library.find(&Id::fold(key))
    {
        diagnostics.extend(library.work(at).unwrap().diagnostics.iter().cloned());
    }
    let shown = |diagnostic: Diagnostic| {
        let Spot::Bytes(range) = diagnostic.place.spot else { panic!("a place") };
        (text[range].to_owned(), diagnostic.message)
    };
    diagnostics.into_iter().map(shown).collect()
}

const YAML: &str = r#"# Shared works.
gates:
  type: article
  title: "The gates: A history"
  author: ["Lund, Ada", { name: Berg, prefix: van den, given-name: Bo }]
  date: 2025-11-03
  page-range: 3-9
  url: { value: "https://journal.example/gates", date: 2026-01-02 }
  serial-number: { doi: 10.1000/182, issn: 1234-5678 }
  language: en
  parent: { type: periodical, title: Works on Water, volume: 4, issue: 2 }

ministry-report:
  type: report
  title: Harbours
  author: { name: Ministry of Foreign Affairs }
  date: 2024~
  publisher: { name: Test Press, location: Muscat }
"#;

const BIB: &str = r#"% Shared works.
@string{wow = {Works on Water}}
@article{gates,
  title = {The gates},
  subtitle = {A {History}},
  author = {Lund, Ada and van den Berg, Bo},
  date = {2025-11-03},
  journaltitle = wow,
  volume = {4}, number = {2}, pages = {3--9},
  url = {https://journal.example/gates}, urldate = {2026-01-02},
  doi = {10.1000/182}, langid = {english},
}
@techreport{ministry-report,
  title = {Harbours}, author = {{Ministry of Foreign Affairs}},
  date = {2024~}, institution = {Test Press}, address = "Muscat"
}
"#;

const JSON: &str = r#"[
  { "id": "gates", "type": "article-journal", "title": "The gates: A history",
    "author": [{ "family": "Lund", "given": "Ada" },
               { "family": "Berg", "given": "Bo", "non-dropping-particle": "van den" }],
    "issued": { "date-parts": [[2025, "11", 3]] },
    "accessed": { "date-parts": [[2026, 1, 2]] },
    "container-title": "Works on Water", "volume": 4, "issue": "2", "page": "3-9",
    "URL": "https://journal.example/gates", "DOI": "10.1000/182", "language": "en" },
  { "id": "ministry-report", "type": "report", "title": "Harbours",
    "author": [{ "literal": "Ministry of Foreign Affairs" }],
    "issued": { "date-parts": [[2024]], "circa": true },
    "publisher": "Test Press", "publisher-place": "Muscat" }
]
"#;

#[test]
fn three_formats_say_the_same() {
    let yaml = work("a.yml", YAML, "gates");
    let mut bib = work("a.bib", BIB, "gates");
    assert_eq!(bib.title.as_deref(), Some("The gates: A History"));
    bib.title.clone_from(&yaml.title);
    let mut json = work("a.json", JSON, "gates");
    // What Hayagriva calls an article may be one of a journal or of another periodical.
    let mut details = json.details.take().unwrap();
    assert_eq!(details.kind.as_deref(), Some("journal article"));
    details.kind = Some("article".to_owned());
    json.details = details.boxed();
    let mut details = bib.details.take().unwrap();
    assert_eq!(details.kind.as_deref(), Some("journal article"));
    details.kind = Some("article".to_owned());
    bib.details = details.boxed();
    assert_eq!(bib, yaml);
    assert_eq!(json, yaml);
    assert_eq!(yaml.authors[1], {
        let (family, given) = ("van den Berg".to_owned(), "Bo".to_owned());
        PersonName::Person { family, given }
    });
}

#[test]
fn an_organisation_is_no_person_with_a_particle() {
    let ministry = PersonName::Organisation("Ministry of Foreign Affairs".to_owned());
    let yaml = work("a.yml", YAML, "ministry-report");
    assert_eq!(yaml.authors, [ministry]);
    assert_eq!(work("a.bib", BIB, "ministry-report"), yaml);
    assert_eq!(work("a.json", JSON, "Ministry-Report"), yaml);
}

#[test]
fn fields_come_from_other_entries() {
    let bib = "@proceedings{talks, title = {Talks}, publisher = {Test Press}, year = 2020}\n\
               @inproceedings{one, crossref = {talks}, title = {One}}\n\
               @book{a, crossref = {b}, title = {A}}\n@book{b, crossref = {a}}\n";
    let one = work("a.bib", bib, "one");
    assert_eq!(one.container.as_deref(), Some("Talks"));
    assert_eq!(one.publisher.as_deref(), Some("Test Press"));
    let circle = "the entries that this one takes fields from lead back to it";
    assert_eq!(wrong("a.bib", bib, "a"), [("a".to_owned(), circle.to_owned())]);
}

#[test]
fn what_is_wrong_has_its_place() {
    let said = |text: &str, message: &str| vec![(text.to_owned(), message.to_owned())];
    let yaml = "one:\n  title: One\n  pages: 3\ntwo: { titel: Two }\n";
    let pages = "`pages` is not a key of a work";
    assert_eq!(wrong("a.yml", yaml, "one"), said("pages", pages));
    assert_eq!(
        wrong("a.yml", yaml, "two"),
        said("titel", "`titel` is not a key of a work")
    );
    let list = wrong("a.yml", "- one\n- two\n", "one");
    let expected =
        "shared works are a map from key to work, one below the other, not a list";
    assert_eq!(list, said("- one\n- two", expected));
    let twice = "one: { title: A }\nOne: { title: B }\n";
    let expected = "the key `one` stands twice in this file";
    assert_eq!(wrong("a.yml", twice, "two"), said("One", expected));
    let bib = "@book{one, title = {One}, date = {soon}}\n";
    assert_eq!(wrong("a.bib", bib, "one"), said("{soon}", "`soon` is not a date"));
    let open = "@book{one, title = {One}\n";
    assert_eq!(
        wrong("a.bib", open, "one"),
        said("@book{one, title = {One}", "this entry does not end")
    );
    let json = "[{ \"id\": \"one\", \"DOI\": \"x\" }]";
    assert_eq!(wrong("a.json", json, "one"), said("one", "`x` is not a DOI"));
    let broken = wrong("a.json", "[{ \"id\": \"one\",, }]", "one");
    let expected = "this is not CSL-JSON: key must be a string";
    assert_eq!(broken, [(String::new(), expected.to_owned())]);
}

#[test]
fn nothing_panics() {
    for text in [YAML, BIB, JSON] {
        for end in 0..text.len() {
            let Some(cut) = text.get(..end) else { continue };
            for name in ["a.yml", "a.bib", "a.json"] {
                let (library, _) = library(name, cut);
                for at in 0..library.as_ref().map_or(0, |library| library.works.len()) {
                    library.as_ref().unwrap().work(at);
                }
            }
        }
    }
}
