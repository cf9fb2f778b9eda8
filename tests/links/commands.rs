//! `chancery sources check`, as it is typed.

use std::fs;
use std::net::TcpListener;
use std::process::{Command, Stdio};

use snapbox::{assert_data_eq, str};

use crate::desk::{Desk, command};
use crate::server::{Does, Server, fine, leads, status};

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
