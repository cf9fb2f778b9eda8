//! What a page shows and what it says to machines are the same, on every page of several
//! publications.

use chancery::base::words::{OwnWords, Words};
use std::collections::BTreeMap;

use chancery::base::date::Moment;
use chancery::engine::builder::Builder;
use chancery::engine::request::When;
use chancery::parse::front::Channel;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Map, Value};

use crate::schema::{self, Named, nodes, text};
use crate::support::pages::{
    Page, all, attribute, names, pages, publications, shown, squeezed, values, words,
};

/// Every named node that is described, with the page that describes it.
fn named(pages: &[Page]) -> (Named, BTreeMap<String, Vec<String>>) {
    let (mut classes, mut homes) = (Named::new(), BTreeMap::<_, Vec<_>>::new());
    for page in pages {
        for node in page.data.iter().flat_map(|node| nodes_of(node)) {
            let (id, class) = (text(node, "@id"), text(node, "@type"));
            if !id.is_empty() && !class.is_empty() {
                classes.entry(id.to_owned()).or_default().push(class.to_owned());
                homes.entry(id.to_owned()).or_default().push(page.url());
            }
        }
    }
    (classes, homes)
}

fn nodes_of(node: &Map<String, Value>) -> Vec<&Map<String, Value>> {
    let inner = node.values().flat_map(nodes);
    std::iter::once(node).chain(inner).collect()
}

#[test]
fn every_node_is_sound_and_every_name_resolves() {
    for site in publications() {
        let pages = pages(&site);
        let (classes, homes) = named(&pages);
        let known: Vec<String> = pages.iter().map(Page::url).collect();
        for page in &pages {
            assert!(!page.data.is_empty(), "{}", page.file);
            for node in &page.data {
                assert_eq!(text(node, "@context"), "https://schema.org", "{}", page.file);
                assert!(!node.contains_key("@graph"));
            }
            for node in page.data.iter().flat_map(|node| nodes_of(node)) {
                schema::check(node, &classes, &page.file);
                let id = text(node, "@id");
                if id.is_empty() {
                    continue;
                }
                let at = homes.get(id).unwrap_or_else(|| panic!("{}: {id}", page.file));
                // The page that the name is of describes it, the one that mentions it does, or
                // both.
                let own = id.split('#').next().unwrap().to_owned();
                assert!(known.contains(&own), "{}: {id}", page.file);
                assert!(at.contains(&own), "{}: {id} is not on its page", page.file);
            }
        }
    }
}

#[test]
fn an_article_says_what_it_shows() {
    for site in publications() {
        let pages = pages(&site);
        let mut articles = 0;
        for page in &pages {
            let Some(article) = page.article() else { continue };
            articles += 1;
            let file = &page.file;
            assert_eq!(shown(&page.html, "h1"), [squeezed(text(article, "headline"))]);
            let language = attribute(&page.html, "html", "lang").unwrap();
            assert_eq!(text(article, "inLanguage"), language, "{file}");
            byline(page, article);
            dates(page, article);
            corrections(page, article);
            references(page, article);
            let own = article["mainEntityOfPage"]["@id"].as_str().unwrap();
            assert_eq!(own, page.url(), "{file}");
            // What the page lists is among what it says; the settings keep some for metadata.
            let said = values(article, "alternativeHeadline");
            let mut said = said.iter().map(|value| squeezed(value.as_str().unwrap()));
            for headline in shown(&page.html, ".alternatives li") {
                assert!(said.any(|said| headline.starts_with(&said)), "{headline}");
            }
        }
        assert!(articles > 0);
    }
}

fn byline(page: &Page, article: &Map<String, Value>) {
    let file = &page.file;
    let byline = ".article-head .byline:not(.credits)";
    let named = shown(&page.html, &format!("{byline} bdi"));
    let publisher = article["publisher"]["name"].as_str().unwrap().to_owned();
    let authors = names(article, "author");
    let expected = if named.is_empty() { vec![publisher.clone()] } else { named.clone() };
    assert_eq!(authors, expected, "{file}");
    assert_eq!(page.meta("author"), named, "{file}");
    assert_eq!(page.meta("DC.creator"), expected, "{file}");
    assert_eq!(page.meta("publisher"), [publisher], "{file}");
    let links = all(&page.html, &format!("{byline} a"));
    let pages: Vec<&str> =
        links.iter().map(|a| a.value().attr("href").unwrap()).collect();
    let urls =
        values(article, "author").iter().filter_map(|author| author["url"].as_str());
    if !named.is_empty() {
        for (url, page) in urls.zip(pages) {
            assert!(url.ends_with(page), "{file}: {url} {page}");
        }
    }
    let credited = shown(&page.html, ".article-head .credits bdi");
    let mut said: Vec<String> = ["editor", "translator", "contributor"]
        .iter()
        .flat_map(|role| names(article, role))
        .collect();
    let mut expected = credited;
    said.sort();
    expected.sort();
    assert_eq!(said, expected, "{file}");
}

/// Whether a visible date and one for machines are the same moment.
fn same(visible: &str, stamp: &str) -> bool {
    match visible.len() {
        10 => stamp.starts_with(&format!("{visible}T00:00:00")),
        _ => visible == stamp,
    }
}

fn dates(page: &Page, article: &Map<String, Value>) {
    let times = all(&page.html, ".article-facts time");
    let times: Vec<&str> =
        times.iter().map(|time| time.value().attr("datetime").unwrap()).collect();
    let (published, modified) =
        (text(article, "datePublished"), text(article, "dateModified"));
    assert!(same(times[0], published), "{}: {times:?} {published}", page.file);
    match times.get(1) {
        Some(updated) => assert!(same(updated, modified), "{}", page.file),
        None => assert_eq!(published, modified, "{}", page.file),
    }
    assert_eq!(page.meta("article:published_time"), [published]);
    assert_eq!(page.meta("article:modified_time"), [modified]);
    let expires: Vec<&str> =
        article.get("expires").and_then(Value::as_str).into_iter().collect();
    assert_eq!(page.meta("article:expiration_time"), expires);
}

fn corrections(page: &Page, article: &Map<String, Value>) {
    let items = all(&page.html, "section.corrections li");
    let nodes = values(article, "correction");
    assert_eq!(items.len(), nodes.len(), "{}", page.file);
    for (item, node) in items.iter().zip(nodes) {
        let id = item.value().attr("id").unwrap();
        assert_eq!(node["@id"].as_str().unwrap(), format!("{}#{id}", page.url()));
        let time = item.select(&Selector::parse("time").unwrap()).next().unwrap();
        let day = time.value().attr("datetime").unwrap();
        assert!(same(day, node["datePublished"].as_str().unwrap()));
        let text = squeezed(node["text"].as_str().unwrap());
        assert_eq!(
            words(item).replace(" At the passage", ""),
            format!("{}. {text}", words(&time))
        );
    }
}

fn references(page: &Page, article: &Map<String, Value>) {
    let items = all(&page.html, "section.sources > ol > li");
    let nodes = values(article, "citation");
    assert_eq!(items.len(), nodes.len(), "{}", page.file);
    let first = |item: &ElementRef<'_>, selector: &str| {
        item.select(&Selector::parse(selector).unwrap()).next().map(|e| words(&e))
    };
    for (item, node) in items.iter().zip(nodes) {
        if let Some(outlet) = node.as_str() {
            let unidentified = first(item, ".unidentified").is_some();
            assert!(unidentified, "{}: {outlet}", page.file);
            let shown = first(item, ".outlet");
            assert!(shown.is_none_or(|shown| shown == outlet), "{}: {outlet}", page.file);
            continue;
        }
        assert_eq!(first(item, ".unidentified"), None, "{}: {node}", page.file);
        let id = item.value().attr("id").unwrap();
        let name = node["@id"].as_str().unwrap();
        let facts = Selector::parse(".reference-facts a").unwrap();
        let shared = item.select(&facts).find(|a| words(a) == "Who else cites it");
        match shared.and_then(|a| a.value().attr("href")) {
            Some(page) => assert!(name.ends_with(&format!("{page}#work")), "{name}"),
            None => assert_eq!(name, format!("{}#{id}", page.url())),
        }
        let title = squeezed(node["name"].as_str().unwrap());
        let cite = first(item, "cite");
        assert!(
            cite.as_deref() == Some(&title)
                || title.starts_with("http")
                || cite.is_none(),
            "{}: {cite:?} {title}",
            page.file
        );
        assert_eq!(first(item, ".outlet").as_deref(), node["publisher"]["name"].as_str());
        let day = item.select(&Selector::parse(".reference-line time").unwrap()).next();
        let day = day.and_then(|time| time.value().attr("datetime"));
        assert_eq!(day, node["datePublished"].as_str());
    }
}

#[test]
fn the_way_down_is_the_same() {
    for site in publications() {
        for page in pages(&site) {
            let steps = all(&page.html, ".breadcrumbs li");
            let shown: Vec<(String, Option<String>)> = steps
                .iter()
                .map(|step| {
                    let link = step.select(&Selector::parse("a").unwrap()).next();
                    let href = link.and_then(|a| a.value().attr("href"));
                    (words(step), href.map(str::to_owned))
                })
                .collect();
            let nodes = page.node("BreadcrumbList");
            let nodes = nodes.map_or(&[][..], |node| values(node, "itemListElement"));
            assert_eq!(nodes.len(), shown.len(), "{}", page.file);
            for ((node, (label, href)), place) in nodes.iter().zip(&shown).zip(1..) {
                assert_eq!(node["position"], place);
                assert_eq!(squeezed(node["name"].as_str().unwrap()), *label);
                let path = node["item"]
                    .as_str()
                    .map(|url| url::Url::parse(url).unwrap().path().to_owned());
                assert_eq!(path, *href, "{}", page.file);
            }
        }
    }
}

#[test]
fn tags_agree_with_the_page() {
    for site in publications() {
        let sitemap = site.text("sitemap.xml");
        for page in pages(&site) {
            let file = &page.file;
            assert_eq!(all(&page.html, "link[rel=canonical]").len(), 1, "{file}");
            let robots = page.meta("robots");
            let listed = sitemap.contains(&format!("<loc>{}</loc>", page.url()));
            if robots == ["noindex"] {
                assert_eq!(page.meta("og:url"), [""; 0], "{file}");
                assert!(!listed, "{file}");
                continue;
            }
            assert!(listed, "{file}");
            assert_eq!(robots, ["max-image-preview:large"], "{file}");
            assert_eq!(page.meta("og:url"), [page.url()], "{file}");
            assert_eq!(page.meta("og:title").len(), 1, "{file}");
            assert_eq!(page.meta("og:description"), page.meta("description"), "{file}");
            let prefix = attribute(&page.html, "html", "prefix");
            assert_eq!(prefix, None, "{file}");
            let is_report =
                page.node("Report").or(page.node("ScholarlyArticle")).is_some();
            assert_eq!(!page.meta("citation_title").is_empty(), is_report, "{file}");
            let is_piece = page.article().is_some() && !is_report;
            assert_eq!(!page.meta("z:itemType").is_empty(), is_piece, "{file}");
            for image in page.meta("og:image") {
                assert!(image.starts_with("https://"), "{file}");
                assert_eq!(page.meta("og:image:alt").len(), 1, "{file}");
            }
        }
    }
}

#[test]
fn headlines_go_to_their_channels() {
    for mut site in publications() {
        let now = When::Moment(Moment::parse("2026-12-01").unwrap());
        let model = Builder::new(site.root()).site(now, None).unwrap().site.unwrap();
        site.at("2026-12-01").build();
        let pages = pages(&site);
        for article in model.public_articles() {
            let file = article.address.file();
            let page = pages.iter().find(|page| page.file == file).unwrap();
            let headline = |channel| squeezed(article.headlines.get(channel));
            let social = headline(Channel::Social);
            assert_eq!(page.meta("og:title"), [social.as_str()], "{file}");
            let x = Some(headline(Channel::X)).filter(|x| *x != social);
            assert_eq!(page.meta("twitter:title"), x.into_iter().collect::<Vec<_>>());
            let title = shown(&page.html, "title").remove(0);
            assert!(title.starts_with(&headline(Channel::Seo)), "{file}: {title}");
            for draft in &article.front().alternative_headlines {
                let said =
                    page.data.iter().flat_map(|node| values(node, "alternativeHeadline"));
                let said =
                    said.filter(|value| value.as_str() == Some(&draft.text)).count();
                assert_eq!(said, usize::from(!draft.draft), "{file}: {}", draft.text);
            }
        }
    }
}

/// What stands between two words, each time.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    let parts = text.split(from).skip(1);
    parts.map(|part| part.split(to).next().unwrap()).collect()
}

fn rfc822(stamp: &str) -> String {
    let zoned = jiff::Timestamp::strptime("%Y-%m-%dT%H:%M:%S%:z", stamp).unwrap();
    zoned.to_string()
}

#[test]
fn feeds_agree_with_the_pages() {
    for site in publications() {
        let feed: Value = serde_json::from_str(site.text("feed.json")).unwrap();
        let items = feed["items"].as_array().unwrap();
        let atom = between(site.text("feed.xml"), "<entry", "</entry>");
        let rss = between(site.text("rss.xml"), "<item>", "</item>");
        assert_eq!((items.len(), items.len()), (atom.len(), rss.len()));
        let pages = pages(&site);
        for ((item, atom), rss) in items.iter().zip(atom).zip(rss) {
            let url = item["url"].as_str().unwrap();
            let page = pages.iter().find(|page| page.url() == url).unwrap();
            let article = page.article().unwrap();
            let published = text(article, "datePublished");
            let modified = text(article, "dateModified");
            assert_eq!(item["date_published"], published);
            assert_eq!(item["date_modified"], modified);
            assert_eq!(between(atom, "<published>", "<"), [published]);
            assert_eq!(between(atom, "<updated>", "<"), [modified]);
            let date = between(rss, "<pubDate>", "<");
            let date = jiff::fmt::rfc2822::parse(date[0]).unwrap().timestamp();
            assert_eq!(date.to_string(), rfc822(published));
            let title = item["title"].as_str().unwrap();
            let escaped =
                title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert_eq!(between(atom, "<title>", "<"), [escaped.as_str()]);
            assert_eq!(between(rss, "<title>", "<"), [escaped.as_str()]);
            assert_eq!(between(rss, "<link>", "<"), [url]);
            assert_eq!(between(rss, "<guid isPermaLink=\"true\">", "<"), [url]);
            let names: Vec<&str> =
                item["authors"].as_array().map_or(Vec::new(), |authors| {
                    authors
                        .iter()
                        .map(|author| author["name"].as_str().unwrap())
                        .collect()
                });
            assert_eq!(between(rss, "<dc:creator>", "<"), names);
            assert_eq!(between(atom, "<name>", "<"), names);
            let byline = shown(
                &page.html,
                ".article-head .byline:not(.credits) :is(bdi, .unnamed)",
            );
            assert_eq!(names, byline);
            content(item["content_html"].as_str().unwrap(), page);
        }
    }
}

/// The text of an article in a feed: every link is absolute, and what it leads to on the
/// article's page is there.
fn content(html: &str, page: &Page) {
    let html = Html::parse_fragment(html);
    for name in ["href", "src"] {
        for element in all(&html, &format!("[{name}]")) {
            let value = element.value().attr(name).unwrap();
            let absolute = ["https://", "http://", "mailto:"];
            assert!(absolute.iter().any(|start| value.starts_with(start)), "{value}");
            if let Some(id) = value.strip_prefix(&format!("{}#", page.url())) {
                assert_eq!(all(&page.html, &format!("[id=\"{id}\"]")).len(), 1, "{id}");
            }
        }
    }
    let notes = all(&page.html, ".footnotes > ol > li").len();
    let sources = all(&page.html, "section.sources > ol > li").len();
    let headings = |html: &Html, selector: &str, word: &str| {
        shown(html, selector).iter().filter(|heading| *heading == word).count()
    };
    let language = attribute(&page.html, "html", "lang");
    let language = language.as_deref().unwrap_or("en");
    let said = Words::of(language, &OwnWords::default());
    for (word, count) in [(said.say("Notes"), notes), (said.say("Sources"), sources)] {
        let own = headings(&page.html, ".prose h2", word);
        assert_eq!(headings(&html, "h2", word), own + usize::from(count > 0));
    }
}
