//! Disk to [`Snapshot`](snapshot::Snapshot): every input's path, size and hash at one
//! moment, and the publication's settings.

pub mod config;
pub mod deploy;
pub mod editor;
pub mod host;
pub mod outputs;
pub mod refresh;
pub mod reserved;
pub mod robots;
pub mod settings;
pub mod snapshot;
pub mod styles;
pub mod tables;
pub mod target;
pub mod theme;
pub mod toml;
pub mod version;
pub mod words;
