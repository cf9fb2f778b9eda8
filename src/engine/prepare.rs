//! The first part of the line: disk → snapshot → documents → site → plan, with the templates.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::base::phase::phase;
use crate::engine::counters::Counters;
use crate::engine::data;
use crate::engine::inputs::{Changes, Inputs};
use crate::engine::memo::{Documents, Memo};
use crate::engine::report::{InputTexts, finish};
use crate::engine::request::{Failed, Request};
use crate::engine::warm::documents::Reader;
use crate::load::config::Settings;
use crate::load::snapshot::Snapshot;
use crate::model::article::Article;
use crate::model::assemble::assemble;
use crate::model::site::Site;
use crate::parse::document::{Document, Front};
use crate::parse::read;
use crate::parse::rules::Rules;
use crate::plan::{Plan, plan};
use crate::render::page::no_template;
use crate::render::templates::Templates;

/// All that rendering needs, and what was wrong on the way there.
pub struct Prepared {
    /// The inputs.
    pub snapshot: Arc<Snapshot>,
    /// The site, when the settings could be read.
    pub site: Option<Arc<Site>>,
    /// Every output; none without a site.
    pub plan: Option<Plan>,
    /// The templates; none where they cannot be read, unless this is a preview.
    pub templates: Option<Arc<Templates>>,
    /// What is wrong so far; places are not looked up yet.
    pub diagnostics: Vec<Diagnostic>,
    /// What was done so far.
    pub counters: Counters,
}

impl Prepared {
    /// Whether an error is known already.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// What is wrong, with more that was found later: places looked up, sorted.
    pub fn finished(
        &self,
        more: impl IntoIterator<Item = Diagnostic>,
    ) -> Vec<Diagnostic> {
        let all = self.diagnostics.iter().cloned().chain(more).collect();
        finish(all, &InputTexts(&self.snapshot))
    }
}

/// Everything up to the site.
pub struct Assembled {
    /// The inputs.
    pub snapshot: Arc<Snapshot>,
    /// The site, when the settings could be read.
    pub site: Option<Arc<Site>>,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// Disk to plan.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn prepare(
    root: &Path,
    memo: &mut Memo,
    request: &Request,
    changes: &Changes,
) -> Result<Prepared, Failed> {
    let mut counters = Counters::default();
    let Assembled { snapshot, site, mut diagnostics } =
        assembled(root, memo, request, changes, &mut counters)?;
    let Some(site) = site else {
        let (site, plan, templates) = (None, None, None);
        return Ok(Prepared { snapshot, site, plan, templates, diagnostics, counters });
    };
    count_held_back(&site, &mut counters);
    let part = phase!("plan");
    let (plan, mut found) =
        plan(&site, &snapshot, request.preview, memo.claims, memo.formatted.clone());
    memo.claims = plan.claims;
    // A name without letters has no address either; of that it has been said.
    if diagnostics.iter().any(|diagnostic| diagnostic.code == "bad-name") {
        found.retain(|diagnostic| diagnostic.code != "bad-address");
    }
    diagnostics.extend(found);
    counters.planned = plan.outputs.len();
    part.items(counters.planned);
    drop(part);
    let part = phase!("templates");
    let templates = templates(memo, &snapshot, &plan, request.preview, &mut diagnostics);
    drop(part);
    if let Some(templates) = &templates {
        diagnostics.extend(templates_of_held_back(&site, templates));
    }
    let (site, plan) = (Some(site), Some(plan));
    Ok(Prepared { snapshot, site, plan, templates, diagnostics, counters })
}

/// Disk to inputs, unless they have been read already.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn inputs(
    root: &Path,
    memo: &mut Memo,
    request: &Request,
    changes: &Changes,
) -> Result<Inputs, Failed> {
    if let Some(read) = memo.read.take() {
        return Ok(read);
    }
    let part = phase!("load");
    let inputs = Inputs::of(memo.inputs.as_ref(), root, request, changes)
        .map_err(|error| Failed::Read(root.to_owned(), error))?;
    part.items(inputs.snapshot.inputs.len());
    part.bytes(inputs.snapshot.inputs.values().map(|input| input.size).sum());
    Ok(inputs)
}

/// Disk to site.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn assembled(
    root: &Path,
    memo: &mut Memo,
    request: &Request,
    changes: &Changes,
    counters: &mut Counters,
) -> Result<Assembled, Failed> {
    let mut inputs = inputs(root, memo, request, changes)?;
    let mut diagnostics = inputs.diagnostics();
    if inputs.usable {
        memo.good_settings = Some(inputs.settings.clone());
    } else if request.preview {
        inputs.settings = memo.good_settings.clone().unwrap_or_default();
    } else {
        memo.inputs = None;
        let (snapshot, site) = (inputs.snapshot, None);
        return Ok(Assembled { snapshot, site, diagnostics });
    }
    let settings = inputs.settings.clone();
    let part = phase!("parse");
    let texts = Arc::get_mut(&mut inputs.snapshot).map(Snapshot::take_texts);
    let parsing = Parsing {
        snapshot: &inputs.snapshot,
        settings: &settings,
        texts: texts.unwrap_or_default(),
        preview: request.preview,
    };
    let documents = parsing.parse(memo, counters, &mut diagnostics);
    let snapshot = &*inputs.snapshot;
    part.items(counters.parsed);
    drop(part);
    let limit = settings.limits.file_size;
    let (data_memo, found) = (&mut memo.data, &mut diagnostics);
    let data = data::read(root, snapshot, limit, &documents, data_memo, found);
    let now = request.now.timestamp(&settings);
    let part = phase!("assemble");
    let earlier = memo.site.take();
    let earlier = earlier.as_deref();
    let (site, found) = assemble(&documents, &settings, snapshot, &data, now, earlier);
    diagnostics.extend(found);
    let site = Arc::new(site);
    part.items(documents.len());
    drop(part);
    memo.site = Some(site.clone());
    let snapshot = inputs.snapshot.clone();
    memo.inputs = Some(inputs);
    Ok(Assembled { snapshot, site: Some(site), diagnostics })
}

/// What is parsed, and how.
struct Parsing<'a> {
    snapshot: &'a Snapshot,
    settings: &'a Settings,
    /// The texts that were read; each is let go of when it has been parsed.
    texts: BTreeMap<FilePath, Arc<str>>,
    preview: bool,
}

/// A file of content, with its text and with what is known of it.
type Content<'a> = (&'a FilePath, Digest, Option<Arc<str>>, Option<Arc<Document>>);

impl<'a> Parsing<'a> {
    /// Parses what changed; of the rest the earlier parse is used. A document that could not
    /// be read at all is left out. In a preview, one with an error is represented by the last
    /// that had none, if there was one.
    fn parse(
        mut self,
        memo: &mut Memo,
        counters: &mut Counters,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<Document>> {
        let rules = Rules::of(self.settings);
        let digest = Digest::of(&rules);
        let files = self.files(memo.documents.of(digest), &rules, diagnostics);
        let (snapshot, left) = (self.snapshot, &memo.left.store);
        let document = |left: &mut Reader<'_>, content: Content<'a>| {
            let (file, of_file, text, known) = content;
            if let Some(document) = known {
                return Ok((document, false));
            }
            let text = text.or_else(|| snapshot.reread(file)).ok_or(file)?;
            let known = left.document(file, of_file, &text, (&rules, digest));
            let new = known.is_none();
            let parse = || read::document(file, of_file, &text, &rules);
            Ok((Arc::new(known.unwrap_or_else(parse)), new))
        };
        let parsed: Vec<Result<(Arc<Document>, bool), &FilePath>> =
            files.into_par_iter().map_init(|| left.reader(), document).collect();
        // A preview is told of the change, and looks again.
        let lost = parsed.iter().filter_map(|document| document.as_ref().err());
        diagnostics.extend(lost.filter(|_| !self.preview).map(|file| changed(file)));
        let parsed: Vec<_> = parsed.into_iter().flatten().collect();
        counters.parsed = parsed.iter().filter(|(_, new)| *new).count();
        counters.reused = parsed.len() - counters.parsed;
        let documents: Vec<Arc<Document>> = parsed.into_iter().map(|(d, _)| d).collect();
        memo.documents = Documents::new(digest, documents.clone());
        diagnostics.extend(documents.iter().flat_map(|d| d.diagnostics.iter().cloned()));
        if self.preview { good(memo, snapshot, documents) } else { documents }
    }

    /// The files of content, in order, and warnings of those that nothing reads.
    fn files(
        &mut self,
        known: &[Arc<Document>],
        rules: &Rules,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Content<'a>> {
        let mut files = Vec::with_capacity(known.len());
        let mut known = known.iter().peekable();
        for (file, input) in self.snapshot.below("content") {
            let mut same = known.next_if(|known| known.file == *file);
            while same.is_none() && known.next_if(|known| known.file < *file).is_some() {
                same = known.next_if(|known| known.file == *file);
            }
            if same.is_some() || read::is_content(file, rules) {
                let known = same.filter(|known| known.digest == input.digest).cloned();
                files.push((file, input.digest, self.texts.remove(file), known));
            } else {
                diagnostics.extend(read::stray(file, rules));
            }
        }
        files
    }
}

/// The diagnostic for a file that is no longer what it was.
fn changed(file: &FilePath) -> Diagnostic {
    let message = "this file was changed while it was read";
    Diagnostic::error("changed", Place::file(file), message).hint("build again")
}

/// Puts the last good document in the place of each that has an error.
fn good(
    memo: &mut Memo,
    snapshot: &Snapshot,
    mut documents: Vec<Arc<Document>>,
) -> Vec<Arc<Document>> {
    let is_good = |document: &Document| {
        !document.diagnostics.iter().any(Diagnostic::is_error)
            && !matches!(document.front, Front::Broken)
    };
    let known = std::mem::take(&mut memo.good);
    let find = |file: &FilePath| {
        let at = known.binary_search_by(|known| known.file.cmp(file));
        at.ok().and_then(|at| known.get(at)).cloned()
    };
    for document in documents.iter_mut().filter(|document| !is_good(document)) {
        if let Some(good) = find(&document.file) {
            *document = good;
        }
    }
    // A file that cannot be read at all is still there.
    documents.extend(snapshot.unread.iter().filter_map(find));
    documents.sort_by(|a, b| a.file.cmp(&b.file));
    memo.good = documents.iter().filter(|document| is_good(document)).cloned().collect();
    documents
}

/// The templates: those of the last build where nothing has changed. In a preview the last
/// good ones, or those of the theme, stand in for what cannot be read.
fn templates(
    memo: &mut Memo,
    snapshot: &Snapshot,
    plan: &Plan,
    preview: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Templates>> {
    let own: BTreeMap<&FilePath, Digest> =
        snapshot.below("templates").map(|(file, input)| (file, input.digest)).collect();
    let words = &plan.shared.site.settings.words;
    let digest = Digest::of(&(own, Digest::of(&(&plan.site, words))));
    if let Some((_, templates)) = memo.templates.as_ref().filter(|(d, _)| *d == digest) {
        return Some(templates.clone());
    }
    let own: Vec<(FilePath, Arc<str>)> = snapshot
        .below("templates")
        .filter_map(|(file, input)| Some((file.clone(), input.text.clone()?)))
        .collect();
    let loaded = match Templates::load(&own, &plan.site, words) {
        Ok(templates) => {
            let templates = Arc::new(templates);
            memo.templates = Some((digest, templates.clone()));
            memo.good_templates = own;
            return Some(templates);
        }
        Err(found) => {
            diagnostics.extend(found);
            memo.templates = None;
            preview.then(|| Templates::load(&memo.good_templates, &plan.site, words))?
        }
    };
    loaded.or_else(|_| Templates::load(&[], &plan.site, words)).ok().map(Arc::new)
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
    site.articles.iter().for_each(|article| counters.count(article.state));
}
