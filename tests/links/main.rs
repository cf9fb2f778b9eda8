//! The addresses of sources, asked from hosts that play what hosts do.
#![cfg(feature = "links")]

mod archive;
mod asking;
mod commands;
mod ground;
mod manners;
mod server;
