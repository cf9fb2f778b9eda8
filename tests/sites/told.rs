//! What a build tells of itself on wish: what was rendered and why, and how long each part took.

use snapbox::{assert_data_eq, str};

use crate::commands::{prints, site};
use crate::support::Site;

/// What a build into a folder prints.
fn build(site: &Site, more: &[&str]) -> String {
    prints(site.root(), &[&["build", "--output", "public"], more].concat())
}

#[test]
fn a_verbose_build_gives_the_reason_of_each_output() {
    let site = site();
    assert_data_eq!(
        build(&site, &["-v"]),
        str![[r#"
rendered / (new)
rendered /404.html (new)
rendered /about/ (new)
rendered /apple-touch-icon.png (new)
rendered /archive/ (new)
rendered /archive/2025/ (new)
rendered /archive/2026/ (new)
rendered /articles/ (new)
rendered /articles/alpha/ (new)
rendered /articles/alpha/cite.bib (new)
rendered /articles/alpha/cite.json (new)
rendered /articles/alpha/cite.ris (new)
rendered /articles/alpha/references.bib (new)
rendered /articles/alpha/references.json (new)
rendered /articles/alpha/references.ris (new)
rendered /articles/beta/ (new)
rendered /articles/beta/cite.bib (new)
rendered /articles/beta/cite.json (new)
rendered /articles/beta/cite.ris (new)
rendered /articles/eta/ (new)
rendered /articles/eta/cite.bib (new)
rendered /articles/eta/cite.json (new)
rendered /articles/eta/cite.ris (new)
rendered /articles/gamma/ (new)
rendered /articles/gamma/cite.bib (new)
rendered /articles/gamma/cite.json (new)
rendered /articles/gamma/cite.ris (new)
rendered /authors/ (new)
rendered /authors/ann/ (new)
rendered /authors/ann/feed.xml (new)
rendered /authors/bob/ (new)
rendered /authors/bob/feed.xml (new)
rendered /chancery.13d80835.css (new)
rendered /chancery.css (new)
rendered /cite.a4f87755.js (new)
rendered /cite.js (new)
rendered /corrections/ (new)
rendered /favicon.ico (new)
rendered /favicon.svg (new)
rendered /feed.json (new)
rendered /feed.xml (new)
rendered /icon-192.png (new)
rendered /icon-512.png (new)
rendered /icon-maskable-512.png (new)
rendered /manifest.webmanifest (new)
rendered /notes.419b20c6.js (new)
rendered /notes.js (new)
rendered /robots.txt (new)
rendered /rss.xml (new)
rendered /series/ (new)
rendered /series/letters/ (new)
rendered /sitemap.xml (new)
rendered /sources/ (new)
rendered /sources/agency/ (new)
rendered /sources/agency/feed.xml (new)
rendered /sources/by-count/ (new)
rendered /sources/dawn/ (new)
rendered /sources/dawn/feed.xml (new)
rendered /theme.672da05a.js (new)
rendered /theme.js (new)
rendered /topics/ (new)
rendered /topics/iran/ (new)
rendered /topics/iran/feed.xml (new)
rendered /topics/oman/ (new)
rendered /topics/oman/feed.xml (new)
held back: content/articles/delta.md (draft)
held back: content/articles/epsilon.md (embargoed until 2026-02-05 09:00)
held back: content/articles/zeta.md (expired on 2026-01-31)
parsed 12 documents, rendered 65 outputs
built 65 outputs into public: 65 written, 0 unchanged, 0 removed
"#]]
    );
}

#[test]
fn another_build_renders_what_an_edit_changed() {
    let site = site();
    build(&site, &[]);
    site.replace("content/articles/beta.md", "title: Beta", "title: Second");
    assert_data_eq!(
        build(&site, &["-v"]),
        str![[r#"
rendered / (view changed)
rendered /archive/2026/ (view changed)
rendered /articles/ (view changed)
rendered /articles/alpha/ (view changed)
rendered /articles/beta/ (frame, view changed)
rendered /articles/beta/cite.bib (view changed)
rendered /articles/beta/cite.json (view changed)
rendered /articles/beta/cite.ris (view changed)
rendered /articles/gamma/ (view changed)
rendered /authors/bob/ (view changed)
rendered /authors/bob/feed.xml (view changed)
rendered /feed.json (view changed)
rendered /feed.xml (view changed)
rendered /rss.xml (view changed)
rendered /sources/agency/ (view changed)
rendered /sources/agency/feed.xml (view changed)
rendered /topics/oman/ (view changed)
rendered /topics/oman/feed.xml (view changed)
held back: content/articles/delta.md (draft)
held back: content/articles/epsilon.md (embargoed until 2026-02-05 09:00)
held back: content/articles/zeta.md (expired on 2026-01-31)
parsed 3 documents, rendered 18 outputs
built 65 outputs into public: 18 written, 47 unchanged, 0 removed
"#]]
    );
}

#[test]
fn the_parts_are_timed_and_traced() {
    let site = site();
    let said = build(&site, &["--timings", "--trace", "trace.json"]);
    let table = said.lines().skip_while(|line| !line.contains("wall ms")).skip(1);
    // Figures are never the same.
    let name = |line: &str| {
        let name = line.split(|c: char| c.is_ascii_digit()).next();
        name.unwrap_or_default().trim_end().to_owned()
    };
    let names: Vec<String> = table.map(name).collect();
    assert_data_eq!(
        names.join("\n"),
        str![[r#"
 build
   load
   parse
   assemble
     articles
     groups and evidence
     links
   plan
   templates
   render
   write
"#]]
    );
    let trace = std::fs::read(site.root().join("trace.json")).unwrap();
    let trace: serde_json::Value = serde_json::from_slice(&trace).unwrap();
    let outputs = trace.as_array().unwrap().iter();
    let outputs = outputs.filter(|event| event["name"] == "output" && event["ph"] == "B");
    assert_eq!(outputs.count(), 65);
}
