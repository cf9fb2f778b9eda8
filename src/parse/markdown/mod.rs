//! Markdown to prose: HTML with holes, citations with their passages, blocks with ids.

pub mod anchor;
pub mod blocks;
pub mod builder;
pub mod chart;
pub mod citation;
pub mod code;
pub mod component;
pub mod content;
pub mod control;
pub mod data_table;
pub mod footnote;
pub mod fragment;
pub mod heading;
pub mod highlight;
pub mod html;
pub mod inline;
pub mod locator;
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
mod slip_tests;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tests;
