//! The template set: the publication's templates over the built-in ones.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use tera::{Context, Tera, Value};

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::base::suggest::nearest;
use crate::load::theme;
use crate::render::closure::Closures;
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
}

impl Templates {
    /// Loads the publication's templates, given by their paths, over the built-in ones.
    ///
    /// # Errors
    ///
    /// Every template that cannot be read, and every filter, component and template that is
    /// named and does not exist.
    pub fn load(
        own: &[(FilePath, Arc<str>)],
        site: &SiteView,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut templates: Vec<(String, &str)> = own
            .iter()
            .filter_map(|(file, text)| {
                Some((file.as_str().strip_prefix("templates/")?.to_owned(), &**text))
            })
            .collect();
        let built_in = theme::templates().iter();
        templates
            .extend(built_in.map(|(name, text)| (format!("{BUILT_IN}{name}"), *text)));
        let mut tera = Tera::new();
        filters::register(&mut tera, &site.base_url, &site.base_path);
        let prefixes = tera.set_fallback_prefixes([BUILT_IN]);
        let sources = Sources(&templates);
        prefixes
            .and_then(|()| tera.add_raw_templates(templates.iter().map(|(n, t)| (n, *t))))
            .map_err(|failure| faults(&failure, &templates, &sources))?;
        let site_value = Value::from_serializable(site);
        tera.global_context().insert_value("site", site_value.clone());
        let names: BTreeSet<&str> =
            templates.iter().map(|(name, _)| name.as_str()).collect();
        let closures = Closures::new(&templates, |name| resolve(&names, name));
        let site_digest = Digest::of(site);
        let digest = Digest::of(&(own, site_digest));
        Ok(Self { tera, closures, site: site.clone(), site_value, site_digest, digest })
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

/// The template that a written name stands for: the publication's, else the built-in one.
fn resolve(names: &BTreeSet<&str>, written: &str) -> Option<String> {
    let built_in = format!("{BUILT_IN}{written}");
    if names.contains(written) {
        return Some(written.to_owned());
    }
    names.contains(built_in.as_str()).then_some(built_in)
}
