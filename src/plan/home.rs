//! The front page.

use crate::base::path::Address;
use crate::plan::output::Output;
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::home::{HomeView, RowView};
use crate::view::outlet::OutletEntry;

/// How many outlets the front page names.
const SOURCES: usize = 6;

/// The front page.
pub fn outputs(shared: &Shared<'_>) -> Option<Output> {
    let site = shared.site;
    if !site.settings.outputs.home {
        return None;
    }
    let home = &site.home;
    let mut sources: Vec<OutletEntry> = shared.outlets.values().cloned().collect();
    sources.retain(|outlet| outlet.passages > 0);
    sources.sort_by_key(|outlet| (std::cmp::Reverse(outlet.passages), outlet.id.clone()));
    sources.truncate(SOURCES);
    let row = |row: &crate::model::home::Row| RowView {
        title: row.title.clone(),
        address: row.address.clone(),
        articles: shared.cards(&row.articles),
    };
    let view = HomeView {
        lead: home.lead.and_then(|lead| shared.card(lead)),
        second: shared.cards(&home.second),
        river: shared.cards(&home.river),
        rows: home.rows.iter().map(row).collect(),
        sources,
        all: shared.listing("articles"),
        all_sources: shared.listing("sources"),
    };
    let mut frame = shared.frame(Address::new("/"), &site.settings.title, "home");
    frame.description = site.settings.description.clone();
    Some(Output::page("the front page", "home.html", frame, View::Home(Box::new(view))))
}
