//! What a build is asked for, and why it could not be carried out.

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::base::date::Moment;
use crate::engine::write::WriteError;
use crate::load::config::Settings;

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The moment for which it is made; the only clock there is.
    pub now: When,
    /// An address that takes the place of the settings' `base_url`.
    pub base_url: Option<String>,
    /// The environment whose settings are laid over the rest: `[env.<name>]`.
    pub environment: Option<String>,
    /// Whether every link of the rendered site is checked.
    pub audit: bool,
    /// Whether the memo keeps the bytes of outputs for the next build.
    pub keep_bytes: bool,
    /// Whether the pages that are held back are planned too, and what cannot be read is
    /// represented by the last that could.
    pub preview: bool,
}

/// The moment for which a site is made.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The clock's.
    Timestamp(Timestamp),
    /// One that was typed; in the site's time zone unless it has an offset.
    Moment(Moment),
}

impl When {
    /// The moment, in the time zone of some settings.
    pub fn timestamp(self, settings: &Settings) -> Timestamp {
        match self {
            When::Timestamp(timestamp) => timestamp,
            When::Moment(moment) => moment.timestamp(&settings.zone),
        }
    }
}

/// Why a build could not be carried out at all.
#[derive(Debug)]
pub enum Failed {
    /// The publication cannot be read.
    Read(PathBuf, io::Error),
    /// The output cannot be written.
    Write(WriteError),
}
