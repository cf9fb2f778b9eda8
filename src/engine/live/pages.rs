//! What was rendered for the plans of a publication under watch.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError, RwLock};

use crate::base::path::Address;
use crate::engine::live::shelf::Shelf;
use crate::engine::rendered::{Outputs, Rendered};
use crate::plan::Plan;

/// How many pages are kept ready, of those that were asked for last.
const KEPT: usize = 64;

/// What was rendered for any plan so far, each under its fingerprint.
#[derive(Default)]
pub struct Pages {
    outputs: RwLock<Outputs>,
    /// The pages whose bytes are kept, the one asked for last at the end.
    recent: Mutex<VecDeque<Address>>,
    /// The index of search.
    pub(super) shelf: Shelf,
}

impl Pages {
    /// Nothing rendered yet.
    pub fn new(shelf: Shelf) -> Self {
        Self { shelf, ..Self::default() }
    }

    pub(super) fn get(&self, address: &Address) -> Option<Rendered> {
        self.outputs.read().unwrap_or_else(PoisonError::into_inner).get(address).cloned()
    }

    pub(super) fn put(&self, address: &Address, rendered: Rendered) {
        let mut pages = self.outputs.write().unwrap_or_else(PoisonError::into_inner);
        pages.insert(address.clone(), rendered);
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|known| known != address);
        recent.push_back(address.clone());
        if recent.len() > KEPT
            && let Some(oldest) = recent.pop_front().and_then(|a| pages.get_mut(&a))
        {
            oldest.bytes = None;
        }
    }

    pub(super) fn all(&self) -> Outputs {
        self.outputs.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes what was rendered; bytes that were kept meanwhile for the same page stay, and
    /// what no plan holds any more goes.
    pub(super) fn merge(&self, outputs: Outputs, plan: &Plan) {
        let mut pages = self.outputs.write().unwrap_or_else(PoisonError::into_inner);
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        for (address, mut rendered) in outputs {
            let known = pages.get(&address).filter(|k| k.digest == rendered.digest);
            if rendered.bytes.is_none() {
                rendered.bytes = known.and_then(|known| known.bytes.clone());
            }
            if rendered.bytes.is_some() && !recent.contains(&address) {
                rendered.bytes = None;
            }
            pages.insert(address, rendered);
        }
        pages.retain(|address, _| plan.outputs.has(address.as_str()));
    }
}
