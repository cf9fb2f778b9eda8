//! The editors' desk: every article with what is still to be done on it.

mod entry;
pub mod headlines;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::date::Moment;
use crate::base::path::FilePath;
use crate::base::words::Words;
use crate::model::article::Article;
use crate::model::public::State;
use crate::model::site::Site;
use crate::parse::front::Status;
use crate::plan::articles::WORDS_A_MINUTE;
use crate::view::balance;
use crate::view::build::{date, kind};
use crate::view::desk::{ClaimView, DeskRow, DeskView, ProblemView, StateView, Totals};

pub use entry::entry;

/// What is wrong, by the article's file; the rest stands under the file that it is in.
pub type Problems = BTreeMap<FilePath, Vec<ProblemView>>;

/// The desk. `claims` holds what each article states without a source, in the order of
/// `site.articles`.
pub fn desk(site: &Site, claims: &[Arc<[ClaimView]>], problems: &Problems) -> DeskView {
    let none = Vec::new();
    let rows = site.articles.iter().enumerate().map(|(index, article)| {
        let problems = problems.get(article.file()).unwrap_or(&none);
        row(site, article, claims.get(index).map_or(&[][..], AsRef::as_ref), problems)
    });
    let articles: Vec<DeskRow> = rows.collect();
    let files: BTreeSet<&FilePath> = articles.iter().map(|row| &row.file).collect();
    let other = problems.iter().filter(|(file, _)| !files.contains(file));
    let elsewhere = other.flat_map(|(_, problems)| problems.clone()).collect();
    let balance = balance::of(site, &site.listed, &Words::default());
    DeskView { totals: totals(&articles), balance, articles, elsewhere }
}

fn totals(rows: &[DeskRow]) -> Totals {
    let count = |test: &dyn Fn(&DeskRow) -> bool| rows.iter().filter(|r| test(r)).count();
    Totals {
        articles: rows.len(),
        public: count(&|row| row.state.id == "public"),
        draft: count(&|row| row.state.id == "draft"),
        embargoed: count(&|row| row.state.id == "embargoed"),
        expired: count(&|row| row.state.id == "expired"),
        words: rows.iter().map(|row| row.words).sum(),
        unsourced: count(&|row| row.unsourced > 0),
        uncited: count(&|row| row.uncited > 0),
        unidentified: count(&|row| row.unidentified > 0),
        long_headlines: count(&|row| row.long_headlines > 0),
        problems: count(&|row| row.errors + row.warnings > 0),
    }
}

/// The row of one article.
fn row(
    site: &Site,
    article: &Article,
    claims: &[ClaimView],
    problems: &[ProblemView],
) -> DeskRow {
    let front = article.front();
    let zone = &site.settings.zone;
    let content = article.content();
    let cited: BTreeSet<usize> = article.citations.iter().flatten().copied().collect();
    let blocks: BTreeSet<&str> = claims.iter().map(|c| c.block.as_str()).collect();
    let errors = problems.iter().filter(|problem| problem.severity == "error").count();
    let channels = headlines::grid(site, article);
    let byline = |author| crate::view::build::byline(site, author).name;
    DeskRow {
        file: article.file().clone(),
        address: article.address.clone(),
        title: front.title.clone(),
        kind: kind(site, &article.kind, &Words::default()).label,
        language: front.lang.clone().filter(|lang| *lang != site.settings.language),
        state: state(site, article),
        status: (front.status != Status::Current).then(|| front.status.name()),
        date: front.date.as_ref().map(|moment| date(moment, zone, &Words::default())),
        authors: article.authors.iter().map(byline).collect(),
        topics: topics(site, article),
        words: content.words,
        minutes: content.words.div_ceil(WORDS_A_MINUTE).max(1),
        citations: article.citations.len(),
        sources: article.references.len(),
        uncited: (0..article.references.len()).filter(|r| !cited.contains(r)).count(),
        unidentified: article.references.iter().filter(|r| !r.identified).count(),
        unsourced: blocks.len(),
        long_headlines: channels.iter().filter(|channel| channel.over).count(),
        errors,
        warnings: problems.len() - errors,
    }
}

/// Whether an article is public, and since or until when.
fn state(site: &Site, article: &Article) -> StateView {
    let front = article.front();
    let in_words =
        |moment: &Option<Moment>| moment.as_ref().map(|m| words::moment(site, m));
    let (label, detail) = match article.state {
        State::Public => {
            ("Public", in_words(&front.expires).map(|when| format!("until {when}")))
        }
        State::Draft => {
            ("Draft", in_words(&front.embargo).map(|m| format!("embargo {m}")))
        }
        State::Embargoed => {
            ("Embargoed", in_words(&front.embargo).map(|when| format!("until {when}")))
        }
        State::Expired => {
            ("Expired", in_words(&front.expires).map(|when| format!("since {when}")))
        }
    };
    StateView { id: article.state.name(), label, detail }
}

/// The names of an article's terms, taxonomy by taxonomy.
fn topics(site: &Site, article: &Article) -> Vec<String> {
    let of = |(key, ids): (&String, &Vec<crate::base::id::Id>)| {
        let terms = site.taxonomies.get(key).map(|taxonomy| &taxonomy.terms);
        let name = |id| terms.and_then(|t| t.get(id)).map(|term| term.name.clone());
        ids.iter().filter_map(name).collect::<Vec<_>>()
    };
    article.terms.iter().flat_map(of).collect()
}
