//! Whether an article is public at one moment.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::base::clock::Clock;
use crate::base::date::Moment;
use crate::parse::front::ArticleFront;

/// Whether an article is public at one moment, and if not, why.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
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
    ///
    /// What is read here of front matter no cache holds, and the words for it are those by
    /// which [`may_be_held_back`](crate::parse::read::may_be_held_back) knows it.
    pub fn of(front: &ArticleFront, now: &Clock, zone: &TimeZone) -> Self {
        let passed = |moment: &Moment| now.passed(moment.timestamp(zone));
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
