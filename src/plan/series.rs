//! The pages of series, and the list of them.

use crate::base::id::Id;
use crate::model::address;
use crate::model::series::Series;
use crate::plan::output::Output;
use crate::plan::paging::Paging;
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::series::{SeriesEntry, SeriesListView, SeriesView};

/// The pages of series, and the list of them.
pub fn outputs(shared: &Shared<'_>) -> Vec<Output> {
    let mut outputs = Vec::new();
    for series in shared.site.series.values() {
        pages_of(shared, series, &mut outputs);
    }
    if !outputs.is_empty() {
        list(shared, &mut outputs);
    }
    outputs
}

fn pages_of(shared: &Shared<'_>, series: &Series, outputs: &mut Vec<Output>) {
    let Some(first) = &series.address else { return };
    let above = [("Series", shared.listing("series"))];
    let paging = Paging {
        shared,
        what: "the page of a series",
        template: "series.html",
        first,
        title: &series.name,
        crumb: &series.name,
        description: None,
        section: "series",
        above: &above,
        feed: false,
    };
    outputs.extend(paging.outputs(&series.articles, |articles, pager| {
        View::Series(Box::new(SeriesView {
            address: first.clone(),
            name: series.name.clone(),
            articles: shared.cards(articles),
            pager,
        }))
    }));
}

fn list(shared: &Shared<'_>, outputs: &mut Vec<Output>) {
    let mut series: Vec<&Series> = shared.site.series.values().collect();
    series.sort_by_cached_key(|series| (Id::fold(&series.name), series.id.clone()));
    let first = address::listing("series");
    let paging = Paging {
        shared,
        what: "the list of series",
        template: "series_list.html",
        first: &first,
        title: "Series",
        crumb: "Series",
        description: None,
        section: "series",
        above: &[],
        feed: false,
    };
    outputs.extend(paging.outputs(&series, |series, pager| {
        let series = series.iter().filter_map(|series| entry(shared, series)).collect();
        View::SeriesList(Box::new(SeriesListView { series, pager }))
    }));
}

fn entry(shared: &Shared<'_>, series: &Series) -> Option<SeriesEntry> {
    // Articles stand newest first in the site, so the smallest index is the newest.
    let newest = series.articles.iter().min().and_then(|index| shared.card(*index))?;
    Some(SeriesEntry {
        name: series.name.clone(),
        address: series.address.clone()?,
        articles: series.articles.len(),
        newest,
    })
}
