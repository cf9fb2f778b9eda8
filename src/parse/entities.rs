//! The front matter of profiles, introductions and standing pages, and the YAML files.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::base::date::Moment;
use crate::parse::front::{Extra, ImageFront};

/// The profile of an author.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the keys of front matter, documented in the manual")]
pub struct AuthorFront {
    pub name: String,
    pub sort_name: Option<String>,
    pub role: Option<String>,
    pub affiliation: Option<String>,
    pub photo: Option<ImageFront>,
    pub bio: Option<String>,
    pub links: Vec<LinkFront>,
    pub orcid: Option<String>,
    pub same_as: Vec<String>,
    pub email: Option<String>,
    pub languages: Vec<String>,
    pub former: bool,
    /// The author is an organisation.
    pub org: bool,
    pub aliases: Vec<String>,
    pub extra: Extra,
}

/// A labelled link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkFront {
    /// Its words.
    pub label: String,
    /// Its address.
    pub url: String,
}

/// The introduction of a topic, or of a term of another taxonomy.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the keys of front matter, documented in the manual")]
pub struct TermFront {
    pub name: Option<String>,
    pub description: Option<String>,
    pub parent: Option<String>,
    pub same_as: Vec<String>,
    pub aliases: Vec<String>,
    pub extra: Extra,
}

/// A standing page.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the keys of front matter, documented in the manual")]
pub struct PageFront {
    pub title: String,
    pub description: Option<String>,
    pub slug: Option<String>,
    pub aliases: Vec<String>,
    pub template: Option<String>,
    pub lang: Option<String>,
    /// The word for it in the menu, when it stands there, and its place, smallest first.
    pub menu: Option<MenuFront>,
    /// The policies that the page is: words of [`POLICIES`](crate::load::reserved::POLICIES).
    pub policies: Vec<String>,
    #[serde(skip)]
    pub draft: bool,
    pub extra: Extra,
}

/// A page's entry in the menu: `menu: true`, `menu: 3` or `menu: { label: ..., order: 3 }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MenuFront {
    /// The word; the page's title when there is none.
    pub label: Option<String>,
    /// Its place, smallest first.
    pub order: i64,
}

/// `content/home.yml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the keys of the file, documented in the manual")]
pub struct HomeFront {
    pub lead: Option<String>,
    pub second: Vec<String>,
    pub pinned: Vec<PinFront>,
    pub rows: Vec<RowFront>,
}

/// An article that is held at the top of the river.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PinFront {
    /// The article, as written.
    pub article: String,
    /// Until the start of this day, or this moment.
    pub until: Option<Moment>,
}

/// A row of the home page: the newest of a topic, another taxonomy, an author, a kind or a
/// series.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RowFront {
    /// The row's heading; the thing's own name when there is none.
    pub title: Option<String>,
    /// The key that selects: `series`, `author`, `kind`, `topic` or a taxonomy's key.
    pub by: String,
    /// What it selects, as written.
    pub value: String,
    /// How many, at most; 4 when not said.
    pub limit: Option<usize>,
}

/// An entry of `content/outlets.yml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the keys of the file, documented in the manual")]
pub struct OutletFront {
    /// The entry's key as written.
    pub id: String,
    pub name: String,
    pub domains: Vec<String>,
    pub kind: Option<String>,
    pub country: Option<String>,
    pub lang: Option<String>,
    pub aliases: Vec<String>,
    pub owner: Option<String>,
    pub wikidata: Option<String>,
}

/// An entry of `content/links.yml`: what became of an address that is cited.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AddressFront {
    /// The address, without what follows `#`.
    pub address: String,
    /// What it is.
    pub status: AddressStatus,
    /// Why it is not fine.
    pub why: Option<String>,
    /// When it was asked last.
    pub asked: Option<Date>,
    /// When it was last fine, if it is not.
    pub fine: Option<Date>,
    /// Since when it has been missing.
    pub missing: Option<Date>,
    /// The address that it leads to for good.
    pub moved: Option<String>,
}

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AddressStatus {
    /// It leads to something.
    Fine,
    /// It was missing more than once.
    Broken,
    /// Nobody could say.
    Unknown,
}

impl AddressStatus {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            AddressStatus::Fine => "fine",
            AddressStatus::Broken => "broken",
            AddressStatus::Unknown => "unknown",
        }
    }
}
