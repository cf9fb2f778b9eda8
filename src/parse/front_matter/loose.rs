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

/// What YAML makes of a value without quotes (YAML 1.2.2, 10.3.2, the core schema).
fn bare(text: &str) -> Loose {
    match serde_yaml::from_str(text) {
        Ok(serde_yaml::Value::Bool(value)) => Loose::Bool(value),
        Ok(serde_yaml::Value::Number(number)) => match (number.as_i64(), number.as_f64())
        {
            (Some(whole), _) => Loose::Int(whole),
            (_, Some(number)) if number.is_finite() => Loose::Float(number),
            _ => Loose::Text(text.to_owned()),
        },
        _ => Loose::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_without_quotes_have_the_type_that_yaml_gives_them() {
        assert_eq!(bare("true"), Loose::Bool(true));
        assert_eq!(bare("-12"), Loose::Int(-12));
        assert_eq!(bare("1.50"), Loose::Float(1.5));
        for text in ["no", "007", "2026-02-05", "words", "1.2.3", ".nan"] {
            assert_eq!(bare(text), Loose::Text(text.to_owned()));
        }
    }
}
