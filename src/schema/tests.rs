//! What is said of the keys against what the readers ask for and accept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::base::diagnostic::Diagnostic;
use crate::base::fields::heard;
use crate::base::path::FilePath;
use crate::load::settings;
use crate::parse::front_matter::{article, home, links, outlets, page, profile};
use crate::parse::library::Library;
use crate::parse::rules::Rules;
use crate::schema::shape::{Key, Object, Shape, Taxonomies};
use crate::schema::{ROOTS, Root};

/// Reads a text as what a schema describes.
fn read(root: &Root, text: &str) -> Vec<Diagnostic> {
    let file = FilePath::new("content/references/x.yml");
    let (rules, mut out) = (Rules::default(), Vec::new());
    match root.name {
        "article" => drop(article::read(&file, text, 0, &rules, &mut out)),
        "author" => drop(profile::author(&file, text, 0, &mut out)),
        "topic" => drop(profile::term(&file, text, 0, &mut out)),
        "page" => drop(page::read(&file, text, 0, &mut out)),
        "outlets" => drop(outlets::read(&file, text, &mut out)),
        "home" => drop(home::read(&file, text, &rules, &mut out)),
        "links" => drop(links::read(&file, text, &mut out)),
        "references" => {
            let library = Library::read(&file, text, &mut out);
            for at in 0..library.as_ref().map_or(0, |library| library.works.len()) {
                let work = library.as_ref().and_then(|library| library.work(at));
                out.extend(work.into_iter().flat_map(|work| work.diagnostics.clone()));
            }
        }
        "site" => {
            let site = FilePath::new("site.toml");
            out.extend(settings::read(text, &site, "0.1.0", None).1);
        }
        other => panic!("`{other}` has no reader here"),
    }
    out
}

/// A value on its way to a file: YAML in one line, or TOML.
struct Tongue(&'static str);

impl Tongue {
    fn of(root: &Root) -> Self {
        Self(if root.name == "site" { " = " } else { ": " })
    }

    fn map(&self, entries: &[(String, String)]) -> String {
        let entries: Vec<String> = entries
            .iter()
            .map(|(key, value)| format!("{key}{}{value}", self.0))
            .collect();
        format!("{{ {} }}", entries.join(", "))
    }

    /// The whole file of some entries.
    fn file(&self, entries: &[(String, String)]) -> String {
        entries.iter().map(|(key, value)| format!("{key}{}{value}\n", self.0)).collect()
    }
}

/// What readers take only in a form of its own.
fn special(object: &str, key: &str) -> Option<&'static str> {
    Some(match (object, key) {
        ("author", "orcid") => "\"0000-0002-1825-0097\"",
        ("author", "email") => "\"desk@example.org\"",
        ("source" | "source-of-map", "doi") => "\"10.1000/182\"",
        ("source" | "source-of-map", "isbn") => "\"978-0-306-40615-7\"",
        ("outlet", "country") => "\"PK\"",
        ("outlet", "wikidata") => "\"Q42\"",
        ("outlet", "domains") => "\"dawn.com\"",
        ("site", "timezone") => "\"Asia/Muscat\"",
        ("site", "words") => "{ fa = { mine = \"x\", other = { other = \"y\" } } }",
        ("site", "requires") => "\"0.1\"",
        ("site", "editor_url") => "\"vscode://file/{path}\"",
        ("addresses", "article") => "\"/{year}/{slug}/\"",
        ("article" | "page", "template") => "\"article.html\"",
        ("work", "serial-number") => "{ doi: 10.1000/182 }",
        ("work", "affiliated") => "{ role: translator, names: [\"A, B\"] }",
        _ => return None,
    })
}

/// Values that are of a shape, the fullest first.
fn good(shape: &Shape, tongue: &Tongue, depth: usize) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    match shape {
        Shape::Text => one("\"Some words\""),
        Shape::Formatted => vec!["words".into(), "{ value: words, a: b }".into()],
        Shape::Flag => one("true"),
        Shape::Whole(least) => vec![(*least).max(1).to_string()],
        Shape::Moment => vec![
            "\"2026-02-05\"".into(),
            "\"2026-02-05 09:00\"".into(),
            "\"2026-02-05T09:00:00+04:00\"".into(),
        ],
        Shape::Day => one("\"2026-02-05\""),
        Shape::WorkDate => {
            ["2026", "2026-02", "1979~", "1979/1981"].map(|d| format!("\"{d}\"")).to_vec()
        }
        Shape::Web => one("\"https://www.example.org/a\""),
        Shape::Contact => one("\"mailto:desk@example.org\""),
        Shape::Origin => one("\"https://media.example.org\""),
        Shape::Language => one("\"en-GB\""),
        Shape::Path => one("\"/old/\""),
        Shape::Words(words) => {
            words().into_iter().take(12).map(|word| format!("\"{word}\"")).collect()
        }
        Shape::Style => {
            vec!["\"notes\"".into(), "\"numbers\"".into(), "\"house.csl\"".into()]
        }
        Shape::Kind => one("\"analysis\""),
        Shape::Any => one("\"x\""),
        Shape::Many(shape) => {
            let all = good(shape, tongue, depth);
            let lists = all.iter().map(|value| format!("[{value}]"));
            lists.chain(all.iter().cloned()).collect()
        }
        Shape::List(shape) => {
            let all = good(shape, tongue, depth).into_iter();
            all.map(|value| format!("[{value}]")).collect()
        }
        Shape::Record(object) if depth < 6 => records(object, tongue, depth + 1),
        Shape::Record(_) => Vec::new(),
        Shape::Table(shape) | Shape::Pair(shape) => {
            let all = good(shape, tongue, depth);
            let map = |value: &String| tongue.map(&[("mine".into(), value.clone())]);
            all.iter().map(map).collect()
        }
        Shape::Either(shapes) => {
            shapes.iter().rev().flat_map(|shape| good(shape, tongue, depth)).collect()
        }
    }
}

/// The value of a key that stands where another one is looked at.
fn plain(object: &Object, key: &Key, tongue: &Tongue, depth: usize) -> Option<String> {
    let special = special(object.name, key.name).map(str::to_owned);
    special.or_else(|| good(&key.shape, tongue, depth).into_iter().next())
}

/// The keys without which there is no such map, and those that another key needs.
fn needed(
    object: &Object,
    beside: Option<&Key>,
    tongue: &Tongue,
    depth: usize,
) -> Vec<(String, String)> {
    let beside_name = beside.map_or("", |key| key.name);
    let with = beside.and_then(|key| key.with);
    let chosen = with.filter(|with| object.one_of.contains(with));
    let of = [object.one_of, object.any_of].concat();
    let chosen = chosen.or_else(|| of.first().copied());
    let chosen = chosen.filter(|_| !of.contains(&beside_name));
    let keys = object.keys.iter().filter(|key| {
        key.name != beside_name
            && (key.needed || Some(key.name) == chosen || Some(key.name) == with)
    });
    // A row is of something.
    let keys = keys.chain(object.keys.iter().filter(|key| {
        object.name == "row"
            && key.name == "topic"
            && !["topic", "series", "author", "kind"].contains(&beside_name)
    }));
    keys.filter_map(|key| Some((key.name.to_owned(), plain(object, key, tongue, depth)?)))
        .collect()
}

/// Maps of an object, one for each key and each value that it may have.
fn records(object: &Object, tongue: &Tongue, depth: usize) -> Vec<String> {
    let mut maps = Vec::new();
    for key in object.keys {
        let values = match special(object.name, key.name) {
            Some(value) => vec![value.to_owned()],
            None => good(&key.shape, tongue, depth),
        };
        for value in values {
            let mut entries = needed(object, Some(key), tongue, depth);
            entries.push((key.name.to_owned(), value));
            maps.push(tongue.map(&entries));
        }
    }
    maps
}

/// Every file that the schema allows, one for each key and each value that it may have.
fn files(root: &Root) -> Vec<String> {
    let tongue = Tongue::of(root);
    match root.shape {
        Shape::Record(object) => {
            let mut files = Vec::new();
            for key in object.keys {
                let values = match special(object.name, key.name) {
                    Some(value) => vec![value.to_owned()],
                    None => good(&key.shape, &tongue, 0),
                };
                for value in values {
                    let mut entries = needed(object, Some(key), &tongue, 0);
                    entries.push((key.name.to_owned(), value));
                    files.push(tongue.file(&entries));
                }
            }
            files
        }
        Shape::Table(shape) => {
            let key = match root.name {
                "links" => "\"https://x.example/a\"",
                _ => "mine",
            };
            let values = good(shape, &tongue, 0);
            values.into_iter().map(|v| tongue.file(&[(key.to_owned(), v)])).collect()
        }
        _ => panic!("a file is a map"),
    }
}

fn errors(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().filter(|d| d.is_error()).map(|d| d.message.as_str()).collect()
}

#[test]
fn what_the_schema_allows_is_accepted() {
    for root in &ROOTS {
        let files = files(root);
        assert!(files.len() > 3, "{}", root.name);
        for text in files {
            let found = read(root, &text);
            assert_eq!(errors(&found), Vec::<&str>::new(), "{}\n{text}", root.name);
        }
    }
}

/// The keys that the schema has for each sort of map.
fn said(root: &Root, rules: &Rules) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut said: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for object in root.objects() {
        let keys: &mut BTreeSet<String> = said.entry(object.whose).or_default();
        keys.extend(object.keys.iter().map(|key| key.name.to_owned()));
        // It is taken out before the rest is read.
        keys.remove("env");
        if object.taxonomies != Taxonomies::No {
            keys.extend(rules.taxonomies.iter().cloned());
        }
    }
    said
}

#[test]
fn every_key_of_the_code_is_in_the_schema_and_every_key_of_the_schema_in_the_code() {
    let rules = Rules::default();
    for root in &ROOTS {
        heard::take();
        for text in files(root) {
            read(root, &text);
        }
        let heard = heard::take();
        assert_eq!(heard, said(root, &rules), "src/schema: `{}`", root.name);
    }
}

/// Values that are of none of the shapes.
fn bad(shape: &Shape) -> Vec<&'static str> {
    const TEXTS: [&str; 2] = ["{ zz: [1] }", "[[1, 2]]"];
    match shape {
        Shape::Text | Shape::Formatted | Shape::Path => TEXTS.to_vec(),
        Shape::Flag => vec!["\"maybe\"", "[[1]]"],
        Shape::Whole(_) => vec!["\"x\"", "[[1]]"],
        Shape::Moment | Shape::Day | Shape::WorkDate => vec!["\"soon\"", "[[1]]"],
        Shape::Web | Shape::Origin | Shape::Contact | Shape::Language => {
            vec!["\"/x y/\"", "[[1]]"]
        }
        Shape::Words(_) | Shape::Style | Shape::Kind => vec!["\"zz zz\"", "[[1]]"],
        Shape::Many(shape) => bad(shape),
        Shape::Record(_) => vec!["{ zz: [1] }", "\"x\""],
        Shape::Table(_) => vec!["\"x\""],
        Shape::List(_) | Shape::Any | Shape::Pair(_) | Shape::Either(_) => vec!["[[1]]"],
    }
}

#[test]
fn what_the_schema_refuses_is_an_error() {
    // Where a schema cannot say what the reader does: it leaves out what it cannot use.
    let passed = |object: &str, key: &Key| {
        matches!(key.shape, Shape::Any)
            || object == "work" && matches!(key.shape, Shape::Many(Shape::Table(_)))
            || object == "work" && matches!(key.shape, Shape::Table(_))
    };
    for root in &ROOTS {
        let tongue = Tongue::of(root);
        let Shape::Record(object) = root.shape else { continue };
        for key in object.keys.iter().filter(|key| !passed(object.name, key)) {
            for value in bad(&key.shape) {
                let value = match root.name {
                    "site" => value.replace(": ", " = "),
                    _ => value.to_owned(),
                };
                let mut entries = needed(object, Some(key), &tongue, 0);
                entries.push((key.name.to_owned(), value));
                let text = tongue.file(&entries);
                let found = read(root, &text);
                assert!(!errors(&found).is_empty(), "{}\n{text}", root.name);
            }
        }
        let entries = needed(object, None, &tongue, 0);
        for left in &entries {
            let rest: Vec<_> =
                entries.iter().filter(|e| e.0 != left.0).cloned().collect();
            let found = read(root, &tongue.file(&rest));
            assert!(!errors(&found).is_empty(), "{} without {}", root.name, left.0);
        }
    }
}

/// A reader of maps that no schema knows would be heard by none of the tests above.
#[test]
fn every_sort_of_map_that_is_read_is_in_a_schema() {
    let mut read: BTreeSet<String> = BTreeSet::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for room in ["load", "parse"] {
        for entry in walkdir::WalkDir::new(src.join(room)) {
            let entry = entry.unwrap();
            if entry.path().extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            for call in ["Fields::of(", "table(fields, ", "named(", "work("] {
                for (at, _) in text.match_indices(call) {
                    let rest = &text[at + call.len()..];
                    let line: String = rest.lines().take(4).collect();
                    let args = line.split(';').next().unwrap();
                    let args = args.split(['{', '?']).next().unwrap();
                    let words = args.split('"').skip(1).step_by(2);
                    read.extend(words.filter(|w| is_sort(w)).map(str::to_owned));
                }
            }
        }
    }
    let known: BTreeSet<String> = ROOTS
        .iter()
        .flat_map(Root::objects)
        .map(|object| object.whose.to_owned())
        .collect();
    assert_eq!(read, known);
}

/// Whether words name a sort of map: `an article`, `[lists]` in backticks.
fn is_sort(words: &str) -> bool {
    ["a ", "an ", "the ", "`"].iter().any(|start| words.starts_with(start))
}

#[test]
fn everything_is_said_in_a_sentence() {
    for root in &ROOTS {
        for object in root.objects() {
            for key in object.keys {
                let about = key.about;
                assert!(
                    about.ends_with(['.', '`']),
                    "{}.{}: {about}",
                    object.name,
                    key.name
                );
            }
        }
    }
}
