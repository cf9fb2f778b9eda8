//! Deploys to real servers on loopback, through a proxy that looks on, holds and cuts.
//!
//! `tests/tools` installs the servers.
#![cfg(all(feature = "deploy", unix))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

mod azure;
mod folder;
mod git;
mod ground;
mod proxy;
mod race;
mod s3;
mod servers;
mod sftp;
