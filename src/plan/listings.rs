//! Listings of articles: all of them, and those of each year.

use std::collections::BTreeMap;

use crate::base::path::Address;
use crate::model::address;
use crate::plan::output::Output;
use crate::plan::paging::Paging;
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::listing::{ArchiveView, ListingView, YearLink};

/// The listing of all articles, the list of years, and the listing of each year.
pub fn outputs(shared: &Shared<'_>) -> Vec<Output> {
    let site = shared.site;
    let switches = site.settings.outputs;
    let by_year = by_year(shared);
    let years: Vec<YearLink> = by_year
        .iter()
        .rev()
        .map(|(year, articles)| YearLink {
            year: *year,
            address: switches.archive.then(|| of_year(*year)),
            articles: articles.len(),
        })
        .collect();
    let mut outputs = Vec::new();
    if switches.articles {
        let all = Listing {
            first: address::listing("articles"),
            title: "Articles".to_owned(),
            year: None,
            articles: &site.public,
        };
        all.outputs(shared, &years, &mut outputs);
    }
    if switches.archive {
        outputs.push(archive(shared, &years));
        for (year, articles) in &by_year {
            let listing = Listing {
                first: of_year(*year),
                title: year.to_string(),
                year: Some(*year),
                articles,
            };
            listing.outputs(shared, &years, &mut outputs);
        }
    }
    outputs
}

fn of_year(year: i16) -> Address {
    address::entity("archive", &format!("{year:04}"))
}

/// The public articles of each year, newest first.
fn by_year(shared: &Shared<'_>) -> BTreeMap<i16, Vec<usize>> {
    let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for &index in &shared.site.public {
        if let Some(card) = shared.card(index) {
            years.entry(card.date.year).or_default().push(index);
        }
    }
    years
}

fn archive(shared: &Shared<'_>, years: &[YearLink]) -> Output {
    let mut frame = shared.frame(address::listing("archive"), "Archive", "articles");
    frame.breadcrumbs =
        shared.breadcrumbs(&[("Articles", shared.listing("articles"))], "Archive");
    let view = ArchiveView { years: years.to_vec() };
    Output::page("the archive", "archive.html", frame, View::Archive(Box::new(view)))
}

/// One listing of articles.
struct Listing<'a> {
    first: Address,
    title: String,
    year: Option<i16>,
    articles: &'a [usize],
}

impl Listing<'_> {
    fn outputs(
        &self,
        shared: &Shared<'_>,
        years: &[YearLink],
        outputs: &mut Vec<Output>,
    ) {
        let listing = |name| self.year.and_then(|_| shared.listing(name));
        let above = [("Articles", listing("articles")), ("Archive", listing("archive"))];
        let paging = Paging {
            shared,
            what: "a listing of articles",
            template: "listing.html",
            first: &self.first,
            title: &self.title,
            crumb: &self.title,
            description: None,
            section: "articles",
            above: &above,
            feed: false,
        };
        outputs.extend(paging.outputs(self.articles, |articles, pager| {
            View::Listing(Box::new(ListingView {
                title: self.title.clone(),
                year: self.year,
                years: years.to_vec(),
                articles: shared.cards(articles),
                pager,
            }))
        }));
    }
}
