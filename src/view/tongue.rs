//! What pages in one language share: the theme's words, cards of articles, the menu.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::base::path::Address;
use crate::base::words::{Words, key, name_of};
use crate::model::address;
use crate::model::site::Site;
use crate::view::card::Card;
use crate::view::frame::{FeedFormat, FeedLink, Menu};
use crate::view::shown::Shown;

/// What pages in one language share.
#[derive(Debug)]
pub struct Tongue {
    /// The theme's words, dates and numbers.
    pub words: Words,
    /// The menu.
    pub menu: Shown<Menu>,
    cards: Vec<OnceLock<Shown<Card>>>,
}

impl Tongue {
    /// What pages in a language share, for a number of articles.
    pub fn new(words: Words, menu: Menu, articles: usize) -> Self {
        let mut cards = Vec::new();
        cards.resize_with(articles, OnceLock::new);
        Self { words, menu: Shown::new(menu), cards }
    }

    /// The card of an article, which is made once.
    pub fn card(&self, index: usize, new: impl FnOnce() -> Card) -> Option<Shown<Card>> {
        Some(self.cards.get(index)?.get_or_init(|| Shown::new(new())).clone())
    }
}

/// What the pages of their own share that a language has beside the publication's.
#[derive(Debug)]
pub struct LanguagePages {
    /// Its public articles, newest first.
    pub articles: Vec<usize>,
    /// The menu.
    pub menu: Shown<Menu>,
    /// Its feeds.
    pub feeds: Vec<FeedLink>,
}

/// The languages of the words that a site needs: that of the publication, and those of its
/// articles and pages.
pub fn words(site: &Site) -> BTreeMap<String, Words> {
    let settings = &site.settings;
    let articles = site.articles.iter().filter_map(|a| a.front().lang.as_deref());
    let pages = site.pages.iter().filter_map(|page| page.front().lang.as_deref());
    let mut all: BTreeMap<String, Words> = BTreeMap::new();
    for language in articles.chain(pages).chain([&*settings.language]) {
        let key = key(language, &settings.words);
        all.entry(key).or_insert_with(|| Words::of(language, &settings.words));
    }
    all
}

/// The languages that have public articles and are not the publication's.
pub fn languages(
    site: &Site,
    tongues: &BTreeMap<String, Tongue>,
) -> BTreeMap<String, LanguagePages> {
    let mut languages: BTreeMap<String, LanguagePages> = BTreeMap::new();
    let settings = &site.settings;
    for &index in &site.public {
        let article = site.articles.get(index);
        let Some(language) = article.and_then(|a| a.front().lang.as_ref()) else {
            continue;
        };
        if *language == settings.language {
            continue;
        }
        let new = || {
            let tongue = tongues.get(&key(language, &settings.words));
            let own = |address| address::in_language(language, &address);
            let mut menu = tongue.map_or_else(Menu::default, |t| (*t.menu).clone());
            let articles = menu.sections.iter_mut().filter(|i| i.section == "articles");
            articles.for_each(|item| item.address = own(item.address.clone()));
            let title = format!("{} – {}", name_of(language), settings.title);
            let feeds = feeds(site, &title, own);
            LanguagePages { articles: Vec::new(), menu: Shown::new(menu), feeds }
        };
        languages.entry(language.clone()).or_insert_with(new).articles.push(index);
    }
    languages
}

/// The feeds of everything, with a title, at addresses of their own.
pub fn feeds(
    site: &Site,
    title: &str,
    own: impl Fn(Address) -> Address,
) -> Vec<FeedLink> {
    let outputs = site.settings.outputs;
    let feed = |on: bool, file: &str, format: FeedFormat| {
        on.then(|| FeedLink::new(title.to_owned(), own(Address::new(file)), format))
    };
    let feeds = [
        feed(outputs.atom, "/feed.xml", FeedFormat::Atom),
        feed(outputs.rss, "/rss.xml", FeedFormat::Rss),
        feed(outputs.json_feed, "/feed.json", FeedFormat::Json),
    ];
    feeds.into_iter().flatten().collect()
}
