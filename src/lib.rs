//! Chancery: a static site generator for publications whose every claim has a source.

pub mod audit;
pub mod base;
pub mod cite;
pub mod cli;
pub mod command;
#[cfg(feature = "deploy")]
pub mod deploy;
pub mod engine;
pub mod import;
#[cfg(feature = "links")]
pub mod links;
pub mod load;
pub mod model;
pub mod parse;
pub mod plan;
pub mod preview;
pub mod render;
pub mod schema;
#[cfg(feature = "search")]
pub mod search;
pub mod view;
