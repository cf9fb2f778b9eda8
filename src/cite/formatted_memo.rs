//! What styles of CSL have made of citations, kept for the next time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::digest::Digest;
use crate::cite::formatted::{Formatted, Wanted};
use crate::cite::style::Style;

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
    made: usize,
}

impl FormattedMemo {
    /// Sets citations, or takes what was made of the same before. `None` for a style that
    /// cannot set them, or that leaves it to the theme.
    pub fn get(&self, style: &dyn Style, wanted: &Wanted) -> Option<Arc<Formatted>> {
        let digest = Digest::of(&(Some(style.identity()?), wanted));
        if let Some(known) = self.known(digest) {
            return Some(known);
        }
        // Not under the lock: it takes long.
        let formatted = Arc::new(style.set(wanted)?);
        let mut known = self.lock();
        if known.all.len() >= MOST {
            known.all.clear();
        }
        let asked = known.asked;
        // Another thread may have set the same meanwhile.
        if known.all.insert(digest, (asked, formatted.clone())).is_none() {
            known.made += 1;
        }
        Some(formatted)
    }

    /// How many texts have been set, and not taken from what was made before.
    pub fn made(&self) -> usize {
        self.lock().made
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

#[cfg(test)]
#[cfg(feature = "csl")]
mod tests {
    use super::*;
    use crate::cite::csl::Csl;
    use crate::cite::formatted::{Cite, WantedCluster};
    use crate::cite::item::Item;
    use crate::cite::style::{Form, House};

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
            language: "en".to_owned(),
            items: vec![item],
            clusters: vec![cluster],
        };
        let style = Csl::named("apa").unwrap();
        let memo = FormattedMemo::default();
        let first = memo.get(&style, &wanted).unwrap();
        // What is found again is the very thing, not another that equals it.
        assert!(Arc::ptr_eq(&first, &memo.get(&style, &wanted).unwrap()));
        let german = Wanted { language: "de".to_owned(), ..wanted.clone() };
        assert!(!Arc::ptr_eq(&first, &memo.get(&style, &german).unwrap()));
        assert_eq!(memo.last(9).len(), 2);
        // Nor is anything set that an earlier process kept.
        let later = FormattedMemo::default();
        let mark =
            Formatted { entries: vec![(0, "kept".to_owned())], ..(*first).clone() };
        later.take(vec![(
            Digest::of(&(style.identity(), &wanted)),
            Arc::new(mark.clone()),
        )]);
        assert_eq!(*later.get(&style, &wanted).unwrap(), mark);
        // What the theme sets is not kept.
        assert_eq!(later.get(&House(Form::Numbers), &wanted), None);
        assert_eq!(later.last(9).len(), 1);
    }
}
