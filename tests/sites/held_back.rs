//! What is not public leaves no trace: no byte of any output and no name of a file.

use snapbox::{assert_data_eq, str};

use crate::edits::DESK;
use crate::support::Site;
use crate::support::command::chancery;

/// The word that only what is held back holds, in every field that can hold it.
const SECRET: &str = "zyxsecret";

fn article(state: &str) -> String {
    format!(
        r#"---
title: "Zyxsecret {state}"
kicker: "zyxsecret kicker"
standfirst: "A zyxsecret standfirst"
alternative_headlines: ["zyxsecret headline {state}", {{ text: "zyxsecret card {state}", for: card }}, {{ text: "zyxsecret post {state}", for: [social, x] }}]
authors: [zyxsecret-person, {{ name: "Zyxsecret Guest", bio: "zyxsecret" }}]
credits: {{ editor: [Zyxsecret Editor] }}
date: 2026-01-31
updated: 2026-01-31 10:00
dateline: Zyxsecret
{state}
topics: [zyxsecret-topic, iran]
series: {{ id: zyxsecret-series, part: 1 }}
image: {{ src: zyxsecret.svg, alt: "zyxsecret" }}
key_points: ["A zyxsecret point"]
sources:
  - {{ key: zyxsecret-source, outlet: Zyxsecret Gazette, title: "Zyxsecret work", url: "https://zyxsecret.example/" }}
  - {{ key: memo, outlet: dawn, title: "A memo", url: "https://dawn.example/memo" }}
corrections: [{{ date: 2026-01-21, text: "A zyxsecret correction." }}]
notes: [{{ type: editor, text: "A zyxsecret note." }}]
disclosures: "zyxsecret"
funding: "zyxsecret"
reviewed_by: ["Zyxsecret Reader"]
aliases: [/zyxsecret/]
extra: {{ zyxsecret: zyxsecret }}
---

A zyxsecret sentence.[@zyxsecret-source] Another one.[@memo]

![zyxsecret](zyxsecret.svg)
"#
    )
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

const STATES: [(&str, &str); 3] = [
    ("draft", "draft: true"),
    ("embargoed", "embargo: 2026-03-01"),
    ("expired", "expires: 2026-02-01"),
];

/// A site with an article in each state that is not public, and desk-only fields.
fn site() -> Site {
    let site = Site::new(DESK);
    let alpha = "content/articles/alpha.md";
    site.replace(
        "site.toml",
        "title = \"Desk\"\n",
        "title = \"Desk\"\noutputs = { news_sitemap = true }\nheadlines = { unassigned = \"metadata\" }\n",
    );
    site.replace(
        alpha,
        "date: 2026-01-03",
        "date: 2026-01-03\ninternal: zyxsecret\nalternative_headlines: [{ text: Zyxsecret candidate, draft: true }, { text: zyxsecret, for: seo, draft: true }, { text: Zyxsecret post, for: social, draft: true }, { text: Zyxsecret to come, for: [social, x], from: 2026-02-02 }, { text: Zyxsecret gone, for: social, until: 2026-02-01 }, { text: Zyxsecret elsewhere, from: 2026-02-02 }]",
    );
    site.write(
        "content/pages/zyxsecret.md",
        "---\ntitle: Zyxsecret page\npolicy: corrections\ndraft: true\nmenu: Zyxsecret\naliases: [/zyxsecret/]\n\
         ---\n\nA zyxsecret page. ![zyxsecret](zyxsecret.svg)\n",
    );
    site.write("content/pages/zyxsecret.svg", SVG);
    site.replace(
        alpha,
        "Alpha begins here.",
        "Alpha [begins](/articles/zyxsecret-draft/) [here](../pages/zyxsecret.md).",
    );
    for (name, state) in STATES {
        let folder = format!("content/articles/zyxsecret-{name}");
        site.write(
            &format!("{folder}/index.md"),
            article(state).replace("/zyxsecret/", &format!("/zyxsecret-{name}/")),
        );
        site.write(&format!("{folder}/zyxsecret.svg"), SVG);
        site.replace(
            alpha,
            "A second paragraph",
            &format!("See [it](zyxsecret-{name}/index.md). A second paragraph"),
        );
    }
    site.replace(alpha, "title: Alpha", "title: Alpha\nrelated: [gamma]");
    site
}

fn assert_no_trace(site: &Site) {
    for (name, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!name.contains(SECRET), "the file {name}");
        let at = text.find(SECRET);
        assert_eq!(
            at.map(|at| text[at.saturating_sub(80)..]
                .chars()
                .take(160)
                .collect::<String>()),
            None,
            "{name}"
        );
    }
}

#[test]
fn nothing_of_what_is_held_back_is_emitted() {
    let mut site = site();
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 11 of 11
content/articles/alpha.md:13:7: warning[link-withheld]: `content/articles/zyxsecret-draft/index.md` is not public: its link becomes plain text (hint: publish it, or take the link out)
content/articles/alpha.md:13:44: warning[link-withheld]: `content/pages/zyxsecret.md` is not public: its link becomes plain text (hint: publish it, or take the link out)
content/articles/alpha.md:15:5: warning[link-withheld]: `content/articles/zyxsecret-draft/index.md` is not public: its link becomes plain text (hint: publish it, or take the link out)
content/articles/alpha.md:15:41: warning[link-withheld]: `content/articles/zyxsecret-embargoed/index.md` is not public: its link becomes plain text (hint: publish it, or take the link out)
content/articles/alpha.md:15:81: warning[link-withheld]: `content/articles/zyxsecret-expired/index.md` is not public: its link becomes plain text (hint: publish it, or take the link out)
rendered 66 of 66
new: / /404.html /about/ /apple-touch-icon.png /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/alpha/references.bib /articles/alpha/references.json /articles/alpha/references.ris /articles/beta/ /articles/beta/cite.bib /articles/beta/cite.json /articles/beta/cite.ris /articles/gamma/ /articles/gamma/cite.bib /articles/gamma/cite.json /articles/gamma/cite.ris /authors/ /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /chancery.13d80835.css /chancery.css /cite.a4f87755.js /cite.js /corrections/ /favicon.ico /favicon.svg /feed.json /feed.xml /icon-192.png /icon-512.png /icon-maskable-512.png /manifest.webmanifest /notes.419b20c6.js /notes.js /robots.txt /rss.xml /search.549a1f2e.js /search.c81bbe6f.css /search.css /search.js /search/ /series/ /series/letters/ /sitemap.xml /sources/ /sources/agency/ /sources/agency/feed.xml /sources/by-count/ /sources/dawn/ /sources/dawn/feed.xml /theme.672da05a.js /theme.js /topics/ /topics/iran/ /topics/iran/feed.xml /topics/oman/ /topics/oman/feed.xml
"#]]
    );
    assert_no_trace(&site);
    // Nothing public is of the last two days, so that there is no sitemap of news.
    assert!(!site.names().contains("news-sitemap.xml"));
    assert_eq!(site.text("robots.txt").matches("Sitemap:").count(), 1);
    let c = site.counters;
    assert_eq!((c.drafts, c.embargoed, c.expired), (1, 1, 1));
    // The links to them are words now.
    let page = site.text("articles/alpha/index.html");
    assert!(page.contains(">See it. See it. See it. A second"), "{page}");
}

#[test]
fn the_build_says_what_it_held_back() {
    let site = site();
    let line = [
        "build",
        "--root",
        ".",
        "--output",
        "../out-of-held-back",
        "--now",
        "2026-02-01",
        "--format",
        "short",
    ];
    let output = site.root().join("../out-of-held-back");
    let (code, said, _) = chancery(site.root(), &line);
    let _ = std::fs::remove_dir_all(&output);
    let _ = std::fs::remove_file(
        site.root().join("../.out-of-held-back.chancery-cache.json"),
    );
    assert_eq!(code, Some(0));
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("held")).collect();
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
held back: content/articles/zyxsecret-draft/index.md (draft)
held back: content/articles/zyxsecret-embargoed/index.md (embargoed until 2026-03-01)
held back: content/articles/zyxsecret-expired/index.md (expired on 2026-02-01)
held back: content/pages/zyxsecret.md (draft)
"#]]
    );
}

#[test]
fn it_is_all_there_once_it_is_public() {
    let mut site = site();
    site.build();
    let draft = "content/articles/zyxsecret-draft/index.md";
    site.replace(draft, "\ndraft: true", "\ndraft: false");
    site.at("2026-03-01");
    site.replace(
        "content/articles/zyxsecret-expired/index.md",
        "\nexpires: 2026-02-01",
        "",
    );
    site.build();
    for (name, _) in STATES {
        let file = format!("articles/zyxsecret-{name}/index.html");
        assert!(site.names().contains(file.as_str()), "{file}");
    }
    let c = site.counters;
    assert_eq!((c.drafts, c.embargoed, c.expired), (0, 0, 0));
    for file in ["feed.xml", "rss.xml", "feed.json", "sitemap.xml"] {
        assert!(site.text(file).contains("/articles/zyxsecret-draft/"), "{file}");
    }
    site.at("2026-02-02").build();
    assert!(site.text("news-sitemap.xml").contains("/articles/zyxsecret-draft/"));
    // What is for the desk stays there.
    let alpha = site.text("articles/alpha/index.html").to_lowercase();
    assert!(!alpha.contains("zyxsecret candidate"));
}

/// A site with an alternative headline without a channel.
fn with_another(unassigned: &str) -> Site {
    let mut site = Site::new(DESK);
    site.write(
        "site.toml",
        format!("title = \"Desk\"\nbase_url = \"https://desk.example/\"\n[headlines]\nunassigned = \"{unassigned}\"\n"),
    );
    let another = "date: 2026-01-03\nalternative_headlines: [Zyxsecret other]";
    site.replace("content/articles/alpha.md", "date: 2026-01-03", another);
    site.clean();
    site
}

/// The files that hold the words of that headline.
fn holding(unassigned: &str) -> Vec<String> {
    let site = with_another(unassigned);
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("Zyxsecret other");
    let files = site.files.iter().filter(|(_, bytes)| holds(bytes));
    files.map(|(name, _)| name.clone()).collect()
}

#[test]
fn an_alternative_headline_without_a_channel() {
    assert_eq!(holding("publish"), ["articles/alpha/index.html"]);
    assert_eq!(holding("hold"), Vec::<String>::new());
    assert_eq!(holding("metadata"), ["articles/alpha/index.html"]);
    let data = |unassigned: &str| {
        let site = with_another(unassigned);
        let page = site.text("articles/alpha/index.html").to_owned();
        (page.matches("Zyxsecret other").count(), page.contains("Also published as"))
    };
    // Once in the JSON-LD, once in the list.
    assert_eq!(data("metadata"), (1, false));
    assert_eq!(data("publish"), (2, true));
}
