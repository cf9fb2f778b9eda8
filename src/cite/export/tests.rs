//! One work in three formats.

use snapbox::{assert_data_eq, str};

use super::{Format, write};
use crate::base::date::WorkDate;
use crate::cite::item::Item;
use crate::parse::front::PersonName;

fn items() -> Vec<Item> {
    let person = |family: &str, given: &str| PersonName::Person {
        family: family.to_owned(),
        given: given.to_owned(),
    };
    let text = |text: &str| Some(text.to_owned());
    let article = Item {
        id: "gates".to_owned(),
        kind: "article-magazine",
        title: text("Gates & {keys}: 100% of #1"),
        authors: vec![
            person("van den Berg", "Bo"),
            PersonName::Organisation("Ministry of Gates and Keys".to_owned()),
        ],
        translators: vec![person("Rey", "Cyd")],
        issued: WorkDate::parse("2025-11-03").ok(),
        accessed: WorkDate::parse("2026-01-02").ok(),
        container: text("The Gazette"),
        pages: text("3-9"),
        url: text("https://gazette.example/a_b?c=d&e=%20#f"),
        archive: text("https://archive.example/2026/https://gazette.example/a_b"),
        doi: text("10.1000/182"),
        language: text("en"),
        ..Item::default()
    };
    let sijill = Item {
        id: "سجل".to_owned(),
        kind: "book",
        title: text("سجل البوابات"),
        authors: vec![person("عمر", "")],
        issued: WorkDate::parse("1979~/1981").ok(),
        publisher: text("Test Press"),
        language: text("ar"),
        ..Item::default()
    };
    vec![article, sijill]
}

#[test]
fn bibtex() {
    assert_data_eq!(
        write(Format::Bib, &items()),
        str![[r#"
@article{gates,
  title = {{Gates /& /{keys/}: 100/% of /#1}},
  author = {van den Berg, Bo and {Ministry of Gates and Keys}},
  translator = {Rey, Cyd},
  journal = {The Gazette},
  pages = {3--9},
  entrysubtype = {magazine},
  language = {en},
  langid = {english},
  date = {2025-11-03},
  year = {2025},
  month = {11},
  doi = {10.1000/182},
  url = {https://gazette.example/a_b?c=d&e=%20#f},
  archiveurl = {https://archive.example/2026/https://gazette.example/a_b},
  urldate = {2026-01-02},
}

@book{work-,
  title = {{سجل البوابات}},
  author = {عمر},
  publisher = {Test Press},
  language = {ar},
  langid = {arabic},
  date = {1979~/1981},
  year = {1979},
}

"#]]
    );
}

#[test]
fn ris() {
    let text = write(Format::Ris, &items());
    assert_eq!(text.matches("\r\n").count(), text.lines().count());
    assert_data_eq!(
        text,
        str![[r#"
TY  - MGZN
ID  - gates
AU  - van den Berg, Bo
AU  - Ministry of Gates and Keys
A4  - Rey, Cyd
TI  - Gates & {keys}: 100% of #1
T2  - The Gazette
SP  - 3
EP  - 9
UR  - https://gazette.example/a_b?c=d&e=%20#f
L2  - https://archive.example/2026/https://gazette.example/a_b
DO  - 10.1000/182
LA  - en
PY  - 2025
DA  - 2025/11/03
Y2  - 2026/01/02
ER  - 
TY  - BOOK
ID  - سجل
AU  - عمر
TI  - سجل البوابات
PB  - Test Press
LA  - ar
PY  - 1979
DA  - 1979//
ER  - 

"#]]
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "a snapshot")]
fn csl_json() {
    assert_data_eq!(
        write(Format::Json, &items()),
        str![[r#"
[
  {
    "DOI": "10.1000/182",
    "URL": "https://gazette.example/a_b?c=d&e=%20#f",
    "accessed": {
      "date-parts": [
        [
          2026,
          1,
          2
        ]
      ]
    },
    "archive_location": "https://archive.example/2026/https://gazette.example/a_b",
    "author": [
      {
        "family": "van den Berg",
        "given": "Bo"
      },
      {
        "literal": "Ministry of Gates and Keys"
      }
    ],
    "container-title": "The Gazette",
    "id": "gates",
    "issued": {
      "date-parts": [
        [
          2025,
          11,
          3
        ]
      ]
    },
    "language": "en",
    "page": "3-9",
    "title": "Gates & {keys}: 100% of #1",
    "translator": [
      {
        "family": "Rey",
        "given": "Cyd"
      }
    ],
    "type": "article-magazine"
  },
  {
    "author": [
      {
        "family": "عمر"
      }
    ],
    "id": "سجل",
    "issued": {
      "circa": true,
      "date-parts": [
        [
          1979
        ],
        [
          1981
        ]
      ]
    },
    "language": "ar",
    "publisher": "Test Press",
    "title": "سجل البوابات",
    "type": "book"
  }
]

"#]]
    );
}

#[test]
fn keys_are_plain_and_differ() {
    let item = |id: &str| Item { id: id.to_owned(), kind: "book", ..Item::default() };
    let text = write(Format::Bib, &[item("ü"), item("ö"), item("a b"), item("1")]);
    let keys: Vec<&str> = text.lines().filter(|line| line.starts_with('@')).collect();
    assert_eq!(keys, ["@book{work-,", "@book{work--2,", "@book{ab,", "@book{work-1,"]);
}
