//! Feeds: the publication's with full text, and those of authors, terms and outlets with
//! summaries.

use crate::base::path::Address;
use crate::base::url::absolute;
use crate::model::article::{Article, Contributor};
use crate::parse::front::{Channel, Status};
use crate::plan::output::{FeedMake, Make, Output};
use crate::plan::{articles, prose};
use crate::view::build::{Shared, standfirst};
use crate::view::cited::Citing;
use crate::view::feed::{FeedEntry, FeedPerson, FeedTerm, FeedView};
use crate::view::prose::Prose;

/// Every feed.
pub fn outputs(shared: &Shared<'_>) -> Vec<Output> {
    let site = shared.site;
    let switches = site.settings.outputs;
    let mut outputs = Vec::new();
    let newest: Vec<usize> =
        site.public.iter().take(site.settings.lists.feed).copied().collect();
    let full = |file: &str| Feed {
        title: site.settings.title.clone(),
        subtitle: site.settings.description.clone(),
        home: switches.home.then(|| Address::new("/")),
        address: Address::new(file),
        articles: newest.clone(),
        full: true,
    };
    if switches.atom {
        outputs.push(output(Make::Atom(Box::new(full("/feed.xml").make(shared)))));
    }
    if switches.json_feed {
        outputs.push(output(Make::JsonFeed(Box::new(full("/feed.json").make(shared)))));
    }
    if switches.term_feeds && switches.atom {
        let feeds = authors(shared).chain(terms(shared)).chain(outlets(shared));
        outputs.extend(feeds.map(|feed| output(Make::Atom(Box::new(feed.make(shared))))));
    }
    outputs
}

fn output(make: Make) -> Output {
    let address = match &make {
        Make::Atom(feed) | Make::JsonFeed(feed) => feed.view.address.clone(),
        _ => Address::new("/feed.xml"),
    };
    Output { address, place: None, what: "a feed".to_owned(), make }
}

/// A feed that is to be made.
struct Feed {
    title: String,
    subtitle: Option<String>,
    home: Option<Address>,
    address: Address,
    articles: Vec<usize>,
    full: bool,
}

fn authors<'a>(shared: &'a Shared<'_>) -> impl Iterator<Item = Feed> + 'a {
    shared.site.authors.values().filter_map(|author| {
        let subtitle = author.front().and_then(|front| front.bio.clone());
        summaries(
            shared,
            &author.name,
            subtitle,
            author.address.as_ref()?,
            &author.articles,
        )
    })
}

fn terms<'a>(shared: &'a Shared<'_>) -> impl Iterator<Item = Feed> + 'a {
    let terms =
        shared.site.taxonomies.values().flat_map(|taxonomy| taxonomy.terms.values());
    terms.filter_map(|term| {
        let subtitle = term.front().and_then(|front| front.description.clone());
        summaries(shared, &term.name, subtitle, term.address.as_ref()?, &term.articles)
    })
}

fn outlets<'a>(shared: &'a Shared<'_>) -> impl Iterator<Item = Feed> + 'a {
    shared.site.outlets.values().filter_map(|outlet| {
        let articles: Vec<usize> =
            shared.site.evidence.articles(&outlet.id).into_iter().collect();
        summaries(shared, &outlet.name, None, outlet.address.as_ref()?, &articles)
    })
}

/// A feed of summaries, below the page that it belongs to.
fn summaries(
    shared: &Shared<'_>,
    name: &str,
    subtitle: Option<String>,
    home: &Address,
    articles: &[usize],
) -> Option<Feed> {
    let settings = &shared.site.settings;
    Some(Feed {
        title: format!("{name} – {}", settings.title),
        subtitle,
        home: Some(home.clone()),
        address: home.child("feed.xml"),
        articles: articles.iter().take(settings.lists.feed).copied().collect(),
        full: false,
    })
}

impl Feed {
    fn make(self, shared: &Shared<'_>) -> FeedMake {
        let settings = &shared.site.settings;
        let articles: Vec<&Article> = self
            .articles
            .iter()
            .filter_map(|index| shared.site.articles.get(*index))
            .collect();
        let entries: Vec<FeedEntry> =
            articles.iter().map(|article| entry(shared, article)).collect();
        let prose = |article: &&Article| self.full.then(|| full_text(shared, article));
        let prose = articles.iter().map(prose).collect();
        let publisher =
            settings.publisher.as_ref().map(|publisher| publisher.name.clone());
        let view = FeedView {
            id: absolute(&settings.base_url, &self.address),
            title: self.title,
            subtitle: self.subtitle,
            language: settings.language.clone(),
            home: self.home,
            address: self.address,
            updated: newest(&entries),
            authors: Vec::new(),
            publisher: publisher.unwrap_or_else(|| settings.title.clone()),
            icon: None,
            rights: settings.licence.clone(),
            entries,
        };
        // Feeds of summaries call no component, so that nothing in them can fail.
        let files = articles.iter().filter(|_| self.full);
        let files = files.map(|article| article.file().clone()).collect();
        FeedMake { view, prose, files }
    }
}

fn entry(shared: &Shared<'_>, article: &Article) -> FeedEntry {
    let settings = &shared.site.settings;
    let front = article.front();
    let stamp = |moment: &crate::base::date::Moment| moment.rfc3339(&settings.zone);
    let published = front.date.as_ref().map(stamp).unwrap_or_default();
    let terms = article.terms.iter().flat_map(|(taxonomy, ids)| {
        let taxonomy = shared.site.taxonomies.get(taxonomy);
        ids.iter().filter_map(move |id| taxonomy?.terms.get(id))
    });
    FeedEntry {
        id: absolute(&settings.base_url, &article.address),
        title: title(article),
        address: article.address.clone(),
        updated: front.updated.as_ref().map_or_else(|| published.clone(), stamp),
        published,
        authors: article.authors.iter().map(|author| person(shared, author)).collect(),
        summary: standfirst(article),
        content: None,
        topics: terms
            .map(|term| FeedTerm { term: term.id.to_string(), label: term.name.clone() })
            .collect(),
        image: article
            .image
            .as_ref()
            .filter(|image| image.src.starts_with('/'))
            .map(|image| Address::new(image.src.as_str())),
        language: front.lang.clone().unwrap_or_else(|| settings.language.clone()),
    }
}

/// When anything in a feed last changed. Texts with several offsets do not sort by time.
fn newest(entries: &[FeedEntry]) -> Option<String> {
    let time = |entry: &&FeedEntry| entry.updated.parse::<jiff::Timestamp>().ok();
    entries.iter().max_by_key(time).map(|entry| entry.updated.clone())
}

/// The headline for feeds; that of an article that no longer stands says so first, for a
/// feed has no other place for it.
fn title(article: &Article) -> String {
    let headline = article.headlines.get(Channel::Feed);
    match article.front().status {
        Status::Current => headline.to_owned(),
        Status::Retracted => format!("Retracted: {headline}"),
        Status::Withdrawn => format!("Withdrawn: {headline}"),
        Status::Superseded => format!("Superseded: {headline}"),
    }
}

fn person(shared: &Shared<'_>, contributor: &Contributor) -> FeedPerson {
    let byline = shared.byline(contributor);
    FeedPerson { name: byline.name, address: byline.address, url: None }
}

fn full_text(shared: &Shared<'_>, article: &Article) -> Prose {
    let style = articles::style(shared, article);
    let citing = Citing::new(shared, article, style);
    // Without a margin and a list of sources, works are named in notes alone.
    let clusters = citing.clusters(style == "notes");
    prose::of_article(article, clusters, citing.notes, style, &shared.site.settings)
}
