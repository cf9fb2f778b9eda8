//! Lists the files of the default theme, so that all of them are compiled into the binary, and
//! names the build by a digest of its sources.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[allow(clippy::disallowed_methods, reason = "cargo speaks to build scripts this way")]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut text = String::new();
    for (name, kind, include) in
        [("templates", "&str", "include_str!"), ("static", "&[u8]", "include_bytes!")]
    {
        println!("cargo::rerun-if-changed={name}");
        let folder = root.join(name);
        let mut files = Vec::new();
        list(&folder, &mut files)?;
        files.sort();
        let constant = if name == "static" { "STATICS" } else { "TEMPLATES" };
        let _ = writeln!(text, "const {constant}: &[(&str, {kind})] = &[");
        for file in files {
            let path = file.strip_prefix(&folder).unwrap_or(&file);
            let path = path.to_string_lossy().replace('\\', "/");
            let _ = writeln!(text, "    ({path:?}, {include}({file:?})),");
        }
        let _ = writeln!(text, "];");
    }
    fs::write(out.join("theme.rs"), text)?;
    println!("cargo::rustc-env=CHANCERY_SOURCES={:016x}", sources(&root)?);
    Ok(())
}

/// A digest of all that the binary is made of, which tells two builds of it apart.
fn sources(root: &Path) -> io::Result<u64> {
    let mut sum = DefaultHasher::new();
    for name in ["src", "templates", "static", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={name}");
        let path = root.join(name);
        let mut files = Vec::new();
        if path.is_file() {
            files.push(path);
        } else {
            list(&path, &mut files)?;
        }
        files.sort();
        for file in files {
            file.strip_prefix(root).unwrap_or(&file).hash(&mut sum);
            fs::read(&file)?.hash(&mut sum);
        }
    }
    Ok(sum.finish())
}

/// Every file below a folder; a folder that does not exist has none.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if !path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'))
        {
            files.push(path);
        }
    }
    Ok(())
}
