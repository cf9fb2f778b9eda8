//! What one template sees: plain structs of shared parts, each with its fingerprint.
//!
//! In a template three names stand at the top: `site` (the settings), `frame` (what every
//! page has around it) and `page` (one of the types here). Addresses are without the base
//! path; the filter `url` adds it.

pub mod account;
pub mod any;
pub mod article;
pub mod author;
pub mod balance;
pub mod build;
pub mod card;
pub mod chart;
pub mod cited;
pub mod copies;
pub mod corrections;
pub mod desk;
pub mod export;
pub mod feed;
pub mod frame;
pub mod home;
pub mod host;
pub mod listing;
mod menu;
pub mod outlet;
mod outlets;
pub mod page;
pub mod passage;
pub mod prose;
pub mod reference;
pub mod search;
pub mod series;
pub mod share;
pub mod shown;
pub mod site;
pub mod sitemap;
pub mod styled;
pub mod term;
pub mod told;
pub mod tongue;
