//! What styles of CSL have made of citations, kept for the next time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::digest::Digest;
use crate::cite::formatted::{Formatted, Wanted};

/// How many texts are kept at most.
const MOST: usize = 50_000;

/// What styles have made of citations, by the digest of all that they were given: a hit cannot
/// be stale. Only texts in a style of CSL come here.
#[derive(Debug, Default)]
pub struct FormattedMemo {
    known: Mutex<HashMap<Digest, Arc<Formatted>>>,
}

impl FormattedMemo {
    /// Sets citations, or takes what was made of the same before. `None` for a style that is
    /// not there or that cannot set them.
    pub fn get(&self, wanted: &Wanted) -> Option<Arc<Formatted>> {
        let digest = Digest::of(wanted);
        if let Some(known) = self.lock().get(&digest) {
            return Some(known.clone());
        }
        // Not under the lock: it takes long.
        let formatted = Arc::new(format(wanted)?);
        let mut known = self.lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(digest, formatted.clone());
        Some(formatted)
    }

    /// Everything that is kept, in the order of the digests.
    pub fn all(&self) -> Vec<(Digest, Arc<Formatted>)> {
        let known = self.lock();
        let mut all: Vec<_> = known
            .iter()
            .map(|(digest, formatted)| (*digest, formatted.clone()))
            .collect();
        all.sort_by_key(|(digest, _)| digest.to_bytes());
        all
    }

    /// Takes what an earlier process kept.
    pub fn take(&self, all: Vec<(Digest, Formatted)>) {
        let all = all.into_iter();
        self.lock().extend(all.map(|(digest, formatted)| (digest, Arc::new(formatted))));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Digest, Arc<Formatted>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "csl")]
fn format(wanted: &Wanted) -> Option<Formatted> {
    crate::cite::csl::format(wanted)
}

#[cfg(not(feature = "csl"))]
fn format(_wanted: &Wanted) -> Option<Formatted> {
    None
}
