//! Headlines: each channel takes its own, some have a time, those for social media have share
//! addresses, and two articles do not say the same.

use std::collections::BTreeMap;

use scraper::{Html, Selector};
use snapbox::{assert_data_eq, str};

use crate::commands::prints;
use crate::edits::DESK;
use crate::incremental::{ALPHA, desk};
use crate::support::Site;

/// A site of which an article has other words in each channel.
fn routed() -> Site {
    let site = Site::new(DESK);
    let all = "title: Wordtitle\nalternative_headlines:\n  - Wordplain\n  \
               - { text: Wordseo, for: seo }\n  - { text: Wordsocial, for: social }\n  \
               - { text: Wordx, for: x }\n  - { text: Wordemail, for: email }\n  \
               - { text: Wordcard, for: card }\n  - { text: Wordhome, for: home }\n  \
               - { text: Wordfeed, for: feed }\n  - { text: Wordprint, for: print }\n  \
               - { text: Wordcandidate, for: [seo, social], draft: true }";
    site.replace(ALPHA, "title: Alpha", all);
    site
}

/// The outputs that hold each word, with how often.
#[test]
fn each_channel_takes_its_own() {
    let mut site = routed();
    site.clean();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for part in text.split("Word").skip(1) {
            let end = part.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(part.len());
            *counts.entry(&part[..end]).or_default() += 1;
        }
        for (word, count) in counts {
            let words = found.entry(word.to_owned()).or_default();
            words.push(format!("{file} {count}"));
        }
    }
    let lines =
        found.iter().map(|(word, files)| format!("{word}: {}\n", files.join(", ")));
    assert_data_eq!(
        lines.collect::<String>(),
        str![[r#"
card: archive/2026/index.html 1, articles/alpha/index.html 2, articles/beta/index.html 1, articles/gamma/index.html 1, articles/index.html 1, authors/ann/index.html 1, sources/dawn/index.html 1, topics/iran/index.html 1
email: articles/alpha/index.html 2
feed: articles/alpha/index.html 2, authors/ann/feed.xml 1, feed.json 1, feed.xml 1, rss.xml 1, sources/dawn/feed.xml 1, topics/iran/feed.xml 1
home: articles/alpha/index.html 2, index.html 1
plain: articles/alpha/index.html 2
print: articles/alpha/index.html 3
s: search/index.html 2
seo: articles/alpha/index.html 3
social: articles/alpha/h/1/index.html 4, articles/alpha/index.html 3
title: articles/alpha/cite.bib 1, articles/alpha/cite.json 1, articles/alpha/cite.ris 1, articles/alpha/index.html 9
x: articles/alpha/h/2/index.html 4, articles/alpha/index.html 3

"#]]
    );
}

/// What elements of a file say: their attribute, or their words.
fn say(site: &Site, file: &str, selector: &str, attribute: Option<&str>) -> Vec<String> {
    let page = Html::parse_document(site.text(file));
    let selector = Selector::parse(selector).unwrap();
    let words = |element: scraper::ElementRef<'_>| match attribute {
        Some(name) => element.attr(name).unwrap_or_default().to_owned(),
        None => element.text().collect::<String>().trim().to_owned(),
    };
    page.select(&selector).map(words).collect()
}

#[test]
fn each_place_says_the_headline_of_its_channel() {
    let mut site = routed();
    site.clean();
    let page = "articles/alpha/index.html";
    let meta = |name: &str| {
        let selector = format!("meta[property=\"{name}\"], meta[name=\"{name}\"]");
        say(&site, page, &selector, Some("content"))
    };
    assert_eq!(say(&site, page, "title", None), ["Wordseo · Desk"]);
    assert_eq!(say(&site, page, "h1", None), ["Wordtitle"]);
    assert_eq!(say(&site, page, ".print-head p", None), ["Desk · Wordprint"]);
    assert_eq!(meta("og:title"), ["Wordsocial"]);
    assert_eq!(meta("twitter:title"), ["Wordx"]);
    let data = say(&site, page, "script[type='application/ld+json']", None);
    let data: serde_json::Value = serde_json::from_str(&data[0]).unwrap();
    assert_eq!(data["headline"], "Wordtitle");
    let others = data["alternativeHeadline"].as_array().unwrap();
    let others: Vec<&str> = others.iter().map(|other| other.as_str().unwrap()).collect();
    assert_eq!(
        others,
        [
            "Wordplain",
            "Wordseo",
            "Wordsocial",
            "Wordx",
            "Wordemail",
            "Wordcard",
            "Wordhome",
            "Wordfeed",
            "Wordprint"
        ]
    );
    let cards = |file: &str| {
        let cards = say(&site, file, "a[href='/articles/alpha/']", None);
        cards.into_iter().filter(|words| words.starts_with("Word")).collect::<Vec<_>>()
    };
    assert_eq!(cards("index.html"), ["Wordhome"]);
    for list in
        ["articles/index.html", "authors/ann/index.html", "topics/iran/index.html"]
    {
        assert_eq!(cards(list), ["Wordcard"], "{list}");
    }
    for feed in ["feed.xml", "rss.xml", "authors/ann/feed.xml"] {
        assert_eq!(site.text(feed).matches("Wordfeed</title>").count(), 1, "{feed}");
    }
    let feed: serde_json::Value = serde_json::from_str(site.text("feed.json")).unwrap();
    assert_eq!(feed["items"][0]["title"], "Wordfeed");
    for (number, word) in [(1, "Wordsocial"), (2, "Wordx")] {
        let page = format!("articles/alpha/h/{number}/index.html");
        let meta = |name: &str| {
            let selector = format!("meta[property=\"{name}\"], meta[name=\"{name}\"]");
            say(&site, &page, &selector, Some("content"))
        };
        assert_eq!(meta("og:title"), [word]);
        assert_eq!(meta("twitter:title"), [word]);
    }
}

/// The article of [`DESK`] with two headlines for social media.
fn shared() -> Site {
    let mut site = Site::new(DESK);
    let two = "title: Alpha\nalternative_headlines:\n  - { text: \"One <b> & two\", for: social }\n  \
               - { text: Another, for: x }";
    site.replace(ALPHA, "title: Alpha", two);
    site.build();
    site
}

#[test]
fn a_share_address_leads_to_the_article() {
    let mut site = shared();
    site.below("https://x.example/repo/").clean();
    assert_data_eq!(
        site.text("articles/alpha/h/1/index.html"),
        str![[r#"
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>One &lt;b&gt; &amp; two</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="author" content="Ann Author">
<meta name="publisher" content="Desk">
<meta property="og:type" content="article">
<meta property="og:title" content="One &lt;b&gt; &amp; two">
<meta property="og:url" content="https://x.example/repo/articles/alpha/h/1/">
<meta property="og:site_name" content="Desk">
<meta property="og:locale" content="en_US">
<meta property="article:published_time" content="2026-01-03T00:00:00+00:00">
<meta property="article:modified_time" content="2026-01-03T00:00:00+00:00">
<meta property="article:author" content="https://x.example/repo/authors/ann/">
<meta property="article:section" content="Iran">
<meta property="article:tag" content="Iran">
<meta name="twitter:card" content="summary">
<meta name="twitter:title" content="One &lt;b&gt; &amp; two">
<link rel="canonical" href="https://x.example/repo/articles/alpha/">
<meta http-equiv="refresh" content="0; url=/repo/articles/alpha/">
</head>
<body>
<main>
<h1><a href="/repo/articles/alpha/">One &lt;b&gt; &amp; two</a></h1>
</main>
</body>
</html>

"#]]
    );
    let lists = ["sitemap.xml", "feed.xml", "rss.xml", "feed.json", "index.html"];
    for file in lists.iter().chain(&["articles/index.html", "articles/alpha/index.html"])
    {
        assert!(!site.text(file).contains("/h/"), "{file}");
    }
    let written = site.names().into_iter().filter(|name| name.contains("/h/"));
    assert_eq!(
        written.collect::<Vec<_>>(),
        ["articles/alpha/h/1/index.html", "articles/alpha/h/2/index.html"]
    );
    let settings = "title = \"Desk\"\n[outputs]\nshares = false\n";
    let base = "base_url = \"https://desk.example/\"\n";
    site.write("site.toml", format!("{base}{settings}"));
    site.clean();
    assert!(site.names().iter().all(|name| !name.contains("/h/")));
}

#[test]
fn numbers_of_share_addresses_stay() {
    let mut site = shared();
    let after = "{ text: Another, for: x }\n  - Plain\n  - { text: A third, for: social, draft: true }\n  \
                 - { text: A fourth, for: social, from: 2027-01-01 }";
    site.replace(ALPHA, "{ text: Another, for: x }", after);
    site.replace(ALPHA, "for: social }", "for: social, until: 2027-01-01 }");
    site.build();
    let word = |site: &Site, number: usize| {
        let file = format!("articles/alpha/h/{number}/index.html");
        let has = site.files.contains_key(&file);
        has.then(|| say(site, &file, "title", None).remove(0))
    };
    let words = |site: &Site| [1, 2, 3, 4].map(|number| word(site, number));
    let some = |word: &str| Some(word.to_owned());
    assert_eq!(words(&site), [some("One <b> & two"), some("Another"), None, None]);
    site.at("2027-01-01").build();
    assert_eq!(words(&site), [None, some("Another"), None, some("A fourth")]);
}

#[test]
fn an_edit_of_a_social_headline_renders_what_shows_it() {
    let mut site = shared();
    site.replace(ALPHA, "Another", "Other");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 2 of 68
frame, view: /articles/alpha/h/2/
view: /articles/alpha/
"#]]
    );
    site.replace(ALPHA, "Alpha begins here", "Alpha starts here");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 5 of 68
view: /articles/alpha/ /feed.json /feed.xml /rss.xml /sources/dawn/
"#]]
    );
    site.replace(ALPHA, "topics: [iran]", "topics: [oman]");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 16 of 68
view: /articles/alpha/ /articles/alpha/h/1/ /articles/alpha/h/2/ /articles/beta/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/dawn/feed.xml /topics/ /topics/iran/ /topics/iran/feed.xml /topics/oman/ /topics/oman/feed.xml
"#]]
    );
    site.replace(ALPHA, "title: Alpha", "title: Alpha\nembargo: 2026-03-01");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/beta.md:9:15: warning[link-withheld]: `content/articles/alpha.md` is not public: its link becomes plain text (hint: publish it, or take the link out)
rendered 19 of 57
view: / /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/ann/feed.xml /feed.json /feed.xml /rss.xml /sitemap.xml /sources/ /sources/by-count/ /topics/ /topics/oman/ /topics/oman/feed.xml
gone: articles/alpha/cite.bib articles/alpha/cite.json articles/alpha/cite.ris articles/alpha/h/1/index.html articles/alpha/h/2/index.html articles/alpha/index.html articles/alpha/references.bib articles/alpha/references.json articles/alpha/references.ris sources/dawn/feed.xml sources/dawn/index.html
"#]]
    );
}

#[test]
fn a_share_address_that_is_taken() {
    let site = shared();
    site.replace(
        "site.toml",
        "https://desk.example/\"",
        "https://desk.example/\"\n[addresses]\narticle = \"/{slug}/\"",
    );
    site.write("static/alpha/h/2/index.html", "mine");
    assert_data_eq!(
        site.check(),
        str![[r#"
content/articles/alpha.md:5:13: error[two-owners]: the address `/alpha/h/2/` is claimed by the static file `static/alpha/h/2/index.html` and by the share address of a headline `content/articles/alpha.md` (hint: give one of them another `slug`, name or alias)

"#]]
    );
}

#[test]
fn a_headline_comes_and_goes() {
    let mut site = Site::new(DESK);
    let timed = "title: Alpha\nalternative_headlines:\n  \
                 - { text: Before, for: [card, social], until: 2026-02-05 }\n  \
                 - { text: During, for: [card, social], from: 2026-02-05, until: 2026-02-12 09:00 }\n  \
                 - { text: After, for: card, from: 2026-02-12 09:00 }";
    site.replace(ALPHA, "title: Alpha", timed);
    site.replace(
        "site.toml",
        "title = \"Desk\"",
        "title = \"Desk\"\ntimezone = \"Asia/Muscat\"",
    );
    let shown = |site: &Site| {
        let words = ["Before", "During", "After"];
        let holds = |word: &str| {
            let texts = site.files.values().map(|bytes| String::from_utf8_lossy(bytes));
            texts.filter(|text| text.contains(word)).count()
        };
        words.into_iter().filter(|word| holds(word) > 0).collect::<Vec<_>>()
    };
    for (now, expected) in [
        ("2026-02-04T19:59:59Z", "Before"),
        ("2026-02-04T20:00:00Z", "During"),
        ("2026-02-12 08:59:59", "During"),
        ("2026-02-12 09:00", "After"),
        ("2026-02-01", "Before"),
    ] {
        site.at(now).build();
        assert_eq!(shown(&site), [expected], "{now}");
    }
    site.at("2026-02-05");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 10 of 67
new: /articles/alpha/h/2/
view: / /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ann/ /sources/dawn/ /topics/iran/
gone: articles/alpha/h/1/index.html
"#]]
    );
    assert_data_eq!(
        prints(site.root(), &["next"]),
        str![[r#"
2026-02-05T00:00:00+04:00  a headline begins: alpha (content/articles/alpha.md)
2026-02-05T00:00:00+04:00  a headline ends: alpha (content/articles/alpha.md)
2026-02-12T09:00:00+04:00  a headline begins: alpha (content/articles/alpha.md)
2026-02-12T09:00:00+04:00  a headline ends: alpha (content/articles/alpha.md)
"#]]
    );
    site.replace(ALPHA, "title: Alpha", "title: Alpha\ndraft: true");
    assert_eq!(prints(site.root(), &["next"]), "nothing falls due");
}

/// What two articles say is looked at again whenever one of them changes.
#[test]
fn two_articles_say_the_same() {
    let mut site = desk();
    let beta = "content/articles/beta.md";
    site.replace(
        beta,
        "title: Beta",
        "title: Beta\nalternative_headlines: [{ text: \"ALPHA!\", draft: true }]",
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/alpha.md:2:8: warning[headline-shared]: the headline `Alpha` is also one of `content/articles/beta.md` (hint: give one of the two articles another)
rendered 0 of 66
"#]]
    );
    site.replace("content/articles/gamma.md", "title: Gamma", "title: beta");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/alpha.md:2:8: warning[headline-shared]: the headline `Alpha` is also one of `content/articles/beta.md` (hint: give one of the two articles another)
content/articles/beta.md:2:8: warning[headline-shared]: the headline `Beta` is also one of `content/articles/gamma.md` (hint: give one of the two articles another)
rendered 22 of 66
frame, view: /articles/gamma/
view: / /archive/2025/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/cite.bib /articles/gamma/cite.json /articles/gamma/cite.ris /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /feed.json /feed.xml /rss.xml /series/ /series/letters/ /topics/iran/ /topics/iran/feed.xml /topics/oman/ /topics/oman/feed.xml
"#]]
    );
    // It stays over another edit, and goes with its cause.
    site.replace(ALPHA, "A second paragraph", "The second paragraph");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
content/articles/alpha.md:2:8: warning[headline-shared]: the headline `Alpha` is also one of `content/articles/beta.md` (hint: give one of the two articles another)
content/articles/beta.md:2:8: warning[headline-shared]: the headline `Beta` is also one of `content/articles/gamma.md` (hint: give one of the two articles another)
rendered 4 of 66
view: /articles/alpha/ /feed.json /feed.xml /rss.xml
"#]]
    );
    site.replace(ALPHA, "title: Alpha", "title: Alpha\nstatus: retracted");
    site.replace("content/articles/gamma.md", "title: beta", "title: Gamma");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 2 of 7
rendered 27 of 66
frame, view: /articles/gamma/
view: / /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/cite.bib /articles/gamma/cite.json /articles/gamma/cite.ris /authors/ann/ /authors/ann/feed.xml /authors/bob/ /authors/bob/feed.xml /corrections/ /feed.json /feed.xml /rss.xml /series/ /series/letters/ /sitemap.xml /sources/dawn/ /sources/dawn/feed.xml /topics/iran/ /topics/iran/feed.xml /topics/oman/ /topics/oman/feed.xml
"#]]
    );
}
