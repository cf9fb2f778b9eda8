//! What content/home.yml asks for.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::id::Id;
use crate::base::suggest::nearest;
use crate::model::article_names::ArticleNames;
use crate::model::home::{Home, Row};
use crate::model::site::Site;
use crate::parse::document::{Document, Front};
use crate::parse::entities::{HomeFront, RowFront};

/// How many articles a row shows when it does not say.
const ROW: usize = 4;

/// Resolves the front page. A name that is no public article is an error.
pub fn resolve(
    site: &Site,
    document: Option<&Document>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Home {
    let empty = HomeFront::default();
    let (front, finder) = match document {
        Some(Document { file, front: Front::Home(front), .. }) => {
            (&**front, Some(Finder { site, names: &site.kept.names.1, file }))
        }
        _ => (&empty, None),
    };
    let mut find = |written: &str, field: Field| {
        finder.as_ref().and_then(|finder| finder.article(written, field, diagnostics))
    };
    let lead = front.lead.as_deref().and_then(|lead| find(lead, Field::key("lead")));
    let second: Vec<usize> = front
        .second
        .iter()
        .enumerate()
        .filter_map(|(n, written)| find(written, Field::key("second").at(n)))
        .collect();
    let (mut pinned, mut pins) = (Vec::new(), Vec::new());
    for (n, pin) in front.pinned.iter().enumerate() {
        let field = Field::key("pinned").at(n).then("article");
        let Some(article) = find(&pin.article, field) else { continue };
        let until = pin.until.map(|until| until.timestamp(&site.settings.zone));
        pins.extend(until.map(|until| (until, article)));
        if until.is_none_or(|until| !site.now.passed(until)) {
            pinned.push(article);
        }
    }
    let rows = front
        .rows
        .iter()
        .enumerate()
        .filter_map(|(n, row)| finder.as_ref()?.row(n, row, diagnostics))
        .collect();
    let (second, pinned) = (once(second), once(pinned));
    let mut home = Home { lead, second, river: Vec::new(), rows, pins };
    fill(&mut home, site, &pinned);
    home
}

/// Each article where it is named first.
fn once(named: Vec<usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    named.into_iter().filter(|index| seen.insert(*index)).collect()
}

/// Fills what home.yml leaves open: the newest leads, the next three stand beside it when
/// nothing was named, and the river follows.
fn fill(home: &mut Home, site: &Site, pinned: &[usize]) {
    let mut rest: Vec<usize> = pinned.to_vec();
    rest.extend(site.listed.iter().filter(|index| !pinned.contains(index)));
    if home.lead.is_none() {
        let newest = site.listed.iter().find(|index| !home.second.contains(index));
        home.lead = newest.copied();
    }
    rest.retain(|index| Some(*index) != home.lead && !home.second.contains(index));
    if home.second.is_empty() && rest.len() > 3 {
        home.second = rest.drain(..3).collect();
    }
    rest.truncate(site.settings.lists.home);
    home.river = rest;
}

/// Finds articles and things by what home.yml writes.
struct Finder<'a> {
    site: &'a Site,
    names: &'a ArticleNames,
    file: &'a crate::base::path::FilePath,
}

impl Finder<'_> {
    fn article(
        &self,
        written: &str,
        field: Field,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let place = Place::value(self.file, field);
        let articles = &self.site.articles;
        let found = self.names.find(articles, written, place.clone());
        let index = found.map_err(|error| diagnostics.push(*error)).ok()?;
        let article = articles.get(index)?;
        if article.is_public() {
            return Some(index);
        }
        let state = article.state.name();
        let message = format!("the article `{written}` is not public: {state}");
        diagnostics.push(
            Diagnostic::error("held-back-article", place, message)
                .hint("take it off the front page until it is published"),
        );
        None
    }

    fn row(
        &self,
        number: usize,
        row: &RowFront,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Row> {
        let id = Id::fold(&row.value);
        let site = self.site;
        let key = if row.by == "topic" { "topics" } else { &*row.by };
        let found = match key {
            "series" => site.series.get(&id).map(|series| {
                let newest: Vec<usize> = series.articles.iter().rev().copied().collect();
                (series.name.clone(), series.address.clone(), newest)
            }),
            "author" => site
                .authors
                .get(&id)
                .map(|a| (a.name.clone(), a.address.clone(), a.articles.clone())),
            "kind" => site.settings.kinds.get(id.as_str()).map(|kind| {
                let of_kind = |i: &&usize| site.articles[**i].kind == id.as_str();
                let articles = site.listed.iter().filter(of_kind).copied().collect();
                (kind.label.clone(), None, articles)
            }),
            taxonomy => site.taxonomies.get(taxonomy).and_then(|taxonomy| {
                let by_name =
                    || taxonomy.terms.values().find(|t| Id::fold(&t.name) == id);
                let term = taxonomy.terms.get(&id).or_else(by_name)?;
                Some((term.name.clone(), term.address.clone(), term.articles.clone()))
            }),
        };
        let Some((name, address, mut articles)) = found else {
            let field = Field::key("rows").at(number).then(row.by.clone());
            let message = format!("there is no {} `{}`", row.by, row.value);
            let place = Place::value(self.file, field);
            let hint = match nearest(id.as_str(), self.row_names(key)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name one that an article has, or take the row out".to_owned(),
            };
            diagnostics.push(Diagnostic::error("unknown-row", place, message).hint(hint));
            return None;
        };
        articles.truncate(row.limit.unwrap_or(ROW));
        let title = row.title.clone().unwrap_or(name);
        (!articles.is_empty()).then_some(Row { title, address, articles })
    }
}

impl<'a> Finder<'a> {
    /// What a row of this kind can name.
    fn row_names(&self, key: &str) -> Vec<&'a str> {
        let site = self.site;
        match key {
            "series" => site.series.keys().map(Id::as_str).collect(),
            "author" => site.authors.keys().map(Id::as_str).collect(),
            "kind" => site.settings.kinds.keys().map(String::as_str).collect(),
            taxonomy => {
                let terms = site.taxonomies.get(taxonomy).map(|known| &known.terms);
                terms.into_iter().flat_map(|t| t.keys().map(Id::as_str)).collect()
            }
        }
    }
}
