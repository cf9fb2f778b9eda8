//! Planned outputs to bytes: templates for pages, writers for feeds and sitemaps.
//!
//! Nothing here knows the model. A template sees its view and `site`.

pub mod absolute;
pub mod atom;
pub mod chart;
pub mod closure;
pub mod copies;
pub mod copy;
pub mod error;
pub mod export;
pub mod filters;
pub mod host;
pub mod json_feed;
pub mod margin;
pub mod marks;
pub mod media;
pub mod media_type;
pub mod metadata;
pub mod news_sitemap;
pub mod notes;
pub mod output;
pub mod page;
pub mod prose;
pub mod redirect;
pub mod robots;
pub mod rss;
pub mod share;
pub mod sitemap;
pub mod sources;
pub mod templates;
pub mod told;
mod xml;
