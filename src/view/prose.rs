//! Prose with what fills its holes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::digest::Digested;
use crate::base::path::Address;
use crate::cite::notes::Notes;
use crate::parse::body::Content;
use crate::view::card::{DateView, ImageView};
use crate::view::chart::ChartView;
use crate::view::reference::ClusterView;

/// Prose with what fills its holes. Render makes HTML of it; a template sees that HTML.
#[derive(Clone, Debug, Hash)]
pub struct Prose {
    /// The prose as parsed.
    pub content: Digested<Content>,
    /// What each bracket of citations shows.
    pub clusters: Vec<ClusterView>,
    /// Where each link leads.
    pub links: Vec<LinkTarget>,
    /// Each image.
    pub images: Vec<ImageView>,
    /// Each chart; none where its data could not be read.
    pub charts: Vec<Option<ChartView>>,
    /// Corrections to be marked at a block, by the block's index.
    pub corrections: BTreeMap<u32, Vec<CorrectionMark>>,
    /// `numbers`, `outlets`, `notes` or `text`.
    pub style: String,
    /// The notes at the end.
    pub notes: Notes,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// To a page of the publication, perhaps to a place on it, perhaps with a query.
    Page(Address, Option<String>, String),
    /// To a place on the same page.
    Here(String),
    /// Elsewhere.
    Away(String),
    /// To something that is not public: its words stay as plain text.
    Withheld,
}

/// The mark at a corrected block: the arguments of the component `correction_mark`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionMark {
    /// The correction's id on the page: `correction-1`.
    pub id: String,
    /// When it was made.
    pub date: DateView,
}
