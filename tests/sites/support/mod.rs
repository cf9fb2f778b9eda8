//! A publication in one text: laid out, edited, and built by one long-lived builder, beside
//! which a fresh one must come to the same bytes and the same diagnostics each time.

pub mod command;
pub mod pages;
pub mod preview;
pub mod views;
pub mod warm;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chancery::base::date::Moment;
use chancery::base::emit::{Format, emit};
use chancery::engine::builder::{Builder, Built};
use chancery::engine::counters::Counters;
use chancery::engine::report::InputTexts;
use chancery::engine::request::{Request, When};
use chancery::engine::sink::Memory;
use tempfile::TempDir;

/// The files of a built site.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A publication in a folder that goes when it is dropped, and its builder.
pub struct Site {
    dir: TempDir,
    builder: Builder,
    now: String,
    base_url: Option<String>,
    environment: Option<String>,
    /// What the last build without errors made.
    pub files: Files,
    /// What the last build did.
    pub counters: Counters,
}

impl Site {
    /// Lays out a publication, which is written as files below `-- path --` lines.
    pub fn new(text: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let builder = Builder::new(dir.path());
        let site = Self {
            dir,
            builder,
            now: "2026-02-01".to_owned(),
            base_url: None,
            environment: None,
            files: Files::new(),
            counters: Counters::default(),
        };
        for (path, text) in sections(text) {
            site.write(&path, text);
        }
        site
    }

    /// Lays out a publication that lies in a folder.
    pub fn copy(folder: &Path) -> Self {
        let site = Self::new("");
        for (path, bytes) in read(folder) {
            site.write(&path, bytes);
        }
        site
    }

    /// The publication's folder.
    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Replaces words of a file, which must be there once.
    pub fn replace(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}:\n{text}");
        self.write(path, text.replace(from, to))
    }

    /// Renames a file or a folder.
    pub fn rename(&self, from: &str, to: &str) -> &Self {
        let to = self.path(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.path(from), to).unwrap();
        self
    }

    /// Deletes a file.
    pub fn delete(&self, path: &str) -> &Self {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    /// Changes the moment for which is built.
    pub fn at(&mut self, now: &str) -> &mut Self {
        now.clone_into(&mut self.now);
        self
    }

    /// Changes the address below which is built.
    pub fn below(&mut self, base_url: &str) -> &mut Self {
        self.base_url = Some(base_url.to_owned());
        self
    }

    /// Changes the environment whose settings are laid over the rest.
    pub fn with_env(&mut self, name: &str) -> &mut Self {
        self.environment = Some(name.to_owned());
        self
    }

    /// What is asked of a builder.
    pub fn request(&self, audit: bool) -> Request {
        Request {
            now: When::Moment(Moment::parse(&self.now).unwrap()),
            base_url: self.base_url.clone(),
            environment: self.environment.clone(),
            audit,
            keep_bytes: true,
            preview: false,
        }
    }

    /// Builds with the long-lived builder, and anew; both must agree. Gives what was done:
    /// documents parsed, diagnostics, outputs by the reason why each was rendered, files that
    /// are gone.
    pub fn build(&mut self) -> String {
        let request = self.request(false);
        let sink = Memory::default();
        let built = self.builder.build(&request, &sink).unwrap();
        let clean_sink = Memory::default();
        let clean = Builder::new(self.root()).build(&request, &clean_sink).unwrap();
        let found = said(&built);
        assert_eq!(found, said(&clean), "the diagnostics of a clean build differ");
        let mut report = done(&built, &found);
        if !built.has_errors(false) {
            let files = sink.into_files();
            same(&files, &clean_sink.into_files());
            let gone: Vec<&str> = self
                .files
                .keys()
                .filter(|file| !files.contains_key(*file))
                .map(String::as_str)
                .collect();
            if !gone.is_empty() {
                report.push_str(&format!("gone: {}\n", gone.join(" ")));
            }
            self.files = files;
        }
        self.counters = built.counters;
        report.trim_end().to_owned()
    }

    /// Builds without a word and gives the files.
    #[track_caller]
    pub fn clean(&mut self) -> &Files {
        let request = self.request(true);
        let sink = Memory::default();
        let built = Builder::new(self.root()).build(&request, &sink).unwrap();
        assert_eq!(said(&built), "");
        self.counters = built.counters;
        self.files = sink.into_files();
        &self.files
    }

    /// The diagnostics of a build that follows every link.
    pub fn check(&self) -> String {
        let mut builder = Builder::new(self.root());
        said(&builder.build(&self.request(true), &Memory::default()).unwrap())
    }

    /// A built file as text.
    #[track_caller]
    pub fn text(&self, file: &str) -> &str {
        let names: Vec<&String> = self.files.keys().collect();
        let bytes = self.files.get(file);
        let bytes = bytes.unwrap_or_else(|| panic!("no {file} among {names:?}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// The names of the built files.
    pub fn names(&self) -> BTreeSet<&str> {
        self.files.keys().map(String::as_str).collect()
    }
}

/// The files of a publication that is written as one text.
pub fn sections(text: &str) -> Vec<(String, &str)> {
    let mut sections = Vec::new();
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix("-- ") {
        let (path, after) = after.split_once(" --\n").expect("a header");
        let end = after.find("\n-- ").map_or(after.len(), |end| end + 1);
        sections.push((path.to_owned(), &after[..end]));
        rest = &after[end..];
    }
    assert!(rest.is_empty(), "text before the first header: {rest}");
    sections
}

/// The files of a folder, but for the records of a build.
pub fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap();
        if entry.file_type().is_file() && !path.starts_with(".chancery") {
            files.insert(path.to_owned(), fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// Files that must be the same.
#[track_caller]
pub fn same(files: &Files, clean: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(files), names(clean), "the files of a clean build differ");
    for (name, bytes) in files {
        let clean = &clean[name];
        if bytes != clean {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert_eq!(text(bytes), text(clean), "{name} differs from a clean build's");
        }
    }
}

/// The diagnostics of a build, one a line.
pub fn said(built: &Built) -> String {
    let mut text = Vec::new();
    let texts = InputTexts(&built.snapshot);
    emit(&built.diagnostics, &texts, Format::Short, false, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// What a build did.
fn done(built: &Built, found: &str) -> String {
    let Counters { parsed, reused, planned, rendered, kept, .. } = built.counters;
    let mut report = format!("parsed {parsed} of {}\n", parsed + reused);
    report.push_str(found);
    if !built.has_errors(false) {
        assert_eq!(rendered, built.rendered.len());
        assert_eq!(rendered + kept, planned);
        report.push_str(&format!("rendered {rendered} of {planned}\n"));
    }
    let mut reasons: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (address, why) in &built.rendered {
        let why = if why.is_empty() { "new".to_owned() } else { why.join(", ") };
        reasons.entry(why).or_default().push(address.as_str());
    }
    for (why, addresses) in reasons {
        report.push_str(&format!("{why}: {}\n", addresses.join(" ")));
    }
    report
}
