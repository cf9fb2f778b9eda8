//! A part that several places show.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use tera::Value;

use crate::base::digest::Digest;

/// A part that several places show, as a card or a reference: with its digest, and as a
/// template sees it, which is made once and shared.
///
/// Hashing or comparing one looks at the digest alone.
pub struct Shown<T>(Arc<Inner<T>>);

struct Inner<T> {
    digest: Digest,
    part: T,
    value: OnceLock<Value>,
}

impl<T: Hash> Shown<T> {
    /// Takes the digest of a part and shares it.
    pub fn new(part: T) -> Self {
        let digest = Digest::of(&part);
        Self(Arc::new(Inner { digest, part, value: OnceLock::new() }))
    }
}

impl<T> Clone for Shown<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Deref for Shown<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.part
    }
}

impl<T: fmt::Debug> fmt::Debug for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.part.fmt(f)
    }
}

impl<T> PartialEq for Shown<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.digest == other.0.digest
    }
}

impl<T> Eq for Shown<T> {}

impl<T> Hash for Shown<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.digest.hash(state);
    }
}

impl<T: Serialize> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = || Value::from_serializable(&self.0.part);
        self.0.value.get_or_init(value).serialize(serializer)
    }
}
