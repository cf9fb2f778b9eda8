//! No text makes the reading panic, and every place lies inside it.

use proptest::prelude::*;

use crate::base::diagnostic::{Diagnostic, Field, Part, Spot};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::load::reserved::ARTICLE_KEYS;
use crate::load::settings;
use crate::parse::front_matter::locate;
use crate::parse::front_matter::plain;
use crate::parse::front_matter::split;
use crate::parse::front_matter::yaml;

/// Pieces that make texts which get far.
const PIECES: [&str; 34] = [
    "title",
    "sources",
    "authors",
    "image",
    "kind",
    "extra",
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n- ",
    "\n  - ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "\"",
    "'",
    "“",
    "”",
    "&a ",
    "*a",
    "!x ",
    "\t",
    "#",
    " # x",
    "é",
    "https://x.example/",
    "2026-02-05",
    "|",
    "=",
    "\r\n",
];

fn in_bounds(found: &[Diagnostic], text: &str) {
    for diagnostic in found {
        let places = diagnostic.related.iter().map(|(place, _)| place);
        for place in places.chain([&diagnostic.place]) {
            if let Spot::Bytes(range) = &place.spot {
                assert!(text.get(range.clone()).is_some(), "{diagnostic:?} in {text:?}");
            }
        }
    }
}

fn read_all(text: &str) {
    for name in ["article", "author", "term", "page", "home", "outlets"] {
        in_bounds(&super::read(name, text), text);
    }
    let file = FilePath::new("site.toml");
    in_bounds(&settings::read(text, &file, "0.1.0", None).1, text);
    let fenced = format!("---\n{text}");
    if let Err(found) = split::split_file(&file, &fenced) {
        in_bounds(&[*found], &fenced);
    }
    if let Err(found) = split::split_file(&file, text) {
        in_bounds(&[*found], text);
    }
    for key in ["title", "sources"] {
        let field = Field::key(key).at(0).then("url");
        if let Some(range) =
            locate::root(text).and_then(|root| locate::within(&root, &field, Part::Key))
        {
            assert!(text.get(range).is_some());
        }
    }
}

/// Pieces that make texts which are often plain.
const PLAIN: [&str; 32] = [
    "a: b\n",
    "c: [d, \"e\"]\n",
    "f: { g: h }\n",
    "i:\n",
    "  j: k\n",
    "  - l\n",
    "- m\n",
    "n",
    ": ",
    ":",
    "\n",
    "\n  ",
    " ",
    "- ",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "\"",
    "\"o\"",
    "'",
    "'p'",
    "é",
    "https://x.example/",
    "null",
    "#",
    "1",
    "\n---",
    "?",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_plain_is_the_same_to_the_whole_parser(
        pieces in prop::collection::vec(0..PLAIN.len(), 0..24),
    ) {
        let text: String = pieces.iter().map(|at| PLAIN[*at]).collect();
        for text in [format!("t: T\n{text}"), text] {
            if let Some(node) = plain::read(&text, 4) {
                let file = FilePath::new("content/articles/a.md");
                let problems = Problems::new(&file, &text, 4);
                assert_eq!(yaml::read_whole(&problems), Some(node), "{text:?}");
                let found = problems.into_sorted();
                assert!(found.iter().all(|d| d.code == "duplicate-key"), "{text:?}");
            }
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        read_all(&text);
    }

    #[test]
    fn texts_that_get_far(pieces in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.iter().map(|at| PIECES[*at]).collect();
        read_all(&text);
        read_all(&format!("title: T\n{text}"));
        read_all(&format!("title = \"T\"\nbase_url = \"https://x.example/\"\n{text}"));
    }
}

#[test]
fn the_reserved_keys_are_those_of_an_article() {
    let mut text = String::new();
    for key in ARTICLE_KEYS.iter().filter(|key| !matches!(**key, "topic")) {
        text.push_str(&format!("{key}:\n"));
    }
    let found: Vec<String> =
        super::read("article", &text).into_iter().map(|d| d.message).collect();
    assert_eq!(
        found,
        ["an article has an empty `title`", "`author` and `authors` both stand here"]
    );
}

#[test]
fn control_characters_and_marks() {
    for text in
        ["title: \u{0}", "\u{feff}title: T", "title: \u{85}x\u{2028}", "a: b\u{7f}"]
    {
        read_all(text);
    }
}
