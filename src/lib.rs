//! Chancery: a static site generator for publications whose every claim has a source.

pub mod audit;
pub mod base;
pub mod load;
pub mod parse;
pub mod render;
pub mod view;
