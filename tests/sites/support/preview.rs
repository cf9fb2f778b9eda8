//! A preview beside a publication: one builder that is told what changed, as a watch tells it,
//! held against a fresh one after each edit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chancery::base::diagnostic::Diagnostic;
use chancery::base::path::{Address, FilePath};
use chancery::engine::builder::Builder;
use chancery::engine::inputs::Changes;
use chancery::engine::live::Live;
use chancery::engine::live::generation::{Generation, LineTo};
use chancery::engine::request::Request;
use chancery::engine::sink::{Nowhere, Sink};
use chancery::engine::write::Stage;
use tempfile::TempDir;

use super::{Files, Site, read};

/// A preview of a site.
pub struct Preview {
    builder: Builder,
    live: Option<Live>,
    scratch: TempDir,
}

/// What a preview serves and says: pages that could not be rendered are left out.
struct Shown {
    pages: BTreeMap<String, Vec<u8>>,
    wrong: Vec<Diagnostic>,
}

impl Preview {
    /// A preview that has built nothing yet.
    pub fn of(site: &Site) -> Self {
        let builder = Builder::new(site.root());
        Self { builder, live: None, scratch: tempfile::tempdir().unwrap() }
    }

    fn output(&self) -> PathBuf {
        self.scratch.path().join("public")
    }

    /// Builds after some paths have changed; `None` is anything. What must hold holds.
    pub fn step(&mut self, site: &Site, paths: Option<&[&str]>, clean: Option<&Files>) {
        let request = Request { preview: true, ..site.request(false) };
        let changes = match paths {
            None => Changes::Anything,
            Some(paths) => {
                Changes::Paths(paths.iter().map(|path| FilePath::new(path)).collect())
            }
        };
        let prepared = self.builder.prepare(&request, &changes).unwrap();
        let now = match &self.live {
            Some(live) => live.swap(prepared),
            None => {
                let live = Live::new(site.root(), prepared);
                let now = live.now();
                self.live = Some(live);
                now
            }
        };
        let output = self.output();
        let before = folder(&output);
        write(&now, &output);
        let mut fresh = Builder::with_good_of(&self.builder);
        let prepared = fresh.prepare(&request, &Changes::Anything).unwrap();
        let fresh = Live::new(site.root(), prepared).now();
        fresh.finish(&LineTo { sink: &Nowhere, stop: None }).unwrap();
        same(&shown(&now), &shown(&fresh));
        let written = folder(&output);
        match clean {
            Some(clean) => super::same(&written, clean),
            None => assert!(written == before, "the folder changed in spite of an error"),
        }
    }
}

/// Writes the output folder, unless there is an error.
fn write(generation: &Arc<Generation>, output: &Path) {
    let stage = Stage::begin(output).unwrap();
    let sink: &dyn Sink = if generation.has_errors() { &Nowhere } else { &stage };
    generation.finish(&LineTo { sink, stop: None }).unwrap();
    if !generation.has_errors() {
        stage.commit().unwrap();
    }
}

/// The files of the output folder, without the manifest.
fn folder(output: &Path) -> Files {
    let mut files = if output.is_dir() { read(output) } else { Files::new() };
    files.remove(".chancery.json");
    files
}

fn shown(generation: &Generation) -> Shown {
    let plan = generation.plan().unwrap();
    let page = |address: &Address| {
        let served = generation.serve(address)?;
        (!served.broken).then(|| (address.to_string(), served.bytes.to_vec()))
    };
    let pages = plan.outputs.addresses().filter_map(page).collect();
    Shown { pages, wrong: generation.diagnostics() }
}

#[track_caller]
fn same(shown: &Shown, fresh: &Shown) {
    assert_eq!(shown.wrong, fresh.wrong, "a fresh preview says something else");
    let names = |shown: &Shown| shown.pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(shown), names(fresh), "a fresh preview serves other pages");
    for (address, bytes) in &fresh.pages {
        assert!(shown.pages.get(address) == Some(bytes), "{address} is stale");
    }
}
