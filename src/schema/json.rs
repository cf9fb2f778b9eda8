//! A schema as JSON, draft 2020-12.

use serde_json::{Map, Value, json};

use crate::load::styles;
use crate::schema::shape::{Key, Object, Shape, Taxonomies};
use crate::schema::{Root, Vocabulary};

/// The dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A day, and what may follow it.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}";
const TIME: &str =
    "([Tt ]+[0-9]{2}(:[0-9]{2}){1,2}([.,][0-9]+)? *([Zz]|[+-][0-9]{2}:?([0-9]{2})?)?)?";

/// The schema of something.
pub fn schema(root: &Root, words: &Vocabulary) -> Value {
    let Value::Object(shape) = value(&root.shape, words) else { return Value::Null };
    let mut schema = Map::new();
    let version = env!("CARGO_PKG_VERSION");
    let comment = format!("written by `chancery schema`, version {version}");
    schema.insert("$schema".to_owned(), DIALECT.into());
    schema.insert("$comment".to_owned(), comment.into());
    schema.insert("title".to_owned(), root.about.into());
    schema.extend(shape);
    let definitions = root.objects().into_iter();
    let definitions: Map<String, Value> =
        definitions.map(|o| (o.name.to_owned(), object(o, words))).collect();
    schema.insert("$defs".to_owned(), definitions.into());
    schema.into()
}

/// What a value may be.
fn value(shape: &Shape, words: &Vocabulary) -> Value {
    match shape {
        Shape::Text => json!({ "type": ["string", "number", "boolean"] }),
        Shape::Formatted => {
            let any = ["string", "number", "boolean", "object"];
            json!({ "type": any, "required": ["value"] })
        }
        Shape::Flag => json!({
            "type": ["boolean", "string"],
            "pattern": "^([Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$",
        }),
        Shape::Whole(least) if *least > i64::MIN => {
            json!({ "type": "integer", "minimum": least })
        }
        Shape::Whole(_) => json!({ "type": "integer" }),
        Shape::Words(words) => json!({ "enum": words() }),
        Shape::Style => {
            let file = json!({ "type": "string", "pattern": "\\.csl$" });
            json!({ "anyOf": [{ "enum": styles::names() }, file] })
        }
        Shape::Kind => json!({ "enum": words.kinds }),
        Shape::Any => json!({}),
        Shape::Many(shape) => {
            let one = value(shape, words);
            let list = json!({ "type": "array", "items": one });
            json!({ "anyOf": [one, list] })
        }
        Shape::List(shape) => {
            json!({ "type": "array", "items": value(shape, words) })
        }
        Shape::Record(object) => {
            json!({ "$ref": format!("#/$defs/{}", object.name) })
        }
        Shape::Table(shape) => json!({
            "type": "object",
            "additionalProperties": or_nothing(value(shape, words)),
        }),
        Shape::Pair(shape) => json!({
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": or_nothing(value(shape, words)),
        }),
        Shape::Either(shapes) => {
            let any: Vec<Value> = shapes.iter().map(|s| value(s, words)).collect();
            json!({ "anyOf": any })
        }
        _ => text(shape),
    }
}

/// What a text of one form may be.
fn text(shape: &Shape) -> Value {
    match shape {
        Shape::Moment => {
            json!({ "type": "string", "pattern": format!("{DAY}{TIME}$") })
        }
        Shape::Day => json!({ "type": "string", "pattern": format!("{DAY}$") }),
        Shape::WorkDate => {
            const PART: &str = "[0-9]{4}(-[0-9]{2}){0,2}~?";
            let pattern = format!("^{PART}(/{PART})?$");
            json!({ "type": ["string", "integer"], "pattern": pattern })
        }
        Shape::Web => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::Contact => {
            json!({ "type": "string", "pattern": "^((mailto|tel):|https://|[^ :]+@)" })
        }
        Shape::Origin => json!({ "type": "string", "pattern": "^https://[^/ ;]+/?$" }),
        Shape::Language => {
            json!({ "type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" })
        }
        Shape::Path => json!({ "type": "string", "pattern": "^/" }),
        _ => json!({}),
    }
}

/// The same, or no value, which is as if the key were not there.
fn or_nothing(schema: Value) -> Value {
    let Value::Object(mut map) = schema else { return schema };
    let nothing = Value::from("null");
    if let Some(kinds) = map.get_mut("type") {
        match kinds {
            Value::Array(kinds) => kinds.push(nothing),
            kind => *kind = json!([kind, nothing]),
        }
    } else if let Some(Value::Array(words)) = map.get_mut("enum") {
        words.push(Value::Null);
    } else if let Some(Value::Array(any)) = map.get_mut("anyOf") {
        any.push(json!({ "type": "null" }));
    }
    // A definition allows nothing by itself: editors say more of a plain reference.
    map.into()
}

/// A definition.
fn object(object: &Object, words: &Vocabulary) -> Value {
    let mut properties = Map::new();
    for key in object.keys {
        properties.insert(key.name.to_owned(), property(key, words));
    }
    for (taxonomy, name) in &words.taxonomies {
        let shape = match object.taxonomies {
            Taxonomies::No => break,
            Taxonomies::One => Shape::Text,
            Taxonomies::Many => Shape::Many(&Shape::Text),
        };
        let about = format!("{name}: ids or names.");
        let mut schema = or_nothing(value(&shape, words));
        describe(&mut schema, &about);
        properties.insert(taxonomy.clone(), schema);
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!(["object", "null"]));
    schema.insert("properties".to_owned(), properties.into());
    let needed = object.keys.iter().filter(|key| key.needed).map(|key| key.name);
    let needed: Vec<&str> = needed.collect();
    if !needed.is_empty() {
        schema.insert("required".to_owned(), json!(needed));
    }
    let with = object.keys.iter().filter_map(|key| Some((key.name, [key.with?])));
    let with: Map<String, Value> =
        with.map(|(key, with)| (key.to_owned(), json!(with))).collect();
    if !with.is_empty() {
        schema.insert("dependentRequired".to_owned(), with.into());
    }
    for (name, keys) in [("oneOf", object.one_of), ("anyOf", object.any_of)] {
        if !keys.is_empty() {
            let each = keys.iter().map(|key| json!({ "required": [key] }));
            schema.insert(name.to_owned(), each.collect());
        }
    }
    schema.insert("additionalProperties".to_owned(), false.into());
    schema.into()
}

fn property(key: &Key, words: &Vocabulary) -> Value {
    let schema = value(&key.shape, words);
    let mut schema = if key.needed { schema } else { or_nothing(schema) };
    describe(&mut schema, key.about);
    schema
}

fn describe(schema: &mut Value, about: &str) {
    if let Value::Object(map) = schema {
        map.insert("description".to_owned(), about.into());
    }
}
