//! BibTeX, in the words that BibLaTeX reads too.

use crate::cite::item::Item;
use crate::parse::front::PersonName;
use crate::parse::library::babel;

/// Works one after the other.
pub(super) fn write(items: &[Item]) -> String {
    let mut taken = Vec::new();
    let entries = items.iter().map(|item| entry(item, &mut taken));
    entries.collect::<Vec<_>>().join("\n")
}

fn entry(item: &Item, taken: &mut Vec<String>) -> String {
    let mut out = format!("@{}{{{},\n", kind(item.kind), key(&item.id, taken));
    let mut field = |name: &str, value: &str| {
        out.extend(["  ", name, " = {", value, "},\n"]);
    };
    let lists = [
        ("author", &item.authors),
        ("editor", &item.editors),
        ("translator", &item.translators),
    ];
    if let Some(title) = &item.title {
        // Twice in braces: no style changes its capitals.
        field("title", &format!("{{{}}}", escaped(title)));
    }
    for (name, names) in lists {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(name_of).collect();
            field(name, &names.join(" and "));
        }
    }
    let pages = item.pages.as_ref().map(|pages| pages.replace(['-', '–'], "--"));
    let language = item.language.as_deref();
    let texts = [
        (container(item.kind), item.container.as_deref()),
        (publisher(item.kind), item.publisher.as_deref()),
        ("address", item.place.as_deref()),
        ("volume", item.volume.as_deref()),
        ("number", item.issue.as_deref().or(item.number.as_deref())),
        ("pages", pages.as_deref()),
        ("edition", item.edition.as_deref()),
        ("type", item.genre.as_deref().or_else(|| genre(item.kind))),
        ("entrysubtype", subtype(item.kind)),
        ("language", language),
        ("langid", language.and_then(babel)),
        ("isbn", item.isbn.as_deref()),
        ("abstract", item.summary.as_deref()),
        ("note", item.note.as_deref()),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            let text = escaped(text);
            match is_whole(name, &text) {
                true => field(name, &format!("{{{text}}}")),
                false => field(name, &text),
            }
        }
    }
    dates_and_addresses(item, field);
    out.push_str("}\n");
    out
}

/// Adds what is written as it is.
fn dates_and_addresses(item: &Item, mut field: impl FnMut(&str, &str)) {
    if let Some(date) = &item.issued {
        field("date", &date.to_string());
        field("year", &date.start.year.to_string());
        if let Some(month) = date.start.month {
            field("month", &month.to_string());
        }
    }
    let verbatim =
        [("doi", &item.doi), ("url", &item.url), ("archiveurl", &item.archive)];
    for (name, text) in verbatim {
        if let Some(text) = text {
            field(name, &text.replace('{', "%7B").replace('}', "%7D"));
        }
    }
    if let Some(date) = &item.accessed {
        field("urldate", &date.to_string());
    }
}

/// The type of an entry, of those that BibTeX knows.
fn kind(csl: &str) -> &'static str {
    match csl {
        "article-newspaper" | "article-magazine" | "article-journal" => "article",
        "book" => "book",
        "chapter" | "entry-encyclopedia" => "incollection",
        "paper-conference" => "inproceedings",
        "report" => "techreport",
        "thesis" => "phdthesis",
        "pamphlet" => "booklet",
        _ => "misc",
    }
}

/// What an entry is, where its type says too little: an article of a newspaper, a dataset.
fn subtype(csl: &str) -> Option<&str> {
    Some(match (kind(csl), csl) {
        ("article", "article-newspaper") => "newspaper",
        ("article", "article-magazine") => "magazine",
        ("misc", "document") => return None,
        ("misc", other) => other,
        _ => return None,
    })
}

/// The word for a work where the type of its entry would say too much: that a report is a
/// technical one, and a thesis a doctor's.
fn genre(csl: &str) -> Option<&'static str> {
    match kind(csl) {
        "techreport" => Some("Report"),
        "phdthesis" => Some("Thesis"),
        _ => None,
    }
}

/// Whether a value is put in braces as a whole. A title is, so that no style changes its
/// capitals; of the names in a list, so that an `and` in one does not make it two.
fn is_whole(field: &str, text: &str) -> bool {
    match field {
        "booktitle" => true,
        "publisher" | "institution" | "school" | "organization" | "address" => {
            text.contains(" and ")
        }
        _ => false,
    }
}

/// The field for what a work is part of.
fn container(csl: &str) -> &'static str {
    match kind(csl) {
        "article" => "journal",
        "incollection" | "inproceedings" => "booktitle",
        "misc" => "howpublished",
        _ => "series",
    }
}

/// The field for who published a work.
fn publisher(csl: &str) -> &'static str {
    match kind(csl) {
        "techreport" => "institution",
        "phdthesis" => "school",
        "misc" => "organization",
        _ => "publisher",
    }
}

/// A key of letters that every reader takes, unlike all before it.
fn key(id: &str, taken: &mut Vec<String>) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ':');
    let mut base: String = id.chars().filter(|c| plain(*c)).collect();
    if !base.starts_with(|c: char| c.is_ascii_alphabetic()) {
        base.insert_str(0, "work-");
    }
    let mut key = base.clone();
    let mut number = 1;
    while taken.contains(&key) {
        number += 1;
        key = format!("{base}-{number}");
    }
    taken.push(key.clone());
    key
}

/// A name; an organisation in braces, so that it is not taken apart.
fn name_of(name: &PersonName) -> String {
    match name {
        PersonName::Organisation(name) => format!("{{{}}}", escaped(name)),
        PersonName::Person { family, given } => {
            // A family name of several words is one.
            let family = escaped(family);
            let whole =
                family.contains(" and ") || (given.is_empty() && family.contains(' '));
            let family = if whole { format!("{{{family}}}") } else { family };
            match given.is_empty() {
                true => family,
                false => format!("{family}, {}", escaped(given)),
            }
        }
    }
}

/// A text in which nothing is a command of TeX.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("{\\textbackslash}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
