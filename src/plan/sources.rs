//! Source indexes: the list of outlets, the page of each, and the page of each work that
//! two articles cite.

use crate::base::id::Id;
use crate::base::path::Address;
use crate::model::address;
use crate::model::evidence::Work;
use crate::plan::listings::numbered;
use crate::plan::output::{Output, paged};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::cited;
use crate::view::frame::{FeedLink, Pager};
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
    for (id, outlet) in &shared.site.outlets {
        if let Some(first) = &outlet.address {
            pages_of(shared, id, first, &mut outputs);
        }
    }
    for work in &shared.site.evidence.works {
        if let Some(first) = &work.address {
            work_pages(shared, work, first, &mut outputs);
        }
    }
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
    let first = if order == "count" { &by_count } else { &by_name };
    let pages = paged(&outlets, shared.site.settings.lists.page_size);
    let single = pages.len() == 1 && order == "name";
    for (number, page) in pages.iter().enumerate() {
        let number = number + 1;
        let view = SourcesView {
            order,
            by_name: by_name.clone(),
            by_count: by_count.clone(),
            outlets: page.iter().map(|outlet| (*outlet).clone()).collect(),
            letters: if single { letters(page) } else { Vec::new() },
            pager: Pager::new(first, number, pages.len(), outlets.len()),
            passages: shared.outlets.values().map(|outlet| outlet.passages).sum(),
        };
        let title =
            if order == "count" { "Sources by number of passages" } else { "Sources" };
        let mut frame =
            shared.frame(first.page(number), &numbered(title, number), "sources");
        frame.breadcrumbs = shared.breadcrumbs(&[], "Sources");
        let view = View::Sources(Box::new(view));
        outputs.push(Output::page("the list of sources", "sources.html", frame, view));
    }
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

fn pages_of(shared: &Shared<'_>, id: &Id, first: &Address, outputs: &mut Vec<Output>) {
    let site = shared.site;
    let Some(entry) = shared.outlets.get(id) else { return };
    let own = site.outlets.get(id).and_then(|outlet| outlet.entry.as_ref());
    let entries = entries(shared, id);
    let pages = paged(&entries, site.settings.lists.page_size);
    let mut before: Option<&Work> = None;
    for (number, page) in pages.iter().enumerate() {
        let number = number + 1;
        let view = OutletView {
            address: first.clone(),
            outlet: entry.clone(),
            domains: own.map_or_else(Vec::new, |own| own.domains.clone()),
            owner: own.and_then(|own| own.owner.clone()),
            wikidata: own.and_then(|own| own.wikidata.clone()),
            works: works(shared, page, before),
            pager: Pager::new(first, number, pages.len(), entries.len()),
        };
        before = page.last().map(|(work, _)| *work);
        let title = numbered(&entry.name, number);
        let mut frame = shared.frame(first.page(number), &title, "sources");
        let above = [("Sources", shared.listing("sources"))];
        frame.breadcrumbs = shared.breadcrumbs(&above, &entry.name);
        if site.settings.outputs.term_feeds && site.settings.outputs.atom {
            frame.feeds.push(FeedLink {
                title: entry.name.clone(),
                address: first.child("feed.xml"),
                media_type: "application/atom+xml",
            });
        }
        let view = View::Outlet(Box::new(view));
        outputs.push(Output::page("the page of an outlet", "outlet.html", frame, view));
    }
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

fn work_pages(
    shared: &Shared<'_>,
    work: &Work,
    first: &Address,
    outputs: &mut Vec<Output>,
) {
    let reference = reference(shared, work);
    let name = reference.title.clone().unwrap_or_else(|| reference.id.clone());
    let outlet = reference.outlet.clone();
    let pages = paged(&work.citations, shared.site.settings.lists.page_size);
    let above = [
        ("Sources", shared.listing("sources")),
        (
            outlet.as_ref().map_or("", |outlet| &*outlet.name),
            outlet.as_ref().and_then(|outlet| outlet.address.clone()),
        ),
    ];
    for (number, page) in pages.iter().enumerate() {
        let number = number + 1;
        let view = WorkView {
            address: first.clone(),
            reference: reference.clone(),
            articles: work.articles,
            passages: page
                .iter()
                .filter_map(|(article, citation)| {
                    cited::passage(shared, *article, *citation)
                })
                .collect(),
            pager: Pager::new(first, number, pages.len(), work.citations.len()),
        };
        let title = numbered(&name, number);
        let mut frame = shared.frame(first.page(number), &title, "sources");
        frame.breadcrumbs = shared.breadcrumbs(&above, &name);
        let view = View::Work(Box::new(view));
        outputs.push(Output::page("the page of a work", "work.html", frame, view));
    }
}
