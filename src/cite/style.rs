//! A style of citation: our own and those of CSL behind one trait.

use crate::cite::formatted::{Formatted, Wanted};

/// How the marks of citations are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The number of the reference.
    Numbers,
    /// A label that names the outlet.
    Outlets,
    /// The number of a note.
    Notes,
    /// Words in brackets.
    Text,
}

impl Form {
    /// Its name, as templates know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Numbers => "numbers",
            Self::Outlets => "outlets",
            Self::Notes => "notes",
            Self::Text => "text",
        }
    }
}

/// A style of citation.
pub trait Style {
    /// The form of its marks.
    fn form(&self) -> Form;

    /// What tells it from every other style and from another state of itself. `None` for a
    /// style whose words are set by components of the theme.
    fn identity(&self) -> Option<String>;

    /// Sets what a text cites. `None` when the theme does, or when the style cannot.
    fn set(&self, wanted: &Wanted) -> Option<Formatted>;
}

/// One of our own styles. Components of the theme set its words.
#[derive(Clone, Copy, Debug)]
pub struct House(pub Form);

impl Style for House {
    fn form(&self) -> Form {
        self.0
    }

    fn identity(&self) -> Option<String> {
        None
    }

    fn set(&self, _wanted: &Wanted) -> Option<Formatted> {
        None
    }
}
