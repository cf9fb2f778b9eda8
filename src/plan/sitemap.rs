//! The sitemaps, and robots.txt, which names them.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::SignedDuration;
use rayon::prelude::*;

use crate::base::path::Address;
use crate::model::site::Site;
use crate::parse::front::Status;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::{languages, translations};
use crate::view::sitemap::{
    Alternate, Limits, NewsEntry, SitemapEntry, part_address, split,
};
use crate::view::told::RobotsView;

/// After how long an article is no longer news: 48 hours are over.
const AFTER_NEWS: SignedDuration = SignedDuration::new(48 * 60 * 60, 1);

/// How many articles a sitemap of news may list.
const NEWS_LIMIT: usize = 1000;

/// The sitemap of all pages, in parts when it is large; the sitemap of news; and robots.txt,
/// which names them.
pub fn outputs(plan: &Plan, limits: Limits) -> Vec<Output> {
    let site = &plan.shared.site;
    let switches = site.settings.outputs;
    let mut made = Vec::new();
    let mut named = Vec::new();
    let addresses: Vec<&Address> =
        if switches.sitemap { pages(plan).map(|p| &p.address).collect() } else { vec![] };
    // A sitemap without pages is not valid.
    if !addresses.is_empty() {
        let address = Address::new("/sitemap.xml");
        let parts = split(&addresses, &site.settings.base_url, limits).into_iter();
        let lengths: Vec<usize> = parts.map(<[&Address]>::len).collect();
        let single = lengths.len() == 1;
        let recipe = Arc::new(Sitemap { lengths });
        for number in 1..=recipe.lengths.len() {
            let own = if single { address.clone() } else { part_address(number) };
            let what = if single { "the sitemap" } else { "a part of the sitemap" };
            made.push(Output::by(what, own, recipe.clone(), number));
        }
        if !single {
            let what = "the index of sitemaps";
            made.push(Output::by(what, address.clone(), recipe, INDEX));
        }
        named.push(address);
    }
    let news = if switches.news_sitemap { news(site) } else { Vec::new() };
    if !news.is_empty() {
        let (what, address) = ("the sitemap of news", Address::new("/news-sitemap.xml"));
        made.push(Output::done(what, address.clone(), Make::NewsSitemap(news)));
        named.push(address);
    }
    if switches.robots {
        let address = Address::new("/robots.txt");
        let refused = site.settings.robots.ai.refused();
        let robots = RobotsView { refused, sitemaps: named };
        made.push(Output::done("robots.txt", address, Make::Robots(robots)));
    }
    made
}

/// Every page that search engines may list.
fn pages(plan: &Plan) -> impl Iterator<Item = &Output> {
    let listed = |output: &&Output| output.listed && output.held.is_none();
    plan.outputs.all().iter().filter(listed)
}

/// The number of the index among the outputs of the sitemap.
const INDEX: usize = 0;

/// The sitemap of all pages, in parts: each is made by its number, from 1.
#[derive(Debug)]
struct Sitemap {
    /// How many pages each part lists.
    lengths: Vec<usize>,
}

impl Recipe for Sitemap {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        match number {
            INDEX => Make::SitemapIndex(self.index(plan)),
            number => Make::Sitemap(self.part(plan, number)),
        }
    }
}

impl Sitemap {
    fn part(&self, plan: &Plan, number: usize) -> Vec<SitemapEntry> {
        let before = self.lengths.iter().take(number - 1).sum();
        let length = self.lengths.get(number - 1).copied().unwrap_or_default();
        let alternates = alternates(plan);
        let part: Vec<&Output> = pages(plan).skip(before).take(length).collect();
        let entry = |page: &&Output| SitemapEntry {
            address: page.address.clone(),
            lastmod: page.making.changed(&plan.shared).map(|date| date.iso),
            alternates: alternates.get(&page.address).cloned().unwrap_or_default(),
        };
        part.par_iter().map(entry).collect()
    }

    fn index(&self, plan: &Plan) -> Vec<SitemapEntry> {
        let part = |number| SitemapEntry {
            address: part_address(number),
            lastmod: newest(&self.part(plan, number)),
            alternates: Vec::new(),
        };
        (1..=self.lengths.len()).map(part).collect()
    }
}

/// The pages that there are in several languages.
fn alternates(plan: &Plan) -> HashMap<Address, Vec<Alternate>> {
    let shared = &plan.shared;
    let several =
        shared.site.public_articles().filter(|article| !article.languages.is_empty());
    let of = |article: &crate::model::article::Article| {
        (article.address.clone(), translations::alternates(shared, article))
    };
    let homes = languages::homes(shared, "");
    let all: Vec<Alternate> = homes.into_iter().map(translations::alternate).collect();
    let homes = all.iter().map(|home| (home.address.clone(), all.clone()));
    several.map(of).chain(homes).collect()
}

/// The newest change in a part of the sitemap, as a day: days and moments do not sort as
/// texts.
fn newest(part: &[SitemapEntry]) -> Option<String> {
    let days = part.iter().filter_map(|entry| entry.lastmod.as_deref()?.get(..10));
    days.max().map(str::to_owned)
}

/// The articles of the last two days that stand as published.
fn news(site: &Site) -> Vec<NewsEntry> {
    let zone = &site.settings.zone;
    let entry = |article: &crate::model::article::Article| {
        let front = article.front();
        let date = front.date?;
        let at = date.timestamp(zone);
        let stale = at.checked_add(AFTER_NEWS).is_ok_and(|end| site.now.passed(end));
        let fresh = !stale && site.now.passed(at);
        (fresh && front.status == Status::Current).then(|| NewsEntry {
            address: article.address.clone(),
            title: front.title.clone(),
            published: date.rfc3339(zone),
            language: front
                .lang
                .clone()
                .unwrap_or_else(|| site.settings.language.clone()),
        })
    };
    site.public_articles().filter_map(entry).take(NEWS_LIMIT).collect()
}
