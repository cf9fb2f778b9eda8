//! Plan to sink: the last part of the line.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use crate::audit;
use crate::audit::page::PageFacts;
use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::base::phase::phase;
use crate::engine::rendered::{Outputs, Rendered};
use crate::engine::sink::{Nowhere, Sink};
use crate::engine::write::WriteError;
use crate::load::theme;
use crate::plan::make::Make;
use crate::plan::output::Output;
use crate::plan::{Plan, articles};
use crate::render::output::{Fingerprint, render};
use crate::render::templates::Templates;

/// The last part of the line: plan to sink.
pub struct Line<'a> {
    /// The publication's root.
    pub root: &'a Path,
    /// Whether every link of the rendered site is checked.
    pub audit: bool,
    /// Whether the memo keeps the bytes of outputs for the next build.
    pub keep_bytes: bool,
    /// The templates.
    pub templates: &'a Templates,
    /// Where the bytes go.
    pub sink: &'a dyn Sink,
    /// Becomes true when the rest need not be rendered any more.
    pub stop: Option<&'a AtomicBool>,
    /// How many bytes were rendered.
    pub bytes: AtomicU64,
}

/// What rendering did.
#[derive(Default)]
pub struct Done {
    /// What the next build may use again.
    pub outputs: Outputs,
    /// Outputs that could not be rendered, and why.
    pub broken: BTreeMap<Address, Diagnostic>,
    /// Whether it was stopped before the end.
    pub stopped: bool,
    /// Each output that was rendered, with the named parts of its fingerprint that differ
    /// from the last build's; of a new output, none.
    pub rendered: BTreeMap<Address, Vec<&'static str>>,
}

/// What became of one output.
enum Outcome {
    Kept(Rendered),
    Rendered(Rendered, Vec<&'static str>),
    Broken(Box<Diagnostic>, Option<Rendered>),
    /// It was not looked at any more.
    Left(Option<Rendered>),
}

impl Line<'_> {
    /// Renders every output of a plan whose fingerprint is new, and keeps the others.
    ///
    /// # Errors
    ///
    /// What the sink says.
    pub fn render(&self, plan: &Plan, known: &Outputs) -> Result<Done, WriteError> {
        let part = phase!("render");
        let outcomes = self.outcomes(plan, known)?;
        let mut done = Done::default();
        for (address, outcome) in outcomes {
            let rendered = match outcome {
                Outcome::Kept(rendered) => Some(rendered),
                Outcome::Rendered(rendered, reasons) => {
                    done.rendered.insert(address.clone(), reasons);
                    Some(rendered)
                }
                Outcome::Broken(diagnostic, earlier) => {
                    done.broken.insert(address.clone(), *diagnostic);
                    earlier
                }
                Outcome::Left(earlier) => {
                    done.stopped = true;
                    earlier
                }
            };
            if let Some(rendered) = rendered {
                done.outputs.insert(address.clone(), rendered);
            }
        }
        part.items(done.rendered.len());
        part.bytes(self.bytes.load(Ordering::Relaxed));
        Ok(done)
    }

    /// What becomes of each output. Every thread takes the next that nobody has taken. Pages of
    /// articles come last: they are small, and a large page begun last would be waited for.
    fn outcomes<'p>(
        &self,
        plan: &'p Plan,
        known: &Outputs,
    ) -> Result<Vec<(&'p Address, Outcome)>, WriteError> {
        let mut outputs: Vec<&Output> = plan.outputs.all().iter().collect();
        outputs.sort_by_key(|output| output.what == articles::WHAT);
        let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        let work = || {
            let mut own = Vec::new();
            while !failed.load(Ordering::Relaxed) {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(output) = outputs.get(at) else { break };
                match self.output(plan, output, known) {
                    Ok(outcome) => own.push((&output.address, outcome)),
                    Err(error) => {
                        failed.store(true, Ordering::Relaxed);
                        return Err(error);
                    }
                }
            }
            Ok(own)
        };
        let all: Result<Vec<Vec<_>>, WriteError> =
            rayon::broadcast(|_| work()).into_iter().collect();
        Ok(all?.into_iter().flatten().collect())
    }

    fn output(
        &self,
        plan: &Plan,
        output: &Output,
        known: &Outputs,
    ) -> Result<Outcome, WriteError> {
        let known = known.get(&output.address);
        if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            return Ok(Outcome::Left(known.cloned()));
        }
        let address = output.address.as_str();
        let _part = tracing::trace_span!("output", address).entered();
        let ingredients = ingredients(self.templates, plan, output);
        if let Some(known) = known.filter(|known| known.ingredients == ingredients)
            && ingredients.is_some()
            && (known.facts.is_some() || !self.audit)
            && self.keep(output, None, known)?
        {
            return Ok(Outcome::Kept(known.clone()));
        }
        let make = output.make(plan);
        let fingerprint = Fingerprint::of(self.templates, &make);
        if let Some(known) = known.filter(|known| known.fingerprint == fingerprint)
            && (known.facts.is_some() || !self.audit)
            && self.keep(output, Some(&make), known)?
        {
            return Ok(Outcome::Kept(Rendered { ingredients, ..known.clone() }));
        }
        let reasons = known
            .map_or_else(Vec::new, |known| fingerprint.differences(&known.fingerprint));
        let (digest, bytes, facts) = match &*make {
            Make::Copy { file, digest, size } => {
                let from = self.root.join(file.as_str());
                self.sink(output).copy(&output.address, &from, *digest, *size)?;
                (*digest, None, self.facts_of_copy(output, &from))
            }
            Make::Theme(path, digest) => {
                let bytes = theme::statics().get(path).map_or(&[][..], |file| file.bytes);
                self.sink(output).put(&output.address, bytes)?;
                (*digest, None, self.facts(output, bytes))
            }
            make => match render(self.templates, make) {
                Err(diagnostic) => {
                    return Ok(Outcome::Broken(diagnostic, known.cloned()));
                }
                Ok(bytes) => {
                    let bytes = bytes.unwrap_or_default();
                    self.sink(output).put(&output.address, &bytes)?;
                    self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
                    let facts = self.facts(output, &bytes);
                    let kept = self.keep_bytes.then(|| Arc::from(&*bytes));
                    (Digest::of_bytes(&bytes), kept, facts)
                }
            },
        };
        let rendered = Rendered { fingerprint, ingredients, digest, bytes, facts };
        Ok(Outcome::Rendered(rendered, reasons))
    }

    /// Keeps an output that would come out the same: the sink has it, or is given it again.
    fn keep(
        &self,
        output: &Output,
        make: Option<&Make>,
        known: &Rendered,
    ) -> Result<bool, WriteError> {
        if self.sink(output).keep(&output.address, known.digest)? {
            return Ok(true);
        }
        match (&known.bytes, make) {
            (Some(bytes), _) => self.sink(output).put(&output.address, bytes)?,
            (None, Some(Make::Copy { file, digest, size })) => {
                let from = self.root.join(file.as_str());
                self.sink(output).copy(&output.address, &from, *digest, *size)?;
            }
            (None, Some(Make::Theme(path, _))) => {
                let bytes = theme::statics().get(path).map_or(&[][..], |file| file.bytes);
                self.sink(output).put(&output.address, bytes)?;
            }
            (None, _) => return Ok(false),
        }
        Ok(true)
    }

    /// Where an output goes: what only a preview has is never written.
    fn sink(&self, output: &Output) -> &dyn Sink {
        if output.held.is_some() { &Nowhere } else { self.sink }
    }

    fn facts(&self, output: &Output, bytes: &[u8]) -> Option<Arc<PageFacts>> {
        let audit = self.audit;
        audit.then(|| {
            Arc::new(audit::facts_of(&output.address, bytes).unwrap_or_default())
        })
    }

    /// The facts of a copied file; only pages are read.
    fn facts_of_copy(&self, output: &Output, from: &Path) -> Option<Arc<PageFacts>> {
        if !self.audit {
            return None;
        }
        let html = output.address.as_str().ends_with(".html");
        let bytes =
            if html { std::fs::read(from).unwrap_or_default() } else { Vec::new() };
        self.facts(output, &bytes)
    }
}

/// The digest of all that an output is made of, templates included, where that can be told
/// without making it.
pub fn ingredients(
    templates: &Templates,
    plan: &Plan,
    output: &Output,
) -> Option<Digest> {
    Some(Digest::of(&(templates.digest, output.ingredients(plan)?)))
}
