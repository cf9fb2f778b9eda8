use proptest::prelude::*;

use super::*;
use crate::base::id::Id;
use crate::parse::library::Library;

const COPY: &str = "https://web.archive.org/web/2026/https://x.example/a_b--c~d?e=%20&f";

fn wanted(key: &str) -> Wanted {
    let url = "https://x.example/a".to_owned();
    Wanted { at: At::Shared, key: key.to_owned(), url, copy: COPY.to_owned() }
}

fn edit(file: &str, text: &str, key: &str) -> Result<String, Refusal> {
    record(&FilePath::new(file), text, &Rules::default(), &wanted(key))
}

/// What a file becomes when the copy of a work is recorded.
#[track_caller]
fn becomes(file: &str, text: &str, key: &str, expected: &str) {
    let edited = edit(file, text, key).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(edited, expected.replace("COPY", COPY));
}

const YAML: &str = "content/references/a.yml";
const BIB: &str = "content/references/a.bib";
const JSON: &str = "content/references/a.json";

#[test]
fn works_of_hayagriva() {
    becomes(
        YAML,
        "# all\none:\n    type: web # here\n    url: https://x.example/a # there\n    parent:\n      title: P\n\ntwo: { type: web, url: \"https://x.example/b\" }\n",
        "one",
        "# all\none:\n    type: web # here\n    url: https://x.example/a # there\n    archive: \"COPY\"\n    parent:\n      title: P\n\ntwo: { type: web, url: \"https://x.example/b\" }\n",
    );
    becomes(
        YAML,
        "one:\r\n  url:\r\n    value: https://x.example/a\r\n    date: 2026-01-02\r\n  title: 'T'",
        "one",
        "one:\r\n  archive: \"COPY\"\r\n  url:\r\n    value: https://x.example/a\r\n    date: 2026-01-02\r\n  title: 'T'",
    );
    becomes(
        YAML,
        "zero: { title: Z }\none: { title: 'T', url: { value: \"https://x.example/a\", date: 2026 } }",
        "one",
        "zero: { title: Z }\none: { title: 'T', url: { value: \"https://x.example/a\", date: 2026 }, archive: \"COPY\" }",
    );
    becomes(
        YAML,
        "one:\n  title: T\n  url: https://x.example/a",
        "one",
        "one:\n  title: T\n  url: https://x.example/a\n  archive: \"COPY\"",
    );
    let refusal =
        edit(YAML, "one:\n  archive: A box\n  url: https://x.example/a\n", "one");
    assert_eq!(
        refusal.unwrap_err().message,
        "`archive` is there already, without the address of a copy"
    );
}

#[test]
fn works_of_biblatex() {
    becomes(
        BIB,
        "% a\n@string{p = {Press}}\n@Online{one,\n\ttitle = {A {T}itle},\n\tURL   = \"https://x.example/a\",\n\tpublisher = p\n}\n@book{two, title={B}}\n",
        "one",
        "% a\n@string{p = {Press}}\n@Online{one,\n\ttitle = {A {T}itle},\n\tarchiveurl = {COPY},\n\tURL   = \"https://x.example/a\",\n\tpublisher = p\n}\n@book{two, title={B}}\n",
    );
    becomes(
        BIB,
        "@online{one, title={T}, url={https://x.example/a}}",
        "one",
        "@online{one, title={T}, archiveurl = {COPY}, url={https://x.example/a}}",
    );
    let inherited = "@online{one, title={T}, crossref={p}}\n@online{p, title={P}, url={https://x.example/a}}\n";
    let message = |text, key| edit(BIB, text, key).unwrap_err().message;
    assert_eq!(
        message(inherited, "one"),
        "`one` is written in a way that cannot be added to without changing more"
    );
}

#[test]
fn works_of_csl_json() {
    becomes(
        JSON,
        "[\n  {\"id\": \"zero\", \"URL\": \"https://x.example/a\"},\n  {\n    \"id\": \"one\",\n    \"note\": \"\\\"URL\\\": {\",\n    \"author\": [{\"URL\": 1}],\n    \"URL\": \"https:\\/\\/x.example/a\"\n  }\n]\n",
        "one",
        "[\n  {\"id\": \"zero\", \"URL\": \"https://x.example/a\"},\n  {\n    \"id\": \"one\",\n    \"note\": \"\\\"URL\\\": {\",\n    \"author\": [{\"URL\": 1}],\n    \"archive_location\": \"COPY\",\n    \"URL\": \"https:\\/\\/x.example/a\"\n  }\n]\n",
    );
    becomes(
        JSON,
        "[{\"id\":1,\"archive_location\":\"Box 4\",\"URL\":\"https://x.example/a\"}]",
        "1",
        "[{\"id\":1,\"archive_location\":\"Box 4\",\"archive\": \"COPY\", \"URL\":\"https://x.example/a\"}]",
    );
    let both = "[{\"id\":1,\"archive_location\":\"Box 4\",\"archive\":\"A\",\"URL\":\"https://x.example/a\"}]";
    assert_eq!(
        edit(JSON, both, "1").unwrap_err().message,
        "`archive_location` is there already, without the address of a copy"
    );
}

#[test]
fn what_was_changed_meanwhile_is_left_alone() {
    let text = "one: { title: T, url: \"https://x.example/b\" }\n";
    for (text, key) in [(text, "one"), (text, "two"), ("one: [", "one"), ("", "one")] {
        assert_eq!(edit(YAML, text, key), Err(Refusal::changed()), "{text}");
    }
}

/// The values of a few fields, as each format writes them.
fn fields() -> impl Strategy<Value = Vec<(String, String)>> {
    let value = "[A-Za-zéن][A-Za-z0-9 éن]{0,12}";
    let names =
        prop::sample::subsequence(vec!["title", "note", "volume", "edition"], 0..4);
    (names, prop::collection::vec(value, 4)).prop_map(|(names, values)| {
        let names = names.into_iter().map(str::to_owned);
        names.zip(values.into_iter().map(|v| v.trim().to_owned())).collect()
    })
}

/// A file of works in one of the formats, of which the second has the address.
fn file(
    format: usize,
    works: &[Vec<(String, String)>],
    at: usize,
    lines: bool,
) -> String {
    let gap = if lines { "\n\t" } else { " " };
    let mut all = Vec::new();
    for (index, fields) in works.iter().enumerate() {
        let mut fields = fields.clone();
        let name = if format == 2 { "URL" } else { "url" };
        let url = (name.to_owned(), "https://x.example/a".to_owned());
        fields.insert(at.min(fields.len()), url);
        let pairs = fields.iter().map(|(key, value)| match format {
            0 => format!("{key}: \"{value}\""),
            1 => format!("{key} = {{{value}}}"),
            _ => format!("\"{key}\":  \"{value}\""),
        });
        let pairs: Vec<String> = pairs.collect();
        all.push(match (format, lines) {
            (0, true) => format!("k{index}: # c\n   {}\n", pairs.join("\n   ")),
            (0, false) => format!("k{index}: {{ {} }}\n", pairs.join(", ")),
            (1, _) => {
                format!("@misc{{k{index},{gap}{}}}\n", pairs.join(&format!(",{gap}")))
            }
            _ => format!(
                "{{\"id\": \"k{index}\",{gap}{}}}",
                pairs.join(&format!(",{gap}"))
            ),
        });
    }
    match format {
        2 => format!("[{}]\n", all.join(",\n")),
        _ => all.concat(),
    }
}

proptest! {
    /// Whatever stands around it, an edit puts in one pair, touches no other byte, and every
    /// work says the same as before but for the copy.
    #[test]
    fn an_edit_of_shared_works_adds_and_changes_nothing(
        works in prop::collection::vec(fields(), 1..5),
        format in 0..3usize,
        at in 0..4usize,
        which in 0..5usize,
        lines in any::<bool>(),
        windows in any::<bool>(),
    ) {
        let name = [YAML, BIB, JSON][format];
        let text = file(format, &works, at, lines);
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let which = which % works.len();
        let key = format!("k{which}");
        let edited = edit(name, &text, &key);
        prop_assert!(edited.is_ok(), "{:?}\n{}", edited, text);
        let edited = edited.unwrap();
        // One stretch was put in.
        let same = text.bytes().zip(edited.bytes()).take_while(|(a, b)| a == b).count();
        let added = edited.len() - text.len();
        let rest = edited.as_bytes().get(same + added..).unwrap();
        prop_assert_eq!(rest, text.as_bytes().get(same..).unwrap());
        let read = |text: &str| {
            let library = Library::read(&FilePath::new(name), text, &mut Vec::new()).unwrap();
            let all = 0..works.len();
            let sources = all.map(|at| library.work(at).unwrap().source.clone().unwrap());
            (sources.collect::<Vec<_>>(), library.find(&Id::fold(&key)).unwrap())
        };
        let (mut before, at) = read(&text);
        before[at] = std::sync::Arc::new(wanted(&key).with_copy(&before[at]));
        prop_assert_eq!(before, read(&edited).0);
        prop_assert_eq!(edit(name, &edited, &key), Err(Refusal::changed()));
    }
}
