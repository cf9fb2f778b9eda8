//! Edits of the whole publication that must come out right: what is public, settings, the
//! front page, static files, many files at once.

use snapbox::{assert_data_eq, str};

use crate::edits::DESK;
use crate::incremental::{ALPHA, BETA, GAMMA, desk};
use crate::support::Site;

#[test]
fn a_draft_on_and_off() {
    let mut site = desk();
    site.replace(ALPHA, "title: Alpha", "title: Alpha\ndraft: true");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/beta.md:9:15: warning[link-withheld]: `content/articles/alpha.md` is not public: its link becomes plain text (hint: publish it, or take the link out)
rendered 19 of 57
view: / /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/ /sources/by-count/ /topics/ /topics/iran/ /topics/iran/feed.xml
gone: articles/alpha/cite.bib articles/alpha/cite.json articles/alpha/cite.ris articles/alpha/index.html articles/alpha/references.bib articles/alpha/references.json articles/alpha/references.ris sources/dawn/feed.xml sources/dawn/index.html
"#]]
    );
    assert_eq!(site.counters.drafts, 1);
    site.replace(ALPHA, "draft: true", "draft: false");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 28 of 66
new: /articles/alpha/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/alpha/references.bib /articles/alpha/references.json /articles/alpha/references.ris /sources/dawn/ /sources/dawn/feed.xml
view: / /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/ /sources/by-count/ /topics/ /topics/iran/ /topics/iran/feed.xml
"#]]
    );
    assert_eq!(site.counters.drafts, 0);
}

#[test]
fn an_embargo_passes_and_an_article_expires() {
    let mut site = desk();
    let until = "embargo: 2026-02-05 09:00\nexpires: 2026-03-01";
    site.replace(GAMMA, "title: Gamma", &format!("title: Gamma\n{until}"));
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 28 of 59
frame: /404.html /about/ /corrections/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/
frame, view: / /archive/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /authors/ /authors/ann/ /authors/bob/ /search/ /topics/ /topics/iran/ /topics/oman/
view: /authors/ann/feed.xml /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /topics/iran/feed.xml /topics/oman/feed.xml
gone: archive/2025/index.html articles/gamma/cite.bib articles/gamma/cite.json articles/gamma/cite.ris articles/gamma/index.html series/index.html series/letters/index.html
"#]]
    );
    assert_data_eq!(
        site.at("2026-02-05 08:59").build(),
        str![[r#"
parsed 0 of 7
rendered 0 of 59
"#]]
    );
    assert_data_eq!(
        site.at("2026-02-05 09:00").build(),
        str![[r#"
parsed 0 of 7
rendered 35 of 66
frame: /404.html /about/ /corrections/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/
frame, view: / /archive/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /authors/ /authors/ann/ /authors/bob/ /search/ /topics/ /topics/iran/ /topics/oman/
new: /archive/2025/ /articles/gamma/ /articles/gamma/cite.bib /articles/gamma/cite.json /articles/gamma/cite.ris /series/ /series/letters/
view: /authors/ann/feed.xml /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /topics/iran/feed.xml /topics/oman/feed.xml
"#]]
    );
    assert_data_eq!(
        site.at("2026-03-01").build(),
        str![[r#"
parsed 0 of 7
rendered 28 of 59
frame: /404.html /about/ /corrections/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/
frame, view: / /archive/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /authors/ /authors/ann/ /authors/bob/ /search/ /topics/ /topics/iran/ /topics/oman/
view: /authors/ann/feed.xml /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /topics/iran/feed.xml /topics/oman/feed.xml
gone: archive/2025/index.html articles/gamma/cite.bib articles/gamma/cite.json articles/gamma/cite.ris articles/gamma/index.html series/index.html series/letters/index.html
"#]]
    );
    assert_eq!((site.counters.embargoed, site.counters.expired), (0, 1));
}

#[test]
fn a_warning_persists_over_an_unrelated_edit() {
    let mut site = desk();
    site.replace(GAMMA, "date: 2025-12-30", "date: 2025-12-30\nsources: [Dawn]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/gamma.md:6:11: warning[unused-reference]: nothing cites the source `dawn` (hint: put `[@dawn]` after the sentence that rests on it; until then it is listed under "Further reading")
rendered 13 of 66
view: / /archive/2025/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ann/ /authors/bob/ /series/ /series/letters/ /sources/dawn/ /topics/iran/ /topics/oman/
"#]]
    );
    site.replace(ALPHA, "A second", "The second");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/gamma.md:6:11: warning[unused-reference]: nothing cites the source `dawn` (hint: put `[@dawn]` after the sentence that rests on it; until then it is listed under "Further reading")
rendered 4 of 66
view: /articles/alpha/ /feed.json /feed.xml /rss.xml
"#]]
    );
}

#[test]
fn broken_yaml_and_its_fix() {
    let mut site = desk();
    site.replace(ALPHA, "title: Alpha", "title: \"Alpha");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/alpha.md:2:8: error[unclosed-quote]: a quote is opened and not closed (hint: write `title: "Alpha"`)
frame, view: /articles/alpha/
view: / /archive/2026/ /articles/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/beta/ /articles/gamma/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /sources/dawn/ /sources/dawn/feed.xml /topics/iran/ /topics/iran/feed.xml
"#]]
    );
    site.replace(ALPHA, "title: \"Alpha", "title: Alpha");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 18 of 66
frame, view: /articles/alpha/
view: / /archive/2026/ /articles/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/beta/ /articles/gamma/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /sources/dawn/ /sources/dawn/feed.xml /topics/iran/ /topics/iran/feed.xml
"#]]
    );
}

#[test]
fn the_settings() {
    let mut site = desk();
    site.replace("site.toml", "title = \"Desk\"", "title = \"The Desk\"");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 43 of 66
settings, frame: / /404.html /about/ /archive/ /archive/2025/ /archive/2026/ /articles/ /authors/ /authors/ann/ /authors/bob/ /corrections/ /search/ /series/ /series/letters/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/ /topics/ /topics/iran/ /topics/oman/
settings, frame, view: /articles/alpha/ /articles/beta/ /articles/gamma/
settings, view: /feed.json /feed.xml /rss.xml
view: /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/beta/cite.bib /articles/beta/cite.json /articles/beta/cite.ris /articles/gamma/cite.bib /articles/gamma/cite.json /articles/gamma/cite.ris /authors/ann/feed.xml /authors/bob/feed.xml /manifest.webmanifest /sources/agency/feed.xml /sources/dawn/feed.xml /topics/iran/feed.xml /topics/oman/feed.xml
"#]]
    );
    site.write(
        "site.toml",
        "title = \"The Desk\"\nbase_url = \"https://desk.example/\"\n[lists]\npage_size = 2\n",
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 3 of 67
new: /articles/page/2/
view: /articles/ /sitemap.xml
"#]]
    );
}

#[test]
fn the_front_page_is_edited() {
    let mut site = desk();
    site.write("content/home.yml", "lead: gamma\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 8
rendered 1 of 66
view: /
"#]]
    );
    site.write(
        "content/home.yml",
        "lead: beta\npinned: [{ article: gamma, until: 2026-02-12 }]\n",
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 8
rendered 1 of 66
view: /
"#]]
    );
    assert_data_eq!(
        site.at("2026-02-12").build(),
        str![[r#"
parsed 0 of 8
rendered 1 of 66
view: /
"#]]
    );
}

#[test]
fn a_style_sheet_changes_its_name_on_every_page() {
    let mut site = desk();
    site.write("static/chancery.css", "p { color: black }\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 29 of 66
new: /chancery.01241d2d.css
settings: / /404.html /about/ /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/bob/ /corrections/ /feed.json /feed.xml /rss.xml /search/ /series/ /series/letters/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/ /topics/ /topics/iran/ /topics/oman/
view: /chancery.css
gone: chancery.13d80835.css
"#]]
    );
    site.write("static/chancery.css", "p { color: grey }\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 29 of 66
new: /chancery.8bbaa00f.css
settings: / /404.html /about/ /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/bob/ /corrections/ /feed.json /feed.xml /rss.xml /search/ /series/ /series/letters/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/ /topics/ /topics/iran/ /topics/oman/
view: /chancery.css
gone: chancery.01241d2d.css
"#]]
    );
}

#[test]
fn static_files_come_change_and_go() {
    let mut site = desk();
    site.write("static/data/one.csv", "a,b\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 1 of 67
new: /data/one.csv
"#]]
    );
    site.write("static/data/one.csv", "a,b,c\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 1 of 67
view: /data/one.csv
"#]]
    );
    site.delete("static/data/one.csv");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 0 of 66
gone: data/one.csv
"#]]
    );
}

#[test]
fn forty_files_at_once() {
    let mut site = desk();
    for number in 0..40 {
        let text = format!(
            "---\ntitle: Number {number}\nauthors: [ann]\ndate: 2025-06-01\n---\n\nText.\n"
        );
        site.write(&format!("content/articles/number-{number}.md"), text);
    }
    site.build();
    assert_eq!((site.counters.parsed, site.counters.reused), (40, 7));
    for number in 0..40 {
        let file = format!("content/articles/number-{number}.md");
        site.replace(&file, "Text.", "More text.");
    }
    site.build();
    assert_eq!((site.counters.parsed, site.counters.reused), (40, 7));
    for number in 0..40 {
        site.delete(&format!("content/articles/number-{number}.md"));
    }
    let before = Site::new(DESK).clean().clone();
    site.build();
    crate::support::same(&site.files, &before);
}

#[test]
fn a_touch_and_an_atomic_save_render_nothing() {
    let mut site = desk();
    let text = std::fs::read(site.root().join(ALPHA)).unwrap();
    site.write(ALPHA, &text);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 0 of 66
"#]]
    );
    site.write("content/articles/.alpha.md.tmp", &text);
    site.rename("content/articles/.alpha.md.tmp", ALPHA);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 0 of 66
"#]]
    );
}

#[test]
fn back_to_earlier_content_are_the_earlier_bytes() {
    let mut site = desk();
    let earlier = site.files.clone();
    site.replace(ALPHA, "title: Alpha", "title: Omega").delete(BETA);
    site.build();
    assert_ne!(site.files, earlier);
    let mut sections = crate::support::sections(DESK).into_iter();
    let (_, beta) = sections.find(|(file, _)| file == BETA).unwrap();
    site.replace(ALPHA, "title: Omega", "title: Alpha").write(BETA, beta);
    site.build();
    crate::support::same(&site.files, &earlier);
}
