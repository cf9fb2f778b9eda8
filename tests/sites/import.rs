//! Imports: a case is one file under `import/`, with the input as text, the command, and what
//! must come of it: the report and the files, byte for byte.
//!
//! ```text
//! # A sentence or more about it.
//! $ import from/pasted.txt --date 2026-01-03
//! -- from/pasted.txt --
//! the text
//! == exit 0 ==
//! the standard output, then the standard error
//! == made ==
//! -- content/articles/a.md --
//! ...
//! ```
//!
//! A file below `site/` is part of the publication that takes the content. `UPDATE=1` writes
//! what comes of it now into the cases. What was imported without an error must be built and
//! checked without one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::command::chancery;
use crate::support::{read, sections};

const SETTINGS: &str = "title = \"The Desk\"\nbase_url = \"https://desk.example/\"\n";

/// Lays out the input of a case, runs it, and gives its text with what came of it.
fn run(name: &str, text: &str) -> String {
    let end = text.find("\n== exit ").map_or(text.len(), |at| at + 1);
    let head = &text[..end];
    let start = head.find("\n-- ").map_or(head.len(), |at| at + 1);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site/site.toml", SETTINGS);
    for (path, text) in sections(&head[start..]) {
        write(&path, text);
    }
    let before = read(&root.join("site"));
    let typed = head.lines().find_map(|line| line.strip_prefix("$ "));
    let mut line: Vec<&str> = typed.unwrap().split_whitespace().collect();
    line.extend(["--root", "site"]);
    let (code, out, err) = chancery(root, &line);
    assert!(!err.contains("panicked at"), "{name}: {err}");
    let mut said = format!("{head}== exit {} ==\n{out}", code.unwrap());
    if !err.is_empty() {
        said.push_str(&format!("--\n{err}"));
    }
    said.push_str("== made ==\n");
    let after = read(&root.join("site"));
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{name}: {path} was changed");
    }
    for (path, bytes) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        let text = String::from_utf8_lossy(bytes);
        said.push_str(&format!("-- {path} --\n{text}"));
        assert!(text.ends_with('\n'), "{name}: {path} has no end");
    }
    if code == Some(0) {
        let check =
            ["check", "--root", "site", "--now", "2030-01-01", "--format", "short"];
        let (code, _, err) = chancery(root, &check);
        assert_eq!(code, Some(0), "{name}: {err}\n{said}");
        assert_eq!(err.matches(": error[").count(), 0, "{name}: {err}\n{said}");
        if name != "there.txt" {
            let again = chancery(root, &line);
            assert_eq!(read(&root.join("site")), after, "{name}: twice: {}", again.1);
        }
    }
    said
}

#[test]
fn every_case_is_imported_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/import");
    #[allow(clippy::disallowed_methods, reason = "asks for an update")]
    let (update, wanted) = (std::env::var("UPDATE").is_ok(), std::env::var("CASE"));
    let wanted = wanted.unwrap_or_default();
    let mut faults = BTreeMap::new();
    let mut count = 0;
    for (path, bytes) in
        read(&folder).into_iter().filter(|(path, _)| path.contains(&wanted))
    {
        let text = String::from_utf8(bytes).unwrap();
        let said = run(&path, &text);
        count += 1;
        if update {
            fs::write(folder.join(&path), &said).unwrap();
        } else if said != text {
            faults.insert(path, (text, said));
        }
    }
    assert!(count > 0);
    if let Some((path, (text, said))) = faults.first_key_value() {
        let others: Vec<&String> = faults.keys().collect();
        assert_eq!(said, text, "{path} of {others:?}");
    }
}

/// The real article, which is not part of the repository, comes out as a writer filed it.
#[test]
fn the_real_article_is_what_a_writer_filed() {
    if crate::real::real().is_none() {
        return;
    }
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    let folder = tempfile::tempdir().unwrap();
    fs::copy(real.join("site.toml"), folder.path().join("site.toml")).unwrap();
    fs::write(
        folder.path().join("muscat.txt"),
        fs::read(real.join("muscat.txt")).unwrap(),
    )
    .unwrap();
    let mut line = vec!["import", "muscat.txt", "--date", "2026-02-05"];
    let topics = ["iran", "united-states", "oman", "nuclear-diplomacy"];
    line.extend(topics.iter().flat_map(|topic| ["--topic", *topic]));
    let (code, out, err) = chancery(folder.path(), &line);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(
        out,
        "wrote content/articles/muscat-and-the-limits-of-iran-us-diplomacy.md\n\
         wrote content/authors/fiaz-ahmed.md\n\
         wrote 2 files\n\
         kept: 5 alternative headlines, 1 article, 1 author, 1 biography, 13 citations, \
         19 paragraphs, 7 sections, 4 sources, 1 title\n\
         changed: 13 citations made of a line, 1 line split into headlines\n\
         left or to be looked at: 1 guessed-source, 4 platform-line\n"
    );
    let (made, filed) =
        (read(&folder.path().join("content")), read(&real.join("content")));
    assert_eq!(made.keys().collect::<Vec<_>>(), filed.keys().collect::<Vec<_>>());
    for (path, bytes) in &filed {
        // These two are asked for: the text carries neither.
        let plain = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let asked =
                |line: &&str| line.starts_with("date: ") || line.starts_with("topics: ");
            text.split_inclusive('\n').filter(|line| !asked(line)).collect::<String>()
        };
        assert_eq!(plain(&made[path]), plain(bytes), "{path}");
    }
    let (code, _, err) =
        chancery(folder.path(), &["check", "--strict", "--now", "2026-03-01"]);
    assert_eq!((code, &*err), (Some(0), ""));
}
