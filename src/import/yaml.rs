//! Front matter as this tool writes it: values in quotes wherever YAML could read them as
//! something else.

use std::fmt::Write;

use crate::base::node::{Node, Value, is_truth};

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Text that needs no quotes unless YAML would read it in another way.
    Plain(String),
    /// Text that always stands in quotes.
    Quoted(String),
    /// A date, a number, a truth value: written as it is.
    Bare(String),
    /// A list on one line.
    Flow(Vec<Item>),
    /// A list with an entry a line.
    Block(Vec<Item>),
    /// A map on one line.
    Map(Vec<(String, Item)>),
}

impl Item {
    /// Plain text.
    pub fn plain(text: &str) -> Self {
        Item::Plain(text.to_owned())
    }

    /// Text in quotes.
    pub fn quoted(text: &str) -> Self {
        Item::Quoted(text.to_owned())
    }

    /// A value that is written as it is.
    pub fn bare(text: &str) -> Self {
        Item::Bare(text.to_owned())
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        match self {
            Item::Plain(text) | Item::Quoted(text) | Item::Bare(text) => {
                text.trim().is_empty()
            }
            Item::Flow(items) | Item::Block(items) => items.is_empty(),
            Item::Map(entries) => entries.is_empty(),
        }
    }

    /// The text of a single value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Item::Plain(text) | Item::Quoted(text) | Item::Bare(text) => Some(text),
            _ => None,
        }
    }

    /// A value that was read elsewhere, as it is.
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Item::bare("null"),
            Value::Bare(text) if is_number(text) || is_truth(text).is_some() => {
                Item::bare(text)
            }
            Value::Bare(text) => Item::plain(text),
            Value::Text(text) => Item::quoted(text),
            Value::List(list) => Item::Flow(list.iter().map(Item::of).collect()),
            Value::Map(entries) => {
                let entry =
                    |e: &crate::base::node::Entry| (e.key.clone(), Item::of(&e.value));
                Item::Map(entries.iter().map(entry).collect())
            }
        }
    }

    /// Appends the value as it stands on one line.
    fn push(&self, out: &mut String) {
        match self {
            Item::Plain(text) if is_plain(text) => out.push_str(text),
            Item::Plain(text) | Item::Quoted(text) => push_quoted(text, out),
            Item::Bare(text) => out.push_str(text),
            Item::Flow(items) | Item::Block(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    item.push(out);
                }
                out.push(']');
            }
            Item::Map(entries) => {
                out.push_str("{ ");
                for (at, (key, item)) in entries.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    Item::plain(key).push(out);
                    out.push_str(": ");
                    item.push(out);
                }
                out.push_str(" }");
            }
        }
    }
}

/// The keys in the order in which they are written; others follow.
const ORDER: [&str; 29] = [
    "title",
    "name",
    "role",
    "affiliation",
    "standfirst",
    "description",
    "bio",
    "alternative_headlines",
    "author",
    "authors",
    "kind",
    "date",
    "updated",
    "topics",
    "series",
    "image",
    "photo",
    "links",
    "same_as",
    "email",
    "sources",
    "internal",
    "draft",
    "expires",
    "slug",
    "aliases",
    "lang",
    "menu",
    "extra",
];

/// A content file: front matter, an empty line, the text.
pub fn file(front: &[(&'static str, Item)], body: &str) -> String {
    let rank = |key: &str| ORDER.iter().position(|known| *known == key);
    let mut front: Vec<_> = front.iter().filter(|(_, item)| !item.is_empty()).collect();
    front.sort_by_key(|(key, _)| rank(key).unwrap_or(ORDER.len()));
    let mut out = String::from("---\n");
    for (key, item) in front {
        out.push_str(key);
        out.push(':');
        if let Item::Block(items) = item {
            for item in items {
                out.push_str("\n  - ");
                item.push(&mut out);
            }
        } else {
            out.push(' ');
            item.push(&mut out);
        }
        out.push('\n');
    }
    out.push_str("---\n");
    let body = body.trim_matches(['\n', '\r']).trim_end();
    if !body.is_empty() {
        let _ = write!(out, "\n{body}\n");
    }
    out
}

/// Whether a text is itself without quotes, in lists and maps too.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "null", "y"];
    let first = text.starts_with(char::is_alphabetic);
    let last = text.ends_with(|c: char| c.is_alphanumeric() || c == '.');
    let letters = text.chars().all(|c| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '.' | '-' | '_' | '/' | '\u{2019}' | '\'')
    });
    let word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    first && last && letters && !word && !text.eq_ignore_ascii_case("n")
}

/// Whether YAML reads a number.
fn is_number(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    text.parse::<f64>().is_ok() && text.chars().all(plain)
}

/// Appends a text in double quotes.
fn push_quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_they_must_be() {
        let cases = [
            ("Fiaz Ahmed", "Fiaz Ahmed"),
            ("fm.gov.om", "fm.gov.om"),
            ("Anadolu Ajansı", "Anadolu Ajansı"),
            ("true", "\"true\""),
            ("No", "\"No\""),
            ("12", "\"12\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("a, b", "\"a, b\""),
            ("say \"x\\y\"", "\"say \\\"x\\\\y\\\"\""),
            ("a\nb\u{1}", "\"a\\nb\\u0001\""),
            ("- a", "\"- a\""),
        ];
        for (text, written) in cases {
            let mut out = String::new();
            Item::plain(text).push(&mut out);
            assert_eq!(out, written, "{text}");
            let read: String = serde_yaml::from_str(&out).unwrap();
            assert_eq!(read, text);
        }
    }

    #[test]
    fn a_file_has_its_keys_in_order() {
        let front = [
            ("topics", Item::Flow(vec![Item::plain("a"), Item::plain("b c")])),
            ("draft", Item::bare("true")),
            ("title", Item::quoted("T")),
            ("kicker", Item::plain("")),
            (
                "alternative_headlines",
                Item::Block(vec![
                    Item::quoted("U"),
                    Item::Map(vec![
                        ("text".to_owned(), Item::quoted("V")),
                        ("for".to_owned(), Item::plain("seo")),
                    ]),
                ]),
            ),
        ];
        assert_eq!(
            file(&front, "\nText.\n\n"),
            "---\ntitle: \"T\"\nalternative_headlines:\n  - \"U\"\n  - { text: \"V\", for: seo }\n\
             topics: [a, b c]\ndraft: true\n---\n\nText.\n"
        );
    }
}
