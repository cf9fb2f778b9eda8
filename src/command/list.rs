//! `list`: what a publication holds, as a table or as JSON.

use comfy_table::{Table, presets};
use serde::Serialize;

use crate::base::date::Moment;
use crate::cli::{List, ListFormat, Listed};
use crate::command::build::now;
use crate::command::{Exit, Failure, print, site};
use crate::model::article::Article;
use crate::model::public::State;
use crate::model::site::Site;

/// An article in a list.
#[derive(Debug, Serialize)]
struct ArticleRow {
    slug: String,
    title: String,
    state: State,
    date: Option<String>,
    embargo: Option<String>,
    expires: Option<String>,
    words: usize,
    sources: usize,
    address: String,
    file: String,
}

/// An author in a list.
#[derive(Debug, Serialize)]
struct AuthorRow {
    id: String,
    name: String,
    profile: bool,
    articles: usize,
    address: Option<String>,
}

/// A work, or an outlet named without one, in a list.
#[derive(Debug, Serialize)]
struct SourceRow {
    outlet: Option<String>,
    title: Option<String>,
    url: Option<String>,
    date: Option<String>,
    citations: usize,
    articles: usize,
    identified: bool,
}

/// Lists what a publication holds.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn run(typed: &List) -> Result<Exit, Failure> {
    let (site, exit) = site::of(&typed.root.root, now(&typed.now))?;
    let Some(site) = site else { return Ok(exit) };
    let text = match typed.what {
        Listed::Authors => write(typed.format, &authors(&site), author_cells)?,
        Listed::Sources => write(typed.format, &sources(&site), source_cells)?,
        what => write(typed.format, &articles(&site, what), article_cells)?,
    };
    print(&text)?;
    Ok(exit)
}

/// Cells of a table: the heads, then one row for each entry.
type Cells<T> = fn(Option<&T>) -> Vec<String>;

fn write<T: Serialize>(
    format: ListFormat,
    rows: &[T],
    cells: Cells<T>,
) -> Result<String, Failure> {
    if format == ListFormat::Json {
        let json = serde_json::to_string_pretty(rows);
        return json.map(|json| json + "\n").map_err(|e| Failure::system(e.to_string()));
    }
    if rows.is_empty() {
        return Ok("nothing to list\n".to_owned());
    }
    Ok(table(cells(None), rows.iter().map(|row| cells(Some(row)))))
}

/// A table without lines: its heads, then its rows.
pub fn table(heads: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(heads);
    table.add_rows(rows);
    table.column_iter_mut().for_each(|column| {
        column.set_padding((0, 2));
    });
    let lines = table.trim_fmt();
    lines.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

fn articles(site: &Site, what: Listed) -> Vec<ArticleRow> {
    let wanted = |article: &&Article| match what {
        Listed::Drafts => article.state == State::Draft,
        Listed::Embargoed => article.state == State::Embargoed,
        Listed::Expired => article.state == State::Expired,
        _ => true,
    };
    let written = |moment: &Option<Moment>| moment.map(|moment| moment.written());
    let row = |article: &Article| {
        let front = article.front();
        ArticleRow {
            slug: article.slug.clone(),
            title: front.title.clone(),
            state: article.state,
            date: written(&front.date),
            embargo: written(&front.embargo),
            expires: written(&front.expires),
            words: article.content().words,
            sources: article.references.len(),
            address: article.address.to_string(),
            file: article.file().to_string(),
        }
    };
    site.articles.iter().filter(wanted).map(row).collect()
}

fn article_cells(row: Option<&ArticleRow>) -> Vec<String> {
    let Some(row) = row else {
        return ["date", "state", "words", "sources", "title", "file"]
            .map(Into::into)
            .into();
    };
    let until = match row.state {
        State::Embargoed => row.embargo.as_ref().map(|date| format!(" until {date}")),
        State::Expired => row.expires.as_ref().map(|date| format!(" on {date}")),
        _ => None,
    };
    vec![
        row.date.clone().unwrap_or_default(),
        format!("{}{}", row.state.name(), until.unwrap_or_default()),
        row.words.to_string(),
        row.sources.to_string(),
        row.title.clone(),
        row.file.clone(),
    ]
}

fn authors(site: &Site) -> Vec<AuthorRow> {
    let row = |author: &crate::model::author::Author| AuthorRow {
        id: author.id.to_string(),
        name: author.name.clone(),
        profile: author.profile.is_some(),
        articles: author.articles.len(),
        address: author.address.as_ref().map(ToString::to_string),
    };
    site.authors.values().map(row).collect()
}

fn author_cells(row: Option<&AuthorRow>) -> Vec<String> {
    let Some(row) = row else {
        return ["id", "name", "profile", "articles"].map(Into::into).into();
    };
    let profile = if row.profile { "yes" } else { "no" };
    vec![row.id.clone(), row.name.clone(), profile.to_owned(), row.articles.to_string()]
}

fn sources(site: &Site) -> Vec<SourceRow> {
    let row = |work: &crate::model::evidence::Work| {
        let source = &work.reference.source;
        let outlet = work.outlet.as_ref().and_then(|id| site.outlets.get(id));
        SourceRow {
            outlet: outlet.map(|outlet| outlet.name.clone()),
            title: source.title.clone(),
            url: source.url.clone(),
            date: source.date.as_ref().map(ToString::to_string),
            citations: work.citations.len(),
            articles: work.articles,
            identified: work.reference.identified,
        }
    };
    site.evidence.works.iter().map(row).collect()
}

fn source_cells(row: Option<&SourceRow>) -> Vec<String> {
    let Some(row) = row else {
        return ["outlet", "work", "date", "citations", "articles"]
            .map(Into::into)
            .into();
    };
    let work = row.title.clone().or_else(|| row.url.clone().filter(|_| row.identified));
    vec![
        row.outlet.clone().unwrap_or_default(),
        work.unwrap_or_else(|| "(not identified)".to_owned()),
        row.date.clone().unwrap_or_default(),
        row.citations.to_string(),
        row.articles.to_string(),
    ]
}
