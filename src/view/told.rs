//! What programs that read the site are told about it as a whole.

use crate::base::path::Address;

/// robots.txt (RFC 9309).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RobotsView {
    /// Programs that are asked to stay away.
    pub refused: Vec<&'static str>,
    /// The sitemaps.
    pub sitemaps: Vec<Address>,
}

/// security.txt (RFC 9116).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecurityView {
    /// Whom to write to.
    pub contact: Vec<String>,
    /// Until when this holds (RFC 3339).
    pub expires: String,
    /// The language in which to write.
    pub language: String,
    /// Where it says how reports are treated.
    pub policy: Option<String>,
    /// Where this stands.
    pub address: Address,
}

/// The manifest of the site as an application (W3C Web Application Manifest).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ManifestView {
    /// The publication's name.
    pub name: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Its language.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Each icon: its address, its width and height in pixels, and whether it may be cut to any
    /// shape.
    pub icons: Vec<(Address, u32, bool)>,
}

/// The reservation of the right to text and data mining, for the whole site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MiningView {
    /// Where the terms are.
    pub policy: Option<String>,
}
