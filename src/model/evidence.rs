//! What rests on what: every citation of every public article, by outlet and by work.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::article::Article;
use crate::model::outlet::{self, UNATTRIBUTED};
use crate::model::reference::{Reference, normalised_url};

/// A citation of a public article: the article's index and the citation's.
pub type CitationIndex = (usize, usize);

/// What rests on what.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Every work and every named outlet without a work, in order of outlet, date and title.
    pub works: Vec<Work>,
    /// The works of each outlet, as indices into `works`; works come before the entry for
    /// the outlet alone.
    pub by_outlet: BTreeMap<Id, Vec<usize>>,
    /// The work of each reference of each public article: (article, reference) to index.
    pub of_reference: BTreeMap<(usize, usize), usize>,
}

/// A work, or an outlet that is named without one.
#[derive(Debug)]
pub struct Work {
    /// The reference that describes it: of the oldest article that has it.
    pub reference: Reference,
    /// The outlet; a work without one stands under [`UNATTRIBUTED`].
    pub outlet: Option<Id>,
    /// The citations, newest article first, then in reading order.
    pub citations: Vec<CitationIndex>,
    /// Articles that list it and do not cite it, newest first.
    pub listed_in: Vec<usize>,
    /// How many articles cite it.
    pub articles: usize,
    /// Its page: when it is identified and two articles or more cite it.
    pub address: Option<Address>,
}

/// What can make two references one work: an identifier, with the folded title.
fn identities(reference: &Reference) -> Vec<String> {
    let source = &reference.source;
    if !reference.identified {
        return Vec::new();
    }
    let title =
        source.title.as_deref().map(Id::fold).map_or(String::new(), |t| t.to_string());
    let doi = source.doi.as_ref().map(|doi| format!("doi:{}", doi.to_lowercase()));
    let digits =
        |isbn: &String| isbn.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let isbn = source.isbn.as_ref().map(|isbn| format!("isbn:{}", digits(isbn)));
    let url =
        source.url.as_deref().and_then(normalised_url).map(|url| format!("url:{url}"));
    [doi, isbn, url].into_iter().flatten().map(|key| format!("{key} {title}")).collect()
}

impl Evidence {
    /// Collects the evidence of the public articles, which are given newest first.
    pub fn collect(articles: &[Article], public: &[usize], pages: bool) -> Self {
        let mut groups = Groups::default();
        let known = |index: &usize| {
            let article = articles.get(*index)?;
            Some((*index, article, article.references.iter().map(identities).collect()))
        };
        // The oldest article first, so that it is the one that describes a shared work.
        let all: Vec<(usize, &Article, Vec<Vec<String>>)> =
            public.par_iter().rev().filter_map(known).collect();
        for (index, article, identities) in all {
            let references = article.references.iter().zip(identities);
            for (number, (reference, identities)) in references.enumerate() {
                groups.add((index, number), reference, identities);
            }
        }
        let mut evidence = groups.into_evidence();
        evidence.place_citations(articles, public);
        if pages {
            evidence.give_addresses();
        }
        evidence
    }

    fn place_citations(&mut self, articles: &[Article], public: &[usize]) {
        for &index in public {
            let Some(article) = articles.get(index) else { continue };
            let mut cited = BTreeSet::new();
            for (citation, reference) in article.citations.iter().enumerate() {
                let work =
                    reference.and_then(|r| self.of_reference.get(&(index, r)).copied());
                let Some(work) = work else { continue };
                let first = cited.insert(work);
                if let Some(work) = self.works.get_mut(work) {
                    work.citations.push((index, citation));
                    work.articles += usize::from(first);
                }
            }
            for reference in 0..article.references.len() {
                let Some(&work) = self.of_reference.get(&(index, reference)) else {
                    continue;
                };
                if cited.insert(work)
                    && let Some(work) = self.works.get_mut(work)
                {
                    work.listed_in.push(index);
                }
            }
        }
    }

    fn give_addresses(&mut self) {
        let mut taken = BTreeSet::new();
        let unattributed = Id::fold(UNATTRIBUTED);
        for work in &mut self.works {
            if !work.reference.identified || work.articles < 2 {
                continue;
            }
            let outlet = work.outlet.as_ref().unwrap_or(&unattributed);
            let title = work.reference.source.title.as_deref();
            let names = [title.unwrap_or(""), work.reference.key.as_str(), "work"];
            let mut words = names.iter().map(|name| Id::fold(name).segment());
            let words = words.find(|words| !words.is_empty()).unwrap_or_default();
            let short: String = words.chars().take(80).collect();
            let base = short.trim_end_matches('-').to_owned();
            let mut name = base.clone();
            let mut number = 1;
            while !taken.insert((outlet.clone(), name.clone())) {
                number += 1;
                name = format!("{base}-{number}");
            }
            let below = format!("sources/{}", outlet::segment(outlet));
            work.address = Some(address::entity(&below, &name));
        }
    }

    /// How many citations rest on an outlet.
    pub fn passages(&self, outlet: &Id) -> usize {
        self.of_outlet(outlet).map(|work| work.citations.len()).sum()
    }

    /// The works of an outlet.
    pub fn of_outlet(&self, outlet: &Id) -> impl Iterator<Item = &Work> {
        let indices = self.by_outlet.get(outlet).map_or(&[][..], Vec::as_slice);
        indices.iter().filter_map(|index| self.works.get(*index))
    }

    /// The articles that cite an outlet.
    pub fn articles(&self, outlet: &Id) -> BTreeSet<usize> {
        self.of_outlet(outlet).flat_map(|w| w.citations.iter().map(|(a, _)| *a)).collect()
    }
}

/// References that are being joined into works.
#[derive(Default)]
struct Groups<'a> {
    works: Vec<&'a Reference>,
    parent: Vec<usize>,
    by_identity: HashMap<String, usize>,
    by_outlet_alone: HashMap<&'a Id, usize>,
    of_reference: BTreeMap<(usize, usize), usize>,
}

impl<'a> Groups<'a> {
    fn add(
        &mut self,
        place: (usize, usize),
        reference: &'a Reference,
        identities: Vec<String>,
    ) {
        let known = match (&reference.outlet, reference.identified) {
            (Some(outlet), false) => self.by_outlet_alone.get(outlet).copied(),
            _ => None,
        };
        let group = known.unwrap_or_else(|| {
            self.works.push(reference);
            self.parent.push(self.parent.len());
            self.parent.len() - 1
        });
        if let (Some(outlet), false) = (&reference.outlet, reference.identified) {
            self.by_outlet_alone.insert(outlet, group);
        }
        for identity in identities {
            match self.by_identity.get(&identity).copied() {
                Some(other) => self.join(other, group),
                None => {
                    self.by_identity.insert(identity, group);
                }
            }
        }
        self.of_reference.insert(place, group);
    }

    /// Joins two groups; the one seen first describes both.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, second) = (a.min(b), a.max(b));
        if let Some(parent) = self.parent.get_mut(second) {
            *parent = first;
        }
    }

    fn root(&self, mut group: usize) -> usize {
        while let Some(&parent) = self.parent.get(group) {
            if parent == group {
                break;
            }
            group = parent;
        }
        group
    }

    fn into_evidence(self) -> Evidence {
        let roots: Vec<usize> =
            (0..self.works.len()).filter(|g| self.root(*g) == *g).collect();
        let mut order: Vec<usize> = roots;
        order.sort_by_cached_key(|group| {
            self.works.get(*group).map(|work| sort_key(work))
        });
        let position: BTreeMap<usize, usize> =
            order.iter().enumerate().map(|(index, group)| (*group, index)).collect();
        let of_reference = self
            .of_reference
            .iter()
            .filter_map(|(place, group)| {
                Some((*place, *position.get(&self.root(*group))?))
            })
            .collect();
        let mut evidence = Evidence { of_reference, ..Evidence::default() };
        for group in order {
            let Some(reference) = self.works.get(group).copied().cloned() else {
                continue;
            };
            let outlet = reference.outlet.clone();
            let index = evidence.works.len();
            let listed = outlet.clone().unwrap_or_else(|| Id::fold(UNATTRIBUTED));
            evidence.by_outlet.entry(listed).or_default().push(index);
            evidence.works.push(Work {
                reference,
                outlet,
                citations: Vec::new(),
                listed_in: Vec::new(),
                articles: 0,
                address: None,
            });
        }
        evidence
    }
}

/// Works of an outlet stand newest first, then by title; the outlet alone comes last.
fn sort_key(
    reference: &Reference,
) -> (Option<Id>, bool, std::cmp::Reverse<Option<String>>, Option<Id>, Id) {
    let source = &reference.source;
    (
        reference.outlet.clone(),
        !reference.identified,
        std::cmp::Reverse(source.date.as_ref().map(ToString::to_string)),
        source.title.as_deref().map(Id::fold),
        reference.key.clone(),
    )
}

/// A reference of an article: its number, its address, its title and that folded.
type Titled<'a> = (usize, String, &'a str, Id);

/// Warns of one address under two titles: two works, or a slip.
pub fn same_url<'a>(
    articles: &'a [Article],
    public: &[usize],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let addresses = |index: &usize| {
        let article = articles.get(*index)?;
        let address = |(number, reference): (usize, &'a Reference)| {
            let source = &reference.source;
            let url = source.url.as_deref().filter(|_| reference.identified);
            let title = source.title.as_deref()?;
            Some((number, normalised_url(url?)?, title, Id::fold(title)))
        };
        let found = article.references.iter().enumerate().filter_map(address);
        Some((article, found.collect()))
    };
    let all: Vec<(&Article, Vec<Titled<'_>>)> =
        public.par_iter().rev().filter_map(addresses).collect();
    let mut seen: HashMap<String, (Id, &str, Place)> = HashMap::new();
    for (article, found) in all {
        for (number, url, title, folded) in found {
            let place = Place::value(article.file(), Field::key("sources").at(number));
            match seen.get(&url) {
                Some((known, words, other)) if *known != folded => {
                    let message =
                        format!("one address under two titles: `{title}` and `{words}`");
                    let diagnostic = Diagnostic::warning("same-url", place, message)
                        .related(other.clone(), "the other title")
                        .hint("make the titles agree, or correct one of the addresses");
                    diagnostics.push(diagnostic);
                }
                Some(_) => {}
                None => {
                    seen.insert(url, (folded, title, place));
                }
            }
        }
    }
}
