//! An article as listings show it: nothing of its body is here.

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::base::date::Moment;
use crate::base::path::Address;
use crate::base::words::Words;

/// An article as listings show it, from its front matter alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Card {
    /// The article's address.
    pub address: Address,
    /// The canonical headline.
    pub title: String,
    /// The headline for cards and listings.
    pub headline: String,
    /// The headline for the home page.
    pub home_headline: String,
    /// The words above the headline.
    pub kicker: Option<String>,
    /// Analysis, report, interview ...
    pub kind: KindView,
    /// The standfirst, plain text.
    pub standfirst: Option<String>,
    /// When it was published.
    pub date: DateView,
    /// When it was last changed, if it was.
    pub updated: Option<DateView>,
    /// Who it is by.
    pub authors: Vec<BylineView>,
    /// How many sources its front matter names.
    pub sources: usize,
    /// Its lead image.
    pub image: Option<ImageView>,
    /// Its language, when it is not the publication's.
    pub language: Option<String>,
    /// The status when it no longer stands as published: `retracted`, `withdrawn`,
    /// `superseded`.
    pub status: Option<&'static str>,
}

/// A kind of article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct KindView {
    /// Its id: `analysis`.
    pub id: String,
    /// The word on the page: `Analysis`.
    pub label: String,
    /// The class of schema.org: `AnalysisNewsArticle`.
    pub schema: String,
}

/// A date for readers and for machines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DateView {
    /// For a `datetime` attribute: `2026-02-05`, or RFC 3339 when a time was given.
    pub iso: String,
    /// For metadata: with its offset (RFC 3339); of a day its start in the publication's time
    /// zone.
    pub stamp: String,
    /// For readers: `5 February 2026`.
    pub text: String,
    /// The year.
    pub year: i16,
}

impl DateView {
    /// A moment as a page shows it.
    pub fn new(moment: &Moment, zone: &TimeZone, words: &Words) -> Self {
        let day = moment.day();
        Self {
            iso: moment.iso(zone),
            stamp: moment.rfc3339(zone),
            text: words.day(day),
            year: day.year(),
        }
    }
}

/// One name of a byline.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BylineView {
    /// The name; for somebody unnamed, the words for them.
    pub name: String,
    /// The page of the author; the unnamed and builds without author pages have none.
    pub address: Option<Address>,
    /// `person`, `organisation` or `unnamed`.
    pub kind: &'static str,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ImageView {
    /// Its address on the site, or elsewhere.
    pub src: String,
    /// The words for those who do not see it.
    pub alt: String,
    /// Its title; may be empty.
    pub title: String,
    /// Its width in pixels, when it is known.
    pub width: Option<u32>,
    /// Its height in pixels, when it is known.
    pub height: Option<u32>,
    /// Who made it.
    pub credit: Option<String>,
    /// On what terms it may be used.
    pub licence: Option<String>,
}
