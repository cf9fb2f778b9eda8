//! Files that a host reads: rules for headers and redirects.

use crate::base::path::Address;

/// The headers that a host sends with some addresses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HeaderRule {
    /// Which addresses, from the root of the host; `*` stands for anything.
    pub pattern: String,
    /// Each header.
    pub headers: Vec<(&'static str, String)>,
}

/// An old address and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RedirectRule {
    /// The old address.
    pub from: Address,
    /// Where it leads.
    pub to: Address,
}
