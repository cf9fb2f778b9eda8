//! Characters that nobody sees and that no page may hold.

use std::ops::Range;

use crate::parse::markdown::builder::Builder;
use crate::parse::markdown::citation::Fault;
use crate::parse::markdown::html::has_byte;
use crate::parse::markdown::prose::Prose;

/// How many are reported in one file: where there are more it is not text.
const MOST: usize = 5;

/// Whether a character is a control character, or none at all by Unicode's rules.
fn is_hidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control || u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// Whether a text may hold such a character: its first byte is one of a few.
fn is_suspect(text: &str) -> bool {
    has_byte(
        text,
        |byte| matches!(byte, 0..=0x08 | 0x0B | 0x0C | 0x0E..=0x1F | 0x7F | 0xC2 | 0xEF..),
    )
}

/// Whether a text holds such a character.
pub fn is_in(text: &str) -> bool {
    is_suspect(text) && text.contains(is_hidden)
}

/// What is wrong with such a character.
pub fn fault(span: Range<usize>) -> Fault {
    Fault {
        code: "control-character",
        span,
        message: "a control character stands here".to_owned(),
        hint: "delete it, and type anew what stands around it".to_owned(),
    }
}

impl Builder<'_> {
    /// Reports the control characters of some Markdown.
    pub fn control_characters(&mut self, prose: &Prose<'_>) {
        if !is_suspect(prose.text) {
            return;
        }
        for (at, found) in prose.text.match_indices(is_hidden).take(MOST) {
            self.fault(prose, fault(at..at + found.len()));
        }
    }
}
