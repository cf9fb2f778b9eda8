//! The editors' desk: what it says of each article, and how it is served.

use std::path::Path;

use chancery::engine::builder::{Builder, Built};
use chancery::engine::report::InputTexts;
use chancery::engine::sink::Memory;
use chancery::preview::desk::claims::Claims;
use chancery::preview::desk::{BuiltRow, DeskInput, LastBuild, respond};
use scraper::{ElementRef, Html, Selector};

use crate::support::Site;

/// A publication with an article of every state.
const SITE: &str = include_str!("desk/site.txt");

/// A build of the publication and what the desk needs beside it.
struct Desk {
    site: Site,
    built: Built,
    last: LastBuild,
}

impl Desk {
    fn new() -> Self {
        let site = Site::new(SITE);
        let request = site.request(false);
        let sink = Memory::default();
        let built = Builder::new(site.root()).build(&request, &sink).unwrap();
        let row = |address: &str, state, reasons: &[&str]| BuiltRow {
            address: address.to_owned(),
            state,
            reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect(),
        };
        let rows = vec![
            row("/articles/harbour/", "rendered", &["view.prose", "templates"]),
            row("/articles/quay/", "new", &[]),
        ];
        let last = LastBuild {
            number: 3,
            milliseconds: 1204,
            parsed: 1,
            rendered: 2,
            planned: 60,
            rows,
        };
        Self { site, built, last }
    }

    fn ask(&self, path: &str, query: &str) -> Option<(&'static str, String)> {
        let texts = InputTexts(&self.built.snapshot);
        let input = DeskInput {
            site: self.built.site.as_ref().unwrap(),
            diagnostics: &self.built.diagnostics,
            texts: &texts,
            base_path: "/review/",
            editor_url: Some("vscode://file/{path}:{line}:{column}"),
            root: Path::new("/desk/a b"),
            last: &self.last,
            claims: &Claims::default(),
        };
        let (kind, bytes) = respond(&input, path, query)?;
        Some((kind, String::from_utf8(bytes).unwrap()))
    }

    fn page(&self, query: &str) -> Html {
        let (kind, text) = self.ask("", query).unwrap();
        assert_eq!(kind, "text/html; charset=utf-8");
        Html::parse_document(&text)
    }

    fn entry(&self, name: &str) -> Html {
        self.page(&format!("article=content%2Farticles%2F{name}.md"))
    }
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The words of an element, white space folded.
fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn all(page: &Html, selector: &str) -> Vec<String> {
    select(page, selector).into_iter().map(words).collect()
}

fn attributes<'a>(page: &'a Html, selector: &str, name: &str) -> Vec<&'a str> {
    select(page, selector).iter().filter_map(|element| element.attr(name)).collect()
}

#[test]
fn every_article_has_its_row() {
    let desk = Desk::new();
    let page = desk.page("");
    let rows: Vec<String> = select(&page, "tbody tr[data-state]")
        .into_iter()
        .map(|row| {
            let cells = row.child_elements().skip(1).map(words);
            let title = Selector::parse(".title").unwrap();
            let title = row.select(&title).next().map(words).unwrap();
            std::iter::once(title).chain(cells).collect::<Vec<_>>().join(" | ")
        })
        .collect();
    assert_eq!(
        rows,
        [
            "The quay to come | Embargoed until 1 March 2026, 09:00 | 1 March 2026 | 8 1 min | 0 | 0 of 0 | 0 | 1 | 1",
            "The harbour reopens | Public until 1 June 2026 | 20 January 2026 | 55 1 min | 2 | 1 of 3 | 2 | 0 | 1",
            "هدوء الميناء | Public | 10 January 2026 | 6 1 min | 0 | 0 of 0 | 1 | 0 | 0",
            "The old gate | Expired since 1 January 2026 | 1 December 2025 | 3 1 min | 0 | 0 of 0 | 0 | 0 | 0",
            "A draft with <b>marks</b> & more | Draft | no date | 4 1 min | 0 | 0 of 0 | 0 | 0 | 0",
        ]
    );
    assert_eq!(
        all(&page, "fieldset label"),
        ["All 5", "Public 2", "Draft 1", "Embargoed 1", "Expired 1"]
    );
    assert_eq!(
        all(&page, "#need option"),
        [
            "Anything",
            "Paragraphs without a source (2)",
            "Sources not cited (1)",
            "Outlet named, work not (1)",
            "Headlines too long (1)",
            "Errors and warnings (2)",
        ]
    );
    assert_eq!(attributes(&page, "tbody bdi[lang]", "lang"), ["ar"]);
    assert_eq!(
        attributes(&page, "a.title", "href")[1],
        "/review/_chancery/?article=content/articles/harbour.md"
    );
    assert_eq!(
        all(&page, "#build .plain tbody tr"),
        [
            "/articles/harbour/renderedview.prose, templates",
            "/articles/quay/newit is new"
        ]
    );
    assert_eq!(
        attributes(&page, "#build tbody a", "href")[0],
        "/review/articles/harbour/"
    );
    assert_eq!(
        all(&page, "#build .quiet"),
        ["Build 3 took 1,204 ms: 1 file read anew, 2 of 60 outputs rendered."]
    );
}

#[test]
fn an_entry_names_what_is_stated_without_a_source() {
    let desk = Desk::new();
    let page = desk.entry("harbour");
    assert_eq!(
        all(&page, "#claims li"),
        [
            "Some 40 ships wait in the roads, and the master said “we have never seen so many”. \
             number, quotation, report · At the paragraph · In the editor",
            "Exports fell by 12 per cent. number · At the paragraph · In the editor",
        ]
    );
    assert_eq!(
        attributes(&page, "#claims .place a", "href"),
        [
            "/review/articles/harbour/#p-some-40-ships-wait-in",
            "vscode://file/desk/a%20b/content/articles/harbour.md:22:1",
            "/review/articles/harbour/#p-exports-fell-by-12-per",
            "vscode://file/desk/a%20b/content/articles/harbour.md:25:1",
        ]
    );
    assert_eq!(
        all(&page, "#sources li"),
        [
            "@gazette The Gazette cited once · outlet named, work not identified",
            "@tides The Harbour Office Tables of the tide cited once · harbour.example",
            "@unused The Harbour Office A list that nobody reads not cited · harbour.example",
        ]
    );
    assert_eq!(
        attributes(&page, "#links li a", "href"),
        [
            "https://harbour.example/plan",
            "/review/articles/harbour/#p-the-harbour-reopens-in-2026",
        ]
    );
    assert_eq!(
        all(&page, "#problems li"),
        ["Warning nothing cites the source `unused`".replace('`', "")
            + " put [@unused] after the sentence that rests on it; until then it is listed under \
                   \"Further reading\" content/articles/harbour.md:13:5 unused-reference"]
    );
    assert_eq!(all(&page, ".internal"), ["Internal Hold until the office replies"]);
    assert_eq!(
        all(&page, "#build tbody tr"),
        ["/articles/harbour/renderedview.prose, templates"]
    );
}

#[test]
fn the_grid_says_which_headline_goes_where() {
    let desk = Desk::new();
    let page = desk.entry("quay");
    let long =
        "A headline for search that goes on well beyond the sixty characters of it";
    assert_eq!(
        all(&page, ".grid tbody tr"),
        [
            "The page The quay to come the title 16 of 110".to_owned(),
            format!("Search {long} its own 73 of 60, too long"),
            "Social media The quay, at last its own 17 of 70".to_owned(),
            "X The quay, at last social media 17 of 70".to_owned(),
            "E-mail The quay, at last social media 17 of 50".to_owned(),
            "Cards The quay to come the title 16 of 80".to_owned(),
            "Front page The quay to come the title 16 of 80".to_owned(),
            "Feeds The quay to come the title 16".to_owned(),
            "Print The quay to come the title 16".to_owned(),
        ]
    );
    assert_eq!(all(&page, ".grid .tail"), ["racters of it"]);
    assert_eq!(
        all(&page, ".candidates li"),
        [
            "Who needs a quay candidate, in no output, for search · 16 characters",
            "The quay and the gate alternative · 21 characters",
            "The quay tomorrow not shown yet, from 1 March 2026, 09:00, for cards · 17 characters",
            "The quay yesterday not shown any more, until 1 January 2026, for cards · 18 characters",
        ]
    );
    assert_eq!(
        all(&page, ".mock-title"),
        [long, "The quay, at last", "The quay to come", "The quay, at last"]
    );
    assert_eq!(
        all(&page, ".mock-search .mock-site"),
        ["The Roads news.example › review › articles › quay"]
    );
    assert_eq!(attributes(&page, ".mock-social img", "src"), ["/review/card.png"]);
}

#[test]
fn an_entry_says_what_can_be_shared() {
    let desk = Desk::new();
    let page = desk.entry("harbour");
    assert_eq!(
        all(&page, ".shares li"),
        ["Ships in the harbour https://news.example/review/articles/harbour/h/1/"]
    );
    assert_eq!(attributes(&page, ".shares a", "href"), ["/review/articles/harbour/h/1/"]);
    let social = &all(&page, ".grid tbody tr")[2];
    assert_eq!(
        social,
        "Social media Ships in the harbour its own from 1 January 2026 until 1 March 2026 20 of 70"
    );
    // What is not public is not to be shared.
    assert_eq!(all(&desk.entry("quay"), ".shares li"), Vec::<String>::new());
}

#[test]
fn pages_need_no_inline_style_or_script_and_escape_what_was_typed() {
    let desk = Desk::new();
    let list = desk.ask("", "").unwrap().1;
    assert!(list.contains("A draft with &lt;b&gt;marks&lt;"), "{list}");
    for page in [desk.page(""), desk.entry("harbour"), desk.entry("draft")] {
        assert_eq!(select(&page, "style, [style], bdi b").len(), 0);
        let scripts = select(&page, "script");
        let src: Vec<_> = scripts.iter().map(|s| (s.attr("src"), words(*s))).collect();
        assert_eq!(src, [(Some("/review/_chancery/desk.js"), String::new())]);
        let ids = attributes(&page, "[id]", "id");
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
    }
}

#[test]
fn right_to_left_text_keeps_its_direction() {
    let page = Desk::new().entry("mina");
    assert_eq!(attributes(&page, "h1", "dir"), ["rtl"]);
    assert_eq!(attributes(&page, "h1", "lang"), ["ar"]);
    assert_eq!(attributes(&page, "#claims li p[dir]", "dir"), ["rtl"]);
    assert_eq!(attributes(&page, "html", "lang"), ["en"]);
}

#[test]
fn only_what_is_there_is_served() {
    let desk = Desk::new();
    let kind = |path: &str, query: &str| desk.ask(path, query).map(|(kind, _)| kind);
    assert_eq!(kind("desk.css", ""), Some("text/css; charset=utf-8"));
    assert_eq!(kind("desk.js", ""), Some("text/javascript; charset=utf-8"));
    assert_eq!(kind("desk.html", ""), None);
    assert_eq!(kind("../site.toml", ""), None);
    assert_eq!(kind("", "article=content/articles/none.md"), None);
    assert_eq!(kind("", "article=site.toml"), None);
    assert_eq!(kind("", "page=1"), Some("text/html; charset=utf-8"));
    assert_eq!(desk.site.names().len(), 0);
}
