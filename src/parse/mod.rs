//! Text to [`Document`](document::Document): typed front matter, a body that is finished
//! HTML with holes, and diagnostics. No template runs here and no other file is looked at.

pub mod anchor;
pub mod article;
pub mod blocks;
pub mod body;
pub mod builder;
pub mod byline;
pub mod citation;
pub mod code;
pub mod component;
pub mod data_table;
pub mod document;
pub mod entities;
pub mod footnote;
pub mod foreign;
pub mod fragment;
pub mod front;
pub mod heading;
pub mod headline;
pub mod highlight;
pub mod home;
pub mod html;
pub mod inline;
pub mod line;
pub mod locate;
pub mod locator;
pub mod loose;
pub mod markdown;
pub mod math;
pub mod notice;
pub mod outlets;
pub mod page;
pub mod passage;
pub mod picture;
pub mod profile;
pub mod prose;
pub mod raw_html;
pub mod read;
pub mod refuse;
pub mod rules;
pub mod scope;
pub mod source;
pub mod split;
pub mod stray;
pub mod syntax;
pub mod table;
pub mod timeline;
pub mod writer;
pub mod yaml;

#[cfg(test)]
mod component_tests;
#[cfg(test)]
mod markdown_support;
#[cfg(test)]
mod markdown_tests;
#[cfg(test)]
mod tests;
