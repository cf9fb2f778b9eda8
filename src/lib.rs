//! Chancery: a static site generator for publications whose every claim has a source.

pub mod base;
pub mod cli;
pub mod command;
pub mod load;
pub mod parse;
