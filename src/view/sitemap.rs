//! Sitemaps as data.
