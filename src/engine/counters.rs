//! What a build did, in numbers.

use serde::Serialize;

use crate::model::public::State;

/// What a build did, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counters {
    /// Documents that were parsed.
    pub parsed: usize,
    /// Documents whose earlier parse was used again.
    pub reused: usize,
    /// Outputs that the plan holds.
    pub planned: usize,
    /// Outputs that were rendered or copied.
    pub rendered: usize,
    /// Outputs whose earlier bytes were used again.
    pub kept: usize,
    /// Pages that the index of search was made of; none when it was not made again.
    pub indexed: usize,
    /// Texts whose citations a style of CSL set anew.
    pub styled: usize,
    /// Files that were written.
    pub written: usize,
    /// Files that were removed.
    pub removed: usize,
    /// Drafts that were held back.
    pub drafts: usize,
    /// Embargoed articles that were held back.
    pub embargoed: usize,
    /// Expired articles that were left out.
    pub expired: usize,
}

impl Counters {
    /// Counts an article by its state.
    pub fn count(&mut self, state: State) {
        match state {
            State::Public => {}
            State::Draft => self.drafts += 1,
            State::Embargoed => self.embargoed += 1,
            State::Expired => self.expired += 1,
        }
    }
}
