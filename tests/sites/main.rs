//! Whole publications, built: each test is a site in one text, what is done to it, and what
//! must come of it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]
#![allow(clippy::too_many_lines, reason = "what is said stands whole in the test")]

mod charts;
mod commands;
#[cfg(feature = "csl")]
mod csl;
mod dead_links;
mod desk;
mod determinism;
mod disk;
mod edits;
mod golden;
mod headline_grid;
mod headlines;
mod held_back;
mod host;
mod import;
mod incremental;
mod incremental_site;
mod ingredients;
mod languages;
mod layering;
mod library;
mod looks;
mod manual;
mod manual_examples;
mod metadata;
mod metadata_site;
mod notes;
mod outputs;
mod programs;
mod random;
mod real;
mod schema;
mod support;
mod templates;
mod told;
mod warm;
