//! A publication with search, in a folder that goes when it is dropped.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chancery::base::date::Moment;
use chancery::engine::builder::{Builder, Built};
use chancery::engine::request::{Request, When};
use chancery::engine::write::Stage;
use chancery::search::Pagefind;
use tempfile::TempDir;

/// The files of a site.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A publication.
pub struct Ground {
    dir: TempDir,
    builder: Builder,
}

impl Ground {
    /// Lays out a publication, which is written as files below `-- path --` lines.
    pub fn new(text: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let builder = Builder::new(&dir.path().join("site"));
        let ground = Self { dir, builder: builder.indexed(Some(Arc::new(Pagefind))) };
        let mut parts = text.split("-- ").skip(1);
        parts.by_ref().for_each(|part| {
            let (path, text) = part.split_once(" --\n").unwrap();
            ground.write(path, text);
        });
        ground
    }

    /// The publication's folder.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("site")
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Replaces words of a file, which must be there once.
    pub fn replace(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = fs::read_to_string(self.root().join(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        self.write(path, &text.replace(from, to))
    }

    /// Builds into a folder, for a moment.
    pub fn build_at(&mut self, now: &str) -> (Built, Files) {
        let sink = Stage::begin(&self.output("public")).unwrap();
        let built = self.builder.build(&request(now), &sink).unwrap();
        assert_eq!(built.diagnostics, [], "the publication has errors or warnings");
        sink.commit().unwrap();
        (built, read(&self.output("public")))
    }

    /// Builds.
    pub fn build(&mut self) -> (Built, Files) {
        self.build_at("2026-02-01")
    }

    /// Builds into a folder by a process of its own, and gives what it printed.
    #[track_caller]
    pub fn process(&self, output: &str, threads: &str) -> String {
        let built = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(["build", "--now", "2026-02-01", "--root"])
            .arg(self.root())
            .arg("--output")
            .arg(self.output(output))
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        let (said, trouble) = (text(&built.stdout), text(&built.stderr));
        assert!(built.status.success(), "{trouble}");
        said.split_once(": ").unwrap().1.to_owned()
    }

    /// The folder of an output.
    pub fn output(&self, output: &str) -> PathBuf {
        self.dir.path().join(output)
    }
}

/// What is asked of a builder.
pub fn request(now: &str) -> Request {
    Request {
        now: When::Moment(Moment::parse(now).unwrap()),
        base_url: None,
        environment: None,
        audit: false,
        keep_bytes: false,
        preview: false,
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The files below a folder, without the manifest.
pub fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap();
        if entry.file_type().is_file() && path != ".chancery.json" {
            files.insert(path.to_owned(), fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// The files of the index, each as a browser reads it.
pub fn index(files: &Files) -> BTreeMap<&str, Vec<u8>> {
    let inside = files.iter().filter(|(path, _)| path.starts_with("search/"));
    inside
        .map(|(path, bytes)| {
            let mut plain = Vec::new();
            if bytes.starts_with(&[0x1f, 0x8b]) {
                flate2::read::GzDecoder::new(&**bytes).read_to_end(&mut plain).unwrap();
            } else {
                plain.clone_from(bytes);
            }
            (&**path, plain)
        })
        .collect()
}
