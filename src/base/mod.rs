//! What every room needs: names and paths, dates, digests, diagnostics and how they are
//! shown, and the reading of typed values.

#[cfg(test)]
pub mod cases;
pub mod clock;
pub mod date;
pub mod diagnostic;
pub mod digest;
pub mod emit;
pub mod fields;
pub mod form;
pub mod id;
pub mod length;
pub mod node;
pub mod number;
pub mod packed;
pub mod path;
pub mod phase;
pub mod problems;
pub mod scalar;
pub mod suggest;
pub mod url;
pub mod words;
