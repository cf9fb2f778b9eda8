//! How an article asks to be cited: its own entry in three styles, in HTML.
//!
//! Chicago is that of notes and bibliography (18th edition), APA the 7th, MLA the 9th. An article
//! of the publication is always of one form, so that no style needs to be interpreted for it; a
//! test holds the words against a processor of CSL.

use std::fmt::Write as _;

use crate::base::date::{MONTHS, PartialDate};
use crate::cite::item::Item;
use crate::cite::name::{self, apostrophes};
use crate::parse::front::PersonName;

/// An article in one style.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recommended {
    /// The style: `Chicago`.
    pub style: &'static str,
    /// The words up to the address, in HTML.
    pub html: String,
    /// Whether a full stop follows the address.
    pub stop: bool,
}

/// The entry of an article in each style.
pub fn all(item: &Item) -> [Recommended; 3] {
    [
        Recommended { style: "Chicago", html: chicago(item), stop: true },
        Recommended { style: "APA", html: apa(item), stop: false },
        Recommended { style: "MLA", html: mla(item), stop: true },
    ]
}

fn chicago(item: &Item) -> String {
    let mut out = String::new();
    let (first, rest) = inverted_first(&item.authors, true);
    let names = match rest.len() {
        0 => first,
        // More than ten are seven and others.
        n if n >= 10 => format!("{first}, {}, et al", rest[..6].join(", ")),
        _ => joined(&first, &rest, "and"),
    };
    sentence(&names, &mut out);
    title(item, &mut out);
    let report = item.kind == "report";
    let place = [
        place(item),
        item.issued.as_ref().map(|date| {
            let PartialDate { year, month, day, .. } = date.start;
            match (month.filter(|_| !report).and_then(full), day) {
                (Some(month), Some(day)) => format!("{month} {day}, {year}"),
                (Some(month), None) => format!("{month} {year}"),
                _ => year.to_string(),
            }
        }),
    ];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let _ = write!(out, "{}. ", place.join(", "));
    out
}

fn apa(item: &Item) -> String {
    let names: Vec<String> = item.authors.iter().map(initialled).collect();
    let names = match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        // More than twenty are nineteen, dots and the last.
        [first @ .., last] if names.len() > 20 => {
            format!("{}, . . . {last}", first[..19].join(", "))
        }
        [first @ .., last] => format!("{}, &amp; {last}", first.join(", ")),
    };
    let mut out = String::new();
    let report = item.kind == "report";
    let words = escaped(&apostrophes(item.title.as_deref().unwrap_or("")));
    let titled = if report { format!("<i>{words}</i>") } else { words };
    if names.is_empty() {
        sentence(&titled, &mut out);
    } else {
        sentence(&names, &mut out);
    }
    let date = item.issued.as_ref().map_or_else(
        || "n.d.".to_owned(),
        |date| {
            let PartialDate { year, month, day, .. } = date.start;
            match (month.filter(|_| !report).and_then(full), day) {
                (Some(month), Some(day)) => format!("{year}, {month} {day}"),
                (Some(month), None) => format!("{year}, {month}"),
                _ => year.to_string(),
            }
        },
    );
    let _ = write!(out, "({date}). ");
    if !names.is_empty() {
        sentence(&titled, &mut out);
    }
    // A publisher that is the author is not named twice.
    let twice = matches!(item.authors.as_slice(), [PersonName::Organisation(name)]
        if report && Some(name) == item.publisher.as_ref());
    if let Some(place) = place(item).filter(|_| !twice) {
        sentence(&place, &mut out);
    }
    out
}

fn mla(item: &Item) -> String {
    let (first, rest) = inverted_first(&item.authors, false);
    let names = match rest.as_slice() {
        [] => first,
        [other] => format!("{first}, and {other}"),
        _ => format!("{first}, et al"),
    };
    let mut out = String::new();
    sentence(&names, &mut out);
    title(item, &mut out);
    let date = item.issued.as_ref().map(|date| {
        let PartialDate { year, month, day, .. } = date.start;
        match (month.and_then(short), day) {
            (Some(month), Some(day)) => format!("{day} {month} {year}"),
            (Some(month), None) => format!("{month} {year}"),
            _ => year.to_string(),
        }
    });
    for part in [place(item), date].into_iter().flatten() {
        let _ = write!(out, "{part}, ");
    }
    out
}

/// What an article stands in, or who published a report.
fn place(item: &Item) -> Option<String> {
    match item.kind {
        "report" => item.publisher.as_deref().map(escaped),
        _ => item.container.as_deref().map(italic),
    }
}

/// Adds a title in quotation marks, or of a report in italics, as a sentence.
fn title(item: &Item, out: &mut String) {
    let Some(title) = item.title.as_deref().map(apostrophes) else { return };
    if item.kind == "report" {
        sentence(&italic(&title), out);
        return;
    }
    // Marks inside marks are single.
    let words = title.replace(['“', '”'], "\u{0}");
    let mut open = true;
    let words: String = words
        .chars()
        .map(|c| match c {
            '\u{0}' | '"' => {
                open = !open;
                if open { '’' } else { '‘' }
            }
            c => c,
        })
        .collect();
    let stop = if ends(words.trim_end_matches('’')) { "" } else { "." };
    // The stop stands within the marks, the inner ones too.
    let (words, mark) =
        match words.strip_suffix('’').filter(|_| title.ends_with(['”', '"'])) {
            Some(words) => (words, "’"),
            None => (&*words, ""),
        };
    let _ = write!(out, "“{}{stop}{mark}” ", escaped(words));
}

/// Adds words with a full stop, unless they end in one or in another mark that ends a sentence.
fn sentence(words: &str, out: &mut String) {
    if words.is_empty() {
        return;
    }
    let bare = words.trim_end_matches("</i>");
    let stop = if ends(bare) { "" } else { "." };
    let _ = write!(out, "{words}{stop} ");
}

fn ends(words: &str) -> bool {
    words.ends_with(['.', '!', '?', '؟'])
}

/// The first name as in an index, the others as they are read. `demoted` are the small words
/// of a family name: `Berg, Dirk van den`.
fn inverted_first(names: &[PersonName], demoted: bool) -> (String, Vec<String>) {
    let inverted = names.first().map_or_else(String::new, |name| match name {
        PersonName::Person { family, given } if !given.is_empty() => {
            let inverted = match name::particle(family).filter(|_| demoted) {
                Some((particle, family)) => format!("{family}, {given} {particle}"),
                None => format!("{family}, {given}"),
            };
            escaped(&apostrophes(&inverted))
        }
        other => plain(other),
    });
    (inverted, names.iter().skip(1).map(plain).collect())
}

fn plain(name: &PersonName) -> String {
    escaped(&apostrophes(&name::display(name)))
}

/// `Lund, A. B.`
fn initialled(name: &PersonName) -> String {
    match name {
        PersonName::Person { family, given } if !given.is_empty() => {
            let initial = |word: &str| {
                let parts = word.split('-').filter_map(|part| part.chars().next());
                let parts: Vec<String> = parts.map(|c| format!("{c}.")).collect();
                parts.join("-")
            };
            let given: Vec<String> = given.split_whitespace().map(initial).collect();
            escaped(&apostrophes(&format!("{family}, {}", given.join(" "))))
        }
        other => plain(other),
    }
}

/// `Lund, Ada, and Bo Quist`.
fn joined(first: &str, rest: &[String], and: &str) -> String {
    match rest {
        [] => first.to_owned(),
        [middle @ .., last] => {
            let mut names = vec![first];
            names.extend(middle.iter().map(String::as_str));
            format!("{}, {and} {last}", names.join(", "))
        }
    }
}

fn full(month: i8) -> Option<&'static str> {
    MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

/// A month as MLA shortens it.
fn short(month: i8) -> Option<&'static str> {
    const SHORT: [&str; 12] = [
        "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.",
        "Nov.", "Dec.",
    ];
    SHORT.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

fn italic(text: &str) -> String {
    format!("<i>{}</i>", escaped(text))
}

/// A text in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
#[cfg(feature = "csl")]
mod against;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::WorkDate;

    fn item(authors: &[(&str, &str)], title: &str, kind: &'static str) -> Item {
        let person = |(family, given): &(&str, &str)| match family.is_empty() {
            true => PersonName::Organisation((*given).to_owned()),
            false => PersonName::Person {
                family: (*family).to_owned(),
                given: (*given).to_owned(),
            },
        };
        Item {
            kind,
            title: Some(title.to_owned()),
            authors: authors.iter().map(person).collect(),
            issued: WorkDate::parse("2026-02-05").ok(),
            container: (kind != "report").then(|| "The Desk & Co".to_owned()),
            publisher: (kind == "report").then(|| "The Desk & Co".to_owned()),
            ..Item::default()
        }
    }

    fn words(item: &Item) -> [String; 3] {
        all(item).map(|style| style.html)
    }

    #[test]
    fn an_article_in_three_styles() {
        let one = item(&[("Lund", "Ada B.")], "Gates?", "article-magazine");
        assert_eq!(
            words(&one),
            [
                "Lund, Ada B. “Gates?” <i>The Desk &amp; Co</i>, February 5, 2026. ",
                "Lund, A. B. (2026, February 5). Gates? <i>The Desk &amp; Co</i>. ",
                "Lund, Ada B. “Gates?” <i>The Desk &amp; Co</i>, 5 Feb. 2026, ",
            ]
        );
        let two =
            item(&[("Lund", "Ada"), ("", "The Editors")], "A “gate”", "article-magazine");
        assert_eq!(
            words(&two),
            [
                "Lund, Ada, and The Editors. “A ‘gate.’” <i>The Desk &amp; Co</i>, \
                 February 5, 2026. ",
                "Lund, A., &amp; The Editors. (2026, February 5). A “gate”. \
                 <i>The Desk &amp; Co</i>. ",
                "Lund, Ada, and The Editors. “A ‘gate.’” <i>The Desk &amp; Co</i>, \
                 5 Feb. 2026, ",
            ]
        );
        let none = item(&[], "Harbours", "report");
        assert_eq!(
            words(&none),
            [
                "<i>Harbours</i>. The Desk &amp; Co, 2026. ",
                "<i>Harbours</i>. (2026). The Desk &amp; Co. ",
                "<i>Harbours</i>. The Desk &amp; Co, 5 Feb. 2026, ",
            ]
        );
    }
}
