//! A publication that is kept up to date: what a preview asks, from many threads, while the
//! next plan is made.

pub mod generation;
pub mod pages;
mod searching;
pub mod shelf;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rayon::prelude::*;
use tokio::sync::watch;

use crate::base::path::Address;
use crate::engine::index::Indexer;
use crate::engine::live::generation::Generation;
use crate::engine::live::pages::Pages;
use crate::engine::live::shelf::Shelf;
use crate::engine::prepare::Prepared;

/// A publication that is kept up to date.
pub struct Live {
    root: PathBuf,
    pages: Arc<Pages>,
    current: RwLock<Arc<Generation>>,
    told: watch::Sender<u64>,
    viewed: Mutex<BTreeMap<Address, usize>>,
}

/// A page that somebody looks at, for as long as this is held: it is rendered before all
/// others.
pub struct Viewing {
    live: Arc<Live>,
    address: Address,
}

impl Live {
    /// A publication with its first plan.
    pub fn new(root: &Path, prepared: Prepared) -> Self {
        Self::indexed(root, prepared, None)
    }

    /// The same with somebody who makes the index of search.
    pub fn indexed(
        root: &Path,
        prepared: Prepared,
        indexer: Option<Arc<dyn Indexer>>,
    ) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let pages = Arc::new(Pages::new(Shelf::new(indexer)));
        let first = Generation::new(1, prepared, root.clone(), pages.clone(), None);
        Self {
            root,
            pages,
            current: RwLock::new(Arc::new(first)),
            told: watch::Sender::new(1),
            viewed: Mutex::default(),
        }
    }

    /// The newest plan.
    pub fn now(&self) -> Arc<Generation> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Tells the number of the newest plan: when it is there, and again when more is known
    /// of what is wrong with it.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.told.subscribe()
    }

    /// Says that somebody looks at a page.
    pub fn view(self: &Arc<Self>, address: Address) -> Viewing {
        *self.viewers().entry(address.clone()).or_default() += 1;
        Viewing { live: self.clone(), address }
    }

    /// Takes a new plan: renders what is being looked at, and swaps.
    pub fn swap(&self, prepared: Prepared) -> Arc<Generation> {
        let before = self.now();
        let number = before.number + 1;
        let (root, pages) = (self.root.clone(), self.pages.clone());
        let next =
            Arc::new(Generation::new(number, prepared, root, pages, Some(&before)));
        let viewed: Vec<Address> = self.viewers().keys().cloned().collect();
        viewed.par_iter().for_each(|address| drop(next.serve(address)));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = next.clone();
        self.tell();
        // Letting go of a large plan takes a while: those who look are told before. A thread
        // made for it would give the memory back to nobody, and each edit would take more.
        drop(before);
        next
    }

    /// Whether somebody looks at a page.
    pub fn is_viewed(&self) -> bool {
        !self.viewers().is_empty()
    }

    /// Tells everybody to look again.
    pub fn tell(&self) {
        self.told.send_replace(self.now().number);
    }

    fn viewers(&self) -> MutexGuard<'_, BTreeMap<Address, usize>> {
        self.viewed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Viewing {
    fn drop(&mut self) {
        let mut viewers = self.live.viewers();
        if let Some(count) = viewers.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                viewers.remove(&self.address);
            }
        }
    }
}
