//! `schema`: JSON Schemas for editors, printed or written into a publication.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::base::path::FilePath;
use crate::cli::Schema as Typed;
use crate::command::outcome::{Exit, Failure, print};
use crate::load::config::Settings;
use crate::load::settings;
use crate::schema::{ROOTS, Root, Vocabulary, root};

/// The folder of a publication that holds its schemas.
pub const FOLDER: &str = ".chancery";

/// Prints a schema, or writes all of them.
///
/// # Errors
///
/// Settings that cannot be read; a folder that cannot be written.
pub fn run(typed: &Typed) -> Result<Exit, Failure> {
    let root = &typed.root.root;
    let words = Vocabulary::of(&publication(root, typed.write)?);
    if typed.write {
        for path in write(root, &words)? {
            print(&format!("{}\n", path.display()))?;
        }
        return Ok(Exit::Fine);
    }
    let name = typed.what.to_possible_value();
    if let Some(found) = name.and_then(|name| crate::schema::root(name.get_name())) {
        print(&text(found, &words)?)?;
    }
    Ok(Exit::Fine)
}

/// The settings of the publication in a folder. What is wrong with them `check` says; without a
/// publication they are the built-in ones, unless one is needed.
fn publication(dir: &Path, needed: bool) -> Result<Settings, Failure> {
    let file = dir.join("site.toml");
    match fs::read_to_string(&file) {
        Ok(text) => {
            let name = FilePath::new("site.toml");
            Ok(settings::read(&text, &name, env!("CARGO_PKG_VERSION"), None).0)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && !needed => {
            Ok(Settings::default())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Failure::content(
            format!("`{}` is not there, so this is no publication", file.display()),
            "name its folder with `--root DIR`",
        )),
        Err(error) => Err(Failure::path(&file, &error)),
    }
}

/// A schema as text.
fn text(root: &Root, words: &Vocabulary) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(&root.schema(words));
    let text = text.map_err(|error| Failure::system(error.to_string()))?;
    Ok(text + "\n")
}

/// Writes every schema into a publication, and gives their paths.
fn write(dir: &Path, words: &Vocabulary) -> Result<Vec<PathBuf>, Failure> {
    let folder = dir.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| Failure::path(&folder, &error))?;
    let mut written = Vec::new();
    for root in &ROOTS {
        let path = folder.join(file(root.name));
        let text = text(root, words)?;
        // One that is the same keeps its time of change.
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        fs::write(&path, text).map_err(|error| Failure::path(&path, &error))?;
        written.push(path);
    }
    Ok(written)
}

/// Writes every schema for the settings of a publication as they are now.
///
/// # Errors
///
/// Settings that cannot be read; a folder that cannot be written.
pub fn refresh(dir: &Path) -> Result<(), Failure> {
    write(dir, &Vocabulary::of(&publication(dir, true)?)).map(|_| ())
}

/// The name of a schema's file.
fn file(name: &str) -> String {
    format!("{name}.schema.json")
}

/// The line that tells an editor which schema a file of YAML follows, from the folder that the
/// file is in: as many folders below the publication's as `depth`.
pub fn line(name: &str, depth: usize) -> String {
    debug_assert!(root(name).is_some());
    let up = "../".repeat(depth);
    let path = file(name);
    format!("# yaml-language-server: $schema={up}{FOLDER}/{path}\n")
}

/// The line that tells an editor which schema the settings follow.
pub fn toml_line(name: &str) -> String {
    format!("#:schema {FOLDER}/{}\n", file(name))
}
