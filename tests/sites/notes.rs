//! The marks, notes, margins and sources of an article in each style of citation.

use std::collections::BTreeSet;

use snapbox::{assert_data_eq, file, str};

use crate::support::Site;

const SITE: &str = r#"
-- site.toml --
title = "The Test Desk"
base_url = "https://desk.example/"
language = "en"
timezone = "UTC"
-- content/outlets.yml --
gazette: { name: The Gazette, domains: [gazette.example] }
office: { name: Harbour Office, domains: [office.example] }
press: { name: The Test Press }
-- content/articles/gates.md --
---
title: "The gates"
standfirst: "A standfirst.[@register]"
author: A. Writer
kind: analysis
image: { src: "https://images.example/gate.jpg", alt: "A gate", caption: "A caption.[@register, p. 5]" }
date: 2026-01-10
citation_style: numbers
corrections:
  - { date: 2026-01-11, text: "A gate was miscounted.", at: "What stands there" }
key_points:
  - "A point.[@office]"
sources:
  - { key: register, outlet: gazette, authors: ["Lund, Ada", "Quist, Bo"], title: "The register: Gates and keys", date: 2025-11-03, url: "https://gazette.example/register", lang: en }
  - { key: sijill, outlet: gazette, title: "سجل البوابات", lang: ar, date: 2025, url: "https://gazette.example/s" }
  - { key: office, outlet: office }
  - { key: book, outlet: press, author: "Rey, Cyd", title: "A book of gates", container: "Works on Water", volume: 4, pages: 3-9, date: 1979~ }
---

The first gate is old.[@register, pp. 3-4] It is said to hold.[^one]

A second paragraph lends its margin.

## What stands there

- One gate, of iron.[@register; @office]
- Another, of oak.[-@register, p. 7]

| Gate | Year |
|:-----|-----:|
| Iron | 1900[@book] |
| Oak  | 1901 |

[@register, p. 8]

> A quotation of some length, to be read in the office.[@office]

Several keys in one bracket stand here.[see @register, para. 2, and passim; @book, ch. 3; but @sijill] A mention once more,[^one] and another note.[^two]

```{timeline title="Gates"}
1900: The iron gate.[@book]
1901: The oak gate.
```

```{data-table caption="Widths"}
Gate,Width
Iron,10
Source: The office.[@office]
```

A paragraph with a pull quote beside it.

```{pull-quote}
It is said to hold
```

Another paragraph rests on the register.[@register] It goes on.

The last paragraph.

[^one]: The note cites too.[@register, p. 1] As in another,[-@sijill] it goes on.
[^two]: [@book]
"#;

/// The article's page in a style, from the standfirst to the end of its sources.
fn page(style: &str) -> String {
    let mut site = Site::new(SITE);
    site.replace(
        "content/articles/gates.md",
        "style: numbers",
        &format!("style: {style}"),
    );
    assert_eq!(site.check().trim(), "");
    site.build();
    let html = site.text("articles/gates/index.html");
    let part = |from: &str, to: &str| {
        let start = html.find(from).unwrap();
        let end = start + html[start..].find(to).unwrap();
        html[start..end].to_owned()
    };
    [
        part("<p class=\"standfirst\"", "<p class=\"byline"),
        part("<figcaption id=\"lead-caption\"", "</figure>"),
        part("<section class=\"key-points\"", "<section class=\"part corrections\""),
    ]
    .concat()
}

#[test]
fn numbers() {
    assert_data_eq!(page("numbers"), file!["notes/numbers.html"]);
}

#[test]
fn outlets() {
    assert_data_eq!(page("outlets"), file!["notes/outlets.html"]);
}

#[test]
fn notes() {
    assert_data_eq!(page("notes"), file!["notes/notes.html"]);
}

/// The values of an attribute, in their order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let value = |part: &'a str| part.split('"').next();
    html.split(&start).skip(1).filter_map(value).collect()
}

#[test]
fn no_id_stands_twice_and_no_copy_is_focused_or_spoken() {
    for style in ["numbers", "outlets", "notes"] {
        let html = page(style);
        let ids = values(&html, "id");
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{style}: {ids:?}");
        let copies = html.split("<aside class=\"side").skip(1);
        let copies = copies.filter_map(|part| part.split("</aside>").next());
        let mut count = 0;
        for copy in copies {
            count += 1;
            assert_eq!(values(copy, "id"), [""; 0], "{style}");
            assert_eq!(values(copy, "aria-hidden"), ["true"], "{style}");
            let links = copy.matches("<a ").count();
            assert_eq!(values(copy, "tabindex"), vec!["-1"; links], "{style}");
        }
        assert_eq!(count, 8, "{style}");
    }
}

#[test]
fn feeds_have_the_marks_and_the_notes_but_no_copies() {
    let mut site = Site::new(SITE);
    site.replace("content/articles/gates.md", "style: numbers", "style: notes");
    site.build();
    let feed: serde_json::Value = serde_json::from_str(site.text("feed.json")).unwrap();
    let html = feed["items"][0]["content_html"].as_str().unwrap();
    assert_data_eq!(html, file!["notes/feed.html"]);
}

#[test]
fn an_edit_of_a_source_renders_what_shows_it() {
    let mut site = Site::new(SITE);
    site.build();
    site.replace(
        "content/articles/gates.md",
        "\"A book of gates\"",
        "\"A book of doors\"",
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 2
rendered 8 of 50
view: /articles/gates/ /articles/gates/references.bib /articles/gates/references.json /articles/gates/references.ris /feed.json /feed.xml /rss.xml /sources/press/
"#]]
    );
    site.replace("content/articles/gates.md", "style: numbers", "style: notes");
    site.build();
    site.replace(
        "content/articles/gates.md",
        "\"A book of doors\"",
        "\"A book of keys\"",
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 2
rendered 8 of 50
view: /articles/gates/ /articles/gates/references.bib /articles/gates/references.json /articles/gates/references.ris /feed.json /feed.xml /rss.xml /sources/press/
"#]]
    );
}
