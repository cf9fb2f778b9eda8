//! The folder of a Zola site.

use std::path::Path;

use crate::base::id::Id;
use crate::import::generator::address::{dated, page};
use crate::import::generator::fields::fill;
use crate::import::generator::marks::{Call, Marks, Scene, between};
use crate::import::generator::{Folder, Source};
use crate::import::links::Ground;
use crate::import::markdown;
use crate::import::piece::{Kind, Piece};
use crate::import::yaml::Item;

/// Reads the site.
pub fn read(folder: &mut Folder<'_>, ground: &mut Ground) -> Vec<Piece> {
    if let Some(config) = folder.data("config.toml") {
        let host = config.text(&["base_url"]).and_then(|url| url::Url::parse(&url).ok());
        ground.hosts.extend(host.and_then(|url| url.host_str().map(str::to_owned)));
    }
    ground.statics = vec![folder.root.join("static"), folder.root.join("content")];
    for name in
        ["data/authors.toml", "data/authors.yml", "data/authors.json", "authors.toml"]
    {
        if let Some(data) = folder.data(name) {
            folder.people.add_all(&data);
        }
    }
    let mut pieces = Vec::new();
    for file in folder.markdown("content", &[]) {
        if let Some(source) = folder.source(&file, true) {
            pieces.extend(piece(folder, &file, &source));
        }
    }
    let people = std::mem::take(&mut folder.people);
    pieces.extend(people.into_pieces());
    folder.nothing(&pieces, "name the folder that holds `content`");
    pieces
}

fn piece(folder: &mut Folder<'_>, file: &Path, source: &Source) -> Option<Piece> {
    let inner = source.path.strip_prefix("content/").unwrap_or(&source.path).to_owned();
    let (section, last) = inner.rsplit_once('/').unwrap_or(("", &inner));
    let list = source.stem() == "_index";
    let text = source.text.get(source.matter.body..).unwrap_or_default();
    if list && (text.trim().is_empty() || section.is_empty()) {
        let message = "the page of a section has no place here and is left";
        let place = crate::base::diagnostic::Place::bytes(&source.file, 0..3);
        let hint = "lists are made of articles; write a page if it says something";
        folder.report.left("list-page", place, message, hint);
        return None;
    }
    let bundle = source.stem() == "index";
    let (folders, stem) = match bundle {
        true => section.rsplit_once('/').unwrap_or(("", section)),
        false => (section, last.rsplit_once('.').map_or(last, |(stem, _)| stem)),
    };
    let (date, name) =
        dated(stem).map_or((None, stem), |(date, name)| (Some(date), name));
    let is_dated = date.is_some() || source.matter.node("date").is_some();
    let standing = list || folders.is_empty() || matches!(folders, "pages" | "page");
    let kind = if !list && (is_dated || !standing) { Kind::Article } else { Kind::Page };
    let mut piece = source.piece(kind);
    fill(source, &mut piece, &mut folder.people, folder.report);
    if let (Some(date), None, Kind::Article) = (date, piece.get("date"), kind) {
        piece.set("date", Item::bare(date));
    }
    let slug = source.matter.text(&["slug"]);
    let slug = slug.unwrap_or_else(|| Id::fold(name).segment());
    let old = match source.matter.text(&["path"]) {
        Some(path) => page(&path),
        None if list => page(section),
        None => page(&format!("{folders}/{slug}")),
    };
    piece.old.insert(0, old);
    piece.stem = if list { format!("about-{section}") } else { slug };
    if bundle {
        folder.beside(file, &mut piece);
    }
    folder.body(source, &mut piece, &Shortcodes);
    Some(piece)
}

/// Shortcodes, with and without a body.
struct Shortcodes;

impl Marks for Shortcodes {
    fn find(&self, scene: &mut Scene<'_>) {
        let code = markdown::code(scene.text);
        for (open, close) in [("{{", "}}"), ("{%", "%}")] {
            for (range, inner) in between(scene.text, open, close) {
                let text = scene.text.get(inner).unwrap_or_default().trim();
                let shown =
                    text.strip_prefix("/*").and_then(|text| text.strip_suffix("*/"));
                let call = Call::read(text);
                match call.name.as_str() {
                    _ if shown.is_some() => {
                        let shown = shown.unwrap_or_default();
                        scene.edits.replace(range, format!("{open}{shown}{close}"));
                    }
                    _ if !text.contains('(')
                        && code.iter().any(|c| c.contains(&range.start)) => {}
                    "end" => scene.edits.replace(range, ""),
                    "figure" | "image" | "img" if call.figure().is_some() => {
                        scene.put(range, call.figure().unwrap_or_default());
                    }
                    _ if text.contains('(') => {
                        let hint = "make a component of it, or write what it would show";
                        scene.left("shortcode", range, hint);
                    }
                    _ => scene.left("template", range, "write what it would show"),
                }
            }
        }
    }
}
