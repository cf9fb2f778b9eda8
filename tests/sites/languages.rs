//! Articles in several languages: what their pages and lists say of each other.

use snapbox::{assert_data_eq, str};

use crate::support::Site;
use crate::support::pages::{all, attribute, shown, words};

const SITE: &str = r#"
-- site.toml --
title = "Desk"
base_url = "https://desk.example/"
-- content/articles/muscat.md --
---
title: Two gates
authors: [Cyd Rey]
date: 2026-01-03
topics: [ports]
sources: [{ key: gates, outlet: Press, title: "Gates", url: "https://press.example/g", accessed: 2026-01-02 }]
---
One.[@gates, p. 3]
-- content/articles/muscat.fa.md --
---
title: دو دروازه
authors: [Cyd Rey]
credits: { translator: [Kim Poe] }
date: 2026-01-04
topics: [ports]
sources: [{ key: gates, outlet: Press, title: "Gates", url: "https://press.example/g", accessed: 2026-01-02 }]
---
یک.[@gates, p. 3]
-- content/articles/deux.md --
---
title: Deux portes
lang: fr
translation_of: muscat
authors: [Cyd Rey]
date: 2026-01-05
---
Un.
-- content/articles/seul.md --
---
title: Tout seul
lang: fr
authors: [Cyd Rey]
date: 2026-01-02
---
Deux.
"#;

fn built() -> Site {
    let mut site = Site::new(SITE);
    site.build();
    site
}

fn links(site: &Site, file: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(site.text(file));
    let found = all(&html, "link[hreflang]").into_iter();
    let link = |link: scraper::ElementRef<'_>| {
        let get = |name| link.attr(name).unwrap().to_owned();
        format!("{} {}", get("hreflang"), get("href"))
    };
    found.map(link).collect()
}

#[test]
fn every_language_names_all_others() {
    let site = built();
    let expected = [
        "en https://desk.example/articles/muscat/",
        "fa https://desk.example/fa/articles/muscat/",
        "fr https://desk.example/fr/articles/deux/",
        "x-default https://desk.example/articles/muscat/",
    ];
    for file in ["articles/muscat", "fa/articles/muscat", "fr/articles/deux"] {
        assert_eq!(links(&site, &format!("{file}/index.html")), expected, "{file}");
    }
    assert_eq!(links(&site, "articles/seul/index.html"), Vec::<String>::new());
    let sitemap = site.text("sitemap.xml");
    let start = sitemap.find("<loc>https://desk.example/fa/articles/muscat/").unwrap();
    let entry = sitemap[start..].split("</url>").next().unwrap();
    assert_data_eq!(
        entry,
        str![[r#"
<loc>https://desk.example/fa/articles/muscat/</loc>
    <lastmod>2026-01-04</lastmod>
    <xhtml:link rel="alternate" hreflang="en" href="https://desk.example/articles/muscat/"/>
    <xhtml:link rel="alternate" hreflang="fa" href="https://desk.example/fa/articles/muscat/"/>
    <xhtml:link rel="alternate" hreflang="fr" href="https://desk.example/fr/articles/deux/"/>
    <xhtml:link rel="alternate" hreflang="x-default" href="https://desk.example/articles/muscat/"/>
  
"#]]
    );
}

#[test]
fn a_page_speaks_its_language() {
    let site = built();
    let html = scraper::Html::parse_document(site.text("fa/articles/muscat/index.html"));
    assert_eq!(attribute(&html, "html", "dir").as_deref(), Some("rtl"));
    assert_eq!(shown(&html, "#sources"), ["منابع"]);
    assert_eq!(shown(&html, ".article-facts time"), ["۴ ژانویه ۲۰۲۶"]);
    assert_eq!(shown(&html, ".returns"), ["ارجاع: ۱ (ص ۳)"]);
    assert_eq!(shown(&html, ".credits"), ["ترجمهٔ Kim Poe"]);
    let facts = ["دسترسی: ۲ ژانویه ۲۰۲۶", "دیگر ارجاع‌دهندگان"];
    assert_eq!(shown(&html, ".reference .reference-facts li"), facts);
    assert_eq!(shown(&html, "header nav .facts li"), ["English", "فارسی", "Français"]);
    let crumbs: Vec<String> = all(&html, ".breadcrumbs a")
        .iter()
        .map(|a| a.attr("href").unwrap().into())
        .collect();
    assert_eq!(crumbs, ["/fa/", "/fa/articles/"]);
    let french = scraper::Html::parse_document(site.text("fr/articles/deux/index.html"));
    assert_eq!(shown(&french, ".article-facts time"), ["5 janvier 2026"]);
}

#[test]
fn lists_hold_an_article_once() {
    let site = built();
    let titles = |file: &str| {
        let html = scraper::Html::parse_document(site.text(file));
        all(&html, ".card-title").iter().map(words).collect::<Vec<_>>()
    };
    assert_eq!(titles("index.html"), ["Two gates", "Tout seul"]);
    assert_eq!(titles("articles/index.html"), ["Two gates", "Tout seul"]);
    assert_eq!(titles("topics/ports/index.html"), ["Two gates"]);
    assert_eq!(titles("authors/cyd-rey/index.html"), ["Two gates", "Tout seul"]);
    assert_eq!(titles("fa/index.html"), ["دو دروازه"]);
    assert_eq!(titles("fr/articles/index.html"), ["Deux portes", "Tout seul"]);
    assert_eq!(links(&site, "fa/index.html").len(), 4);
    let entries = |file: &str| site.text(file).matches("</entry>").count();
    assert_eq!(["feed.xml", "fr/feed.xml", "fa/feed.xml"].map(entries), [2, 2, 1]);
}

#[test]
fn what_is_held_back_is_named_nowhere() {
    let site = Site::new(SITE);
    site.replace(
        "content/articles/muscat.fa.md",
        "date: 2026-01-04",
        "date: 2026-01-04\ndraft: true",
    );
    let mut site = site;
    site.build();
    assert_eq!(links(&site, "articles/muscat/index.html").len(), 3);
    let named = |text: &str| text.contains("fa/articles") || text.contains("دروازه");
    let names = site.names();
    let names: Vec<&str> =
        names.into_iter().filter(|name| name.starts_with("fa/")).collect();
    assert_eq!(names, Vec::<&str>::new());
    let texts =
        ["articles/muscat/index.html", "sitemap.xml", "fr/index.html", "index.html"];
    assert_eq!(texts.map(|file| named(site.text(file))), [false; 4]);
}

#[test]
fn an_edit_of_a_translation_leaves_its_original_alone() {
    let mut site = built();
    site.replace("content/articles/muscat.fa.md", "یک.", "یک و دو.");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 4
rendered 6 of 76
view: /fa/articles/muscat/ /fa/feed.json /fa/feed.xml /fa/rss.xml /sources/press/ /sources/press/gates/
"#]]
    );
    site.delete("content/articles/muscat.fa.md");
    site.build();
    assert_eq!(links(&site, "articles/muscat/index.html").len(), 3);
}
