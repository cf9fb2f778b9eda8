//! Copies of articles for other uses.

use crate::base::path::Address;
use crate::view::article::LicenceView;

/// The terms under which an article may be republished.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RepublishView {
    /// Where it was first published.
    pub publication: String,
    /// The licence.
    pub licence: LicenceView,
}

/// llms.txt: the articles of the publication for programs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LlmsView {
    /// The publication's name.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Its articles, the newest first.
    pub entries: Vec<LlmsEntry>,
}

/// An article in llms.txt.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LlmsEntry {
    /// Its headline.
    pub title: String,
    /// Its Markdown, else its page.
    pub address: Address,
    /// What it says.
    pub summary: Option<String>,
}
