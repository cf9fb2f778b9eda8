//! The pages at the share addresses of headlines for social media.

use std::sync::Arc;

use crate::base::date::Moment;
use crate::base::diagnostic::{Field, Place};
use crate::base::digest::Digest;
use crate::base::form::direction;
use crate::model::address;
use crate::model::article::Article;
use crate::parse::front::HeadlineFront;
use crate::plan::make::{Make, ShareMake};
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::site::licence;
use crate::plan::{accounts, articles, ingredients};
use crate::view::article::section;
use crate::view::build::{self, Shared, date};
use crate::view::frame::{Frame, Menu};
use crate::view::share::ShareView;
use crate::view::shown::Shown;

/// The pages, each by its place among these: an article, and one of its alternatives.
#[derive(Debug)]
struct Shares(Vec<(usize, usize)>);

impl Recipe for Shares {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let (index, at) = self.0[number];
        let article = &shared.site.articles[index];
        let (number, headline) = headlines(article)
            .find(|(_, known, _)| *known == at)
            .map(|(number, _, headline)| (number, &*headline.text))
            .unwrap_or_default();
        let address = address::of_share(&article.address, number);
        let frame = Frame { address, ..frame(shared, article, headline) };
        let view = view(shared, article, headline);
        Make::Share(Box::new(ShareMake { frame, view }))
    }

    fn ingredients(&self, plan: &Plan, number: usize) -> Option<Digest> {
        let (index, _) = *self.0.get(number)?;
        ingredients::of_share(plan, index)
    }
}

/// The headlines of an article that have a share address: their number in it, their index in
/// the front matter, and themselves.
fn headlines(article: &Article) -> impl Iterator<Item = (usize, usize, &HeadlineFront)> {
    let all = &article.front().alternative_headlines;
    let shares = article.headlines.shares.iter();
    shares.filter_map(|(number, index)| Some((*number, *index, all.get(*index)?)))
}

/// The page of each headline for social media that a public article shows.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let site = &shared.site;
    if !site.settings.outputs.shares {
        return Vec::new();
    }
    let (mut planned, mut places) = (Vec::new(), Vec::new());
    for index in &site.public {
        let Some(article) = site.articles.get(*index) else { continue };
        for (number, at, _) in headlines(article) {
            let field = Field::key("alternative_headlines").at(at).then("text");
            let place = Place::value(article.file(), field);
            places.push((address::of_share(&article.address, number), place));
            planned.push((*index, at));
        }
    }
    let recipe: Arc<dyn Recipe> = Arc::new(Shares(planned));
    let output = |(number, (address, place))| {
        let what = "the share address of a headline";
        let output = Output::by(what, address, recipe.clone(), number);
        Output { place: Some(place), ..output }
    };
    places.into_iter().enumerate().map(output).collect()
}

/// The frame: no more than what a page without a menu has.
fn frame(shared: &Shared, article: &Article, headline: &str) -> Frame {
    let language = articles::language(shared, article);
    Frame {
        address: article.address.clone(),
        title: headline.to_owned(),
        description: build::standfirst(article),
        direction: direction(&language),
        language,
        section: "articles".to_owned(),
        breadcrumbs: Vec::new(),
        robots: Some("noindex"),
        translations: Vec::new(),
        menu: Shown::new(Menu::default()),
        feeds: Vec::new(),
    }
}

fn view(shared: &Shared, article: &Article, headline: &str) -> ShareView {
    let site = &*shared.site;
    let zone = &site.settings.zone;
    let front = article.front();
    let words = shared.words(&articles::language(shared, article));
    let terms = articles::terms(shared, article);
    let fronts = || {
        let ids = article.authors.iter().filter_map(|author| author.id());
        ids.filter_map(|id| site.authors.get(id)?.front())
    };
    let published: Moment = front.date.unwrap_or_else(|| articles::today(site));
    ShareView {
        headline: headline.to_owned(),
        article: article.address.clone(),
        authors: article.authors.iter().map(|author| shared.byline(author)).collect(),
        image: build::lead_image(article),
        date: date(&published, zone, words),
        updated: article.updated(zone).map(|updated| date(&updated, zone, words)),
        expires: front.expires.as_ref().map(|expires| date(expires, zone, words)),
        section: section(&terms, &build::kind(site, &article.kind, words)).to_owned(),
        terms: terms.into_iter().flat_map(|of| of.terms).map(|term| term.name).collect(),
        x: fronts().find_map(accounts::of_x),
        fediverse: fronts().find_map(accounts::of_fediverse),
        licence: site.settings.licence.as_deref().map(licence),
    }
}
