//! An article's page.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::path::Address;
use crate::parse::front::Extra;
use crate::view::card::{BylineView, Card, DateView, ImageView, KindView};
use crate::view::export::{CiteAs, ExportLinks};
use crate::view::prose::Prose;
use crate::view::reference::ReferenceView;
use crate::view::shown::Shown;

/// An article's page: `page` in `article.html`.
///
/// Render adds what it makes of the prose, as HTML: `page.standfirst`, `page.caption`,
/// `page.key_points` (a list), `page.body`, `page.footnotes` (a list of `id`, `number`,
/// `html` and `marks`, the ids of the places that mention it).
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ArticleView {
    /// Its address.
    pub address: Address,
    /// The canonical headline.
    pub title: String,
    /// The headline of each channel, always filled: `headlines.social`.
    pub headlines: BTreeMap<&'static str, String>,
    /// Alternative headlines that the page lists.
    pub alternative_headlines: Vec<AlternativeView>,
    /// The words of every alternative headline for metadata: of those that the page lists, and
    /// of those that the settings keep for metadata alone.
    pub alternative_titles: Vec<String>,
    /// Whether that list stands open.
    pub alternatives_open: bool,
    /// The words above the headline.
    pub kicker: Option<String>,
    /// Analysis, report, interview ...
    pub kind: KindView,
    /// Who it is by.
    pub authors: Vec<BylineView>,
    /// Others who had a part in it.
    pub credits: Vec<CreditView>,
    /// When it was published.
    pub date: DateView,
    /// When it was last changed, when that differs.
    pub updated: Option<DateView>,
    /// When it will be gone.
    pub expires: Option<DateView>,
    /// Where it was written from.
    pub dateline: Option<String>,
    /// Words of its body.
    pub words: usize,
    /// Minutes it takes to read, at least 1.
    pub minutes: usize,
    /// The lead image; its caption is `page.caption`.
    pub image: Option<ImageView>,
    /// The table of contents: headings of levels 2 and 3.
    pub contents: Vec<HeadingView>,
    /// The form of its citations: `numbers`, `outlets`, `notes`, or `text`, the words of a
    /// style of CSL in brackets.
    pub citation_style: String,
    /// What the text cites, in order of first citation.
    pub references: Vec<Shown<ReferenceView>>,
    /// What the front matter lists and the text does not cite.
    pub further_reading: Vec<Shown<ReferenceView>>,
    /// Corrections, newest first.
    pub corrections: Vec<CorrectionView>,
    /// Editor's notes, clarifications and updates.
    pub notes: Vec<NoteView>,
    /// When it no longer stands as published.
    pub status: Option<StatusView>,
    /// Where it stands in a series.
    pub series: Option<SeriesPlace>,
    /// Its topics and terms of other taxonomies.
    pub terms: Vec<TermsOf>,
    /// What the author discloses.
    pub disclosures: Option<String>,
    /// Who paid for it.
    pub funding: Option<String>,
    /// Who reviewed it.
    pub reviewed_by: Vec<String>,
    /// The publication's statement on views.
    pub statement: Option<String>,
    /// Biographies of the authors.
    pub biographies: Vec<BiographyView>,
    /// The article before this one, by date.
    pub previous: Option<Shown<Card>>,
    /// The article after this one, by date.
    pub next: Option<Shown<Card>>,
    /// How it asks to be cited, in each style.
    pub cite_as: Vec<CiteAs>,
    /// Files for reference managers: of the article, and of the works that it cites.
    pub exports: Vec<ExportLinks>,
    /// The address of the article as Markdown, where there is one.
    pub markdown: Option<Address>,
    /// The address of the article to be republished, where its licence allows that.
    pub republish: Option<Address>,
    /// Related articles.
    pub related: Vec<Shown<Card>>,
    /// The licence: words, and an address when it is known.
    pub licence: Option<LicenceView>,
    /// Its language.
    pub language: String,
    /// What it translates, and what translates it.
    pub translation: TranslationPlace,
    /// Whatever `extra` holds.
    pub extra: Extra,
    /// The prose and what fills its holes.
    #[serde(skip)]
    pub prose: Prose,
}

/// What an article translates, and what translates it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TranslationPlace {
    /// The address of the original, when this is a translation.
    pub of: Option<Address>,
    /// The addresses of its translations.
    pub by: Vec<Address>,
}

/// An alternative headline.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AlternativeView {
    /// Its text.
    pub text: String,
    /// The names of the channels that it is for; may be empty.
    pub channels: Vec<&'static str>,
    /// The words for these channels.
    pub labels: Vec<String>,
}

/// A line of credits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CreditView {
    /// `with`, `translator`, `editor` or `photographs`.
    pub role: &'static str,
    /// The words before the names: `Translated by`.
    pub label: String,
    /// The people.
    pub people: Vec<BylineView>,
}

/// A heading of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct HeadingView {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// 2 or 3.
    pub level: u8,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionView {
    /// Its id on the page: `correction-1`.
    pub id: String,
    /// When it was made.
    pub date: DateView,
    /// Its text.
    pub text: String,
    /// The id of the block that it belongs to.
    pub block: Option<String>,
}

/// A note of the editors.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NoteView {
    /// `editor`, `clarification` or `update`.
    pub kind: &'static str,
    /// The word before it: `Editor's note`.
    pub label: String,
    /// When it was made.
    pub date: Option<DateView>,
    /// Its text.
    pub text: String,
}

/// The notice on an article that no longer stands as published.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct StatusView {
    /// `retracted`, `withdrawn` or `superseded`.
    pub id: &'static str,
    /// The word on the page: `Retracted`.
    pub label: String,
    /// The article that takes its place.
    pub superseded_by: Option<Shown<Card>>,
}

/// A place in a series.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SeriesPlace {
    /// The series' name.
    pub name: String,
    /// Its page, when the build has one.
    pub address: Option<Address>,
    /// Which part this is, from 1.
    pub part: usize,
    /// How many parts there are.
    pub parts: usize,
    /// The part before.
    pub previous: Option<Shown<Card>>,
    /// The part after.
    pub next: Option<Shown<Card>>,
}

/// The terms of one taxonomy that an article has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermsOf {
    /// The taxonomy's key: `topics`.
    pub taxonomy: String,
    /// Its name: `Topics`.
    pub name: String,
    /// The terms.
    pub terms: Vec<TermLink>,
}

/// A term by name, with its page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TermLink {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page, when the build has one.
    pub address: Option<Address>,
    /// How many articles have it, where that is counted; else 0.
    pub count: usize,
    /// The same thing elsewhere; only among the terms of an article's page.
    pub same_as: Vec<String>,
}

/// The biography of an author at the end of an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BiographyView {
    /// The name.
    pub name: String,
    /// The author's page.
    pub address: Option<Address>,
    /// `person`, `organisation` or `unnamed`.
    pub kind: &'static str,
    /// What they do.
    pub role: Option<String>,
    /// Where they do it.
    pub affiliation: Option<String>,
    /// The biography, plain text; for somebody unnamed, why they are not named.
    pub text: Option<String>,
    /// A photograph.
    pub photo: Option<ImageView>,
    /// The ORCID iD.
    pub orcid: Option<String>,
    /// The same person elsewhere.
    pub same_as: Vec<String>,
    /// Their account on X: `@example`.
    pub x: Option<String>,
    /// Their account in the fediverse: `@example@social.example`.
    pub fediverse: Option<String>,
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LicenceView {
    /// Its words: `CC BY 4.0`.
    pub text: String,
    /// Its address.
    pub url: Option<String>,
}

/// The section of the publication that an article is in: its first topic, else its kind.
pub fn section<'a>(terms: &'a [TermsOf], kind: &'a KindView) -> &'a str {
    let topics = terms.iter().filter(|group| group.taxonomy == "topics");
    let first = topics.flat_map(|group| &group.terms).next();
    first.map_or(&kind.label, |term| &term.name)
}
