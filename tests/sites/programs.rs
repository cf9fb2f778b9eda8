//! What programs are told: robots.txt, security.txt, the reservation of mining, the manifest, and
//! articles in forms of their own.

use snapbox::{assert_data_eq, str};

use crate::support::Site;

const SITE: &str = r#"
-- site.toml --
title = "The Test Desk"
description = "Notes on *nothing*"
base_url = "https://desk.example/"
timezone = "UTC"
licence = "CC-BY-4.0"

[robots]
ai = "no-training"
mining_reserved = true
mining_policy = "https://desk.example/mining/"

[security]
contact = ["security@desk.example", "https://desk.example/security/"]

[outputs]
markdown = true
llms = true
republish = true
-- content/outlets.yml --
press: { name: The Test Press, domains: [press.example] }
-- content/pages/mining.md --
---
title: Mining
---
Ask us.
-- content/articles/alpha.md --
---
title: "Alpha & [beta]"
standfirst: What it says
author: A. Writer
date: 2026-01-01
alternative_headlines: [{ text: "Held HELD", draft: true }]
sources:
  - { key: gates, outlet: press, author: "Rey, Cyd", title: "Gates", date: 1979, type: book }
---
## One

Two *three* [four](https://press.example/four).[@gates, p. 3] A note.[^1]

| a | b |
|---|---|
| 1 | 2 |

[^1]: Five.
-- content/articles/beta.md --
---
title: Beta
author: A. Writer
date: 2026-01-02
draft: true
---
HELD
"#;

#[test]
fn programs_are_told() {
    let mut site = Site::new(SITE);
    site.build();
    assert_data_eq!(
        site.text("robots.txt"),
        str![[r#"
User-agent: Amazonbot
User-agent: anthropic-ai
User-agent: Applebot-Extended
User-agent: Bytespider
User-agent: CCBot
User-agent: ClaudeBot
User-agent: cohere-training-data-crawler
User-agent: Diffbot
User-agent: Google-Extended
User-agent: GPTBot
User-agent: Meta-ExternalAgent
Disallow: /

User-agent: *
Disallow:

Sitemap: https://desk.example/sitemap.xml

"#]]
    );
    assert_data_eq!(
        site.text(".well-known/security.txt"),
        str![[r#"
Contact: mailto:security@desk.example
Contact: https://desk.example/security/
Expires: 2026-09-01T00:00:00Z
Preferred-Languages: en
Canonical: https://desk.example/.well-known/security.txt

"#]]
    );
    assert_data_eq!(
        site.text(".well-known/tdmrep.json"),
        str![[r#"
[
  {
    "location": "/",
    "tdm-policy": "https://desk.example/mining/",
    "tdm-reservation": 1
  }
]

"#]]
    );
    assert_data_eq!(
        site.text("manifest.webmanifest"),
        str![[r##"
{
  "background_color": "#fbfaf6",
  "description": "Notes on *nothing*",
  "dir": "ltr",
  "display": "minimal-ui",
  "icons": [
    {
      "purpose": "any",
      "sizes": "192x192",
      "src": "/icon-192.png",
      "type": "image/png"
    },
    {
      "purpose": "any",
      "sizes": "512x512",
      "src": "/icon-512.png",
      "type": "image/png"
    },
    {
      "purpose": "maskable",
      "sizes": "512x512",
      "src": "/icon-maskable-512.png",
      "type": "image/png"
    }
  ],
  "id": "/",
  "lang": "en",
  "name": "The Test Desk",
  "scope": "/",
  "start_url": "/",
  "theme_color": "#fbfaf6"
}

"##]]
    );
    assert_data_eq!(
        site.text("llms.txt"),
        str![[r#"
# The Test Desk

> Notes on /*nothing/*

## Articles

- [Alpha & /[beta/]](https://desk.example/articles/alpha/index.md): What it says

"#]]
    );
    let page = site.text("index.html");
    let tdm: Vec<&str> = page.lines().filter(|line| line.contains("tdm-")).collect();
    assert_eq!(
        tdm,
        [
            "<meta name=\"tdm-reservation\" content=\"1\">",
            "<meta name=\"tdm-policy\" content=\"https://desk.example/mining/\">",
        ]
    );
}

#[test]
fn an_article_in_other_forms() {
    let mut site = Site::new(SITE);
    site.build();
    assert_data_eq!(
        site.text("articles/alpha/index.md"),
        str![[r#"
# Alpha & /[beta/]

A. Writer · 2026-01-01 · <https://desk.example/articles/alpha/>

> What it says

## One

Two *three* [four](https://press.example/four).[1](https://desk.example/articles/alpha/#ref-gates) A note.[/[1/]](https://desk.example/articles/alpha/#fn-1)

| a | b |
| - | - |
| 1 | 2 |

## Notes

1.  Five.

## Sources

1.  [The Test Press](https://desk.example/sources/press/). Cyd Rey. Gates. 1979.

"#]]
    );
    assert_data_eq!(
        site.text("articles/alpha/republish.html"),
        str![[r#"
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Alpha &amp; [beta]</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="canonical" href="https://desk.example/articles/alpha/">
</head>
<body>
<article>
<h1>Alpha &amp; [beta]</h1>
<p>A. Writer</p>
<h2 id="one">One</h2>
<p id="p-two-three-four-a-note">Two <em>three</em> <a href="https://press.example/four">four</a>.<sup class="citation"><a id="cite-gates-1" href="https://desk.example/articles/alpha/#ref-gates" role="doc-noteref" aria-label="Source 1: The Test Press, p. 3">1</a></sup> A note.&#8288;<sup class="footnote-mark"><a id="fnref-1" href="https://desk.example/articles/alpha/#fn-1" role="doc-noteref" aria-label="Note 1">[1]</a></sup></p>
<div class="table-scroll" role="group" tabindex="0" aria-label="Table" id="table-a-b-1-2"><table>
<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
<tbody><tr><td>1</td><td>2</td></tr>
</tbody></table></div>
<h2>Notes</h2>
<ol>
<li><p>Five.</p>
</li>
</ol>
<h2>Sources</h2>
<ol>
<li><p class="reference-line"><bdi class="outlet"><a href="https://desk.example/sources/press/">The Test Press</a></bdi>. <bdi class="reference-authors">Cyd Rey</bdi>. <cite><bdi>Gates</bdi></cite>. <time datetime="1979">1979</time>. </p>
</li>
</ol>
<p><a rel="canonical" href="https://desk.example/articles/alpha/">Alpha &amp; [beta]</a> · The Test Desk · <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p>
</article>
</body>
</html>

"#]]
    );
    let held = site.files.values().filter(|bytes| bytes.windows(4).any(|w| w == b"HELD"));
    assert_eq!(held.count(), 0);
    assert!(!site.names().contains("articles/beta/index.md"));
}

#[test]
fn a_licence_that_allows_nothing_has_no_copy() {
    let mut site = Site::new(SITE);
    site.replace("site.toml", "CC-BY-4.0", "All rights reserved");
    site.build();
    assert!(!site.names().contains("articles/alpha/republish.html"));
    assert!(!site.text("articles/alpha/index.html").contains("republish"));
}

#[test]
fn below_a_path_nothing_well_known_is_written() {
    let mut site = Site::new(SITE);
    site.below("https://desk.example/analysis/").build();
    assert!(!site.names().iter().any(|name| name.contains("well-known")));
    assert!(site.text("manifest.webmanifest").contains("\"start_url\": \"/analysis/\""));
}
