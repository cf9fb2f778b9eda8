//! Feeds: the publication's with full text, and those of authors, terms and outlets with
//! summaries.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::base::url::absolute;
use crate::base::words::{name_of, said};
use crate::cite::style::Form;
use crate::model::address;
use crate::model::article::{Article, Contributor};
use crate::model::term::Term;
use crate::parse::front::{Channel, Status};
use crate::plan::make::{FeedMake, Make};
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::site::licence;
use crate::plan::{articles, ingredients, prose};
use crate::view::build::{Shared, standfirst};
use crate::view::cited::Citing;
use crate::view::feed::{FeedEntry, FeedPerson, FeedTerm, FeedView};
use crate::view::prose::Prose;
use crate::view::reference::ReferenceView;
use crate::view::shown::Shown;

/// Every feed.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let site = &shared.site;
    let switches = site.settings.outputs;
    let mut outputs = Vec::new();
    let full = [
        (switches.atom, "/feed.xml", Format::Atom),
        (switches.rss, "/rss.xml", Format::Rss),
        (switches.json_feed, "/feed.json", Format::Json),
    ];
    for (_, file, format) in full.into_iter().filter(|(on, ..)| *on) {
        outputs.push(Feed { of: Of::All, address: Address::new(file), format }.output());
    }
    let full = full.into_iter().filter(|(on, ..)| *on);
    for (language, (_, file, format)) in shared
        .languages
        .keys()
        .flat_map(|language| full.clone().map(move |f| (language, f)))
    {
        let address = address::in_language(language, &Address::new(file));
        outputs
            .push(Feed { of: Of::Language(language.clone()), address, format }.output());
    }
    if switches.term_feeds && switches.atom {
        let authors = site.authors.values();
        let authors =
            authors.filter_map(|a| Some((Of::Author(a.id.clone()), a.address.as_ref()?)));
        let terms = site.taxonomies.iter().flat_map(|(key, taxonomy)| {
            let of = |term: &Term| Of::Term(key.clone(), term.id.clone());
            let terms = taxonomy.terms.values();
            terms.filter_map(move |term| Some((of(term), term.address.as_ref()?)))
        });
        let outlets = site.outlets.values();
        let outlets =
            outlets.filter_map(|o| Some((Of::Outlet(o.id.clone()), o.address.as_ref()?)));
        let feed = |(of, page): (Of, &Address)| {
            Feed { of, address: page.child("feed.xml"), format: Format::Atom }.output()
        };
        outputs.extend(authors.chain(terms).chain(outlets).map(feed));
    }
    outputs
}

/// A feed.
#[derive(Debug)]
struct Feed {
    of: Of,
    address: Address,
    format: Format,
}

/// How a feed is written.
#[derive(Clone, Copy, Debug)]
enum Format {
    Atom,
    Rss,
    Json,
}

/// What a feed is of: everything, or everything in another language, with full texts; or one
/// thing, with summaries.
#[derive(Debug)]
enum Of {
    All,
    Language(String),
    One(usize),
    Author(Id),
    /// A term of the taxonomy of a key.
    Term(String, Id),
    Outlet(Id),
}

/// What a feed says of itself, and the articles that it holds.
struct Head {
    title: String,
    subtitle: Option<String>,
    home: Option<Address>,
    articles: Vec<usize>,
}

impl Recipe for Feed {
    fn make(&self, plan: &Plan, _number: usize) -> Make {
        let shared = &plan.shared;
        let feed = Box::new(self.feed(shared));
        match self.format {
            Format::Atom => Make::Atom(feed),
            Format::Rss => Make::Rss(feed),
            Format::Json => Make::JsonFeed(feed),
        }
    }

    fn ingredients(&self, plan: &Plan, _number: usize) -> Option<Digest> {
        let shared = &plan.shared;
        let site = &shared.site;
        let articles = self.articles(shared);
        let image = |index: &usize| {
            let image = site.articles.get(*index)?.resolved.image.as_ref()?;
            image.src.starts_with('/').then(|| Address::new(image.src.as_str()))
        };
        let images = articles.iter().filter_map(image);
        let lengths: Vec<_> = images.map(|image| length_of(shared, &image)).collect();
        let full = matches!(self.of, Of::All | Of::Language(_) | Of::One(_));
        let texts = articles.iter().filter(|_| full);
        let texts: Vec<_> =
            texts.map(|index| ingredients::of_article(plan, *index)).collect();
        let shown = ingredients::articles(site, &articles);
        Some(Digest::of(&(ingredients::common(plan), shown, texts, lengths)))
    }
}

impl Feed {
    /// The articles that it holds, newest first.
    fn articles(&self, shared: &Shared) -> Vec<usize> {
        let mut articles = self.of.head(shared).articles;
        articles.truncate(shared.site.settings.lists.feed);
        articles
    }

    fn output(self) -> Output {
        Output::by("a feed", self.address.clone(), Arc::new(self), 1)
    }

    fn feed(&self, shared: &Shared) -> FeedMake {
        let settings = &shared.site.settings;
        let full = matches!(self.of, Of::All | Of::Language(_) | Of::One(_));
        let Head { title, subtitle, home, .. } = self.of.head(shared);
        let indices = self.articles(shared);
        let articles: Vec<&Article> =
            indices.iter().filter_map(|index| shared.site.articles.get(*index)).collect();
        let entries: Vec<FeedEntry> =
            articles.iter().map(|article| entry(shared, article)).collect();
        let texts = indices.iter().zip(&articles).filter(|_| full);
        let texts = texts.map(|(index, article)| full_text(shared, *index, article));
        let (mut prose, references): (Vec<_>, _) = texts.unzip();
        prose.resize_with(entries.len(), || None);
        let publisher =
            settings.publisher.as_ref().map(|publisher| publisher.name.clone());
        let view = FeedView {
            id: absolute(&settings.base_url, &self.address),
            title,
            subtitle,
            language: match &self.of {
                Of::Language(language) => language.clone(),
                _ => settings.language.clone(),
            },
            home,
            address: self.address.clone(),
            updated: newest(&entries),
            authors: Vec::new(),
            publisher: publisher.unwrap_or_else(|| settings.title.clone()),
            icon: None,
            rights: settings.licence.as_deref().map(|text| licence(text).text),
            entries,
        };
        // Feeds of summaries call no component, so that nothing in them can fail.
        let files = articles.iter().filter(|_| full);
        let files = files.map(|article| article.file().clone()).collect();
        FeedMake { view, prose, references, files }
    }
}

impl Of {
    fn head(&self, shared: &Shared) -> Head {
        let site = &shared.site;
        let settings = &site.settings;
        let below = |name: &str| format!("{name} – {}", settings.title);
        match self {
            Of::All => Head {
                title: settings.title.clone(),
                subtitle: settings.description.clone(),
                home: (settings.outputs.home.then(|| Address::new("/")))
                    .or_else(|| shared.listing("articles")),
                articles: site.listed.iter().take(settings.lists.feed).copied().collect(),
            },
            Of::Language(language) => Head {
                title: below(name_of(language)),
                subtitle: None,
                home: (settings.outputs.home)
                    .then(|| shared.address_in(language, Address::new("/"))),
                articles: shared.languages[language].articles.clone(),
            },
            Of::One(index) => Head {
                title: settings.title.clone(),
                subtitle: None,
                home: None,
                articles: vec![*index],
            },
            Of::Author(id) => {
                let author = &site.authors[id];
                Head {
                    title: below(&author.name),
                    subtitle: author.front().and_then(|front| front.bio.clone()),
                    home: author.address.clone(),
                    articles: author.articles.clone(),
                }
            }
            Of::Term(key, id) => {
                let term = &site.taxonomies[key].terms[id];
                Head {
                    title: below(&term.name),
                    subtitle: term.front().and_then(|front| front.description.clone()),
                    home: term.address.clone(),
                    articles: term.articles.clone(),
                }
            }
            Of::Outlet(id) => {
                let outlet = &site.outlets[id];
                Head {
                    title: below(&outlet.name),
                    subtitle: None,
                    home: outlet.address.clone(),
                    articles: site.evidence.articles(id).into_iter().collect(),
                }
            }
        }
    }
}

fn entry(shared: &Shared, article: &Article) -> FeedEntry {
    let settings = &shared.site.settings;
    let front = article.front();
    let stamp = |moment: &crate::base::date::Moment| moment.rfc3339(&settings.zone);
    let published = front.date.as_ref().map(stamp).unwrap_or_default();
    let terms = article.terms.iter().flat_map(|(taxonomy, ids)| {
        let taxonomy = shared.site.taxonomies.get(taxonomy);
        ids.iter().filter_map(move |id| taxonomy?.terms.get(id))
    });
    let image =
        article.resolved.image.as_ref().filter(|image| image.src.starts_with('/'));
    let image = image.map(|image| Address::new(image.src.as_str()));
    FeedEntry {
        id: absolute(&settings.base_url, &article.address),
        title: title(shared, article),
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
        image_length: image.as_ref().and_then(|image| length_of(shared, image)),
        image,
        language: front.lang.clone().unwrap_or_else(|| settings.language.clone()),
    }
}

/// The length of an image: of the file beside an article that it is, or of one of `static/`.
fn length_of(shared: &Shared, image: &Address) -> Option<u64> {
    let snapshot = &shared.snapshot;
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
fn title(shared: &Shared, article: &Article) -> String {
    let headline = article.headlines.get(Channel::Feed);
    let text = match article.front().status {
        Status::Current => return headline.to_owned(),
        Status::Retracted => said("Retracted: {headline}"),
        Status::Withdrawn => said("Withdrawn: {headline}"),
        Status::Superseded => said("Superseded: {headline}"),
    };
    let words = shared.words(&articles::language(shared, article));
    words.fill(text, &[("headline", headline)])
}

fn person(shared: &Shared, contributor: &Contributor) -> FeedPerson {
    let byline = shared.byline(contributor);
    FeedPerson { name: byline.name, address: byline.address, url: None }
}

/// One article with its whole text, as if it were a feed.
pub fn of_one(shared: &Shared, index: usize) -> Option<FeedMake> {
    let article = shared.site.articles.get(index)?;
    let feed = Feed {
        of: Of::One(index),
        address: article.address.clone(),
        format: Format::Atom,
    };
    Some(feed.feed(shared))
}

/// The whole text of an article, and what it cites.
fn full_text(
    shared: &Shared,
    index: usize,
    article: &Article,
) -> (Option<Prose>, Vec<Shown<ReferenceView>>) {
    let style = articles::style(shared, article);
    let citing = Citing::new(shared, index, article, style);
    // Without a margin, works are named in notes alone.
    let clusters = citing.clusters(citing.form == Form::Notes);
    let (references, _) = citing.references();
    let settings = &shared.site.settings;
    let (form, words) = (citing.form.name(), citing.words);
    let prose = prose::of_article(article, clusters, citing.notes, form, settings, words);
    (Some(prose), references)
}
