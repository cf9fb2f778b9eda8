//! The index of search of a publication under watch. It is made when somebody searches, or when
//! nothing has changed for a while; until then the last one stands.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::engine::index::{Files, Indexer, Made, Wanted};
use crate::plan::{Plan, search};

/// The last index that was made.
#[derive(Default)]
pub struct Shelf {
    indexer: Option<Arc<dyn Indexer>>,
    last: Mutex<Option<Arc<Shelved>>>,
    /// Held while one is made: whoever else wants it waits for it.
    making: Mutex<()>,
    times: AtomicUsize,
    folder: Mutex<Folder>,
}

/// What the output folder has of it, by the digest of the records.
#[derive(Clone, Copy, Default)]
struct Folder {
    /// What is being put there.
    put: Option<Digest>,
    /// What stands there.
    written: Option<Digest>,
}

/// An index on the shelf.
#[derive(Clone)]
pub struct Shelved {
    /// What it was made of.
    pub made: Made,
    /// Its files; none of an index that only the output folder has.
    pub files: Option<Arc<Files>>,
}

impl Shelf {
    /// An empty shelf.
    pub fn new(indexer: Option<Arc<dyn Indexer>>) -> Self {
        Self { indexer, ..Self::default() }
    }

    /// Whether anything ever stands on it.
    pub fn is_used(&self) -> bool {
        self.indexer.is_some()
    }

    /// How often an index was made.
    pub fn times(&self) -> usize {
        self.times.load(Ordering::SeqCst)
    }

    /// The last index, of whatever plan it was made.
    pub fn last(&self) -> Option<Arc<Shelved>> {
        self.shelved().clone()
    }

    /// Takes the index that the output folder has, unless there is one already.
    pub fn recall(&self, made: Option<Made>) {
        let mut last = self.shelved();
        if let (None, Some(made)) = (&*last, made) {
            self.folder().written = Some(made.records);
            *last = Some(Arc::new(Shelved { made, files: None }));
        }
    }

    /// Takes the last index off.
    pub fn forget(&self) {
        *self.shelved() = None;
    }

    /// Notes that an index is put into the output folder, or none.
    pub fn put(&self, made: Option<&Made>) {
        self.folder().put = made.map(|made| made.records);
    }

    /// Notes that what was put into the output folder stands there.
    pub fn written(&self) {
        let mut folder = self.folder();
        folder.written = folder.put;
    }

    /// Whether the output folder has another index than that of a plan, which has one.
    pub fn is_due(&self, plan: &Plan) -> bool {
        let last = || self.last().map(|last| last.made.records);
        self.is_used()
            && search::has_index(&plan.shared.site)
            && (self.is_stale(plan) || last() != self.folder().written)
    }

    /// Whether the last index is not that of a plan.
    fn is_stale(&self, plan: &Plan) -> bool {
        let wanted = Wanted::of(plan).filter(|_| self.is_used());
        let Some(mut wanted) = wanted else { return false };
        match self.last() {
            None => true,
            Some(last) => {
                let mut made = last.made.clone();
                let known = made.ingredients;
                let same = wanted.is(&mut made, plan);
                if same && made.ingredients != known {
                    let shelved = Shelved { made, files: last.files.clone() };
                    *self.shelved() = Some(Arc::new(shelved));
                }
                !same
            }
        }
    }

    /// The index of a plan with its files, made now if it is not there.
    ///
    /// # Errors
    ///
    /// Why it could not be made.
    pub fn fresh(&self, plan: &Plan) -> Result<Option<Arc<Shelved>>, Box<Diagnostic>> {
        let Some(indexer) = &self.indexer else { return Ok(None) };
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(wanted) = Wanted::of(plan) else { return Ok(None) };
        if let Some(last) = self.last().filter(|last| last.files.is_some())
            && !self.is_stale(plan)
        {
            return Ok(Some(last));
        }
        let (made, files, _) = wanted.make(plan, &**indexer)?;
        self.times.fetch_add(1, Ordering::SeqCst);
        let shelved = Arc::new(Shelved { made, files: Some(Arc::new(files)) });
        *self.shelved() = Some(shelved.clone());
        Ok(Some(shelved))
    }

    fn folder(&self) -> MutexGuard<'_, Folder> {
        self.folder.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shelved(&self) -> MutexGuard<'_, Option<Arc<Shelved>>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
