//! What pages in one language share: the theme's words, cards of articles, the menu.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::base::words::{Words, key};
use crate::model::site::Site;
use crate::view::card::Card;
use crate::view::frame::Menu;
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

/// The languages of the words that a site needs: that of the publication, and those of its
/// articles and pages.
pub fn words(site: &Site) -> BTreeMap<String, Words> {
    let settings = &site.settings;
    let articles = site.articles.iter().filter_map(|a| a.front().lang.as_deref());
    let pages = site.pages.iter().filter_map(|page| page.front().lang.as_deref());
    let mut all: BTreeMap<String, Words> = BTreeMap::new();
    for language in articles.chain(pages).chain([&*settings.language]) {
        let key = key(language, &settings.words);
        if !all.contains_key(&key) {
            let words = Words::of(language, &settings.words);
            all.insert(key, words);
        }
    }
    all
}
