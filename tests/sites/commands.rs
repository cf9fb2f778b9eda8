//! The commands as they are typed: what is printed where, and the exit codes.

use std::path::Path;

use snapbox::{assert_data_eq, str};

use crate::edits::DESK;
use crate::support::Site;
use crate::support::command::chancery;

const NOW: [&str; 2] = ["--now", "2026-02-01"];

/// A site with an article of each state.
pub fn site() -> Site {
    let site = Site::new(DESK);
    // What the index of search holds is told by tests of its own.
    let settings = std::fs::read_to_string(site.root().join("site.toml")).unwrap();
    site.write("site.toml", settings + "\n[outputs]\nsearch = false\n");
    let article = |title: &str, more: &str| {
        format!(
            "---\ntitle: {title}\nauthors: [ann]\ndate: 2026-01-09\n{more}\n---\n\nOne two three.\n"
        )
    };
    site.write("content/articles/delta.md", article("Delta", "draft: true"));
    site.write(
        "content/articles/epsilon.md",
        article("Epsilon", "embargo: 2026-02-05 09:00"),
    );
    site.write("content/articles/zeta.md", article("Zeta", "expires: 2026-01-31"));
    site.write("content/articles/eta.md", article("Eta", "expires: 2027-01-01"));
    site.write("content/home.yml", "pinned: [{ article: beta, until: 2026-02-12 }]\n");
    site
}

/// What a command that succeeds prints, when it complains of nothing.
#[track_caller]
pub fn prints(dir: &Path, line: &[&str]) -> String {
    let (code, out, err) = chancery(dir, &[line, &NOW].concat());
    assert_eq!((code, err.as_str()), (Some(0), ""), "{line:?}");
    out.trim_end().to_owned()
}

#[test]
fn lists_as_tables() {
    let site = site();
    let list = |what: &str| prints(site.root(), &["list", what]);
    assert_data_eq!(
        list("articles"),
        str![[r#"
date        state                             words  sources  title    file
2026-01-09  draft                             3      0        Delta    content/articles/delta.md
2026-01-09  embargoed until 2026-02-05 09:00  3      0        Epsilon  content/articles/epsilon.md
2026-01-09  public                            3      0        Eta      content/articles/eta.md
2026-01-09  expired on 2026-01-31             3      0        Zeta     content/articles/zeta.md
2026-01-03  public                            13     1        Alpha    content/articles/alpha.md
2026-01-02  public                            8      1        Beta     content/articles/beta.md
2025-12-30  public                            3      0        Gamma    content/articles/gamma.md
"#]]
    );
    assert_data_eq!(
        list("drafts"),
        str![[r#"
date        state  words  sources  title  file
2026-01-09  draft  3      0        Delta  content/articles/delta.md
"#]]
    );
    assert_data_eq!(
        list("embargoed"),
        str![[r#"
date        state                             words  sources  title    file
2026-01-09  embargoed until 2026-02-05 09:00  3      0        Epsilon  content/articles/epsilon.md
"#]]
    );
    assert_data_eq!(
        list("expired"),
        str![[r#"
date        state                  words  sources  title  file
2026-01-09  expired on 2026-01-31  3      0        Zeta   content/articles/zeta.md
"#]]
    );
    assert_data_eq!(
        list("authors"),
        str![[r#"
id   name        profile  articles
ann  Ann Author  yes      3
bob  Bob         no       2
"#]]
    );
    assert_data_eq!(
        list("sources"),
        str![[r#"
outlet  work              date  citations  articles
Agency  (not identified)        1          1
Dawn    A memo                  1          1
"#]]
    );
    assert_eq!(prints(site.root(), &["list"]), list("articles"));
}

#[test]
fn lists_as_json() {
    let site = site();
    let list = |what: &str| prints(site.root(), &["list", what, "--format", "json"]);
    assert_data_eq!(
        list("embargoed"),
        str![[r#"
[
  {
    "slug": "epsilon",
    "title": "Epsilon",
    "state": "embargoed",
    "date": "2026-01-09",
    "embargo": "2026-02-05 09:00",
    "expires": null,
    "words": 3,
    "sources": 0,
    "address": "/articles/epsilon/",
    "file": "content/articles/epsilon.md"
  }
]
"#]]
    );
    assert_data_eq!(
        list("expired"),
        str![[r#"
[
  {
    "slug": "zeta",
    "title": "Zeta",
    "state": "expired",
    "date": "2026-01-09",
    "embargo": null,
    "expires": "2026-01-31",
    "words": 3,
    "sources": 0,
    "address": "/articles/zeta/",
    "file": "content/articles/zeta.md"
  }
]
"#]]
    );
    let articles: serde_json::Value = serde_json::from_str(&list("articles")).unwrap();
    let slug = |article: &serde_json::Value| article["slug"].as_str().unwrap().to_owned();
    let slugs: Vec<String> = articles.as_array().unwrap().iter().map(slug).collect();
    assert_eq!(slugs, ["delta", "epsilon", "eta", "zeta", "alpha", "beta", "gamma"]);
    assert_eq!(
        prints(Site::new(DESK).root(), &["list", "drafts", "--format", "json"]),
        "[]"
    );
}

#[test]
fn lists_of_authors_and_sources_as_json() {
    let site = site();
    let list = |what: &str| prints(site.root(), &["list", what, "--format", "json"]);
    assert_data_eq!(
        list("authors"),
        str![[r#"
[
  {
    "id": "ann",
    "name": "Ann Author",
    "profile": true,
    "articles": 3,
    "address": "/authors/ann/"
  },
  {
    "id": "bob",
    "name": "Bob",
    "profile": false,
    "articles": 2,
    "address": "/authors/bob/"
  }
]
"#]]
    );
    assert_data_eq!(
        list("sources"),
        str![[r#"
[
  {
    "outlet": "Agency",
    "title": null,
    "url": null,
    "date": null,
    "citations": 1,
    "articles": 1,
    "identified": false
  },
  {
    "outlet": "Dawn",
    "title": "A memo",
    "url": "https://dawn.example/memo",
    "date": null,
    "citations": 1,
    "articles": 1,
    "identified": true
  }
]
"#]]
    );
}

#[test]
fn what_falls_due() {
    let site = site();
    assert_data_eq!(
        prints(site.root(), &["next"]),
        str![[r#"
2026-02-05T09:00:00+00:00  the embargo ends: epsilon (content/articles/epsilon.md)
2026-02-12T00:00:00+00:00  the pin ends: beta (content/home.yml)
2027-01-01T00:00:00+00:00  the article expires: eta (content/articles/eta.md)
"#]]
    );
    assert_data_eq!(
        prints(site.root(), &["next", "--format", "json"]),
        str![[r#"
[
  {
    "at": "2026-02-05T09:00:00+00:00",
    "what": "embargo",
    "article": "epsilon",
    "file": "content/articles/epsilon.md"
  },
  {
    "at": "2026-02-12T00:00:00+00:00",
    "what": "pin",
    "article": "beta",
    "file": "content/home.yml"
  },
  {
    "at": "2027-01-01T00:00:00+00:00",
    "what": "expiry",
    "article": "eta",
    "file": "content/articles/eta.md"
  }
]
"#]]
    );
    assert_eq!(prints(Site::new(DESK).root(), &["next"]), "nothing falls due");
}

#[test]
fn a_new_publication_builds_and_checks_without_a_word() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(chancery(dir.path(), &["init", "desk"]).0, Some(0));
    let desk = dir.path().join("desk");
    let strict = |command: &str| chancery(&desk, &[command, "--strict"]);
    let (code, out, err) = strict("check");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("checked ") && out.ends_with(": no errors\n"), "{out}");
    let (code, out, err) = strict("build");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(desk.join("public/index.html").exists());
    for (what, name) in [("article", "A \"new\": one"), ("author", "Ada B.")] {
        let (code, path, err) = chancery(&desk, &["new", what, name]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        assert!(desk.join(path.trim_end()).exists(), "{path}");
    }
    let (code, out, err) = strict("check");
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(
        out.starts_with("held back: content/articles/a-new-one.md (draft)\n"),
        "{out}"
    );
}

#[test]
fn a_build_says_what_it_held_back() {
    let site = site();
    assert_data_eq!(
        prints(site.root(), &["build", "--output", "public"]),
        str![[r#"
held back: content/articles/delta.md (draft)
held back: content/articles/epsilon.md (embargoed until 2026-02-05 09:00)
held back: content/articles/zeta.md (expired on 2026-01-31)
built 65 outputs into public: 65 written, 0 unchanged, 0 removed
"#]]
    );
}

#[test]
fn a_base_address_can_be_typed() {
    let site = site();
    let line = ["build", "--output", "public", "--base-url", "http://localhost:8000/a"];
    prints(site.root(), &line);
    let read = |file: &str| {
        std::fs::read_to_string(site.root().join("public").join(file)).unwrap()
    };
    let robots =
        "User-agent: *\nDisallow:\n\nSitemap: http://localhost:8000/a/sitemap.xml\n";
    assert_eq!(read("robots.txt"), robots);
    assert!(read("articles/beta/index.html").contains("href=\"/a/articles/alpha/\""));
}

#[test]
fn exit_codes() {
    let site = Site::new(DESK);
    let run = |line: &[&str]| chancery(site.root(), &[line, &NOW].concat());
    assert_eq!(run(&["check"]).0, Some(0));
    assert_eq!(run(&["check", "--nothing"]).0, Some(2));
    assert_eq!(run(&["list", "everything"]).0, Some(2));
    // What was typed: a file stands where the folder must be made, or there is nothing.
    site.write("file", "");
    for line in [["build", "--output", "file/public"], ["check", "--root", "nowhere"]] {
        let (code, out, err) = run(&line);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    }
    // The system: no file can be made there, whoever asks.
    let (code, out, err) = run(&["build", "--output", "/proc/chancery"]);
    assert_eq!((code, out.as_str()), (Some(3), ""), "{err}");
    // A warning counts when it is asked to.
    site.replace(
        "content/articles/gamma.md",
        "date: 2025-12-30",
        "date: 2025-12-30\nsources: [Dawn]",
    );
    assert_eq!(run(&["check"]).0, Some(0));
    assert_eq!(run(&["check", "--strict"]).0, Some(1));
    site.replace("content/articles/gamma.md", "title: Gamma", "titel: Gamma");
    for command in ["build", "check", "list", "next"] {
        assert_eq!(run(&[command]).0, Some(1), "{command}");
    }
    assert!(!site.root().join("public").exists());
}

#[test]
fn diagnostics_as_json_go_to_standard_output_alone() {
    let site = Site::new(DESK);
    site.replace("content/articles/alpha.md", "[@memo]", "[@memos]");
    let (code, out, err) =
        chancery(site.root(), &["build", "--format", "json", NOW[0], NOW[1]]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let found: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes: Vec<&str> = found.iter().map(|d| d["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["unused-reference", "unknown-reference"]);
}

#[test]
fn check_says_what_the_host_takes() {
    let site = site();
    let settings = std::fs::read_to_string(site.root().join("site.toml")).unwrap();
    site.write("site.toml", format!("{settings}\n[host]\nkind = \"cloudflare\"\n"));
    assert_data_eq!(
        prints(site.root(), &["check"]),
        str![[r#"
held back: content/articles/delta.md (draft)
held back: content/articles/epsilon.md (embargoed until 2026-02-05 09:00)
held back: content/articles/zeta.md (expired on 2026-01-31)
checked 66 outputs: no errors
for the host `cloudflare`:
  files            66 files, of 20,000 files
  together         171 KiB
  largest file     10 KiB, of 25 MiB (/articles/alpha/)
  redirects        0, of 2,000
  longest redirect 0 characters, of 1,000 characters
  header rules     11, of 100
  longest header   299 characters, of 2,000 characters
"#]]
    );
    let (limits, files) = ("file_size = 99999999", "x".repeat(26 * 1024 * 1024));
    site.write(
        "site.toml",
        format!("{settings}\n[host]\nkind = \"cloudflare\"\n[limits]\n{limits}\n"),
    );
    site.write("static/large.bin", files);
    let (code, _, err) = chancery(site.root(), &[&["check"][..], &NOW].concat());
    assert_eq!(code, Some(1));
    assert_data_eq!(
        err,
        str![[r#"
error[host-limit]: largest file: `cloudflare` takes 25 MiB, and this is 26 MiB (/large.bin)
 --> site.toml:8:8
  |
8 | kind = "cloudflare"
  |        ^^^^^^^^^^^^
  |
  = help: make it smaller, or put it on another host and link to it

1 error

"#]]
    );
}
