//! `next`: what falls due, and when.

use jiff::{Timestamp, Zoned};
use serde::Serialize;

use crate::cli::{Next, NextFormat};
use crate::command::build::now;
use crate::command::{Exit, Failure, print, site};
use crate::model::public::State;
use crate::model::site::Site;

/// Something that falls due.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Due {
    /// When (RFC 3339).
    at: String,
    /// `embargo`, `expiry` or `pin`.
    what: &'static str,
    /// The article.
    article: String,
    /// The file that says so.
    file: String,
    #[serde(skip)]
    timestamp: Timestamp,
}

/// Says what falls due next.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn run(typed: &Next) -> Result<Exit, Failure> {
    let (site, exit) = site::of(&typed.root.root, now(&typed.now))?;
    let Some(site) = site else { return Ok(exit) };
    let due = due(&site);
    let text = match typed.format {
        NextFormat::Json => {
            serde_json::to_string_pretty(&due)
                .map_err(|e| Failure::system(e.to_string()))?
                + "\n"
        }
        NextFormat::Text if due.is_empty() => "nothing falls due\n".to_owned(),
        NextFormat::Text => due.iter().map(line).collect(),
    };
    print(&text)?;
    Ok(exit)
}

fn line(due: &Due) -> String {
    let what = match due.what {
        "embargo" => "the embargo ends",
        "expiry" => "the article expires",
        _ => "the pin ends",
    };
    format!("{}  {what}: {} ({})\n", due.at, due.article, due.file)
}

/// Everything that falls due after now, the soonest first.
fn due(site: &Site) -> Vec<Due> {
    let zone = &site.settings.zone;
    let mut all = Vec::new();
    let mut add = |timestamp: Timestamp, what, article: &str, file: &str| {
        if timestamp > site.now {
            let zoned = Zoned::new(timestamp, zone.clone());
            all.push(Due {
                at: zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
                what,
                article: article.to_owned(),
                file: file.to_owned(),
                timestamp,
            });
        }
    };
    for article in site.articles.iter().filter(|article| article.state != State::Draft) {
        let (front, file) = (article.front(), article.file().as_str());
        if let Some(embargo) = front.embargo {
            add(embargo.timestamp(zone), "embargo", &article.slug, file);
        }
        if let Some(expires) = front.expires {
            add(expires.timestamp(zone), "expiry", &article.slug, file);
        }
    }
    for (timestamp, article) in &site.home.pins {
        if let Some(article) = site.articles.get(*article) {
            add(*timestamp, "pin", &article.slug, "content/home.yml");
        }
    }
    all.sort_by(|a, b| {
        (a.timestamp, a.what, &a.article).cmp(&(b.timestamp, b.what, &b.article))
    });
    all
}
