//! Which files changed under the same name, plan by plan: a page that was sent a while ago
//! asks for what it has missed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::base::path::Address;

/// How many plans are remembered.
const KEPT: usize = 1000;

/// The files that changed with each plan.
#[derive(Debug, Default)]
pub struct History(Mutex<BTreeMap<u64, Vec<Address>>>);

impl History {
    /// Notes what changed with a plan.
    pub fn note(&self, number: u64, files: &[Address]) {
        let mut all = self.all();
        all.entry(number).or_insert_with(|| files.to_vec());
        while all.len() > KEPT {
            all.pop_first();
        }
    }

    /// What changed after one plan and up to another; none when that is not known.
    pub fn between(&self, known: u64, now: u64) -> Option<BTreeSet<Address>> {
        let all = self.all();
        if known > now || now - known > KEPT as u64 {
            return None;
        }
        let mut files = BTreeSet::new();
        for number in known + 1..=now {
            files.extend(all.get(&number)?.iter().cloned());
        }
        Some(files)
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Vec<Address>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_missed_is_known_as_long_as_nothing_was_skipped() {
        let [a, b] = ["/a.png", "/b.png"].map(Address::new);
        let history = History::default();
        history.note(2, std::slice::from_ref(&a));
        history.note(3, &[]);
        history.note(4, &[b.clone(), a.clone()]);
        history.note(6, &[]);
        let all = BTreeSet::from([a.clone(), b]);
        assert_eq!(history.between(1, 4), Some(all));
        assert_eq!(history.between(1, 3), Some(BTreeSet::from([a])));
        assert_eq!(history.between(4, 4), Some(BTreeSet::new()));
        assert_eq!(history.between(4, 6), None);
        assert_eq!(history.between(5, 4), None);
        assert_eq!(history.between(0, u64::MAX), None);
    }
}
