//! Text to [`Document`](document::Document): typed front matter, a body that is finished
//! HTML with holes, and diagnostics. No template runs here and no other file is looked at.

pub mod anchor;
pub mod blocks;
pub mod body;
pub mod builder;
pub mod citation;
pub mod code;
pub mod component;
pub mod data_table;
pub mod document;
pub mod footnote;
pub mod fragment;
pub mod front;
pub mod heading;
pub mod highlight;
pub mod html;
pub mod inline;
pub mod locator;
pub mod markdown;
pub mod math;
pub mod passage;
pub mod prose;
pub mod raw_html;
pub mod refuse;
pub mod scope;
pub mod stray;
pub mod table;
pub mod timeline;
pub mod writer;

#[cfg(test)]
mod component_tests;
#[cfg(test)]
mod markdown_support;
#[cfg(test)]
mod markdown_tests;
