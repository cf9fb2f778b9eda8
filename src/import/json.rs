//! JSON to the plain tree, with the place of each value.

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::node::{Entry, Node, Value};
use crate::base::path::FilePath;

/// Reads JSON that begins at `start` of a text; the rest may be something else when `alone` is
/// not set. Gives the value and where it ends.
///
/// # Errors
///
/// The first thing that is wrong, at its place.
pub fn read(
    file: &FilePath,
    text: &str,
    start: usize,
    alone: bool,
) -> Result<(Node, usize), Box<Diagnostic>> {
    let source = text.get(start..).unwrap_or_default();
    let mut values =
        serde_json::Deserializer::from_str(source).into_iter::<serde::de::IgnoredAny>();
    let wrong = |at: usize, message: String| {
        let place = Place::bytes(file, at..at + 1);
        let hint = "export it again, and check that all of it was copied";
        Box::new(Diagnostic::error("bad-json", place, message).hint(hint))
    };
    match values.next() {
        Some(Ok(_)) => {}
        Some(Err(error)) => {
            let before = source.lines().take(error.line().saturating_sub(1));
            let before: usize = before.map(|line| line.len() + 1).sum();
            let at =
                start + (before + error.column().saturating_sub(1)).min(source.len());
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            return Err(wrong(at, format!("this is not JSON: {words}")));
        }
        None => return Err(wrong(start, "this is not JSON: it is empty".to_owned())),
    }
    let end = start + values.byte_offset();
    if alone && !text.get(end..).unwrap_or_default().trim().is_empty() {
        return Err(wrong(end, "something follows the end of the JSON".to_owned()));
    }
    let mut reader = Reader { text, at: start };
    Ok((reader.value(), end))
}

/// Walks over text that is known to be JSON.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(b']')
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    /// How deep values stand in each other is limited by the reading before.
    fn value(&mut self) -> Node {
        self.space();
        let start = self.at;
        let value = match self.peek() {
            b'{' => self.map(),
            b'[' => self.list(),
            b'"' => Value::Text(self.string()),
            _ => self.bare(),
        };
        Node { value, span: start..self.at }
    }

    fn bare(&mut self) -> Value {
        let start = self.at;
        while !matches!(self.peek(), b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
        match self.text.get(start..self.at) {
            Some("null") | None => Value::Null,
            Some(word) => Value::Bare(word.to_owned()),
        }
    }

    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at = (self.at + 1).min(self.text.len());
        let whole = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(whole).unwrap_or_default()
    }

    fn list(&mut self) -> Value {
        let mut list = Vec::new();
        self.at += 1;
        loop {
            self.space();
            match self.peek() {
                b']' => break,
                b',' => self.at += 1,
                _ => list.push(self.value()),
            }
        }
        self.at = (self.at + 1).min(self.text.len());
        Value::List(list)
    }

    fn map(&mut self) -> Value {
        let mut entries = Vec::new();
        self.at += 1;
        loop {
            self.space();
            match self.peek() {
                b'"' => {
                    let start = self.at;
                    let key = self.string();
                    let key_span = start..self.at;
                    self.space();
                    self.at += 1;
                    let value = self.value();
                    entries.push(Entry { key, key_span, value });
                }
                b',' => self.at += 1,
                _ => break,
            }
        }
        self.at = (self.at + 1).min(self.text.len());
        Value::Map(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places() {
        let file = FilePath::new("x.json");
        let text = r#" {"a": [1, "\u00e9\"x"], "b": {"c": null}, "d": true} "#;
        let (node, end) = read(&file, text, 0, true).unwrap();
        assert_eq!(end, text.len() - 1);
        let list = node.get("a").unwrap();
        assert_eq!(&text[list.span.clone()], r#"[1, "\u00e9\"x"]"#);
        let Value::List(items) = &list.value else { panic!("no list") };
        assert_eq!(items[0].value, Value::Bare("1".into()));
        assert_eq!(items[1].value, Value::Text("é\"x".into()));
        assert_eq!(node.get("b").unwrap().get("c").unwrap().value, Value::Null);
        assert_eq!(node.get("d").unwrap().scalar(), Some("true"));
    }

    #[test]
    fn broken_json_is_reported_at_its_place() {
        let file = FilePath::new("x.json");
        let found = read(&file, "{\n  \"a\": [1,\n", 0, true).unwrap_err();
        assert_eq!(found.message, "this is not JSON: EOF while parsing a value");
        for text in
            ["", "{", "[1 2]", "{\"a\" 1}", "x", "\"\\", "[[[", "1 2", "{\"\u{0}\":1}"]
        {
            assert!(read(&file, text, 0, true).is_err(), "{text}");
        }
        assert!(read(&file, &"[".repeat(100_000), 0, true).is_err());
    }
}
