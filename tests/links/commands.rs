//! The command itself, as it is typed.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use snapbox::{assert_data_eq, str};
use tempfile::TempDir;

use crate::server::{Does, Server, fine, leads, status, text};

/// A publication on a disk.
struct Desk {
    dir: TempDir,
    origin: String,
}

const SITE: &str = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\ntimezone = \
                    \"Asia/Muscat\"\n[links]\npause = 0\nconfirm = 0\nretries = \
                    0\narchive = \"HOST/available\"\nsave = \"HOST/save/\"\n";

impl Desk {
    /// A publication with these articles, whose `HOST` is a server.
    fn new(origin: &str, articles: &[(&str, &str)]) -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap(), origin: origin.to_owned() };
        desk.write("site.toml", SITE);
        for (name, sources) in articles {
            desk.write(
                &format!("content/articles/{name}.md"),
                &format!("---\ntitle: {name}\ndate: 2026-01-02\n{sources}---\n\nText.\n"),
            );
        }
        desk
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("HOST", &self.origin)).unwrap();
    }

    fn read(&self, path: &str) -> String {
        let text = fs::read_to_string(self.dir.path().join(path)).unwrap();
        text.replace(&self.origin, "HOST")
    }

    fn links(&self) -> String {
        let text = self.read("content/links.yml");
        text.lines()
            .filter(|line| !line.starts_with('#'))
            .map(|l| format!("{l}\n"))
            .collect()
    }

    /// Types `chancery sources ...`; gives the code, what was said and what was complained of.
    fn types(&self, line: &str) -> String {
        let output = command(self.dir.path(), line).output().unwrap();
        let text =
            |bytes| String::from_utf8(bytes).unwrap().replace(&self.origin, "HOST");
        let code = output.status.code().unwrap();
        format!("{}{}exit {code}\n", text(output.stderr), text(output.stdout))
    }
}

fn command(dir: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    for name in ["http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(name).env_remove(name.to_uppercase());
    }
    command.current_dir(dir).arg("sources").args(line.split(' '));
    command
}

const CITING: &str = "sources:
  - { key: fine, outlet: Dawn, title: A, url: \"HOST/fine\", archive: \"HOST/copy\" }
  - { key: gone, outlet: Dawn, title: B, url: \"HOST/gone#top\" }
  - { key: old, outlet: Dawn, title: C, url: \"HOST/old\" }
  - { key: shut, outlet: Dawn, title: D, url: \"HOST/shut\" }
  - { key: moved, outlet: Dawn, title: E, url: \"HOST/moved\" }
  - Dawn
";

fn host() -> Server {
    Server::new(&[
        ("/fine", &[fine()]),
        ("/copy", &[fine()]),
        ("/old", &[status(410)]),
        ("/shut", &[status(403)]),
        ("/moved", &[leads(301, "/fine")]),
        ("/glitch", &[status(404), status(404), fine()]),
    ])
}

#[test]
fn the_addresses_of_a_publication_are_checked() {
    let server = host();
    let draft = "draft: true\nsources:\n  glitch: { title: F, outlet: Dawn, url: \
                 \"HOST/glitch\" }\n  gone: { title: B, outlet: Dawn, url: \"HOST/gone\" }\n";
    let archived = "sources:\n  - { key: old, outlet: Dawn, title: C, url: \"HOST/old\", \
                    archive: \"HOST/copy\" }\n";
    let desk = Desk::new(
        &server.origin,
        &[("citing", CITING), ("draft", draft), ("other", archived)],
    );
    assert_data_eq!(
        desk.types("check --now 2026-02-05"),
        str![[r#"
error[broken-link]: `HOST/gone` is broken since 2026-02-05: 404 Not Found
 --> content/articles/citing.md:6:5
  |
6 |   - { key: gone, outlet: Dawn, title: B, url: "HOST/gone#top" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/articles/draft.md:7:9
  |
7 |   gone: { title: B, outlet: Dawn, url: "HOST/gone" }
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in a draft
  |
  = help: type `chancery sources archive` to find a copy, or name another address

error[broken-link]: `HOST/old` is broken since 2026-02-05: 410 Gone
 --> content/articles/citing.md:7:5
  |
7 |   - { key: old, outlet: Dawn, title: C, url: "HOST/old" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/articles/other.md:5:5
  |
5 |   - { key: old, outlet: Dawn, title: C, url: "HOST/old", archive: "HOST/copy" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ and here
  |
  = help: type `chancery sources archive` to find a copy, or name another address

warning[unknown-link]: nobody knows whether `HOST/shut` is there: 403 Forbidden
 --> content/articles/citing.md:8:5
  |
8 |   - { key: shut, outlet: Dawn, title: D, url: "HOST/shut" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: look at it in a browser

warning[moved-link]: `HOST/moved` has moved for good
 --> content/articles/citing.md:9:5
  |
9 |   - { key: moved, outlet: Dawn, title: E, url: "HOST/moved" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `HOST/fine`

2 errors, 2 warnings
asked 7 of 7 addresses: 4 fine, 2 broken, 1 unknown; content/links.yml is written
exit 1

"#]]
    );
    assert_data_eq!(
        desk.links(),
        str![[r#"
"HOST/copy": { status: fine, asked: 2026-02-05 }
"HOST/fine": { status: fine, asked: 2026-02-05 }
"HOST/glitch": { status: fine, asked: 2026-02-05 }
"HOST/gone": { status: broken, why: "404 Not Found", asked: 2026-02-05, missing: 2026-02-05 }
"HOST/moved": { status: fine, asked: 2026-02-05, moved: "HOST/fine" }
"HOST/old": { status: broken, why: "410 Gone", asked: 2026-02-05, missing: 2026-02-05 }
"HOST/shut": { status: unknown, why: "403 Forbidden", asked: 2026-02-05 }

"#]]
    );
    assert!(server.askers().iter().all(|(_, name)| {
        name == concat!(
            "chancery/",
            env!("CARGO_PKG_VERSION"),
            " (+https://desk.example/)"
        )
    }));
    // Later on the same day nothing is due, and what is broken is said again.
    assert!(
        desk.types("check --now 2026-02-05")
            .ends_with("asked 0 of 7 addresses: 4 fine, 2 broken, 1 unknown\nexit 1\n")
    );
    assert_eq!(server.asked(), Vec::<String>::new());
    // On the next day what is not fine is, and after a week all.
    desk.types("check --now 2026-02-06");
    let asked = server.asked();
    assert_eq!(
        asked,
        ["HEAD /gone", "GET /gone", "HEAD /old", "GET /old", "HEAD /shut", "GET /shut"]
    );
    desk.types("check --now 2026-02-12");
    assert_eq!(server.asked().len(), 11);
    desk.types("check --now 2026-02-12 --all");
    assert_eq!(server.asked().len(), 11);
    let json = desk.types("check --now 2026-02-12 --format json");
    assert_data_eq!(
        json,
        str![[r#"
{"address":"HOST/copy","status":"fine","why":null,"asked":"2026-02-12","fine":"2026-02-12","missing":null,"moved":null,"now":false,"redirects":[],"cited":[{"article":"citing","state":"public","key":"fine","field":"archive","file":"content/articles/citing.md","line":5,"column":5},{"article":"other","state":"public","key":"old","field":"archive","file":"content/articles/other.md","line":5,"column":5}]}
{"address":"HOST/fine","status":"fine","why":null,"asked":"2026-02-12","fine":"2026-02-12","missing":null,"moved":null,"now":false,"redirects":[],"cited":[{"article":"citing","state":"public","key":"fine","field":"url","file":"content/articles/citing.md","line":5,"column":5}]}
{"address":"HOST/glitch","status":"fine","why":null,"asked":"2026-02-12","fine":"2026-02-12","missing":null,"moved":null,"now":false,"redirects":[],"cited":[{"article":"draft","state":"draft","key":"glitch","field":"url","file":"content/articles/draft.md","line":6,"column":11}]}
{"address":"HOST/gone","status":"broken","why":"404 Not Found","asked":"2026-02-12","fine":null,"missing":"2026-02-05","moved":null,"now":false,"redirects":[],"cited":[{"article":"citing","state":"public","key":"gone","field":"url","file":"content/articles/citing.md","line":6,"column":5},{"article":"draft","state":"draft","key":"gone","field":"url","file":"content/articles/draft.md","line":7,"column":9}]}
{"address":"HOST/moved","status":"fine","why":null,"asked":"2026-02-12","fine":"2026-02-12","missing":null,"moved":"HOST/fine","now":false,"redirects":[],"cited":[{"article":"citing","state":"public","key":"moved","field":"url","file":"content/articles/citing.md","line":9,"column":5}]}
{"address":"HOST/old","status":"broken","why":"410 Gone","asked":"2026-02-12","fine":null,"missing":"2026-02-05","moved":null,"now":false,"redirects":[],"cited":[{"article":"citing","state":"public","key":"old","field":"url","file":"content/articles/citing.md","line":7,"column":5},{"article":"other","state":"public","key":"old","field":"url","file":"content/articles/other.md","line":5,"column":5}]}
{"address":"HOST/shut","status":"unknown","why":"403 Forbidden","asked":"2026-02-12","fine":null,"missing":null,"moved":null,"now":false,"redirects":[],"cited":[{"article":"citing","state":"public","key":"shut","field":"url","file":"content/articles/citing.md","line":8,"column":5}]}
exit 1

"#]]
    );
    // What is no longer cited is forgotten.
    desk.write("content/articles/citing.md", "---\ntitle: x\ndate: 2026-01-02\n---\n");
    desk.write("content/articles/draft.md", "---\ntitle: y\ndate: 2026-01-02\n---\n");
    assert_data_eq!(
        desk.types("check --now 2026-02-12"),
        str![[r#"
warning[archived-link]: `HOST/old` is broken since 2026-02-05: 410 Gone; readers are led to its copy
 --> content/articles/other.md:5:5
  |
5 |   - { key: old, outlet: Dawn, title: C, url: "HOST/old", archive: "HOST/copy" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

1 warning
asked 0 of 2 addresses: 1 fine, 1 broken, 0 unknown; content/links.yml is written
exit 0

"#]]
    );
    assert_data_eq!(
        desk.links(),
        str![[r#"
"HOST/copy": { status: fine, asked: 2026-02-12 }
"HOST/old": { status: broken, why: "410 Gone", asked: 2026-02-12, missing: 2026-02-05 }

"#]]
    );
}

#[test]
fn a_publication_without_addresses_and_one_with_errors() {
    let server = host();
    let desk = Desk::new(&server.origin, &[("a", "sources: [Dawn]\n")]);
    assert_data_eq!(
        desk.types("check --now 2026-02-05"),
        str![[r#"
asked 0 of 0 addresses: 0 fine, 0 broken, 0 unknown
exit 0

"#]]
    );
    assert!(!desk.dir.path().join("content/links.yml").exists());
    desk.write("content/links.yml", "\"HOST/a\": { status: dead }\n");
    assert_data_eq!(
        desk.types("check --now 2026-02-05"),
        str![[r#"
error[unknown-word]: `dead` is not a status
 --> content/links.yml:1:39
  |
1 | "HOST/a": { status: dead }
  |                                       ^^^^
  |
  = help: write one of `fine`, `broken`, `unknown`

1 error
error: `content/links.yml` has errors
 = help: mend them, or remove the file: it is written anew
exit 1

"#]]
    );
    fs::remove_file(desk.dir.path().join("content/links.yml")).unwrap();
    desk.write("site.toml", "title = 1 1\n");
    assert!(desk.types("check").ends_with("exit 1\n"));
}

#[test]
fn without_a_network_nothing_is_recorded() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let desk = Desk::new(&origin, &[("a", CITING)]);
    assert_data_eq!(
        desk.types("check --now 2026-02-05"),
        str![[r#"
error: no host could be reached, so nothing was recorded
 = help: see whether this machine is connected to the network
exit 3

"#]]
    );
    assert!(!desk.dir.path().join("content/links.yml").exists());
    assert_data_eq!(
        desk.types("archive"),
        str![[r#"
warning[no-copy]: no copy of `HOST/gone#top` was found: unreachable: connection refused
 --> content/articles/a.md:6:5
  |
6 |   - { key: gone, outlet: Dawn, title: B, url: "HOST/gone#top" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: try again later

warning[no-copy]: no copy of `HOST/old` was found: unreachable: connection refused
 --> content/articles/a.md:7:5
  |
7 |   - { key: old, outlet: Dawn, title: C, url: "HOST/old" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: try again later

warning[no-copy]: no copy of `HOST/shut` was found: unreachable: connection refused
 --> content/articles/a.md:8:5
  |
8 |   - { key: shut, outlet: Dawn, title: D, url: "HOST/shut" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: try again later

warning[no-copy]: no copy of `HOST/moved` was found: unreachable: connection refused
 --> content/articles/a.md:9:5
  |
9 |   - { key: moved, outlet: Dawn, title: E, url: "HOST/moved" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: try again later

4 warnings
error: the archive could not be reached
0 copies recorded, 4 without
exit 3

"#]]
    );
}

#[cfg(unix)]
#[test]
fn what_is_known_is_kept_when_a_run_is_ended() {
    let server = Server::new(&[("/a", &[fine()]), ("/b", &[Does::Silent])]);
    let sources = "sources:\n  a: \"HOST/a\"\n  b: \"HOST/b\"\n";
    let desk = Desk::new(&server.origin, &[("a", sources)]);
    let mut child = command(desk.dir.path(), "check --now 2026-02-05");
    let child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // When the second is asked for, what was found at the first has been told.
    assert!(server.came.iter().any(|line| line == "HEAD /b"));
    let end = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(end.unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(desk.links(), "\"HOST/a\": { status: fine, asked: 2026-02-05 }\n");
}

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
