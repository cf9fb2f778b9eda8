//! The recording of an archived copy in a file that people wrote: one key is put in, and no
//! other byte is touched. What was edited is read again, and the edit is refused unless it
//! says the same as before but for the copy.

mod bib;
mod front;
mod insert;
mod json;
mod shared;
#[cfg(test)]
mod tests;

use crate::base::path::FilePath;
use crate::base::scalar::shortened;
use crate::parse::front::SourceFront;
use crate::parse::rules::Rules;

/// A work, and the copy to be recorded with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where in its file it stands.
    pub at: At,
    /// Its key, as it was when it was read.
    pub key: String,
    /// Its address, likewise.
    pub url: String,
    /// The copy.
    pub copy: String,
}

/// Where in its file a work stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// Among the sources of an article, at this place.
    Source(usize),
    /// In a file of shared works, under its key.
    Shared,
}

impl Wanted {
    /// Whether a work is the one that is meant, and has no copy yet.
    fn is(&self, source: &SourceFront) -> bool {
        source.key == self.key
            && source.url.as_ref() == Some(&self.url)
            && source.archive.is_none()
    }

    /// The work with its copy.
    fn with_copy(&self, source: &SourceFront) -> SourceFront {
        let mut details = source.details.as_deref().cloned().unwrap_or_default();
        details.archive = Some(self.copy.clone());
        SourceFront { details: details.boxed(), ..source.clone() }
    }

    /// The edit would say something else than what is meant.
    fn unsafe_edit(&self, pair: &str) -> Refusal {
        let message = format!(
            "`{}` is written in a way that cannot be added to without changing more",
            shortened(&self.key)
        );
        Refusal::new(message, format!("add `{pair}` to it by hand"))
    }
}

/// The text of a file, without a byte order mark, with a copy recorded in it.
///
/// # Errors
///
/// What is in the way.
pub fn record(
    file: &FilePath,
    text: &str,
    rules: &Rules,
    wanted: &Wanted,
) -> Result<String, Refusal> {
    match wanted.at {
        At::Source(index) => front::record(file, text, rules, index, wanted),
        At::Shared => shared::record(file, text, wanted),
    }
}

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

    /// The file is not what it was when the copy was looked for.
    pub fn changed() -> Self {
        let message = "the file was changed meanwhile";
        Self::new(message, "type `chancery sources archive` again")
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
