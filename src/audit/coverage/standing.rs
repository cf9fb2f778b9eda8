//! How each block of a text stands: what cites, what is a quotation as a whole, what in it
//! is code.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::parse::body::{Block, BlockKind, Content, Segment};

/// How each block of a text stands, by its index in `blocks`.
#[derive(Debug, Default)]
pub struct Standing {
    /// Blocks that cite, themselves or by a footnote.
    cited: BTreeSet<usize>,
    /// Block quotes; alerts are not among them.
    pub quoted: BTreeSet<usize>,
    /// The words of each block that are code.
    code: BTreeMap<usize, Vec<String>>,
}

impl Standing {
    /// Reads the prose of a document.
    pub fn of(content: &Content) -> Self {
        let mut standing = Self::default();
        let index = |block: u32| usize::try_from(block).unwrap_or(usize::MAX);
        standing.cited.extend(content.clusters.iter().map(|c| index(c.block)));
        // The citations of a footnote count where it is mentioned.
        let notes: Vec<bool> = content
            .footnotes
            .iter()
            .map(|note| standing.cited.contains(&index(note.block)))
            .collect();
        let ids: BTreeMap<&str, usize> = content
            .blocks
            .iter()
            .enumerate()
            .map(|(index, block)| (block.id.as_str(), index))
            .collect();
        let mut current = None;
        let mut visit = |segment: &Segment| match segment {
            Segment::BlockStart(block) => current = Some(index(*block)),
            Segment::Html(html) => {
                if let (Some(block), true) = (current, html.starts_with("<blockquote")) {
                    standing.quoted.insert(block);
                }
                standing.read(html, &ids, &mut current);
            }
            Segment::FootnoteMark(note, _) => {
                if let (Some(block), Some(true)) = (current, notes.get(index(*note))) {
                    standing.cited.insert(block);
                }
            }
            _ => {}
        };
        content.walk(&content.body, &mut visit);
        for note in &content.footnotes {
            visit(&Segment::BlockStart(note.block));
            content.walk(&note.content, &mut visit);
        }
        standing
    }

    /// Reads a run of HTML: which block begins in it, and what in it is code.
    fn read(
        &mut self,
        html: &str,
        ids: &BTreeMap<&str, usize>,
        current: &mut Option<usize>,
    ) {
        for tag in html.split('<').skip(1) {
            let id = tag.split_once(" id=\"").and_then(|(_, rest)| rest.split_once('"'));
            if let Some(block) = id.and_then(|(id, _)| ids.get(id)) {
                *current = Some(*block);
            }
            let code = tag.strip_prefix("code").and_then(|rest| rest.split_once('>'));
            if let (Some((_, text)), Some(block)) = (code, *current) {
                self.code.entry(block).or_default().push(decoded(text));
            }
        }
    }

    /// Whether a block cites, or introduces by a colon what does.
    pub fn cites(&self, content: &Content, index: usize) -> bool {
        let Some(block) = content.blocks.get(index) else { return false };
        if self.cited.contains(&index) {
            return true;
        }
        if !block.text.trim_end().ends_with([':', '：']) {
            return false;
        }
        let below = content.blocks.iter().enumerate().skip(index + 1);
        let mut parts = below.take_while(|(at, block)| match block.kind {
            BlockKind::ListItem => true,
            BlockKind::Quote | BlockKind::List | BlockKind::Table => *at == index + 1,
            _ => false,
        });
        parts.any(|(at, _)| self.cited.contains(&at))
    }

    /// The text of a block with its code made spaces, byte for byte.
    pub fn without_code(&self, block: &Block, index: usize) -> String {
        let mut text = block.text.to_string();
        let mut from = 0;
        for code in self.code.get(&index).into_iter().flatten() {
            let rest = text.get(from..).unwrap_or_default();
            let Some(at) = rest.find(code.as_str()).map(|at| from + at) else { continue };
            from = at + code.len();
            let span: Range<usize> = at..from;
            text.replace_range(span, &" ".repeat(code.len()));
        }
        text
    }
}

/// The text of a run of HTML without tags, white space folded as blocks have it.
fn decoded(html: &str) -> String {
    let plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let plain = plain.replace("&#39;", "'").replace("&#x27;", "'").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
