//! Single answers.

use crate::SITE;
use crate::ground::Ground;

const ARTICLE: &str = "/desk/articles/harbour/";

#[test]
fn everything_has_its_media_type() {
    let ground = Ground::new(SITE);
    let home = ground.get("/desk/");
    let (_, after) = home.text().split_once("href=\"/desk/chancery.").unwrap();
    let style = format!("/desk/chancery.{}", after.split_once('"').unwrap().0);
    let cases = [
        ("/desk/", "text/html; charset=utf-8"),
        (ARTICLE, "text/html; charset=utf-8"),
        (&style, "text/css; charset=utf-8"),
        ("/desk/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/desk/rss.xml", "application/rss+xml; charset=utf-8"),
        ("/desk/feed.json", "application/feed+json; charset=utf-8"),
        ("/desk/sitemap.xml", "application/xml; charset=utf-8"),
        ("/desk/robots.txt", "text/plain; charset=utf-8"),
        ("/desk/favicon.svg", "image/svg+xml"),
        ("/desk/notes.txt", "text/plain; charset=utf-8"),
        ("/desk/plain/", "text/html; charset=utf-8"),
        ("/desk/plain/index.html", "text/html; charset=utf-8"),
        ("/desk/articles/harbour/index.html", "text/html; charset=utf-8"),
        ("/desk/_chancery/live.js", "text/javascript; charset=utf-8"),
        ("/desk/_chancery/live.css", "text/css; charset=utf-8"),
    ];
    for (path, media_type) in cases {
        let answer = ground.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, media_type));
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let policy = answer.header("content-security-policy");
        let strict = "default-src 'none'; script-src 'self'; style-src 'self'; \
            img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; \
            manifest-src 'self'; base-uri 'none'; form-action 'self'; \
            frame-ancestors 'none'";
        let html = media_type.starts_with("text/html");
        assert_eq!(policy, if html { strict } else { "" }, "{path}");
        let length = answer.body.len().to_string();
        assert_eq!(answer.header("content-length"), length, "{path}");
    }
}

#[test]
fn pages_are_what_is_built_but_for_what_is_put_in() {
    let ground = Ground::new(SITE);
    let built = ground.files();
    let mut pages = 0;
    for (file, bytes) in &built {
        let answer = ground.get(&format!("/desk/{file}"));
        if !file.ends_with(".html") {
            assert_eq!(answer.body, *bytes, "{file}");
            continue;
        }
        pages += 1;
        let sent = answer.text();
        let style = "<link rel=\"stylesheet\" href=\"/desk/_chancery/live.css\">";
        assert_eq!(sent.matches(style).count(), 1, "{file}");
        let sent = sent.replace(style, "");
        let (before, after) = sent.split_once("<aside id=\"chancery-preview\"").unwrap();
        let script = "</aside><script src=\"/desk/_chancery/live.js\" defer></script>";
        let (_, after) = after.split_once(script).unwrap();
        assert_eq!(format!("{before}{after}").as_bytes(), bytes, "{file}");
        let text = String::from_utf8_lossy(bytes);
        assert_eq!(text.matches("_chancery").count(), 0, "{file}");
    }
    assert!(pages > 5, "{pages} pages");
}

#[test]
fn the_sites_own_page_says_what_is_not_there() {
    let ground = Ground::new(SITE);
    for path in ["/desk/nothing/", "/desk/nothing.png", "/desk/articles/harbour/x/"] {
        let answer = ground.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.data("page"), path.strip_prefix("/desk").unwrap());
        assert_eq!(answer.text().matches("/_chancery/live.js").count(), 1);
        assert!(answer.text().contains("<title>"), "{}", answer.text());
    }
}

#[test]
fn a_head_is_an_answer_without_its_body() {
    let ground = Ground::new(SITE);
    for path in [ARTICLE, "/desk/notes.txt", "/desk/nothing/"] {
        let mut whole = ground.get(path);
        let port = ground.port();
        let head = format!("HEAD {path} HTTP/1.1\r\nHost: localhost:{port}");
        let mut head = ground.ask(&head);
        assert!(head.body.is_empty(), "{path}");
        whole.headers.remove("date");
        head.headers.remove("date");
        assert_eq!((head.status, head.headers), (whole.status, whole.headers), "{path}");
    }
    let port = ground.port();
    let post = ground.ask(&format!("POST /desk/ HTTP/1.1\r\nHost: localhost:{port}"));
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn what_is_known_is_not_sent_again() {
    let mut ground = Ground::new(SITE);
    for path in [ARTICLE, "/desk/notes.txt", "/desk/_chancery/live.js"] {
        let tag = ground.get(path).header("etag").to_owned();
        assert!(tag.ends_with('"') && tag.len() > 20, "{path} {tag}");
        for known in [tag.as_str(), "\"x\", *", &format!("\"x\", {tag}")] {
            // A star is no entity tag in a list.
            let same = if known.contains('*') { 200 } else { 304 };
            let again = ground.get_with(path, &format!("\r\nIf-None-Match: {known}"));
            assert_eq!((again.status, again.header("etag")), (same, &*tag), "{known}");
            assert_eq!(again.body.is_empty(), same == 304, "{path} {known}");
        }
        let any = ground.get_with(path, "\r\nIf-None-Match: *");
        assert_eq!(any.status, 304);
    }
    let tag = ground.get(ARTICLE).header("etag").to_owned();
    let known = format!("\r\nIf-None-Match: {tag}");
    ground.write("static/other.txt", "x").build();
    assert_eq!(ground.get_with(ARTICLE, &known).status, 304);
    ground.replace("content/articles/harbour.md", "is quiet", "is loud").build();
    let changed = ground.get_with(ARTICLE, &known);
    assert_eq!(changed.status, 200);
    assert!(changed.text().contains("The harbour is loud."));
}

#[test]
fn parts_of_files_are_sent() {
    let ground = Ground::new(SITE);
    let path = "/desk/notes.txt";
    let whole = ground.get(path);
    assert_eq!((whole.text(), whole.header("accept-ranges")), ("0123456789\n", "bytes"));
    let cases = [
        ("bytes=2-4", 206, "bytes 2-4/11", "234"),
        ("bytes=8-", 206, "bytes 8-10/11", "89\n"),
        ("bytes=-2", 206, "bytes 9-10/11", "9\n"),
        ("bytes=11-", 416, "bytes */11", ""),
        ("bytes=5-2", 200, "", "0123456789\n"),
        ("bytes=0-1,3-4", 200, "", "0123456789\n"),
    ];
    for (range, status, shown, body) in cases {
        let part = ground.get_with(path, &format!("\r\nRange: {range}"));
        let found = (part.status, part.header("content-range"), part.text());
        assert_eq!(found, (status, shown, body), "{range}");
    }
    let tag = whole.header("etag");
    let with = |tag: &str| {
        ground.get_with(path, &format!("\r\nRange: bytes=0-0\r\nIf-Range: {tag}")).status
    };
    assert_eq!((with(tag), with("\"other\"")), (206, 200));
    let page = ground.get_with(ARTICLE, "\r\nRange: bytes=0-3");
    assert_eq!((page.status, page.header("accept-ranges")), (200, ""));
}

#[test]
fn other_hosts_are_refused() {
    let ground = Ground::new(SITE);
    let port = ground.port();
    let ask = |host: &str| ground.ask(&format!("GET {ARTICLE} HTTP/1.1\r\nHost: {host}"));
    for host in ["localhost", "127.0.0.1", "[::1]", "quay.localhost"] {
        assert_eq!(ask(&format!("{host}:{port}")).status, 200, "{host}");
    }
    for host in [format!("evil.example:{port}"), "localhost:1".into(), "".into()] {
        let refused = ask(&host);
        assert_eq!(refused.status, 403, "{host}");
        assert_eq!(refused.header("content-type"), "text/plain; charset=utf-8");
        assert!(!refused.text().contains("harbour"), "{}", refused.text());
    }
    let twice = format!("localhost:{port}\r\nHost: evil.example");
    assert!(matches!(ask(&twice).status, 400 | 403));
}

#[test]
fn nothing_but_the_plan_can_be_reached() {
    let ground = Ground::new(SITE);
    for path in [
        "/desk/../site.toml",
        "/desk/%2e%2e/site.toml",
        "/desk/..%2fsite.toml",
        "/desk/..%5csite.toml",
        "/desk/notes.txt%00",
        "/desk/a/../notes.txt",
        "/desk/%ff",
    ] {
        assert_eq!(ground.get(path).status, 400, "{path}");
    }
    for path in [
        "/desk/site.toml",
        "/desk//notes.txt",
        "/desk/content/articles/tide.md",
        "/desk/static/notes.txt",
        "/desk/%252e%252e/site.toml",
        "/desk//etc/passwd",
        "/desk/_chancery/live.rs",
        "/site.toml",
    ] {
        assert_eq!(ground.get(path).status, 404, "{path}");
    }
}

#[test]
fn paths_lead_to_the_base_path_and_to_folders() {
    let ground = Ground::new(SITE);
    let cases = [
        ("/", "/desk/"),
        ("/?a=b", "/desk/?a=b"),
        ("/desk", "/desk/"),
        ("/desk/articles/harbour", "/desk/articles/harbour/"),
        ("/desk/articles/harbour?a=b", "/desk/articles/harbour/?a=b"),
        ("/desk/plain", "/desk/plain/"),
        ("/desk/_chancery", "/desk/_chancery/"),
    ];
    for (path, to) in cases {
        let answer = ground.get(path);
        assert_eq!((answer.status, answer.header("location")), (307, to), "{path}");
    }
    let outside = ground.get("/articles/harbour/");
    assert_eq!(outside.status, 404);
    assert!(outside.text().contains("<a href=\"/desk/\">/desk/</a>"));
    // An alias is a page, here as on the static host.
    let alias = ground.get("/desk/old-harbour/");
    assert_eq!(alias.status, 200);
    assert!(alias.text().contains("content=\"0; url=/desk/articles/harbour/\""));
}

#[test]
fn what_is_not_public_has_a_badge_and_is_in_no_output() {
    let ground = Ground::new(SITE);
    let badge = |path: &str| {
        let answer = ground.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let (_, after) = answer.text().split_once("<strong class=\"chancery-badge ")?;
        Some(after.split_once("</strong>").unwrap().0.to_owned())
    };
    assert_eq!(badge(ARTICLE), None);
    let tide = badge("/desk/articles/tide/");
    assert_eq!(tide.as_deref(), Some("chancery-draft\">Draft"));
    let ferry = badge("/desk/articles/ferry/");
    let words = "chancery-embargoed\">Embargoed until 2026-03-01 09:00";
    assert_eq!(ferry.as_deref(), Some(words));
    let wreck = badge("/desk/articles/wreck/");
    assert_eq!(wreck.as_deref(), Some("chancery-expired\">Expired on 2026-01-20"));
    for (file, bytes) in ground.files() {
        let text = String::from_utf8_lossy(&bytes);
        for word in ["chancery-badge", "The tide", "The ferry", "The wreck"] {
            assert!(!text.contains(word), "{word} in {file}");
        }
    }
}

#[test]
fn the_bar_leads_to_the_desk() {
    let ground = Ground::new(SITE);
    let page = ground.get(ARTICLE);
    let link =
        "<a href=\"/desk/_chancery/?article=content%2Farticles%2Fharbour%2Emd\">Desk</a>";
    assert!(page.text().contains(link), "{}", page.text());
    assert_eq!(page.data("file"), "content/articles/harbour.md");
    let desk = ground.get("/desk/_chancery/?article=x");
    assert_eq!(desk.status, 200);
    assert!(desk.text().contains("<p>desk article=x</p>"), "{}", desk.text());
    assert_eq!(desk.data("page"), "/_chancery/?article=x");
    assert_eq!(ground.get("/desk/_chancery/nothing").status, 404);
}
