//! The bytes of a front matter field, for diagnostics of rooms that know only its name.

use std::ops::Range;

use crate::base::diagnostic::{Field, Part, Step};
use crate::base::node::{Node, Value};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::parse::front_matter::split;
use crate::parse::front_matter::yaml;

/// Reads what the fields of a file stand in: its front matter when it has one, else the
/// whole text.
pub fn root(text: &str) -> Option<Node> {
    let block = split::split(text).map_or(0..text.len(), |split| split.front);
    let file = FilePath::new("");
    let problems = Problems::new(&file, text.get(block.clone())?, block.start);
    yaml::read(&problems)
}

/// Finds the bytes of a field below a value that has been read. A field that is not there
/// is represented by the nearest thing on the way to it; `None` when not even its first key
/// is there.
pub fn within(root: &Node, field: &Field, part: Part) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut node = root;
    for (at, step) in field.0.iter().enumerate() {
        let last = at + 1 == field.0.len();
        let Some((next, key)) = enter(node, step) else { break };
        found = match (part, key) {
            (Part::Key, Some(key)) if last => Some(key),
            (_, Some(key)) if next.is_null() || next.span.is_empty() => Some(key),
            _ => Some(next.span.clone()),
        };
        node = next;
    }
    found
}

/// The value that a step leads to, and the place of its key when it has one. One value that
/// stands in the place of a list is its own first entry.
fn enter<'n>(node: &'n Node, step: &Step) -> Option<(&'n Node, Option<Range<usize>>)> {
    match (&node.value, step) {
        (Value::Map(entries), Step::Key(key)) => {
            let entry = entries.iter().find(|entry| entry.key == *key)?;
            Some((&entry.value, Some(entry.key_span.clone())))
        }
        (Value::List(list), Step::Index(at)) => Some((list.get(*at)?, None)),
        (Value::Map(entries), Step::Index(at)) => {
            let entry = entries.get(*at)?;
            Some((&entry.value, Some(entry.key_span.clone())))
        }
        (Value::Bare(_) | Value::Text(_), Step::Index(0)) => Some((node, None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'t>(text: &'t str, field: &Field, part: Part) -> Option<&'t str> {
        within(&root(text)?, field, part).map(|range| text.get(range).unwrap())
    }

    #[test]
    fn fields_are_found_in_front_matter() {
        let text = "---\ntitle: \"Été\"\nauthors: [a, b c]\nsources:\n  - Dawn\n  \
                    - { key: x, url: u }\nkind:\nauthor: Fiaz\n---\ntitle: no\n";
        let key = |key: &'static str| Field::key(key);
        let cases = [
            (key("title"), Part::Value, Some("\"Été\"")),
            (key("title"), Part::Key, Some("title")),
            (key("authors"), Part::Value, Some("[a, b c]")),
            (key("authors").at(1), Part::Value, Some("b c")),
            (key("authors").at(9), Part::Value, Some("[a, b c]")),
            (key("author").at(0), Part::Value, Some("Fiaz")),
            (key("sources").at(0), Part::Value, Some("Dawn")),
            (key("sources").at(1).then("url"), Part::Value, Some("u")),
            (key("sources").at(1).then("url"), Part::Key, Some("url")),
            (key("sources").at(1).then("title"), Part::Value, Some("{ key: x, url: u }")),
            (key("sources"), Part::Value, Some("- Dawn\n  - { key: x, url: u }")),
            (key("kind"), Part::Value, Some("kind")),
            (key("absent"), Part::Value, None),
            (Field::default(), Part::Value, None),
        ];
        for (field, part, expected) in cases {
            assert_eq!(at(text, &field, part), expected, "{field:?} {part:?}");
        }
    }

    #[test]
    fn fields_are_found_in_yaml_files() {
        let text = "dawn: { name: Dawn, domains: [dawn.com] }\naa:\n  name: AA\n";
        let dawn = Field::key("dawn").then("domains").at(0);
        assert_eq!(at(text, &dawn, Part::Value), Some("dawn.com"));
        let second = Field::default().at(1);
        assert_eq!(at(text, &second, Part::Key), Some("aa"));
        assert_eq!(at(text, &second.then("name"), Part::Value), Some("AA"));
        assert_eq!(at("a: [", &Field::key("a"), Part::Value), None);
    }
}
