//! Chancery: a static site generator for publications whose every claim has a source.

pub mod base;
pub mod cite;
pub mod load;
pub mod model;
pub mod parse;
pub mod view;
