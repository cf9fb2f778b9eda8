//! Lines of YAML as their writer sees them, for saying what is wrong with one.

use std::ops::Range;

/// A line of the text, without its line break.
#[derive(Clone, Copy)]
pub struct Line<'t> {
    /// The byte at which it begins.
    pub start: usize,
    /// Its characters.
    pub text: &'t str,
}

/// `key: value` of a line, after its indent and its dashes.
pub struct Pair<'t> {
    /// The key.
    pub key: &'t str,
    /// The byte after the key.
    pub key_end: usize,
    /// The value; may be empty.
    pub value: &'t str,
    /// The byte at which the value begins.
    pub start: usize,
}

impl<'t> Line<'t> {
    /// Its bytes, without spaces at its end.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.trim_end().len()
    }

    /// Its spaces and tabs before everything else.
    pub fn indent(&self) -> &'t str {
        let rest = self.text.trim_start_matches([' ', '\t']);
        self.text.get(..self.text.len() - rest.len()).unwrap_or("")
    }

    /// What stands after the indent and the dashes, and where.
    pub fn content(&self) -> (usize, &'t str) {
        let mut rest = self.text.trim_start_matches([' ', '\t']);
        while let Some(after) = rest.strip_prefix("- ") {
            rest = after.trim_start();
        }
        (self.start + self.text.len() - rest.len(), rest.trim_end())
    }

    /// Its key and value, when it has them.
    pub fn pair(&self) -> Option<Pair<'t>> {
        let (start, content) = self.content();
        if content.starts_with(['#', '"', '\'', '[', '{']) {
            return None;
        }
        let colon = match content.find(": ").or_else(|| content.find(":\t")) {
            Some(colon) => colon,
            None => content.strip_suffix(':')?.len(),
        };
        let key = content.get(..colon)?.trim_end();
        let rest = content.get(colon + 1..)?;
        let value = rest.trim_start();
        let start_of_value = start + content.len() - value.len();
        (!key.is_empty()).then_some(Pair {
            key,
            key_end: start + key.len(),
            value,
            start: start_of_value,
        })
    }
}

/// The lines of a text.
pub fn lines(text: &str) -> impl DoubleEndedIterator<Item = Line<'_>> {
    let mut all = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        all.push(Line { start, text: line.trim_end_matches(['\n', '\r']) });
        start += line.len();
    }
    all.into_iter()
}

/// Whether a value begins with a quote that its line does not close.
pub fn is_unclosed(value: &str) -> bool {
    let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return false;
    };
    let mut chars = value.chars().skip(1);
    while let Some(c) = chars.next() {
        if c == '\\' && mark == '"' {
            chars.next();
        } else if c == mark {
            return false;
        }
    }
    true
}

/// How many brackets stand open before a byte of a text, quotes left out.
pub fn balance(text: &str, until: usize) -> i64 {
    let mut open = 0;
    let mut quote = None;
    for (_, c) in text.char_indices().take_while(|(at, _)| *at < until) {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some('"'),
            (None, '[' | '{') => open += 1,
            (None, ']' | '}') => open -= 1,
            _ => {}
        }
    }
    open
}

/// Whether the bracket that begins a value is closed before the value's end: `[a] b`.
pub fn ends_before(value: &str, close: char) -> bool {
    !value.trim_end_matches([',', ' ']).ends_with(close)
}
