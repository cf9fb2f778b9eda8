//! What the views of one build share: cards, the menu, the words for dates.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::base::date::Moment;
use crate::base::form::direction;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::base::words::{Words, key};
use crate::cite::formatted_memo::FormattedMemo;
use crate::cite::item::Item;
use crate::load::snapshot::Snapshot;
use crate::model::address;
use crate::model::article::{Article, Contributor};
use crate::model::outlet::UNATTRIBUTED;
use crate::model::reference::Reference;
use crate::model::resolved::ResolvedImage;
use crate::model::site::Site;
use crate::parse::front::{Channel, ImageFront, Status};
use crate::view::card::{BylineView, Card, DateView, ImageView, KindView};
use crate::view::frame::{Crumb, FeedLink, Frame, Menu};
use crate::view::menu::menu;
use crate::view::outlet::OutletEntry;
use crate::view::outlets::{links, outlet_link, outlets};
use crate::view::reference::{OutletLink, Reliance};
use crate::view::shown::Shown;
use crate::view::tongue::{self, LanguagePages, Tongue};

/// What the views of one build share. They are made when they are asked for, from any
/// thread; so is each card.
#[derive(Debug)]
pub struct Shared {
    /// The site.
    pub site: Arc<Site>,
    /// The inputs.
    pub snapshot: Arc<Snapshot>,
    /// What pages in each language share, by the language of their words.
    tongues: BTreeMap<String, Tongue>,
    /// The key of the publication's own among them.
    own: String,
    /// The entry of each outlet that has a page or passages.
    pub outlets: BTreeMap<Id, OutletEntry>,
    /// The link of each outlet.
    links: HashMap<Id, Shown<OutletLink>>,
    /// What styles of CSL have made of citations.
    pub formatted: Arc<FormattedMemo>,
    /// The publication's own feeds.
    pub feeds: Vec<FeedLink>,
    /// The languages that have articles and are not the publication's, with what their own
    /// pages share.
    pub languages: BTreeMap<String, LanguagePages>,
    /// The day of the newest public article.
    pub newest: Option<Date>,
}

impl Shared {
    /// Prepares what the views of a site share.
    pub fn new(
        site: Arc<Site>,
        snapshot: Arc<Snapshot>,
        formatted: Arc<FormattedMemo>,
    ) -> Self {
        let tongue = |words: Words| {
            let menu = menu(&site, &words);
            Tongue::new(words, menu, site.articles.len())
        };
        let tongues = tongue::words(&site).into_iter();
        let tongues: BTreeMap<String, Tongue> =
            tongues.map(|(key, words)| (key, tongue(words))).collect();
        let own = key(&site.settings.language, &site.settings.words);
        let words = &tongues[&own].words;
        Self {
            snapshot,
            formatted,
            outlets: outlets(&site, words),
            links: links(&site, words),
            feeds: tongue::feeds(&site, &site.settings.title, |file| file),
            languages: tongue::languages(&site, &tongues),
            newest: newest(&site),
            tongues,
            own,
            site,
        }
    }

    /// What pages in a language share.
    pub fn tongue(&self, language: &str) -> &Tongue {
        let settings = &self.site.settings;
        let other = (language != settings.language)
            .then(|| self.tongues.get(&key(language, &settings.words)));
        other.flatten().unwrap_or_else(|| &self.tongues[&self.own])
    }

    /// The words of pages in a language.
    pub fn words(&self, language: &str) -> &Words {
        &self.tongue(language).words
    }

    /// The menu of pages in the publication's language.
    pub fn own_menu(&self) -> &Shown<Menu> {
        &self.tongues[&self.own].menu
    }

    /// The words of pages in the publication's language.
    pub fn own_words(&self) -> &Words {
        &self.tongues[&self.own].words
    }

    /// The card of a public article, for pages in the publication's language.
    pub fn card(&self, index: usize) -> Option<Shown<Card>> {
        self.card_in(index, &self.site.settings.language)
    }

    /// The card of a public article, for pages in a language.
    pub fn card_in(&self, index: usize, language: &str) -> Option<Shown<Card>> {
        let article = self.site.articles.get(index).filter(|a| a.is_public())?;
        let tongue = self.tongue(language);
        tongue.card(index, || card(&self.site, article, language, &tongue.words))
    }

    /// The cards of some articles, for pages in the publication's language.
    pub fn cards(&self, indices: &[usize]) -> Vec<Shown<Card>> {
        self.cards_in(indices, &self.site.settings.language)
    }

    /// The cards of some articles, for pages in a language.
    pub fn cards_in(&self, indices: &[usize], language: &str) -> Vec<Shown<Card>> {
        indices.iter().filter_map(|index| self.card_in(*index, language)).collect()
    }

    /// The frame of a page in the publication's language.
    pub fn frame(&self, address: Address, title: &str, section: &str) -> Frame {
        self.frame_in(&self.site.settings.language, address, title, section)
    }

    /// The frame of a page in a language.
    pub fn frame_in(
        &self,
        language: &str,
        address: Address,
        title: &str,
        section: &str,
    ) -> Frame {
        Frame {
            address,
            title: title.to_owned(),
            description: None,
            direction: direction(language),
            language: language.to_owned(),
            section: section.to_owned(),
            breadcrumbs: Vec::new(),
            robots: None,
            translations: Vec::new(),
            menu: match self.languages.get(language) {
                Some(own) => own.menu.clone(),
                None => self.tongue(language).menu.clone(),
            },
            feeds: match self.languages.get(language) {
                Some(own) => own.feeds.clone(),
                None => self.feeds.clone(),
            },
        }
    }

    /// The way down to a page: home, the listings above it, and the page itself.
    pub fn breadcrumbs(
        &self,
        above: &[(&str, Option<Address>)],
        own: &str,
    ) -> Vec<Crumb> {
        self.breadcrumbs_in(&self.site.settings.language, above, own)
    }

    /// The way down to a page in a language.
    pub fn breadcrumbs_in(
        &self,
        language: &str,
        above: &[(&str, Option<Address>)],
        own: &str,
    ) -> Vec<Crumb> {
        let words = self.words(language);
        let home = || self.address_in(language, Address::new("/"));
        let home = self.site.settings.outputs.home.then(home);
        let crumb = |label: &str, address| Crumb { label: label.to_owned(), address };
        let mut crumbs: Vec<Crumb> =
            home.map(|home| crumb(words.say("Home"), Some(home))).into_iter().collect();
        let above = above.iter().filter(|(_, address)| address.is_some());
        crumbs.extend(above.map(|(label, address)| crumb(label, address.clone())));
        crumbs.push(crumb(own, None));
        crumbs
    }

    /// The address of the same page in a language, where that has pages of its own.
    pub fn address_in(&self, language: &str, address: Address) -> Address {
        match self.languages.contains_key(language) {
            true => address::in_language(language, &address),
            false => address,
        }
    }

    /// The address of a listing that this build emits.
    pub fn listing(&self, name: &str) -> Option<Address> {
        let outputs = &self.site.settings.outputs;
        let on = match name {
            "articles" => outputs.articles,
            "archive" => outputs.archive,
            "authors" => outputs.author_list,
            "sources" => outputs.outlet_list,
            "series" => outputs.series && !self.site.series.is_empty(),
            "corrections" => outputs.corrections,
            _ => outputs.topic_list,
        };
        on.then(|| address::listing(name))
    }

    /// An outlet by name, with its page.
    pub fn outlet_link(&self, id: &Id) -> Shown<OutletLink> {
        let link = self.links.get(id).cloned();
        link.unwrap_or_else(|| {
            Shown::new(outlet_link(self.site.outlets.get(id), id, self.own_words()))
        })
    }

    /// A reference as bibliographic tools know it.
    pub fn item(&self, reference: &Reference) -> Item {
        let outlet = reference.outlet.as_ref().and_then(|id| self.site.outlets.get(id));
        let outlet = outlet.map(|outlet| {
            let entry = outlet.entry.as_ref();
            (&*outlet.name, entry.and_then(|entry| entry.kind.as_deref()))
        });
        Item::of_source(reference.key.as_str(), &reference.source, outlet)
    }

    /// The outlets that some articles' citations rest on, most first.
    pub fn reliance(&self, articles: &[usize], limit: usize) -> (Vec<Reliance>, usize) {
        let unattributed = Id::fold(UNATTRIBUTED);
        let mut counts: HashMap<&Id, usize> = HashMap::new();
        let mut total = 0;
        for article in articles.iter().filter_map(|index| self.site.articles.get(*index))
        {
            for reference in article.citations.iter().flatten() {
                total += 1;
                let reference = article.references.get(*reference);
                let outlet = reference.and_then(|r| r.outlet.as_ref());
                *counts.entry(outlet.unwrap_or(&unattributed)).or_default() += 1;
            }
        }
        let mut counts: Vec<(&Id, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        counts.truncate(limit);
        let reliance = |(id, count): (&Id, usize)| Reliance {
            outlet: self.outlet_link(id),
            count,
            percent: (count * 100 + total / 2) / total.max(1),
        };
        (counts.into_iter().map(reliance).collect(), total)
    }

    /// A byline's name with its page.
    pub fn byline(&self, contributor: &Contributor) -> BylineView {
        byline(&self.site, contributor)
    }
}

/// A moment as a page shows it.
pub fn date(moment: &Moment, zone: &TimeZone, words: &Words) -> DateView {
    DateView::new(moment, zone, words)
}

/// A name of a byline with its page.
pub fn byline(site: &Site, contributor: &Contributor) -> BylineView {
    match contributor {
        Contributor::Author(id) => {
            let author = site.authors.get(id);
            BylineView {
                name: author.map_or_else(|| id.to_string(), |author| author.name.clone()),
                address: author.and_then(|author| author.address.clone()),
                kind: match author.is_some_and(|author| author.organisation) {
                    true => "organisation",
                    false => "person",
                },
            }
        }
        Contributor::Guest { id, name, .. } => BylineView {
            name: name.clone(),
            address: site.authors.get(id).and_then(|author| author.address.clone()),
            kind: "person",
        },
        Contributor::Unnamed { description, .. } => {
            BylineView { name: description.clone(), address: None, kind: "unnamed" }
        }
    }
}

/// The kind of an article in words.
pub fn kind(site: &Site, id: &str, words: &Words) -> KindView {
    let kind = site.settings.kinds.get(id);
    KindView {
        id: id.to_owned(),
        label: kind
            .map_or_else(|| id.to_owned(), |kind| words.say(&kind.label).to_owned()),
        schema: kind.map_or_else(|| "NewsArticle".to_owned(), |kind| kind.schema.clone()),
    }
}

/// An image of front matter.
pub fn front_image(front: &ImageFront, resolved: &ResolvedImage) -> ImageView {
    ImageView {
        src: resolved.src.clone(),
        alt: front.alt.clone(),
        title: String::new(),
        width: resolved.dimensions.map(|(width, _)| width),
        height: resolved.dimensions.map(|(_, height)| height),
        credit: front.credit.clone(),
        licence: front.licence.clone(),
    }
}

/// The lead image of an article.
pub fn lead_image(article: &Article) -> Option<ImageView> {
    Some(front_image(article.front().image.as_ref()?, article.resolved.image.as_ref()?))
}

/// The standfirst as plain text: its Markdown is for the article's own page.
pub fn standfirst(article: &Article) -> Option<String> {
    let mut blocks = article.content().blocks.iter();
    let block = blocks.find(|block| block.id == "standfirst")?;
    (!block.text.is_empty()).then(|| block.text.to_string())
}

fn card(site: &Site, article: &Article, page: &str, words: &Words) -> Card {
    let front = article.front();
    let zone = &site.settings.zone;
    let epoch = Moment::Day(Date::constant(1970, 1, 1));
    let published = front.date.unwrap_or(epoch);
    let language = front.lang.as_ref().unwrap_or(&site.settings.language);
    let language = (language != page).then(|| language.clone());
    Card {
        address: article.address.clone(),
        title: front.title.clone(),
        headline: article.headlines.get(Channel::Card).to_owned(),
        home_headline: article.headlines.get(Channel::Home).to_owned(),
        kicker: front.kicker.clone(),
        kind: kind(site, &article.kind, words),
        standfirst: standfirst(article),
        date: date(&published, zone, words),
        updated: article.updated(zone).map(|updated| date(&updated, zone, words)),
        authors: article.authors.iter().map(|author| byline(site, author)).collect(),
        sources: front.sources.len(),
        image: lead_image(article),
        language,
        status: (front.status != Status::Current).then(|| front.status.name()),
    }
}

/// The day of the newest public article.
fn newest(site: &Site) -> Option<Date> {
    let public = site.public.iter().filter_map(|index| site.articles.get(*index));
    public.filter_map(|article| Some(article.front().date?.day())).max()
}
