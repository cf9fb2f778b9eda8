//! The writing of the output folder, through its public names.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod change;
mod ground;
mod refusal;
