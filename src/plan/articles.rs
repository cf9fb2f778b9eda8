//! The page of each article.

use std::sync::Arc;

use crate::base::date::Moment;
use crate::base::diagnostic::{Field, Place};
use crate::base::digest::Digest;
use crate::base::words::{Words, said};
use crate::model::article::{Article, Contributor};
use crate::model::public::State;
use crate::model::site::Site;
use crate::parse::front::{Channel, NoteKind, Status};
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::site::licence;
use crate::plan::{
    accounts, change, copy_links, exports, ingredients, prose, translations,
};
use crate::view::any::View;
use crate::view::article::{
    AlternativeView, ArticleView, BiographyView, CorrectionView, CreditView, HeadingView,
    NoteView, SeriesPlace, StatusView, TermLink, TermsOf,
};
use crate::view::build::{self, Shared, date};
use crate::view::card::{DateView, ImageView};
use crate::view::cited::Citing;
use crate::view::frame::Frame;

/// Words that are read in a minute.
pub const WORDS_A_MINUTE: usize = 230;

/// What the page of an article is, in words.
pub const WHAT: &str = "the article";

/// The pages of articles, each by the article's index.
#[derive(Debug)]
struct Pages;

impl Recipe for Pages {
    fn make(&self, plan: &Plan, index: usize) -> Make {
        let shared = &plan.shared;
        let article = &shared.site.articles[index];
        let template = article.front().template.as_deref().unwrap_or("article.html");
        let view = View::Article(Box::new(view(shared, index, article)));
        Make::page(template, frame(shared, article), view)
    }

    fn ingredients(&self, plan: &Plan, index: usize) -> Option<Digest> {
        ingredients::of_article(plan, index)
    }

    fn changed(&self, shared: &Shared, index: usize) -> Option<DateView> {
        change::of_articles(shared, [index])
    }
}

/// The page of each public article.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let recipe: Arc<dyn Recipe> = Arc::new(Pages);
    let site = &shared.site;
    let output =
        |index: &usize| Some(output(&recipe, *index, site.articles.get(*index)?));
    site.public.iter().filter_map(output).collect()
}

/// The page of each article that is held back, as it would be published.
pub fn held(shared: &Shared) -> Vec<Output> {
    let recipe: Arc<dyn Recipe> = Arc::new(Pages);
    let page = |(index, article): (usize, &Article)| {
        let held = Some(article.state).filter(|state| *state != State::Public)?;
        Some(Output { held: Some(held), ..output(&recipe, index, article) })
    };
    shared.site.articles.iter().enumerate().filter_map(page).collect()
}

fn output(recipe: &Arc<dyn Recipe>, index: usize, article: &Article) -> Output {
    let address = article.address.clone();
    let page = Output::page(WHAT, address, recipe.clone(), index);
    let mut output = page.of(article.file());
    if article.gist.rare.slug {
        output.place = Some(Place::value(article.file(), Field::key("slug")));
    }
    output
}

fn frame(shared: &Shared, article: &Article) -> Frame {
    let front = article.front();
    let language = language(shared, article);
    let title = article.headlines.get(Channel::Seo);
    let words = shared.words(&language);
    let listing = shared.listing("articles");
    let listing = listing.map(|listing| shared.address_in(&language, listing));
    let above = [(words.say("Articles"), listing)];
    let address = article.address.clone();
    Frame {
        description: build::standfirst(article),
        breadcrumbs: shared.breadcrumbs_in(&language, &above, &front.title),
        translations: translations::links(shared, article),
        ..shared.frame_in(&language, address, title, "articles")
    }
}

/// The language of an article.
pub fn language(shared: &Shared, article: &Article) -> String {
    let own = article.front().lang.clone();
    own.unwrap_or_else(|| shared.site.settings.language.clone())
}

/// The citation style of an article.
pub fn style<'a>(shared: &'a Shared, article: &'a Article) -> &'a str {
    let own = article.front().citation_style.as_deref();
    own.unwrap_or(&shared.site.settings.citation_style)
}

fn view(shared: &Shared, index: usize, article: &Article) -> ArticleView {
    let site = &*shared.site;
    let (settings, zone) = (&site.settings, &site.settings.zone);
    let (front, content) = (article.front(), article.content());
    let language = language(shared, article);
    let words = shared.words(&language);
    let citing = Citing::new(shared, index, article, style(shared, article));
    let (references, further_reading) = citing.references();
    let clusters = citing.clusters(true);
    ArticleView {
        address: article.address.clone(),
        title: front.title.clone(),
        headlines: article.headlines.channels.clone(),
        alternative_headlines: alternatives(article, words),
        alternative_titles: alternative_titles(article),
        alternatives_open: settings.headlines.open,
        kicker: front.kicker.clone(),
        kind: build::kind(site, &article.kind, words),
        authors: article.authors.iter().map(|author| shared.byline(author)).collect(),
        credits: credits(shared, article, words),
        updated: article.updated(zone).map(|updated| date(&updated, zone, words)),
        expires: front.expires.as_ref().map(|expires| date(expires, zone, words)),
        date: date(&front.date.unwrap_or_else(|| today(site)), zone, words),
        dateline: front.dateline.clone(),
        words: content.words,
        minutes: content.words.div_ceil(WORDS_A_MINUTE).max(1),
        image: build::lead_image(article),
        contents: contents(&content.headings),
        citation_style: citing.form.name().to_owned(),
        references,
        further_reading,
        corrections: corrections(shared, article, words),
        notes: notes(shared, article, words),
        status: status(shared, article, &language),
        series: series(shared, index, article, &language),
        terms: terms(shared, article),
        disclosures: front.disclosures.clone(),
        funding: front.funding.clone(),
        reviewed_by: front.reviewed_by.clone(),
        statement: statement(shared, article),
        biographies: article.authors.iter().map(|a| biography(shared, a)).collect(),
        previous: article.previous.and_then(|i| shared.card_in(i, &language)),
        next: article.next.and_then(|i| shared.card_in(i, &language)),
        cite_as: exports::cite_as(shared, article),
        exports: exports::links(shared, article),
        markdown: copy_links::markdown(shared, article),
        republish: copy_links::republish(shared, article),
        related: shared.cards_in(&article.related, &language),
        licence: settings.licence.as_deref().map(licence),
        extra: front.extra.clone(),
        prose: prose::of_article(
            article,
            clusters,
            citing.notes,
            citing.form.name(),
            settings,
            words,
        ),
        language,
        translation: translations::place(shared, article),
    }
}

/// The date of an article that has none yet: the public ones always have one.
pub fn today(site: &Site) -> Moment {
    Moment::Day(site.now.day(&site.settings.zone))
}

fn alternatives(article: &Article, words: &Words) -> Vec<AlternativeView> {
    let headlines = &article.front().alternative_headlines;
    let listed =
        article.headlines.listed.iter().filter_map(|index| headlines.get(*index));
    listed
        .map(|headline| AlternativeView {
            text: headline.text.clone(),
            channels: headline.channels.iter().map(|channel| channel.name()).collect(),
            labels: (headline.channels.iter())
                .map(|channel| words.say(channel.label()).to_owned())
                .collect(),
        })
        .collect()
}

fn alternative_titles(article: &Article) -> Vec<String> {
    let headlines = &article.front().alternative_headlines;
    let kept =
        article.headlines.metadata.iter().filter_map(|index| headlines.get(*index));
    kept.map(|headline| headline.text.clone()).collect()
}

fn credits(shared: &Shared, article: &Article, words: &Words) -> Vec<CreditView> {
    let label = |role| match role {
        "with" => said("With"),
        "translator" => said("Translated by"),
        "editor" => said("Edited by"),
        _ => said("Photographs by"),
    };
    let credit = |(role, people): &(&'static str, Vec<Contributor>)| CreditView {
        role,
        label: words.say(label(role)).to_owned(),
        people: people.iter().map(|person| shared.byline(person)).collect(),
    };
    article.credits.iter().map(credit).collect()
}

/// The headings that stand in a table of contents.
pub fn contents(headings: &[crate::parse::body::Heading]) -> Vec<HeadingView> {
    let view = |heading: &crate::parse::body::Heading| HeadingView {
        id: heading.id.clone(),
        text: heading.text.clone(),
        level: heading.level,
    };
    headings.iter().filter(|heading| heading.level <= 3).map(view).collect()
}

/// The corrections of an article, newest first.
fn corrections(shared: &Shared, article: &Article, words: &Words) -> Vec<CorrectionView> {
    let zone = &shared.site.settings.zone;
    let content = article.content();
    let mut corrections: Vec<_> =
        article.front().corrections.iter().enumerate().collect();
    corrections
        .sort_by_key(|(index, c)| (std::cmp::Reverse(c.date.timestamp(zone)), *index));
    corrections
        .into_iter()
        .map(|(index, correction)| {
            let block = article.correction_blocks.get(index).copied().flatten();
            CorrectionView {
                id: prose::correction_id(index),
                date: date(&correction.date, zone, words),
                text: correction.text.clone(),
                block: block
                    .and_then(|b| content.blocks.get(b))
                    .map(|block| block.id.clone()),
            }
        })
        .collect()
}

/// The word before a note.
pub fn note_label(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Editor => said("Editor's note"),
        NoteKind::Clarification => said("Clarification"),
        NoteKind::Update => said("Update"),
    }
}

fn notes(shared: &Shared, article: &Article, words: &Words) -> Vec<NoteView> {
    let zone = &shared.site.settings.zone;
    let notes = article.front().notes.iter();
    notes
        .map(|note| NoteView {
            kind: note.kind.name(),
            label: words.say(note_label(note.kind)).to_owned(),
            date: note.date.as_ref().map(|moment| date(moment, zone, words)),
            text: note.text.clone(),
        })
        .collect()
}

fn status(shared: &Shared, article: &Article, language: &str) -> Option<StatusView> {
    let status = article.front().status;
    let label = match status {
        Status::Current => return None,
        Status::Retracted => said("Retracted"),
        Status::Withdrawn => said("Withdrawn"),
        Status::Superseded => said("Superseded"),
    };
    let label = shared.words(language).say(label).to_owned();
    let superseded_by =
        article.superseded_by.and_then(|index| shared.card_in(index, language));
    Some(StatusView { id: status.name(), label, superseded_by })
}

fn series(
    shared: &Shared,
    index: usize,
    article: &Article,
    language: &str,
) -> Option<SeriesPlace> {
    let series = shared.site.series.get(article.series.as_ref()?)?;
    let place = series.articles.iter().position(|part| *part == index)?;
    let part = |place: Option<usize>| {
        let index = place.and_then(|place| series.articles.get(place));
        index.and_then(|index| shared.card_in(*index, language))
    };
    Some(SeriesPlace {
        name: series.name.clone(),
        address: series.address.clone(),
        part: place + 1,
        parts: series.articles.len(),
        previous: part(place.checked_sub(1)),
        next: part(Some(place + 1)),
    })
}

/// The terms of an article, taxonomy by taxonomy.
pub fn terms(shared: &Shared, article: &Article) -> Vec<TermsOf> {
    let of = |(key, ids): (&String, &Vec<crate::base::id::Id>)| {
        let taxonomy = shared.site.taxonomies.get(key)?;
        let link = |id: &crate::base::id::Id| {
            let term = taxonomy.terms.get(id)?;
            Some(TermLink {
                id: id.to_string(),
                name: term.name.clone(),
                address: term.address.clone(),
                count: 0,
                same_as: term.front().map_or_else(Vec::new, |f| f.same_as.clone()),
            })
        };
        Some(TermsOf {
            taxonomy: key.clone(),
            name: shared.words(&language(shared, article)).say(&taxonomy.name).to_owned(),
            terms: ids.iter().filter_map(link).collect(),
        })
    };
    article.terms.iter().filter_map(of).collect()
}

fn statement(shared: &Shared, article: &Article) -> Option<String> {
    let name = article.front().views.as_deref().unwrap_or("default");
    shared.site.settings.statements.get(name).cloned()
}

fn biography(shared: &Shared, contributor: &Contributor) -> BiographyView {
    let byline = shared.byline(contributor);
    let author = contributor.id().and_then(|id| shared.site.authors.get(id));
    let front = author.and_then(|author| author.front());
    let mut view = BiographyView {
        name: byline.name,
        address: byline.address,
        kind: byline.kind,
        role: front.and_then(|front| front.role.clone()),
        affiliation: front.and_then(|front| front.affiliation.clone()),
        text: front.and_then(|front| front.bio.clone()),
        photo: author.and_then(photo),
        orcid: front.and_then(|front| front.orcid.clone()),
        same_as: front.map_or_else(Vec::new, |front| front.same_as.clone()),
        x: front.and_then(accounts::of_x),
        fediverse: front.and_then(accounts::of_fediverse),
    };
    if let (None, Some(author)) = (&view.text, author) {
        view.text = author.profile.as_ref().and_then(|document| {
            document.content.blocks.first().map(|block| block.text.to_string())
        });
    }
    match contributor {
        Contributor::Guest { role, affiliation, bio, .. } => {
            view.role = role.clone().or(view.role);
            view.affiliation = affiliation.clone().or(view.affiliation);
            view.text = bio.clone().or(view.text);
        }
        Contributor::Unnamed { reason, .. } => view.text = reason.clone(),
        Contributor::Author(_) => {}
    }
    view
}

/// The photograph of an author.
pub fn photo(author: &crate::model::author::Author) -> Option<ImageView> {
    // It is published under the author's page.
    author.address.as_ref()?;
    Some(build::front_image(
        author.front()?.photo.as_ref()?,
        author.resolved.image.as_ref()?,
    ))
}
