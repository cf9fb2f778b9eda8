//! The index of search under watch: not made with each edit, but when nothing happens, or when
//! somebody searches.

use std::sync::Arc;

use chancery::base::path::Address;
use chancery::engine::index::{Files, Indexer};
use chancery::view::search::Record;

use crate::ground::{Ground, ONE, Report, read};

/// An index that says what it is made of.
struct Plain;

impl Indexer for Plain {
    fn index(&self, records: &[Record]) -> Result<Files, String> {
        let texts = records.iter().flat_map(|record| &record.parts);
        let texts: Vec<&str> = texts.map(|part| &*part.text).collect();
        let entry = Address::new("/search/en/pagefind-entry.json");
        let other = Address::new("/search/en/words.pf_index");
        let words = texts.join("\n");
        Ok([(entry, b"{}".as_slice().into()), (other, words.as_bytes().into())].into())
    }
}

/// The words of the index in the output folder.
fn written(ground: &Ground) -> Option<String> {
    let words = read(&ground.output).remove("search/en/words.pf_index")?;
    Some(String::from_utf8(words).unwrap())
}

/// The words of the index that is served, of whatever plan it was made.
fn served(ground: &Ground) -> String {
    ground.served("/search/en/words.pf_index")
}

#[test]
fn the_index_waits_until_nothing_happens() {
    let mut ground = Ground::indexed(Arc::new(Plain));
    ground.until("the first index is not written", |ground| {
        written(ground).as_deref() == Some("First words.\nSecond words.")
    });
    // The build of an edit is told of, and the folder written, before the index is made again.
    let before = ground.live.now().shelf().times();
    ground.write("content/articles/one.md", &ONE.replace("First", "Fifth"));
    let Report { indices, .. } = ground.next();
    assert_eq!((before, indices), (1, 1));
    ground.until("the index is not made again", |ground| {
        written(ground).as_deref() == Some("Fifth words.\nSecond words.")
    });
    assert_eq!(ground.live.now().shelf().times(), 2);
    // What the index does not hold does not make it again: a draft, a style sheet.
    ground.write("content/articles/draft.md", "---\ntitle: A\ndraft: true\n---\n\nNo.\n");
    ground.write("static/chancery.css", "p { margin: 1em }\n");
    ground.settled();
    assert!(!ground.live.now().index_is_due());
}

#[test]
fn whoever_begins_to_search_finds_what_stands_there_now() {
    let mut ground = Ground::indexed(Arc::new(Plain));
    ground.until("the first index is not written", |ground| written(ground).is_some());
    ground.write("content/articles/one.md", &ONE.replace("First", "Newest"));
    ground.settled();
    // Somebody who is in the middle of a search goes on with the index of its beginning.
    assert_eq!(served(&ground), "First words.\nSecond words.");
    assert_eq!(ground.served("/search/en/pagefind-entry.json"), "{}");
    assert_eq!(served(&ground), "Newest words.\nSecond words.");
    assert_eq!(ground.live.now().shelf().times(), 2);
    ground.until("the folder does not follow", |ground| {
        written(ground).as_deref() == Some("Newest words.\nSecond words.")
    });
    assert_eq!(ground.live.now().shelf().times(), 2);
}
