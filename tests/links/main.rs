//! The addresses of sources, asked from hosts that play what hosts do.
#![cfg(feature = "links")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]
#![allow(clippy::too_many_lines, reason = "what is said stands whole in the test")]

mod archive;
mod asking;
mod commands;
mod desk;
mod ground;
mod manners;
mod recording;
mod server;
