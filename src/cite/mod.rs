//! How references and citations are worded and numbered.

pub mod locator;
pub mod name;
pub mod notes;
pub mod number;
pub mod work;
