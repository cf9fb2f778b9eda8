//! The line again and again: what changed is built, the plan is swapped, and the output folder
//! follows.

pub mod events;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use jiff::Timestamp;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::path::FilePath;
use crate::engine::builder::{Builder, Looked};
use crate::engine::index::Indexer;
use crate::engine::inputs::Changes;
use crate::engine::live::Live;
use crate::engine::live::generation::{Generation, LineTo};
use crate::engine::request::{Failed, Request, When};
use crate::engine::sink::Nowhere;
use crate::engine::warm;
use crate::engine::watch::events::{Events, Woken};
use crate::engine::write::{Stage, WriteError};
use crate::load::snapshot::SETTINGS;
use crate::model::due::due;

/// How long everything else waits, so that those who look at a page are told first.
const GIVE_WAY: Duration = Duration::from_millis(20);

/// How long the first change waits for those that come with it.
const SETTLE: Duration = Duration::from_millis(5);

/// How long a file that has gone or is empty is waited for: an editor may be writing it.
const GRACE: Duration = Duration::from_millis(40);

/// How long nothing must happen until everything is looked at again, first and later.
const IDLE: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(30)];

/// How long nothing more must happen, once everything has been looked at, until the index of
/// search is made again.
const INDEX: Duration = Duration::from_secs(1);

/// How long changes may put off the writing of the output folder.
const STARVED: Duration = Duration::from_secs(2);

/// What there is to do about trouble.
const AGAIN: &str = "it is tried again with the next change";

/// For how many milliseconds after a new plan a change counts as one of a stream.
const STREAM: f64 = 150.0;

/// What a watch is asked for.
pub struct Options {
    /// The output folder; none when nothing is to be written.
    pub output: Option<PathBuf>,
    /// The moment to build for, if not that of the clock.
    pub now: Option<When>,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// Who makes the index of search; without, there is none.
    pub indexer: Option<Arc<dyn Indexer>>,
}

/// What a watch has to say.
pub enum Said<'a> {
    /// A plan is there, and everything of it was rendered and, without errors, written.
    Built {
        /// The plan.
        generation: &'a Generation,
        /// Which paths led to it; none when it was anything.
        changes: &'a Changes,
    },
    /// The index of search has been made again and, without errors, written.
    Indexed(&'a Generation),
    /// The publication cannot be read at this moment; what was there is still served.
    Unreadable(&'a io::Error),
}

/// A publication under watch.
pub struct Watch {
    builder: Builder,
    options: Options,
    live: Arc<Live>,
    /// When the output folder was last as it should be.
    whole: Timestamp,
    /// Whether the publication could not be read the last time.
    lost: bool,
    /// When the last plan was swapped in.
    swapped: Timestamp,
    /// Whether the index of search is being made.
    indexing: bool,
}

impl Watch {
    /// Makes the first plan. Errors in the publication do not stop it.
    ///
    /// # Errors
    ///
    /// When the publication cannot be read.
    pub fn begin(root: &Path, options: Options) -> Result<Self, Failed> {
        let mut builder = Builder::new(root);
        let started = (options.clock)();
        let prepared =
            builder.prepare(&request(&options, started), &Changes::Anything)?;
        let indexer = options.indexer.clone();
        let live = Arc::new(Live::indexed(root, prepared, indexer));
        let ready = since(started, (options.clock)());
        live.now().note_build(|last| last.ready = ready);
        let (whole, swapped) = (started, started);
        let (lost, indexing) = (false, false);
        Ok(Self { builder, options, live, whole, lost, swapped, indexing })
    }

    /// What is served.
    pub fn live(&self) -> &Arc<Live> {
        &self.live
    }

    /// Builds whenever something changes, until it is stopped.
    pub fn run(mut self, mut events: Events, say: &dyn Fn(&Said<'_>)) {
        let mut changes = Changes::Anything;
        self.recall();
        let mut done = self.complete(&events, &changes, say);
        let mut looked = false;
        loop {
            let quiet = if done { self.quiet(looked) } else { Duration::ZERO };
            let stream = || since(self.swapped, self.now()) < STREAM;
            match events.wait(quiet, SETTLE, stream) {
                Woken::Stopped => return,
                Woken::Changed(found) => {
                    changes = found;
                    self.grace(&changes);
                    if self.build(&changes, say) {
                        looked = false;
                    } else if done {
                        continue;
                    }
                }
                Woken::Indexed => {
                    self.indexing = false;
                    done = self.complete(&events, &changes, &|said| match said {
                        Said::Built { generation, .. } => say(&Said::Indexed(generation)),
                        said => say(said),
                    });
                    continue;
                }
                Woken::Quiet if !done => {}
                Woken::Quiet if looked && self.index_is_due() => {
                    self.index(&events);
                    continue;
                }
                Woken::Quiet => {
                    let fell_due = self.next_due().is_some_and(|at| at <= self.now())
                        && self.options.now.is_none();
                    changes = match fell_due {
                        true => Changes::Paths([].into()),
                        false => match self.look(&events) {
                            Looked::Same => {
                                looked = true;
                                continue;
                            }
                            Looked::Stopped => continue,
                            Looked::At(changes) => changes,
                        },
                    };
                    looked = true;
                    if !self.build(&changes, say) {
                        continue;
                    }
                }
            }
            done = self.complete(&events, &changes, say);
        }
    }

    /// Looks at everything while nothing happens.
    fn look(&mut self, events: &Events) -> Looked {
        let request = request(&self.options, self.now());
        if self.lost {
            return Looked::At(Changes::Anything);
        }
        // An error says itself what it is when everything is read.
        let looked = self.builder.look(&request, events.pending());
        looked.unwrap_or(Looked::At(Changes::Anything))
    }

    fn now(&self) -> Timestamp {
        (self.options.clock)()
    }

    /// Whether the index of search in the output folder is to be made again.
    fn index_is_due(&self) -> bool {
        let written = self.options.output.is_some() && !self.indexing;
        written && self.live.now().index_is_due()
    }

    /// Begins to make the index of search. What changes meanwhile is not kept waiting.
    fn index(&mut self, events: &Events) {
        self.indexing = true;
        let (generation, wake) = (self.live.now(), events.waker());
        std::thread::spawn(move || {
            generation.index_now();
            wake();
        });
    }

    /// How long to wait for a change.
    fn quiet(&self, looked: bool) -> Duration {
        let idle = match looked && self.index_is_due() {
            true => INDEX,
            false => IDLE[usize::from(looked)],
        };
        let due = self.next_due().filter(|_| self.options.now.is_none());
        let left =
            due.and_then(|at| Duration::try_from(at.duration_since(self.now())).ok());
        left.map_or(idle, |left| idle.min(left + Duration::from_millis(1)))
    }

    /// When the same content makes another site next.
    fn next_due(&self) -> Option<Timestamp> {
        let generation = self.live.now();
        Some(due(generation.site()?).first()?.at)
    }

    /// Waits a little for files that are gone or empty, and were not.
    fn grace(&self, changes: &Changes) {
        let Changes::Paths(paths) = changes else { return };
        let generation = self.live.now();
        let missing = |path: &FilePath| {
            let full = generation.root().join(path.as_str());
            std::fs::metadata(full).map_or(true, |metadata| metadata.len() == 0)
        };
        let mut left = GRACE;
        while !left.is_zero() && paths.iter().any(missing) {
            std::thread::sleep(SETTLE);
            left = left.saturating_sub(SETTLE);
        }
    }

    /// Makes the next plan and swaps it in, if something is other than it was.
    fn build(&mut self, changes: &Changes, say: &dyn Fn(&Said<'_>)) -> bool {
        let started = self.now();
        let request = request(&self.options, started);
        let fell_due = *changes == Changes::Paths([].into());
        // An error says itself what it is when everything is read.
        let builder = &mut self.builder;
        let mut stale = || builder.is_stale(&request, changes).unwrap_or(true);
        if !(fell_due || self.lost || stale()) {
            return false;
        }
        self.lost = false;
        match self.builder.prepare(&request, changes) {
            Ok(prepared) => {
                let generation = self.live.swap(prepared);
                let ready = since(started, self.now());
                generation.note_build(|last| last.ready = ready);
                self.swapped = self.now();
                true
            }
            Err(Failed::Read(_, error)) => {
                say(&Said::Unreadable(&error));
                self.lost = true;
                let message = format!("the publication cannot be read: {error}");
                self.live.now().add(trouble(message).hint(AGAIN));
                self.live.tell();
                false
            }
            Err(Failed::Write(_)) => false,
        }
    }

    /// Renders what is left and writes the output folder, unless something changes first.
    fn complete(
        &mut self,
        events: &Events,
        changes: &Changes,
        say: &dyn Fn(&Said<'_>),
    ) -> bool {
        let generation = self.live.now();
        if self.live.is_viewed() {
            std::thread::sleep(GIVE_WAY);
        }
        let starved = since(self.whole, self.now()) > STARVED.as_secs_f64() * 1000.0;
        let stop = if starved { events.ended() } else { events.pending() };
        let started = self.now();
        let whole = match self.write(&generation, stop) {
            Ok(whole) => whole,
            Err(error) => {
                let hint = error.hint().unwrap_or(AGAIN);
                generation.add(trouble(error.to_string()).hint(hint));
                true
            }
        };
        if !whole {
            return false;
        }
        self.whole = self.now();
        let took = since(started, self.whole);
        generation.note_build(|last| last.written = Some(last.ready + took));
        self.live.tell();
        say(&Said::Built { generation: &generation, changes });
        true
    }

    /// Begins with the index of search that the output folder has.
    fn recall(&self) {
        let output = self.options.output.as_deref();
        let output = output.filter(|_| self.options.indexer.is_some());
        // What is wrong with the folder is told when it is written.
        if let Some(Ok(stage)) = output.map(Stage::begin) {
            self.live.now().shelf().recall(warm::read(&stage.memo()).0.index);
        }
    }

    /// Renders everything, into the output folder when there is no error.
    fn write(
        &self,
        generation: &Generation,
        stop: &AtomicBool,
    ) -> Result<bool, WriteError> {
        let stop = Some(stop);
        let output = self.options.output.as_deref();
        let Some(output) = output.filter(|_| !generation.has_errors()) else {
            return generation.finish(&LineTo { sink: &Nowhere, stop });
        };
        let stage = Stage::begin(output)?;
        let whole = generation.finish(&LineTo { sink: &stage, stop })?;
        if whole && !generation.has_errors() {
            let report = stage.commit()?;
            generation.shelf().written();
            generation.note_build(|last| {
                last.counters.written = report.written;
                last.counters.removed = report.removed;
            });
        }
        Ok(whole)
    }
}

/// Something about the surroundings that is wrong.
fn trouble(message: String) -> Diagnostic {
    Diagnostic::error("trouble", Place::file(&FilePath::new(SETTINGS)), message)
}

fn request(options: &Options, now: Timestamp) -> Request {
    Request {
        now: options.now.unwrap_or(When::Timestamp(now)),
        base_url: None,
        environment: None,
        audit: false,
        keep_bytes: false,
        preview: true,
    }
}

/// Milliseconds between two moments.
fn since(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64() * 1000.0
}
