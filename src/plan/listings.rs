//! Listings of articles: all of them, and those of each year.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::base::words::said;
use crate::model::address;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::paging::{Paging, pages, part};
use crate::plan::{change, ingredients};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::listing::{ArchiveView, ListingView, YearLink};

/// The listing of all articles, the list of years, and the listing of each year.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let switches = shared.site.settings.outputs;
    let by_year = by_year(shared);
    let link = |(year, articles): (&i16, &Vec<usize>)| YearLink {
        year: *year,
        address: switches.archive.then(|| of_year(*year)),
        articles: articles.len(),
    };
    let years: Arc<[YearLink]> = by_year.iter().rev().map(link).collect();
    let mut outputs = Vec::new();
    let mut add = |first, title: String, year, articles: Vec<usize>| {
        let (count, years) = (articles.len(), years.clone());
        let listing = Listing { first, title, year, years, articles };
        let first = listing.first.clone();
        outputs.extend(pages(shared, "a listing of articles", &first, count, listing));
    };
    if switches.articles {
        let first = address::listing("articles");
        add(
            first,
            shared.own_words().say("Articles").to_owned(),
            None,
            shared.site.listed.clone(),
        );
    }
    if switches.archive {
        for (year, articles) in by_year {
            add(
                of_year(year),
                shared.own_words().digits(&year.to_string()).into_owned(),
                Some(year),
                articles,
            );
        }
        let (recipe, address) = (Arc::new(Archive(years)), address::listing("archive"));
        outputs.push(Output::page("the archive", address, recipe, 1));
    }
    outputs
}

fn of_year(year: i16) -> Address {
    address::entity("archive", &format!("{year:04}"))
}

/// The public articles of each year, newest first.
fn by_year(shared: &Shared) -> BTreeMap<i16, Vec<usize>> {
    let site = &shared.site;
    let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for &index in &site.listed {
        if let Some(article) = site.articles.get(index) {
            years.entry(article.gist.year).or_default().push(index);
        }
    }
    years
}

/// The list of years.
#[derive(Debug)]
struct Archive(Arc<[YearLink]>);

impl Recipe for Archive {
    fn make(&self, plan: &Plan, _number: usize) -> Make {
        let shared = &plan.shared;
        let words = shared.own_words();
        let (articles, archive) = (words.say("Articles"), words.say("Archive"));
        let mut frame = shared.frame(address::listing("archive"), archive, "articles");
        frame.breadcrumbs =
            shared.breadcrumbs(&[(articles, shared.listing("articles"))], archive);
        let view = ArchiveView { years: self.0.to_vec() };
        Make::page("archive.html", frame, View::Archive(Box::new(view)))
    }
}

/// One listing of articles.
#[derive(Debug)]
struct Listing {
    first: Address,
    title: String,
    year: Option<i16>,
    years: Arc<[YearLink]>,
    articles: Vec<usize>,
}

impl Recipe for Listing {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let listing = |name| self.year.and_then(|_| shared.listing(name));
        let word = |english| shared.own_words().say(english);
        let above = [
            (word(said("Articles")), listing("articles")),
            (word(said("Archive")), listing("archive")),
        ];
        let paging = Paging {
            shared,
            template: "listing.html",
            first: &self.first,
            title: &self.title,
            crumb: &self.title,
            description: None,
            section: "articles",
            above: &above,
            feed: false,
            language: None,
        };
        paging.page(&self.articles, number, |articles, pager| {
            View::Listing(Box::new(ListingView {
                title: self.title.clone(),
                year: self.year,
                years: self.years.to_vec(),
                articles: shared.cards(articles),
                pager,
            }))
        })
    }

    fn ingredients(&self, plan: &Plan, number: usize) -> Option<Digest> {
        let (shared, count) = (&plan.shared, self.articles.len());
        let shown =
            ingredients::articles(&shared.site, part(shared, &self.articles, number));
        let common = ingredients::common(plan);
        Some(Digest::of(&(common, &self.title, self.year, &self.years, count, shown)))
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let articles = part(shared, &self.articles, number);
        change::of_articles(shared, articles.iter().copied())
    }
}
