//! What every room needs: names and paths, dates, digests, diagnostics and how they are
//! shown.

pub mod date;
pub mod diagnostic;
pub mod digest;
pub mod emit;
pub mod id;
pub mod path;
pub mod suggest;
pub mod url;
