//! The front page.

use std::sync::Arc;

use crate::base::path::Address;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::{change, languages};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::home::{HomeView, RowView};
use crate::view::outlet::OutletEntry;

/// How many outlets the front page names.
const SOURCES: usize = 6;

/// The front page.
pub fn outputs(shared: &Shared) -> Option<Output> {
    let home = Output::page("the front page", Address::new("/"), Arc::new(Home), 1);
    shared.site.settings.outputs.home.then_some(home)
}

/// The front page.
#[derive(Debug)]
struct Home;

impl Recipe for Home {
    fn make(&self, plan: &Plan, _number: usize) -> Make {
        let shared = &plan.shared;
        let site = &shared.site;
        let home = &site.home;
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
            sources: sources(shared),
            all: shared.listing("articles"),
            all_sources: shared.listing("sources"),
        };
        let mut frame = shared.frame(Address::new("/"), &site.settings.title, "home");
        frame.description = site.settings.description.clone();
        frame.translations = languages::homes(shared, &site.settings.language);
        Make::page("home.html", frame, View::Home(Box::new(view)))
    }

    fn changed(&self, shared: &Shared, _number: usize) -> Option<DateView> {
        let home = &shared.site.home;
        let rows = home.rows.iter().flat_map(|row| &row.articles);
        let shown = home.lead.iter().chain(&home.second).chain(&home.river).chain(rows);
        change::of_articles(shared, shown.copied())
    }
}

/// The outlets that most passages rest on.
fn sources(shared: &Shared) -> Vec<OutletEntry> {
    let cited = shared.outlets.values().filter(|outlet| outlet.passages > 0);
    let mut sources: Vec<&OutletEntry> = cited.collect();
    sources.sort_by_key(|outlet| (std::cmp::Reverse(outlet.passages), &outlet.id));
    sources.into_iter().take(SOURCES).cloned().collect()
}
