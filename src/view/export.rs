//! How an article asks to be cited.

use serde::Serialize;

use crate::base::path::Address;

/// An article's own entry in one style.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CiteAs {
    /// The style: `Chicago`.
    pub style: &'static str,
    /// The words up to the address, as HTML.
    pub html: String,
    /// Whether a full stop follows the address.
    pub stop: bool,
}

/// Files for reference managers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ExportLinks {
    /// Whether they hold the works that the article cites, and not the article itself.
    pub references: bool,
    /// BibTeX.
    pub bib: Address,
    /// RIS.
    pub ris: Address,
    /// CSL-JSON.
    pub json: Address,
}
