//! Feeds: the publication's with full text, and those of authors, terms and outlets with
//! summaries.

use crate::base::path::Address;
use crate::base::url::absolute;
use crate::load::snapshot::Snapshot;
use crate::model::article::{Article, Contributor};
use crate::parse::front::{Channel, Status};
use crate::plan::output::{FeedMake, Make, Output};
use crate::plan::site::licence;
use crate::plan::{articles, prose};
use crate::view::build::{Shared, standfirst};
use crate::view::cited::Citing;
use crate::view::feed::{FeedEntry, FeedPerson, FeedTerm, FeedView};
use crate::view::prose::Prose;
use crate::view::reference::ReferenceView;

/// Every feed.
pub fn outputs(shared: &Shared<'_>, snapshot: &Snapshot) -> Vec<Output> {
    let site = shared.site;
    let switches = site.settings.outputs;
    let mut outputs = Vec::new();
    let newest: Vec<usize> =
        site.public.iter().take(site.settings.lists.feed).copied().collect();
    let full = |file: &str| Feed {
        title: site.settings.title.clone(),
        subtitle: site.settings.description.clone(),
        home: switches
            .home
            .then(|| Address::new("/"))
            .or_else(|| shared.listing("articles")),
        address: Address::new(file),
        articles: newest.clone(),
        full: true,
    };
    if switches.atom {
        let feed = full("/feed.xml").make(shared, snapshot);
        outputs.push(output(Make::Atom(Box::new(feed))));
    }
    if switches.rss {
        let feed = full("/rss.xml").make(shared, snapshot);
        outputs.push(output(Make::Rss(Box::new(feed))));
    }
    if switches.json_feed {
        let feed = full("/feed.json").make(shared, snapshot);
        outputs.push(output(Make::JsonFeed(Box::new(feed))));
    }
    if switches.term_feeds && switches.atom {
        let feeds = authors(shared).chain(terms(shared)).chain(outlets(shared));
        let make = |feed: Feed| Make::Atom(Box::new(feed.make(shared, snapshot)));
        outputs.extend(feeds.map(|feed| output(make(feed))));
    }
    outputs
}

fn output(make: Make) -> Output {
    let address = match &make {
        Make::Atom(feed) | Make::Rss(feed) | Make::JsonFeed(feed) => {
            feed.view.address.clone()
        }
        _ => Address::new("/feed.xml"),
    };
    Output { address, place: None, what: "a feed".to_owned(), make, held: None }
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
    fn make(self, shared: &Shared<'_>, snapshot: &Snapshot) -> FeedMake {
        let settings = &shared.site.settings;
        let articles: Vec<&Article> = self
            .articles
            .iter()
            .filter_map(|index| shared.site.articles.get(*index))
            .collect();
        let entries: Vec<FeedEntry> =
            articles.iter().map(|article| entry(shared, snapshot, article)).collect();
        let texts = self.articles.iter().zip(&articles).filter(|_| self.full);
        let texts = texts.map(|(index, article)| full_text(shared, *index, article));
        let (mut prose, references): (Vec<_>, _) = texts.unzip();
        prose.resize_with(entries.len(), || None);
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
            rights: settings.licence.as_deref().map(|text| licence(text).text),
            entries,
        };
        // Feeds of summaries call no component, so that nothing in them can fail.
        let files = articles.iter().filter(|_| self.full);
        let files = files.map(|article| article.file().clone()).collect();
        FeedMake { view, prose, references, files }
    }
}

fn entry(shared: &Shared<'_>, snapshot: &Snapshot, article: &Article) -> FeedEntry {
    let settings = &shared.site.settings;
    let front = article.front();
    let stamp = |moment: &crate::base::date::Moment| moment.rfc3339(&settings.zone);
    let published = front.date.as_ref().map(stamp).unwrap_or_default();
    let terms = article.terms.iter().flat_map(|(taxonomy, ids)| {
        let taxonomy = shared.site.taxonomies.get(taxonomy);
        ids.iter().filter_map(move |id| taxonomy?.terms.get(id))
    });
    let image = article.image.as_ref().filter(|image| image.src.starts_with('/'));
    let image = image.map(|image| Address::new(image.src.as_str()));
    FeedEntry {
        id: absolute(&settings.base_url, &article.address),
        title: title(article),
        address: article.address.clone(),
        updated: article
            .updated(&settings.zone)
            .map_or_else(|| published.clone(), |moment| stamp(&moment)),
        published,
        authors: article.authors.iter().map(|author| person(shared, author)).collect(),
        summary: standfirst(article),
        content: None,
        topics: terms
            .map(|term| FeedTerm { term: term.id.to_string(), label: term.name.clone() })
            .collect(),
        image_length: image.as_ref().and_then(|image| length(shared, snapshot, image)),
        image,
        language: front.lang.clone().unwrap_or_else(|| settings.language.clone()),
    }
}

/// The length of an image: of the file beside an article that it is, or of one of `static/`.
fn length(shared: &Shared<'_>, snapshot: &Snapshot, image: &Address) -> Option<u64> {
    let input = match shared.site.files.get(image) {
        Some(file) => snapshot.get(file.as_str()),
        None => snapshot.get(&format!("static{image}")),
    };
    input.map(|input| input.size)
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

/// The whole text of an article, and what it cites.
fn full_text(
    shared: &Shared<'_>,
    index: usize,
    article: &Article,
) -> (Option<Prose>, Vec<ReferenceView>) {
    let style = articles::style(shared, article);
    let citing = Citing::new(shared, article, style);
    // Without a margin, works are named in notes alone.
    let clusters = citing.clusters(style == "notes");
    let (references, _) = citing.references(index);
    let settings = &shared.site.settings;
    let prose = prose::of_article(article, clusters, citing.notes, style, settings);
    (Some(prose), references)
}
