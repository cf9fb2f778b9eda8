//! Whether an article is public at one moment.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::parse::front::ArticleFront;

/// Whether an article is public at one moment, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is published.
    Public,
    /// It is marked as a draft.
    Draft,
    /// Its embargo has not ended.
    Embargoed,
    /// It has expired.
    Expired,
}

impl State {
    /// The state of an article at `now`. An embargo ends at its moment; from the moment of
    /// `expires` on an article is gone.
    pub fn of(front: &ArticleFront, now: Timestamp, zone: &TimeZone) -> Self {
        let passed = |moment: &crate::base::date::Moment| moment.timestamp(zone) <= now;
        if front.draft {
            State::Draft
        } else if front.expires.as_ref().is_some_and(passed) {
            State::Expired
        } else if front.embargo.as_ref().is_some_and(|moment| !passed(moment)) {
            State::Embargoed
        } else {
            State::Public
        }
    }

    /// The word for it: `draft`.
    pub fn name(self) -> &'static str {
        match self {
            State::Public => "public",
            State::Draft => "draft",
            State::Embargoed => "embargoed",
            State::Expired => "expired",
        }
    }
}
