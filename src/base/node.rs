//! The plain tree that YAML and TOML both become before their values are typed.

use std::ops::Range;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the file. Of a missing value: the empty range where it would stand.
    pub span: Range<usize>,
}

/// An entry of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The key's bytes in the file.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

/// What a value is. Numbers, truth values and dates stay as they were typed, so that `1.10`,
/// `007` and `no` are still there for a key that wants text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A value without quotes, or a number, a truth value or a date of TOML.
    Bare(String),
    /// Text in quotes or a block of text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, its entries in their order.
    Map(Vec<Entry>),
}

impl Node {
    /// Whether there is nothing.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The characters of a single value, quoted or not.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Bare(text) | Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key, when this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.map()?.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// What it is, in words for a message: `a list`.
    pub fn sort(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Bare(text) if is_truth(text).is_some() => "true or false",
            Value::Bare(text) if text.parse::<f64>().is_ok() => "a number",
            Value::Bare(_) | Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// The truth value that a word without quotes stands for.
pub fn is_truth(word: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
    match () {
        () if is(&["true", "yes", "on"]) => Some(true),
        () if is(&["false", "no", "off"]) => Some(false),
        () => None,
    }
}
