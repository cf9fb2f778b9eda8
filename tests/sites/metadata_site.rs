//! A newsroom that uses all that metadata can say, and what it says word for word.

use chancery::base::date::Moment;
use chancery::engine::builder::Builder;
use chancery::engine::request::When;
use chancery::plan::make::Make;
use chancery::view::sitemap::{Limits, SitemapEntry};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use snapbox::{assert_data_eq, file, str};

use crate::support::Site;

const NEWSROOM: &str = include_str!("newsroom/site.txt");

/// The first bytes of a PNG: as much as says how large it is.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// The newsroom.
pub fn newsroom() -> Site {
    let site = Site::new(NEWSROOM);
    site.write("static/card.png", png(1200, 630));
    site.write("static/logo.png", png(600, 60));
    site.write("content/articles/wide.png", png(1600, 900));
    site
}

fn built() -> Site {
    let mut site = newsroom();
    site.clean();
    site
}

fn data(site: &Site, file: &str) -> Vec<Value> {
    let html = Html::parse_document(site.text(file));
    let scripts = Selector::parse("script[type='application/ld+json']").unwrap();
    let scripts = html.select(&scripts).map(|script| script.text().collect::<String>());
    scripts.map(|text| serde_json::from_str(&text).unwrap()).collect()
}

/// The tags of a page, a line each.
fn tags(site: &Site, file: &str) -> String {
    let html = Html::parse_document(site.text(file));
    let of = |selector: &str, name: [&str; 2], value: &str| {
        let selector = Selector::parse(selector).unwrap();
        let line = |element: scraper::ElementRef<'_>| {
            let name = name.iter().find_map(|name| element.value().attr(name)).unwrap();
            format!("{name}: {}", element.value().attr(value).unwrap_or_default())
        };
        html.select(&selector).map(line).collect::<Vec<_>>()
    };
    let mut lines = of("meta[content]", ["name", "property"], "content");
    lines.retain(|line| !line.starts_with("viewport") && !line.starts_with("generator"));
    lines.extend(of(
        "link[rel]:not([rel~=icon], [rel=stylesheet])",
        ["rel", "rel"],
        "href",
    ));
    lines.join("\n")
}

#[test]
fn the_tags_of_a_report() {
    let site = built();
    assert_data_eq!(
        tags(&site, "articles/report/index.html"),
        file!["newsroom/report.txt"]
    );
}

#[test]
fn the_tags_of_a_paper() {
    let site = built();
    assert_data_eq!(
        tags(&site, "articles/paper/index.html"),
        file!["newsroom/paper.txt"]
    );
}

#[test]
fn the_tags_of_other_pages() {
    let site = built();
    let files = ["index.html", "authors/a-writer/index.html", "404.html"];
    let text = files.map(|file| format!("== {file}\n{}", tags(&site, file))).join("\n");
    assert_data_eq!(text, file!["newsroom/others.txt"]);
}

#[test]
fn the_report_as_data() {
    let site = built();
    let mut report = data(&site, "articles/report/index.html").remove(0);
    let publisher = report["publisher"].take();
    assert_data_eq!(
        serde_json::to_string_pretty(&report).unwrap(),
        file!["newsroom/report.json.txt"]
    );
    let page = "https://news.example/review/standards/";
    assert_eq!(
        publisher,
        json!({
            "@type": "NewsMediaOrganization",
            "@id": "https://news.example/review/#publisher",
            "name": "The Newsroom Trust",
            "url": "https://news.example/review/",
            "logo": { "@type": "ImageObject", "url": "https://news.example/review/logo.png" },
            "sameAs": [
                "https://trust.example/",
                "https://facebook.example/newsroom",
                "https://social.example/@newsroom",
            ],
            "publishingPrinciples": page,
            "correctionsPolicy": page,
            "masthead": page,
        })
    );
}

#[test]
fn nobody_named_is_the_publisher() {
    let site = built();
    let unsigned = data(&site, "articles/unsigned/index.html").remove(0);
    let authors: Vec<&Value> = unsigned["author"].as_array().unwrap().iter().collect();
    assert_eq!(authors.len(), 1);
    assert_eq!(authors[0]["@id"], "https://news.example/review/#publisher");
    assert!(!unsigned.to_string().contains("A resident"));
    assert_eq!(unsigned["position"], 2);
    assert_eq!(unsigned["isPartOf"][0]["@type"], "CreativeWorkSeries");
    let first = data(&site, "articles/first/index.html").remove(0);
    assert_eq!(first["author"][0]["@type"], "Organization");
    assert_eq!(first["editor"][0]["name"], "A. Writer");
    assert_eq!(first["translator"][0]["name"], "Another Person");
    assert_eq!(first["contributor"][0]["name"], "A Third");
}

#[test]
fn pages_are_of_their_classes() {
    let site = built();
    let class = |file: &str| {
        let data = data(&site, &format!("{file}index.html"));
        let classes = data.iter().map(|node| node["@type"].as_str().unwrap().to_owned());
        classes.collect::<Vec<_>>().join(" ")
    };
    let files = [
        "",
        "about/",
        "standards/",
        "articles/",
        "authors/",
        "authors/a-writer/",
        "authors/the-desk/",
        "topics/",
        "topics/reports/",
        "sources/",
        "sources/press/",
        "series/",
        "series/letters/",
        "corrections/",
        "archive/2026/",
    ];
    let lines = files.map(|file| format!("/{file} {}", class(file)));
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
/ WebSite NewsMediaOrganization
/about/ AboutPage BreadcrumbList
/standards/ WebPage BreadcrumbList
/articles/ CollectionPage BreadcrumbList
/authors/ CollectionPage BreadcrumbList
/authors/a-writer/ ProfilePage BreadcrumbList
/authors/the-desk/ ProfilePage BreadcrumbList
/topics/ CollectionPage BreadcrumbList
/topics/reports/ CollectionPage BreadcrumbList
/sources/ CollectionPage BreadcrumbList
/sources/press/ CollectionPage BreadcrumbList
/series/ CollectionPage BreadcrumbList
/series/letters/ CollectionPage BreadcrumbList
/corrections/ CollectionPage BreadcrumbList
/archive/2026/ CollectionPage BreadcrumbList
"#]]
    );
    let withdrawn = data(&site, "articles/paper/index.html").remove(0);
    assert_eq!(withdrawn["creativeWorkStatus"], "Retiré");
    assert_eq!(withdrawn["dateModified"], "2026-01-30T18:00:00+04:00");
    assert_eq!(withdrawn["author"][0]["affiliation"]["name"], "Another Institute");
}

#[test]
fn news_are_of_the_last_two_days() {
    let mut site = newsroom();
    let listed = |site: &mut Site, now: &str| {
        site.at(now).build();
        let robots = site.text("robots.txt").contains("news-sitemap.xml");
        let news = site.files.get("news-sitemap.xml");
        assert_eq!(news.is_some(), robots);
        let text = news.map(|bytes| String::from_utf8(bytes.clone()).unwrap());
        let text = text.unwrap_or_default();
        let titles = text.split("<news:title>").skip(1);
        let titles = titles.map(|rest| rest.split('<').next().unwrap().to_owned());
        titles.collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    // The withdrawn paper is no news, nor is what is dated later.
    assert_eq!(listed(&mut site, "2026-01-30 23:59"), none);
    let report = [
        "A report &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; on “examples” &amp; more",
    ];
    assert_eq!(listed(&mut site, "2026-01-31"), report);
    assert_eq!(listed(&mut site, "2026-02-02"), report);
    assert_eq!(listed(&mut site, "2026-02-02 00:00:01"), none);
    assert_eq!(listed(&mut site, "2026-01-02"), ["Unsigned"]);
}

#[test]
fn what_a_page_knows_of_its_last_change() {
    let site = built();
    let sitemap = site.text("sitemap.xml");
    let entries = sitemap.split("<url>").skip(1).map(|entry| {
        let field = |name: &str| {
            let after = entry.split(&format!("<{name}>")).nth(1)?;
            after.split('<').next().map(str::to_owned)
        };
        let loc = field("loc").unwrap().replace("https://news.example/review", "");
        format!("{loc} {}", field("lastmod").unwrap_or_default())
    });
    assert_data_eq!(
        entries.collect::<Vec<_>>().join("\n"),
        str![[r#"
/ 2026-02-01
/about/ 
/archive/ 
/archive/2025/ 2025-12-01
/archive/2026/ 2026-02-01
/articles/ 2026-02-01
/articles/first/ 2025-12-01
/articles/paper/ 2026-01-30T18:00:00+04:00
/articles/report/ 2026-02-01
/articles/unsigned/ 2026-01-01
/authors/ 
/authors/a-guest/ 2026-01-30T18:00:00+04:00
/authors/a-third/ 2025-12-01
/authors/a-writer/ 2026-02-01
/authors/another-person/ 2025-12-01
/authors/the-desk/ 2026-02-01
/corrections/ 2026-02-01
/fr/ 2026-01-30T18:00:00+04:00
/fr/articles/ 2026-01-30T18:00:00+04:00
/series/ 2026-01-01
/series/letters/ 2026-01-01
/sources/ 2026-01-31
/sources/by-count/ 2026-01-31
/sources/press/ 2026-02-01
/sources/some-outlet/ 2026-02-01
/standards/ 
/topics/ 
/topics/examples/ 2026-02-01
/topics/reports/ 2026-02-01
"#]]
    );
}

#[test]
fn policies_are_checked() {
    let site = newsroom();
    site.replace(
        "content/pages/ethics.md",
        "policy: ethics\ndraft: true",
        "policy: masthead",
    );
    site.replace("site.toml", ", schema = \"NewsMediaOrganization\"", "");
    assert_data_eq!(
        site.check(),
        str![[r#"
content/pages/ethics.md:3:9: warning[newsroom-policy]: `masthead` is the policy of a newsroom, and the publisher is none (hint: write `schema = "NewsMediaOrganization"` under `[publisher]` of site.toml, or take it out)
content/pages/standards.md:3:9: error[two-policies]: two pages are the policy `masthead` (hint: take `policy` from one of them)
content/pages/standards.md:3:9: warning[newsroom-policy]: `masthead` is the policy of a newsroom, and the publisher is none (hint: write `schema = "NewsMediaOrganization"` under `[publisher]` of site.toml, or take it out)

"#]]
    );
}

#[test]
fn only_what_changed_is_rendered_again() {
    let mut site = newsroom();
    site.build();
    // The report is news no longer.
    assert_data_eq!(
        site.at("2026-02-03").build(),
        str![[r#"
parsed 0 of 8
rendered 1 of 87
view: /robots.txt
gone: news-sitemap.xml
"#]]
    );
    // A topic known elsewhere is known so to the articles on it.
    let topic = "---\nname: Reports\n---\n";
    site.write("content/topics/reports.md", topic);
    site.build();
    let same_as =
        "---\nname: Reports\nsame_as: [\"https://elsewhere.example/reports\"]\n---\n";
    site.write("content/topics/reports.md", same_as);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 9
rendered 2 of 87
view: /articles/report/ /topics/reports/
"#]]
    );
    // Where a policy stands, every article's publisher says.
    site.replace("content/pages/standards.md", "policy:", "slug: rules\npolicy:");
    let said = site.build();
    assert!(said.contains(" /articles/report/ "), "{said}");
    let report = site.text("articles/report/index.html");
    assert!(report.contains("\"masthead\":\"https://news.example/review/rules/\""));
}

#[test]
fn a_build_without_a_front_page_names_nothing_on_it() {
    let mut site = newsroom();
    site.replace("site.toml", "news_sitemap = true", "news_sitemap = true\nhome = false");
    site.clean();
    let report = data(&site, "articles/report/index.html").remove(0);
    assert_eq!(
        report["isPartOf"][0],
        json!({ "@type": "WebSite", "name": "The Newsroom" })
    );
    assert_eq!(report["publisher"]["@id"], Value::Null);
    let rss = site.text("rss.xml");
    assert!(rss.contains("<link>https://news.example/review/articles/</link>"));
    let least = "news_sitemap = true\nhome = false\narticles = false";
    site.replace("site.toml", "news_sitemap = true\nhome = false", least);
    site.clean();
    let rss = site.text("rss.xml");
    assert!(rss.contains("<link>https://news.example/review/rss.xml</link>"));
}

#[test]
fn a_large_sitemap_is_an_index() {
    let site = newsroom();
    let now = When::Moment(Moment::parse("2026-02-01").unwrap());
    let read = Builder::new(site.root()).site(now, None).unwrap();
    let (model, snapshot) = (read.site.unwrap(), read.snapshot);
    let (whole, _) =
        chancery::plan::plan(&model, &snapshot, false, None, Default::default());
    let limits = Limits { pages: 12, bytes: 1_000_000 };
    let made = chancery::plan::sitemap::outputs(&whole, limits);
    let mut lines = Vec::new();
    for output in &made {
        let make = output.make(&whole);
        let entries = match &*make {
            Make::Sitemap(entries) | Make::SitemapIndex(entries) => entries.as_slice(),
            _ => &[],
        };
        let (first, last) = (entries.first(), entries.last());
        let shown = |entry: Option<&SitemapEntry>| {
            let entry = entry?;
            let day = entry.lastmod.as_deref().unwrap_or("-");
            Some(format!("{} {day}", entry.address))
        };
        let ends = (shown(first).unwrap_or_default(), shown(last).unwrap_or_default());
        let line = format!("{}: {} {} {}", output.address, entries.len(), ends.0, ends.1);
        lines.push(line.trim_end().to_owned());
    }
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
/sitemap-1.xml: 12 / 2026-02-01 /authors/a-guest/ 2026-01-30T18:00:00+04:00
/sitemap-2.xml: 12 /authors/a-third/ 2025-12-01 /sources/press/ 2026-02-01
/sitemap-3.xml: 5 /sources/some-outlet/ 2026-02-01 /topics/reports/ 2026-02-01
/sitemap.xml: 3 /sitemap-1.xml 2026-02-01 /sitemap-3.xml 2026-02-01
/news-sitemap.xml: 0
/robots.txt: 0
"#]]
    );
}
