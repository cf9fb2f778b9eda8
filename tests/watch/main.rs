//! Watch mode on a real file system: what editors and tools do to the files of a publication,
//! call by call, and what must come of it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

mod editors;
mod errors;
mod folders;
mod ground;
#[cfg(feature = "search")]
mod search;
mod time;
