//! CSL-JSON (schema 1.0.2).

use serde_json::{Map, Value, json};

use crate::base::date::{PartialDate, WorkDate};
use crate::cite::item::Item;
use crate::parse::front::PersonName;

/// Works as a list of items.
pub(super) fn write(items: &[Item]) -> String {
    let items: Vec<Value> =
        items.iter().map(|item| Value::Object(object(item))).collect();
    // A list of maps with text keys can always be written.
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

/// A work as an item of CSL-JSON.
fn object(item: &Item) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("id".to_owned(), Value::from(&*item.id));
    map.insert("type".to_owned(), Value::from(item.kind));
    let texts = [
        ("title", &item.title),
        ("container-title", &item.container),
        ("publisher", &item.publisher),
        ("publisher-place", &item.place),
        ("volume", &item.volume),
        ("issue", &item.issue),
        ("page", &item.pages),
        ("edition", &item.edition),
        ("number", &item.number),
        ("genre", &item.genre),
        ("URL", &item.url),
        ("archive_location", &item.archive),
        ("DOI", &item.doi),
        ("ISBN", &item.isbn),
        ("language", &item.language),
        ("abstract", &item.summary),
        ("note", &item.note),
    ];
    let lists = [
        ("author", &item.authors),
        ("editor", &item.editors),
        ("translator", &item.translators),
    ];
    for (key, names) in lists {
        if !names.is_empty() {
            map.insert(key.to_owned(), names.iter().map(name).collect());
        }
    }
    for (key, date) in [("issued", &item.issued), ("accessed", &item.accessed)] {
        if let Some(date) = date {
            map.insert(key.to_owned(), self::date(date));
        }
    }
    for (key, text) in texts {
        if let Some(text) = text {
            map.insert(key.to_owned(), Value::from(&**text));
        }
    }
    map
}

fn name(name: &PersonName) -> Value {
    match name {
        PersonName::Organisation(name) => json!({ "literal": name }),
        PersonName::Person { family, given } if given.is_empty() => {
            json!({ "family": family })
        }
        PersonName::Person { family, given } => {
            json!({ "family": family, "given": given })
        }
    }
}

fn date(date: &WorkDate) -> Value {
    let parts = |date: &PartialDate| {
        let mut parts = vec![Value::from(date.year)];
        parts.extend(date.month.map(Value::from));
        parts.extend(date.day.map(Value::from));
        Value::from(parts)
    };
    let all: Vec<Value> =
        std::iter::once(&date.start).chain(&date.end).map(parts).collect();
    match date.start.circa {
        true => json!({ "date-parts": all, "circa": true }),
        false => json!({ "date-parts": all }),
    }
}
