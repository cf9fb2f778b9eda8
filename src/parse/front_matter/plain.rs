//! The plain YAML that most front matter is made of, read in one pass.
//!
//! A whole parser of YAML takes several times as long, and was a quarter of all the time that
//! an article takes to parse. Most front matter is a map of words, of words in quotes, of
//! lists and of maps on one line. What is read here is a subset whose meaning needs no
//! context; anything else, and whatever may be a slip, is left to the whole parser, which
//! makes the same of a text that both can read (the tests hold them against each other).

use std::ops::Range;

use serde_saphyr::granit_parser::ScalarStyle;

use crate::base::node::{Entry, Node, Value};

/// How deep lists and maps on one line are read here.
const DEPTH: usize = 6;

/// The longest key that is read here.
const LONGEST: usize = 100;

/// Reads a text that stands at byte `offset` of its file. `None`: it is not plain.
pub fn read(text: &str, offset: usize) -> Option<Node> {
    let odd = |byte| matches!(byte, 0..=0x09 | 0x0B..=0x1F | 0x7F | 0xC2 | 0xEF..);
    let odd = text.bytes().fold(false, |found, byte| found | odd(byte));
    if odd || text.contains(['\u{2028}', '\u{2029}']) {
        return None;
    }
    let mut reader = Reader { text, at: 0, offset };
    reader.blank();
    let map = reader.map(0)?;
    (reader.at == text.len()).then_some(map)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    offset: usize,
}

impl<'t> Reader<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.byte()? == byte).then(|| self.at += 1)
    }

    /// The bytes of the file from one place to here.
    fn span(&self, start: usize) -> Range<usize> {
        self.offset + start..self.offset + self.at
    }

    /// Passes over empty lines.
    fn blank(&mut self) {
        while self.byte() == Some(b'\n') {
            self.at += 1;
        }
    }

    fn spaces(&mut self) -> usize {
        let start = self.at;
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
        self.at - start
    }

    /// How far the line that begins here is indented; `None` at the end of the text.
    fn indent(&self) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..)?;
        rest.iter().position(|byte| *byte != b' ')
    }

    /// Ends a line, and passes over the empty ones after it.
    fn end_line(&mut self) -> Option<()> {
        if self.at < self.text.len() {
            self.take(b'\n')?;
        }
        self.blank();
        Some(())
    }

    /// A map of lines that are all indented so far.
    fn map(&mut self, indent: usize) -> Option<Node> {
        let start = self.at + indent;
        let mut entries = Vec::new();
        while self.indent() == Some(indent) {
            self.at += indent;
            let (key, key_span) = self.key()?;
            let value = match self.byte()? {
                b' ' => {
                    self.at += 1;
                    let value = self.value()?;
                    self.end_line()?;
                    value
                }
                _ => {
                    self.end_line()?;
                    self.below(indent)?
                }
            };
            entries.push(Entry { key, key_span, value });
        }
        self.deeper(indent)?;
        let end = entries.last()?.value.span.end;
        Some(Node { value: Value::Map(entries), span: self.offset + start..end })
    }

    /// What stands in the lines below a key: a list, or a map that is indented further.
    fn below(&mut self, indent: usize) -> Option<Node> {
        let inner = self.indent()?;
        let dash = self.text.as_bytes().get(self.at + inner) == Some(&b'-');
        match dash {
            true if inner >= indent => self.list(inner, inner == indent),
            false if inner > indent => self.map(inner),
            _ => None,
        }
    }

    /// A list of lines that are all indented so far. One in the column of its key is taken
    /// to begin with its first value.
    fn list(&mut self, indent: usize, level: bool) -> Option<Node> {
        let start = self.at + indent + if level { 2 } else { 0 };
        let mut list = Vec::new();
        while self.indent() == Some(indent)
            && self.text.as_bytes().get(self.at + indent) == Some(&b'-')
        {
            self.at += indent + 1;
            self.take(b' ')?;
            list.push(self.value()?);
            self.end_line()?;
        }
        self.deeper(indent)?;
        let end = list.last()?.span.end;
        Some(Node { value: Value::List(list), span: self.offset + start..end })
    }

    /// Nothing when the next line is not indented further than those before it, which it
    /// would go on with.
    fn deeper(&self, indent: usize) -> Option<()> {
        self.indent().is_none_or(|next| next <= indent).then_some(())
    }

    /// A key of plain letters and its colon.
    fn key(&mut self) -> Option<(String, Range<usize>)> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..)?;
        let plain =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = rest.iter().position(|byte| !plain(byte))?;
        let key = self.text.get(start..start + length)?;
        if !key.starts_with(|c: char| c.is_ascii_alphanumeric())
            || length > LONGEST
            || key == "null"
        {
            return None;
        }
        self.at += length;
        let span = self.span(start);
        self.take(b':')?;
        Some((key.to_owned(), span))
    }

    /// A value that ends with its line.
    fn value(&mut self) -> Option<Node> {
        match self.byte()? {
            b'"' | b'\'' => self.quoted(),
            b'[' | b'{' => self.flow(0),
            _ => self.bare(false),
        }
    }

    /// Words in quotes, in which nothing is escaped.
    fn quoted(&mut self) -> Option<Node> {
        let (start, mark) = (self.at, self.byte()?);
        let rest = self.text.get(start + 1..)?;
        let odd = |byte: &u8| *byte == mark || matches!(byte, b'\\' | b'\n');
        let length = rest.as_bytes().iter().position(odd)?;
        self.at += 1 + length;
        self.take(mark)?;
        // Two marks in a row are one in the text.
        if self.byte() == Some(mark) {
            return None;
        }
        let value = Value::Text(rest.get(..length)?.to_owned());
        Some(Node { value, span: self.span(start) })
    }

    /// Words without quotes, to the end of the line or, in brackets, to what ends them there.
    fn bare(&mut self, flow: bool) -> Option<Node> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..)?;
        let first = *rest.first()?;
        if !first.is_ascii_alphanumeric() && first < 0x80 {
            return None;
        }
        let ends = |byte: &u8| match byte {
            b'\n' => true,
            b',' | b']' | b'}' => flow,
            _ => false,
        };
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let text = self.text.get(start..start + length)?;
        let text = if flow { text.trim_end_matches(' ') } else { text };
        let colon = |pair: &[u8]| matches!(pair, [b':', next] if !next.is_ascii_alphanumeric() && *next != b'/');
        let odd = |byte: u8| byte == b'#' || flow && b"[{}]\"'".contains(&byte);
        if text.ends_with([' ', ':'])
            || text.bytes().any(odd)
            || text.as_bytes().windows(2).any(colon)
        {
            return None;
        }
        self.at += text.len();
        let span = self.span(start);
        Some(Node { value: scalar(text, ScalarStyle::Plain, &span), span })
    }

    /// A list or a map in brackets, on one line.
    fn flow(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let close = if self.byte()? == b'[' { b']' } else { b'}' };
        self.at += 1;
        let (mut list, mut entries) = (Vec::new(), Vec::new());
        self.spaces();
        while self.byte()? != close {
            let key = if close == b'}' { Some(self.key()?) } else { None };
            if key.is_some() && self.spaces() == 0 {
                return None;
            }
            let value = match self.byte()? {
                b'"' | b'\'' => self.quoted()?,
                b'[' | b'{' if depth < DEPTH => self.flow(depth + 1)?,
                _ => self.bare(true)?,
            };
            match key {
                Some((key, key_span)) => entries.push(Entry { key, key_span, value }),
                None => list.push(value),
            }
            self.spaces();
            if self.byte()? != close {
                self.take(b',')?;
                self.spaces();
                // A comma before the bracket is for the whole parser to judge.
                if self.byte()? == close {
                    return None;
                }
            }
        }
        self.at += 1;
        let value = if close == b']' { Value::List(list) } else { Value::Map(entries) };
        Some(Node { value, span: self.span(start) })
    }
}

/// A single value. The parser gives `~` for a missing one.
pub fn scalar(text: &str, style: ScalarStyle, at: &Range<usize>) -> Value {
    match style {
        ScalarStyle::Plain if at.is_empty() || matches!(text, "" | "~" | "null") => {
            Value::Null
        }
        ScalarStyle::Plain => Value::Bare(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}
