//! The examples of the manual's page "Templates" are tried: each fenced block names its file
//! behind its language, and the blocks of a section are laid over a small publication.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::{Site, read};

const SITE: &str = r#"
-- site.toml --
title = "The Example Desk"
base_url = "https://desk.example/"
-- content/articles/quay.md --
---
title: The quay
authors: [A. Writer, B. Writer]
date: 2026-01-03
dateline: Example Quay
topics: [harbours]
sources: [{ key: register, outlet: Gazette, title: The register, url: "https://gazette.example/register" }]
corrections: [{ date: 2026-01-04, text: A number was wrong., at: The quay is }]
---

The quay is old.[@register, p. 3] A note stands here.[^1]

## In the water

It holds.[@register]

[^1]: A note.
-- content/articles/persian.md --
---
title: اسکله
author: A. Writer
date: 2026-01-02
lang: fa
---

این اسکله کهنه است.
"#;

/// A fenced block: what it is a file of, and its text.
type Block = (String, String);

/// The blocks of each section that name a file; blocks of one section go together.
fn examples() -> BTreeMap<String, Vec<Block>> {
    let page =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("content/articles/templates.md");
    let text = fs::read_to_string(page).unwrap();
    let mut examples: BTreeMap<String, Vec<Block>> = BTreeMap::new();
    let mut heading = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("##") {
            line.trim_start_matches('#').trim().clone_into(&mut heading);
        }
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        if ticks.len() < 3 {
            continue;
        }
        let info = &line[ticks.len()..];
        let file = info.split_once(' ').map(|(_, file)| file.to_owned());
        let file = file.unwrap_or_else(|| panic!("an example names no file: {line}"));
        let block = lines.by_ref().take_while(|line| *line != ticks);
        let block: String = block.map(|line| format!("{line}\n")).collect();
        examples.entry(heading.clone()).or_default().push((file, block));
    }
    examples
}

/// The publication with the blocks of a section laid over it, built without a word; then
/// the blocks that are outputs are looked for in them.
fn built(section: &str, edit: impl FnOnce(&Site)) -> Site {
    let mut site = Site::new(SITE);
    let examples = examples();
    let blocks = &examples[section];
    for (file, text) in blocks.iter().filter(|(file, _)| !file.ends_with("index.html")) {
        let text = if file.starts_with("content/") {
            format!(
                "---\ntitle: An example\nauthor: A. Writer\ndate: 2026-01-05\n---\n\n{text}"
            )
        } else {
            text.clone()
        };
        for named in text.split("url(\"").skip(1) {
            let named = named.split('"').next().unwrap();
            site.write(&format!("static/{named}"), "stands in for a typeface");
        }
        site.write(file, text);
    }
    edit(&site);
    site.clean();
    for (file, text) in blocks.iter().filter(|(file, _)| file.ends_with("index.html")) {
        let page = site.text(file);
        assert!(page.contains(text.as_str()), "{file} has not\n{text}\nbut is\n{page}");
    }
    site
}

/// How many style sheets a page loads, but for the one that search has for itself.
fn sheets(page: &str) -> usize {
    let of_search = page.matches("<link rel=\"stylesheet\" href=\"/search.").count();
    page.matches("rel=\"stylesheet\"").count() - of_search
}

/// The pages of a site.
fn pages(site: &Site) -> Vec<&str> {
    let pages: Vec<&str> = site
        .files
        .keys()
        .filter(|f| f.ends_with(".html"))
        .map(|f| site.text(f))
        .collect();
    assert!(pages.len() > 10);
    pages
}

/// The address of an asset, whose name holds its digest.
fn asset(site: &Site, stem: &str, ending: &str) -> String {
    let digested = |name: &&String| {
        let digest = name.strip_prefix(stem)?.strip_suffix(ending)?.strip_prefix('.')?;
        (digest.len() == 8).then_some(())
    };
    let name = site.files.keys().find(|name| digested(name).is_some());
    format!("/{}", name.unwrap_or_else(|| panic!("no {stem}{ending}")))
}

/// Every page must load a sheet, after the theme's.
fn assert_loads(site: &Site, stem: &str) {
    let own = format!("<link rel=\"stylesheet\" href=\"{}\">", asset(site, stem, ".css"));
    let theme =
        format!("<link rel=\"stylesheet\" href=\"{}\">", asset(site, "chancery", ".css"));
    for page in pages(site) {
        let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{page}"));
        assert!(at(&theme) < at(&own) && at(&own) < at("</head>"), "{page}");
        assert_eq!(sheets(page), 2, "{page}");
    }
}

#[test]
fn every_example_is_tried() {
    let tried = [
        "A typeface of your own",
        "Another look",
        "Colours, type and measure",
        "Components of your own",
        "Persian and Arabic",
        "Replacing a file",
        "Replacing one component",
    ];
    assert_eq!(examples().into_keys().collect::<Vec<_>>(), tried);
}

#[test]
fn a_style_sheet_of_its_own_is_on_every_page() {
    let site = built("Colours, type and measure", |_| {});
    assert_loads(&site, "own");
    let plain = Site::new(SITE).clean().clone();
    let sheet = "<link rel=\"stylesheet\"";
    for (file, bytes) in plain.iter().filter(|(file, _)| file.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let own = format!("\n{sheet} href=\"{}\">", asset(&site, "own", ".css"));
        assert_eq!(site.text(file).replacen(&own, "", 1), page, "{file}");
    }
}

#[test]
fn a_typeface_is_loaded_from_the_site() {
    let site = built("A typeface of your own", |_| {});
    assert_loads(&site, "own");
    let face = "fonts/source-serif-4-latin-wght-normal.woff2";
    assert!(site.files.contains_key(face));
    for page in pages(&site) {
        assert!(
            page.contains(&format!("as=\"font\" type=\"font/woff2\" href=\"/{face}\""))
        );
    }
    assert_loads(&built("Persian and Arabic", |_| {}), "own");
}

/// The overrides are the face's ascent and descent divided by `size-adjust`.
#[test]
fn the_overrides_agree_with_the_widths() {
    for (section, ascent, descent) in
        [("A typeface of your own", 1.036, 0.335), ("Persian and Arabic", 1.0254, 0.5371)]
    {
        let sheet = examples()[section][0].1.clone();
        let mut found = 0;
        for rule in sheet.split("@font-face").filter(|rule| rule.contains("size-adjust"))
        {
            let value = |name: &str| -> f64 {
                let (_, after) = rule.split_once(&format!("{name}: ")).unwrap();
                after.split('%').next().unwrap().parse().unwrap()
            };
            let adjust = value("size-adjust") / 100.0;
            for (name, of) in [("ascent-override", ascent), ("descent-override", descent)]
            {
                let off = value(name) - of / adjust * 100.0;
                assert!(off.abs() < 0.06, "{section}: {name} is {off} off in {rule}");
            }
            found += 1;
        }
        assert!(found > 0, "{section}");
    }
}

#[test]
fn a_template_builds_on_another() {
    let site = built("Replacing a file", |site| {
        site.replace(
            "content/articles/quay.md",
            "title: The quay\n",
            "title: The quay\ntemplate: dispatch.html\n",
        );
    });
    let page = site.text("articles/quay/index.html");
    assert!(
        page.contains("<p class=\"kicker\">A dispatch from Example Quay</p>"),
        "{page}"
    );
    assert!(!page.contains("aria-label=\"Breadcrumbs\""), "{page}");
}

#[test]
fn one_component_is_replaced() {
    let site = built("Replacing one component", |_| {});
    let page = site.text("articles/quay/index.html");
    let byline = "<p class=\"byline\"><a href=\"/authors/a-writer/\"><bdi>A. Writer</bdi></a> / \
                  <a href=\"/authors/b-writer/\"><bdi>B. Writer</bdi></a></p>";
    assert!(page.contains(byline), "{page}");
}

#[test]
fn another_look_loads_its_own_sheet_alone() {
    let site = built("Another look", |_| {});
    let own =
        format!("<link rel=\"stylesheet\" href=\"{}\">", asset(&site, "ledger", ".css"));
    for page in pages(&site) {
        assert_eq!(sheets(page), 1, "{page}");
        assert!(page.contains(&own), "{page}");
    }
}

#[test]
fn a_component_is_used_from_markdown() {
    built("Components of your own", |_| {});
}

#[test]
fn class_names_that_will_stay_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("content/articles/templates.md")).unwrap();
    let (_, after) = text.split_once("### What stays the same").unwrap();
    let (section, _) = after.split_once("\n#").unwrap();
    let quoted = section.split('`').skip(1).step_by(2);
    let classes: BTreeSet<&str> = quoted.filter_map(|c| c.strip_prefix('.')).collect();
    assert!(classes.len() > 40, "{classes:?}");
    let mut words = BTreeSet::new();
    for folder in ["templates", "src", "static"] {
        for bytes in read(&root.join(folder)).into_values() {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let part = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
            words.extend(text.split(part).map(str::to_owned));
        }
    }
    let missing: Vec<_> =
        classes.iter().filter(|class| !words.contains(**class)).collect();
    assert!(missing.is_empty(), "no template has the classes {missing:?}");
}
