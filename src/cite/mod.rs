//! How references and citations are worded and numbered.

#[cfg(feature = "csl")]
pub mod csl;
pub mod export;
pub mod formatted;
pub mod formatted_memo;
pub mod item;
pub mod locator;
pub mod name;
pub mod notes;
pub mod number;
pub mod recommended;
pub mod style;
pub mod work;
