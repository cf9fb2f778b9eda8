//! The writing of the output folder. It knows paths and blobs only.
//!
//! A [`Stage`] takes every file of a site, from many threads at once, and leaves the output
//! folder alone until [`Stage::commit`]:
//!
//! - **No output folder yet**: the site is made in `.<name>.chancery-new` beside it and
//!   renamed once.
//! - **An output folder of ours**: files whose bytes differ are staged in
//!   `.<name>.chancery-stage` beside it (in `.chancery-stage` inside it when it is a mount of
//!   its own). Commit writes a journal of the moves and removals there, and runs it.
//!
//! What is ours is what the manifest names, `.chancery.json` in the output folder: sorted
//! paths and digests, a part of the deterministic output. Every other file there is the
//! user's: it is never written over and never removed, and neither is a folder that holds
//! it; no symbolic link inside the output folder is followed. The output folder itself may
//! be a link.
//!
//! `.<name>.chancery-cache.json` beside the output folder holds the size and the time of
//! each file as it was written. It saves reading files that nobody touched and is believed
//! for nothing else: a build without it writes the same bytes. It also carries the lock
//! that keeps two builds apart, so it stays when a build fails. (Where the parent folder is
//! not writable it is `.chancery-cache.json` inside.)
//!
//! # What holds after a crash
//!
//! - Every file is whole at every moment, for only finished files are renamed into place.
//! - A build that is killed before its journal is complete has changed nothing. One killed
//!   after it is finished by the next [`Stage::begin`], which rolls the journal forward. In
//!   between the folder may hold files of both builds; the *set* is whole when `commit`
//!   returns.
//! - Should the *machine* stop (power loss), the manifest and the journal are on the disk
//!   (both are synced), but the data of files written in the last seconds may not be: some
//!   may be short or empty. A journal moves only staged files whose digest is right, and the
//!   next build compares every file whose size or time is not what the cache says, so
//!   building again repairs the folder.

mod cache;
mod commit;
mod earlier;
mod error;
mod folders;
mod journal;
mod manifest;
mod names;
mod place;
mod stage;
#[cfg(test)]
mod tests;

pub use commit::Report;
pub use error::WriteError;
pub use manifest::Manifest;
pub use stage::{Put, Stage};
