//! What outputs are made of, told by digests of the inputs of their views. As long as those are
//! what they were, an output need not be made to be known unchanged; when they differ, what it
//! is made of is looked at.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::model::article::Article;
use crate::model::reference::Reference;
use crate::model::site::{Registered, Site};
use crate::plan::output::Plan;

/// What any page may show beside articles: settings, names and addresses of everybody and
/// everything, the menu, feeds.
pub fn common(plan: &Plan) -> Digest {
    *plan.common.get_or_init(|| {
        let (shared, site) = (&plan.shared, &plan.shared.site);
        let authors = site.authors.iter().map(|(id, author)| {
            let profile = author.profile.as_ref().map(|profile| profile.digest);
            let about = (&author.name, &author.address, author.organisation);
            (id, about, profile, author.resolved.against)
        });
        let authors: Vec<_> = authors.collect();
        let terms = site.taxonomies.iter().flat_map(|(key, taxonomy)| {
            taxonomy.terms.iter().map(move |(id, term)| {
                let document = term.document.as_ref().map(|document| document.digest);
                let about = (&term.name, &term.address, &term.parent);
                (key, &taxonomy.name, id, about, document, term.resolved.against)
            })
        });
        let terms: Vec<_> = terms.collect();
        let outlets = site
            .outlets
            .iter()
            .map(|(id, outlet)| (id, &outlet.name, &outlet.address, &outlet.entry));
        let outlets: Vec<_> = outlets.collect();
        let settings = format!("{:?}", site.settings);
        let languages: Vec<&String> = shared.languages.keys().collect();
        let around = (
            &settings,
            languages,
            shared.own_menu(),
            &shared.feeds,
            site.styles.digest(),
        );
        // Which shared works there are is told by what each article cites.
        let registered =
            Registered { library: Digest::default(), ..site.kept.registered };
        Digest::of(&(around, registered, authors, terms, outlets))
    })
}

/// What a card is made of, and the rest of what an article says.
fn article(article: &Article) -> impl std::hash::Hash + use<> {
    let document = &article.document;
    let (cites, against) = (article.gist.parts.evidence, article.resolved.against);
    let now = (article.state, article.headlines.held.clone());
    (document.digest, document.file.clone(), cites, against, now)
}

/// Articles, of which cards, passages or counts are shown.
pub fn articles<'a>(site: &Site, indices: impl IntoIterator<Item = &'a usize>) -> Digest {
    let all = indices.into_iter().map(|index| site.articles.get(*index).map(article));
    Digest::of(&all.collect::<Vec<_>>())
}

/// What is known of addresses of references at which nothing is left.
pub fn dead<'a>(
    site: &Site,
    references: impl IntoIterator<Item = &'a Arc<Reference>>,
) -> Digest {
    if site.dead.is_empty() {
        return Digest::default();
    }
    let dead = references.into_iter().map(|r| site.dead.of_reference(r));
    Digest::of(&dead.collect::<Vec<_>>())
}

/// The page of an article, or its whole text in a feed.
pub fn of_article(plan: &Plan, index: usize) -> Option<Digest> {
    let site = &plan.shared.site;
    let article = site.articles.get(index)?;
    // One without a date bears that of the day.
    article.gist.published?;
    let series = article.series.as_ref().and_then(|id| site.series.get(id));
    let place = series.and_then(|s| s.articles.iter().position(|part| *part == index));
    let parts = series.map(|series| {
        let around = place.map(|place| {
            let before = place.checked_sub(1).and_then(|at| series.articles.get(at));
            [before.copied(), series.articles.get(place + 1).copied()]
        });
        let beside: Vec<usize> = around.into_iter().flatten().flatten().collect();
        let about = (&series.name, &series.address, series.articles.len(), place);
        (Digest::of(&about), articles(site, &beside))
    });
    let named = article.superseded_by.iter().chain(&article.previous);
    let shown = named.chain(&article.next).chain(article.related.iter());
    let beside =
        (article.previous.is_some(), article.next.is_some(), article.related.len());
    let works: Vec<_> = (0..article.references.len())
        .map(|reference| site.evidence.of_reference(index, reference)?.address.as_ref())
        .collect();
    // Of its other languages only that they are there, and where.
    let languages = article.languages.iter().map(|other| {
        let other = site.articles.get(*other)?;
        Some((&other.address, &other.front().lang, other.original.is_some()))
    });
    let languages: Vec<_> = languages.collect();
    let own = (articles(site, [&index]), dead(site, &article.references), languages);
    Some(Digest::of(&(common(plan), own, parts, beside, articles(site, shown), works)))
}

/// The page at the share address of a headline.
pub fn of_share(plan: &Plan, index: usize) -> Option<Digest> {
    let site = &plan.shared.site;
    // One without a date bears that of the day.
    site.articles.get(index)?.gist.published?;
    Some(Digest::of(&(common(plan), articles(site, [&index]))))
}

/// The evidence for an outlet or a work: what it is made of beside the articles that cite it.
pub fn evidence(plan: &Plan, outlet: &Id) -> Digest {
    let site = &plan.shared.site;
    let newest = articles(site, site.public.first());
    let entry = plan.shared.outlets.get(outlet);
    Digest::of(&(common(plan), site.kept.sources.0, newest, entry))
}
