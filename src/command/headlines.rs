//! `headlines`: which headline each channel gets, as a table, as comma-separated values or as
//! JSON.

use serde::Serialize;

use crate::cli::{GridFormat, Headlines};
use crate::command::build::now;
use crate::command::list::table;
use crate::command::{Exit, Failure, print, site};
use crate::model::article::Article;
use crate::model::public::State;
use crate::model::site::Site;
use crate::plan::desk::headlines::{candidates, grid, shares};

/// An article with its headlines.
#[derive(Debug, Serialize)]
struct ArticleGrid {
    slug: String,
    state: State,
    address: String,
    file: String,
    /// The page, as `title`, and each channel.
    channels: Vec<Cell>,
    /// Alternatives that no channel shows.
    others: Vec<Other>,
    /// Share addresses.
    shares: Vec<Share>,
}

/// The headline of one channel.
#[derive(Debug, Serialize)]
struct Cell {
    channel: &'static str,
    headline: String,
    /// `own`, or what it falls back to: `title` or another channel.
    from: &'static str,
    length: usize,
    limit: Option<usize>,
    over: bool,
}

/// An alternative that no channel shows.
#[derive(Debug, Serialize)]
struct Other {
    /// `alternative`, `candidate`, `waiting` or `over`.
    kind: &'static str,
    headline: String,
    length: usize,
    channels: Vec<&'static str>,
}

/// A headline with its share address.
#[derive(Debug, Serialize)]
struct Share {
    url: String,
    headline: String,
}

/// Shows which headline each channel gets.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn run(typed: &Headlines) -> Result<Exit, Failure> {
    let (site, exit) = site::of(&typed.root.root, now(&typed.now))?;
    let Some(site) = site else { return Ok(exit) };
    let articles: Vec<ArticleGrid> =
        site.articles.iter().map(|article| of(&site, article)).collect();
    let failed = |error: String| Failure::system(error);
    let text = match typed.format {
        GridFormat::Table if articles.is_empty() => "nothing to list\n".to_owned(),
        GridFormat::Table => as_table(&articles),
        GridFormat::Csv => as_csv(&articles).map_err(|e| failed(e.to_string()))?,
        GridFormat::Json => {
            let json = serde_json::to_string_pretty(&articles);
            json.map_err(|e| failed(e.to_string()))? + "\n"
        }
    };
    print(&text)?;
    Ok(exit)
}

fn of(site: &Site, article: &Article) -> ArticleGrid {
    let channels = grid(site, article).into_iter().map(|channel| Cell {
        channel: channel.id,
        headline: channel.text,
        from: channel.source,
        length: channel.length,
        limit: channel.limit,
        over: channel.over,
    });
    let others = candidates(site, article).into_iter().map(|other| Other {
        kind: other.kind,
        headline: other.text,
        length: other.length,
        channels: other.names,
    });
    let shares = shares(site, article).into_iter();
    ArticleGrid {
        slug: article.slug.clone(),
        state: article.state,
        address: article.address.to_string(),
        file: article.file().to_string(),
        channels: channels.collect(),
        others: others.collect(),
        shares: shares.map(|s| Share { url: s.url, headline: s.text }).collect(),
    }
}

/// The heads of the columns.
const HEADS: [&str; 8] =
    ["article", "state", "channel", "from", "length", "limit", "mark", "headline"];

/// The rows of an article: one a channel, then the alternatives that no channel shows.
fn rows(article: &ArticleGrid) -> Vec<[String; 8]> {
    let row = |channel: &str, from: &str, length: usize, limit: Option<usize>, over| {
        let limit = limit.map(|limit| limit.to_string()).unwrap_or_default();
        let mark = if over { "too long" } else { "" };
        [
            article.slug.clone(),
            article.state.name().to_owned(),
            channel.to_owned(),
            from.to_owned(),
            length.to_string(),
            limit,
            mark.to_owned(),
        ]
    };
    let with = |cells: [String; 7], headline: &str| {
        let [article, state, channel, from, length, limit, mark] = cells;
        [article, state, channel, from, length, limit, mark, headline.to_owned()]
    };
    let channels = article.channels.iter().map(|cell| {
        let cells = row(cell.channel, cell.from, cell.length, cell.limit, cell.over);
        with(cells, &cell.headline)
    });
    let others = article.others.iter().map(|other| {
        let channels = other.channels.join(" ");
        with(row(&channels, other.kind, other.length, None, false), &other.headline)
    });
    channels.chain(others).collect()
}

/// A table, in which what an article's rows have in common stands in the first.
fn as_table(articles: &[ArticleGrid]) -> String {
    let rows = articles.iter().flat_map(|article| {
        rows(article).into_iter().enumerate().map(|(index, mut row)| {
            if index > 0 {
                row.iter_mut().take(2).for_each(String::clear);
            }
            row.to_vec()
        })
    });
    table(HEADS.map(str::to_owned).to_vec(), rows)
}

fn as_csv(articles: &[ArticleGrid]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADS.into_iter().chain(["file"]))?;
    for article in articles {
        for row in rows(article) {
            writer.write_record(row.iter().chain([&article.file]))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
