//! The input: files as text, each read once and kept for the places of the report.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::diagnostic::Place;
use crate::base::emit::Texts;
use crate::base::path::FilePath;
use crate::import::report::Report;

/// The longest export that is read, in bytes.
pub const LONGEST_EXPORT: u64 = 1 << 30;

/// Texts by path: of the input, and of the files that were made of it.
#[derive(Debug, Default)]
pub struct Input {
    texts: BTreeMap<FilePath, Arc<str>>,
}

impl Input {
    /// Reads a text file of at most `limit` bytes. What is wrong with it is reported.
    pub fn read(
        &mut self,
        path: &Path,
        limit: u64,
        report: &mut Report,
    ) -> Option<(FilePath, Arc<str>)> {
        let file = name(path);
        let place = || Place::file(&file);
        let bytes = match read(path, limit) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let message = format!("the file is longer than {limit} bytes");
                report.failed("too-large", place(), message, "split it");
                return None;
            }
            Err(error) => {
                let hint = "check its name and who may read it";
                report.failed("unreadable", place(), format!("{error}"), hint);
                return None;
            }
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => text,
            Ok(_) => {
                let message = "the file is no text: it holds a null";
                report.failed("no-text", place(), message, "name a text file");
                return None;
            }
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let message = format!("the file is no UTF-8: byte {at} is wrong");
                report.failed("no-text", place(), message, "save it as UTF-8");
                return None;
            }
        };
        let text: Arc<str> = text.into();
        self.texts.insert(file.clone(), text.clone());
        if text.trim().is_empty() {
            report.failed("empty", place(), "the file is empty", "name another file");
            return None;
        }
        Some((file, text))
    }

    /// Takes in a text that was made.
    pub fn add(&mut self, file: &FilePath, text: &str) {
        self.texts.insert(file.clone(), text.into());
    }

    /// The text of a file that was read.
    pub fn get(&self, file: &FilePath) -> Option<&Arc<str>> {
        self.texts.get(file)
    }
}

impl Texts for Input {
    fn text(&self, file: &FilePath) -> Option<Arc<str>> {
        self.texts.get(file).cloned()
    }
}

/// The bytes of a file, unless they are too many.
fn read(path: &Path, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// What a file of the input is called in the report: as it was typed.
pub fn name(path: &Path) -> FilePath {
    let path = path.strip_prefix(".").unwrap_or(path);
    FilePath::new(&path.to_string_lossy())
}

/// The files below a folder in order, hidden ones and those of some folders left out.
pub fn files(folder: &Path, skip: &[&str]) -> Vec<PathBuf> {
    let wanted = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let skipped = entry.file_type().is_dir() && skip.contains(&&*name);
        entry.depth() == 0 || !(name.starts_with('.') || skipped)
    };
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let entries = entries.into_iter().filter_entry(wanted).flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}
