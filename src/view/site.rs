//! The publication as every template sees it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::path::Address;
use crate::view::article::LicenceView;

/// The publication: `site` in a template. Settings, the effective base address and asset
/// names; no lists, no counts, no clock.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SiteView {
    /// The publication's name.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Its language (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Where it is published, with a `/` at its end.
    pub base_url: String,
    /// The path of that: `/` or `/analysis/`.
    pub base_path: String,
    /// The address of the front page, when there is one.
    pub home: Option<Address>,
    /// Who publishes it.
    pub publisher: Option<PublisherView>,
    /// The licence of its texts.
    pub licence: Option<LicenceView>,
    /// The image of pages without one.
    pub image: Option<String>,
    /// Its width and height in pixels, when they are known.
    pub image_size: Option<(u32, u32)>,
    /// The standing page of each policy, by the property of schema.org that names it.
    pub policies: BTreeMap<&'static str, Address>,
    /// Its accounts on other services.
    pub social: BTreeMap<String, String>,
    /// Style sheets and scripts of `static/`: the file's path there, then its address, which
    /// changes with its content.
    pub assets: BTreeMap<String, Address>,
    /// Which outputs are switched on.
    pub outputs: BTreeMap<&'static str, bool>,
    /// What browsers may load on a page, of a host that sends no headers of the publication's.
    pub csp: Option<String>,
    /// Whether the right to text and data mining is reserved.
    pub mining_reserved: bool,
    /// Where its terms are.
    pub mining_policy: Option<String>,
    /// Whether search engines are asked to leave the site out.
    pub noindex: bool,
    /// Chancery with its version.
    pub generator: &'static str,
}

/// Who publishes the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PublisherView {
    /// The name.
    pub name: String,
    /// The address of a logo.
    pub logo: Option<String>,
    /// The same organisation elsewhere.
    pub same_as: Vec<String>,
    /// Its class of schema.org: `Organization`.
    pub schema: String,
}
