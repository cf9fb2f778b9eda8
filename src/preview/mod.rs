//! What exists in the preview only.

pub mod desk;
