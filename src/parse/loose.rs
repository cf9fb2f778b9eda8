//! Values of no fixed type: what stands under `extra`.

use crate::base::fields::Fields;
use crate::base::node::{Node, Value};
use crate::parse::front::{Extra, Loose};

/// Reads `extra`.
pub fn extra(fields: &mut Fields<'_>) -> Extra {
    let Some(node) = fields.node("extra") else { return Extra::new() };
    match loose(node) {
        Loose::Map(map) => map,
        _ => {
            let problems = fields.problems();
            let message = format!("`extra` must be a map, not {}", node.sort());
            let diagnostic = problems.error("wrong-type", &node.span, message);
            problems.push(diagnostic.hint("write `extra: { key: value }`"));
            Extra::new()
        }
    }
}

/// A value as it is: of words without quotes, numbers and truth values are told apart.
pub fn loose(node: &Node) -> Loose {
    match &node.value {
        Value::Null => Loose::Null,
        Value::Text(text) => Loose::Text(text.clone()),
        Value::Bare(text) => bare(text),
        Value::List(list) => Loose::List(list.iter().map(loose).collect()),
        Value::Map(entries) => {
            Loose::Map(entries.iter().map(|e| (e.key.clone(), loose(&e.value))).collect())
        }
    }
}

fn bare(text: &str) -> Loose {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let numeric = digits.starts_with(|c: char| c.is_ascii_digit()) && !padded;
    match text {
        "true" => Loose::Bool(true),
        "false" => Loose::Bool(false),
        _ if !numeric => Loose::Text(text.to_owned()),
        _ => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => Loose::Int(whole),
            (_, Ok(number)) if number.is_finite() => Loose::Float(number),
            _ => Loose::Text(text.to_owned()),
        },
    }
}
