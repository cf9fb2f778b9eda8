//! Random scripts of edits: after each edit the bytes are those of a clean build, a preview
//! that is told what changed serves and says what a fresh one would, and its output folder is
//! that build, or as it was when there is an error; and so is the folder of builders that go
//! on with what the one before left, whole or spoilt.
//! `CHANCERY_STEPS` sets how many edits are made.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use crate::edits::DESK;
use crate::support::preview::Preview;
use crate::support::warm::Warm;
use crate::support::{Site, same};

/// Edits in one script.
const SCRIPT: usize = 15;

/// One edit.
#[derive(Clone, Debug)]
enum Edit {
    Article(usize, String),
    Remove(usize),
    File(&'static str, String),
    Delete(&'static str),
    Rename(usize, usize),
    Now(&'static str),
}

const ARTICLES: [&str; 4] = ["alpha", "beta", "gamma", "delta"];

fn file(article: usize) -> String {
    format!("content/articles/{}.md", ARTICLES[article])
}

/// A line of front matter, or none.
fn line(choices: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(choices)
}

fn article() -> impl Strategy<Value = String> {
    let front = (
        line(&["title: One", "title: Two", "title: \"Three: 3\"", "title: \"Broken"]),
        line(&["authors: [ann]", "authors: [bob, ann]", "author: cid", ""]),
        line(&["date: 2026-01-01", "date: 2025-06-01", "date: 2026-01-01 10:00"]),
        line(&["topics: [iran]", "topics: [oman, iran]", "topics: [New Topic]", ""]),
        line(&["", "", "", "draft: true", "embargo: 2026-02-10", "expires: 2026-02-10"]),
        line(&["", "", "slug: taken", "aliases: [/old/]", "series: letters"]),
        line(&["", "alternative_headlines: [Other]", "standfirst: A *standfirst*"]),
        line(&["", "corrections: [{ date: 2026-01-05, text: \"Corrected.\" }]"]),
    );
    let source = "sources:\n  - { key: s, outlet: dawn, title: A memo, url: \"https://dawn.example/memo\" }";
    let sources =
        prop::sample::select(vec!["sources: [{ key: s, outlet: Agency }]", source]);
    let body = line(&[
        "Plain words.[@s]",
        "Two sentences. A second one.[@s] And [a link](alpha.md).",
        "A [link](beta.md#p-plain-words).[@s]",
        "## A heading\n\n- one[@s]\n- two[@s]\n\nA note.[^1]\n\n[^1]: The note.[@s]",
        "Nothing is cited.",
    ]);
    (front, sources, body).prop_map(|(front, sources, body)| {
        let (a, b, c, d, e, f, g, h) = front;
        let lines = [a, b, c, d, e, f, g, h, sources].into_iter();
        let front: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        format!("---\n{}\n---\n\n{body}\n", front.join("\n"))
    })
}

fn shared_file() -> impl Strategy<Value = Edit> {
    let choices = [
        ("content/authors/ann.md", "---\nname: Ann Author\n---\n"),
        ("content/authors/ann.md", "---\nname: Ann B.\n---\n\nA life.\n"),
        ("content/authors/cid.md", "---\nname: Cid\n---\n"),
        ("content/topics/iran.md", "---\nname: Iran today\n---\n"),
        (
            "content/topics/oman.md",
            "---\nname: Oman\nparent: iran\n---\n\n[a](../articles/alpha.md)\n",
        ),
        ("content/outlets.yml", "dawn: { name: Dawn, domains: [dawn.example] }\n"),
        (
            "content/outlets.yml",
            "dawn: { name: The Dawn, country: PK }\nagency: { name: AA }\n",
        ),
        ("content/home.yml", "lead: alpha\n"),
        ("content/home.yml", "pinned: [{ article: beta, until: 2026-02-12 }]\n"),
        (
            "content/pages/about.md",
            "---\ntitle: About us\n---\n\n[a](../articles/gamma.md)\n",
        ),
        ("site.toml", "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n"),
        (
            "site.toml",
            "title = \"Desk\"\nbase_url = \"https://desk.example/a/\"\n[lists]\npage_size = 1\n",
        ),
        (
            "site.toml",
            "title = \"D\"\nbase_url = \"https://desk.example/\"\n[lists]\npage_size = 0\nfeed = 1\n",
        ),
        (
            "site.toml",
            "title = \"D\"\nbase_url = \"https://desk.example/\"\n[outputs]\nterm_feeds = false\nworks = false\n",
        ),
        ("site.toml", "title = \n"),
        ("content/outlets.yml", "dawn: [\n"),
        ("content/home.yml", "lead: nowhere\n"),
        ("static/chancery.css", "p { color: black }\n"),
        ("static/a.txt", "a"),
        (
            "templates/components/date.html",
            "{% component date(date: map) -%}\n<b>{{ date.text }}</b>\n{%- endcomponent date %}\n",
        ),
        (
            "templates/page.html",
            "{% extends \"base.html\" %}{% block main %}{{ page.title }}{% endblock main %}",
        ),
        (
            "templates/page.html",
            "{% extends \"base.html\" %}{% block main %}{{ page.title }}",
        ),
    ];
    prop::sample::select(choices.to_vec())
        .prop_map(|(file, text)| Edit::File(file, text.to_owned()))
}

fn edit() -> impl Strategy<Value = Edit> {
    let deleted = line(&[
        "content/authors/ann.md",
        "content/topics/iran.md",
        "content/outlets.yml",
        "content/home.yml",
        "static/chancery.css",
        "static/a.txt",
        "templates/components/date.html",
        "templates/page.html",
    ]);
    let now = line(&["2026-02-01", "2026-02-10", "2026-02-12", "2026-01-01"]);
    prop_oneof![
        5 => (0..ARTICLES.len(), article()).prop_map(|(n, text)| Edit::Article(n, text)),
        1 => (0..ARTICLES.len()).prop_map(Edit::Remove),
        4 => shared_file(),
        2 => deleted.prop_map(Edit::Delete),
        1 => (0..ARTICLES.len(), 0..ARTICLES.len()).prop_map(|(a, b)| Edit::Rename(a, b)),
        1 => now.prop_map(Edit::Now),
    ]
}

fn apply(site: &mut Site, edit: &Edit) {
    let delete = |site: &Site, file: &str| {
        if site.root().join(file).exists() {
            site.delete(file);
        }
    };
    match edit {
        Edit::Article(number, text) => drop(site.write(&file(*number), text)),
        Edit::Remove(number) => delete(site, &file(*number)),
        Edit::File(file, text) => drop(site.write(file, text)),
        Edit::Delete(file) => delete(site, file),
        Edit::Rename(from, to) => {
            if site.root().join(file(*from)).exists() {
                site.rename(&file(*from), &file(*to));
            }
        }
        Edit::Now(now) => drop(site.at(now)),
    }
}

/// What a watch is told of an edit.
fn paths(edit: &Edit) -> Vec<String> {
    match edit {
        Edit::Article(number, _) | Edit::Remove(number) => vec![file(*number)],
        Edit::File(file, _) | Edit::Delete(file) => vec![(*file).to_owned()],
        Edit::Rename(from, to) => vec![file(*from), file(*to)],
        Edit::Now(_) => Vec::new(),
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the caller says how long it may take")]
fn any_script_of_edits_comes_out_as_a_clean_build() {
    let steps = std::env::var("CHANCERY_STEPS").ok().and_then(|n| n.parse().ok());
    let cases = steps.unwrap_or(1_005usize).div_ceil(SCRIPT) as u32;
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let run = |script: Vec<Edit>| -> Result<(), TestCaseError> {
        let mut site = Site::new(DESK);
        let mut preview = Preview::of(&site);
        let warm = Warm::new();
        site.build();
        preview.step(&site, None, Some(&site.files));
        for (number, edit) in script.iter().enumerate() {
            apply(&mut site, edit);
            let errors = |said: &str| said.contains(": error[");
            let broken = errors(&site.build());
            let paths = paths(edit);
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            preview.step(&site, Some(&paths), (!broken).then_some(&site.files));
            // Another process goes on with what the last one left, in whatever state.
            if number % 3 == 0 {
                let built = warm.build(&site);
                assert_eq!(built.has_errors(false), broken);
                if !broken {
                    same(&warm.files(), &site.files);
                }
                warm.spoil(number / 3);
            }
            // What builds has no broken link, fragment or id either; now and then is enough.
            if !broken && number % 5 == 0 {
                let said = site.check();
                prop_assert!(!errors(&said), "{said}");
            }
        }
        Ok(())
    };
    runner.run(&vec(edit(), SCRIPT..=SCRIPT), run).unwrap();
}
