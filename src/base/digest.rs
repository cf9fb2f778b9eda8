//! 128-bit digests of inputs, parts and outputs. They tell whether two things are the
//! same; they protect nothing against an adversary.

use std::cell::Cell;
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
        let mut gathered = Gathered(GATHERED.take());
        value.hash(&mut gathered);
        let digest = Self::of_bytes(&gathered.0);
        if gathered.0.capacity() <= KEPT {
            gathered.0.clear();
            GATHERED.set(gathered.0);
        }
        digest
    }

    /// Its bytes.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
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
        match serializer.is_human_readable() {
            true => serializer.collect_str(self),
            false => self.to_bytes().serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let bytes = Deserialize::deserialize(deserializer)?;
            return Ok(Self(u128::from_le_bytes(bytes)));
        }
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

thread_local! {
    /// Where the bytes of a value are gathered.
    static GATHERED: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// How much of it is kept for the next value, in bytes.
const KEPT: usize = 1 << 20;

/// Gathers what a value hashes: most values are short, and the digest of a short text costs
/// far less at once than in pieces.
struct Gathered(Vec<u8>);

impl Hasher for Gathered {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        XxHash3_128::oneshot(&self.0) as u64
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
    /// A value whose digest was taken before.
    pub fn known(digest: Digest, value: T) -> Self {
        Self { digest, value: std::sync::Arc::new(value) }
    }

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

impl<'de, T: Hash + Deserialize<'de>> Deserialize<'de> for Digested<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::new)
    }
}

impl<T: Serialize> Serialize for Digested<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
