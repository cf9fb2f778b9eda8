//! From views to bytes.

pub mod atom;
pub mod json_feed;
pub mod redirect;
pub mod robots;
pub mod sitemap;
mod xml;
