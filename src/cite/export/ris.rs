//! RIS: lines of two letters and a value.

use crate::base::date::{PartialDate, WorkDate};
use crate::cite::item::Item;
use crate::parse::front::PersonName;

/// Works one after the other, each from `TY` to `ER`.
pub(super) fn write(items: &[Item]) -> String {
    let mut out = String::new();
    for item in items {
        record(item, &mut out);
    }
    out
}

fn record(item: &Item, out: &mut String) {
    let mut line = |tag: &str, value: &str| {
        // A value stands on one line.
        let value: Vec<&str> = value.split_whitespace().collect();
        out.extend([tag, "  - ", &value.join(" "), "\r\n"]);
    };
    line("TY", kind(item.kind));
    line("ID", &item.id);
    let lists = [("AU", &item.authors), ("A2", &item.editors), ("A4", &item.translators)];
    for (tag, names) in lists {
        names.iter().for_each(|name| line(tag, &inverted(name)));
    }
    let (first, last) = pages(item.pages.as_deref());
    let texts = [
        ("TI", item.title.as_deref()),
        ("T2", item.container.as_deref()),
        ("PB", item.publisher.as_deref()),
        ("CY", item.place.as_deref()),
        ("VL", item.volume.as_deref()),
        ("IS", item.issue.as_deref()),
        ("SP", first),
        ("EP", last),
        ("ET", item.edition.as_deref()),
        ("M3", item.genre.as_deref()),
        ("UR", item.url.as_deref()),
        ("L2", item.archive.as_deref()),
        ("DO", item.doi.as_deref()),
        ("SN", item.isbn.as_deref()),
        (number(item), item.number.as_deref()),
        ("LA", item.language.as_deref()),
        ("AB", item.summary.as_deref()),
        ("N1", item.note.as_deref()),
    ];
    for (tag, text) in texts {
        if let Some(text) = text {
            line(tag, text);
        }
    }
    if let Some(date) = &item.issued {
        line("PY", &format!("{:04}", date.start.year));
        line("DA", &slashed(date));
    }
    if let Some(date) = &item.accessed {
        line("Y2", &slashed(date));
    }
    out.push_str("ER  - \r\n");
}

/// The type of a record.
fn kind(csl: &str) -> &'static str {
    match csl {
        "article-newspaper" => "NEWS",
        "article-magazine" => "MGZN",
        "article-journal" => "JOUR",
        "article" => "UNPB",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "paper-conference" => "CPAPER",
        "report" => "RPRT",
        "thesis" => "THES",
        "webpage" | "post" => "ELEC",
        "post-weblog" => "BLOG",
        "dataset" => "DATA",
        "hearing" => "HEAR",
        "legislation" | "regulation" | "treaty" => "STAT",
        "bill" => "BILL",
        "legal_case" => "CASE",
        "map" => "MAP",
        "broadcast" => "MPCT",
        "motion_picture" => "VIDEO",
        "personal_communication" => "PCOMM",
        "pamphlet" => "PAMP",
        "standard" => "STAND",
        "entry-encyclopedia" => "ENCYC",
        _ => "GEN",
    }
}

/// The tag for the number of a work: reports and standards have theirs where books have an
/// ISBN.
fn number(item: &Item) -> &'static str {
    match kind(item.kind) {
        "RPRT" | "STAND" if item.isbn.is_none() => "SN",
        _ => "M1",
    }
}

/// `Family, Given`, or the name of an organisation.
fn inverted(name: &PersonName) -> String {
    match name {
        PersonName::Person { family, given } if !given.is_empty() => {
            format!("{family}, {given}")
        }
        PersonName::Person { family: name, .. } | PersonName::Organisation(name) => {
            name.clone()
        }
    }
}

/// `2026/02/05`, with empty parts where a month or a day is not known.
fn slashed(date: &WorkDate) -> String {
    let PartialDate { year, month, day, .. } = date.start;
    let two =
        |part: Option<i8>| part.map_or_else(String::new, |part| format!("{part:02}"));
    format!("{year:04}/{}/{}", two(month), two(day))
}

/// The first and the last page.
fn pages(pages: Option<&str>) -> (Option<&str>, Option<&str>) {
    let Some(pages) = pages else { return (None, None) };
    match pages.split_once(['-', '–']) {
        Some((first, last)) if !last.contains(['-', '–', ',']) => {
            (Some(first.trim()), Some(last.trim_start_matches(['-', '–']).trim()))
        }
        _ => (Some(pages), None),
    }
}
