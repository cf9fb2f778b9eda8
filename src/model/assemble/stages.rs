//! What is made of all articles at once, and taken over as long as the parts of them that it
//! is made of stay the same.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::model::article::{Article, Parts};
use crate::model::article_names::ArticleNames;
use crate::model::assemble::articles::Against;
use crate::model::evidence::{Evidence, same_url};
use crate::model::groups::{self, Groups};
use crate::model::outlet::Outlet;
use crate::model::repeats;
use crate::model::site::{Kept, Registered, Sources};

/// What articles are called.
pub(super) fn names(
    articles: &[Article],
    against: Against<'_>,
) -> (Digest, Arc<ArticleNames>) {
    let names: Vec<Digest> = articles.iter().map(|a| a.gist.parts.name).collect();
    let make = || ArticleNames::of(articles);
    take_over(against, Digest::of(&names), |kept| &kept.names, make)
}

/// What was kept under a key, or what is made now. An earlier site was made with the same
/// settings.
fn take_over<T>(
    against: Against<'_>,
    key: Digest,
    kept: impl Fn(&Kept) -> &(Digest, Arc<T>),
    make: impl FnOnce() -> T,
) -> (Digest, Arc<T>) {
    let known = against.earlier.map(|site| kept(&site.kept));
    match known.filter(|(known, _)| *known == key) {
        Some((_, value)) => (key, value.clone()),
        None => (key, Arc::new(make())),
    }
}

/// All that these stages are made of.
pub(super) struct Stages<'a> {
    pub articles: &'a [Article],
    pub public: &'a [usize],
    /// Those of them that lists hold.
    pub listed: &'a [usize],
    pub against: Against<'a>,
}

impl<'a> Stages<'a> {
    /// What belongs together.
    pub fn groups(&self) -> (Digest, Arc<Groups>) {
        let Registered { profiles, terms, .. } = self.against.registered;
        let key = self.key((profiles, terms, self.listed), |parts| parts.groups);
        take_over(
            self.against,
            key,
            |kept| &kept.groups,
            || {
                let registries = self.against.registries;
                let registries = groups::Registries {
                    authors: &registries.authors,
                    terms: &registries.terms,
                };
                let pages = self.against.settings.outputs.series;
                Groups::of(self.articles, (self.public, self.listed), registries, pages)
            },
        )
    }

    /// Evidence and outlets.
    pub fn sources(&self) -> (Digest, Arc<Sources>) {
        let key = self.key(self.against.registered.outlets, |parts| parts.evidence);
        take_over(
            self.against,
            key,
            |kept| &kept.sources,
            || {
                let outputs = self.against.settings.outputs;
                let (articles, public) = (self.articles, self.public);
                let (evidence, (diagnostics, written)) = rayon::join(
                    || Evidence::collect(articles, public, outputs.works),
                    || rayon::join(|| same_url(articles, public), || self.written()),
                );
                let outlets = self.outlets(&evidence, &written);
                let pages = outlets.values().filter_map(|outlet| outlet.address.as_ref());
                let works =
                    evidence.works.iter().filter_map(|work| work.address.as_ref());
                let addresses: Vec<_> = pages.chain(works).collect();
                let addresses = Digest::of(&addresses);
                let (evidence, outlets) = (Arc::new(evidence), Arc::new(outlets));
                Sources { evidence, outlets, addresses, diagnostics }
            },
        )
    }

    /// Headlines that two articles say.
    pub fn repeats(&self) -> (Digest, Arc<Vec<Diagnostic>>) {
        let parts = self.articles.iter().map(|a| a.gist.parts.headlines);
        let parts: Vec<Digest> = parts.collect();
        let make = || repeats::repeats(self.articles);
        take_over(self.against, Digest::of(&parts), |kept| &kept.repeats, make)
    }

    /// The digest of some registries and of one part of every public article, in their order.
    fn key(&self, registries: impl Hash, part: impl Fn(&Parts) -> Digest) -> Digest {
        let article =
            |index: &usize| Some((*index, part(&self.articles.get(*index)?.gist.parts)));
        let parts: Vec<(usize, Digest)> =
            self.public.iter().filter_map(article).collect();
        Digest::of(&(registries, parts, self.articles.len()))
    }

    /// How the names of outlets are written that something public cites or lists.
    fn written(&self) -> BTreeMap<&'a Id, Vec<&'a str>> {
        let mut written: HashMap<&Id, Vec<&str>> = HashMap::new();
        let public = self.public.iter().filter_map(|index| self.articles.get(*index));
        for reference in public.flat_map(|article| &article.references) {
            let source = &reference.source;
            let names = [
                (&reference.outlet, source.outlet.as_deref().or(source.label.as_deref())),
                (&reference.via, source.via.as_deref()),
            ];
            for (id, name) in names {
                if let Some(id) = id {
                    written.entry(id).or_default().extend(name);
                }
            }
        }
        written.into_iter().collect()
    }

    /// The outlets that something public cites or lists, with pages, and those of
    /// outlets.yml.
    fn outlets(
        &self,
        evidence: &Evidence,
        written: &BTreeMap<&Id, Vec<&str>>,
    ) -> BTreeMap<Id, Outlet> {
        let registry = &self.against.registries.outlets;
        let pages = self.against.settings.outputs.outlets;
        let outlet = |id: &Id| {
            let names = written.get(id).map_or(&[][..], Vec::as_slice);
            let page = pages && evidence.by_outlet.contains_key(id);
            (id.clone(), registry.outlet(id, names, page))
        };
        let named = written.keys().copied().chain(registry.ids());
        named.chain(evidence.by_outlet.keys()).map(outlet).collect()
    }
}
