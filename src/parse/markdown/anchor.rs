//! Ids made of first words: unique in a document, and never one that the theme uses.

use std::collections::{HashMap, HashSet};

use crate::base::id::Id;
use crate::parse::body::BlockKind;

/// Ids that pages use for themselves.
const RESERVED: [&str; 24] = [
    "main",
    "top",
    "head",
    "header",
    "footer",
    "nav",
    "menu",
    "search",
    "theme",
    "article",
    "body",
    "contents",
    "toc",
    "standfirst",
    "lead",
    "lead-caption",
    "key-points",
    "sources",
    "references",
    "corrections",
    "notes",
    "footnotes",
    "related",
    "byline",
];

/// Beginnings of ids that pages use for themselves.
const PREFIXES: [&str; 13] = [
    "ref-",
    "cite-",
    "cites-",
    "fn-",
    "fnref-",
    "correction-",
    "note-",
    "key-point-",
    "source-",
    "work-",
    "side-",
    "nav-",
    "theme-",
];

/// The longest an id is made from words; some scripts have no spaces.
const LONGEST: usize = 60;

/// The ids of a document that are taken.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: HashSet<Box<str>>,
    /// The last number that was put after an id.
    numbers: HashMap<Box<str>, usize>,
    /// The first words of the block whose id is made.
    words: String,
}

impl Anchors {
    /// Takes an id as it is; `false` when it is taken already.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.into())
    }

    /// Takes the id for a block of some kind and text.
    pub fn of(&mut self, kind: BlockKind, text: &str) -> String {
        let most = if kind == BlockKind::Heading { usize::MAX } else { 5 };
        self.words.clear();
        first_words(text, most, &mut self.words);
        let id = match (prefix(kind), self.words.as_str()) {
            ("", "") => "section".to_owned(),
            ("", words) if reserved(words) => ["h-", words].concat(),
            ("", words) => words.to_owned(),
            (prefix, "") => prefix.to_owned(),
            (prefix, words) => [prefix, "-", words].concat(),
        };
        self.unique(id)
    }

    /// Takes an id, with `-2`, `-3` and so on when it is taken.
    pub fn unique(&mut self, id: String) -> String {
        if self.take(&id) {
            return id;
        }
        let number = self.numbers.entry(id.as_str().into()).or_insert(1);
        loop {
            *number += 1;
            let next = format!("{id}-{number}");
            if self.taken.insert(next.as_str().into()) {
                return next;
            }
        }
    }
}

/// Whether pages use an id for themselves.
pub fn reserved(id: &str) -> bool {
    RESERVED.contains(&id) || PREFIXES.iter().any(|prefix| id.starts_with(prefix))
}

/// What the ids of a kind of block begin with. A list and its first item begin with the same
/// words, so each kind that holds others has a beginning of its own.
fn prefix(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "",
        BlockKind::List => "list",
        BlockKind::Table => "table",
        BlockKind::Code => "code",
        BlockKind::Math => "math",
        BlockKind::Image => "image",
        BlockKind::Component => "component",
        BlockKind::Rule => "rule",
        BlockKind::Footnote => "fn",
        _ => "p",
    }
}

/// Appends the first words, folded, to nothing.
fn first_words(text: &str, most: usize, out: &mut String) {
    let mut left = most;
    for word in text.split_whitespace() {
        if left == 0 || out.len() > 4 * LONGEST {
            break;
        }
        let before = out.len();
        if before > 0 {
            out.push('-');
        }
        let start = out.len();
        Id::push_segment(word, out);
        if out.len() > start {
            left -= 1;
        } else {
            out.truncate(before);
        }
    }
    shorten(out);
}

fn shorten(id: &mut String) {
    if id.len() <= LONGEST {
        return;
    }
    if let Some((at, _)) = id.char_indices().nth(LONGEST) {
        id.truncate(at);
        id.truncate(id.trim_end_matches('-').len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_first_words() {
        let mut anchors = Anchors::default();
        let mut paragraph = |text| anchors.of(BlockKind::Paragraph, text);
        let first = "Oman’s capital has emerged repeatedly over the past decade";
        assert_eq!(paragraph(first), "p-omans-capital-has-emerged-repeatedly");
        assert_eq!(paragraph(first), "p-omans-capital-has-emerged-repeatedly-2");
        assert_eq!(paragraph("A — U.S. “view”"), "p-a-u-s-view");
        assert_eq!(paragraph("—"), "p");
        assert_eq!(paragraph(&"字".repeat(99)).chars().count(), 62);
        let mut heading = |text| anchors.of(BlockKind::Heading, text);
        assert_eq!(heading("Domestic pressures"), "domestic-pressures");
        assert_eq!(heading("Sources"), "h-sources");
        assert_eq!(heading("Ref 1"), "h-ref-1");
        assert_eq!(heading("!"), "section");
    }
}
