//! JSON-LD as text: nodes whose properties stand in the order in which they were given.

use std::fmt::Write;

/// A value of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// A text.
    Text(String),
    /// A whole number.
    Number(usize),
    /// True or false.
    Truth(bool),
    /// Several values.
    List(Vec<Json>),
    /// A node.
    Node(Node),
}

/// A node: its properties in order, `@type` first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node(Vec<(&'static str, Json)>);

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::Text(text)
    }
}

impl From<usize> for Json {
    fn from(number: usize) -> Self {
        Json::Number(number)
    }
}

impl From<bool> for Json {
    fn from(truth: bool) -> Self {
        Json::Truth(truth)
    }
}

impl From<Node> for Json {
    fn from(node: Node) -> Self {
        Json::Node(node)
    }
}

impl Node {
    /// A node of a class.
    pub fn of(class: &str) -> Self {
        Self(vec![("@type", class.into())])
    }

    /// A name for a node that is described elsewhere.
    pub fn reference(id: String) -> Self {
        Self(vec![("@id", id.into())])
    }

    /// The same node at the top of a script.
    #[must_use]
    pub fn at_top(mut self) -> Self {
        self.0.insert(0, ("@context", "https://schema.org".into()));
        self
    }

    /// The same node with one more property.
    #[must_use]
    pub fn with(mut self, property: &'static str, value: impl Into<Json>) -> Self {
        self.0.push((property, value.into()));
        self
    }

    /// The same node with one more property, if there is a value for it.
    #[must_use]
    pub fn maybe<T: Into<Json>>(self, property: &'static str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.with(property, value),
            None => self,
        }
    }

    /// The same node with a property of several values, unless there are none.
    #[must_use]
    pub fn list<T: Into<Json>>(
        self,
        property: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values: Vec<Json> = values.into_iter().map(Into::into).collect();
        match values.is_empty() {
            true => self,
            false => self.with(property, Json::List(values)),
        }
    }

    /// The node as a text that can stand in a `script` element: it holds no `<`.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(1024);
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('{');
        for (index, (property, value)) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            quote(property, out);
            out.push(':');
            value.write(out);
        }
        out.push('}');
    }
}

impl Json {
    fn write(&self, out: &mut String) {
        match self {
            Json::Text(text) => quote(text, out),
            Json::Number(number) => out.push_str(&number.to_string()),
            Json::Truth(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Json::Node(node) => node.write(out),
            Json::List(values) => {
                out.push('[');
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    value.write(out);
                }
                out.push(']');
            }
        }
    }
}

/// Writes a text between quotes. `<` is escaped, so that nothing ends the script or opens a
/// comment in it.
fn quote(text: &str, out: &mut String) {
    // The control characters beyond ASCII begin with C2; few other characters do.
    let special = |b: &u8| *b < b' ' || matches!(b, b'"' | b'\\' | b'<' | 0x7f | 0xc2);
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(special) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut special = special.chars();
        match special.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('<') => out.push_str("\\u003c"),
            // Writing to a string cannot fail.
            Some(c) if c.is_control() => drop(write!(out, "\\u{:04x}", u32::from(c))),
            Some(c) => out.push(c),
            None => {}
        }
        rest = special.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_written_in_its_order() {
        let node = Node::of("Article")
            .with("headline", "A \"b\" \\ </script><!-- \u{7}\n\u{9f} ü")
            .with("wordCount", 3)
            .maybe("expires", None::<String>)
            .list("keywords", ["a", "b"])
            .list("about", Vec::<Node>::new())
            .with("publisher", Node::reference("https://x.example/#publisher".into()))
            .with("isAccessibleForFree", true)
            .at_top();
        let text = node.text();
        assert_eq!(
            text,
            r#"{"@context":"https://schema.org","@type":"Article","headline":"A \"b\" \\ \u003c/script>\u003c!-- \u0007\n\u009f ü","wordCount":3,"keywords":["a","b"],"publisher":{"@id":"https://x.example/#publisher"},"isAccessibleForFree":true}"#
        );
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["headline"], "A \"b\" \\ </script><!-- \u{7}\n\u{9f} ü");
    }
}
