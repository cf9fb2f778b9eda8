//! 128-bit digests of inputs, parts and outputs. They tell whether two things are the
//! same; they protect nothing against an adversary.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use twox_hash::XxHash3_128;

/// A 128-bit xxh3 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(u128);

impl Digest {
    /// The digest of some bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes))
    }

    /// The digest of a value, by its `Hash`.
    pub fn of(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = Wide::new();
        value.hash(&mut hasher);
        hasher.flush();
        Self(hasher.sum.finish_128())
    }

    /// The first eight hexadecimal digits, for the names of fingerprinted files.
    pub fn short(&self) -> String {
        self.to_string()[..8].to_owned()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map(Self).map_err(serde::de::Error::custom)
    }
}

/// The digest of bytes that come in pieces: the same as [`Digest::of_bytes`] of the whole.
pub struct Pieces(XxHash3_128);

impl Pieces {
    /// Nothing yet.
    #[expect(clippy::new_without_default, reason = "an empty sum is not a default")]
    pub fn new() -> Self {
        Self(XxHash3_128::new())
    }

    /// The next piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.write(piece);
    }

    /// The digest of all pieces so far.
    pub fn digest(&self) -> Digest {
        Digest(self.0.finish_128())
    }
}

/// The standard `Hasher` interface over a 128-bit state. Values are mostly hashed by a few
/// bytes at a time, which are gathered first; the sum is the same.
struct Wide {
    sum: XxHash3_128,
    gathered: [u8; 256],
    length: usize,
}

impl Wide {
    fn new() -> Self {
        Self { sum: XxHash3_128::new(), gathered: [0; 256], length: 0 }
    }

    fn flush(&mut self) {
        self.sum.write(self.gathered.get(..self.length).unwrap_or_default());
        self.length = 0;
    }
}

impl Hasher for Wide {
    fn write(&mut self, bytes: &[u8]) {
        if self.length + bytes.len() > self.gathered.len() {
            self.flush();
        }
        match self.gathered.get_mut(self.length..self.length + bytes.len()) {
            Some(room) => {
                room.copy_from_slice(bytes);
                self.length += bytes.len();
            }
            None => self.sum.write(bytes),
        }
    }

    fn finish(&self) -> u64 {
        let mut sum = self.sum.clone();
        sum.write(self.gathered.get(..self.length).unwrap_or_default());
        sum.finish_128() as u64
    }
}

/// A value with its digest, so that whoever compares or hashes it pays once.
///
/// Hashing or comparing a `Digested` looks at the digest alone.
#[derive(Debug, Clone)]
pub struct Digested<T> {
    digest: Digest,
    value: std::sync::Arc<T>,
}

impl<T: Hash> Digested<T> {
    /// Takes the digest of a value and shares it.
    pub fn new(value: T) -> Self {
        Self { digest: Digest::of(&value), value: std::sync::Arc::new(value) }
    }
}

impl<T> Digested<T> {
    /// The digest of the value.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl<T> std::ops::Deref for Digested<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> PartialEq for Digested<T> {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl<T> Eq for Digested<T> {}

impl<T> Hash for Digested<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

impl<T: Serialize> Serialize for Digested<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
