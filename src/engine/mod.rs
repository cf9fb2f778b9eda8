//! The line from inputs to the output folder, top to bottom.

pub mod write;
