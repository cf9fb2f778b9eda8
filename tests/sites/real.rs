//! The real article, as its readers meet it. It is not part of the repository.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Selector};

use crate::support::Site;

const ARTICLE: &str = "articles/muscat-and-the-limits-of-iran-us-diplomacy/index.html";

/// The publication beside the repository, unless it is not there.
pub fn real() -> Option<Site> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    let mut site = found(folder).map(|folder| Site::copy(&folder))?;
    site.at("2026-03-01").clean();
    Some(site)
}

#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn found(folder: PathBuf) -> Option<PathBuf> {
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no {}", folder.display());
    None
}

fn page(site: &Site, file: &str) -> Html {
    let page = Html::parse_document(site.text(file));
    assert_eq!(page.errors, Vec::<String>::new(), "{file}");
    page
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The words of an element with single spaces.
fn words(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).iter().map(words).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let found = all(page, selector);
    found.iter().map(|e| e.value().attr(name).unwrap_or_default().to_owned()).collect()
}

/// The element with an id.
fn id<'a>(page: &'a Html, id: &str) -> ElementRef<'a> {
    let found = all(page, &format!("[id=\"{id}\"]"));
    assert_eq!(found.len(), 1, "elements with the id {id}");
    found[0]
}

#[test]
fn the_head_of_the_article() {
    let Some(site) = real() else { return };
    let page = page(&site, ARTICLE);
    assert_eq!(texts(&page, "h1"), ["Muscat and the Limits of Iran-US Diplomacy"]);
    assert_eq!(texts(&page, ".article-head .byline a"), ["Fiaz Ahmed"]);
    let byline = attributes(&page, ".article-head .byline a", "href");
    assert_eq!(byline, ["/authors/fiaz-ahmed/"]);
    assert_eq!(texts(&page, ".article-head time"), ["5 February 2026"]);
    assert_eq!(attributes(&page, ".article-head time", "datetime"), ["2026-02-05"]);
    let folded = texts(&page, ".alternatives summary");
    assert_eq!(folded, ["Also published as", "Cite this article"]);
    let alternatives = texts(&page, ".alternatives ul li");
    assert_eq!(alternatives.len(), 5);
    let file = site.root().join("content").join(ARTICLE.replace("/index.html", ".md"));
    let text = std::fs::read_to_string(file).unwrap();
    for headline in &alternatives {
        assert!(text.contains(&format!("  - \"{headline}\"\n")), "{headline}");
    }
}

#[test]
fn the_sections_and_their_table_of_contents() {
    let Some(site) = real() else { return };
    let page = page(&site, ARTICLE);
    let sections = texts(&page, ".prose h2");
    assert_eq!(sections.len(), 7);
    assert_eq!(texts(&page, ".toc a"), sections);
    for (link, section) in attributes(&page, ".toc a", "href").iter().zip(&sections) {
        let heading = id(&page, link.strip_prefix('#').unwrap());
        assert_eq!(heading.value().name(), "h2");
        assert_eq!(words(&heading), *section);
    }
    let ids = attributes(&page, "[id]", "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice");
}

#[test]
fn citations_lead_to_references_and_back() {
    let Some(site) = real() else { return };
    let page = page(&site, ARTICLE);
    let marks = attributes(&page, ".prose .citation a", "href");
    assert_eq!(marks.len(), 13);
    let references = attributes(&page, ".references > li", "id");
    let expected = ["ref-fm-gov-om", "ref-roic-ai", "ref-dawn", "ref-anadolu-ajansi"];
    assert_eq!(references, expected);
    let mut back_links = 0;
    for (reference, count) in references.iter().zip([2, 1, 9, 1]) {
        let cited = marks.iter().filter(|mark| mark[1..] == **reference).count();
        assert_eq!(cited, count, "{reference}");
        let back = attributes(&page, &format!("#{reference} .returns a"), "href");
        assert_eq!(back.len(), count, "{reference}");
        assert_eq!(back.iter().collect::<BTreeSet<_>>().len(), count, "{reference}");
        for link in back {
            let mark = id(&page, link.strip_prefix('#').unwrap());
            assert_eq!(mark.value().attr("href"), Some(&*format!("#{reference}")));
            back_links += 1;
        }
    }
    assert_eq!(back_links, 13);
    let outlets = attributes(&page, ".references .outlet a", "href");
    let expected = [
        "/sources/fm-gov-om/",
        "/sources/roic-ai/",
        "/sources/dawn/",
        "/sources/anadolu-ajansi/",
    ];
    assert_eq!(outlets, expected);
}

#[test]
fn the_author() {
    let Some(site) = real() else { return };
    let article = page(&site, ARTICLE);
    let profile =
        std::fs::read_to_string(site.root().join("content/authors/fiaz-ahmed.md"));
    let biography = profile.unwrap().rsplit("---\n").next().unwrap().trim().to_owned();
    assert_eq!(texts(&article, ".biography-name a"), ["Fiaz Ahmed"]);
    let paragraphs = texts(&article, ".biography p");
    assert!(paragraphs.contains(&biography), "{paragraphs:?}");

    let author = page(&site, "authors/fiaz-ahmed/index.html");
    assert_eq!(texts(&author, "h1"), ["Fiaz Ahmed"]);
    assert_eq!(texts(&author, ".introduction p"), [biography]);
    let outlets = texts(&author, ".reliance tbody th");
    assert_eq!(outlets, ["Dawn", "fm.gov.om", "Anadolu Ajansı", "roic.ai"]);
    let counts = texts(&author, ".reliance tbody td:nth-child(2)");
    assert_eq!(counts, ["9", "2", "1", "1"]);
    let caption = texts(&author, ".reliance caption");
    assert_eq!(caption, ["Outlets by share of 13 citations"]);
}

#[test]
fn the_list_of_sources() {
    let Some(site) = real() else { return };
    let sources = page(&site, "sources/index.html");
    assert_eq!(texts(&sources, ".page-count"), ["13 passages resting on 4 outlets"]);
    let names = texts(&sources, ".directory tbody th a");
    assert_eq!(names, ["Anadolu Ajansı", "Dawn", "fm.gov.om", "roic.ai"]);
    let passages = texts(&sources, ".directory tbody td:nth-child(3)");
    assert_eq!(passages, ["1", "9", "2", "1"]);
    let by_count = page(&site, "sources/by-count/index.html");
    let names = texts(&by_count, ".directory tbody th a");
    assert_eq!(names, ["Dawn", "fm.gov.om", "Anadolu Ajansı", "roic.ai"]);
}

#[test]
fn the_passages_of_an_outlet() {
    let Some(site) = real() else { return };
    let dawn = page(&site, "sources/dawn/index.html");
    let article = page(&site, ARTICLE);
    let sentences = texts(&dawn, ".passage blockquote");
    let paragraphs = texts(&dawn, ".passage details p");
    let links = attributes(&dawn, ".passage .at-passage", "href");
    assert_eq!((sentences.len(), paragraphs.len(), links.len()), (9, 9, 9));
    let address = format!("/{}", ARTICLE.trim_end_matches("index.html"));
    let mut blocks = BTreeSet::new();
    for ((sentence, paragraph), link) in sentences.iter().zip(&paragraphs).zip(&links) {
        assert!(paragraph.contains(sentence), "{sentence} in {paragraph}");
        assert!(sentence.ends_with('.'), "{sentence}");
        let block = link.strip_prefix(&address).unwrap().strip_prefix('#').unwrap();
        // The paragraph on the article's page ends with the mark.
        let on_page = words(&id(&article, block));
        assert_eq!(on_page.trim_end_matches(char::is_numeric), paragraph);
        blocks.insert(block);
    }
    assert_eq!(blocks.len(), 9);
    let marked = texts(&dawn, ".passage details mark");
    assert_eq!(marked, sentences);
}
