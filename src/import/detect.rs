//! What a file or a folder was made by.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::base::diagnostic::Place;
use crate::import::input;
use crate::import::report::Report;

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One article as it was copied from its page.
    Text,
    /// The folder of a Hugo site.
    Hugo,
    /// The folder of a Jekyll site.
    Jekyll,
    /// The folder of a Zola site.
    Zola,
    /// An export of WordPress.
    Wordpress,
    /// An export of Ghost.
    Ghost,
}

/// How much of a file is looked at.
const LOOK: u64 = 64 << 10;

/// The format of a file or a folder. One that is not known is reported.
pub fn format(path: &Path, report: &mut Report) -> Option<Format> {
    let found = if path.is_dir() { folder(path) } else { file(path) };
    if found.is_none() {
        let place = Place::file(&input::name(path));
        let message = "it cannot be told what this was made by";
        let hint =
            "say it: `--from hugo`, `jekyll`, `zola`, `wordpress`, `ghost` or `text`";
        report.failed("unknown-format", place, message, hint);
    }
    found
}

fn folder(path: &Path) -> Option<Format> {
    let has = |name: &str| path.join(name).exists();
    let any = |names: &[&str]| names.iter().any(|name| has(name));
    if any(&["_config.yml", "_config.yaml", "_config.toml", "_posts", "_drafts"]) {
        return Some(Format::Jekyll);
    }
    if any(&["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "archetypes"]) {
        return Some(Format::Hugo);
    }
    if any(&["config.yaml", "config.yml", "config.json", "config/_default"])
        && has("content")
    {
        return Some(Format::Hugo);
    }
    let config = fs::read_to_string(path.join("config.toml")).ok()?;
    let is_zola = config.lines().any(|line| line.trim_start().starts_with("base_url"));
    Some(if is_zola { Format::Zola } else { Format::Hugo })
}

fn file(path: &Path) -> Option<Format> {
    let mut start = Vec::new();
    let opened = fs::File::open(path).ok()?;
    opened.take(LOOK).read_to_end(&mut start).ok()?;
    let start = String::from_utf8_lossy(&start);
    let text = start.trim_start_matches('\u{feff}').trim_start();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "xml" | "wxr" => Some(Format::Wordpress),
        "json" => Some(Format::Ghost),
        _ if text.starts_with("<?xml") || text.starts_with("<rss") => {
            Some(Format::Wordpress)
        }
        _ if text.starts_with('{') && text.contains("\"db\"") => Some(Format::Ghost),
        _ => Some(Format::Text),
    }
}
