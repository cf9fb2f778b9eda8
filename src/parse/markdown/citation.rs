//! The grammar of citations: `[see @a, pp. 3-4; -@b]`.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::parse::body::Locator;
use crate::parse::markdown::locator::locate;

/// A part of the text that Markdown reads as one reference link: `[@a][@b]` has two.
#[derive(Debug, PartialEq)]
pub enum Piece {
    /// A bracket of citations.
    Bracket(Range<usize>, Vec<Item>),
    /// Something else: text.
    Text(Range<usize>),
}

/// One citation of a bracket.
#[derive(Debug, PartialEq)]
pub struct Item {
    /// The key as typed, without `@`.
    pub key: String,
    /// Words before it.
    pub prefix: String,
    /// What place of the work is meant.
    pub locator: Option<Locator>,
    /// Words after it.
    pub suffix: String,
    /// `-@key`.
    pub suppress_author: bool,
    /// `^para`.
    pub paragraph: bool,
    /// The key's bytes, `@` included.
    pub span: Range<usize>,
}

/// What is wrong in a bracket.
#[derive(Debug, PartialEq)]
pub struct Fault {
    /// The kind.
    pub code: &'static str,
    /// The bytes that are wrong.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub hint: String,
}

/// Whether the text of a would-be reference link holds a citation. `[bar@x.com]` does not.
pub fn claims(source: &str) -> bool {
    source.contains('@')
        && brackets(source).iter().any(|span| match inside(source, span) {
            Some(text) => cites(text),
            None => false,
        })
}

/// Whether the text between two brackets cites.
pub fn cites(text: &str) -> bool {
    text.split(';').any(|item| !ats(item).is_empty())
}

/// Reads the text of a would-be reference link that stands at byte `base`. Labels are tried
/// in their order.
pub fn pieces(source: &str, base: usize, labels: &[&str]) -> (Vec<Piece>, Vec<Fault>) {
    let clean = unfold(source);
    let mut reader = Reader { base, labels, faults: Vec::new() };
    let mut pieces = Vec::new();
    let mut end = 0;
    for span in brackets(&clean) {
        if span.start > end {
            pieces.push(Piece::Text(base + end..base + span.start));
        }
        end = span.end;
        let whole = base + span.start..base + span.end;
        match inside(&clean, &span) {
            Some(text) if cites(text) => {
                pieces.push(Piece::Bracket(whole, reader.bracket(text, span.start + 1)));
            }
            // `[@a][]` is how Markdown writes a collapsed reference.
            Some("") => {}
            _ => pieces.push(Piece::Text(whole)),
        }
    }
    if end < clean.len() {
        pieces.push(Piece::Text(base + end..base + clean.len()));
    }
    (pieces, reader.faults)
}

/// The text with line ends, and the marks of quotes after them, made spaces of the same
/// length.
fn unfold(source: &str) -> Cow<'_, str> {
    if !source.contains(['\n', '\r']) {
        return Cow::Borrowed(source);
    }
    let mut start = false;
    let fold = |c: char| match c {
        '\n' | '\r' => {
            start = true;
            ' '
        }
        ' ' | '\t' | '>' if start => ' ',
        c => {
            start = false;
            c
        }
    };
    Cow::Owned(source.chars().map(fold).collect())
}

/// The outermost brackets.
fn brackets(source: &str) -> Vec<Range<usize>> {
    let (mut found, mut depth, mut start, mut escaped) = (Vec::new(), 0usize, 0, false);
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            b']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    found
}

fn inside<'a>(source: &'a str, span: &Range<usize>) -> Option<&'a str> {
    source.get(span.start + 1..span.end.saturating_sub(1))
}

/// Where an item's `@` stand that can begin a key: at its start, after white space, or after
/// a `-` that does. Only at the start need no key follow.
fn ats(item: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, _) in item.match_indices('@') {
        let before = item.get(..at).unwrap_or_default();
        let before = before.strip_suffix('-').unwrap_or(before);
        let first = before.trim().is_empty();
        let after = item.get(at + 1..).and_then(|rest| rest.chars().next());
        let keyed = after.is_some_and(|c| is_key(c) && (c.is_alphanumeric() || c == '_'));
        if first || (keyed && before.ends_with(char::is_whitespace)) {
            found.push(at);
        }
    }
    found
}

/// A character that keys may hold.
fn is_key(c: char) -> bool {
    c.is_alphanumeric()
        || is_combining_mark(c)
        || "_-.:/#%&+?~=\u{200c}\u{200d}".contains(c)
}

struct Reader<'a> {
    base: usize,
    labels: &'a [&'a str],
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, code: &'static str, span: Range<usize>, text: &str, hint: &str) {
        let span = self.base + span.start..self.base + span.end;
        let (message, hint) = (text.to_owned(), hint.to_owned());
        self.faults.push(Fault { code, span, message, hint });
    }

    /// Reads the items between brackets; `offset` is where the text begins.
    fn bracket(&mut self, text: &str, offset: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let mut start = offset;
        for part in text.split(';') {
            items.extend(self.item(part, start));
            start += part.len() + 1;
        }
        items
    }

    fn item(&mut self, text: &str, offset: usize) -> Option<Item> {
        let ats = ats(text);
        let Some(&at) = ats.first() else {
            let begin = offset + (text.len() - text.trim_start().len());
            let span = begin..(begin + text.trim().len()).max(offset);
            let hint = "each part between `;` needs a key: `[@a; @b]`";
            self.fault("citation-key", span, "a part of the citation has no key", hint);
            return None;
        };
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let length = self.label(after).unwrap_or_else(|| key(after));
        let span = offset + at..offset + at + 1 + length;
        if length == 0 {
            let hint = "write the key of a source after `@`: `[@key]`";
            self.fault("citation-key", span, "the citation has no key after `@`", hint);
            return None;
        }
        let (key, rest) = after.split_at_checked(length)?;
        if let Some(second) = ats.iter().find(|second| **second > at + length) {
            let span = offset + second..offset + second + 1;
            let hint = "put `;` between works: `[@a; @b]`";
            self.fault("citation-separator", span, "two works without `;`", hint);
        }
        let paragraph = rest.contains("^para");
        let rest = match paragraph {
            true => Cow::Owned(without_para(rest)),
            false => Cow::Borrowed(rest),
        };
        let (locator, suffix) = locate(&rest);
        let suppress_author = before.ends_with('-');
        let prefix = before.strip_suffix('-').unwrap_or(before).trim();
        let span = self.base + span.start..self.base + span.end;
        let (key, prefix) = (key.trim().to_owned(), prefix.to_owned());
        Some(Item { key, prefix, locator, suffix, suppress_author, paragraph, span })
    }

    /// The length of the first label that the text begins with, letter case aside.
    fn label(&self, text: &str) -> Option<usize> {
        self.labels.iter().find_map(|label| begins(text, label))
    }
}

/// The length of a key without a label: the marks that end a sentence do not end a key.
fn key(text: &str) -> usize {
    let end = text.find(|c| !is_key(c)).unwrap_or(text.len());
    let run = text.get(..end).unwrap_or_default();
    run.trim_end_matches(|c: char| {
        !c.is_alphanumeric() && !is_combining_mark(c) && c != '_'
    })
    .len()
}

/// How many bytes of the text are the label, when it begins with it as whole words.
fn begins(text: &str, label: &str) -> Option<usize> {
    let mut end = 0;
    let mut rest = text.chars();
    let mut letters = label.trim().chars().peekable();
    letters.peek()?;
    while let Some(letter) = letters.next() {
        let c = rest.next()?;
        end += c.len_utf8();
        if letter.is_whitespace() && c.is_whitespace() {
            while letters.next_if(|c| c.is_whitespace()).is_some() {}
            while rest.clone().next().is_some_and(char::is_whitespace) {
                end += rest.next().map_or(0, char::len_utf8);
            }
        } else if letter != c && !letter.to_lowercase().eq(c.to_lowercase()) {
            return None;
        }
    }
    let next = rest.next();
    let more = next.is_some_and(|c| c.is_alphanumeric() || is_combining_mark(c));
    // `dawn` is not the label of `dawn-talks`, but it is that of `dawn.`.
    let longer = next.is_some_and(|c| "-._:/".contains(c))
        && rest.next().is_some_and(char::is_alphanumeric);
    (!more && !longer).then_some(end)
}

/// What follows a key, without `^para` and the comma before it.
fn without_para(rest: &str) -> String {
    let (before, after) = rest.split_once("^para").unwrap_or((rest, ""));
    let before = before.trim_end();
    format!("{}{after}", before.strip_suffix(',').unwrap_or(before))
}
