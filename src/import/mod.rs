//! Content of other tools made content of this one. A file reads one format and makes pieces;
//! then links are rewritten, places are chosen, and what was made is parsed as any content.

pub mod detect;
pub mod finish;
pub mod input;
pub mod piece;
pub mod place;
pub mod report;
pub mod text;
pub mod yaml;

use std::path::Path;

use crate::import::finish::Made;
use crate::import::input::Input;
use crate::import::piece::Piece;
use crate::import::report::Report;
use crate::load::config::Settings;

pub use crate::import::detect::Format;

/// What the reading takes from the publication that takes the content.
#[derive(Debug)]
pub struct Publication {
    /// Its settings.
    pub settings: Settings,
    /// Names of the outlets that it knows.
    pub outlets: Vec<String>,
}

/// Reads a file or a folder; `format` when it is known.
pub fn read(
    path: &Path,
    format: Option<Format>,
    publication: &Publication,
    input: &mut Input,
    report: &mut Report,
) -> Vec<Piece> {
    let Some(format) = format.or_else(|| detect::format(path, report)) else {
        return Vec::new();
    };
    match format {
        Format::Text => {
            let limit = publication.settings.limits.file_size;
            let read = input.read(path, limit, report);
            read.map(|(file, text)| {
                text::read(&file, &text, &publication.outlets, report)
            })
            .unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Makes files of pieces.
pub fn finish(
    pieces: Vec<Piece>,
    root: &Path,
    publication: &Publication,
    input: &mut Input,
    report: &mut Report,
) -> Vec<Made> {
    let placed = finish::place(pieces, root, report);
    finish::files(placed, &publication.settings, input, report)
}
