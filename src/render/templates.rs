//! The template set: the publication's templates over the built-in ones.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Tera, Value};

use crate::base::diagnostic::{Diagnostic, Spot};
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::base::suggest::nearest;
use crate::base::words::{OwnWords, Words, key};
use crate::load::theme;
use crate::render::closure::Closures;
use crate::render::marks::Marked;
use crate::render::sources::{BUILT_IN, Sources};
use crate::render::{error, filters};
use crate::view::site::SiteView;

/// The template set: replaced whole or kept.
pub struct Templates {
    tera: Tera,
    closures: Closures,
    /// The publication as templates see it.
    pub site: SiteView,
    /// `site` as a value.
    site_value: Value,
    /// Its digest.
    pub site_digest: Digest,
    /// The digest of all templates and of what they see of the site.
    pub digest: Digest,
    /// Each template of the set, its marks of words replaced.
    marked: BTreeMap<String, Marked>,
    /// The words that replaced them.
    words: Arc<Words>,
    /// The same templates in other languages, made when a page asks for them.
    others: Mutex<BTreeMap<String, Arc<Templates>>>,
    /// What the publication gave.
    own: Vec<(FilePath, Arc<str>)>,
    own_words: Arc<OwnWords>,
}

impl Templates {
    /// Loads the publication's templates, given by their paths, over the built-in ones, with
    /// the words of the publication's language and its own.
    ///
    /// # Errors
    ///
    /// Every template that cannot be read, and every filter, component and template that is
    /// named and does not exist.
    pub fn load(
        own: &[(FilePath, Arc<str>)],
        site: &SiteView,
        own_words: &OwnWords,
    ) -> Result<Self, Vec<Diagnostic>> {
        let words = Words::of(&site.language, own_words);
        Self::load_in(own, site, &Arc::new(own_words.clone()), words)
    }

    /// Loads them in a language.
    fn load_in(
        own: &[(FilePath, Arc<str>)],
        site: &SiteView,
        own_words: &Arc<OwnWords>,
        words: Words,
    ) -> Result<Self, Vec<Diagnostic>> {
        let words = Arc::new(words);
        let given = own.iter().filter_map(|(file, text)| {
            Some((file.as_str().strip_prefix("templates/")?.to_owned(), &**text))
        });
        let built_in = theme::templates().iter();
        let built_in = built_in.map(|(name, text)| (format!("{BUILT_IN}{name}"), *text));
        let marked: Vec<(String, Marked)> = given
            .chain(built_in)
            .map(|(name, text)| (name, Marked::new(text, &words)))
            .collect();
        let templates: Vec<(String, &str)> =
            marked.iter().map(|(name, marked)| (name.clone(), &*marked.text)).collect();
        let mut tera = Tera::new();
        filters::register(&mut tera, &site.base_url, &site.base_path);
        filters::register_words(&mut tera, &words);
        let prefixes = tera.set_fallback_prefixes([BUILT_IN]);
        let sources = Sources(&templates);
        let failed = prefixes
            .and_then(|()| tera.add_raw_templates(templates.iter().map(|(n, t)| (n, *t))))
            .map_err(|failure| faults(&failure, &templates, &sources));
        let site_value = Value::from_serializable(site);
        tera.global_context().insert_value("site", site_value.clone());
        let names: BTreeSet<&str> =
            templates.iter().map(|(name, _)| name.as_str()).collect();
        let closures = Closures::new(&templates, |name| resolve(&names, name));
        let marked = marked.into_iter().collect();
        if let Err(mut found) = failed {
            found.iter_mut().for_each(|diagnostic| as_written(&marked, diagnostic));
            return Err(found);
        }
        let site_digest = Digest::of(&(site, own_words));
        let digest = Digest::of(&(own, site_digest));
        Ok(Self {
            tera,
            closures,
            site: site.clone(),
            site_value,
            site_digest,
            digest,
            marked,
            words,
            others: Mutex::default(),
            own: own.to_vec(),
            own_words: own_words.clone(),
        })
    }

    /// The words that stand in these templates.
    pub fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// The set for pages in a language, when it is another one.
    pub fn of(&self, language: &str) -> Option<Arc<Self>> {
        if language == self.site.language {
            return None;
        }
        let language = key(language, &self.own_words);
        if language == self.words.language() {
            return None;
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = others.get(&language) {
            return Some(known.clone());
        }
        let words = Words::of(&language, &self.own_words);
        let made = Self::load_in(&self.own, &self.site, &self.own_words, words).ok();
        let made = Arc::new(made?);
        others.insert(language, made.clone());
        Some(made)
    }

    /// The diagnostic of a template that fails while it renders; `about` is the content file
    /// whose page it is.
    pub fn failed(
        &self,
        failure: &tera::Error,
        template: &str,
        about: Option<&FilePath>,
    ) -> Box<Diagnostic> {
        let mut diagnostic = error::rendering(failure, template, about);
        as_written(&self.marked, &mut diagnostic);
        Box::new(diagnostic)
    }

    /// The digest of all that a template and some components are made of.
    pub fn closure(&self, template: &str, components: &BTreeSet<String>) -> Digest {
        self.closures.digest(&self.resolved(template), components)
    }

    /// The files of all that a template and some components are made of, and whether they are
    /// the publication's own, else the theme's.
    pub fn files(
        &self,
        template: &str,
        components: &BTreeSet<String>,
    ) -> Vec<(String, bool)> {
        let resolved = self.resolved(template);
        let names = self.closures.names(&resolved, components).into_iter();
        let mut files: Vec<(String, bool)> = names
            .map(|name| match name.strip_prefix(BUILT_IN) {
                Some(name) => (name.to_owned(), false),
                None => (format!("templates/{name}"), true),
            })
            .collect();
        files.sort();
        files
    }

    /// Whether a component says nothing, whatever it is given.
    pub fn is_silent(&self, component: &str) -> bool {
        self.closures.is_silent(component)
    }

    /// Whether a template may show what a page says to machines.
    pub fn shows_metadata(&self, template: &str) -> bool {
        self.closures.shows_metadata(&self.resolved(template))
    }

    /// The name of the template that is meant: the publication's, else the built-in one.
    fn resolved<'a>(&self, template: &'a str) -> Cow<'a, str> {
        let own = self.tera.get_template_names().any(|name| name == template);
        if own { template.into() } else { format!("{BUILT_IN}{template}").into() }
    }

    /// Whether there is a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// The template whose name is nearest.
    pub fn nearest(&self, template: &str) -> Option<String> {
        let mut names: Vec<&str> = self.tera.get_template_names().collect();
        names.sort_unstable();
        let plain = names.iter().map(|name| name.trim_start_matches(BUILT_IN));
        nearest(template, plain).map(str::to_owned)
    }

    /// Renders a template.
    ///
    /// # Errors
    ///
    /// Tera's.
    pub fn render(&self, template: &str, context: &Context) -> tera::TeraResult<String> {
        self.tera.render(template, context)
    }

    /// Whether there is a component of this name, and what it takes.
    pub fn component(&self, name: &str) -> Option<tera::ComponentInfo> {
        self.tera.get_component_definition(name)
    }

    /// The component whose name is nearest, of those that content may use.
    pub fn nearest_component(&self, name: &str) -> Option<String> {
        let mut names: Vec<&str> = self.tera.get_component_names().collect();
        names.sort_unstable();
        nearest(name, names).map(|name| name.replace('_', "-"))
    }

    /// Renders a component with its arguments; `site` is there when it asks for `@site`.
    ///
    /// # Errors
    ///
    /// Tera's.
    pub fn render_component(
        &self,
        name: &str,
        arguments: &Context,
        body: Option<&str>,
    ) -> tera::TeraResult<String> {
        let mut implicit = Context::new();
        implicit.insert_value("site", self.site_value.clone());
        self.tera.render_component_with_implicits(name, arguments, &implicit, body, true)
    }
}

/// What is wrong with a set that cannot be loaded. Tera stops at the first template that it
/// cannot read, so each is read alone; what they name is looked at when all can be read.
fn faults(
    failure: &tera::Error,
    templates: &[(String, &str)],
    sources: &Sources<'_>,
) -> Vec<Diagnostic> {
    let unreadable = |(name, text): &(String, &str)| {
        let alone = Tera::new().add_raw_template(name, text).err()?;
        let syntax = matches!(alone.kind(), tera::ErrorKind::SyntaxError(_));
        syntax.then(|| error::loading(&alone, sources))
    };
    let all: Vec<Diagnostic> =
        templates.iter().filter_map(unreadable).flatten().collect();
    if all.is_empty() { error::loading(failure, sources) } else { all }
}

/// Moves a diagnostic from the text whose marks of words are replaced to the one that
/// somebody wrote.
fn as_written(marked: &BTreeMap<String, Marked>, diagnostic: &mut Diagnostic) {
    let related = diagnostic.related.iter_mut().map(|(place, _)| place);
    for place in std::iter::once(&mut diagnostic.place).chain(related) {
        let template = marked.iter().find(|(name, _)| error::file(name) == place.file);
        if let (Some((_, marked)), Spot::Bytes(range)) = (template, &mut place.spot) {
            *range = marked.written(range);
        }
    }
}

/// The template that a written name stands for: the publication's, else the built-in one.
fn resolve(names: &BTreeSet<&str>, written: &str) -> Option<String> {
    let built_in = format!("{BUILT_IN}{written}");
    if names.contains(written) {
        return Some(written.to_owned());
    }
    names.contains(built_in.as_str()).then_some(built_in)
}
