//! A publication under watch, in a folder that goes when it is dropped.
#![allow(clippy::disallowed_methods, reason = "a watch measures real time")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chancery::base::date::Moment;
use chancery::base::path::Address;
use chancery::engine::builder::Builder;
use chancery::engine::index::Indexer;
use chancery::engine::live::Live;
use chancery::engine::request::{Request, When};
use chancery::engine::sink::Memory;
use chancery::engine::watch::events::{Events, Stopper};
use chancery::engine::watch::{Options, Said, Watch};
use tempfile::TempDir;

/// How long anything is waited for until the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A small publication.
const FILES: [(&str, &str); 6] = [
    ("site.toml", "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n"),
    ("content/articles/one.md", ONE),
    (
        "content/articles/two.md",
        "---\ntitle: Two\ndate: 2026-01-02\nauthors: [ann]\n---\n\nSecond words.\n",
    ),
    ("content/articles/draft.md", "---\ntitle: A draft\ndraft: true\n---\n\nNot yet.\n"),
    ("content/authors/ann.md", "---\nname: Ann Author\n---\n"),
    ("static/chancery.css", "p { margin: 0 }\n"),
];

/// The article that is edited.
pub const ONE: &str =
    "---\ntitle: One\ndate: 2026-01-01\nauthors: [ann]\n---\n\nFirst words.\n";

/// What one build said.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which plan was built.
    pub number: u64,
    /// What is wrong, a line each: the code and the place.
    pub wrong: Vec<String>,
    /// How often the index of search had been made.
    pub indices: usize,
}

/// A publication under watch.
pub struct Ground {
    dir: TempDir,
    /// The output folder.
    pub output: PathBuf,
    /// What a preview is served.
    pub live: Arc<Live>,
    reports: Receiver<Report>,
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
    /// How many builds have been told of.
    counted: u64,
    during: During,
}

/// What is done while the next build is not over yet.
type During = Arc<Mutex<Option<Box<dyn FnOnce() + Send>>>>;

fn clock() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

fn now() -> When {
    When::Moment(Moment::parse("2026-02-01").unwrap())
}

impl Ground {
    /// Lays out the publication and watches it; the output folder is `public` in its root.
    pub fn new() -> Self {
        Self::with(&[], false)
    }

    /// The same with more files, or others in the place of its own.
    pub fn with(files: &[(&str, &str)], poll: bool) -> Self {
        Self::begin(files, poll, Some(now()), clock, None)
    }

    /// The same with more files, for the moment that a clock shows.
    pub fn by(clock: fn() -> jiff::Timestamp, files: &[(&str, &str)]) -> Self {
        Self::begin(files, false, None, clock, None)
    }

    /// The same with somebody who makes the index of search.
    pub fn indexed(indexer: Arc<dyn Indexer>) -> Self {
        Self::begin(&[], false, Some(now()), clock, Some(indexer))
    }

    fn begin(
        files: &[(&str, &str)],
        poll: bool,
        now: Option<When>,
        clock: fn() -> jiff::Timestamp,
        indexer: Option<Arc<dyn Indexer>>,
    ) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("desk");
        for (path, text) in FILES.iter().chain(files) {
            write(&root, path, text);
        }
        let output = root.join("public");
        let options = Options { output: Some(output.clone()), now, clock, indexer };
        let events = Events::begin(&root, poll).unwrap();
        let stopper = events.stopper();
        let watch = Watch::begin(&root, options).unwrap();
        let live = watch.live().clone();
        let (sender, reports) = channel();
        let during = During::default();
        let hook = during.clone();
        let thread = std::thread::spawn(move || {
            watch.run(events, &|said| {
                if let Said::Built { generation, .. } = said {
                    let mut hook = hook.lock().unwrap();
                    if let Some(act) = hook.take() {
                        act();
                    }
                    drop(hook);
                    let _ = sender.send(report(generation));
                }
            });
        });
        let thread = Some(thread);
        let ground =
            Self { dir, output, live, reports, stopper, thread, counted: 1, during };
        ground.next();
        ground
    }

    /// The publication's folder.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("desk")
    }

    /// A path below it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file in one call.
    pub fn write(&self, path: &str, text: &str) {
        write(&self.root(), path, text);
    }

    /// Does something while the next build is not over yet.
    pub fn during(&self, act: impl FnOnce() + Send + 'static) {
        *self.during.lock().unwrap() = Some(Box::new(act));
    }

    /// Whether that has been done.
    pub fn has_acted(&self) -> bool {
        self.during.lock().unwrap().is_none()
    }

    /// What the next build says.
    #[track_caller]
    pub fn next(&self) -> Report {
        self.reports.recv_timeout(PATIENCE).expect("no build came")
    }

    /// Waits until the publication is built as it is now. Gives how many builds that took,
    /// and what the last of them said.
    #[track_caller]
    pub fn settled(&mut self) -> (u64, Report) {
        let started = self.counted;
        self.until("what was saved was not built", Self::is_fresh);
        // Whatever came late has come when this is there: it is put into place in one call.
        let name = format!("barrier-{started}.txt");
        self.write(&format!("static/{name}.tmp"), &name);
        let to = self.path(&format!("static/{name}"));
        fs::rename(self.path(&format!("static/{name}.tmp")), to).unwrap();
        self.until("a file was not seen", |ground| ground.serves(&format!("/{name}")));
        self.counted = self.live.now().number;
        let mut last = self.next();
        while last.number < self.counted {
            last = self.next();
        }
        (self.counted - started - 1, last)
    }

    /// Waits for a condition.
    #[track_caller]
    pub fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(self) {
            assert!(Instant::now() < deadline, "{what}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether what is served is what a fresh preview would serve.
    fn is_fresh(&self) -> bool {
        let request = Request { preview: true, ..request() };
        let mut fresh = Builder::new(&self.root());
        let prepared =
            fresh.prepare(&request, &chancery::engine::inputs::Changes::Anything);
        let Ok(prepared) = prepared else { return false };
        let broken = prepared.has_errors();
        let fresh = Arc::new(Live::new(&self.root(), prepared)).now();
        let served = self.live.now();
        let (Some(a), Some(b)) = (fresh.plan(), served.plan()) else { return false };
        let same = |address: &Address| {
            let bytes = |one: &chancery::engine::live::generation::Generation| {
                one.serve(address).map(|served| served.bytes)
            };
            bytes(&fresh) == bytes(&served)
        };
        if broken {
            served.has_errors()
        } else {
            a.outputs.addresses().eq(b.outputs.addresses())
                && a.outputs.addresses().all(same)
        }
    }

    fn serves(&self, address: &str) -> bool {
        self.live.now().has(&Address::new(address))
    }

    /// The text that is served for an address.
    #[track_caller]
    pub fn served(&self, address: &str) -> String {
        let served = self.live.now().serve(&Address::new(address));
        let served = served.unwrap_or_else(|| panic!("nothing is served at {address}"));
        String::from_utf8(served.bytes.to_vec()).unwrap()
    }

    /// Holds the output folder against a clean build, byte for byte.
    #[track_caller]
    pub fn is_as_built(&self) {
        let clean = Memory::default();
        Builder::new(&self.root()).build(&request(), &clean).unwrap();
        let (clean, there) = (clean.into_files(), read(&self.output));
        let names =
            |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&there), names(&clean));
        for (file, bytes) in &clean {
            assert!(there.get(file) == Some(bytes), "{file} differs from a clean build");
        }
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.stopper.stop();
        let ended = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}

fn request() -> Request {
    Request {
        now: now(),
        base_url: None,
        environment: None,
        audit: false,
        keep_bytes: false,
        preview: false,
    }
}

fn report(generation: &chancery::engine::live::generation::Generation) -> Report {
    let wrong = generation.diagnostics();
    let wrong = wrong.iter().map(|d| format!("{} {}", d.code, d.place.file));
    let indices = generation.shelf().times();
    Report { number: generation.number, wrong: wrong.collect(), indices }
}

/// Writes a file with the folders above it.
pub fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The files of an output folder, without the manifest.
pub fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap();
        if entry.file_type().is_file() && path != ".chancery.json" {
            files.insert(path.to_owned(), fs::read(entry.path()).unwrap());
        }
    }
    files
}
