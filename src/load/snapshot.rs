//! Every input of a publication at one moment: path, size and digest, the text of what is
//! parsed, and the dimensions of images.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::{Digest, Pieces};
use crate::base::path::FilePath;
use crate::load::config::Limits;

/// The name of the settings file.
pub const SETTINGS: &str = "site.toml";

/// The folders that are read, and nothing beside them but the settings file.
pub const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// Where files of shared works lie.
const REFERENCES: &str = "content/references/";

/// Endings of files that may be published beside an article but are never parsed.
const TEXT: [&str; 6] = ["md", "yml", "yaml", "html", "xml", "txt"];

/// How many bytes of texts of content are kept until they are parsed. Of a larger publication
/// the others are read again then, so that its texts need not all be in memory at once.
const TEXTS: u64 = 32 << 20;

/// Every input of a publication at one moment.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The publication's root.
    pub root: PathBuf,
    /// Its files by path.
    pub inputs: BTreeMap<FilePath, Input>,
    /// Files that could not be read, of which nothing more is to be said.
    pub unread: BTreeSet<FilePath>,
}

/// One input file.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its length in bytes.
    pub size: u64,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its text, for content files, until it is parsed, and for templates. A byte order mark
    /// is taken off. Of the content of a large publication it may not be kept.
    pub text: Option<Arc<str>>,
    /// Width and height in pixels, for images.
    pub dimensions: Option<(u32, u32)>,
}

impl Snapshot {
    /// Reads a publication. What cannot be used is left out and reported.
    ///
    /// # Errors
    ///
    /// The system's error when the root itself cannot be read.
    pub fn take(root: &Path, limits: &Limits) -> io::Result<(Snapshot, Vec<Diagnostic>)> {
        let real = root.canonicalize()?;
        let (paths, mut diagnostics) = walk(root, &real, limits);
        let held = AtomicU64::new(0);
        let read: Vec<_> = paths
            .into_par_iter()
            .map(|(path, size)| {
                let (mut input, warning) = read(root, &path, size, limits)?;
                let content =
                    input.text.is_some() && path.as_str().starts_with("content/");
                if content && held.fetch_add(size, Ordering::Relaxed) > TEXTS {
                    input.text = None;
                }
                Ok((path, (input, warning)))
            })
            .collect();
        let mut inputs = BTreeMap::new();
        for result in read {
            match result {
                Ok::<_, Box<Diagnostic>>((path, (input, warning))) => {
                    diagnostics.extend(warning);
                    inputs.insert(path, input);
                }
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        let unread = errors.map(|error| error.place.file.clone()).collect();
        Ok((Snapshot { root: root.to_owned(), inputs, unread }, diagnostics))
    }

    /// The paths of a publication's inputs, sorted, without reading any; `None` where
    /// something is wrong with one.
    ///
    /// # Errors
    ///
    /// The system's error when the root itself cannot be read.
    pub fn paths(root: &Path, limits: &Limits) -> io::Result<Option<Vec<FilePath>>> {
        let (paths, diagnostics) = walk(root, &root.canonicalize()?, limits);
        let mut paths: Vec<FilePath> = paths.into_iter().map(|(path, _)| path).collect();
        paths.sort();
        Ok(diagnostics.is_empty().then_some(paths))
    }

    /// The digest of everything in it.
    pub fn digest(&self) -> Digest {
        let Self { root, inputs, unread } = self;
        let input = |(path, input): (&FilePath, &Input)| {
            // The text is that of the bytes.
            let Input { size, digest, text: _, dimensions } = input;
            Digest::of(&(path, size, digest, dimensions))
        };
        let inputs: Vec<Digest> = inputs.iter().map(input).collect();
        Digest::of(&(root, inputs, unread))
    }

    /// An input by its path.
    pub fn get(&self, path: &str) -> Option<&Input> {
        self.inputs.get(path)
    }

    /// The inputs below a folder, which is named without a slash at its end.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a FilePath, &'a Input)> + 'a {
        self.inputs
            .range::<str, _>((Bound::Included(folder), Bound::Unbounded))
            .take_while(move |(path, _)| path.as_str().starts_with(folder))
            .filter(move |(path, _)| path.as_str()[folder.len()..].starts_with('/'))
    }

    /// Hands over the texts of content, which nothing needs but parsing.
    pub fn take_texts(&mut self) -> BTreeMap<FilePath, Arc<str>> {
        let inputs = self.inputs.iter_mut();
        let content = inputs.filter(|(path, _)| path.as_str().starts_with("content/"));
        content.filter_map(|(path, i)| Some((path.clone(), i.text.take()?))).collect()
    }

    /// Reads the text of an input again; `None` when the file is no longer what it was.
    pub fn reread(&self, path: &FilePath) -> Option<Arc<str>> {
        let bytes = std::fs::read(self.root.join(path.as_str())).ok()?;
        let known = self.inputs.get(path);
        if known.is_some_and(|input| input.digest != Digest::of_bytes(&bytes)) {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes);
        Some(text.strip_prefix('\u{feff}').unwrap_or(&text).into())
    }
}

/// Lists the input files with their lengths, sorted.
fn walk(
    root: &Path,
    real: &Path,
    limits: &Limits,
) -> (Vec<(FilePath, u64)>, Vec<Diagnostic>) {
    let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
    for folder in FOLDERS {
        let walk = WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name();
        let mut walk = walk.into_iter().filter_entry(|e| wanted(e, folder));
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if leaves(&entry, real) => {
                    diagnostics.push(outside(&relative(root, entry.path()), &entry));
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_file() => {
                    let size = entry.metadata().map_or(0, |m| m.len());
                    files.push((relative(root, entry.path()), size));
                }
                Ok(_) => {}
                Err(error) if missing_folder(&error, &root.join(folder)) => {}
                Err(error) => diagnostics.push(unreadable(root, folder, &error)),
            }
        }
    }
    if files.len() > limits.files {
        let place = Place::file(&FilePath::new("content"));
        let message =
            format!("{} files are more than `limits.files` allows", files.len());
        let hint =
            format!("the limit is {}; raise `files` under `[limits]`", limits.files);
        diagnostics.push(Diagnostic::error("too-many-files", place, message).hint(hint));
        files.clear();
    }
    (files, diagnostics)
}

/// Whether a file or folder is an input: hidden files of `static/` are (`.well-known`),
/// others and what editors leave behind are not.
fn wanted(entry: &DirEntry, folder: &str) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    is_wanted(&entry.file_name().to_string_lossy(), folder)
}

/// The same of the name of anything below one of the folders.
pub(super) fn is_wanted(name: &str, folder: &str) -> bool {
    let hidden = name.starts_with('.') && (folder != "static" || name == ".DS_Store");
    !(hidden || left_behind(name))
}

/// Whether a name is that of an editor's temporary or backup file, or of version control.
pub fn left_behind(name: &str) -> bool {
    const ENDINGS: [&str; 9] = [
        "~",
        ".swp",
        ".swo",
        ".swx",
        ".tmp",
        ".bak",
        ".orig",
        "___jb_tmp___",
        "___jb_old___",
    ];
    let marked = name.starts_with('#') && name.ends_with('#');
    let kept = matches!(name, ".git" | ".gitkeep" | ".gitignore" | "4913" | "Thumbs.db");
    marked || kept || name.starts_with(".#") || ENDINGS.iter().any(|e| name.ends_with(e))
}

/// The path of an input below the root.
fn relative(root: &Path, path: &Path) -> FilePath {
    FilePath::new(&path.strip_prefix(root).unwrap_or(path).to_string_lossy())
}

/// Whether an entry is a symbolic link that leads out of the publication. What stands below
/// such a link is never looked at.
fn leaves(entry: &DirEntry, real: &Path) -> bool {
    let inside = |path: std::path::PathBuf| path.starts_with(real);
    entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(inside)
}

fn outside(path: &FilePath, entry: &DirEntry) -> Diagnostic {
    let message = "this symbolic link leads out of the publication";
    let what = if entry.file_type().is_dir() { "folder" } else { "file" };
    Diagnostic::error("link-outside", Place::file(path), message)
        .hint(format!("put a copy of the {what} there instead of the link"))
}

/// Whether the error only says that an input folder does not exist.
fn missing_folder(error: &walkdir::Error, folder: &Path) -> bool {
    error.path() == Some(folder)
        && error.io_error().is_some_and(|e| e.kind() == io::ErrorKind::NotFound)
}

fn unreadable(root: &Path, folder: &str, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(|| FilePath::new(folder), |p| relative(root, p));
    if error.loop_ancestor().is_some() {
        let message = "this symbolic link leads back to a folder that holds it";
        return Diagnostic::error("link-loop", Place::file(&path), message)
            .hint("remove the link");
    }
    let broken = error.io_error().is_some_and(|e| e.kind() == io::ErrorKind::NotFound);
    let message = match broken {
        true => "this symbolic link leads nowhere".to_owned(),
        false => "this cannot be read".to_owned(),
    };
    Diagnostic::error("unreadable", Place::file(&path), message)
        .hint("remove it, or make it readable")
}

pub(super) type ReadResult = Result<(Input, Option<Diagnostic>), Box<Diagnostic>>;

/// Reads one input, with a warning when its text begins with a byte order mark.
pub(super) fn read(
    root: &Path,
    path: &FilePath,
    size: u64,
    limits: &Limits,
) -> ReadResult {
    let full = root.join(path.as_str());
    let failed = |error: io::Error| {
        let message = format!("this file cannot be read: {error}");
        let diagnostic = Diagnostic::error("unreadable", Place::file(path), message);
        Box::new(diagnostic.hint("make it readable, or take it out of the publication"))
    };
    if !is_text(path) {
        let digest = digest_file(&full).map_err(failed)?;
        let dimensions = dimensions(path, &full);
        return Ok((Input { size, digest, text: None, dimensions }, None));
    }
    let most = most(path, limits);
    if size > most {
        return Err(Box::new(too_large(path, size, most)));
    }
    let bytes = std::fs::read(&full).map_err(failed)?;
    let digest = Digest::of_bytes(&bytes);
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Box::new(not_utf8(path, at))
    })?;
    let marked = text.starts_with('\u{feff}');
    let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(&text).into();
    let warning = marked.then(|| byte_order_mark(path));
    Ok((Input { size, digest, text: Some(text), dimensions: None }, warning))
}

/// How many bytes a text may have. A library of works is made by tools, of many of them: it may
/// be larger than what people write.
fn most(path: &FilePath, limits: &Limits) -> u64 {
    match path.as_str().starts_with(REFERENCES) {
        true => limits.file_size.saturating_mul(8),
        false => limits.file_size,
    }
}

/// Whether a file is parsed: all text of `content/` and `templates/`, nothing of `static/`.
fn is_text(path: &FilePath) -> bool {
    let folder = path.as_str().split('/').next();
    let extension = path.extension();
    let library = path.as_str().starts_with(REFERENCES);
    let content = folder == Some("content")
        && (matches!(&*extension, "md" | "yml" | "yaml")
            || library && matches!(&*extension, "bib" | "csl" | "json"));
    content || (folder == Some("templates") && TEXT.contains(&&*path.extension()))
}

fn digest_file(path: &Path) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    let (mut sum, mut piece) = (Pieces::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(sum.digest()),
            length => sum.add(piece.get(..length).unwrap_or_default()),
        }
    }
}

fn dimensions(path: &FilePath, full: &Path) -> Option<(u32, u32)> {
    const IMAGES: [&str; 7] = ["jpg", "jpeg", "png", "webp", "avif", "gif", "svg"];
    let extension = path.extension();
    if !IMAGES.contains(&&*extension) || extension == "svg" {
        return None;
    }
    let size = imagesize::size(full).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

pub(crate) fn too_large(path: &FilePath, size: u64, limit: u64) -> Diagnostic {
    let mib = |bytes: u64| format!("{:.1} MiB", bytes as f64 / (1024.0 * 1024.0));
    let message = format!("this file is too large: {}", mib(size));
    let hint = format!(
        "`limits.file_size` allows {} ({limit} bytes); split the file, or raise the limit \
         in site.toml",
        mib(limit)
    );
    Diagnostic::error("too-large", Place::file(path), message).hint(hint)
}

pub(crate) fn not_utf8(path: &FilePath, at: usize) -> Diagnostic {
    let message = "this file is not UTF-8 text";
    Diagnostic::error("not-utf8", Place::bytes(path, at..at + 1), message)
        .label("the first byte that is not")
        .hint("save the file again with the encoding UTF-8")
}

fn byte_order_mark(path: &FilePath) -> Diagnostic {
    let message = "this file begins with a byte order mark";
    Diagnostic::warning("byte-order-mark", Place::bytes(path, 0..0), message)
        .hint("save the file again as UTF-8 without a byte order mark")
}
