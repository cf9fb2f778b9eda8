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

#[cfg(all(test, feature = "csl"))]
mod tests {
    use super::*;
    use crate::cite::formatted::{Cite, WantedCluster};
    use crate::cite::item::Item;

    #[test]
    fn the_same_is_set_once() {
        let item = Item {
            id: "gates".to_owned(),
            kind: "book",
            title: Some("Gates".to_owned()),
            ..Item::default()
        };
        let cluster = WantedCluster { cites: vec![Cite::default()], note: Some(1) };
        let wanted = Wanted {
            style: "apa".to_owned(),
            language: "en".to_owned(),
            items: vec![item],
            clusters: vec![cluster],
        };
        let memo = FormattedMemo::default();
        let first = memo.get(&wanted).unwrap();
        // What is found again is the very thing, not another that equals it.
        assert!(Arc::ptr_eq(&first, &memo.get(&wanted.clone()).unwrap()));
        let german = Wanted { language: "de".to_owned(), ..wanted.clone() };
        assert!(!Arc::ptr_eq(&first, &memo.get(&german).unwrap()));
        assert_eq!(memo.all().len(), 2);
        // Nor is anything set that an earlier process kept.
        let later = FormattedMemo::default();
        let mark =
            Formatted { entries: vec![(0, "kept".to_owned())], ..(*first).clone() };
        later.take(vec![(Digest::of(&wanted), mark.clone())]);
        assert_eq!(*later.get(&wanted).unwrap(), mark);
        // What cannot be set is not kept.
        assert_eq!(later.get(&Wanted { style: "nowhere".to_owned(), ..wanted }), None);
        assert_eq!(later.all().len(), 1);
    }
}
