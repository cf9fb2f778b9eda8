//! What rests on what: every citation of every public article, by outlet and by work.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::article::Article;
use crate::model::outlet::{self, UNATTRIBUTED};
use crate::model::reference::Reference;

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
    /// The work of each reference of each public article.
    of_reference: Vec<Vec<usize>>,
    /// How much rests on each outlet.
    counts: BTreeMap<Id, Counts>,
}

/// How much rests on an outlet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Works that are identified.
    pub works: usize,
    /// Citations.
    pub passages: usize,
    /// Articles that cite it.
    pub articles: usize,
    /// The newest of them: articles stand newest first, so it has the smallest index.
    pub newest: Option<usize>,
}

/// A work, or an outlet that is named without one.
#[derive(Debug)]
pub struct Work {
    /// The reference that describes it: of the oldest article that has it.
    pub reference: Arc<Reference>,
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

impl Evidence {
    /// Collects the evidence of the public articles, which are given newest first.
    pub fn collect(articles: &[Article], public: &[usize], pages: bool) -> Self {
        let mut joining = Joining::default();
        // The oldest article first, so that it is the one that describes a shared work.
        for &index in public.iter().rev() {
            for reference in articles.get(index).into_iter().flat_map(|a| &a.references) {
                joining.add(index, reference);
            }
        }
        let mut evidence = joining.into_evidence(articles.len());
        evidence.place_citations(articles, public);
        if pages {
            evidence.give_addresses();
        }
        evidence.count();
        evidence
    }

    fn place_citations(&mut self, articles: &[Article], public: &[usize]) {
        let mut cited: Vec<usize> = Vec::new();
        for &index in public {
            let (Some(article), Some(of_reference)) =
                (articles.get(index), self.of_reference.get(index))
            else {
                continue;
            };
            cited.clear();
            for (citation, reference) in article.citations.iter().enumerate() {
                let work = reference.and_then(|r| of_reference.get(r).copied());
                let Some(work) = work else { continue };
                let first = !cited.contains(&work);
                if first {
                    cited.push(work);
                }
                if let Some(work) = self.works.get_mut(work) {
                    work.citations.push((index, citation));
                    work.articles += usize::from(first);
                }
            }
            for &work in of_reference {
                if !cited.contains(&work) {
                    cited.push(work);
                    if let Some(work) = self.works.get_mut(work) {
                        work.listed_in.push(index);
                    }
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

    fn count(&mut self) {
        let counts = |(id, works): (&Id, &Vec<usize>)| {
            let works = works.iter().filter_map(|work| self.works.get(*work));
            let mut counts = Counts::default();
            let mut articles = Vec::new();
            for work in works {
                counts.works += usize::from(work.reference.identified);
                counts.passages += work.citations.len();
                articles.extend(work.citations.iter().map(|(article, _)| *article));
            }
            articles.sort_unstable();
            articles.dedup();
            counts.articles = articles.len();
            counts.newest = articles.first().copied();
            (id.clone(), counts)
        };
        self.counts = self.by_outlet.par_iter().map(counts).collect();
    }

    /// The work of a reference of a public article.
    pub fn of_reference(&self, article: usize, reference: usize) -> Option<&Work> {
        self.works.get(*self.of_reference.get(article)?.get(reference)?)
    }

    /// How much rests on an outlet.
    pub fn counts(&self, outlet: &Id) -> Counts {
        self.counts.get(outlet).copied().unwrap_or_default()
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
struct Joining<'a> {
    works: Vec<&'a Arc<Reference>>,
    parent: Vec<usize>,
    by_identity: HashMap<Digest, usize>,
    by_outlet_alone: HashMap<&'a Id, usize>,
    /// The article of each reference, and the group it is in, in the order they were added.
    of_reference: Vec<(usize, usize)>,
}

impl<'a> Joining<'a> {
    fn add(&mut self, article: usize, reference: &'a Arc<Reference>) {
        let alone = reference.outlet.as_ref().filter(|_| !reference.identified);
        let known = alone.and_then(|outlet| self.by_outlet_alone.get(outlet).copied());
        let group = known.unwrap_or_else(|| {
            self.works.push(reference);
            self.parent.push(self.parent.len());
            self.parent.len() - 1
        });
        if let Some(outlet) = alone {
            self.by_outlet_alone.insert(outlet, group);
        }
        for identity in &reference.compared.identities {
            match self.by_identity.get(identity).copied() {
                Some(other) => self.join(other, group),
                None => {
                    self.by_identity.insert(*identity, group);
                }
            }
        }
        self.of_reference.push((article, group));
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

    fn into_evidence(self, articles: usize) -> Evidence {
        let roots = (0..self.works.len()).filter(|group| self.root(*group) == *group);
        let mut order: Vec<Sorted<'_>> = roots
            .filter_map(|group| Some(Sorted::of(group, self.works.get(group)?)))
            .collect();
        order.par_sort_unstable();
        let mut position = vec![0; self.works.len()];
        for (index, work) in order.iter().enumerate() {
            if let Some(place) = position.get_mut(work.group) {
                *place = index;
            }
        }
        let mut of_reference = vec![Vec::new(); articles];
        for (article, group) in &self.of_reference {
            let place = position.get(self.root(*group)).copied();
            if let (Some(list), Some(place)) = (of_reference.get_mut(*article), place) {
                list.push(place);
            }
        }
        let mut evidence = Evidence { of_reference, ..Evidence::default() };
        let unattributed = Id::fold(UNATTRIBUTED);
        for Sorted { group, .. } in order {
            let Some(reference) = self.works.get(group).copied().cloned() else {
                continue;
            };
            let outlet = reference.outlet.clone();
            let index = evidence.works.len();
            let listed = outlet.clone().unwrap_or_else(|| unattributed.clone());
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

/// A group with all that it is sorted by. Works of an outlet stand newest first, then by
/// title; the outlet alone comes last.
struct Sorted<'a> {
    group: usize,
    reference: &'a Reference,
    date: Option<String>,
    /// The folded title, once it has decided.
    title: OnceLock<Option<Id>>,
}

impl<'a> Sorted<'a> {
    fn of(group: usize, reference: &'a Arc<Reference>) -> Self {
        let date = reference.source.date.as_ref().map(ToString::to_string);
        Self { group, reference, date, title: OnceLock::new() }
    }

    fn title(&self) -> &Option<Id> {
        let title = self.reference.source.title.as_deref();
        self.title.get_or_init(|| title.map(Id::fold))
    }
}

impl Ord for Sorted<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (a, b) = (self.reference, other.reference);
        a.outlet
            .cmp(&b.outlet)
            .then_with(|| b.identified.cmp(&a.identified))
            .then_with(|| other.date.cmp(&self.date))
            .then_with(|| self.title().cmp(other.title()))
            .then_with(|| a.key.cmp(&b.key))
            .then_with(|| self.group.cmp(&other.group))
    }
}

impl PartialOrd for Sorted<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Sorted<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Sorted<'_> {}

/// Warns of one address under two titles: two works, or a slip.
pub fn same_url(articles: &[Article], public: &[usize]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut seen: HashMap<Digest, (&Article, usize, &Reference)> = HashMap::new();
    for article in public.iter().rev().filter_map(|index| articles.get(*index)) {
        for (number, reference) in article.references.iter().enumerate() {
            let compared = &reference.compared;
            let (Some(url), Some(title)) = (compared.address, compared.title) else {
                continue;
            };
            let (other, place, known) =
                *seen.entry(url).or_insert((article, number, reference));
            if known.compared.title != Some(title) {
                let place_of = |article: &Article, number: usize| {
                    let shared = article.references.get(number);
                    shared.and_then(|r| r.shared.clone()).unwrap_or_else(|| {
                        Place::value(article.file(), Field::key("sources").at(number))
                    })
                };
                let words = |reference: &Reference| {
                    reference.source.title.clone().unwrap_or_default()
                };
                let (title, known) = (words(reference), words(known));
                let message =
                    format!("one address under two titles: `{title}` and `{known}`");
                let own = place_of(article, number);
                let diagnostic = Diagnostic::warning("same-url", own, message)
                    .related(place_of(other, place), "the other title")
                    .hint("make the titles agree, or correct one of the addresses");
                diagnostics.push(diagnostic);
            }
        }
    }
    diagnostics
}
