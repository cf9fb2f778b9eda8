//! What the last build did and why: `chancery why`, and the files of the preview that say it.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;

use serde_json::json;

use crate::SITE;
use crate::ground::Ground;
use crate::running::{Running, chancery, lay_out, put};

const HARBOUR: &str = "content/articles/harbour.md";

/// What `chancery why` prints, says is wrong, and ends with; of what it prints, what the last
/// build did.
fn why(address: &str, port: u16) -> (String, String, Option<i32>) {
    let empty = tempfile::tempdir().unwrap();
    let root = empty.path().to_str().unwrap();
    let line = ["why", address, "--port", &port.to_string(), "--root", root];
    let out = chancery(&line).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done(&text(out.stdout)), text(out.stderr), out.status.code())
}

/// What is told of the last build, without what the output is made of.
fn done(told: &str) -> String {
    let lines = told.lines().take_while(|line| !line.ends_with(", made of:"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What `why` says of an address where nothing is previewed.
fn made(root: &Path, address: &str) -> (String, String, Option<i32>) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (root, port) = (root.to_str().unwrap(), port.to_string());
    let line = ["why", address, "--port", &port, "--root", root, "--now", "2026-02-01"];
    let out = chancery(&line).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out.stdout), text(out.stderr), out.status.code())
}

#[test]
fn what_an_output_is_made_of_is_told_without_a_preview() {
    let dir = tempfile::tempdir().unwrap();
    lay_out(dir.path(), SITE);
    put(
        dir.path(),
        "templates/components/head.html",
        b"{% component head(frame: map, @site) %}{% endcomponent head %}",
    );
    let made = |address: &str| made(dir.path(), address);
    let mut found = String::new();
    for address in [
        "articles/tide",
        "/",
        "/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/theme.js",
        HARBOUR,
    ] {
        let (text, complaint, code) = made(address);
        assert_eq!((complaint.as_str(), code), ("", Some(0)), "{address}");
        found.push_str(&text);
    }
    snapbox::assert_data_eq!(
        found,
        snapbox::str![[r#"
/articles/tide/ is the article, made of:
  settings   site.toml
  templates  templates/components/head.html
  theme      article.html, base.html, components/archived_copy.html, components/article_foot.html, components/article_head.html, components/biography.html, components/breadcrumbs.html, components/byline.html, components/card.html, components/citation.html, components/cite_box.html, components/date.html, components/footer.html, components/image.html, components/masthead.html, components/metadata.html, components/note.html, components/notices.html, components/passage.html, components/print_foot.html, components/reference.html, components/scripts.html, components/terms.html, components/toc.html
  content    content/articles/tide.md
/ is the front page, made of:
  settings   site.toml
  templates  templates/components/head.html
  theme      base.html, components/archived_copy.html, components/article_head.html, components/breadcrumbs.html, components/byline.html, components/card.html, components/date.html, components/footer.html, components/image.html, components/masthead.html, components/metadata.html, components/notices.html, components/passage.html, components/reference.html, components/scripts.html, home.html
  shows      content/articles/harbour.md
/feed.xml is a feed, made of:
  settings   site.toml
  theme      components/archived_copy.html, components/date.html, components/feed_foot.html, components/reference.html
  shows      content/articles/harbour.md
/sitemap.xml is the sitemap, made of:
  settings   site.toml
  shows      content/articles/harbour.md
/robots.txt is robots.txt, made of:
  settings   site.toml
/theme.js is the static file, made of:
  bytes      theme.js of the theme
/articles/harbour/ is the article, made of:
  settings   site.toml
  templates  templates/components/head.html
  theme      article.html, base.html, components/archived_copy.html, components/article_foot.html, components/article_head.html, components/biography.html, components/breadcrumbs.html, components/byline.html, components/card.html, components/citation.html, components/cite_box.html, components/date.html, components/footer.html, components/image.html, components/masthead.html, components/metadata.html, components/note.html, components/notices.html, components/passage.html, components/print_foot.html, components/reference.html, components/scripts.html, components/terms.html, components/toc.html
  content    content/articles/harbour.md

"#]]
    );
    let (_, complaint, code) = made("/articels/tide/");
    let near = "error: nothing is made at `/articels/tide/`\n \
                = help: did you mean `/articles/tide/`?\n";
    assert_eq!((complaint.as_str(), code), (near, Some(1)));
}

/// Of every output it can be told.
#[test]
fn every_output_is_made_of_something() {
    let mut ground = Ground::new(SITE);
    let told = |ground: &Ground, address: &str| {
        ground.get(&format!("/desk/_chancery/why?address={address}")).text().to_owned()
    };
    ground.build();
    let map = ground.get("/desk/sitemap.xml").text().to_owned();
    let pages =
        map.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap());
    let pages: Vec<&str> = pages.collect();
    assert!(pages.len() > 5, "{map}");
    for page in pages.into_iter().chain([
        "/feed.xml",
        "/robots.txt",
        "/404.html",
        "/chancery.css",
    ]) {
        let text = told(&ground, page);
        let made =
            text.split_once(", made of:\n").unwrap_or_else(|| panic!("{page}: {text}"));
        assert!(made.1.starts_with("  "), "{page}: {text}");
    }
}

fn fine(text: &str) -> (String, String, Option<i32>) {
    (text.to_owned(), String::new(), Some(0))
}

#[test]
fn a_running_preview_says_why_it_rendered_a_page() {
    let dir = tempfile::tempdir().unwrap();
    lay_out(dir.path(), SITE);
    let mut watch = Running::start(dir.path(), &["--no-write"]);
    let port = watch.port();
    assert_eq!(watch.line().split(' ').next_back(), Some("ends"));
    let built =
        "everything looked at: N pages of N, ready after N ms, all rendered after N ms";
    assert_eq!(watch.line(), built);
    let new = fine("/articles/harbour/ was rendered by build 1: it is new\n");
    for address in [
        "/articles/harbour/",
        "/articles/harbour",
        "articles/harbour/index.html",
        "/desk/articles/harbour/",
        "http://localhost:1111/desk/articles/harbour/?a=b#c",
        HARBOUR,
    ] {
        assert_eq!(why(address, port), new, "{address}");
    }

    let text = std::fs::read_to_string(dir.path().join(HARBOUR)).unwrap();
    put(dir.path(), HARBOUR, text.replace("is quiet", "is loud").as_bytes());
    let built =
        format!("{HARBOUR}: N pages of N, ready after N ms, all rendered after N ms");
    assert_eq!(watch.line(), built);
    let rendered = "/articles/harbour/ was rendered by build 2, for this changed:\n  \
                    view       what it shows\n";
    assert_eq!(why("/articles/harbour/", port), fine(rendered));
    let kept = "/articles/tide/ was kept as it was by build 2\n";
    assert_eq!(why("/articles/tide/", port), fine(kept));

    let toml = std::fs::read_to_string(dir.path().join("site.toml")).unwrap();
    put(dir.path(), "site.toml", toml.replace("The Quay", "The Pier").as_bytes());
    watch.line();
    let rendered = "/articles/tide/ was rendered by build 3, for this changed:\n  \
                    settings   what it uses of site.toml\n  \
                    frame      what stands around it on every page\n  \
                    view       what it shows\n";
    assert_eq!(why("/articles/tide/", port), fine(rendered));

    let near = "error: build 3 makes nothing at `/articels/tide/`\n \
                = help: did you mean `/articles/tide/`?\n";
    assert_eq!(why("/articels/tide/", port), (String::new(), near.to_owned(), Some(1)));
    let far = "error: build 3 makes nothing at `xyzzy`\n \
               = help: the pages are named as in the browser: `/articles/`\n";
    assert_eq!(why("xyzzy", port), (String::new(), far.to_owned(), Some(1)));

    put(dir.path(), "site.toml", b"title = \n");
    watch.line();
    let kept = "/articles/tide/ was kept as it was by build 4, which has errors\n";
    assert_eq!(why("/articles/tide/", port), fine(kept));
}

#[test]
fn a_page_that_cannot_be_rendered_says_so() {
    let mut ground = Ground::new(SITE);
    ground.write("templates/article.html", "{{ page.titel.x }}").build();
    ground.get("/desk/articles/harbour/");
    let told = ground.get("/desk/_chancery/why?address=/articles/harbour/");
    let first = "/articles/harbour/ could not be rendered by build 2: ";
    assert_eq!((told.status, told.text().split_at(first.len()).0), (200, first));
    assert!(
        done(told.text()).ends_with(" (templates/article.html)\n"),
        "{}",
        told.text()
    );
}

#[test]
fn without_a_preview_the_command_says_what_to_start() {
    // A port that nobody has listened on for a moment.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let help = "start `chancery watch`, or name its port with `--port`";
    let nobody =
        format!("error: no preview listens at `127.0.0.1:{port}`\n = help: {help}\n");
    assert_eq!(why("/", port), (String::new(), nobody, Some(3)));

    for answer in
        ["HTTP/1.1 200 OK\r\n\r\n<p>kept", "SSH-2.0-x\r\n", "", "\u{ff}\r\n\r\n"]
    {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let other = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut head = [0; 1024];
            let read = stream.read(&mut head).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            String::from_utf8(head[..read].to_vec()).unwrap()
        });
        let place = format!("what listens at `127.0.0.1:{port}`");
        let said = format!("error: {place} is no `chancery watch`\n = help: {help}\n");
        assert_eq!(why("/a b/", port), (String::new(), said, Some(3)));
        let asked = format!(
            "GET /_chancery/why?address=%2Fa%20b%2F HTTP/1.1\r\nHost: localhost:{port}\r\n\
             Accept: text/plain\r\nConnection: close\r\n\r\n"
        );
        assert_eq!(other.join().unwrap(), asked);
    }
}

#[test]
fn the_last_build_is_told_to_programs() {
    let mut ground = Ground::new(SITE);
    let told = |ground: &Ground| {
        let answer = ground.get("/desk/_chancery/last-build.json");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("cache-control"), "no-cache");
        let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(answer.header("chancery-build"), told["number"].to_string());
        told
    };
    let first = told(&ground);
    let planned = first["counters"]["planned"].as_u64().unwrap();
    let expected = json!({
        "number": 1, "ready": 0.0, "written": null, "rendered": {},
        "counters": {
            "parsed": 4, "reused": 0, "planned": planned, "rendered": 0, "kept": 0,
            "indexed": 0, "styled": 0, "written": 0,
            "removed": 0, "drafts": 1, "embargoed": 1, "expired": 1,
        },
    });
    assert_eq!(first, expected);
    let yet = ground.get("/desk/_chancery/why?address=/articles/harbour/");
    assert_eq!(done(yet.text()), "build 1 has not come to /articles/harbour/ yet\n");
    ground.get("/desk/articles/harbour/");
    assert_eq!(told(&ground)["rendered"], json!({ "/articles/harbour/": [] }));
    ground.replace(HARBOUR, "is quiet", "is loud").build();
    ground.get("/desk/articles/harbour/");
    let second = told(&ground);
    assert_eq!(second["number"], json!(2));
    assert_eq!(second["rendered"], json!({ "/articles/harbour/": ["view"] }));
}

#[test]
fn the_answers_stand_below_any_base_path_and_for_own_hosts_only() {
    let ground = Ground::new(SITE);
    for own in ["/desk/_chancery/", "/_chancery/", "/elsewhere/_chancery/"] {
        let told = ground.get(&format!("{own}why?address=%2Farticles%2Fharbour%2F"));
        assert_eq!(told.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(done(told.text()), "build 1 has not come to /articles/harbour/ yet\n");
        assert_eq!(ground.get(&format!("{own}last-build.json")).status, 200);
    }
    let told = ground.get("/_chancery/why");
    let which = "no address is named\nask with `?address=/articles/`\n";
    assert_eq!((told.status, told.text()), (400, which));
    for name in ["why?address=/", "last-build.json"] {
        let head = format!("GET /_chancery/{name} HTTP/1.1\r\nHost: evil.example");
        let refused = ground.ask(&head);
        assert_eq!((refused.status, refused.header("chancery-build")), (403, ""));
    }
}
