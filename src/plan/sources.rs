//! Source indexes: the list of outlets, the page of each, and the page of each work that
//! two articles cite.

use rayon::prelude::*;

use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::evidence::Work;
use crate::plan::months;
use crate::plan::output::Output;
use crate::plan::paging::Paging;
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::cited;
use crate::view::outlet::{
    LetterLink, OutletEntry, OutletView, SourcesView, WorkEvidence, WorkView,
};
use crate::view::reference::ReferenceView;

/// Every source index.
pub fn outputs(shared: &Shared<'_>) -> Vec<Output> {
    let mut outputs = Vec::new();
    if shared.site.settings.outputs.outlet_list {
        list(shared, "name", &mut outputs);
        list(shared, "count", &mut outputs);
    }
    let outlets = shared.site.outlets.par_iter();
    let outlets =
        outlets.filter_map(|(id, o)| Some(pages_of(shared, id, o.address.as_ref()?)));
    let works = shared.site.evidence.works.par_iter();
    let works =
        works.filter_map(|work| Some(work_pages(shared, work, work.address.as_ref()?)));
    let pages: Vec<Vec<Output>> = outlets.chain(works).collect();
    outputs.extend(pages.into_iter().flatten());
    outputs
}

fn list(shared: &Shared<'_>, order: &'static str, outputs: &mut Vec<Output>) {
    let by_name = address::listing("sources");
    let by_count = address::listing("sources/by-count");
    let mut outlets: Vec<&OutletEntry> = shared.outlets.values().collect();
    outlets.sort_by_cached_key(|outlet| {
        let count = if order == "count" { outlet.passages } else { 0 };
        (std::cmp::Reverse(count), Id::fold(&outlet.name), outlet.id.clone())
    });
    let counted = order == "count";
    let title = if counted { "Sources by number of passages" } else { "Sources" };
    let paging = Paging {
        shared,
        what: "the list of sources",
        template: "sources.html",
        first: if counted { &by_count } else { &by_name },
        title,
        crumb: "Sources",
        description: None,
        section: "sources",
        above: &[],
        feed: false,
    };
    let passages = shared.outlets.values().map(|outlet| outlet.passages).sum();
    let cited = shared.outlets.values().filter(|outlet| outlet.passages > 0).count();
    outputs.extend(paging.outputs(&outlets, |outlets, pager| {
        let lettered = !counted && pager.count == 1;
        View::Sources(Box::new(SourcesView {
            order,
            by_name: by_name.clone(),
            by_count: by_count.clone(),
            outlets: outlets.iter().map(|outlet| (*outlet).clone()).collect(),
            letters: if lettered { letters(outlets) } else { Vec::new() },
            pager,
            passages,
            cited,
        }))
    }));
}

/// The first letters of a list by name.
fn letters(outlets: &[&OutletEntry]) -> Vec<LetterLink> {
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

/// An entry of an outlet's page: a work, and one of its passages, or none.
type Entry<'a> = (&'a Work, Option<(usize, usize)>);

fn pages_of(shared: &Shared<'_>, id: &Id, first: &Address) -> Vec<Output> {
    let site = shared.site;
    let Some(entry) = shared.outlets.get(id) else { return Vec::new() };
    let own = site.outlets.get(id).and_then(|outlet| outlet.entry.as_ref());
    let entries = entries(shared, id);
    let above = [("Sources", shared.listing("sources"))];
    let paging = Paging {
        shared,
        what: "the page of an outlet",
        template: "outlet.html",
        first,
        title: &entry.name,
        crumb: &entry.name,
        description: None,
        section: "sources",
        above: &above,
        feed: true,
    };
    let months = months::of_outlet(site, id);
    let mut before: Option<&Work> = None;
    paging.outputs(&entries, |page, pager| {
        let works = works(shared, page, before);
        before = page.last().map(|(work, _)| *work);
        View::Outlet(Box::new(OutletView {
            address: first.clone(),
            outlet: entry.clone(),
            domains: own.map_or_else(Vec::new, |own| own.domains.clone()),
            owner: own.and_then(|own| own.owner.clone()),
            wikidata: own.and_then(|own| own.wikidata.clone()),
            works,
            months: months.clone(),
            pager,
        }))
    })
}

/// Every passage that rests on an outlet, with its work; a work that nothing cites stands
/// once.
fn entries<'a>(shared: &'a Shared<'_>, id: &Id) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for work in shared.site.evidence.of_outlet(id) {
        if work.citations.is_empty() {
            entries.push((work, None));
        }
        entries.extend(work.citations.iter().map(|citation| (work, Some(*citation))));
    }
    entries
}

/// The works of one page of an outlet's listing.
fn works(
    shared: &Shared<'_>,
    page: &[Entry<'_>],
    before: Option<&Work>,
) -> Vec<WorkEvidence> {
    let same = |a: &Work, b: &Work| std::ptr::eq(a, b);
    page.chunk_by(|a, b| same(a.0, b.0))
        .filter_map(|entries| {
            let (work, _) = *entries.first()?;
            let continued = before.is_some_and(|before| same(before, work));
            let passages = entries.iter().filter_map(|(_, citation)| *citation);
            Some(WorkEvidence {
                reference: reference(shared, work),
                passages: passages
                    .filter_map(|(article, citation)| {
                        cited::passage(shared, article, citation)
                    })
                    .collect(),
                listed_in: if continued {
                    Vec::new()
                } else {
                    shared.cards(&work.listed_in)
                },
                continued,
            })
        })
        .collect()
}

fn reference(shared: &Shared<'_>, work: &Work) -> ReferenceView {
    let mut view = cited::reference_view(shared, &work.reference);
    view.address = work.address.clone();
    view
}

fn work_pages(shared: &Shared<'_>, work: &Work, first: &Address) -> Vec<Output> {
    let reference = reference(shared, work);
    let name = reference.title.clone().unwrap_or_else(|| reference.id.clone());
    let outlet = reference.outlet.clone();
    let above = [
        ("Sources", shared.listing("sources")),
        (
            outlet.as_ref().map_or("", |outlet| &*outlet.name),
            outlet.as_ref().and_then(|outlet| outlet.address.clone()),
        ),
    ];
    let paging = Paging {
        shared,
        what: "the page of a work",
        template: "work.html",
        first,
        title: &name,
        crumb: &name,
        description: None,
        section: "sources",
        above: &above,
        feed: false,
    };
    let passage = |(article, citation): &(usize, usize)| {
        cited::passage(shared, *article, *citation)
    };
    paging.outputs(&work.citations, |citations, pager| {
        View::Work(Box::new(WorkView {
            address: first.clone(),
            reference: reference.clone(),
            articles: work.articles,
            passages: citations.iter().filter_map(passage).collect(),
            pager,
        }))
    })
}
