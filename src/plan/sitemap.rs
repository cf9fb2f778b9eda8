//! The sitemaps, and robots.txt, which names them.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::base::path::Address;
use crate::model::site::Site;
use crate::parse::front::Status;
use crate::plan::output::{Make, Output, PageMake};
use crate::view::any::View;
use crate::view::card::{Card, DateView};
use crate::view::sitemap::{Limits, NewsEntry, SitemapEntry, part_address, split};

/// How long an article is news.
const NEWS: SignedDuration = SignedDuration::from_hours(48);

/// How many articles a sitemap of news may list.
const NEWS_LIMIT: usize = 1000;

/// The sitemap of all pages, in parts when it is large; the sitemap of news; and robots.txt,
/// which names them.
pub fn outputs(
    site: &Site,
    outputs: &BTreeMap<Address, Output>,
    limits: Limits,
) -> Vec<Output> {
    let switches = site.settings.outputs;
    let mut made = Vec::new();
    let mut named = Vec::new();
    let mut add = |address: &Address, what: &str, make| {
        let (address, what) = (address.clone(), what.to_owned());
        made.push(Output { address, place: None, what, make, held: None });
    };
    let entries = if switches.sitemap { entries(outputs) } else { Vec::new() };
    // A sitemap without pages is not valid.
    if !entries.is_empty() {
        let address = Address::new("/sitemap.xml");
        let parts = split(&entries, &site.settings.base_url, limits);
        if let [part] = &parts[..] {
            add(&address, "the sitemap", Make::Sitemap(part.to_vec()));
        } else {
            let mut index = Vec::new();
            for (part, number) in parts.iter().zip(1..) {
                let own = part_address(number);
                index.push(SitemapEntry { address: own.clone(), lastmod: newest(part) });
                add(&own, "a part of the sitemap", Make::Sitemap(part.to_vec()));
            }
            add(&address, "the index of sitemaps", Make::SitemapIndex(index));
        }
        named.push(address);
    }
    let news = if switches.news_sitemap { news(site) } else { Vec::new() };
    if !news.is_empty() {
        let address = Address::new("/news-sitemap.xml");
        add(&address, "the sitemap of news", Make::NewsSitemap(news));
        named.push(address);
    }
    if switches.robots {
        add(&Address::new("/robots.txt"), "robots.txt", Make::Robots(named));
    }
    made
}

/// Every page that search engines may list.
fn entries(outputs: &BTreeMap<Address, Output>) -> Vec<SitemapEntry> {
    let listed = |page: &PageMake| page.frame.robots != Some("noindex");
    let entry = |output: &Output| match &output.make {
        Make::Page(page) if listed(page) => Some(SitemapEntry {
            address: output.address.clone(),
            lastmod: last_change(&page.view).map(|date| date.iso.clone()),
        }),
        _ => None,
    };
    outputs.values().filter_map(entry).collect()
}

/// When a page last changed, where that is known: an article when it was published or
/// updated, a list when the newest of what it shows was.
fn last_change(view: &View) -> Option<&DateView> {
    let mut dates: Vec<&DateView> = Vec::new();
    match view {
        View::Article(view) => dates.push(view.updated.as_ref().unwrap_or(&view.date)),
        View::Home(view) => {
            let rows = view.rows.iter().flat_map(|row| &row.articles);
            let cards = view.lead.iter().chain(&view.second).chain(&view.river);
            dates.extend(cards.chain(rows).map(|card| changed(card)));
        }
        View::Listing(view) => {
            dates.extend(view.articles.iter().map(|card| changed(card)));
        }
        View::Author(view) => {
            let cards = view.articles.iter().chain(&view.credited_in);
            dates.extend(cards.map(|card| changed(card)));
        }
        View::Term(view) => dates.extend(view.articles.iter().map(|card| changed(card))),
        View::Series(view) => {
            dates.extend(view.articles.iter().map(|card| changed(card)));
        }
        View::SeriesList(view) => {
            dates.extend(view.series.iter().map(|series| changed(&series.newest)));
        }
        View::Outlet(view) => {
            let passages = view.works.iter().flat_map(|work| &work.passages);
            let listed = view.works.iter().flat_map(|work| &work.listed_in);
            dates.extend(passages.map(|passage| changed(&passage.article)));
            dates.extend(listed.map(|card| changed(card)));
        }
        View::Work(view) => {
            dates.extend(view.passages.iter().map(|passage| changed(&passage.article)));
        }
        View::Sources(view) => {
            dates.extend(view.outlets.iter().filter_map(|o| o.last_cited.as_ref()));
        }
        View::Corrections(view) => dates.extend(view.entries.iter().map(|e| &e.date)),
        View::Archive(_)
        | View::Authors(_)
        | View::Terms(_)
        | View::Page(_)
        | View::NotFound(_) => {}
    }
    dates.into_iter().max_by_key(|date| date.stamp.parse::<Timestamp>().ok())
}

/// When an article was published or updated.
fn changed(card: &Card) -> &DateView {
    card.updated.as_ref().unwrap_or(&card.date)
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
        let fresh = at <= site.now && site.now.duration_since(at) <= NEWS;
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
