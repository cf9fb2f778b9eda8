//! The folder of a Hugo site.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use crate::base::node::Node;
use crate::import::generator::address::{day, page, urlize};
use crate::import::generator::fields::{fill, rooted};
use crate::import::generator::marks::{Call, Marks, Scene, between};
use crate::import::generator::{Folder, Source, address};
use crate::import::links::Ground;
use crate::import::markdown;
use crate::import::matter::Matter;
use crate::import::piece::{Kind, Piece};

/// What the settings say of addresses.
#[derive(Default)]
struct Settings {
    content: String,
    /// Patterns by section.
    permalinks: BTreeMap<String, String>,
    ugly: bool,
    languages: Vec<String>,
}

/// Reads the site.
pub fn read(folder: &mut Folder<'_>, ground: &mut Ground) -> Vec<Piece> {
    let settings = settings(folder, ground);
    people(folder);
    ground.statics = vec![folder.root.join("static"), folder.root.join("assets")];
    let mut pieces = Vec::new();
    for file in folder
        .markdown(&settings.content, &["archetypes", "themes", "public", "resources"])
    {
        if let Some(source) = folder.source(&file, true) {
            pieces.extend(piece(folder, &file, &source, &settings));
        }
    }
    let people = std::mem::take(&mut folder.people);
    pieces.extend(people.into_pieces());
    folder.nothing(&pieces, "name the folder that holds `content`");
    pieces
}

fn settings(folder: &mut Folder<'_>, ground: &mut Ground) -> Settings {
    let mut settings = Settings { content: "content".to_owned(), ..Settings::default() };
    for base in ["hugo", "config", "config/_default/hugo", "config/_default/config"] {
        for ending in ["toml", "yaml", "yml", "json"] {
            let Some(data) = folder.data(&format!("{base}.{ending}")) else { continue };
            let host = data.text(&["baseURL", "baseurl", "baseUrl"]);
            let host = host.and_then(|url| url::Url::parse(&url).ok());
            ground.hosts.extend(host.and_then(|url| url.host_str().map(str::to_owned)));
            if let Some(content) = data.text(&["contentDir", "contentdir"]) {
                settings.content = content;
            }
            settings.ugly = data.flag("uglyURLs").or(data.flag("uglyurls")) == Some(true);
            let languages =
                data.node("languages").and_then(Node::map).unwrap_or_default();
            settings.languages.extend(languages.iter().map(|entry| entry.key.clone()));
            if let Some(patterns) = data.node("permalinks") {
                patterns_of(patterns, &mut settings.permalinks);
            }
        }
    }
    settings
}

/// The patterns of addresses by section; those of pages may stand under `page`.
fn patterns_of(node: &Node, out: &mut BTreeMap<String, String>) {
    for entry in node.map().unwrap_or_default() {
        match entry.value.scalar() {
            Some(pattern) => {
                out.insert(entry.key.clone(), pattern.to_owned());
            }
            None if entry.key == "page" => patterns_of(&entry.value, out),
            None => {}
        }
    }
}

/// Authors in `data/authors.*` and `data/authors/*`.
fn people(folder: &mut Folder<'_>) {
    for ending in ["yml", "yaml", "toml", "json"] {
        if let Some(data) = folder.data(&format!("data/authors.{ending}")) {
            folder.people.add_all(&data);
        }
    }
    for file in crate::import::input::files(&folder.root.join("data/authors"), &[]) {
        let path = folder.path(&file);
        if let Some(data) = folder.data(&path) {
            let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let entries: Vec<_> = data.unused().into_iter().cloned().collect();
            let value = crate::base::node::Value::Map(entries);
            folder.people.add(&id, &data.file, &Node { value, span: 0..1 });
        }
    }
}

/// One file.
fn piece(
    folder: &mut Folder<'_>,
    file: &Path,
    source: &Source,
    settings: &Settings,
) -> Option<Piece> {
    let inner = source.path.strip_prefix(&settings.content).unwrap_or(&source.path);
    let inner = inner.trim_start_matches('/').to_owned();
    let section = inner.split_once('/').map_or("", |(section, _)| section);
    if source.stem().starts_with("_index") {
        return list(folder, source, &inner, section);
    }
    let dated =
        ["date", "publishDate"].iter().any(|key| source.matter.node(key).is_some());
    let standing = section.is_empty() || matches!(section, "page" | "pages");
    let kind = if dated || !standing { Kind::Article } else { Kind::Page };
    let mut piece = source.piece(kind);
    fill(source, &mut piece, &mut folder.people, folder.report);
    let bundle = source.stem().split('.').next() == Some("index");
    let (name, language) = name(&inner, bundle, &settings.languages);
    let slug = source.matter.text(&["slug"]);
    piece.stem = slug.clone().unwrap_or_else(|| name.clone());
    if let Some(language) = language {
        piece.set("lang", crate::import::yaml::Item::plain(language));
        piece.stem = format!("{}-{language}", piece.stem);
    }
    let old = match source.matter.text(&["url"]) {
        Some(url) => rooted(&url),
        None => old(&inner, section, &piece, (&name, slug.as_deref(), bundle), settings),
    };
    piece
        .old
        .insert(0, language.map_or(old.clone(), |language| format!("/{language}{old}")));
    if bundle {
        folder.beside(file, &mut piece);
    }
    unread(&source.matter, folder);
    folder.body(source, &mut piece, &Shortcodes);
    Some(piece)
}

/// Keys that the address has been made of.
fn unread(matter: &Matter, folder: &mut Folder<'_>) {
    if let Some(old) = matter.text(&["permalink"]) {
        let message = format!("`permalink: {old}` says nothing to Hugo and is left out");
        folder.report.left(
            "key",
            matter.place("permalink"),
            message,
            "write it under `aliases`",
        );
    }
}

/// The name of a page and the language in it.
fn name<'s>(
    inner: &str,
    bundle: bool,
    languages: &'s [String],
) -> (String, Option<&'s str>) {
    let path = inner.rsplit_once('.').map_or(inner, |(path, _)| path);
    let last = path.rsplit('/').next().unwrap_or_default();
    let language = last.rsplit_once('.').map(|(_, code)| code);
    let language = languages.iter().find(|known| Some(known.as_str()) == language);
    let stem = match language {
        Some(code) => last.strip_suffix(&format!(".{code}")).unwrap_or(last),
        None => last,
    };
    let name = match bundle {
        true => path.rsplit('/').nth(1).unwrap_or_default(),
        false => stem,
    };
    (name.to_owned(), language.map(String::as_str))
}

/// The address that a page had.
fn old(
    inner: &str,
    section: &str,
    piece: &Piece,
    (name, slug, bundle): (&str, Option<&str>, bool),
    settings: &Settings,
) -> String {
    let last = urlize(slug.unwrap_or(name));
    let folders: Vec<&str> = inner.split('/').collect();
    let cut = folders.len().saturating_sub(if bundle { 2 } else { 1 });
    let folders = folders.get(..cut).unwrap_or_default();
    let sections = folders.iter().map(|part| urlize(part)).collect::<Vec<_>>().join("/");
    let path = match settings.permalinks.get(section) {
        Some(pattern) => {
            let date = piece.text("date").unwrap_or_default();
            let (year, month, day) = day(date).unwrap_or_default();
            let title = urlize(piece.title());
            let slug_or_title = slug.map_or(title.clone(), urlize);
            let values = [
                (":slugorcontentbasename", last.as_str()),
                (":slugorfilename", last.as_str()),
                (":contentbasename", name),
                (":filename", name),
                (":sections", sections.as_str()),
                (":section", section),
                (":year", year),
                (":month", month),
                (":day", day),
                (":slug", slug_or_title.as_str()),
                (":title", title.as_str()),
            ];
            values
                .iter()
                .fold(pattern.clone(), |path, (key, value)| path.replace(key, value))
        }
        None => format!("{sections}/{last}"),
    };
    let path = page(&path);
    if settings.ugly { format!("{}.html", path.trim_end_matches('/')) } else { path }
}

/// `_index.md`: the profile of an author, a topic, or a page when it has a text.
fn list(
    folder: &mut Folder<'_>,
    source: &Source,
    inner: &str,
    section: &str,
) -> Option<Piece> {
    let term = inner.split('/').nth(1).filter(|_| inner.matches('/').count() == 2);
    let kind = match (section, term) {
        ("authors" | "author", Some(_)) => Kind::Author,
        ("tags" | "categories" | "topics", Some(_)) => Kind::Topic,
        _ => return listing(folder, source, inner),
    };
    let mut piece = source.piece(kind);
    let id = term.unwrap_or_default();
    let name =
        source.matter.text(&["name", "title"]).unwrap_or_else(|| address::title(id));
    piece.set("name", crate::import::yaml::Item::plain(&name));
    piece.stem = if kind == Kind::Author { name } else { id.to_owned() };
    let text = source.matter.text(&["description", "summary", "bio"]).unwrap_or_default();
    let key = if kind == Kind::Author { "bio" } else { "description" };
    piece.set(key, crate::import::yaml::Item::quoted(&text));
    piece.old.push(page(&format!("{section}/{}", urlize(id))));
    folder.body(source, &mut piece, &Shortcodes);
    Some(piece)
}

/// The page of a section: kept when it says something.
fn listing(folder: &mut Folder<'_>, source: &Source, inner: &str) -> Option<Piece> {
    let text = source.text.get(source.matter.body..).unwrap_or_default();
    let name = inner.rsplit('/').nth(1).unwrap_or_default();
    if text.trim().is_empty() || name.is_empty() {
        let message = "the page of a list has no place here and is left";
        let place = crate::base::diagnostic::Place::bytes(&source.file, 0..3);
        folder.report.left(
            "list-page",
            place,
            message,
            "lists are made of articles; write a page if it says something",
        );
        return None;
    }
    let mut piece = source.piece(Kind::Page);
    fill(source, &mut piece, &mut folder.people, folder.report);
    piece.stem = format!("about-{name}");
    folder.body(source, &mut piece, &Shortcodes);
    Some(piece)
}

/// Shortcodes, and templates of Go.
struct Shortcodes;

impl Marks for Shortcodes {
    fn find(&self, scene: &mut Scene<'_>) {
        let mut code = markdown::code(scene.text);
        let shown = between(scene.text, "{{< highlight", "{{< /highlight");
        code.extend(shown.into_iter().map(|(range, _)| range));
        let mut taken: Vec<Range<usize>> = Vec::new();
        for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
            for (range, inner) in between(scene.text, open, close) {
                taken.push(range.clone());
                shortcode(scene, range, inner, (open, close));
            }
        }
        for (range, _) in between(scene.text, "{{", "}}") {
            let inside =
                |of: &Range<usize>| of.start <= range.start && range.end <= of.end;
            if !taken.iter().chain(&code).any(inside) {
                scene.left("template", range, "write what it would show");
            }
        }
    }
}

fn shortcode(
    scene: &mut Scene<'_>,
    range: Range<usize>,
    inner: Range<usize>,
    (open, close): (&str, &str),
) {
    let text = scene.text.get(inner).unwrap_or_default().trim();
    if let Some(shown) = text.strip_prefix("/*").and_then(|text| text.strip_suffix("*/"))
    {
        // An example of a shortcode.
        return scene.edits.replace(range, format!("{open}{shown}{close}"));
    }
    let call = Call::read(text.trim_end_matches('/'));
    match call.name.as_str() {
        "figure" | "img" | "image" => match call.figure() {
            Some(figure) => scene.put(range, figure),
            None => scene.left("shortcode", range, "write an image"),
        },
        "ref" | "relref" => match call.get("path", 0) {
            Some(path) => scene.put(range, reference(path)),
            None => scene.left("shortcode", range, "write a link to the file"),
        },
        "highlight" => {
            let language = call.get("lang", 0).unwrap_or_default().to_owned();
            scene.put(range, format!("```{language}"));
        }
        "/highlight" => scene.put(range, "```"),
        "param" | "comment" => scene.left("shortcode", range, "write what it would show"),
        name if name.starts_with('/') => scene.edits.replace(range, ""),
        _ => scene.left(
            "shortcode",
            range,
            "make a component of it, or write what it would show",
        ),
    }
}

/// The file that `ref` names.
fn reference(path: &str) -> String {
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (path, String::new()),
    };
    let ending = if path.is_empty() || path.ends_with(".md") { "" } else { ".md" };
    match (path.starts_with('/'), path.contains('/')) {
        (true, _) => format!("/content{path}{ending}{fragment}"),
        (false, true) => format!("/content/{path}{ending}{fragment}"),
        _ => format!("{path}{ending}{fragment}"),
    }
}
