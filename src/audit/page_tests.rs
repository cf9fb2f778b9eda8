use super::*;

/// The URLs of a page as `attr target`, with `!` for absolute and `~` for names.
fn links(html: &str) -> Vec<String> {
    let mark = |need| match need {
        Need::Lead => "",
        Need::Absolute => "!",
        Need::Name => "~",
    };
    let shown = |l: &Link| format!("{} {}{}", l.attr, mark(l.need), l.target);
    facts(html).links.iter().map(shown).collect()
}

#[test]
fn every_kind_of_url_is_found() {
    let html = r##"<!doctype html><html lang=en><head><title><a href="/no/"></title>
<base href="/base/"><link rel="Canonical" href="https://x.example/a/">
<link rel=alternate hreflang=ar href=https://x.example/ar/><link rel=stylesheet href=/m.css>
<meta property="og:image" content="https://x.example/i.jpg"><meta name=description content="/no/">
<meta http-equiv="refresh" content="0; URL='/moved/'">
<script>"<a href='/no/'>"</script><style>a { b: url(/no/) }</style>
<body><!-- <a href="/no/"> --><a href="/q?a=1&amp;b=2#x">a</a><a HREF='  #top '>b</a><a href>c</a>
<img src="/i.png" srcset="/i.png 1x, /i2.png 2x" alt=""><video poster=/p.jpg></video>
<form action="/go"><button formaction="/no">x</button></form><blockquote cite="/c"></blockquote>
<svg><use xlink:href="#icon"/></svg><object data="/o.pdf"></object><p data="/no"></p>
<noscript><a href="/plain/">d</a></noscript></p href="/no/"><a href="/1/" href="/no/">e</a>"##;
    let expected = [
        "href !https://x.example/a/",
        "href !https://x.example/ar/",
        "href /m.css",
        "content !https://x.example/i.jpg",
        "content /moved/",
        "href /q?a=1&b=2#x",
        "href #top",
        "href ",
        "src /i.png",
        "srcset /i.png",
        "srcset /i2.png",
        "poster /p.jpg",
        "action /go",
        "formaction /no",
        "cite /c",
        "xlink:href #icon",
        "data /o.pdf",
        "href /plain/",
        "href /1/",
    ];
    assert_eq!(links(html), expected);
    assert_eq!(facts(html).base.as_deref(), Some("/base/"));
}

#[test]
fn structured_data_holds_names() {
    let html = r##"<script type="application/ld+json">{"@context": "https://schema.org",
"@id": "https://x.example/#publisher", "text": "https://x.example/ is a page", "n": [1, {"url":
"http:\/\/x.example\/a\/"}]}</script><script type="application/ld+json">{oops</script>"##;
    let expected = [
        "application/ld+json ~https://schema.org",
        "application/ld+json ~https://x.example/#publisher",
        "application/ld+json ~http://x.example/a/",
    ];
    assert_eq!(links(html), expected);
}

#[test]
fn ids_and_references_are_found() {
    let html = concat!(
        r#"<p id="b" aria-labelledby="a  b"><b id=a></b><a name="old" id="b"></a>"#,
        r#"<label for="in"></label><script for="no"></script><input id="in" list="l" form=f>"#,
        r#"<td headers="h1 h2"></td><ol headers="no"></ol>"#
    );
    let facts = facts(html);
    let ids: Vec<_> = facts.ids.iter().map(|a| (&*a.id, a.offset)).collect();
    assert_eq!(ids, [("a", 39), ("b", 7), ("b", 63), ("in", 131)]);
    let references: Vec<_> = facts.references.iter().map(|r| (r.attr, &*r.id)).collect();
    let expected = [
        ("aria-labelledby", "a"),
        ("aria-labelledby", "b"),
        ("for", "in"),
        ("list", "l"),
        ("form", "f"),
        ("headers", "h1"),
        ("headers", "h2"),
    ];
    assert_eq!(references, expected);
    assert_eq!(facts.names, ["old".into()]);
}

#[test]
fn odd_input_is_read_without_a_fault() {
    for html in
        ["", "<", "<a href", "<a href='", "<a href='é", "\0<a\0 href=\0>", "</a href=x>"]
    {
        let facts = facts(html);
        assert!(facts.links.len() <= 1, "{html:?}");
    }
    assert_eq!(refresh("5"), None);
    assert_eq!(refresh("0; urls/"), Some("urls/"));
    assert_eq!(refresh("0,é"), Some("é"));
}
