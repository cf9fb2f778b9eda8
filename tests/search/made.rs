//! When the index is made, and that it is the same each time.

use std::collections::BTreeSet;
use std::sync::Arc;

use chancery::engine::builder::Builder;
use chancery::search::Pagefind;

use crate::ground::{Ground, index, read, request};

const SITE: &str = r#"
-- site.toml --
title = "The Quay"
base_url = "https://quay.example/"
language = "en-GB"
-- content/articles/harbour.md --
---
title: The harbour
date: 2026-01-04
authors: [ann]
topics: [ports]
alternative_headlines:
  - { text: A basin by another name, for: seo }
---

The harbour is quiet, though not always.

## Who pays

The town pays, by a levy.
-- content/articles/tide.md --
---
title: مد
date: 2026-01-03
lang: ar
---

يأتي المد في الصباح.
-- content/articles/ebb.md --
---
title: جزر
date: 2026-01-02
lang: fa
---

آب در شب می‌رود.
-- content/articles/draft.md --
---
title: Not yet
draft: true
---

Nothing that anybody may read.
"#;

#[test]
fn it_is_made_again_only_when_something_that_it_holds_has_changed() {
    let mut ground = Ground::new(SITE);
    let (built, _) = ground.build();
    // Three articles, an author, a topic.
    assert_eq!(built.counters.indexed, 5);
    let harbour = "content/articles/harbour.md";
    let edits: [(&str, &str, &str, usize); 8] = [
        (harbour, "though not always", "though not for ever", 5),
        ("content/articles/draft.md", "anybody", "everybody", 0),
        ("site.toml", "The Quay", "The Pier", 0),
        (harbour, "topics: [ports]", "topics: [ports]\nslug: the-harbour", 5),
        (harbour, "for: seo }", "for: seo }\n  - { text: A candidate, draft: true }", 0),
        (harbour, "A candidate, draft: true", "A third name", 5),
        (harbour, "authors: [ann]", "authors: [ann]\ninternal: Ask again", 0),
        ("content/articles/tide.md", "lang: ar", "lang: ar\nembargo: 2026-03-01", 4),
    ];
    for (file, from, to, indexed) in edits {
        ground.replace(file, from, to);
        assert_eq!(ground.build().0.counters.indexed, indexed, "{to}");
    }
    // The time ends the embargo.
    assert_eq!(ground.build_at("2026-02-28").0.counters.indexed, 0);
    assert_eq!(ground.build_at("2026-03-01").0.counters.indexed, 5);
}

#[test]
fn another_process_makes_it_again_only_when_something_has_changed() {
    let ground = Ground::new(SITE);
    ground.process("public", "2");
    let warm = || {
        let mut builder = Builder::new(&ground.root()).indexed(Some(Arc::new(Pagefind)));
        builder = builder.warm(&ground.output(".public.chancery-memo"));
        let sink =
            chancery::engine::write::Stage::begin(&ground.output("public")).unwrap();
        let built = builder.build(&request("2026-02-01"), &sink).unwrap();
        sink.commit().unwrap();
        built.counters.indexed
    };
    assert_eq!(warm(), 0);
    ground.replace("content/articles/draft.md", "anybody", "everybody");
    assert_eq!(warm(), 0);
    ground.replace("content/articles/harbour.md", "by a levy", "by two levies");
    assert_eq!(warm(), 5);
    // What somebody deleted is put back.
    let whole = read(&ground.output("public"));
    let entry = ground.output("public").join("search/en/pagefind-entry.json");
    std::fs::remove_file(&entry).unwrap();
    ground.process("public", "2");
    assert_eq!(read(&ground.output("public")), whole);
}

#[test]
fn its_bytes_are_the_same_in_any_process_with_any_number_of_threads() {
    let ground = Ground::new(SITE);
    for (output, threads) in [("one", "1"), ("two", "2"), ("eight", "8")] {
        ground.process(output, threads);
    }
    let one = read(&ground.output("one"));
    assert_eq!(read(&ground.output("two")), one);
    assert_eq!(read(&ground.output("eight")), one);
    // And in a process that knew other content before.
    ground.replace("content/articles/harbour.md", "quiet", "loud");
    ground.process("two", "2");
    ground.replace("content/articles/harbour.md", "loud", "quiet");
    ground.process("two", "2");
    assert_eq!(read(&ground.output("two")), one);
}

#[test]
fn each_language_has_an_index_with_what_it_needs_and_no_more() {
    let (_, files) = Ground::new(SITE).build();
    let index = index(&files);
    let fixed: Vec<&str> = index.keys().copied().filter(|p| !p.contains("pf_")).collect();
    let expected = [
        "search/ar/pagefind-entry.json",
        "search/ar/pagefind-worker.js",
        "search/ar/pagefind.js",
        "search/ar/wasm.ar.pagefind",
        "search/en/pagefind-entry.json",
        "search/en/pagefind-worker.js",
        "search/en/pagefind.js",
        "search/en/wasm.en.pagefind",
        "search/fa/pagefind-entry.json",
        "search/fa/pagefind-worker.js",
        "search/fa/pagefind.js",
        // Nothing stems Persian.
        "search/fa/wasm.unknown.pagefind",
        "search/index.html",
    ];
    assert_eq!(fixed, expected);
    let texts = index.keys().filter(|path| path.ends_with(".pf_fragment")).count();
    assert_eq!(texts, 5);
}

#[test]
fn it_can_be_switched_off() {
    let mut ground = Ground::new(SITE);
    let (_, on) = ground.build();
    ground.write("site.toml", "title = \"The Quay\"\nbase_url = \"https://quay.example/\"\n[outputs]\nsearch = false\n");
    let (built, off) = ground.build();
    let of_search = |path: &&String| path.contains("search");
    assert_eq!(off.keys().find(of_search), None);
    assert_eq!(built.counters.indexed, 0);
    let shown = |files: &crate::ground::Files| {
        String::from_utf8_lossy(&files["index.html"]).contains("/search/")
    };
    assert_eq!((shown(&on), shown(&off)), (true, false));
    let gone: BTreeSet<&String> = on.keys().filter(|p| !off.contains_key(*p)).collect();
    assert!(gone.iter().all(|path| path.contains("search")));
}

#[test]
fn a_file_of_static_takes_the_place_of_one_of_the_index() {
    let mut ground = Ground::new(SITE);
    ground.write("static/search/en/pagefind.js", "own\n");
    let (_, files) = ground.build();
    assert_eq!(files["search/en/pagefind.js"], b"own\n");
}

#[test]
fn the_base_path_is_not_in_the_index() {
    let mut ground = Ground::new(SITE);
    let (_, root) = ground.build();
    ground.replace("site.toml", "quay.example/", "quay.example/repo/");
    let (built, below) = ground.build();
    assert_eq!(built.counters.indexed, 0, "the index is the same");
    let bytes = |files: &crate::ground::Files| {
        let files = files.iter().filter(|(path, _)| path.starts_with("search/en/"));
        files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Vec<_>>()
    };
    assert_eq!(bytes(&below), bytes(&root));
}

#[test]
fn a_publication_without_pages_has_a_page_of_lists() {
    let mut ground = Ground::new(
        "-- site.toml --\ntitle = \"The Quay\"\nbase_url = \"https://quay.example/\"\n",
    );
    let (built, files) = ground.build();
    assert_eq!(built.counters.indexed, 0);
    let page = String::from_utf8_lossy(&files["search/index.html"]).into_owned();
    assert_eq!(
        (page.contains("<script defer"), page.contains("/articles/")),
        (false, true)
    );
}
