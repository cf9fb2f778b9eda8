//! Pieces to files: old addresses become aliases, what an editor would miss goes to
//! `internal`, places are chosen, and each file is parsed as any content is.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digest;
use crate::base::form;
use crate::base::path::FilePath;
use crate::import::input::Input;
use crate::import::piece::{Kind, Piece};
use crate::import::place::Places;
use crate::import::report::Report;
use crate::import::yaml::{self, Item};
use crate::load::config::Settings;
use crate::model::address;
use crate::parse::document::Front;
use crate::parse::read;
use crate::parse::rules::Rules;

/// A file to be written.
#[derive(Debug, PartialEq, Eq)]
pub enum Made {
    /// A content file with its text.
    Text(FilePath, String),
    /// A copy of a file of the input.
    Copy(FilePath, PathBuf),
}

impl Made {
    /// Where it goes.
    pub fn file(&self) -> &FilePath {
        match self {
            Made::Text(file, _) | Made::Copy(file, _) => file,
        }
    }
}

/// Pieces with the files that they become.
pub type Placed = Vec<(FilePath, Piece)>;

/// Gives each piece its place.
pub fn place(pieces: Vec<Piece>, root: &Path, report: &mut Report) -> Placed {
    let mut places = Places::of(root);
    let find = |piece: Piece| Some((places.find(&piece, report)?, piece));
    pieces.into_iter().filter_map(find).collect()
}

/// Makes the files of pieces that have their places.
pub fn files(
    placed: Placed,
    settings: &Settings,
    input: &mut Input,
    report: &mut Report,
) -> Vec<Made> {
    let rules = Rules::of(settings);
    let mut aliases: BTreeSet<String> = BTreeSet::new();
    let mut made = Vec::new();
    let own =
        |(file, piece): &(FilePath, Piece)| own_address(file, piece, settings, &rules);
    let addresses: Vec<String> = placed.iter().map(own).collect();
    let all: BTreeSet<&str> = addresses.iter().map(String::as_str).collect();
    for ((file, mut piece), own) in placed.into_iter().zip(&addresses) {
        complete(&mut piece, report);
        let old = std::mem::take(&mut piece.old);
        let mut kept = Vec::new();
        for alias in old.into_iter().filter(|alias| alias != own) {
            if let Some(problem) = form::alias_problem(&alias) {
                let message = format!(
                    "the old address `{alias}` {problem}, so that it leads nowhere now"
                );
                report.left(
                    "old-address",
                    piece.place(),
                    message,
                    "redirect it where the site is served",
                );
            } else if !all.contains(alias.as_str())
                && aliases.insert(alias.trim_end_matches('/').to_lowercase())
            {
                kept.push(Item::plain(&alias));
            } else if !kept.contains(&Item::plain(&alias)) {
                let message =
                    format!("the old address `{alias}` leads to another file already");
                report.left(
                    "old-address",
                    piece.place(),
                    message,
                    "choose which of the two it leads to",
                );
            }
        }
        report.kept("old address", kept.len());
        piece.set("aliases", Item::Flow(kept));
        let text = yaml::file(&piece.front, &piece.body.replace("\r\n", "\n"));
        input.add(&file, &text);
        let document =
            read::document(&file, Digest::of_bytes(text.as_bytes()), &text, &rules);
        report
            .diagnostics
            .extend(document.diagnostics.into_iter().filter(Diagnostic::is_error));
        report.kept(piece.kind.noun(), 1);
        for beside in std::mem::take(&mut piece.beside) {
            let to = FilePath::new(&format!("{}/{}", file.folder(), beside.to));
            made.push(Made::Copy(to, beside.from));
        }
        made.push(Made::Text(file, text));
    }
    made
}

/// Says what an article still needs, and adds what an editor must know.
fn complete(piece: &mut Piece, report: &mut Report) {
    if piece.kind == Kind::Article {
        if piece.get("date").is_none() {
            let message = format!(
                "`{}` has no date, and is a draft until it has one",
                piece.title()
            );
            let hint = "type `--date 2026-02-05`, or write `date` into the new file and take `draft: true` out";
            report.left("no-date", piece.place(), message, hint);
            piece.set("draft", Item::bare("true"));
        }
        if piece.get("topics").is_none() {
            let message = format!("`{}` has no topics", piece.title());
            let hint =
                "type `--topic NAME` for each, or write `topics` into the new file";
            report.left("no-topics", piece.place(), message, hint);
        }
    }
    let notes = std::mem::take(&mut piece.internal);
    if piece.kind == Kind::Article {
        piece.set("internal", Item::quoted(&notes.join("\n")));
    } else if !notes.is_empty() {
        let notes = notes.iter().map(|note| Item::quoted(note));
        let entry = ("imported".to_owned(), Item::Flow(notes.collect()));
        let mut entries = vec![entry];
        if let Some(Item::Map(old)) = piece.get("extra") {
            entries.splice(0..0, old.clone());
        }
        piece.set("extra", Item::Map(entries));
    }
}

/// The address that a piece will have.
fn own_address(
    file: &FilePath,
    piece: &Piece,
    settings: &Settings,
    rules: &Rules,
) -> String {
    let slug = match file.stem() {
        "index" => file.folder().rsplit('/').next().unwrap_or_default(),
        stem => stem,
    };
    match piece.kind {
        Kind::Article => {
            let text = yaml::file(&piece.front, "");
            let front = read::front_alone(file, &text, rules, &mut Vec::new());
            match front {
                Some(Front::Article(front)) => {
                    let slug = front.slug.clone().unwrap_or_else(|| slug.to_owned());
                    address::of_article(settings, &front, &slug).as_str().to_owned()
                }
                _ => String::new(),
            }
        }
        Kind::Page => format!("/{slug}/"),
        Kind::Author | Kind::Topic => format!("/{}/{slug}/", piece.kind.folder()),
    }
}

/// Writes a file below the publication's root, whole or not at all, and never over another.
///
/// # Errors
///
/// The system's; `AlreadyExists` when the file has come meanwhile.
pub fn write(root: &Path, made: &Made) -> io::Result<()> {
    let path = root.join(made.file().as_str());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let bytes = match made {
        Made::Text(_, text) => text.as_bytes().to_vec(),
        Made::Copy(_, from) => fs::read(from)?,
    };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = fs::File::create(&part).and_then(|mut file| file.write_all(&bytes));
    let linked = written.and_then(|()| match fs::hard_link(&part, &path) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported && !path.exists() => {
            fs::copy(&part, &path).map(|_| ())
        }
        linked => linked,
    });
    let removed = fs::remove_file(&part);
    linked.and(removed)
}

/// Says of a copy that stands in the way of another file.
pub fn taken(made: &Made, report: &mut Report) {
    let file = made.file();
    let message = format!("`{file}` is already there and is left as it is");
    report.left("already-there", Place::file(file), message, "compare the two");
}
