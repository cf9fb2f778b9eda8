//! Outputs as a build leaves them for the next one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::audit::page::PageFacts;
use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::render::output::Fingerprint;

/// Rendered outputs by address.
pub type Outputs = BTreeMap<Address, Rendered>;

/// A rendered output.
#[derive(Clone)]
pub struct Rendered {
    /// What it was made of.
    pub fingerprint: Fingerprint,
    /// The digest of what that was made of, where it can be told beforehand.
    pub ingredients: Option<Digest>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its bytes, where the build keeps them.
    pub bytes: Option<Arc<[u8]>>,
    /// What it links to and holds, where the build audits.
    pub facts: Option<Arc<PageFacts>>,
}
