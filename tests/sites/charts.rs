//! Charts: their data as inputs and outputs, and what their drawings hold.

use std::collections::BTreeSet;

use chancery::base::digest::Digested;
use chancery::parse::chart::ChartKind;
use chancery::parse::chart_data;
use chancery::render::chart;
use chancery::view::chart::ChartView;
use proptest::prelude::*;
use scraper::{Html, Selector};
use snapbox::{assert_data_eq, str};

use crate::edits::DESK;
use crate::incremental::{ALPHA, BETA};
use crate::support::Site;

const TALKS: &str = "content/articles/talks.csv";

/// The small site with a chart in each of two articles: of a file, and of lines of text.
fn desk() -> Site {
    let mut site = Site::new(DESK);
    site.write(TALKS, "Year,Talks\n2024,\"1,200\"\n2025,3\n");
    let chart = "```{chart type=bar title=\"Talks a year\" src=talks.csv}\nSource: A memo.[@memo]\n```\n\nA second paragraph";
    site.replace(ALPHA, "A second paragraph", chart);
    let chart = "```{chart type=line title=\"Held\"}\nYear,Rounds\n2024,4\n2025,6\n```\n\nBeta leads";
    site.replace(BETA, "Beta leads", chart);
    site.build();
    site
}

fn text(site: &Site, file: &str) -> String {
    String::from_utf8(site.files[file].clone()).unwrap()
}

#[test]
fn an_edit_of_the_data_renders_what_shows_it() {
    let mut site = desk();
    assert_eq!(
        text(&site, "articles/alpha/talks.csv"),
        "Year,Talks\r\n2024,1200\r\n2025,3\r\n"
    );
    assert_eq!(
        text(&site, "articles/beta/held.csv"),
        "Year,Rounds\r\n2024,4\r\n2025,6\r\n"
    );
    site.write(TALKS, "Year,Talks\n2024,\"1,200\"\n2025,4\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 5 of 68
view: /articles/alpha/ /articles/alpha/talks.csv /feed.json /feed.xml /rss.xml
"#]]
    );
    assert_eq!(
        text(&site, "articles/alpha/talks.csv"),
        "Year,Talks\r\n2024,1200\r\n2025,4\r\n"
    );
    // An error in it is said of it, and goes with it.
    site.write(TALKS, "Year,Talks\n2024,many\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
content/articles/talks.csv:2:6: error[chart]: `many` is not a number (hint: write a number, for example `1200` or `-3.5`; leave the cell empty where there is none)
view: /articles/alpha/ /articles/alpha/talks.csv /feed.json /feed.xml /rss.xml
"#]]
    );
    site.write(TALKS, "Year,Talks\n2024,\"1,200\"\n2025,4\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 5 of 68
view: /articles/alpha/ /articles/alpha/talks.csv /feed.json /feed.xml /rss.xml
"#]]
    );
    // The file may go, and come back.
    site.delete(TALKS);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
content/articles/alpha.md:12:41: error[missing-data]: there is no file `talks.csv` (hint: put the file beside the article, or write the path to it from there)
view: /articles/alpha/ /feed.json /feed.xml /rss.xml
"#]]
    );
    site.write(TALKS, "Year,Talks\n2024,\"1,200\"\n2025,4\n");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 5 of 68
new: /articles/alpha/talks.csv
view: /articles/alpha/ /feed.json /feed.xml /rss.xml
"#]]
    );
}

#[test]
fn data_that_no_public_page_shows_are_not_published() {
    let mut site = desk();
    site.replace(ALPHA, "authors: [ann]", "authors: [ann]\ndraft: true");
    site.replace(BETA, "authors: [bob]", "authors: [bob]\nembargo: 2026-03-01");
    site.build();
    let csv: Vec<&String> = site.files.keys().filter(|f| f.ends_with(".csv")).collect();
    assert_eq!(csv, Vec::<&String>::new());
    let told = site.files.values().any(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("1,200") || text.contains("Talks a year")
    });
    assert!(!told);
}

#[test]
fn a_link_to_the_file_leads_to_the_data_of_the_chart() {
    let mut site = desk();
    site.replace(ALPHA, "Alpha begins here.", "Alpha begins [here](talks.csv).");
    site.build();
    assert_eq!(
        text(&site, "articles/alpha/talks.csv"),
        "Year,Talks\r\n2024,1200\r\n2025,3\r\n"
    );
    assert!(
        text(&site, "articles/alpha/index.html")
            .contains(r#"<a href="/articles/alpha/talks.csv">here"#)
    );
}

#[test]
fn a_feed_has_the_words_and_the_table_of_a_chart() {
    let site = desk();
    let feed: serde_json::Value =
        serde_json::from_str(&text(&site, "feed.json")).unwrap();
    let items = feed["items"].as_array().unwrap();
    let html = items.iter().find(|item| item["title"] == "Beta").unwrap()["content_html"]
        .as_str();
    let html = Html::parse_fragment(html.unwrap());
    let of = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        let found =
            html.select(&selector).map(|element| element.text().collect::<String>());
        found.collect::<Vec<_>>()
    };
    assert_eq!(of("svg, details"), Vec::<String>::new());
    assert_eq!(
        of("figure > p:not([class])"),
        ["Line chart, 2 rows. Values: from 4 (2024) to 6 (2025)."]
    );
    assert_eq!(of("td"), ["2024", "4", "2025", "6"]);
    assert_eq!(
        of("a[href='https://desk.example/articles/beta/held.csv']"),
        ["Download held.csv"]
    );
}

#[test]
fn the_passages_of_an_outlet_are_counted_by_month() {
    let mut site = desk();
    let line = |site: &Site| {
        let page = Html::parse_document(&text(site, "sources/dawn/index.html"));
        let selector = Selector::parse(".sparkline").unwrap();
        let label =
            page.select(&selector).next().and_then(|line| line.attr("aria-label"));
        label.map(str::to_owned)
    };
    // All in one month say nothing that the date of the last does not.
    assert_eq!(line(&site), None);
    let cited = "sources: [{ key: memo, outlet: dawn, title: \"A memo\", url: \"https://dawn.example/memo\" }]\nseries";
    site.replace("content/articles/gamma.md", "series", cited);
    site.replace("content/articles/gamma.md", "nobody.", "nobody.[@memo]");
    site.build();
    let expected = "Passages by month from February 2025 to January 2026: December 2025 1; January 2026 2; none in the other months";
    assert_eq!(line(&site).as_deref(), Some(expected));
}

/// What is drawn of some data.
fn drawn(kind: ChartKind, data: &str, language: &str, unit: &str) -> chart::ChartHtml {
    let (data, _) = chart_data::read(data, kind);
    let view = ChartView {
        kind,
        title: "A <title>".to_owned(),
        description: String::new(),
        unit: unit.to_owned(),
        x: String::new(),
        y: String::new(),
        data: Digested::new(data),
        address: None,
        language: language.to_owned(),
    };
    chart::html(&view, "c", "", false, &std::sync::Arc::default())
}

/// Every drawing keeps its words inside, names no colour and has its two descriptions.
fn check(html: &chart::ChartHtml) {
    const ALLOWED: [&str; 20] = [
        "class",
        "role",
        "viewBox",
        "width",
        "height",
        "font-size",
        "direction",
        "id",
        "aria-labelledby",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "d",
        "text-anchor",
    ];
    let mut ids = BTreeSet::new();
    for svg in [&html.wide, &html.narrow] {
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        let parsed = Html::parse_fragment(svg);
        let all = Selector::parse("svg, svg *").unwrap();
        for element in parsed.select(&all) {
            for (name, _) in element.value().attrs() {
                assert!(ALLOWED.contains(&name), "{name} in {svg}");
            }
            if let Some(id) = element.attr("id") {
                assert!(ids.insert(id.to_owned()), "{id} twice");
            }
        }
        let labelled = Selector::parse("svg[role=img]").unwrap();
        let by =
            parsed.select(&labelled).next().unwrap().attr("aria-labelledby").unwrap();
        assert!(by.split(' ').all(|id| ids.contains(id)), "{by}");
    }
}

/// Text elements whose estimated box leaves the drawing, or lies over another.
fn cut_off(svg: &str) -> Vec<String> {
    use chancery::render::chart::text::width;
    let parsed = Html::parse_fragment(svg);
    let root = parsed.select(&Selector::parse("svg").unwrap()).next().unwrap();
    let edge: f64 = root.attr("width").unwrap().parse().unwrap();
    let mut boxes: Vec<(f64, f64, f64, String)> = Vec::new();
    let mut wrong = Vec::new();
    for element in parsed.select(&Selector::parse("text").unwrap()) {
        let number = |name: &str| element.attr(name).unwrap().parse::<f64>().unwrap();
        let words: String = element.text().collect();
        let wide = width(&words);
        let start = match element.attr("text-anchor") {
            Some("end") => number("x") - wide,
            Some("middle") => number("x") - wide / 2.0,
            _ => number("x"),
        };
        if start < -1.0 || start + wide > edge + 1.0 {
            wrong.push(format!("{words} leaves"));
        }
        for (x, y, other_wide, other) in &boxes {
            let beside = start >= x + other_wide || *x >= start + wide;
            if !beside && (y - number("y")).abs() < 13.0 {
                wrong.push(format!("{words} over {other}"));
            }
        }
        boxes.push((start, number("y"), wide, words));
    }
    wrong
}

#[test]
fn words_stay_inside_and_apart() {
    let sixty: String =
        (0..60).map(|n| format!("Place {n},{}\n", n * 37 % 101)).collect();
    let days: String = (1..=28).map(|n| format!("2024-02-{n:02},{}\n", n * n)).collect();
    let cases = [
        (ChartKind::Bar, format!("Place,Talks\n{sixty}")),
        (ChartKind::Bar, "Place,Talks\nA name that is much longer than any line of a phone could hold it,-3\nB,100000\n".to_owned()),
        (ChartKind::Bar, "Place,Exports,Imports\nA,-3000000,5\nB,,7\n".to_owned()),
        (ChartKind::Bar, "Place,An uncommonly long name of a series,Another long name of one\nA,3,5\n".to_owned()),
        (ChartKind::Bar, "Place,Talks\nA,0\nB,0\n".to_owned()),
        (ChartKind::Bar, format!("Day,Talks\n{days}")),
        (ChartKind::Bar, "Year,Talks\n1900,3\n2024,-40\n".to_owned()),
        (ChartKind::Line, format!("Day,Talks\n{days}")),
        (ChartKind::Line, "Year,A,B,C,D,E,F\n2020,1,1,1,1,1,1\n2021,1,1,1,1,1,1\n".to_owned()),
        (ChartKind::Line, "Year,Talks\n2024,5\n".to_owned()),
        (ChartKind::Line, "Stage,Talks\nA first stage,5\nThe second of them,6\nAnd a third,7\nFourth,8\n".to_owned()),
        (ChartKind::Area, "Year,Talks\n2020,-5\n2021,\n2022,8\n2023,9\n".to_owned()),
        (ChartKind::Dot, "Place,2014,2024\nMuscat,1,1\nDoha,1,2\n".to_owned()),
        (ChartKind::Dot, "Place,2014\nMuscat,-1.5\nA longer name of a place,1000\n".to_owned()),
        (ChartKind::Dot, "Words,Minutes\n100,1\n20000,70\n".to_owned()),
        (ChartKind::Timeline, "From,To,What\n2020,2021,They met and spoke at some length of this and that and other things\n2024-05-17,,They left\n2024-05-18,,They came back\n".to_owned()),
        (ChartKind::Timeline, "When,What\n2024-05-17,They met\n".to_owned()),
    ];
    for (kind, data) in &cases {
        for language in ["en", "ar", "de"] {
            let html = drawn(*kind, data, language, "%");
            check(&html);
            for svg in [&html.wide, &html.narrow] {
                assert_eq!(cut_off(svg), Vec::<String>::new(), "{data}\n{svg}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// No data make a chart panic, whatever they are.
    #[test]
    fn any_data_can_be_drawn(
        rows in prop::collection::vec(prop::collection::vec(
            prop_oneof![
                "-?[0-9]{1,6}(\\.[0-9]{1,3})?",
                "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
                "-?[0-9]e-?[0-9]{1,3}",
                "\\PC{0,40}",
                Just(String::new()),
            ], 1..5), 0..12),
        kind in 0usize..6,
        unit in "\\PC{0,3}",
    ) {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let data = format!("Name,A,B\n{}", lines.join("\n"));
        for language in ["en", "fa"] {
            check(&drawn(ChartKind::NAMES[kind].1, &data, language, &unit));
        }
    }
}
