use proptest::strategy::Strategy;

use super::*;
use crate::audit::facts_of;

const BASE: &str = "https://x.example/b/";

/// Findings of a site under `/b/`, as `page code: message (hint)`.
fn findings(outputs: &[(&str, &str)], files: &[&str]) -> Vec<String> {
    let fact = |(address, text): &(&str, &str)| {
        let address = Address::new(*address);
        facts_of(&address, text.as_bytes()).map(|facts| (address, facts))
    };
    let pages: BTreeMap<_, _> = outputs.iter().filter_map(fact).collect();
    let names = outputs.iter().map(|(address, _)| address).chain(files);
    let addresses = names.map(|address| Address::new(*address)).collect();
    let found = check(&pages, &addresses, BASE, "/b/");
    let shown = |f: Finding| {
        let hint = f.hint.map_or(String::new(), |hint| format!(" ({hint})"));
        format!("{} {}: {}{hint}", f.page, f.kind.code(), f.message)
    };
    found.into_iter().map(shown).collect()
}

/// Findings of one page beside two others and a file.
fn of(html: &str) -> Vec<String> {
    let other = "<p id=one></p><p id=café></p><a name=old></a>";
    let outputs = [("/", ""), ("/p/", html), ("/articles/muscat/", other)];
    let found =
        findings(&outputs, &["/i.png", "/articles/a b.pdf", "/static/index.html"]);
    found.iter().map(|f| f.strip_prefix("/p/ ").unwrap_or(f).to_owned()).collect()
}

#[test]
fn sound_links_are_found_sound() {
    let html = r##"<p id="me" aria-labelledby="me"></p><a href="/b/">a</a><a href="">b</a>
<a href="/b/articles/muscat/#one">c</a><a href="../articles/muscat/#caf%C3%A9">d</a>
<a href="/b/articles/muscat/#old">e</a><a href="/b/articles/muscat/?q#one:~:text=x">f</a>
<a href="https://x.example/b/articles/muscat/index.html#one">g</a><a href="#">h</a>
<a href="#Top">i</a><a href="/b/articles/a%20b.pdf#page=2">j</a><img src="/b/i.png" alt="">
<a href="/b/static/#x">k</a><a href="https://y.example/é?x=[1]#y">l</a>
<a href="mailto:a@y.example">m</a><a href="tel:+968123">n</a>
<a href="https://x.example/elsewhere/">o</a><a href="#me">p</a>"##;
    let html = html.replace("?x=[1]", "");
    assert_eq!(of(&html), [""; 0]);
}

#[test]
fn broken_links_are_found_with_what_was_meant() {
    let html = r#"<a href="/b/articles/muskat/">a</a><img srcset="/b/i.png 1x, /b/j.svg 2x" alt="">
<a href="/b/topics/muscat/#x">b</a><a href="nowhere">c</a><a href="nowhere">d</a>
<a href="www.y.example/">e</a><a href="https://x.example/b/%FF/">f</a>"#;
    let expected = [
        "broken-link: `href` leads to `/b/articles/muskat/`, where nothing is published (write `/b/articles/muscat/`)",
        "broken-link: `srcset` leads to `/b/j.svg`, where nothing is published",
        "broken-link: `href` leads to `/b/topics/muscat/#x`, where nothing is published (write `/b/articles/muscat/`)",
        "broken-link: `href` leads to `nowhere`, where nothing is published",
        "broken-link: `href` leads to `www.y.example/`, where nothing is published (write `https://www.y.example/`)",
        "broken-link: `href` leads to `https://x.example/b/%FF/`, where nothing is published",
    ];
    assert_eq!(of(html), expected);
}

#[test]
fn broken_fragments_are_found() {
    let html = r##"<p id="methods"></p><a href="#method">a</a><a href="/b/articles/muscat/#xyz">b</a>"##;
    let expected = [
        "broken-fragment: `href` leads to the id `method`, which this page does not have (write `#methods`)",
        "broken-fragment: `href` leads to the id `xyz`, which `/articles/muscat/` does not have",
    ];
    assert_eq!(of(html), expected);
}

#[test]
fn ids_are_unique_and_named_ids_exist() {
    let html = r#"<i id=a></i><i id=a></i><i id=a></i><i id="b c"></i><i id></i>
<p aria-describedby="a title-x"></p><h2 id="title"></h2><label for="q"></label>"#;
    let expected = [
        "duplicate-id: the id `a` stands at 3 elements",
        "bad-id: the id `b c` is empty or holds a space",
        "bad-id: the id `` is empty or holds a space",
        "broken-id-reference: `aria-describedby` names the id `title-x`, which no element has (write `title`)",
        "broken-id-reference: `for` names the id `q`, which no element has",
    ];
    assert_eq!(of(html), expected);
}

#[test]
fn a_missing_base_path_or_slash_is_named() {
    let html = r#"<a href="/articles/muscat/?q#one">a</a><a href="/other/">b</a>
<a href="/b/articles/muscat#one">c</a><a href="/b">d</a>"#;
    let expected = [
        "outside-base-path: `href` leads to `/articles/muscat/?q#one`, which is not below `/b/` (write `/b/articles/muscat/?q#one`)",
        "outside-base-path: `href` leads to `/other/`, which is not below `/b/`",
        "missing-slash: `href` leads to `/b/articles/muscat#one`, but the page is at `/b/articles/muscat/` (write `/b/articles/muscat/#one`)",
        "missing-slash: `href` leads to `/b`, but the page is at `/b/` (write `/b/`)",
    ];
    assert_eq!(of(html), expected);
}

#[test]
fn urls_are_checked_for_their_syntax() {
    let html = r#"<a href="https://y.example:x/">a</a><a href="https://y.example/a b">b</a>
<img src="" alt=""><link rel=canonical href="/b/p/"><meta property="og:url" content="">
<meta property="og:image" content="i.png">"#;
    let expected = [
        "bad-url: `href` is `https://y.example:x/`, which is no URL: invalid port number",
        "loose-url: `href` is `https://y.example/a b`, which is no valid URL: non-URL code point",
        "empty-url: `src` is empty",
        "relative-url: `href` is `/b/p/`, but only an absolute URL works here",
        "empty-url: `content` is empty",
        "relative-url: `content` is `i.png`, but only an absolute URL works here",
    ];
    assert_eq!(of(html), expected);
}

#[test]
fn feeds_sitemaps_and_structured_data_are_checked() {
    let data = r#"<script type="application/ld+json">{"@id": "https://x.example/b/#publisher",
"url": "https://x.example/b/gone/"}</script>"#;
    let feed = "<feed><link href='https://x.example/b/'/><content type='html'>&lt;a \
        href=\"/b/\"&gt;x&lt;/a&gt;&lt;a href=\"https://x.example/b/#no\"&gt;</content></feed>";
    let outputs = [
        ("/", data),
        ("/feed.json", r#"{"items": [{"url": "https://x.example/b/x/"}]}"#),
        ("/feed.xml", feed),
        ("/robots.txt", "Sitemap: https://x.example/b/sitemaps.xml\n"),
        ("/sitemap.xml", "<urlset><url><loc>https://x.example/b/y/</loc></url></urlset>"),
    ];
    let expected = [
        "/ broken-link: `application/ld+json` leads to `https://x.example/b/gone/`, where nothing is published",
        "/feed.json broken-link: `url` leads to `https://x.example/b/x/`, where nothing is published",
        "/feed.xml relative-url: `href` is `/b/`, but only an absolute URL works here",
        "/feed.xml broken-fragment: `href` leads to the id `no`, which `/` does not have",
        "/robots.txt broken-link: `Sitemap` leads to `https://x.example/b/sitemaps.xml`, where nothing is published (write `https://x.example/b/sitemap.xml`)",
        "/sitemap.xml broken-link: `loc` leads to `https://x.example/b/y/`, where nothing is published",
    ];
    assert_eq!(findings(&outputs, &[]), expected);
}

proptest::proptest! {
    #[test]
    fn no_output_makes_the_audit_fail(
        parts in proptest::collection::vec(
            proptest::prop_oneof![
                proptest::sample::select(vec![
                    "<a href=", "<img srcset=", "<p id=", "\"", "'", ">", "<", "/", "/b/", "#",
                    "?", "%", "%e2", "é", "..", ":", "//", "[", "]", "@", ",", "(", " ", "\0",
                    "<noscript>", "</noscript>", "<meta http-equiv=refresh content=", "0;url=",
                    "<script type=application/ld+json>", "</script>", "{\"a\":\"https://",
                    "\"}", "&amp;", "&#0;", "<base href=", "<loc>", "</loc>", "<![CDATA[",
                    "]]>", "index.html", "www.", "Sitemap:", "\n",
                ])
                .prop_map(str::to_owned),
                ".{0,3}",
            ],
            0..40,
        ),
    ) {
        use proptest::prelude::*;
        let text = parts.concat();
        for address in ["/", "/feed.xml", "/feed.json", "/robots.txt"] {
            let first = findings(&[(address, &text), ("/p/", "")], &["/é b.png"]);
            let again = findings(&[(address, &text), ("/p/", "")], &["/é b.png"]);
            prop_assert_eq!(first, again);
        }
    }
}
