//! The pages of series, and the list of them.

use crate::base::id::Id;
use crate::model::address;
use crate::model::series::Series;
use crate::plan::listings::numbered;
use crate::plan::output::{Output, paged};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::frame::Pager;
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
    let pages = paged(&series.articles, shared.site.settings.lists.page_size);
    for (number, articles) in pages.iter().enumerate() {
        let number = number + 1;
        let view = SeriesView {
            address: first.clone(),
            name: series.name.clone(),
            articles: shared.cards(articles),
            pager: Pager::new(first, number, pages.len(), series.articles.len()),
        };
        let title = numbered(&series.name, number);
        let mut frame = shared.frame(first.page(number), &title, "series");
        let above = [("Series", shared.listing("series"))];
        frame.breadcrumbs = shared.breadcrumbs(&above, &series.name);
        let view = View::Series(Box::new(view));
        outputs.push(Output::page("the page of a series", "series.html", frame, view));
    }
}

fn list(shared: &Shared<'_>, outputs: &mut Vec<Output>) {
    let mut series: Vec<&Series> = shared.site.series.values().collect();
    series.sort_by_cached_key(|series| (Id::fold(&series.name), series.id.clone()));
    let first = address::listing("series");
    let pages = paged(&series, shared.site.settings.lists.page_size);
    for (number, page) in pages.iter().enumerate() {
        let number = number + 1;
        let entry = |series: &&Series| {
            // Articles stand newest first in the site, so the smallest index is the newest.
            let newest =
                series.articles.iter().min().and_then(|index| shared.card(*index))?;
            Some(SeriesEntry {
                name: series.name.clone(),
                address: series.address.clone()?,
                articles: series.articles.len(),
                newest,
            })
        };
        let view = SeriesListView {
            series: page.iter().filter_map(entry).collect(),
            pager: Pager::new(&first, number, pages.len(), series.len()),
        };
        let mut frame =
            shared.frame(first.page(number), &numbered("Series", number), "series");
        frame.breadcrumbs = shared.breadcrumbs(&[], "Series");
        let view = View::SeriesList(Box::new(view));
        outputs.push(Output::page("the list of series", "series_list.html", frame, view));
    }
}
