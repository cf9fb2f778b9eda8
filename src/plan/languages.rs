//! The front page and the listing of each language that has articles and is not the
//! publication's.

use crate::base::digest::Digest;
use crate::base::form::direction;
use crate::base::path::Address;
use crate::base::words::name_of;
use crate::model::address;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::paging::{Paging, pages, part};
use crate::plan::{change, ingredients};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::frame::TranslationLink;
use crate::view::home::HomeView;
use crate::view::listing::ListingView;

/// How many articles stand beside the first one.
const BESIDE: usize = 3;

/// The front page and the listing of each language.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let switches = shared.site.settings.outputs;
    let mut outputs = Vec::new();
    for (language, own) in &shared.languages {
        if switches.home {
            let what = "the front page of a language";
            let address = address::in_language(language, &Address::new("/"));
            let recipe = std::sync::Arc::new(Front(language.clone()));
            outputs.push(Output::page(what, address, recipe, 1));
        }
        if switches.articles {
            let first = address::in_language(language, &address::listing("articles"));
            let (count, list) = (own.articles.len(), List(language.clone()));
            let what = "the articles of a language";
            outputs.extend(pages(shared, what, &first, count, list));
        }
    }
    outputs
}

/// The front pages of all languages, as each of them names them; none where there is one.
pub fn homes(shared: &Shared, current: &str) -> Vec<TranslationLink> {
    let settings = &shared.site.settings;
    if shared.languages.is_empty() || !settings.outputs.home {
        return Vec::new();
    }
    let others = shared.languages.keys();
    let all = std::iter::once(&settings.language).chain(others);
    let link = |language: &String| TranslationLink {
        direction: direction(language),
        name: name_of(language).to_owned(),
        language: language.clone(),
        address: shared.address_in(language, Address::new("/")),
        default: *language == settings.language,
        current: language == current,
    };
    all.map(link).collect()
}

/// The front page of a language: its newest articles.
#[derive(Debug)]
struct Front(String);

impl Recipe for Front {
    fn make(&self, plan: &Plan, _number: usize) -> Make {
        let (shared, language) = (&plan.shared, &*self.0);
        let settings = &shared.site.settings;
        let mut rest = shared.languages[language].articles.clone();
        let lead = (!rest.is_empty()).then(|| rest.remove(0));
        let beside = if rest.len() > BESIDE { BESIDE } else { 0 };
        let mut river = rest.split_off(beside);
        river.truncate(settings.lists.home);
        let listing = shared.listing("articles");
        let view = HomeView {
            lead: lead.and_then(|lead| shared.card_in(lead, language)),
            second: shared.cards_in(&rest, language),
            river: shared.cards_in(&river, language),
            rows: Vec::new(),
            sources: Vec::new(),
            all: listing.map(|listing| shared.address_in(language, listing)),
            all_sources: None,
        };
        let address = shared.address_in(language, Address::new("/"));
        let mut frame = shared.frame_in(language, address, &settings.title, "home");
        frame.translations = homes(shared, language);
        Make::page("home.html", frame, View::Home(Box::new(view)))
    }

    fn changed(&self, shared: &Shared, _number: usize) -> Option<DateView> {
        let shown = &shared.languages.get(&self.0)?.articles;
        change::of_articles(shared, shown.first().copied())
    }
}

/// The listing of a language's articles.
#[derive(Debug)]
struct List(String);

impl Recipe for List {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let (shared, language) = (&plan.shared, &*self.0);
        let title = shared.words(language).say("Articles");
        let paging = Paging {
            shared,
            template: "listing.html",
            first: &shared.address_in(language, address::listing("articles")),
            title,
            crumb: title,
            description: None,
            section: "articles",
            above: &[],
            language: Some(language),
            feed: false,
        };
        paging.page(&shared.languages[language].articles, number, |articles, pager| {
            View::Listing(Box::new(ListingView {
                title: title.to_owned(),
                year: None,
                years: Vec::new(),
                articles: shared.cards_in(articles, language),
                pager,
            }))
        })
    }

    fn ingredients(&self, plan: &Plan, number: usize) -> Option<Digest> {
        let shared = &plan.shared;
        let articles = &shared.languages.get(&self.0)?.articles;
        let shown = ingredients::articles(&shared.site, part(shared, articles, number));
        Some(Digest::of(&(ingredients::common(plan), &self.0, articles.len(), shown)))
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let articles = &shared.languages.get(&self.0)?.articles;
        change::of_articles(shared, part(shared, articles, number).iter().copied())
    }
}
