//! What the audit finds.

use crate::base::path::Address;

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Nothing is published where the link leads.
    BrokenLink,
    /// The page has no such id.
    BrokenFragment,
    /// `aria-labelledby`, `for` and the like name an id that the page does not have.
    BrokenReference,
    /// One id stands at two elements.
    DuplicateId,
    /// An id is empty or holds a space.
    BadId,
    /// The link leads out of the site because the base path is missing.
    OutsideBase,
    /// The `/` at the end of a page's address is missing.
    MissingSlash,
    /// An absolute URL is needed and this is none.
    RelativeUrl,
    /// Not a URL at all.
    BadUrl,
    /// A browser repairs it, the standard does not allow it.
    LooseUrl,
    /// Nothing stands where a URL must.
    EmptyUrl,
    /// The policy of the publication does not let browsers load or run it.
    Refused,
}

impl Kind {
    /// The code of the diagnostic that is made of it.
    pub fn code(self) -> &'static str {
        match self {
            Kind::BrokenLink => "broken-link",
            Kind::BrokenFragment => "broken-fragment",
            Kind::BrokenReference => "broken-id-reference",
            Kind::DuplicateId => "duplicate-id",
            Kind::BadId => "bad-id",
            Kind::OutsideBase => "outside-base-path",
            Kind::MissingSlash => "missing-slash",
            Kind::RelativeUrl => "relative-url",
            Kind::BadUrl => "bad-url",
            Kind::LooseUrl => "loose-url",
            Kind::EmptyUrl => "empty-url",
            Kind::Refused => "refused-by-policy",
        }
    }
}

/// Something wrong in a rendered output.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The output it is in.
    pub page: Address,
    /// Where in the output, in bytes. In feeds, the entry's text rather than the link.
    pub offset: usize,
    /// What kind.
    pub kind: Kind,
    /// The link or the id as it is written.
    pub target: String,
    /// What is wrong, as in a diagnostic: lower case, no full stop.
    pub message: String,
    /// What to write instead, where it can be guessed.
    pub hint: Option<String>,
}
