//! What the generators of static sites share: a folder of Markdown files with front matter.

pub mod address;
pub mod byline;
pub mod fields;
pub mod marks;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::diagnostic::Place;
use crate::base::path::FilePath;
use crate::import::edits::Edits;
use crate::import::generator::byline::People;
use crate::import::generator::marks::Marks;
use crate::import::input::{self, Input};
use crate::import::markdown::Mend;
use crate::import::matter::Matter;
use crate::import::piece::{Beside, Kind, Piece};
use crate::import::report::Report;

/// The folder of a site that is read.
pub struct Folder<'a> {
    /// The folder.
    pub root: &'a Path,
    /// The longest text that is read, in bytes.
    pub limit: u64,
    /// Texts read so far.
    pub input: &'a mut Input,
    /// What is said.
    pub report: &'a mut Report,
    /// Authors that are described apart from articles.
    pub people: People,
}

/// A Markdown file with its front matter.
pub struct Source {
    /// The file, as the report calls it.
    pub file: FilePath,
    /// Its path below the folder of the site, with `/`.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
    /// Its front matter.
    pub matter: Matter,
}

impl Source {
    /// The name of the file without its ending.
    pub fn stem(&self) -> &str {
        self.file.stem()
    }

    /// A piece of it.
    pub fn piece(&self, kind: Kind) -> Piece {
        Piece::new(kind, &self.file, 0..self.text.len())
    }
}

impl Folder<'_> {
    /// The path of a file below the folder, with `/`.
    pub fn path(&self, file: &Path) -> String {
        let path = file.strip_prefix(self.root).unwrap_or(file);
        path.to_string_lossy().replace('\\', "/")
    }

    /// Reads a Markdown file; one without front matter is reported when `must` is set.
    pub fn source(&mut self, file: &Path, must: bool) -> Option<Source> {
        let path = self.path(file);
        let (name, text) = self.input.read(file, self.limit, self.report)?;
        let errors = self.report.diagnostics.len();
        let Some(matter) = Matter::read(&name, &text, self.report) else {
            if must && self.report.diagnostics.len() == errors {
                let message = "the file has no front matter and is left";
                let hint = "give it a title between two lines `---`";
                self.report.left("no-front-matter", Place::file(&name), message, hint);
            }
            return None;
        };
        Some(Source { file: name, path, text, matter })
    }

    /// Reads a file of data, by its ending; one that is not there is none.
    pub fn data(&mut self, path: &str) -> Option<Matter> {
        let file = self.root.join(path);
        if !file.is_file() {
            return None;
        }
        let (name, text) = self.input.read(&file, self.limit, self.report)?;
        let node = match name.extension().as_str() {
            "json" => match crate::import::json::read(&name, &text, 0, true) {
                Ok((node, _)) => Some(node),
                Err(diagnostic) => {
                    self.report.diagnostics.push(*diagnostic);
                    None
                }
            },
            ending => crate::import::matter::data(
                &name,
                &text,
                0,
                ending == "toml",
                self.report,
            ),
        };
        Some(Matter::of(&name, node?))
    }

    /// Gives a piece its text: marks of the tool's own taken out, Markdown mended.
    pub fn body(&mut self, source: &Source, piece: &mut Piece, marks: &dyn Marks) {
        let from = source.matter.body;
        let text = source.text.get(from..).unwrap_or_default();
        let mut edits = Edits::default();
        let mut scene = marks::Scene {
            file: &source.file,
            text,
            offset: from,
            edits: &mut edits,
            internal: &mut piece.internal,
            report: self.report,
        };
        marks.find(&mut scene);
        marks::more(&mut scene);
        let edited = edits.apply(text);
        let title = piece.title().to_owned();
        let mend =
            Mend { text: &edited, offset: from, file: &source.file, title: &title };
        piece.body = mend.run(&mut piece.internal, self.report);
    }

    /// The files of a bundle that stand beside its text.
    pub fn beside(&self, source: &Path, piece: &mut Piece) {
        const TEXT: [&str; 6] = ["md", "markdown", "html", "yml", "yaml", "toml"];
        let Some(folder) = source.parent() else { return };
        for file in input::files(folder, &[]) {
            let ending =
                file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let to = file.strip_prefix(folder).unwrap_or(&file);
            let to = to.to_string_lossy().replace('\\', "/");
            if !TEXT.contains(&&*ending) {
                piece.beside.push(Beside { from: file, to });
            }
        }
    }

    /// The Markdown files below a folder of the site.
    pub fn markdown(&self, below: &str, skip: &[&str]) -> Vec<PathBuf> {
        let is_text = |file: &PathBuf| {
            let ending =
                file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            matches!(&*ending, "md" | "markdown")
        };
        input::files(&self.root.join(below), skip).into_iter().filter(is_text).collect()
    }

    /// Says that nothing was found.
    pub fn nothing(&mut self, pieces: &[Piece], hint: &str) {
        if pieces.is_empty() && !self.report.has_errors() {
            let place = Place::file(&input::name(self.root));
            self.report.failed(
                "no-article",
                place,
                "there are no articles in this folder",
                hint,
            );
        }
    }
}
