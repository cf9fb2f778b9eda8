//! Text to [`Document`](document::Document): typed front matter, a body that is finished
//! HTML with holes, and diagnostics. No template runs here and no other file is looked at.

pub mod article;
pub mod body;
pub mod byline;
pub mod document;
pub mod foreign;
pub mod front;
pub mod headline;
pub mod home;
pub mod line;
pub mod locate;
pub mod loose;
pub mod notice;
pub mod outlets;
pub mod page;
pub mod picture;
pub mod profile;
pub mod rules;
pub mod source;
pub mod split;
pub mod syntax;
pub mod yaml;

#[cfg(test)]
mod tests;
