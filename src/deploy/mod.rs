//! The deployment of a site: what differs from the last time is sent to a target, in an order
//! in which no page shows before what it needs.
//!
//! What a target holds is read from a [`record`] that is kept there: path and digest of each
//! file. Before anything is sent the record says of each file that will change that it is in
//! doubt; while files are sent it is written again and again with what has arrived. A deploy
//! that was cut off is so taken up by the next: of files in doubt the target is asked whether
//! it holds them already. Two deploys at once are kept apart by a lock with signs of life.
//!
//! A branch of git needs neither: its tree says what it holds, and the push is refused when
//! somebody else was there before.
//!
//! Everything here waits for others, and so all of it is async and nothing else is.

pub mod environment;
pub mod git;
pub mod headers;
pub mod lease;
pub mod plan;
pub mod problem;
pub mod record;
pub mod retry;
pub mod run;
pub mod site;
pub mod stop;
pub mod store;
pub mod transfer;
