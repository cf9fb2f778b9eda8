//! Feeds as data.
