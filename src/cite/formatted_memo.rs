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
pub struct FormattedMemo(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Each with the question, counted, in which it was last asked for.
    all: HashMap<Digest, (u64, Arc<Formatted>)>,
    asked: u64,
}

impl FormattedMemo {
    /// Sets citations, or takes what was made of the same before. `None` for a style that is
    /// not there or that cannot set them.
    pub fn get(&self, wanted: &Wanted) -> Option<Arc<Formatted>> {
        let digest = Digest::of(wanted);
        if let Some(known) = self.known(digest) {
            return Some(known);
        }
        // Not under the lock: it takes long.
        let formatted = Arc::new(format(wanted)?);
        let mut known = self.lock();
        if known.all.len() >= MOST {
            known.all.clear();
        }
        let asked = known.asked;
        known.all.insert(digest, (asked, formatted.clone()));
        Some(formatted)
    }

    fn known(&self, digest: Digest) -> Option<Arc<Formatted>> {
        let mut known = self.lock();
        known.asked += 1;
        let asked = known.asked;
        let (last, formatted) = known.all.get_mut(&digest)?;
        *last = asked;
        Some(formatted.clone())
    }

    /// What is kept, but no more than some: those that were asked for last. They stand in the
    /// order of their digests.
    pub fn last(&self, most: usize) -> Vec<(Digest, Arc<Formatted>)> {
        let known = self.lock();
        let all = known.all.iter();
        let mut all: Vec<_> =
            all.map(|(digest, (last, it))| (*last, *digest, it)).collect();
        all.sort_by_key(|(last, digest, _)| {
            (std::cmp::Reverse(*last), digest.to_bytes())
        });
        all.truncate(most);
        all.sort_by_key(|(_, digest, _)| digest.to_bytes());
        all.into_iter()
            .map(|(_, digest, formatted)| (digest, formatted.clone()))
            .collect()
    }

    /// Takes what an earlier process kept.
    pub fn take(&self, all: Vec<(Digest, Arc<Formatted>)>) {
        let kept = all.into_iter().map(|(digest, formatted)| (digest, (0, formatted)));
        self.lock().all.extend(kept);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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

#[cfg(test)]
#[cfg(feature = "csl")]
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
        assert!(Arc::ptr_eq(&first, &memo.get(&wanted).unwrap()));
        let german = Wanted { language: "de".to_owned(), ..wanted.clone() };
        assert!(!Arc::ptr_eq(&first, &memo.get(&german).unwrap()));
        assert_eq!(memo.last(9).len(), 2);
        // Nor is anything set that an earlier process kept.
        let later = FormattedMemo::default();
        let mark =
            Formatted { entries: vec![(0, "kept".to_owned())], ..(*first).clone() };
        later.take(vec![(Digest::of(&wanted), Arc::new(mark.clone()))]);
        assert_eq!(*later.get(&wanted).unwrap(), mark);
        // What cannot be set is not kept.
        assert_eq!(later.get(&Wanted { style: "nowhere".to_owned(), ..wanted }), None);
        assert_eq!(later.last(9).len(), 1);
    }
}
