//! One plan of a publication that is kept up to date: every address, and its bytes as soon as
//! somebody asks for them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::engine::counters::Counters;
use crate::engine::line::{Done, Line, ingredients};
use crate::engine::live::pages::Pages;
use crate::engine::live::shelf::Shelf;
use crate::engine::prepare::Prepared;
use crate::engine::rendered::Rendered;
use crate::engine::report::InputTexts;
use crate::engine::sink::Sink;
use crate::engine::write::WriteError;
use crate::load::config::Settings;
use crate::load::theme;
use crate::model::public::State;
use crate::model::site::Site;
use crate::plan::Plan;
use crate::plan::make::Make;
use crate::plan::output::Output;
use crate::render::output::{Fingerprint, render};
use crate::render::templates::Templates;

/// What is sent for an address.
#[derive(Clone, Debug)]
pub struct Served {
    /// The bytes.
    pub bytes: Arc<[u8]>,
    /// Their digest.
    pub digest: Digest,
    /// Why the page is not public, of one that only a preview has.
    pub state: Option<State>,
    /// Whether rendering failed: the bytes are the last good ones, or none.
    pub broken: bool,
}

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct LastBuild {
    /// What was done, in numbers.
    pub counters: Counters,
    /// How long it took until the pages could be looked at, in milliseconds.
    pub ready: f64,
    /// How long it took until everything was rendered and, if anything is to be written, the
    /// output folder was, in milliseconds; `None` as long as that is not so.
    pub written: Option<f64>,
    /// Each output that was rendered, with the named parts of its fingerprint that differ
    /// from what it was made of before; of a new output, none.
    pub rendered: BTreeMap<Address, Vec<&'static str>>,
}

/// One plan. An old one can still be asked.
pub struct Generation {
    /// Its number, from 1.
    pub number: u64,
    root: PathBuf,
    prepared: Prepared,
    pages: Arc<Pages>,
    changed_files: Vec<Address>,
    found: Mutex<Found>,
}

/// What rendering finds.
#[derive(Default)]
struct Found {
    broken: BTreeMap<Address, Diagnostic>,
    others: Vec<Diagnostic>,
    last: LastBuild,
}

impl Generation {
    /// A plan, and what differs from the one before.
    pub fn new(
        number: u64,
        prepared: Prepared,
        root: PathBuf,
        pages: Arc<Pages>,
        before: Option<&Generation>,
    ) -> Self {
        let changed_files =
            before.map_or_else(Vec::new, |before| changed(before, &prepared));
        let last = LastBuild { counters: prepared.counters, ..LastBuild::default() };
        let found = Mutex::new(Found { last, ..Found::default() });
        Self { number, root, prepared, pages, changed_files, found }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        static NONE: std::sync::OnceLock<Settings> = std::sync::OnceLock::new();
        match &self.prepared.site {
            Some(site) => &site.settings,
            None => NONE.get_or_init(Settings::default),
        }
    }

    /// The path below which the publication stands, with a slash at both ends.
    pub fn base_path(&self) -> &str {
        self.plan().map_or("/", |plan| &plan.site.base_path)
    }

    /// The publication's root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The site.
    pub fn site(&self) -> Option<&Arc<Site>> {
        self.prepared.site.as_ref()
    }

    /// The plan.
    pub fn plan(&self) -> Option<&Plan> {
        self.prepared.plan.as_ref()
    }

    /// The templates.
    pub fn templates(&self) -> Option<&Templates> {
        self.prepared.templates.as_deref()
    }

    /// Whether there is an output at an address.
    pub fn has(&self, address: &Address) -> bool {
        self.output(address).is_some() || self.of_index(address).is_some()
    }

    /// The index of search.
    pub fn shelf(&self) -> &Shelf {
        &self.pages.shelf
    }

    fn output(&self, address: &Address) -> Option<&Output> {
        self.plan()?.outputs.get(address.as_str())
    }

    /// The content file that a page is of.
    pub fn source(&self, address: &Address) -> Option<&FilePath> {
        self.output(address)?.about.as_ref()
    }

    /// The page of a content file.
    pub fn page_of(&self, file: &FilePath) -> Option<&Address> {
        let mut outputs = self.plan()?.outputs.all().iter();
        let page = outputs.find(|output| output.about.as_ref() == Some(file));
        page.map(|output| &output.address)
    }

    /// Copies of inputs whose bytes differ from those of the plan before.
    pub fn changed_files(&self) -> &[Address] {
        &self.changed_files
    }

    /// What an address holds: rendered now, if that has not been done yet.
    pub fn serve(&self, address: &Address) -> Option<Served> {
        let Some(output) = self.output(address) else { return self.of_index(address) };
        let state = output.held;
        let own = |bytes: &[u8], digest: &Digest| Served {
            bytes: bytes.into(),
            digest: *digest,
            state,
            broken: false,
        };
        let plan = self.plan()?;
        if let Some(known) = self.unchanged(plan, output) {
            return Some(known);
        }
        let make = output.make(plan);
        match &*make {
            Make::Copy { file, digest, .. } => {
                // A file that has changed since is news with the plan that knows of it, and
                // so of the files that it names.
                let bytes = std::fs::read(self.root.join(file.as_str())).ok();
                bytes.map(|bytes| own(&bytes, digest))
            }
            Make::Theme(path, digest) => {
                theme::statics().get(path).map(|file| own(file.bytes, digest))
            }
            _ => self.rendered(plan, output, &make),
        }
    }

    /// What was rendered before, of the same ingredients.
    fn unchanged(&self, plan: &Plan, output: &Output) -> Option<Served> {
        let new = ingredients(self.templates()?, plan, output)?;
        let known = self.pages.get(&output.address)?;
        let same = known.ingredients == Some(new);
        known.served(output.held, false).filter(|_| same)
    }

    fn rendered(&self, plan: &Plan, output: &Output, make: &Make) -> Option<Served> {
        let templates = self.templates()?;
        let state = output.held;
        let fingerprint = Fingerprint::of(templates, make);
        let known = self.pages.get(&output.address);
        let same = known.as_ref().filter(|known| known.fingerprint == fingerprint);
        if let Some(served) = same.and_then(|known| known.served(state, false)) {
            return Some(served);
        }
        match render(templates, make) {
            Ok(bytes) => {
                let bytes: Arc<[u8]> = bytes.unwrap_or_default().into();
                let digest = Digest::of_bytes(&bytes);
                let ingredients = ingredients(templates, plan, output);
                let (bytes, facts) = (Some(bytes), None);
                let rendered =
                    Rendered { fingerprint, ingredients, digest, bytes, facts };
                let served = rendered.served(state, false);
                self.note(output, known.as_ref(), &fingerprint);
                self.pages.put(&output.address, rendered);
                served
            }
            Err(diagnostic) => {
                self.found().broken.insert(output.address.clone(), *diagnostic);
                let none = || Served {
                    bytes: [].into(),
                    digest: Digest::default(),
                    state,
                    broken: true,
                };
                let last = known.as_ref().and_then(|known| known.served(state, true));
                Some(last.unwrap_or_else(none))
            }
        }
    }

    /// Notes why an output was rendered.
    fn note(&self, output: &Output, known: Option<&Rendered>, new: &Fingerprint) {
        let reasons = known.map(|known| new.differences(&known.fingerprint));
        // Without a difference only its bytes had not been kept.
        if reasons.as_ref().is_none_or(|reasons| !reasons.is_empty()) {
            let reasons = reasons.unwrap_or_default();
            self.found().last.rendered.insert(output.address.clone(), reasons);
        }
    }

    /// Renders what has not been rendered yet, into a sink; with an error, for the errors
    /// only. The last value says whether it came to its end.
    ///
    /// # Errors
    ///
    /// What the sink says.
    pub fn finish(&self, line: &LineTo<'_>) -> Result<bool, WriteError> {
        let (Some(plan), Some(templates)) = (self.plan(), self.templates()) else {
            return Ok(true);
        };
        let line = Line {
            root: &self.root,
            audit: false,
            keep_bytes: false,
            templates,
            sink: line.sink,
            stop: line.stop,
            bytes: AtomicU64::new(0),
        };
        let Done { outputs, broken, stopped, rendered } =
            line.render(plan, &self.pages.all())?;
        self.pages.merge(outputs, plan);
        let indexed = if stopped { 0 } else { self.put_index(line.sink)? };
        let mut found = self.found();
        found.broken = broken;
        found.last.rendered.extend(rendered);
        found.last.counters.rendered = found.last.rendered.len();
        found.last.counters.kept =
            plan.outputs.len() - found.last.rendered.len().min(plan.outputs.len());
        found.last.counters.planned = plan.outputs.len() + indexed;
        Ok(!stopped)
    }

    /// Whether there is an error, as far as is known.
    pub fn has_errors(&self) -> bool {
        let found = self.found();
        let failed = found.others.iter().any(Diagnostic::is_error);
        self.prepared.has_errors() || failed || !found.broken.is_empty()
    }

    /// Why an output could not be rendered, of one that was tried.
    pub fn broken(&self, address: &Address) -> Option<Diagnostic> {
        self.found().broken.get(address).cloned()
    }

    /// Everything that is wrong, as far as is known, sorted by file and line.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let found = self.found();
        let more: Vec<Diagnostic> =
            found.broken.values().chain(&found.others).cloned().collect();
        drop(found);
        self.prepared.finished(more)
    }

    /// The texts that diagnostics point into.
    pub fn texts(&self) -> InputTexts<'_> {
        InputTexts(&self.prepared.snapshot)
    }

    /// Adds what is wrong with the surroundings: a folder that cannot be written.
    pub fn add(&self, diagnostic: Diagnostic) {
        self.found().others.push(diagnostic);
    }

    /// What the build of this plan did.
    pub fn last_build(&self) -> LastBuild {
        self.found().last.clone()
    }

    /// Notes what the build of this plan did.
    pub fn note_build(&self, change: impl FnOnce(&mut LastBuild)) {
        change(&mut self.found().last);
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where the rest of a plan goes.
pub struct LineTo<'a> {
    /// The sink.
    pub sink: &'a dyn Sink,
    /// Becomes true when the rest need not be rendered any more.
    pub stop: Option<&'a std::sync::atomic::AtomicBool>,
}

/// Copies of inputs that are in both plans with other bytes.
fn changed(before: &Generation, now: &Prepared) -> Vec<Address> {
    let (Some(before), Some(now)) = (before.plan(), &now.plan) else { return Vec::new() };
    let differs = |output: &&Output| {
        let Some(digest) = output.copied() else { return false };
        let known = before.outputs.get(output.address.as_str()).and_then(Output::copied);
        known != Some(digest)
    };
    now.outputs
        .all()
        .iter()
        .filter(differs)
        .map(|output| output.address.clone())
        .collect()
}

impl Rendered {
    /// The bytes, where they are kept.
    fn served(&self, state: Option<State>, broken: bool) -> Option<Served> {
        let (bytes, digest) = (self.bytes.clone()?, self.digest);
        Some(Served { bytes, digest, state, broken })
    }
}
