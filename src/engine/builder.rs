//! The line: disk → snapshot → documents → site → plan → rendered bytes → sink.

use std::collections::BTreeMap;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::base::phase::phase;
use crate::engine::checked;
use crate::engine::counters::Counters;
use crate::engine::index::{Indexer, Made, Placed, place};
use crate::engine::inputs::{Changes, Inputs};
use crate::engine::line::{Done, Line};
use crate::engine::memo::Memo;
use crate::engine::prepare::{self, Assembled, Prepared, assembled, prepare};
use crate::engine::report::{InputTexts, finish};
use crate::engine::request::{Failed, Request, When};
use crate::engine::sink::{Nowhere, Sink};
use crate::engine::warm::whole::{Held, Whole};
use crate::engine::warm::{self, Leaving};
use crate::engine::write::WriteError;
use crate::load::snapshot::Snapshot;
use crate::model::site::Site;
use crate::plan::Plan;

/// Builds a publication, again and again; what one build made serves the next.
pub struct Builder {
    root: PathBuf,
    memo: Memo,
    indexer: Option<Arc<dyn Indexer>>,
}

/// How many inputs are looked at before it is asked whether something else is to be done.
const LOOKED_AT: usize = 500;

/// What looking at everything found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// All is as the last build saw it.
    Same,
    /// Something is otherwise, among these.
    At(Changes),
    /// It was stopped before the end.
    Stopped,
}

/// What a build made.
pub struct Built {
    /// The inputs.
    pub snapshot: Arc<Snapshot>,
    /// The site, when the settings could be read; none of a build that was found to be the
    /// same as the last one.
    pub site: Option<Arc<Site>>,
    /// What is held back: articles, the newest first, then standing pages.
    pub held: Vec<Held>,
    /// Everything that is wrong, sorted by file and line, with its bytes found.
    pub diagnostics: Vec<Diagnostic>,
    /// How many outputs of each kind there are, where the build audits.
    pub kinds: BTreeMap<&'static str, usize>,
    /// What was done.
    pub counters: Counters,
    /// Each output that was rendered, with the named parts of its fingerprint that differ
    /// from the last build's; of a new output, none.
    pub rendered: BTreeMap<Address, Vec<&'static str>>,
}

impl Built {
    /// Whether the build may not be written: an error, or with `strict` a warning.
    pub fn has_errors(&self, strict: bool) -> bool {
        self.diagnostics.iter().any(|diagnostic| strict || diagnostic.is_error())
    }
}

impl Builder {
    /// A builder of the publication in a folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), memo: Memo::default(), indexer: None }
    }

    /// A builder that knows nothing but what another one last found good, as a preview does:
    /// documents, settings and templates.
    pub fn with_good_of(other: &Self) -> Self {
        let memo = Memo {
            good: other.memo.good.clone(),
            good_settings: other.memo.good_settings.clone(),
            good_templates: other.memo.good_templates.clone(),
            ..Memo::default()
        };
        Self { root: other.root.clone(), memo, indexer: None }
    }

    /// Has the index of search made; without this there is none.
    #[must_use]
    pub fn indexed(mut self, indexer: Option<Arc<dyn Indexer>>) -> Self {
        self.indexer = indexer;
        self
    }

    /// Begins with what an earlier process left in a file.
    #[must_use]
    pub fn warm(mut self, path: &Path) -> Self {
        (self.memo.left, self.memo.outputs, self.memo.whole) = warm::read(path);
        self.memo.formatted.take(std::mem::take(&mut self.memo.left.formatted));
        self.memo.index = self.memo.left.index.take();
        self
    }

    /// Leaves what the next process can begin with in a file.
    pub fn leave(&self, path: &Path) {
        let Memo { left, documents, outputs, whole, formatted, index, .. } = &self.memo;
        // A build that was the same as the last one has parsed nothing, and says nothing new.
        if let Some((rules, documents)) = documents.all() {
            let (whole, index) = (whole.as_ref(), index.as_ref());
            let leaving =
                Leaving { left, rules, documents, outputs, whole, formatted, index };
            leaving.write(path);
        }
    }

    /// Builds. When an error is known before rendering nothing reaches the sink, and with any
    /// error the caller must not keep what did; everything else is
    /// still looked at, so that one run reports all.
    ///
    /// # Errors
    ///
    /// When the publication cannot be read or the sink fails.
    pub fn build(&mut self, request: &Request, sink: &dyn Sink) -> Result<Built, Failed> {
        if let Some(built) = self.same(request, sink)? {
            return Ok(built);
        }
        let styled = self.memo.formatted.made();
        let prepared = self.prepare(request, &Changes::Anything)?;
        let mut counters = prepared.counters;
        let (mut rendered, mut found) = (BTreeMap::new(), Vec::new());
        let mut kinds = BTreeMap::new();
        if let (Some(plan), Some(templates)) = (&prepared.plan, &prepared.templates) {
            let sound = !prepared.has_errors();
            let index = self.memo.index.take();
            let line = Line {
                root: &self.root,
                audit: request.audit,
                keep_bytes: request.keep_bytes,
                templates,
                sink: if sound { sink } else { &Nowhere },
                stop: None,
                bytes: AtomicU64::new(0),
            };
            // A check that measures nothing needs no index.
            let hosted = plan.shared.site.settings.host.kind.is_some();
            let search = sound && (!request.audit || hosted);
            let (done, placed) =
                self.rendered(&line, plan, index, search).map_err(Failed::Write)?;
            self.memo.outputs = done.outputs;
            self.memo.index = placed.made;
            rendered = done.rendered;
            counters.indexed = placed.indexed;
            counters.planned += placed.outputs.len();
            counters.rendered = rendered.len();
            counters.kept = counters.planned - rendered.len() - done.broken.len();
            counters.styled = self.memo.formatted.made() - styled;
            found.extend(done.broken.into_values());
            found.extend(placed.failed.map(|failed| *failed));
            if request.audit {
                for output in plan.outputs.all() {
                    *kinds.entry(output.what).or_default() += 1;
                }
                kinds.insert("the index of search", placed.outputs.len());
            }
            if request.audit && sound && found.is_empty() {
                found.extend(checked::audit(plan, &self.memo));
            }
        }
        let diagnostics = prepared.finished(found);
        let Prepared { snapshot, site, .. } = prepared;
        let inputs = self.memo.inputs.as_ref();
        self.memo.whole = inputs
            .zip(site.as_ref())
            .and_then(|(inputs, site)| Whole::of(inputs, request, site, &diagnostics));
        let held = site.as_deref().map(Held::of_site).unwrap_or_default();
        Ok(Built { snapshot, site, held, diagnostics, kinds, counters, rendered })
    }

    /// Renders a plan into the sink of a line, and beside that puts the index of search there.
    fn rendered(
        &self,
        line: &Line<'_>,
        plan: &Plan,
        known: Option<Made>,
        search: bool,
    ) -> Result<(Done, Placed), WriteError> {
        let indexer = self.indexer.as_deref().filter(|_| search);
        let here = tracing::Span::current();
        let placing = || {
            here.in_scope(|| match indexer {
                Some(indexer) => place(plan, indexer, known, line.sink),
                None => Ok(Placed::default()),
            })
        };
        let outputs = &self.memo.outputs;
        let (done, placed) = std::thread::scope(|scope| {
            let placing = scope.spawn(placing);
            (line.render(plan, outputs), placing.join())
        });
        let mut done = done?;
        let placed = placed.unwrap_or_else(|panic| resume_unwind(panic))?;
        done.outputs.extend(placed.outputs.iter().map(|(a, r)| (a.clone(), r.clone())));
        done.rendered.extend(placed.written.iter().map(|address| {
            let known = outputs.contains_key(address);
            (address.clone(), if known { vec!["view"] } else { Vec::new() })
        }));
        Ok((done, placed))
    }

    /// The build that an earlier process left, when this one would be the same and the sink
    /// has every output of it.
    fn same(
        &mut self,
        request: &Request,
        sink: &dyn Sink,
    ) -> Result<Option<Built>, Failed> {
        let Some(whole) = self.memo.whole.take() else { return Ok(None) };
        let changes = &Changes::Anything;
        let inputs = prepare::inputs(&self.root, &mut self.memo, request, changes)?;
        let part = phase!("compare");
        let outputs = self.memo.outputs.iter();
        let outputs: Vec<(&Address, Digest)> =
            outputs.map(|(address, rendered)| (address, rendered.digest)).collect();
        part.items(outputs.len());
        if !(whole.stands(&inputs, request) && sink.keep_all(&outputs)) {
            self.memo.read = Some(inputs);
            return Ok(None);
        }
        let (planned, reused) = (outputs.len(), self.memo.left.store.len());
        let mut counters =
            Counters { planned, reused, kept: planned, ..Counters::default() };
        let articles = whole.held.iter().filter(|held| !held.page);
        articles.for_each(|held| counters.count(held.state));
        let Whole { held, diagnostics, .. } = whole.clone();
        self.memo.whole = Some(whole);
        let (snapshot, rendered, kinds) =
            (inputs.snapshot, BTreeMap::new(), BTreeMap::new());
        let site = None;
        Ok(Some(Built { snapshot, site, held, diagnostics, kinds, counters, rendered }))
    }

    /// The first part of the line, without rendering.
    ///
    /// # Errors
    ///
    /// When the publication cannot be read.
    pub fn prepare(
        &mut self,
        request: &Request,
        changes: &Changes,
    ) -> Result<Prepared, Failed> {
        prepare(&self.root, &mut self.memo, request, changes)
    }

    /// Whether the inputs differ from those of the last build, of which only some may have
    /// changed. What is read here the next build uses.
    ///
    /// # Errors
    ///
    /// The system's, when the publication cannot be read.
    pub fn is_stale(&mut self, request: &Request, changes: &Changes) -> io::Result<bool> {
        let fresh = Inputs::of(self.memo.inputs.as_ref(), &self.root, request, changes)?;
        let stale = !self.memo.inputs.as_ref().is_some_and(|known| known.same(&fresh));
        self.memo.read = stale.then_some(fresh);
        Ok(stale)
    }

    /// Looks at everything, a part at a time, until something is found that the last build did
    /// not see, or until it is to stop. What is read here the next build uses.
    ///
    /// # Errors
    ///
    /// The system's, when the publication cannot be read.
    pub fn look(&mut self, request: &Request, stop: &AtomicBool) -> io::Result<Looked> {
        let found =
            |stale, changes| if stale { Looked::At(changes) } else { Looked::Same };
        let known = self.memo.inputs.as_ref();
        let known = known.filter(|known| !known.settings_changed(&self.root));
        let moved = known.map_or(Ok(None), |known| known.moved(&self.root))?;
        let (Some(known), Some(moved)) = (known, moved) else {
            let changes = Changes::Anything;
            return Ok(found(self.is_stale(request, &changes)?, changes));
        };
        let snapshot = known.snapshot.clone();
        let all: Vec<&FilePath> = snapshot.inputs.keys().collect();
        let parts =
            all.chunks(LOOKED_AT).map(|part| part.iter().copied().cloned().collect());
        for paths in std::iter::once(moved).chain(parts) {
            if stop.load(Ordering::Relaxed) {
                return Ok(Looked::Stopped);
            }
            let changes = Changes::Paths(paths);
            if self.is_stale(request, &changes)? {
                return Ok(Looked::At(changes));
            }
        }
        Ok(Looked::Same)
    }

    /// The site and what is wrong with it, without planning or rendering.
    ///
    /// # Errors
    ///
    /// When the publication cannot be read.
    pub fn site(
        &mut self,
        now: When,
        base_url: Option<&str>,
    ) -> Result<Assembled, Failed> {
        let request = Request {
            now,
            base_url: base_url.map(str::to_owned),
            environment: None,
            audit: false,
            keep_bytes: false,
            preview: false,
        };
        let mut counters = Counters::default();
        let (root, memo) = (&self.root, &mut self.memo);
        let Assembled { snapshot, site, diagnostics } =
            assembled(root, memo, &request, &Changes::Anything, &mut counters)?;
        let diagnostics = finish(diagnostics, &InputTexts(&snapshot));
        Ok(Assembled { snapshot, site, diagnostics })
    }
}
