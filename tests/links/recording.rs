//! `chancery sources archive`, as it is typed.

use snapbox::{assert_data_eq, str};

use crate::desk::{Desk, SITE};
use crate::server::{Server, leads, text};

/// An archive that knows one work.
fn archive() -> Server {
    let copy = "https://archive.example/2026/one";
    let known = format!(
        r#"{{"archived_snapshots": {{"closest": {{"available": true, "url": "{copy}"}}}}}}"#
    );
    let key = |path: &str, day: &str| {
        let path = format!("https://x.example/{path}");
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("url", &path)
            .append_pair("timestamp", day)
            .finish();
        format!("GET /available?{query}")
    };
    Server::new(&[
        (&key("one", "20260104"), &[text(&known)]),
        (&key("two", "20260102"), &[text(r#"{"archived_snapshots": {}}"#)]),
        (&key("three", "2025"), &[text(&known)]),
        ("/save/https://x.example/two", &[leads(302, "/web/two")]),
    ])
}

const LACKING: &str = "# The sources
sources:
  - { key: one, outlet: Dawn, title: 'A', url: \"https://x.example/one\", accessed: 2026-01-04 }   # kept
  - key:   two
    url: https://x.example/two

  - Dawn: https://x.example/three
  - Agency: https://agency.example/
  - { key: has, outlet: Dawn, title: B, url: \"https://x.example/has\", archive: \"https://archive.example/has\" }
  - { key: three, date: 2025, url: 'https://x.example/three' }
";

#[test]
fn copies_are_recorded_where_they_lack() {
    let server = archive();
    let desk = Desk::new(&server.origin, &[("a", LACKING)]);
    let before = desk.read("content/articles/a.md");
    assert_data_eq!(
        desk.types("archive --dry-run"),
        str![[r#"
warning[no-copy]: the archive has no copy of `https://x.example/two`
 --> content/articles/a.md:7:5
  |
7 |     - key:   two
  |  _____^
8 | |     url: https://x.example/two
  | |______________________________^
  |
  = help: type `chancery sources archive --save` to ask for one

warning[no-copy]: no copy of `https://x.example/three` was found: 404 Not Found
  --> content/articles/a.md:10:5
   |
10 |   - Dawn: https://x.example/three
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: try again later

2 warnings
content/articles/a.md: [@one] https://archive.example/2026/one
content/articles/a.md: [@three] https://archive.example/2026/one
2 copies would be recorded, 2 without
exit 0

"#]]
    );
    assert_eq!(desk.read("content/articles/a.md"), before);
    assert_data_eq!(
        desk.types("archive"),
        str![[r#"
warning[no-copy]: the archive has no copy of `https://x.example/two`
 --> content/articles/a.md:7:5
  |
7 |     - key:   two
  |  _____^
8 | |     url: https://x.example/two
  | |______________________________^
  |
  = help: type `chancery sources archive --save` to ask for one

warning[no-copy]: no copy of `https://x.example/three` was found: 404 Not Found
  --> content/articles/a.md:10:5
   |
10 |   - Dawn: https://x.example/three
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: try again later

2 warnings
content/articles/a.md: [@one] https://archive.example/2026/one
content/articles/a.md: [@three] https://archive.example/2026/one
2 copies recorded, 2 without
exit 0

"#]]
    );
    assert_data_eq!(
        desk.read("content/articles/a.md"),
        str![[r#"
---
title: a
date: 2026-01-02
# The sources
sources:
  - { key: one, outlet: Dawn, title: 'A', url: "https://x.example/one", archive: "https://archive.example/2026/one", accessed: 2026-01-04 }   # kept
  - key:   two
    url: https://x.example/two

  - Dawn: https://x.example/three
  - Agency: https://agency.example/
  - { key: has, outlet: Dawn, title: B, url: "https://x.example/has", archive: "https://archive.example/has" }
  - { key: three, date: 2025, url: 'https://x.example/three', archive: "https://archive.example/2026/one" }
---

Text.

"#]]
    );
    assert_data_eq!(
        desk.types("archive --save"),
        str![[r#"
warning[no-copy]: no copy of `https://x.example/three` was found: 404 Not Found
  --> content/articles/a.md:11:5
   |
11 |   - Dawn: https://x.example/three
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: try again later

1 warning
content/articles/a.md: [@two] HOST/web/two
1 copy recorded, 1 without
exit 0

"#]]
    );
    let text = desk.read("content/articles/a.md");
    let two = text.lines().skip_while(|line| !line.contains("x.example/two"));
    assert_data_eq!(
        two.take(2).map(|l| format!("{l}\n")).collect::<String>(),
        str![[r#"
    url: https://x.example/two
    archive: "HOST/web/two"

"#]]
    );
}

#[test]
fn a_byte_order_mark_and_rights_are_kept() {
    let server = archive();
    let desk = Desk::new(&server.origin, &[]);
    let text =
        format!("\u{feff}---\ntitle: a\ndate: 2026-01-02\n{LACKING}---\n\nText.\n");
    let text = text.replace('\n', "\r\n");
    desk.write("content/articles/a.md", &text);
    let endpoint = format!("archive --endpoint {}/available", server.origin);
    desk.write("site.toml", &SITE.replace("HOST/available", "https://nowhere.invalid/"));
    assert!(desk.types(&endpoint).ends_with("exit 0\n"));
    let edited = desk.read("content/articles/a.md");
    let copy = "archive: \"https://archive.example/2026/one\"";
    let expected = text
        .replace("x.example/one\"", &format!("x.example/one\", {copy}"))
        .replace("x.example/three' }", &format!("x.example/three', {copy} }}"));
    assert_eq!(edited, expected);
}

#[test]
fn shared_works_are_checked_and_their_copies_recorded() {
    let server = archive();
    let desk = Desk::new(&server.origin, &[("a", ""), ("b", "")]);
    let yaml = "# Shared\nlone: { title: L, url: \"HOST/lone\" }\none:\n  title: 'A'   # kept\n  \
                publisher: P\n  url:\n    value: https://x.example/one\n    date: \
                2026-01-04\n";
    let bib = "@online{gone, title = {G}, organization = {P}, url = {HOST/gone}}\n";
    desk.write("content/references/a.yml", yaml);
    desk.write("content/references/b.bib", bib);
    for name in ["a", "b"] {
        let text = format!(
            "---\ntitle: {name}\ndate: 2026-01-02\n---\n\nOne.[@one] Gone.[@gone]\n"
        );
        desk.write(&format!("content/articles/{name}.md"), &text);
    }
    assert_data_eq!(
        desk.types("archive"),
        str![[r#"
warning[no-copy]: no copy of `HOST/gone` was found: 404 Not Found
 --> content/references/b.bib:1:9
  |
1 | @online{gone, title = {G}, organization = {P}, url = {HOST/gone}}
  |         ^^^^
  |
  = help: try again later

1 warning
content/references/a.yml: [@one] https://archive.example/2026/one
1 copy recorded, 1 without
exit 0

"#]]
    );
    let copy = "  archive: \"https://archive.example/2026/one\"\n";
    let expected = yaml.replace("  url:\n", &format!("{copy}  url:\n"));
    assert_eq!(desk.read("content/references/a.yml"), expected);
    assert_eq!(desk.read("content/references/b.bib"), bib);
    // Works that nothing cites are not asked for; nor is what cannot be reached broken.
    desk.write(
        "content/references/a.yml",
        &yaml.replace("https://x.example/one", "HOST/one"),
    );
    assert_data_eq!(
        desk.types("check --now 2026-02-05"),
        str![[r#"
error[broken-link]: `HOST/one` is broken since 2026-02-05: 404 Not Found
 --> content/references/a.yml:3:1
  |
3 | one:
  | ^^^
  |
  = help: type `chancery sources archive` to find a copy, or name another address

error[broken-link]: `HOST/gone` is broken since 2026-02-05: 404 Not Found
 --> content/references/b.bib:1:9
  |
1 | @online{gone, title = {G}, organization = {P}, url = {HOST/gone}}
  |         ^^^^
  |
  = help: type `chancery sources archive` to find a copy, or name another address

2 errors
asked 2 of 2 addresses: 0 fine, 2 broken, 0 unknown; content/links.yml is written
exit 1

"#]]
    );
    assert_eq!(
        server
            .asked()
            .into_iter()
            .filter(|line| line.starts_with("HEAD"))
            .collect::<Vec<_>>(),
        ["HEAD /gone", "HEAD /one", "HEAD /gone", "HEAD /one"]
    );
}
