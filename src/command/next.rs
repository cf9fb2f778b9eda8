//! `next`: what falls due, and when.

use jiff::Zoned;
use serde::Serialize;

use crate::cli::{Next, NextFormat};
use crate::command::build::now;
use crate::command::{Exit, Failure, print, site};
use crate::model::due;
use crate::model::site::Site;

/// Something that falls due.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Due {
    /// When (RFC 3339).
    at: String,
    /// `embargo`, `expiry`, `pin`, `headline-from` or `headline-until`.
    what: &'static str,
    /// The article.
    article: String,
    /// The file that says so.
    file: String,
}

/// Says what falls due next.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn run(typed: &Next) -> Result<Exit, Failure> {
    let (site, exit) = site::of(&typed.root.root, now(&typed.now))?;
    let Some(site) = site else { return Ok(exit) };
    let due = all(&site);
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
        "headline-from" => "a headline begins",
        "headline-until" => "a headline ends",
        _ => "the pin ends",
    };
    format!("{}  {what}: {} ({})\n", due.at, due.article, due.file)
}

/// Everything that falls due after now, the soonest first.
fn all(site: &Site) -> Vec<Due> {
    let shown = |due: due::Due| {
        let zoned = Zoned::new(due.at, site.settings.zone.clone());
        Due {
            at: zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            what: due.what,
            article: due.article,
            file: due.file,
        }
    };
    due::due(site).into_iter().filter(|due| !due.draft).map(shown).collect()
}
