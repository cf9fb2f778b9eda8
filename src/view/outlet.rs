//! Source indexes: outlets, their works, and the passages that rest on them.

use serde::Serialize;

use crate::base::path::Address;
use crate::view::balance::BalanceView;
use crate::view::card::{Card, DateView};
use crate::view::frame::Pager;
use crate::view::passage::PassageView;
use crate::view::reference::ReferenceView;
use crate::view::shown::Shown;

/// The id under which works stand that no outlet is named for.
pub const UNATTRIBUTED: &str = crate::model::outlet::UNATTRIBUTED;

/// The list of outlets: `page` in `sources.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SourcesView {
    /// `name` or `count`.
    pub order: &'static str,
    /// The same list by name.
    pub by_name: Address,
    /// The same list by number of passages.
    pub by_count: Address,
    /// The outlets; those of this page of the listing.
    pub outlets: Vec<OutletEntry>,
    /// First letters with the entry they begin at, when the list is by name and on one page.
    pub letters: Vec<LetterLink>,
    /// Where this page of the listing stands.
    pub pager: Pager,
    /// The balance of all sources, where the settings show it; on the first page only.
    pub balance: Option<BalanceView>,
    /// How many passages rest on all outlets together.
    pub passages: usize,
    /// How many outlets they rest on; one that is only listed is not counted.
    pub cited: usize,
}

/// A first letter of the list of outlets.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LetterLink {
    /// The letter.
    pub letter: String,
    /// The id of the first outlet that begins with it.
    pub id: String,
}

/// An outlet in the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct OutletEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub address: Option<Address>,
    /// `newspaper`, `news-agency`, `ministry` ...
    pub kind: Option<String>,
    /// Its country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// The language of its name.
    pub language: Option<String>,
    /// How many identified works of it are cited or listed.
    pub works: usize,
    /// How many passages rest on it.
    pub passages: usize,
    /// How many articles cite it.
    pub articles: usize,
    /// The date of the newest article that cites it.
    pub last_cited: Option<DateView>,
}

/// An outlet's page: `page` in `outlet.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct OutletView {
    /// The address of the first page.
    pub address: Address,
    /// The outlet and its counts.
    pub outlet: OutletEntry,
    /// Its domains.
    pub domains: Vec<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// Its Wikidata item.
    pub wikidata: Option<String>,
    /// Its works and, under each, the passages; those of this page of the listing. The
    /// entry whose reference is not identified holds the passages that name the outlet alone.
    pub works: Vec<WorkEvidence>,
    /// Its passages by month, over the twelve months that end with that of the publication's
    /// newest article; none when they all fall into one of these months, or before them.
    pub months: Vec<MonthView>,
    /// Where this page of the listing stands; its entries are passages.
    pub pager: Pager,
}

/// How many passages of a month rest on an outlet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MonthView {
    /// The month: `2026-02`.
    pub iso: String,
    /// The month in words: `February 2026`.
    pub text: String,
    /// How many passages.
    pub count: usize,
    /// How many per cent of the greatest month's they are.
    pub share: usize,
}

/// A work with the passages that rest on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WorkEvidence {
    /// The work.
    pub reference: ReferenceView,
    /// The passages, newest article first.
    pub passages: Vec<PassageView>,
    /// Articles that list the work and do not cite it.
    pub listed_in: Vec<Shown<Card>>,
    /// Whether the work began on an earlier page of the listing.
    pub continued: bool,
}

/// The page of a work that two articles cite: `page` in `work.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WorkView {
    /// The address of the first page.
    pub address: Address,
    /// The work.
    pub reference: ReferenceView,
    /// How many articles cite it.
    pub articles: usize,
    /// The passages, newest article first; those of this page of the listing.
    pub passages: Vec<PassageView>,
    /// Where this page of the listing stands.
    pub pager: Pager,
}
