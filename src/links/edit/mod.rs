//! The recording of an archived copy in a file that people wrote: one key is put in, and no
//! other byte is touched. What was edited is read again, and the edit is refused unless it
//! says the same as before but for the copy.

pub mod front;
pub mod insert;

use crate::base::scalar::shortened;

/// A text to be put in before a byte of another.
pub type Insertion = (usize, String);

/// Why a copy cannot be recorded, and what to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is in the way.
    pub message: String,
    /// What to type.
    pub hint: String,
}

impl Refusal {
    /// Something in the way of an edit.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    /// The edit would say something else than what is meant.
    pub fn unsafe_edit(key: &str, copy: &str) -> Self {
        let message = format!(
            "`{}` is written in a way that cannot be added to without changing more",
            shortened(key)
        );
        Self::new(message, format!("add `archive: \"{copy}\"` to it by hand"))
    }
}

/// A text with others put in, each before its byte; `None` when a byte is within a character.
pub fn put_in(text: &str, mut insertions: Vec<Insertion>) -> Option<String> {
    insertions.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(text.len() + 100);
    let mut done = 0;
    for (at, insertion) in insertions {
        out.push_str(text.get(done..at)?);
        out.push_str(&insertion);
        done = at;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}
