//! What pages show of addresses at which nothing is left.

use snapbox::{assert_data_eq, str};

use crate::incremental::{ALPHA, desk};
use crate::support::Site;

const LINKS: &str = "content/links.yml";

/// The lines of a page that hold the address of the memo, or words on it.
fn lines(site: &Site, file: &str) -> String {
    let words = [".example/memo", "dead-link"];
    let told = |line: &&str| words.iter().any(|word| line.contains(word));
    let lines = site.text(file).lines().filter(told).filter(|l| !l.contains("ld+json"));
    lines.map(|line| format!("{}\n", line.trim())).collect()
}

const BROKEN: &str = "\"https://dawn.example/memo\": { status: broken, why: \"404 Not Found\", \
                      asked: 2026-01-20, fine: 2026-01-10, missing: 2026-01-20 }\n";

#[test]
fn a_dead_link_is_marked_on_the_pages_that_show_it_and_nothing_else_renders() {
    let mut site = desk();
    let fine = "\"https://dawn.example/memo\": { status: fine, asked: 2026-01-10 }\n";
    site.write(LINKS, fine);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 8
rendered 0 of 66
"#]]
    );
    site.write(LINKS, BROKEN);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 8
rendered 5 of 66
view: /articles/alpha/ /feed.json /feed.xml /rss.xml /sources/dawn/
"#]]
    );
    assert_data_eq!(
        lines(&site, "articles/alpha/index.html"),
        str![[r##"
<div class="side-note" data-nosnippet><a class="side-figure" href="#ref-memo" tabindex="-1">1</a> <bdi class="side-outlet">Dawn</bdi>, <cite><bdi><a href="https://dawn.example/memo" tabindex="-1">A memo</a></bdi></cite></div>
<p class="reference-line"><bdi class="outlet"><a href="/sources/dawn/">Dawn</a></bdi>. <cite><bdi><a href="https://dawn.example/memo">A memo</a></bdi></cite>. </p>
<ul class="facts reference-facts"><li class="dead-link">Dead link, last seen fine on <time datetime="2026-01-10">10 January 2026</time></li>

"##]]
    );
    assert_data_eq!(
        lines(&site, "sources/dawn/index.html"),
        str![[r#"
<ul class="facts work-facts"><li class="dead-link">Dead link, last seen fine on <time datetime="2026-01-10">10 January 2026</time></li>

"#]]
    );
    // Asked again and still broken: nothing of it is shown.
    site.write(LINKS, BROKEN.replace("asked: 2026-01-20", "asked: 2026-01-21"));
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 8
rendered 0 of 66
"#]]
    );
    site.delete(LINKS);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 5 of 66
view: /articles/alpha/ /feed.json /feed.xml /rss.xml /sources/dawn/
"#]]
    );
}

#[test]
fn a_dead_link_leads_to_its_archived_copy() {
    let mut site = desk();
    site.replace(
        ALPHA,
        "url: \"https://dawn.example/memo\"",
        "url: \"https://dawn.example/memo#top\", archive: \"https://archive.example/memo\"",
    );
    site.write(LINKS, BROKEN);
    site.build();
    assert_data_eq!(
        lines(&site, "articles/alpha/index.html"),
        str![[r##"
<div class="side-note" data-nosnippet><a class="side-figure" href="#ref-memo" tabindex="-1">1</a> <bdi class="side-outlet">Dawn</bdi>, <cite><bdi><a href="https://archive.example/memo" tabindex="-1">A memo</a></bdi></cite></div>
<p class="reference-line"><bdi class="outlet"><a href="/sources/dawn/">Dawn</a></bdi>. <cite><bdi><a href="https://archive.example/memo">A memo</a></bdi></cite>. </p>
<ul class="facts reference-facts"><li class="archived dead-link"><a href="https://archive.example/memo">Archived copy</a>; <a href="https://dawn.example/memo#top">the original</a> is gone, last seen fine on <time datetime="2026-01-10">10 January 2026</time></li>

"##]]
    );
    assert_data_eq!(
        lines(&site, "sources/dawn/index.html"),
        str![[r#"
<ul class="facts work-facts"><li class="archived dead-link"><a href="https://archive.example/memo">Archived copy</a>; <a href="https://dawn.example/memo#top">the original</a> is gone, last seen fine on <time datetime="2026-01-10">10 January 2026</time></li>

"#]]
    );
    // A copy that is gone as well is no copy.
    let copy = BROKEN.replace("dawn.example", "archive.example");
    site.write(LINKS, format!("{copy}{}", BROKEN.replace("fine: 2026-01-10, ", "")));
    site.build();
    assert_data_eq!(
        lines(&site, "articles/alpha/index.html"),
        str![[r##"
<div class="side-note" data-nosnippet><a class="side-figure" href="#ref-memo" tabindex="-1">1</a> <bdi class="side-outlet">Dawn</bdi>, <cite><bdi><a href="https://dawn.example/memo#top" tabindex="-1">A memo</a></bdi></cite></div>
<p class="reference-line"><bdi class="outlet"><a href="/sources/dawn/">Dawn</a></bdi>. <cite><bdi><a href="https://dawn.example/memo#top">A memo</a></bdi></cite>. </p>
<ul class="facts reference-facts"><li class="dead-link">Dead link, not there on <time datetime="2026-01-20">20 January 2026</time></li>

"##]]
    );
}

#[cfg(feature = "csl")]
#[test]
fn a_dead_link_leads_to_its_archived_copy_in_styles_of_csl_too() {
    let mut site = desk();
    site.replace(
        ALPHA,
        "url: \"https://dawn.example/memo\"",
        "url: \"https://dawn.example/memo?a&b\", archive: \"https://archive.example/memo\"",
    );
    site.replace(ALPHA, "date: 2026-01-03", "date: 2026-01-03\ncitation_style: apa");
    site.write(LINKS, BROKEN.replace("memo\"", "memo?a&b\""));
    site.build();
    assert_data_eq!(
        lines(&site, "articles/alpha/index.html"),
        str![[r#"
<p class="reference-line"><bdi>A memo. (n.d.). <i>Dawn</i>. Retrieved <a href="https://archive.example/memo">https://dawn.example/memo?a&amp;b</a></bdi></p>
<ul class="facts reference-facts"><li class="archived dead-link"><a href="https://archive.example/memo">Archived copy</a>; <a href="https://dawn.example/memo?a&amp;b">the original</a> is gone, last seen fine on <time datetime="2026-01-10">10 January 2026</time></li>

"#]]
    );
}

#[test]
fn a_slip_in_the_record_is_said_at_its_place() {
    let mut site = desk();
    site.write(LINKS, format!("{BROKEN}{BROKEN}"));
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 8
content/links.yml:2:1: error[duplicate-key]: `https://dawn.example/memo` stands here twice (hint: remove one of the two)
view: /articles/alpha/ /feed.json /feed.xml /rss.xml /sources/dawn/
"#]]
    );
}
