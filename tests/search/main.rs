//! The index of search: what it holds, what it never holds, when it is made, and that the same
//! content makes the same bytes.
#![cfg(feature = "search")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

mod ground;
mod leaks;
mod made;
mod records;
