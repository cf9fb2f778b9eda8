//! Content of other tools made content of this one. A file reads one format and makes pieces;
//! then links are rewritten, places are chosen, and what was made is parsed as any content.

pub mod detect;
pub mod edits;
pub mod escape;
pub mod finish;
pub mod generator;
pub mod ghost;
pub mod html;
pub mod hugo;
pub mod input;
pub mod jekyll;
pub mod json;
pub mod links;
pub mod liquid;
pub mod markdown;
pub mod matter;
pub mod piece;
pub mod place;
pub mod report;
pub mod text;
pub mod wordpress;
pub mod yaml;
pub mod zola;

use std::path::Path;

use crate::base::diagnostic::Place;
use crate::import::finish::Made;
use crate::import::generator::Folder;
use crate::import::generator::byline::People;
use crate::import::input::Input;
use crate::import::links::Ground;
use crate::import::piece::Piece;
use crate::import::report::Report;
use crate::load::config::Settings;
use crate::parse::rules::Rules;

pub use crate::import::detect::Format;

/// What the reading takes from the publication that takes the content.
#[derive(Debug)]
pub struct Publication {
    /// Its settings.
    pub settings: Settings,
    /// Names of the outlets that it knows.
    pub outlets: Vec<String>,
}

/// What was read, and where it stood.
#[derive(Debug, Default)]
pub struct Found {
    /// The content.
    pub pieces: Vec<Piece>,
    /// Where it stood.
    pub ground: Ground,
}

/// Reads a file or a folder; `format` when it is known.
pub fn read(
    path: &Path,
    format: Option<Format>,
    publication: &Publication,
    input: &mut Input,
    report: &mut Report,
) -> Found {
    let mut found = Found::default();
    let Some(format) = format.or_else(|| detect::format(path, report)) else {
        return found;
    };
    let limit = publication.settings.limits.file_size;
    let export = matches!(format, Format::Text | Format::Wordpress | Format::Ghost);
    if export == path.is_dir() {
        let place = Place::file(&input::name(path));
        let (message, hint) = match export {
            true => ("this is a folder", "name the file of the export"),
            false => ("this is a file", "name the folder of the site"),
        };
        report.failed("wrong-input", place, message, hint);
        return found;
    }
    let Found { pieces, ground } = &mut found;
    if export {
        let limit = if format == Format::Text { limit } else { input::LONGEST_EXPORT };
        let Some((file, text)) = input.read(path, limit, report) else { return found };
        *pieces = match format {
            Format::Wordpress => wordpress::read(&file, &text, ground, report),
            Format::Ghost => ghost::read(&file, &text, ground, report),
            _ => text::read(&file, &text, &publication.outlets, report),
        };
        return found;
    }
    ground.root = Some((path.to_owned(), input::name(path)));
    let people = People::default();
    let mut folder = Folder { root: path, limit, input, report, people };
    *pieces = match format {
        Format::Jekyll => jekyll::read(&mut folder, ground),
        Format::Zola => zola::read(&mut folder, ground),
        _ => hugo::read(&mut folder, ground),
    };
    found
}

/// Makes files of what was found.
pub fn finish(
    found: Found,
    root: &Path,
    publication: &Publication,
    input: &mut Input,
    report: &mut Report,
) -> Vec<Made> {
    let rules = Rules::of(&publication.settings);
    let mut placed = finish::place(found.pieces, root, report);
    let mut made = links::rewrite(&mut placed, &found.ground, input, &rules, report);
    made.extend(finish::files(placed, &publication.settings, input, report));
    made
}
