//! Where pieces go: names that are free, and files that are left alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::import::piece::{Kind, Piece};
use crate::import::report::Report;
use crate::parse::front_matter::locate;

/// The longest name that is made of a title, in bytes.
const LONGEST: usize = 80;

/// The places of pieces in a publication.
pub struct Places<'a> {
    root: &'a Path,
    /// Names that are given away, in small letters.
    taken: BTreeSet<String>,
}

impl<'a> Places<'a> {
    /// Of a publication in a folder.
    pub fn of(root: &'a Path) -> Self {
        Self { root, taken: BTreeSet::new() }
    }

    /// The file of a piece; `None` when it is there already, which is reported.
    pub fn find(&mut self, piece: &Piece, report: &mut Report) -> Option<FilePath> {
        let name = stem(piece);
        let base = format!("content/{}", piece.kind.folder());
        for number in 1..10_000 {
            let name = if number > 1 { format!("{name}-{number}") } else { name.clone() };
            let flat = format!("{base}/{name}.md");
            let nested = format!("{base}/{name}/index.md");
            if !self.taken.insert(flat.to_lowercase()) {
                if matches!(piece.kind, Kind::Author | Kind::Topic) {
                    // Who has been described has been described.
                    return None;
                }
                continue;
            }
            let there =
                [&flat, &nested].into_iter().find(|file| self.root.join(file).exists());
            if let Some(there) = there {
                if !self.is_same(there, piece) {
                    continue;
                }
                let message = format!("`{there}` is already there and is left as it is");
                let hint = "delete it to import it anew";
                report.left("already-there", piece.place(), message, hint);
                return None;
            }
            let file = if piece.beside.is_empty() { flat } else { nested };
            return Some(FilePath::new(&file));
        }
        None
    }

    /// Whether a file that is there is of the same person, topic or title.
    fn is_same(&self, file: &str, piece: &Piece) -> bool {
        if matches!(piece.kind, Kind::Author | Kind::Topic) {
            return true;
        }
        let text = fs::read_to_string(self.root.join(file)).unwrap_or_default();
        let front = locate::root(&text);
        let title = front.as_ref().and_then(|front| front.get("title")?.scalar());
        title.is_some_and(|title| Id::fold(title) == Id::fold(piece.title()))
    }
}

/// The name of a piece's file without its ending.
fn stem(piece: &Piece) -> String {
    let wanted = [&*piece.stem, piece.title()];
    let id =
        wanted.into_iter().map(|name| Id::fold(name).segment()).find(|id| !id.is_empty());
    let id = id.unwrap_or_else(|| piece.kind.noun().to_owned());
    let id = if id == "index" { format!("index-{}", piece.kind.noun()) } else { id };
    let id = shortened(&id);
    match is_reserved(&id, piece.kind) {
        true => format!("{id}-page"),
        false => id,
    }
}

/// A page cannot stand where listings are.
fn is_reserved(id: &str, kind: Kind) -> bool {
    kind == Kind::Page && crate::load::reserved::FIRST_PARTS.contains(&id)
}

/// The start of a long name, cut between two words where there are any.
fn shortened(id: &str) -> String {
    if id.len() <= LONGEST {
        return id.to_owned();
    }
    let cut = id.get(..id.floor_char_boundary(LONGEST)).unwrap_or(id);
    cut.rsplit_once('-').map_or(cut, |(words, _)| words).to_owned()
}
