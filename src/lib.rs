//! Chancery: a static site generator for publications whose every claim has a source.

pub mod base;
pub mod engine;
pub mod load;
pub mod parse;
