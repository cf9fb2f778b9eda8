//! What reference managers take from an article: itself, and the works that it cites.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::date::{PartialDate, WorkDate};
use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::base::words::Words;
use crate::cite::export::Format;
use crate::cite::item::Item;
use crate::cite::recommended;
use crate::model::article::{Article, Contributor};
use crate::parse::front::PersonName;
use crate::plan::ingredients;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::view::build::{self, Shared};
use crate::view::export::{CiteAs, ExportLinks};

/// The exports of articles, by the article's index; each in a format.
#[derive(Debug)]
struct Exports {
    format: Format,
    references: bool,
}

impl Recipe for Exports {
    fn make(&self, plan: &Plan, index: usize) -> Make {
        let shared = &plan.shared;
        let article = &shared.site.articles[index];
        let items = match self.references {
            true => references(shared, article),
            false => vec![of_article(shared, article)],
        };
        Make::Export(self.format, items)
    }

    fn ingredients(&self, plan: &Plan, index: usize) -> Option<Digest> {
        ingredients::of_article(plan, index)
    }
}

/// The exports of each public article.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let site = &shared.site;
    if !site.settings.outputs.exports {
        return Vec::new();
    }
    let mut outputs = Vec::with_capacity(site.public.len() * 6);
    // Of two articles that claim one address it is said once.
    let mut seen = HashSet::with_capacity(site.public.len());
    let public = site.public.iter().filter_map(|index| {
        let article = site.articles.get(*index)?;
        seen.insert(&article.address).then_some((*index, article))
    });
    let public: Vec<(usize, &Article)> = public.collect();
    for references in [false, true] {
        for format in Format::ALL {
            let recipe: Arc<dyn Recipe> = Arc::new(Exports { format, references });
            let what = if references { "the works cited" } else { "the citation" };
            let there =
                |(_, article): &&(usize, &Article)| !references || cites_works(article);
            outputs.extend(public.iter().filter(there).map(|(index, article)| {
                let address = address(article, references, format);
                Output::by(what, address, recipe.clone(), *index).asked_by(article.file())
            }));
        }
    }
    outputs
}

fn address(article: &Article, references: bool, format: Format) -> Address {
    let name = if references { "references" } else { "cite" };
    let folder = article.address.as_str().trim_end_matches('/');
    Address::new(format!("{folder}/{name}.{}", format.ending()))
}

/// Whether an article rests on a work that is identified. An outlet is none.
fn cites_works(article: &Article) -> bool {
    article.citations.iter().flatten().any(|cited| {
        article.references.get(*cited).is_some_and(|reference| reference.identified)
    })
}

/// The works that an article cites, in order of first citation.
fn references(shared: &Shared, article: &Article) -> Vec<Item> {
    let mut seen = vec![false; article.references.len()];
    let mut items = Vec::new();
    for cited in article.citations.iter().flatten() {
        let Some(reference) = article.references.get(*cited) else { continue };
        if std::mem::replace(&mut seen[*cited], true) || !reference.identified {
            continue;
        }
        items.push(shared.item(reference));
    }
    items
}

/// An article as a work.
pub fn of_article(shared: &Shared, article: &Article) -> Item {
    let (site, front) = (&shared.site, article.front());
    let settings = &site.settings;
    let view = build::kind(site, &article.kind, &Words::default());
    let report = matches!(&*view.schema, "Report" | "ScholarlyArticle");
    let publisher = settings.publisher.as_ref().map(|publisher| publisher.name.clone());
    let names = |people: &[Contributor]| -> Vec<PersonName> {
        people.iter().filter_map(|person| name(shared, person)).collect()
    };
    let credited = |role: &str| -> Vec<PersonName> {
        let credits = article.credits.iter().filter(|(known, _)| *known == role);
        credits.flat_map(|(_, people)| names(people)).collect()
    };
    let issued = front.date.map(|date| {
        let day = date.day();
        let (year, month, day) = (day.year(), Some(day.month()), Some(day.day()));
        WorkDate { start: PartialDate { year, month, day, circa: false }, end: None }
    });
    let (container, publisher) = match report {
        true => (None, publisher.or_else(|| Some(settings.title.clone()))),
        false => (Some(settings.title.clone()), publisher),
    };
    Item {
        id: article.slug.clone(),
        kind: if report { "report" } else { "article-magazine" },
        genre: Some(view.label),
        title: Some(front.title.clone()),
        authors: names(&article.authors),
        translators: credited("translator"),
        issued,
        container,
        publisher,
        address: Some(article.address.clone()),
        language: Some(front.lang.clone().unwrap_or_else(|| settings.language.clone())),
        summary: build::standfirst(article),
        ..Item::default()
    }
}

/// Somebody of a byline as a name with its parts; nobody who is unnamed.
fn name(shared: &Shared, contributor: &Contributor) -> Option<PersonName> {
    let author = contributor.id().and_then(|id| shared.site.authors.get(id));
    let (name, sorted, organisation) = match (contributor, author) {
        (Contributor::Unnamed { .. }, _) => return None,
        (_, Some(author)) => (&author.name, Some(&author.sort_name), author.organisation),
        (Contributor::Guest { name, .. }, None) => (name, None, false),
        (Contributor::Author(_), None) => return None,
    };
    if organisation {
        return Some(PersonName::Organisation(name.clone()));
    }
    let inverted = sorted.and_then(|sorted| sorted.split_once(", "));
    let (family, given) = inverted
        .or_else(|| name.rsplit_once(' ').map(|(given, family)| (family, given)))
        .unwrap_or((name, ""));
    let (family, given) = (family.to_owned(), given.to_owned());
    Some(PersonName::Person { family, given })
}

/// How an article asks to be cited, in each style.
pub fn cite_as(shared: &Shared, article: &Article) -> Vec<CiteAs> {
    if !shared.site.settings.outputs.exports {
        return Vec::new();
    }
    let item = of_article(shared, article);
    let styles = recommended::all(&item).into_iter();
    styles
        .map(|own| CiteAs { style: own.style, html: own.html, stop: own.stop })
        .collect()
}

/// Where the exports of an article are.
pub fn links(shared: &Shared, article: &Article) -> Vec<ExportLinks> {
    if !shared.site.settings.outputs.exports {
        return Vec::new();
    }
    let links = |references: bool| {
        let [bib, ris, json] =
            Format::ALL.map(|format| address(article, references, format));
        ExportLinks { references, bib, ris, json }
    };
    let mut all = vec![links(false)];
    all.extend(cites_works(article).then(|| links(true)));
    all
}
