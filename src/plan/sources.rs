//! Source indexes: the list of outlets, the page of each, and the page of each work that
//! two articles cite.

use std::sync::OnceLock;

use crate::base::date::Moment;
use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::base::words::said;
use crate::model::address;
use crate::model::evidence::{CitationIndex, Work};
use crate::model::outlet::UNATTRIBUTED;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::paging::{Paging, pages, part};
use crate::plan::{change, ingredients, months};
use crate::view::any::View;
use crate::view::balance;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::cited;
use crate::view::outlet::{
    LetterLink, MonthView, OutletEntry, OutletView, SourcesView, WorkEvidence, WorkView,
};
use crate::view::reference::ReferenceView;

/// Every source index.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let site = &shared.site;
    let mut outputs = Vec::new();
    if site.settings.outputs.outlet_list {
        for order in ["name", "count"] {
            let list = List::new(shared, order);
            let (first, count) = (list.first(), list.outlets.len());
            outputs.extend(pages(shared, "the list of sources", &first, count, list));
        }
    }
    for (id, outlet) in site.outlets.iter() {
        let (Some(first), true) = (&outlet.address, shared.outlets.contains_key(id))
        else {
            continue;
        };
        let entries = site.evidence.of_outlet(id).map(|work| work.citations.len().max(1));
        let outlet = Outlet::new(id);
        let (count, what) = (entries.sum(), "the page of an outlet");
        outputs.extend(pages(shared, what, first, count, outlet));
    }
    for (index, work) in site.evidence.works.iter().enumerate() {
        if let Some(first) = &work.address {
            let (count, what) = (work.citations.len(), "the page of a work");
            outputs.extend(pages(shared, what, first, count, WorkPages(index)));
        }
    }
    outputs
}

/// The list of outlets, in one of two orders.
#[derive(Debug)]
struct List {
    order: &'static str,
    outlets: Vec<Id>,
}

impl List {
    fn new(shared: &Shared, order: &'static str) -> Self {
        let mut outlets: Vec<(&Id, &OutletEntry)> = shared.outlets.iter().collect();
        outlets.sort_by_cached_key(|(_, outlet)| {
            let count = if order == "count" { outlet.passages } else { 0 };
            (std::cmp::Reverse(count), Id::fold(&outlet.name), outlet.id.clone())
        });
        Self { order, outlets: outlets.into_iter().map(|(id, _)| id.clone()).collect() }
    }

    fn counted(&self) -> bool {
        self.order == "count"
    }

    fn first(&self) -> Address {
        address::listing(if self.counted() { "sources/by-count" } else { "sources" })
    }
}

impl Recipe for List {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let (counted, words) = (self.counted(), shared.own_words());
        let paging = Paging {
            shared,
            template: "sources.html",
            first: &self.first(),
            title: words.say(match counted {
                true => said("Sources by number of passages"),
                false => said("Sources"),
            }),
            crumb: words.say("Sources"),
            description: None,
            section: "sources",
            above: &[],
            feed: false,
            language: None,
        };
        let all = shared.outlets.values();
        let cited = all.clone().filter(|outlet| outlet.passages > 0).count();
        let (site, first) = (&shared.site, number == 1);
        paging.page(&self.outlets, number, |ids, pager| {
            let outlets = ids.iter().filter_map(|id| shared.outlets.get(id));
            let outlets: Vec<OutletEntry> = outlets.cloned().collect();
            let lettered = !counted && pager.count == 1;
            View::Sources(Box::new(SourcesView {
                order: self.order,
                by_name: address::listing("sources"),
                by_count: address::listing("sources/by-count"),
                letters: if lettered { letters(&outlets) } else { Vec::new() },
                outlets,
                pager,
                balance: (site.settings.evidence.on_sources && first)
                    .then(|| balance::of(site, &site.listed, words))
                    .flatten(),
                passages: all.map(|outlet| outlet.passages).sum(),
                cited,
            }))
        })
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let ids = part(shared, &self.outlets, number).iter();
        change::newest(shared, ids.filter_map(|id| last_cited(shared, id)))
    }
}

/// The date of the newest article that cites an outlet.
fn last_cited(shared: &Shared, id: &Id) -> Option<Moment> {
    let newest = shared.site.evidence.counts(id).newest?;
    shared.site.articles.get(newest)?.front().date
}

/// The first letters of a list by name.
fn letters(outlets: &[OutletEntry]) -> Vec<LetterLink> {
    let mut letters: Vec<LetterLink> = Vec::new();
    for outlet in outlets {
        let folded = Id::fold(&outlet.name);
        let Some(first) = folded.as_str().chars().next() else { continue };
        let letter: String = first.to_uppercase().collect();
        if letters.last().is_none_or(|last| last.letter != letter) {
            letters.push(LetterLink { letter, id: format!("outlet-{}", outlet.id) });
        }
    }
    letters
}

/// An entry of an outlet's page: a work by its index, and one of its passages, or none.
type Entry = (usize, Option<CitationIndex>);

/// The pages of one outlet, with what they have in common.
#[derive(Debug)]
struct Outlet {
    id: Id,
    entries: OnceLock<Vec<Entry>>,
    months: OnceLock<Vec<MonthView>>,
    digest: OnceLock<Digest>,
}

impl Outlet {
    fn new(id: &Id) -> Self {
        let (entries, months, digest) = Default::default();
        Self { id: id.clone(), entries, months, digest }
    }

    fn entries(&self, shared: &Shared) -> &[Entry] {
        self.entries.get_or_init(|| entries(shared, &self.id))
    }

    fn months(&self, shared: &Shared) -> &[MonthView] {
        self.months.get_or_init(|| months::of_outlet(shared, &self.id))
    }
}

impl Recipe for Outlet {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let (entries, months) = (self.entries(shared), self.months(shared));
        let outlet = &shared.site.outlets[&self.id];
        let entry = &shared.outlets[&self.id];
        let first = outlet.address.clone().unwrap_or_else(|| address::listing("sources"));
        let own = outlet.entry.as_ref();
        let above = [(shared.own_words().say("Sources"), shared.listing("sources"))];
        let paging = Paging {
            shared,
            template: "outlet.html",
            first: &first,
            title: &entry.name,
            crumb: &entry.name,
            description: None,
            section: "sources",
            above: &above,
            feed: true,
            language: None,
        };
        let before = before(shared, entries, number);
        paging.page(entries, number, |page, pager| {
            View::Outlet(Box::new(OutletView {
                address: first.clone(),
                outlet: entry.clone(),
                domains: own.map_or_else(Vec::new, |own| own.domains.clone()),
                owner: own.and_then(|own| own.owner.clone()),
                wikidata: own.and_then(|own| own.wikidata.clone()),
                works: works(shared, page, before),
                months: months.to_vec(),
                pager,
            }))
        })
    }

    fn ingredients(&self, plan: &Plan, number: usize) -> Option<Digest> {
        let digest = self.digest.get_or_init(|| {
            let site = &plan.shared.site;
            let works: Vec<&Work> = site.evidence.of_outlet(&self.id).collect();
            let cited = works.iter().flat_map(|work| &work.citations).map(|(a, _)| a);
            let listed = works.iter().flat_map(|work| &work.listed_in);
            let articles = ingredients::articles(site, cited.chain(listed));
            let dead = ingredients::dead(site, works.iter().map(|work| &work.reference));
            let evidence = ingredients::evidence(plan, &self.id);
            Digest::of(&(evidence, &self.id, articles, dead))
        });
        Some(Digest::of(&(digest, number)))
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let entries = self.entries(shared);
        let evidence = &shared.site.evidence;
        let page = part(shared, entries, number);
        let cited = page.iter().filter_map(|(_, citation)| Some((*citation)?.0));
        let before = before(shared, entries, number);
        let works = page.iter().filter(|(work, _)| Some(*work) != before);
        let works = works.filter_map(|(work, _)| evidence.works.get(*work));
        let listed = works.flat_map(|work| work.listed_in.iter().copied());
        change::of_articles(shared, cited.chain(listed))
    }
}

/// The last work of the page before.
fn before(shared: &Shared, entries: &[Entry], number: usize) -> Option<usize> {
    let before = number.checked_sub(1).filter(|before| *before > 0)?;
    part(shared, entries, before).last().map(|(work, _)| *work)
}

/// Every passage that rests on an outlet, with its work; a work that nothing cites stands
/// once.
fn entries(shared: &Shared, id: &Id) -> Vec<Entry> {
    let evidence = &shared.site.evidence;
    let mut entries = Vec::new();
    for &index in evidence.by_outlet.get(id).into_iter().flatten() {
        let Some(work) = evidence.works.get(index) else { continue };
        if work.citations.is_empty() {
            entries.push((index, None));
        }
        entries.extend(work.citations.iter().map(|citation| (index, Some(*citation))));
    }
    entries
}

/// The works of one page of an outlet's listing; `before` is the last of the page before.
fn works(shared: &Shared, page: &[Entry], before: Option<usize>) -> Vec<WorkEvidence> {
    page.chunk_by(|a, b| a.0 == b.0)
        .filter_map(|entries| {
            let (index, _) = *entries.first()?;
            let work = shared.site.evidence.works.get(index)?;
            let continued = before == Some(index);
            let passages = entries.iter().filter_map(|(_, citation)| *citation);
            let passage = |(article, citation)| cited::passage(shared, article, citation);
            let listed =
                if continued { Vec::new() } else { shared.cards(&work.listed_in) };
            Some(WorkEvidence {
                reference: reference(shared, work),
                passages: passages.filter_map(passage).collect(),
                listed_in: listed,
                continued,
            })
        })
        .collect()
}

fn reference(shared: &Shared, work: &Work) -> ReferenceView {
    let mut view = cited::reference_view(shared, &work.reference, shared.own_words());
    view.address = work.address.clone();
    view
}

/// The pages of one work, by its index.
#[derive(Debug)]
struct WorkPages(usize);

impl Recipe for WorkPages {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let work = &shared.site.evidence.works[self.0];
        let first = work.address.clone().unwrap_or_else(|| address::listing("sources"));
        let reference = reference(shared, work);
        let name = reference.title.clone().unwrap_or_else(|| reference.id.clone());
        let outlet = reference.outlet.clone();
        let above = [
            (shared.own_words().say("Sources"), shared.listing("sources")),
            (
                outlet.as_ref().map_or("", |outlet| &*outlet.name),
                outlet.as_ref().and_then(|outlet| outlet.address.clone()),
            ),
        ];
        let paging = Paging {
            shared,
            template: "work.html",
            first: &first,
            title: &name,
            crumb: &name,
            description: None,
            section: "sources",
            above: &above,
            feed: false,
            language: None,
        };
        let passage = |(article, citation): &CitationIndex| {
            cited::passage(shared, *article, *citation)
        };
        paging.page(&work.citations, number, |citations, pager| {
            View::Work(Box::new(WorkView {
                address: first.clone(),
                reference: reference.clone(),
                articles: work.articles,
                passages: citations.iter().filter_map(passage).collect(),
                pager,
            }))
        })
    }

    fn ingredients(&self, plan: &Plan, number: usize) -> Option<Digest> {
        let site = &plan.shared.site;
        let work = site.evidence.works.get(self.0)?;
        let outlet = work.outlet.clone().unwrap_or_else(|| Id::fold(UNATTRIBUTED));
        let articles = ingredients::articles(site, work.citations.iter().map(|(a, _)| a));
        let dead = ingredients::dead(site, [&work.reference]);
        let evidence = ingredients::evidence(plan, &outlet);
        Some(Digest::of(&(evidence, articles, dead, number)))
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let work = shared.site.evidence.works.get(self.0)?;
        let citations = part(shared, &work.citations, number).iter();
        change::of_articles(shared, citations.map(|(article, _)| *article))
    }
}
