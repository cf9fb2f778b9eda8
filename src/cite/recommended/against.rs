//! What is written here, against hayagriva's interpretation of the styles.

use super::all;
use crate::base::date::WorkDate;
use crate::cite::csl::Csl;
use crate::cite::formatted::{Cite, Wanted, WantedCluster};
use crate::cite::item::Item;
use crate::cite::style::Style;
use crate::parse::front::PersonName;

const URL: &str = "https://desk.example/articles/gates/";

/// The styles by the names of the archive, in our order.
const STYLES: [&str; 3] = ["chicago-notes", "apa", "modern-language-association"];

/// What differs: the work, the style, what the processor says, and why ours stays.
const DIFFERS: [(&str, &str, &str, &str); 10] = [
    (
        "nobody",
        "chicago-notes",
        "<i>The Test Desk</i>. <i>The Gates of Muscat</i>. February 5, 2026. URL.",
        "an article of ours without an author begins with its title",
    ),
    (
        "quotation",
        "chicago-notes",
        "Lund, Ada Berit. “What “Open Sea” Means.” <i>The Test Desk</i>, February 5, 2026. URL.",
        INNER,
    ),
    (
        "quotation",
        "modern-language-association",
        "Lund, Ada Berit. “What “Open Sea” Means.” <i>The Test Desk</i>, 5 Feb. 2026, URL.",
        INNER,
    ),
    (
        "quoted",
        "chicago-notes",
        "Lund, Ada Berit. “The “Open Sea.” <i>The Test Desk</i>, February 5, 2026. URL.",
        INNER,
    ),
    (
        "quoted",
        "modern-language-association",
        "Lund, Ada Berit. “The “Open Sea.” <i>The Test Desk</i>, 5 Feb. 2026, URL.",
        INNER,
    ),
    (
        "straight",
        "chicago-notes",
        "Lund, Ada Berit. “The Pilot’s \"Open Sea\".” <i>The Test Desk</i>, February 5, 2026. URL.",
        INNER,
    ),
    (
        "straight",
        "modern-language-association",
        "Lund, Ada Berit. “The Pilot’s \"Open Sea\".” <i>The Test Desk</i>, 5 Feb. 2026, URL.",
        INNER,
    ),
    (
        "small",
        "chicago-notes",
        "Lund, Ada Berit. “The Gates of Muscat.” <i>The Test Desk</i>, February 5, 2026. URL.",
        CAPITALS,
    ),
    (
        "small",
        "modern-language-association",
        "Lund, Ada Berit. “The Gates of Muscat.” <i>The Test Desk</i>, 5 Feb. 2026, URL.",
        CAPITALS,
    ),
    (
        "report-office",
        "apa",
        "The Test Desk. (2026). <i>The Gates of Muscat</i>. The Test Desk. URL",
        "APA does not name a publisher that is the author",
    ),
];

const INNER: &str =
    "hayagriva leaves marks within quotation marks as they are, or drops one";
const CAPITALS: &str = "a title of ours keeps the capitals that its author gave it";

fn item(id: &str, authors: &[&str], title: &str) -> Item {
    let name = |name: &&str| match name.split_once(", ") {
        Some((family, given)) => {
            PersonName::Person { family: family.to_owned(), given: given.to_owned() }
        }
        None => PersonName::Organisation((*name).to_owned()),
    };
    Item {
        id: id.to_owned(),
        kind: "article-magazine",
        title: Some(title.to_owned()),
        authors: authors.iter().map(name).collect(),
        issued: WorkDate::parse("2026-02-05").ok(),
        container: Some("The Test Desk".to_owned()),
        url: Some(URL.to_owned()),
        ..Item::default()
    }
}

fn items() -> Vec<Item> {
    let report = |item: Item| Item {
        kind: "report",
        container: None,
        publisher: Some("The Test Desk".to_owned()),
        ..item
    };
    let [one, two] = ["Lund, Ada Berit", "Quist-Rey, Bo"];
    vec![
        item("one", &[one], "The Gates of Muscat"),
        item("two", &[one, two], "The Gates of Muscat"),
        item("three", &[one, two, "van den Berg, Dirk"], "The Gates of Muscat"),
        item("particle", &["van den Berg, Dirk"], "The Gates of Muscat"),
        item("organisation", &["Office of Ports and Harbours"], "The Gates of Muscat"),
        item("nobody", &[], "The Gates of Muscat"),
        item("question", &[one], "Who Owns the Gates?"),
        item("quotation", &[one], "What “Open Sea” Means"),
        item("quoted", &[one], "The “Open Sea”"),
        item("straight", &[one], "The Pilot's \"Open Sea\""),
        item("subtitle", &[one], "The Gates: A History of the Keys & Locks"),
        item("small", &[one], "The gates of Muscat"),
        report(item("report", &[one, two], "The Gates of Muscat")),
        report(item("report-office", &["The Test Desk"], "The Gates of Muscat")),
    ]
}

/// The processor's entry.
fn theirs(item: &Item, style: &str) -> String {
    let cluster = WantedCluster { cites: vec![Cite::default()], note: Some(1) };
    let wanted = Wanted {
        language: "en".to_owned(),
        items: vec![item.clone()],
        clusters: vec![cluster],
    };
    let formatted = Csl::named(style).unwrap().set(&wanted).unwrap();
    formatted.entries[0].1.clone()
}

#[test]
fn articles_are_cited_as_the_styles_have_it() {
    let (mut found, mut used) = (String::new(), 0);
    for item in items() {
        for (own, style) in all(&item).iter().zip(STYLES) {
            let stop = if own.stop { "." } else { "" };
            let own = format!("{}URL{stop}", own.html);
            let link = format!("<a href=\"{URL}\">{URL}</a>");
            let theirs = theirs(&item, style).replace(&link, "URL");
            let row =
                DIFFERS.iter().find(|(id, name, ..)| (*id, *name) == (&*item.id, style));
            let wanted = row.map_or(&*own, |(_, _, wanted, _)| wanted);
            used += usize::from(row.is_some() && own != theirs);
            if theirs != wanted {
                found +=
                    &format!("{} {style}\n  ours   {own}\n  theirs {theirs}\n", item.id);
            }
        }
    }
    assert_eq!(found, "");
    assert_eq!(used, DIFFERS.len(), "a row of `DIFFERS` no longer differs");
}
