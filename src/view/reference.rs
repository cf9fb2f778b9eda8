//! References and citations as a page shows them.

use serde::Serialize;

use crate::base::path::Address;
use crate::view::shown::Shown;

/// An outlet by name, with its page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct OutletLink {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page among the sources, when the build has one.
    pub address: Option<Address>,
    /// The language of its name, when it is known.
    pub language: Option<String>,
}

/// A cited work, or an outlet that is named without one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ReferenceView {
    /// Its id on the page: `ref-dawn-talks`.
    pub id: String,
    /// Its number in order of first citation, from 1; 0 when it is not cited.
    pub number: usize,
    /// Whether a work is identified; false for an outlet that is only named.
    pub identified: bool,
    /// Who published it.
    pub outlet: Option<Shown<OutletLink>>,
    /// The agency behind it.
    pub via: Option<Shown<OutletLink>>,
    /// Its authors, as they are shown: `Given Family`.
    pub authors: Vec<String>,
    /// Its editors.
    pub editors: Vec<String>,
    /// Its translators.
    pub translators: Vec<String>,
    /// Those of its authors, editors and translators who are organisations.
    pub organisations: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// The work it is part of: a journal, a book.
    pub container: Option<String>,
    /// Publisher, place, volume, issue, pages ... as one line: `vol. 4, no. 2, pp. 3-4`.
    pub details: Option<String>,
    /// Its date in words: `February 2026`.
    pub date: Option<String>,
    /// Its date for machines, when it is a plain one: `2026-02`.
    pub iso_date: Option<String>,
    /// When it was looked at, in words.
    pub accessed: Option<String>,
    /// Where it is.
    pub url: Option<String>,
    /// An archived copy; not one that is gone itself.
    pub archive: Option<String>,
    /// Where its title leads: to `url`, or to `archive` where nothing is left at `url`.
    pub link: Option<String>,
    /// What is known of `url` when nothing is left there.
    pub dead: Option<DeadLink>,
    /// Its language, when it is known.
    pub language: Option<String>,
    /// `ltr` or `rtl`, by its language.
    pub direction: &'static str,
    /// What it is: `news`, `report`, `book` ...
    pub kind: Option<String>,
    /// Its DOI, without the resolver.
    pub doi: Option<String>,
    /// Its ISBN.
    pub isbn: Option<String>,
    /// Words quoted from it.
    pub quote: Option<String>,
    /// `paywall`, `registration` ...
    pub access: Option<String>,
    /// A note on it.
    pub note: Option<String>,
    /// Its entry as a style of CSL sets it, HTML; none in our own styles.
    pub formatted: Option<String>,
    /// Its page among the sources, when two articles or more cite it.
    pub address: Option<Address>,
    /// Each place of the text that cites it.
    pub cited: Vec<BackLink>,
}

/// What is known of an address at which nothing is left.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DeadLink {
    /// The last day on which it was fine, in words, when that is known.
    pub seen: Option<String>,
    /// The same for machines: `2026-02-05`.
    pub iso_seen: Option<String>,
    /// The first day on which it was missing, in words.
    pub missing: Option<String>,
    /// The same for machines.
    pub iso_missing: Option<String>,
}

/// The way back from a reference to a place that cites it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BackLink {
    /// The id of the citation's mark: `cite-dawn-2`.
    pub id: String,
    /// Which place this is, from 1.
    pub number: usize,
    /// The place in the work that is meant there: `pp. 3-4`.
    pub locator: Option<String>,
    /// The number of the note that it is or stands in, in the style `notes`.
    pub note: Option<usize>,
    /// The id of the block that it stands in.
    pub block: String,
}

/// A bracket of citations: the argument of the component `citation`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ClusterView {
    /// Its citations.
    pub citations: Vec<CitationView>,
    /// The note that it is, in the style `notes`.
    pub note: Option<NoteMark>,
    /// Whether it stands in a footnote in the style `notes`: then it is set in words there.
    pub inline: bool,
    /// Its pieces as a style of CSL sets them; none in our own styles.
    pub pieces: Vec<PieceView>,
}

/// A piece of a bracket that a style of CSL has set.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PieceView {
    /// Its HTML.
    pub html: String,
    /// The citation that it is, among those of its bracket, from 0; none of what stands
    /// between them.
    pub citation: Option<usize>,
}

/// The note that a mark leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NoteMark {
    /// The note's id: `note-dawn-2`.
    pub id: String,
    /// Its number.
    pub number: usize,
}

/// One citation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CitationView {
    /// The id of its mark: `cite-dawn-2`.
    pub id: String,
    /// The id of the reference: `ref-dawn`.
    pub reference: String,
    /// The reference's number.
    pub number: usize,
    /// A short name for the reference: its outlet, or its first author, or its title.
    pub label: String,
    /// Words before it.
    pub prefix: String,
    /// The place in the work: `pp. 3-4`.
    pub locator: Option<String>,
    /// Words after it.
    pub suffix: String,
    /// Whether the text has named the author, so that the citation need not.
    pub suppress_author: bool,
    /// The work, where it is cited for the first time and its entry may be shown.
    pub entry: Option<Shown<ReferenceView>>,
    /// What stands for the work after that, in the style `notes`.
    pub short: Option<ShortView>,
}

/// A work that has been named in full before.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ShortView {
    /// The family names of its authors, or its outlet.
    pub name: Option<String>,
    /// Its title without what follows a colon.
    pub title: Option<String>,
    /// The title's language, when it is known.
    pub language: Option<String>,
    /// `ltr` or `rtl`, by its language.
    pub direction: &'static str,
}

/// How much something rests on one outlet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Reliance {
    /// The outlet.
    pub outlet: Shown<OutletLink>,
    /// How many citations.
    pub count: usize,
    /// Their share of all citations here, in whole per cent.
    pub percent: usize,
}
