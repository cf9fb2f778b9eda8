//! What templates and writers see: plain structs of shared parts.

pub mod feed;
pub mod sitemap;
