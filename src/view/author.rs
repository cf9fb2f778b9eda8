//! Pages of authors.

use serde::Serialize;

use crate::base::path::Address;
use crate::parse::front::Extra;
use crate::view::article::TermLink;
use crate::view::balance::BalanceView;
use crate::view::card::{Card, ImageView};
use crate::view::frame::Pager;
use crate::view::prose::Prose;
use crate::view::reference::Reliance;
use crate::view::shown::Shown;

/// An author's page: `page` in `author.html`. Render adds `page.biography`, HTML.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AuthorView {
    /// The address of the first page.
    pub address: Address,
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The name that they are sorted by: `Example, Ada`.
    pub sort_name: String,
    /// What they do.
    pub role: Option<String>,
    /// Where they do it.
    pub affiliation: Option<String>,
    /// One line about them.
    pub bio: Option<String>,
    /// The balance of what the articles rest on, where the settings show it.
    pub balance: Option<BalanceView>,
    /// A photograph.
    pub photo: Option<ImageView>,
    /// Links, as words.
    pub links: Vec<LinkView>,
    /// The ORCID iD.
    pub orcid: Option<String>,
    /// The same person elsewhere.
    pub same_as: Vec<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Languages they write or speak.
    pub languages: Vec<String>,
    /// Whether they have left.
    pub former: bool,
    /// Whether this is an organisation.
    pub organisation: bool,
    /// What they write about, most first.
    pub subjects: Vec<TermLink>,
    /// Their articles, newest first; those of this page of the listing.
    pub articles: Vec<Shown<Card>>,
    /// Where this page of the listing stands.
    pub pager: Pager,
    /// Articles that they had another part in: as translator, editor, photographer.
    pub credited_in: Vec<Shown<Card>>,
    /// The outlets that their articles rest on, most first.
    pub relies_on: Vec<Reliance>,
    /// How many citations their articles hold.
    pub citations: usize,
    /// Whatever `extra` holds.
    pub extra: Extra,
    /// The long biography, when there is a profile.
    #[serde(skip)]
    pub prose: Option<Prose>,
}

/// A labelled link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LinkView {
    /// Its words.
    pub label: String,
    /// Its address.
    pub url: String,
}

/// The list of authors: `page` in `authors.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AuthorsView {
    /// The authors, by the names they are sorted by; those of this page of the listing.
    pub authors: Vec<AuthorEntry>,
    /// Where this page of the listing stands.
    pub pager: Pager,
}

/// An author in the list of authors.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AuthorEntry {
    /// The name.
    pub name: String,
    /// Their page.
    pub address: Option<Address>,
    /// What they do.
    pub role: Option<String>,
    /// Where they do it.
    pub affiliation: Option<String>,
    /// Whether they have left.
    pub former: bool,
    /// How many articles.
    pub articles: usize,
}
