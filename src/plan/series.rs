//! The pages of series, and the list of them.

use crate::base::id::Id;
use crate::model::address;
use crate::model::series::Series;
use crate::plan::change;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::paging::{Paging, pages, part};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::series::{SeriesEntry, SeriesListView, SeriesView};

/// The pages of series, and the list of them.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut all: Vec<&Series> = shared.site.series.values().collect();
    for series in &all {
        if let Some(first) = &series.address {
            let (count, recipe) = (series.articles.len(), Of(series.id.clone()));
            outputs.extend(pages(shared, "the page of a series", first, count, recipe));
        }
    }
    if !outputs.is_empty() {
        all.sort_by_cached_key(|series| (Id::fold(&series.name), series.id.clone()));
        let (count, first) = (all.len(), address::listing("series"));
        let list = List(all.into_iter().map(|series| series.id.clone()).collect());
        outputs.extend(pages(shared, "the list of series", &first, count, list));
    }
    outputs
}

/// The pages of one series.
#[derive(Debug)]
struct Of(Id);

impl Recipe for Of {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let series = &shared.site.series[&self.0];
        let first = series.address.clone().unwrap_or_else(|| address::listing("series"));
        let above = [(shared.own_words().say("Series"), shared.listing("series"))];
        let paging = Paging {
            shared,
            template: "series.html",
            first: &first,
            title: &series.name,
            crumb: &series.name,
            description: None,
            section: "series",
            above: &above,
            feed: false,
            language: None,
        };
        paging.page(&series.articles, number, |articles, pager| {
            View::Series(Box::new(SeriesView {
                address: first.clone(),
                name: series.name.clone(),
                articles: shared.cards(articles),
                pager,
            }))
        })
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let series = shared.site.series.get(&self.0)?;
        let articles = part(shared, &series.articles, number);
        change::of_articles(shared, articles.iter().copied())
    }
}

/// The list of series, by name.
#[derive(Debug)]
struct List(Vec<Id>);

impl Recipe for List {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let first = address::listing("series");
        let paging = Paging {
            shared,
            template: "series_list.html",
            first: &first,
            title: shared.own_words().say("Series"),
            crumb: shared.own_words().say("Series"),
            description: None,
            section: "series",
            above: &[],
            feed: false,
            language: None,
        };
        paging.page(&self.0, number, |ids, pager| {
            let series = ids.iter().filter_map(|id| entry(shared, id)).collect();
            View::SeriesList(Box::new(SeriesListView { series, pager }))
        })
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let ids = part(shared, &self.0, number).iter();
        change::of_articles(shared, ids.filter_map(|id| newest(shared, id)))
    }
}

/// The newest part of a series: articles stand newest first in the site.
fn newest(shared: &Shared, id: &Id) -> Option<usize> {
    shared.site.series.get(id)?.articles.iter().min().copied()
}

fn entry(shared: &Shared, id: &Id) -> Option<SeriesEntry> {
    let series = shared.site.series.get(id)?;
    Some(SeriesEntry {
        name: series.name.clone(),
        address: series.address.clone()?,
        articles: series.articles.len(),
        newest: newest(shared, id).and_then(|index| shared.card(index))?,
    })
}
