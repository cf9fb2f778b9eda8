//! Text to [`Document`](document::Document): typed front matter, a body that is finished
//! HTML with holes, and diagnostics. No template runs here and no other file is looked at.

pub mod body;
pub mod chart;
pub mod chart_data;
pub mod document;
pub mod entities;
pub mod front;
pub mod front_matter;
pub mod identifiers;
pub mod library;
pub mod markdown;
pub mod read;
pub mod rules;
pub mod sheet;
pub mod style;
pub mod words;
