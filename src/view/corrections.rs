//! The page of all corrections.

use serde::Serialize;

use crate::view::card::{Card, DateView};
use crate::view::frame::{MenuItem, Pager};
use crate::view::shown::Shown;

/// All corrections: `page` in `corrections.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionsView {
    /// Corrections, newest first; those of this page of the listing.
    pub entries: Vec<CorrectionEntry>,
    /// Where this page of the listing stands.
    pub pager: Pager,
    /// The standing page on corrections, if any: the one with `policy: corrections`, or
    /// `content/pages/corrections-policy.md`.
    pub policy: Option<MenuItem>,
}

/// A correction, or another dated note, with its article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionEntry {
    /// When it was made.
    pub date: DateView,
    /// `Correction`, `Clarification`, `Editor's note`, `Update`, `Retraction`, `Withdrawal` or
    /// `Superseded`.
    pub label: String,
    /// Its text.
    pub text: String,
    /// The place on the article's page: `correction-1`.
    pub anchor: Option<String>,
    /// The article.
    pub article: Shown<Card>,
}
