//! The line from inputs to the output folder, top to bottom.

pub mod builder;
pub mod checked;
pub mod counters;
pub mod data;
pub mod hosted;
pub mod index;
pub mod inputs;
pub mod line;
pub mod live;
pub mod made;
pub mod memo;
pub mod prepare;
pub mod rendered;
pub mod report;
pub mod request;
pub mod sink;
pub mod warm;
pub mod watch;
pub mod write;
