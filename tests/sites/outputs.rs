//! What a build emits: every switch, paging, address patterns, a base path, taxonomies.

use std::collections::BTreeSet;

use chancery::load::config::Outputs;
use snapbox::{assert_data_eq, str};

use crate::edits::DESK;
use crate::golden;
use crate::support::Site;

/// The rich site without what it is warned of, with more settings.
fn site(settings: &str) -> Site {
    let site = golden::site();
    let text = std::fs::read_to_string(site.root().join("site.toml")).unwrap();
    site.write("site.toml", text.replace("[lists]\npage_size = 4\n", settings));
    let home = "lead: letter\nrows: [{ title: Harbours, topic: harbours }]\n";
    site.write("content/home.yml", home);
    site
}

/// The errors of a check; the site's warnings are its own.
fn errors(site: &Site) -> Vec<String> {
    let said = site.check();
    said.lines().filter(|line| line.contains(": error[")).map(str::to_owned).collect()
}

/// The files that a switch takes away, of all files.
fn without(key: &str, all: &BTreeSet<String>) -> Vec<String> {
    let mut site = site(&format!("[outputs]\n{key} = false\n"));
    assert_eq!(errors(&site), Vec::<String>::new(), "without {key}");
    site.build();
    let names: BTreeSet<String> = site.files.keys().cloned().collect();
    let more: Vec<&String> = names.difference(all).collect();
    assert!(more.is_empty(), "without {key} there are {more:?} too");
    all.difference(&names).cloned().collect()
}

#[test]
fn every_switch_takes_its_files_and_the_links_to_them() {
    let mut whole = site("");
    assert_eq!(errors(&whole), Vec::<String>::new());
    whole.build();
    let all: BTreeSet<String> = whole.files.keys().cloned().collect();
    let mut report = String::new();
    for (key, _) in Outputs::KEYS {
        report.push_str(&format!("{key}: {}\n", without(key, &all).join(" ")));
    }
    assert_data_eq!(
        report.trim_end(),
        str![[r#"
home: ar/index.html index.html
articles: ar/articles/index.html articles/index.html
archive: archive/2024/index.html archive/2025/index.html archive/2026/index.html archive/index.html
authors: authors/ada-lund/feed.xml authors/ada-lund/index.html authors/bo-quist/feed.xml authors/bo-quist/index.html authors/cem-isik/feed.xml authors/cem-isik/index.html authors/guest-writer/feed.xml authors/guest-writer/index.html authors/the-editors/feed.xml authors/the-editors/index.html
author_list: authors/index.html
topics: regions/north/feed.xml regions/north/index.html regions/south/feed.xml regions/south/index.html tag/harbours/index.html topics/harbours/feed.xml topics/harbours/index.html topics/water-and-law/feed.xml topics/water-and-law/index.html
topic_list: regions/index.html topics/index.html
outlets: sources/archive-house/feed.xml sources/archive-house/index.html sources/gazette/feed.xml sources/gazette/index.html sources/harbour-office/feed.xml sources/harbour-office/index.html sources/unattributed/feed.xml sources/unattributed/index.html
outlet_list: sources/by-count/index.html sources/index.html
works: sources/gazette/the-register-of-gates/index.html
series: series/index.html series/two-gates/index.html
corrections: corrections/index.html
pages: about/index.html
search: search.549a1f2e.js search.c81bbe6f.css search.css search.js search/index.html
not_found: 404.html
atom: ar/feed.xml authors/ada-lund/feed.xml authors/bo-quist/feed.xml authors/cem-isik/feed.xml authors/guest-writer/feed.xml authors/the-editors/feed.xml feed.xml regions/north/feed.xml regions/south/feed.xml sources/archive-house/feed.xml sources/gazette/feed.xml sources/harbour-office/feed.xml sources/unattributed/feed.xml topics/harbours/feed.xml topics/water-and-law/feed.xml
rss: ar/rss.xml rss.xml
json_feed: ar/feed.json feed.json
term_feeds: authors/ada-lund/feed.xml authors/bo-quist/feed.xml authors/cem-isik/feed.xml authors/guest-writer/feed.xml authors/the-editors/feed.xml regions/north/feed.xml regions/south/feed.xml sources/archive-house/feed.xml sources/gazette/feed.xml sources/harbour-office/feed.xml sources/unattributed/feed.xml topics/harbours/feed.xml topics/water-and-law/feed.xml
exports: articles/arabic/cite.bib articles/arabic/cite.json articles/arabic/cite.ris articles/arabic/references.bib articles/arabic/references.json articles/arabic/references.ris articles/charts/cite.bib articles/charts/cite.json articles/charts/cite.ris articles/charts/references.bib articles/charts/references.json articles/charts/references.ris articles/harbour/cite.bib articles/harbour/cite.json articles/harbour/cite.ris articles/harbour/references.bib articles/harbour/references.json articles/harbour/references.ris articles/letter/cite.bib articles/letter/cite.json articles/letter/cite.ris articles/letter/references.bib articles/letter/references.json articles/letter/references.ris articles/short/cite.bib articles/short/cite.json articles/short/cite.ris articles/superseded/cite.bib articles/superseded/cite.json articles/superseded/cite.ris articles/superseded/references.bib articles/superseded/references.json articles/superseded/references.ris
sitemap: sitemap.xml
news_sitemap: 
robots: robots.txt
markdown: 
llms: 
republish: 
manifest: manifest.webmanifest
redirects: 2026/old-harbour/index.html tag/harbours/index.html
shares: articles/harbour/h/1/index.html
"#]]
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "every file that is left")]
fn a_build_can_be_as_small_as_this() {
    let keep = [
        "home",
        "articles",
        "authors",
        "author_list",
        "topics",
        "topic_list",
        "outlets",
        "outlet_list",
        "atom",
        "sitemap",
    ];
    let mut settings = "[lists]\npage_size = 0\n[outputs]\n".to_owned();
    for (key, _) in Outputs::KEYS.iter().filter(|(key, _)| !keep.contains(key)) {
        settings.push_str(&format!("{key} = false\n"));
    }
    let mut site = site(&settings);
    assert_eq!(errors(&site), Vec::<String>::new());
    site.build();
    let names: Vec<&str> = site.names().into_iter().collect();
    assert_data_eq!(
        names.join("\n"),
        str![[r#"
apple-touch-icon.png
ar/articles/index.html
ar/feed.xml
ar/index.html
articles/arabic/index.html
articles/arabic/الرصيف-الجديد.csv
articles/arabic/السفن-حسب-الميناء.csv
articles/charts/before-and-after.csv
articles/charts/change-in-a-year.csv
articles/charts/data/mole.csv
articles/charts/depth-of-the-basin.csv
articles/charts/in-and-out.csv
articles/charts/index.html
articles/charts/length-and-draught.csv
articles/charts/ships-a-year.csv
articles/charts/ships-by-harbour.csv
articles/charts/warehouses.csv
articles/harbour/gate.svg
articles/harbour/index.html
articles/index.html
articles/letter/index.html
articles/short/index.html
articles/superseded/index.html
authors/ada-lund/index.html
authors/bo-quist/index.html
authors/cem-isik/index.html
authors/guest-writer/index.html
authors/index.html
authors/the-editors/index.html
chancery.css
chancery.dd632fd5.css
cite.a4f87755.js
cite.js
favicon.ico
favicon.svg
feed.xml
icon-192.png
icon-512.png
icon-maskable-512.png
index.html
notes.895ffc77.js
notes.js
regions/index.html
regions/north/index.html
regions/south/index.html
sitemap.xml
sources/archive-house/index.html
sources/by-count/index.html
sources/gazette/index.html
sources/harbour-office/index.html
sources/index.html
sources/unattributed/index.html
theme.895ffc77.js
theme.js
topics/harbours/index.html
topics/index.html
topics/water-and-law/index.html
"#]]
    );
}

#[test]
fn a_base_path_holds_everywhere() {
    let mut site = site("");
    site.below("https://x.example/analysis/").build();
    assert_eq!(errors(&site), Vec::<String>::new());
    let mut links = 0;
    let written = |name: &str| {
        [".html", ".xml", ".json"].iter().any(|ending| name.ends_with(ending))
    };
    for (name, bytes) in site.files.iter().filter(|(name, _)| written(name)) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("desk.example/"), "{name} holds the address of site.toml");
        for part in ["href=\"/", "src=\"/", "url=/"].iter().flat_map(|attribute| {
            text.match_indices(attribute).map(|(at, _)| &text[at + attribute.len() - 1..])
        }) {
            let link = part.split('"').next().unwrap_or_default();
            assert!(link.starts_with("/analysis/"), "{name} links to {link}");
            links += 1;
        }
        for (at, _) in text.match_indices("https://x.example") {
            let after = &text[at + "https://x.example".len()..];
            assert!(after.starts_with("/analysis/"), "{name}: {}", &text[at..at + 40]);
        }
    }
    assert!(links > 1000, "{links}");
}

#[test]
fn every_listing_is_paged() {
    let mut site = site("[lists]\npage_size = 2\n");
    for number in 1..=5 {
        let text = format!(
            "---\ntitle: Part {number}\nauthors: [ada-lund]\ndate: 2025-03-0{number}\n\
             topics: [topic-{number}, harbours]\nregions: [region-{number}, north]\n\
             series: series-{number}\nsources:\n  - {{ key: register, outlet: outlet-{number}, \
             title: A work, url: \"https://works.example/\" }}\n\
             corrections: [{{ date: 2025-03-09, text: \"Corrected.\" }}]\n---\n\n\
             A text.[@register]\n"
        );
        site.write(&format!("content/articles/part-{number}.md"), text);
        let text = format!(
            "---\ntitle: Part\nauthors: [author-{number}]\ndate: 2025-04-0{number}\nseries: letters\n---\n\nText.\n"
        );
        site.write(&format!("content/articles/other-{number}.md"), text);
    }
    assert_eq!(errors(&site), Vec::<String>::new());
    site.build();
    let first = |name: &&str| name.ends_with("/page/2/index.html");
    let paged: Vec<&str> = site.names().into_iter().filter(first).collect();
    assert_data_eq!(
        paged.join("\n"),
        str![[r#"
archive/2025/page/2/index.html
archive/2026/page/2/index.html
articles/page/2/index.html
authors/ada-lund/page/2/index.html
authors/page/2/index.html
corrections/page/2/index.html
regions/north/page/2/index.html
regions/page/2/index.html
series/letters/page/2/index.html
series/page/2/index.html
sources/archive-house/page/2/index.html
sources/by-count/page/2/index.html
sources/gazette/page/2/index.html
sources/gazette/the-register-of-gates/page/2/index.html
sources/outlet-1/a-work/page/2/index.html
sources/outlet-1/page/2/index.html
sources/page/2/index.html
sources/unattributed/page/2/index.html
topics/harbours/page/2/index.html
topics/page/2/index.html
"#]]
    );
}

#[test]
fn addresses_follow_their_pattern() {
    let mut site = Site::new(DESK);
    for (pattern, expected) in [
        ("/{year}/{month}/{slug}/", "2026/01/alpha/index.html"),
        ("/{kind}/{year}-{month}-{day}-{slug}/", "analysis/2026-01-03-alpha/index.html"),
        ("/{slug}/", "alpha/index.html"),
    ] {
        let settings = format!(
            "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n[addresses]\narticle = \"{pattern}\"\n"
        );
        site.write("site.toml", settings);
        site.clean();
        assert!(site.names().contains(expected), "{:?}", site.names());
        let address = format!("/{}", expected.trim_end_matches("index.html"));
        // The link of beta to alpha, by its file, follows.
        let beta = expected.replace("alpha", "beta").replace("-03-", "-02-");
        let link = format!("<a href=\"{address}\">alpha</a>");
        assert!(site.text(&beta).contains(&link), "{}", site.text(&beta));
    }
}

#[test]
fn more_taxonomies() {
    let mut site = Site::new(DESK);
    site.write(
        "site.toml",
        "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n[taxonomies]\n\
         regions = { name = \"Regions\" }\n",
    );
    site.replace("content/articles/alpha.md", "topics: [iran]", "regions: [The Gulf]");
    site.write(
        "content/regions/the-gulf.md",
        "---\nname: The Gulf\n---\n\nWhat it is.\n",
    );
    site.clean();
    let regions = |name: &&str| name.starts_with("regions/");
    let names: Vec<&str> = site.names().into_iter().filter(regions).collect();
    let expected = [
        "regions/index.html",
        "regions/the-gulf/feed.xml",
        "regions/the-gulf/index.html",
    ];
    assert_eq!(names, expected);
    let page = site.text("regions/the-gulf/index.html");
    assert!(page.contains("What it is.") && page.contains("/articles/alpha/"), "{page}");
    // A term of another taxonomy is a key that front matter does not know.
    site.replace("content/articles/beta.md", "topics: [oman]", "places: [oman]");
    assert_data_eq!(
        site.check().trim_end(),
        str![
            "content/articles/beta.md:5:1: error[unknown-key]: `places` is not a key of an article (hint: write keys of your own under `extra`)"
        ]
    );
}

#[test]
fn a_static_file_takes_the_place_of_a_made_one() {
    let mut site = Site::new(DESK);
    site.write("static/robots.txt", "User-agent: *\nDisallow: /private/\n");
    site.build();
    assert_eq!(site.text("robots.txt"), "User-agent: *\nDisallow: /private/\n");
}

#[test]
fn a_link_keeps_its_query() {
    let mut site = Site::new(DESK);
    let text =
        "---\ntitle: Query\ndate: 2026-01-02\n---\n[All](/articles/?from=a&b#main)\n";
    site.write("content/articles/query.md", text);
    site.build();
    let page = site.text("articles/query/index.html");
    assert_eq!(
        page.matches("<a href=\"/articles/?from=a&amp;b#main\">All</a>").count(),
        1
    );
    assert_eq!(errors(&site), Vec::<String>::new());
}
