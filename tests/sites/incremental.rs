//! Edits of content that must come out right: bytes equal to a clean build's, and the exact
//! outputs that were rendered.

use snapbox::{assert_data_eq, str};

use crate::edits::DESK;
use crate::support::Site;

pub fn desk() -> Site {
    let mut site = Site::new(DESK);
    site.build();
    site
}

pub const ALPHA: &str = "content/articles/alpha.md";
pub const BETA: &str = "content/articles/beta.md";
pub const GAMMA: &str = "content/articles/gamma.md";

#[test]
fn the_first_build_renders_all_and_the_second_nothing() {
    let mut site = Site::new(DESK);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 7 of 7
rendered 66 of 66
new: / /404.html /about/ /apple-touch-icon.png /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/alpha/references.bib /articles/alpha/references.json /articles/alpha/references.ris /articles/beta/ /articles/beta/cite.bib /articles/beta/cite.json /articles/beta/cite.ris /articles/gamma/ /articles/gamma/cite.bib /articles/gamma/cite.json /articles/gamma/cite.ris /authors/ /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /chancery.13d80835.css /chancery.css /cite.a4f87755.js /cite.js /corrections/ /favicon.ico /favicon.svg /feed.json /feed.xml /icon-192.png /icon-512.png /icon-maskable-512.png /manifest.webmanifest /notes.419b20c6.js /notes.js /robots.txt /rss.xml /search.549a1f2e.js /search.c81bbe6f.css /search.css /search.js /search/ /series/ /series/letters/ /sitemap.xml /sources/ /sources/agency/ /sources/agency/feed.xml /sources/by-count/ /sources/dawn/ /sources/dawn/feed.xml /theme.672da05a.js /theme.js /topics/ /topics/iran/ /topics/iran/feed.xml /topics/oman/ /topics/oman/feed.xml
"#]]
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 0 of 66
"#]]
    );
}

#[test]
fn a_typo_in_a_body_renders_no_listing() {
    let mut site = desk();
    site.replace(GAMMA, "nobody", "no one");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 4 of 66
view: /articles/gamma/ /feed.json /feed.xml /rss.xml
"#]]
    );
    site.replace(ALPHA, "A second", "The second");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 4 of 66
view: /articles/alpha/ /feed.json /feed.xml /rss.xml
"#]]
    );
}

#[test]
fn a_sentence_with_a_citation_renders_source_pages_and_no_listing() {
    let mut site = desk();
    site.replace(ALPHA, "It rests on a memo.", "It rests upon a memo.");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 5 of 66
view: /articles/alpha/ /feed.json /feed.xml /rss.xml /sources/dawn/
"#]]
    );
    site.replace(ALPHA, "of alpha.", "of alpha.[@memo]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 10 of 66
view: / /articles/alpha/ /authors/ann/ /feed.json /feed.xml /rss.xml /sources/ /sources/by-count/ /sources/dawn/ /topics/iran/
"#]]
    );
}

#[test]
fn a_title_renders_what_shows_it() {
    let mut site = desk();
    site.replace(ALPHA, "title: Alpha", "title: Alpha again");
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
fn an_alternative_headline() {
    let mut site = desk();
    let dated = "date: 2026-01-03";
    let another = "date: 2026-01-03\nalternative_headlines: [Another]";
    site.replace(ALPHA, dated, another);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 1 of 66
view: /articles/alpha/
"#]]
    );
    site.replace(ALPHA, "[Another]", "[{ text: Another, for: feed }]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 7 of 66
view: /articles/alpha/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /sources/dawn/feed.xml /topics/iran/feed.xml
"#]]
    );
}

#[test]
fn authors_are_added_reordered_and_removed() {
    let mut site = desk();
    site.replace(ALPHA, "[ann]", "[ann, bob]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 22 of 66
view: / /archive/2026/ /articles/ /articles/alpha/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/dawn/ /sources/dawn/feed.xml /topics/iran/ /topics/iran/feed.xml
"#]]
    );
    site.replace(ALPHA, "[ann, bob]", "[bob, ann]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 20 of 66
view: / /archive/2026/ /articles/ /articles/alpha/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/beta/ /articles/gamma/ /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sources/dawn/ /sources/dawn/feed.xml /topics/iran/ /topics/iran/feed.xml
"#]]
    );
    site.replace(ALPHA, "[bob, ann]", "[ann]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 22 of 66
view: / /archive/2026/ /articles/ /articles/alpha/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/dawn/ /sources/dawn/feed.xml /topics/iran/ /topics/iran/feed.xml
"#]]
    );
}

#[test]
fn a_topic_is_renamed() {
    let mut site = desk();
    site.replace("content/topics/iran.md", "name: Iran", "name: Iran today");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 15 of 66
frame, view: /topics/iran/
view: /articles/alpha/ /articles/gamma/ /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sources/dawn/feed.xml /topics/ /topics/iran/feed.xml /topics/oman/ /topics/oman/feed.xml
"#]]
    );
}

#[test]
fn the_last_article_leaves_a_topic_and_an_author() {
    let mut site = desk();
    site.replace(BETA, "[oman]", "[iran]").replace(GAMMA, "[iran, oman]", "[iran]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 2 of 7
rendered 15 of 64
view: /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/agency/feed.xml /topics/ /topics/iran/ /topics/iran/feed.xml
gone: topics/oman/feed.xml topics/oman/index.html
"#]]
    );
    site.replace(BETA, "[bob]", "[ann]").replace(GAMMA, "[ann, bob]", "[ann]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 2 of 7
rendered 26 of 62
view: / /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/beta/cite.bib /articles/beta/cite.json /articles/beta/cite.ris /articles/gamma/ /articles/gamma/cite.bib /articles/gamma/cite.json /articles/gamma/cite.ris /authors/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /series/ /series/letters/ /sitemap.xml /sources/agency/ /sources/agency/feed.xml /topics/iran/ /topics/iran/feed.xml
gone: authors/bob/feed.xml authors/bob/index.html
"#]]
    );
    site.replace(ALPHA, "[ann]", "[cid]");
    site.replace(BETA, "[ann]", "[cid]").replace(GAMMA, "[ann]", "[cid]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 3 of 7
rendered 33 of 64
new: /authors/cid/ /authors/cid/feed.xml
view: / /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/alpha/cite.bib /articles/alpha/cite.json /articles/alpha/cite.ris /articles/beta/ /articles/beta/cite.bib /articles/beta/cite.json /articles/beta/cite.ris /articles/gamma/ /articles/gamma/cite.bib /articles/gamma/cite.json /articles/gamma/cite.ris /authors/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /series/ /series/letters/ /sitemap.xml /sources/agency/ /sources/agency/feed.xml /sources/dawn/ /sources/dawn/feed.xml /topics/iran/ /topics/iran/feed.xml
"#]]
    );
}

#[test]
fn a_reference_that_another_article_cites_gets_a_page() {
    let mut site = desk();
    let memo = "sources:\n  - { key: m, outlet: dawn, title: \"A memo\", \
                url: \"https://www.dawn.example/memo/\" }\n  - Agency\n";
    site.replace(BETA, "sources: [Agency]\n", memo);
    site.replace(BETA, "[alpha](alpha.md).", "[alpha](alpha.md).[@m]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 21 of 70
new: /articles/beta/references.bib /articles/beta/references.json /articles/beta/references.ris /sources/dawn/a-memo/
view: / /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/bob/ /feed.json /feed.xml /rss.xml /sitemap.xml /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/ /sources/dawn/feed.xml /topics/oman/
"#]]
    );
}

#[test]
fn an_outlet_is_renamed() {
    let mut site = desk();
    site.replace("content/outlets.yml", "name: Dawn", "name: The Dawn");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 14 of 66
frame, view: /sources/dawn/
view: / /articles/alpha/ /articles/alpha/references.bib /articles/alpha/references.json /articles/alpha/references.ris /authors/ann/ /feed.json /feed.xml /rss.xml /sources/ /sources/by-count/ /sources/dawn/feed.xml /topics/iran/
"#]]
    );
    site.replace(
        "content/outlets.yml",
        "kind: newspaper",
        "kind: newspaper, country: PK",
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 4 of 66
view: / /sources/ /sources/by-count/ /sources/dawn/
"#]]
    );
}

#[test]
fn an_article_comes_and_goes() {
    let mut site = desk();
    let delta = "---\ntitle: Delta\nauthors: [bob]\ndate: 2026-01-04\n---\n\nNew.\n";
    site.write("content/articles/delta.md", delta);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 8
rendered 19 of 70
new: /articles/delta/ /articles/delta/cite.bib /articles/delta/cite.json /articles/delta/cite.ris
view: / /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml
"#]]
    );
    site.delete("content/articles/delta.md");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 15 of 66
view: / /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml
gone: articles/delta/cite.bib articles/delta/cite.json articles/delta/cite.ris articles/delta/index.html
"#]]
    );
}

#[test]
fn files_and_folders_are_renamed() {
    let mut site = desk();
    site.rename(GAMMA, "content/articles/third.md");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 23 of 66
new: /articles/third/ /articles/third/cite.bib /articles/third/cite.json /articles/third/cite.ris
view: / /archive/2025/ /articles/ /articles/alpha/ /articles/beta/ /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /series/ /series/letters/ /sitemap.xml /topics/iran/ /topics/iran/feed.xml /topics/oman/ /topics/oman/feed.xml
gone: articles/gamma/cite.bib articles/gamma/cite.json articles/gamma/cite.ris articles/gamma/index.html
"#]]
    );
    site.rename("content/articles/third.md", "content/articles/2025/third.md");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 1 of 66
view: /articles/third/
"#]]
    );
    site.rename("content/articles/2025", "content/articles/old");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 1 of 66
view: /articles/third/
"#]]
    );
}

#[test]
fn a_changed_slug_renders_the_pages_that_lead_there() {
    let mut site = desk();
    site.replace(ALPHA, "date: 2026-01-03", "date: 2026-01-03\nslug: first");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 22 of 66
new: /articles/first/ /articles/first/cite.bib /articles/first/cite.json /articles/first/cite.ris /articles/first/references.bib /articles/first/references.json /articles/first/references.ris
view: / /archive/2026/ /articles/ /articles/beta/ /articles/gamma/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/dawn/ /sources/dawn/feed.xml /topics/iran/ /topics/iran/feed.xml
gone: articles/alpha/cite.bib articles/alpha/cite.json articles/alpha/cite.ris articles/alpha/index.html articles/alpha/references.bib articles/alpha/references.json articles/alpha/references.ris
"#]]
    );
}

#[test]
fn two_articles_claim_one_address_and_one_yields() {
    let mut site = desk();
    site.replace(BETA, "title: Beta", "title: Beta\nslug: alpha");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/beta.md:3:7: error[two-owners]: the address `/articles/alpha/` is claimed by the article `content/articles/alpha.md` and by the article `content/articles/beta.md` (hint: give one of them another `slug`, name or alias)
view: / /archive/2026/ /articles/ /articles/alpha/ /articles/gamma/ /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/agency/ /sources/agency/feed.xml /topics/oman/ /topics/oman/feed.xml
"#]]
    );
    site.replace(BETA, "slug: alpha", "slug: beta-too");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 19 of 66
new: /articles/beta-too/ /articles/beta-too/cite.bib /articles/beta-too/cite.json /articles/beta-too/cite.ris
view: / /archive/2026/ /articles/ /articles/alpha/ /articles/gamma/ /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/agency/ /sources/agency/feed.xml /topics/oman/ /topics/oman/feed.xml
gone: articles/beta/cite.bib articles/beta/cite.json articles/beta/cite.ris articles/beta/index.html
"#]]
    );
}

#[test]
fn a_link_to_a_missing_page_and_then_the_page() {
    let mut site = desk();
    site.replace(GAMMA, "nobody.", "[nobody](delta.md).");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/gamma.md:10:13: error[broken-link]: `delta.md` leads nowhere: there is no file `content/articles/delta.md` (hint: write the path from this file to the other, for example `oman.md`)
view: /articles/gamma/ /feed.json /feed.xml /rss.xml
"#]]
    );
    let delta = "---\ntitle: Delta\nauthors: [bob]\ndate: 2026-01-04\n---\n\nNew.\n";
    site.write("content/articles/delta.md", delta);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 8
rendered 19 of 70
new: /articles/delta/ /articles/delta/cite.bib /articles/delta/cite.json /articles/delta/cite.ris
view: / /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml
"#]]
    );
}
