//! The folder of a Jekyll site.

use crate::base::node::Value;
use crate::import::generator::address::{self, dated, day, page, urlize};
use crate::import::generator::fields::{fill, rooted};
use crate::import::generator::{Folder, Source};
use crate::import::links::Ground;
use crate::import::liquid::Liquid;
use crate::import::matter;
use crate::import::piece::{Kind, Piece};
use crate::import::yaml::Item;

/// Folders that hold no content.
const SKIP: [&str; 9] = [
    "_site",
    "_includes",
    "_layouts",
    "_sass",
    "_data",
    "_plugins",
    "vendor",
    "node_modules",
    "assets",
];

/// The pattern of addresses when the settings name none.
const PATTERN: &str = "/:categories/:year/:month/:day/:title:output_ext";

/// Reads the site.
pub fn read(folder: &mut Folder<'_>, ground: &mut Ground) -> Vec<Piece> {
    let mut pattern = PATTERN.to_owned();
    let mut defaults = Vec::new();
    for name in ["_config.yml", "_config.yaml", "_config.toml"] {
        let Some(config) = folder.data(name) else { continue };
        let host = config.text(&["url"]).and_then(|url| url::Url::parse(&url).ok());
        ground.hosts.extend(host.and_then(|url| url.host_str().map(str::to_owned)));
        if let Some(style) = config.text(&["permalink"]) {
            pattern = style;
        }
        if let Some(author) = config.node("author") {
            defaults = matter::texts(author);
        }
    }
    ground.statics = vec![folder.root.to_owned()];
    for name in [
        "_data/authors.yml",
        "_data/authors.yaml",
        "_data/authors.json",
        "_data/authors.toml",
    ] {
        if let Some(data) = folder.data(name) {
            folder.people.add_all(&data);
        }
    }
    collection(folder);
    let mut pieces = Vec::new();
    for file in folder.markdown("", &SKIP) {
        let path = folder.path(&file);
        if path.starts_with("_authors/") || is_about_the_repository(&path) {
            continue;
        }
        let must = path.starts_with("_posts/") || path.contains("/_posts/");
        if let Some(source) = folder.source(&file, must) {
            pieces.push(piece(folder, &source, &pattern, &defaults));
        }
    }
    let people = std::mem::take(&mut folder.people);
    pieces.extend(people.into_pieces());
    folder.nothing(&pieces, "name the folder that holds `_posts`");
    pieces
}

/// Files that are read by those who work on the site.
fn is_about_the_repository(path: &str) -> bool {
    let name = path.to_lowercase();
    matches!(&*name, "readme.md" | "license.md" | "contributing.md" | "changelog.md")
}

/// Authors that are files of a collection.
fn collection(folder: &mut Folder<'_>) {
    if !folder.root.join("_authors").is_dir() {
        return;
    }
    for file in folder.markdown("_authors", &[]) {
        if let Some(source) = folder.source(&file, false) {
            let entries: Vec<_> = source.matter.unused().into_iter().cloned().collect();
            let span = 0..source.text.len().min(3);
            let node = crate::base::node::Node { value: Value::Map(entries), span };
            let id = source.matter.text(&["short_name", "username"]);
            let id = id.unwrap_or_else(|| source.stem().to_owned());
            folder.people.add(&id, &source.file, &node);
        }
    }
}

fn piece(
    folder: &mut Folder<'_>,
    source: &Source,
    pattern: &str,
    defaults: &[String],
) -> Piece {
    let path = source.path.as_str();
    let before = path.split("_posts/").next().filter(|_| path.contains("_posts/"));
    let draft = path.starts_with("_drafts/");
    let is_post = before.is_some() || draft;
    let is_dated = source.matter.node("date").is_some();
    let kind = if is_post || is_dated { Kind::Article } else { Kind::Page };
    let mut piece = source.piece(kind);
    let name = dated(source.stem());
    fill(source, &mut piece, &mut folder.people, folder.report);
    if kind == Kind::Article {
        if let (None, Some((date, _))) = (piece.get("date"), name) {
            piece.set("date", Item::bare(date));
        }
        if piece.get("author").is_none() && piece.get("authors").is_none() {
            piece.set_authors(defaults.to_vec());
        }
    }
    if draft {
        piece.set("draft", Item::bare("true"));
    }
    let stem = name.map_or(source.stem(), |(_, name)| name);
    let slug = source.matter.text(&["slug"]).unwrap_or_else(|| stem.to_owned());
    let own = source.matter.text(&["permalink"]);
    let old = match (&own, is_post) {
        (Some(own), true) => post(own, &piece, source, before, &slug),
        (Some(own), false) => rooted(&own.replace(":title", &slug)),
        (None, true) => post(pattern, &piece, source, before, &slug),
        (None, false) => standing(path, pattern),
    };
    if !draft {
        piece.old.insert(0, old);
    }
    piece.stem = match &*slug {
        "index" => {
            let above = source.path.rsplit('/').nth(1);
            above.map_or_else(|| "home".to_owned(), str::to_owned)
        }
        _ => slug,
    };
    folder.body(source, &mut piece, &Liquid);
    piece
}

/// The address of a page that is no post.
fn standing(path: &str, pattern: &str) -> String {
    let path = path.rsplit_once('.').map_or(path, |(path, _)| path);
    match path.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => page(folder),
        _ if pattern.ends_with('/') || pattern == "pretty" => page(path),
        _ => format!("/{path}.html"),
    }
}

/// The address of a post.
fn post(
    pattern: &str,
    piece: &Piece,
    source: &Source,
    before: Option<&str>,
    slug: &str,
) -> String {
    let pattern = match pattern {
        "date" => PATTERN,
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        own => own,
    };
    let mut categories: Vec<String> =
        before.unwrap_or_default().split('/').map(str::to_owned).collect();
    for key in ["category", "categories"] {
        let Some(node) = source.matter.node(key) else { continue };
        match node.scalar() {
            Some(text) if key == "categories" => {
                categories.extend(text.split_whitespace().map(str::to_owned));
            }
            _ => categories.extend(matter::texts(node)),
        }
    }
    let categories: Vec<String> =
        categories.iter().map(|c| urlize(c)).filter(|c| !c.is_empty()).collect();
    let date = piece.text("date").unwrap_or_default();
    let (year, month, number) = day(date).unwrap_or_default();
    let short = year.get(2..).unwrap_or_default();
    let ordinal = date.get(..10).and_then(|date| date.parse::<jiff::civil::Date>().ok());
    let ordinal =
        ordinal.map(|date| format!("{:03}", date.day_of_year())).unwrap_or_default();
    let title = address::urlize(slug);
    let plain = |number: &str| number.trim_start_matches('0').to_owned();
    let values = [
        (":categories", categories.join("/")),
        (":output_ext", ".html".to_owned()),
        (":short_year", short.to_owned()),
        (":year", year.to_owned()),
        (":month", month.to_owned()),
        (":i_month", plain(month)),
        (":y_day", ordinal),
        (":day", number.to_owned()),
        (":i_day", plain(number)),
        (":title", title.clone()),
        (":slug", title),
    ];
    let path = values
        .iter()
        .fold(pattern.to_owned(), |path, (key, value)| path.replace(key, value));
    let ends =
        path.ends_with('/') || !path.rsplit('/').next().unwrap_or_default().contains('.');
    let whole = page(&path);
    if ends { whole } else { whole.trim_end_matches('/').to_owned() }
}
