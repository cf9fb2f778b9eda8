//! Where a key can be put into YAML, for each way in which a map or an address is written.

use std::ops::Range;

use crate::base::form;
use crate::base::node::{Entry, Node, Value};
use crate::base::scalar::{quoted, shortened};
use crate::links::edit::{Insertion, Refusal};

/// A text of YAML and what is put into it.
pub struct Writer<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The key that is put in.
    pub key: &'static str,
    /// Its value.
    pub value: &'t str,
}

impl Writer<'_> {
    /// The key with its value.
    fn pair(&self) -> String {
        format!("{}: {}", self.key, quoted(self.value))
    }

    fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or("")
    }

    /// Whether something stands in brackets.
    pub fn is_flow(&self, node: &Node) -> bool {
        self.slice(node.span.clone()).starts_with(['{', '['])
    }

    /// Refuses what stands elsewhere and is only repeated here.
    pub fn own(&self, node: &Node, inside: &Range<usize>) -> Result<(), Refusal> {
        let within = inside.start <= node.span.start && node.span.end <= inside.end;
        if within && !self.slice(node.span.clone()).starts_with('*') {
            return Ok(());
        }
        let message = "this source is an alias of something that stands elsewhere";
        Err(Refusal::new(message, format!("write it out, with `{}`", self.pair())))
    }

    /// Puts the key into a map, after another key of it that is there.
    pub fn add_to_map(&self, map: &Node, after: &str) -> Result<Vec<Insertion>, Refusal> {
        let entries = map.map().unwrap_or_default();
        if let Some(known) = entries.iter().find(|entry| entry.key == self.key) {
            return self.fill_empty(known);
        }
        let Some(entry) = entries.iter().find(|entry| entry.key == after) else {
            let message = format!("the source has no `{after}`");
            return Err(Refusal::new(message, format!("write `{}`", self.pair())));
        };
        let inside = map.span.contains(&entry.key_span.start);
        if !inside {
            self.own(map, &(0..0))?;
        }
        if self.is_flow(map) {
            return Ok(vec![(entry.value.span.end, format!(", {}", self.pair()))]);
        }
        let indent = self.indent(entry.key_span.start);
        Ok(vec![match self.line_end(&entry.value.span) {
            Some(end) => (end, format!("{}{indent}{}", self.line_break(), self.pair())),
            None => {
                let pair = format!("{}{}{indent}", self.pair(), self.line_break());
                (entry.key_span.start, pair)
            }
        }])
    }

    /// Gives a value to a key that has none.
    fn fill_empty(&self, entry: &Entry) -> Result<Vec<Insertion>, Refusal> {
        let colon = self.colon(entry).filter(|_| entry.value.is_null());
        let colon = colon.filter(|_| entry.value.span.is_empty());
        match colon {
            Some(at) => Ok(vec![(at, format!(" {}", quoted(self.value)))]),
            None => {
                let message = format!(
                    "`{}` is there already, without the address of a copy",
                    self.key
                );
                Err(Refusal::new(message, format!("write `{}`", self.pair())))
            }
        }
    }

    /// Makes a map of an address that stands alone as an entry of a list.
    pub fn of_entry(&self, node: &Node, flow: bool) -> Result<Vec<Insertion>, Refusal> {
        if flow {
            return Ok(self.braces(node));
        }
        let end = self.line_end(&node.span).ok_or_else(|| self.by_hand(node))?;
        let indent = self.indent(node.span.start);
        let pair = format!("{}{indent}{}", self.line_break(), self.pair());
        Ok(vec![(node.span.start, "url: ".to_owned()), (end, pair)])
    }

    /// Makes a map of an address that stands alone under a key.
    pub fn of_value(&self, entry: &Entry, flow: bool) -> Result<Vec<Insertion>, Refusal> {
        let node = &entry.value;
        if flow {
            return Ok(self.braces(node));
        }
        let refused = || self.by_hand(node);
        let end = self.line_end(&node.span).ok_or_else(refused)?;
        let colon = self.colon(entry).ok_or_else(refused)?;
        let between = self.slice(colon..node.span.start);
        if between.is_empty() || !between.chars().all(|c| c == ' ') {
            return Err(refused());
        }
        let indent = format!("{}  ", self.indent(entry.key_span.start));
        let line = format!("{}{indent}", self.line_break());
        Ok(vec![(colon, format!("{line}url:")), (end, format!("{line}{}", self.pair()))])
    }

    /// Puts braces around an address.
    fn braces(&self, node: &Node) -> Vec<Insertion> {
        let start = (node.span.start, "{ url: ".to_owned());
        vec![start, (node.span.end, format!(", {} }}", self.pair()))]
    }

    /// The refusal to make a map of an address.
    fn by_hand(&self, node: &Node) -> Refusal {
        let url = node.scalar().unwrap_or("...");
        let message = format!("`{}` is not on one line", shortened(url));
        Refusal::new(
            message,
            format!("write `{{ url: {}, {} }}`", quoted(url), self.pair()),
        )
    }

    /// The refusal of a label with its address, which has no place for a copy.
    pub fn labelled(&self, label: &str, url: &str) -> Refusal {
        let label = shortened(label);
        let name = quoted(&label);
        let hint = format!(
            "write `{{ key: {name}, outlet: {name}, url: {}, {} }}`",
            quoted(url),
            self.pair()
        );
        Refusal::new(
            format!("the short form `{label}: ...` has no place for a copy"),
            hint,
        )
    }

    /// The byte after the colon of a key.
    fn colon(&self, entry: &Entry) -> Option<usize> {
        let rest = self.text.get(entry.key_span.end..)?;
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let colon = rest.get(spaces..)?.starts_with(':');
        colon.then_some(entry.key_span.end + spaces + 1)
    }

    /// The end of the line in which a value stands, if all of it does, and nothing but a
    /// comment follows.
    fn line_end(&self, span: &Range<usize>) -> Option<usize> {
        let value = self.text.get(span.clone())?;
        if value.is_empty() || value.contains('\n') || value.starts_with(['|', '>']) {
            return None;
        }
        let rest = self.text.get(span.end..)?;
        let line = rest.split('\n').next().unwrap_or(rest);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let after = line.trim_start_matches([' ', '\t']);
        let comment = after.starts_with('#') && after.len() < line.len();
        (after.is_empty() || comment).then_some(span.end + line.len())
    }

    /// Spaces up to the column of a byte.
    fn indent(&self, at: usize) -> String {
        let before = self.text.get(..at).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        " ".repeat(line.chars().count())
    }

    /// How the text ends its lines.
    fn line_break(&self) -> &'static str {
        line_break(self.text)
    }
}

/// How a text ends its lines.
pub fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// What parts a pair that is put in before another from it: a new line with the same indent
/// where the other begins one, else a space.
pub fn apart(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    match line.chars().all(|c| matches!(c, ' ' | '\t')) {
        true => format!("{}{line}", line_break(text)),
        false => " ".to_owned(),
    }
}

/// Whether a node is a single address.
pub fn is_address(node: &Node) -> bool {
    match &node.value {
        Value::Bare(text) | Value::Text(text) => form::is_web_address(text.trim()),
        _ => false,
    }
}
