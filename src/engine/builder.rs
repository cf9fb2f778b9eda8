//! The line: disk → snapshot → documents → site → plan → rendered bytes → sink.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::base::date::Moment;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::engine::checked;
use crate::engine::counters::Counters;
use crate::engine::data;
use crate::engine::line::Line;
use crate::engine::memo::Memo;
use crate::engine::report::{InputTexts, finish};
use crate::engine::sink::{Nowhere, Sink};
use crate::engine::write::WriteError;
use crate::load::config::Settings;
use crate::load::settings;
use crate::load::snapshot::{SETTINGS, Snapshot, not_utf8};
use crate::model::article::Article;
use crate::model::assemble::assemble;
use crate::model::public::State;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::parse::read;
use crate::parse::rules::Rules;
use crate::plan::plan;
use crate::render::page::no_template;
use crate::render::templates::Templates;

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The moment for which it is made; the only clock there is.
    pub now: When,
    /// An address that takes the place of the settings' `base_url`.
    pub base_url: Option<String>,
    /// Whether every link of the rendered site is checked.
    pub audit: bool,
    /// Whether the memo keeps the bytes of outputs for the next build.
    pub keep_bytes: bool,
}

/// The moment for which a site is made.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The clock's.
    Timestamp(Timestamp),
    /// One that was typed; in the site's time zone unless it has an offset.
    Moment(Moment),
}

impl When {
    fn timestamp(self, settings: &Settings) -> Timestamp {
        match self {
            When::Timestamp(timestamp) => timestamp,
            When::Moment(moment) => moment.timestamp(&settings.zone),
        }
    }
}

/// Builds a publication, again and again; what one build made serves the next.
pub struct Builder {
    root: PathBuf,
    memo: Memo,
}

/// What a build made.
pub struct Built {
    /// The inputs.
    pub snapshot: Snapshot,
    /// The site, when the settings could be read.
    pub site: Option<Site>,
    /// Everything that is wrong, sorted by file and line, with its bytes found.
    pub diagnostics: Vec<Diagnostic>,
    /// What was done.
    pub counters: Counters,
    /// Each output that was rendered, with the named parts of its fingerprint that differ
    /// from the last build's; of a new output, none.
    pub rendered: BTreeMap<Address, Vec<&'static str>>,
}

/// What the first half of the line gives.
struct Read {
    snapshot: Snapshot,
    templates: Vec<(FilePath, Arc<str>)>,
    site: Option<Site>,
    diagnostics: Vec<Diagnostic>,
}

/// Why a build could not be carried out at all.
#[derive(Debug)]
pub enum Failed {
    /// The publication cannot be read.
    Read(PathBuf, io::Error),
    /// The output cannot be written.
    Write(WriteError),
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
        Self { root: root.to_owned(), memo: Memo::default() }
    }

    /// Builds. When an error is known before rendering nothing reaches the sink, and with any
    /// error the caller must not keep what did; everything else is
    /// still looked at, so that one run reports all.
    ///
    /// # Errors
    ///
    /// When the publication cannot be read or the sink fails.
    pub fn build(&mut self, request: &Request, sink: &dyn Sink) -> Result<Built, Failed> {
        let mut counters = Counters::default();
        let base_url = request.base_url.as_deref();
        let read = self.read(request.now, base_url, &mut counters)?;
        let Read { snapshot, templates: own, site, mut diagnostics } = read;
        let Some(site) = site else {
            let diagnostics = finish(diagnostics, &InputTexts(&snapshot));
            return Ok(Built::nothing(snapshot, diagnostics));
        };
        count_held_back(&site, &mut counters);
        let (plan, mut found) = plan(&site, &snapshot);
        // A name without letters has no address either; of that it has been said.
        if diagnostics.iter().any(|diagnostic| diagnostic.code == "bad-name") {
            found.retain(|diagnostic| diagnostic.code != "bad-address");
        }
        diagnostics.extend(found);
        counters.planned = plan.outputs.len();
        let mut rendered = BTreeMap::new();
        match Templates::load(&own, &plan.site) {
            Err(found) => diagnostics.extend(found),
            Ok(templates) => {
                diagnostics.extend(templates_of_held_back(&site, &templates));
                let sound = !diagnostics.iter().any(Diagnostic::is_error);
                let sink = if sound { sink } else { &Nowhere };
                let line = Line {
                    root: &self.root,
                    audit: request.audit,
                    keep_bytes: request.keep_bytes,
                    templates: &templates,
                    sink,
                };
                let done = line.render(&plan, &mut self.memo).map_err(Failed::Write)?;
                rendered = done.rendered;
                counters.rendered = rendered.len();
                counters.kept =
                    counters.planned - rendered.len() - done.diagnostics.len();
                diagnostics.extend(done.diagnostics);
                if request.audit && !diagnostics.iter().any(Diagnostic::is_error) {
                    diagnostics.extend(checked::audit(&plan, &self.memo));
                }
            }
        }
        let diagnostics = finish(diagnostics, &InputTexts(&snapshot));
        Ok(Built { snapshot, site: Some(site), diagnostics, counters, rendered })
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
    ) -> Result<(Option<Site>, Snapshot, Vec<Diagnostic>), Failed> {
        let read = self.read(now, base_url, &mut Counters::default())?;
        let diagnostics = finish(read.diagnostics, &InputTexts(&read.snapshot));
        Ok((read.site, read.snapshot, diagnostics))
    }

    /// The first half of the line: disk to site.
    fn read(
        &mut self,
        now: When,
        base_url: Option<&str>,
        counters: &mut Counters,
    ) -> Result<Read, Failed> {
        let unreadable = |error| Failed::Read(self.root.clone(), error);
        let (settings, mut diagnostics, usable) =
            self.settings(base_url).map_err(unreadable)?;
        let settings = Arc::new(settings);
        let (mut snapshot, found) =
            Snapshot::take(&self.root, &settings.limits).map_err(unreadable)?;
        if !usable {
            return Ok(Read { snapshot, templates: Vec::new(), site: None, diagnostics });
        }
        diagnostics.extend(found);
        let documents = self.parse(&snapshot, &settings, counters, &mut diagnostics);
        let limit = settings.limits.file_size;
        let (memo, found) = (&mut self.memo.data, &mut diagnostics);
        let data = data::read(&self.root, &snapshot, limit, &documents, memo, found);
        let templates = templates(&snapshot);
        snapshot.release();
        let now = now.timestamp(&settings);
        let (site, found) = assemble(&documents, &settings, &snapshot, &data, now);
        diagnostics.extend(found);
        Ok(Read { snapshot, templates, site: Some(site), diagnostics })
    }

    /// Reads the settings. The last value tells whether they can be used at all.
    fn settings(
        &self,
        base_url: Option<&str>,
    ) -> io::Result<(Settings, Vec<Diagnostic>, bool)> {
        let file = FilePath::new(SETTINGS);
        let bytes = match std::fs::read(self.root.join(SETTINGS)) {
            Ok(bytes) => bytes,
            Err(error)
                if error.kind() == io::ErrorKind::NotFound && self.root.is_dir() =>
            {
                let message = "there is no `site.toml` here";
                let hint = "name the publication's folder with `--root`, or make one with \
                            `chancery init DIR`";
                let diagnostic =
                    Diagnostic::error("no-settings", Place::file(&file), message)
                        .hint(hint);
                return Ok((Settings::default(), vec![diagnostic], false));
            }
            Err(error) => return Err(error),
        };
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => {
                let diagnostic = not_utf8(&file, error.valid_up_to());
                return Ok((Settings::default(), vec![diagnostic], false));
            }
        };
        let (mut settings, diagnostics) =
            settings::read(text, &file, env!("CARGO_PKG_VERSION"));
        // Content that is read by other settings than its own would have errors of its own.
        const UNUSABLE: [&str; 3] = ["bad-toml", "bad-version", "wrong-version"];
        let usable = !diagnostics.iter().any(|d| UNUSABLE.contains(&d.code));
        if let Some(base_url) = base_url {
            base_url.clone_into(&mut settings.base_url);
        }
        Ok((settings, diagnostics, usable))
    }

    /// Parses what changed; of the rest the earlier parse is used. A document that could not
    /// be read at all is left out.
    fn parse(
        &mut self,
        snapshot: &Snapshot,
        settings: &Settings,
        counters: &mut Counters,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<Document>> {
        let rules = Rules::of(settings);
        let digest = Digest::of(&rules);
        let files: Vec<_> = snapshot
            .below("content")
            .filter(|(file, _)| read::is_content(file, &rules))
            .collect();
        let all = snapshot.below("content");
        diagnostics.extend(all.filter_map(|(file, _)| read::stray(file, &rules)));
        let parsed: Vec<(Arc<Document>, bool)> = files
            .into_par_iter()
            .filter_map(|(file, input)| {
                if let Some(document) = self.memo.document(file, input.digest, digest) {
                    return Some((document, false));
                }
                let text = input.text.as_deref()?;
                Some((Arc::new(read::document(file, input.digest, text, &rules)), true))
            })
            .collect();
        counters.parsed = parsed.iter().filter(|(_, new)| *new).count();
        counters.reused = parsed.len() - counters.parsed;
        let documents: Vec<Arc<Document>> = parsed.into_iter().map(|(d, _)| d).collect();
        self.memo.documents =
            documents.iter().map(|d| (d.file.clone(), (digest, d.clone()))).collect();
        diagnostics.extend(documents.iter().flat_map(|d| d.diagnostics.iter().cloned()));
        documents
    }
}

impl Built {
    /// A build that ended with the settings.
    fn nothing(snapshot: Snapshot, diagnostics: Vec<Diagnostic>) -> Self {
        let counters = Counters::default();
        Self { snapshot, site: None, diagnostics, counters, rendered: BTreeMap::new() }
    }
}

/// The publication's own templates.
fn templates(snapshot: &Snapshot) -> Vec<(FilePath, Arc<str>)> {
    let templates = snapshot.below("templates");
    templates
        .filter_map(|(file, input)| Some((file.clone(), input.text.clone()?)))
        .collect()
}

/// Templates that held-back articles name and that do not exist. Those of public ones are
/// found by rendering them.
fn templates_of_held_back(site: &Site, templates: &Templates) -> Vec<Diagnostic> {
    let held = site.articles.iter().filter(|article| !article.is_public());
    let missing = |article: &Article| {
        let template = article.front().template.as_deref();
        let template = template.filter(|template| !templates.has(template))?;
        Some(no_template(templates, template, Some(article.file())))
    };
    held.filter_map(missing).collect()
}

fn count_held_back(site: &Site, counters: &mut Counters) {
    for article in &site.articles {
        match article.state {
            State::Public => {}
            State::Draft => counters.drafts += 1,
            State::Embargoed => counters.embargoed += 1,
            State::Expired => counters.expired += 1,
        }
    }
}
