//! The snippets for editors: each is expanded as an editor does it, and what comes of all of them
//! is a publication without an error.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::{chancery, prints, text};

/// A snippet as an editor leaves it when each place is passed over: the words that stand in it,
/// and the first of some words.
fn expanded(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("${") {
        let (place, after) = after.split_once('}').unwrap();
        out.push_str(before);
        let words = match place.split_once('|') {
            Some((_, words)) => words.split([',', '|']).next().unwrap(),
            None => place.split_once(':').unwrap().1,
        };
        out.push_str(words);
        rest = after;
    }
    out + rest
}

/// The snippets: the name, what is typed, and what comes of it.
fn snippets() -> Vec<(String, String, String)> {
    let all: BTreeMap<String, Value> =
        serde_json::from_str(&text("editors/vscode/chancery.code-snippets")).unwrap();
    let read = |(name, snippet): (String, Value)| {
        let lines: Vec<&str> = snippet["body"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l.as_str().unwrap())
            .collect();
        let prefix = snippet["prefix"].as_str().unwrap().to_owned();
        (name, prefix, expanded(&lines.join("\n")))
    };
    all.into_iter().map(read).collect()
}

#[test]
fn every_snippet_stands_in_an_article_without_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.toml", "title = \"X\"\nbase_url = \"https://x.example/\"\n");
    const TITLE: &str = "title: A title\ndate: 2026-01-05\n";
    const SOURCES: &str = "sources:\n  key: { outlet: A, title: B, url: \"https://b.example/b\" }\n  \
                           other: { outlet: C, title: D, url: \"https://d.example/d\" }\n";
    let snippets = snippets();
    assert_eq!(snippets.len(), 25);
    for (name, prefix, words) in &snippets {
        let front = name.starts_with("front matter: ");
        let article = match front {
            true => format!("---\n{TITLE}{words}\n---\n\nOne. Two three.\n"),
            false
                if words.starts_with("[@")
                    || words.starts_with("[-@")
                    || words.starts_with("[see") =>
            {
                format!("---\n{TITLE}{SOURCES}---\n\nOne. Two three.{words}\n")
            }
            false => {
                let gap = if words.starts_with("[^") { "" } else { "\n\n" };
                format!("---\n{TITLE}{SOURCES}---\n\nThe words. One.{gap}{words}\n")
            }
        };
        write(&format!("content/articles/{prefix}/index.md"), &article);
        let line = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
        write(&format!("content/articles/{prefix}/line.svg"), line);
    }
    prints(chancery(), folder.path(), &["check"]);
}

/// Both files hold the same snippets.
#[test]
fn the_snippets_for_vim_are_the_same() {
    let vim = text("editors/vim/markdown.snippets");
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for part in format!("\n{vim}").split("\nsnippet ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap();
        let prefix = head.split(' ').next().unwrap().to_owned();
        let lines = body.lines().map(|line| line.strip_prefix('\t').unwrap_or(line));
        let body = lines.collect::<Vec<_>>().join("\n");
        found.insert(prefix, expanded(body.trim_end()));
    }
    let expected: BTreeMap<String, String> =
        snippets().into_iter().map(|(_, prefix, words)| (prefix, words)).collect();
    assert_eq!(found, expected);
    let table = text("editors/README.md");
    for prefix in expected.keys() {
        assert!(table.contains(&format!("`{prefix}`")), "editors/README.md: `{prefix}`");
    }
}
