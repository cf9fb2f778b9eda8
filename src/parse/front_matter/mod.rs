//! YAML to typed front matter, with every slip at its place.

pub mod article;
pub mod byline;
pub mod foreign;
pub mod gate;
pub mod headline;
pub mod home;
pub mod letters;
pub mod line;
pub mod links;
pub mod lint;
pub mod locate;
pub mod loose;
pub mod notice;
pub mod outlets;
pub mod page;
pub mod picture;
pub mod plain;
pub mod profile;
pub mod quotes;
pub mod repeats;
pub mod source;
pub mod split;
pub mod syntax;
pub mod translation;
pub mod yaml;

#[cfg(test)]
mod tests;
