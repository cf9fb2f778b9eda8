//! The front matter of other tools made that of a piece.

use crate::base::form;
use crate::base::id::Id;
use crate::base::node::{Node, Value};
use crate::import::generator::byline::People;
use crate::import::generator::{Source, address};
use crate::import::matter::Matter;
use crate::import::piece::{Kind, Piece, tidy};
use crate::import::report::Report;
use crate::import::yaml::Item;

/// Keys that only say how a page is shown or listed, and mean nothing here.
const SHOWN: [&str; 36] = [
    "layout",
    "type",
    "weight",
    "toc",
    "comments",
    "math",
    "katex",
    "mathjax",
    "mermaid",
    "menu",
    "menus",
    "template",
    "in_search_index",
    "generate_feed",
    "render",
    "sitemap",
    "robots",
    "outputs",
    "cascade",
    "build",
    "_build",
    "headless",
    "markup",
    "iscjklanguage",
    "linktitle",
    "slug_override",
    "share",
    "related",
    "pin",
    "sidebar",
    "classes",
    "excerpt_separator",
    "insert_anchor_links",
    "sort_by",
    "paginate_by",
    "page_template",
];

/// Fills in what a piece takes from front matter, but its address.
pub fn fill(
    source: &Source,
    piece: &mut Piece,
    people: &mut People,
    report: &mut Report,
) {
    let matter = &source.matter;
    title(source, piece, report);
    let dek =
        ["description", "summary", "standfirst", "subtitle", "excerpt", "dek", "lead"];
    let dek = tidy(&matter.text(&dek).unwrap_or_default());
    let is_article = piece.kind == Kind::Article;
    piece.set(if is_article { "standfirst" } else { "description" }, Item::quoted(&dek));
    for key in dek_keys(matter) {
        piece.internal.push(key);
    }
    let language = matter.text(&["lang", "language", "locale"]);
    let language =
        language.map(|tag| tag.replace('_', "-")).filter(|tag| form::is_language(tag));
    piece.set("lang", Item::plain(&language.unwrap_or_default()));
    let hidden =
        matter.flag("draft") == Some(true) || matter.flag("published") == Some(false);
    if hidden {
        piece.set("draft", Item::bare("true"));
        report.kept("draft", 1);
    }
    piece.old.extend(
        matter
            .texts(&["aliases", "alias", "redirect_from"])
            .iter()
            .map(|old| rooted(old)),
    );
    let updated = ["updated", "lastmod", "last_modified_at", "last_modified", "modified"];
    let updated = matter.date(&updated, report);
    if is_article {
        article(source, piece, people, updated.as_deref(), report);
    }
    for key in ["slug", "path", "url", "permalink"] {
        // What the address is made of.
        matter.node(key);
    }
    extra(matter, piece, report);
}

/// Further texts like a standfirst.
fn dek_keys(matter: &Matter) -> Vec<String> {
    let keys =
        ["description", "summary", "standfirst", "subtitle", "excerpt", "dek", "lead"];
    let texts: Vec<String> =
        keys.iter().filter_map(|key| matter.text(&[key])).map(|t| tidy(&t)).collect();
    let first = texts.first().cloned();
    let others = texts.into_iter().skip(1).filter(|text| Some(text) != first.as_ref());
    others.map(|text| format!("Another standfirst: {text}")).collect()
}

fn title(source: &Source, piece: &mut Piece, report: &mut Report) {
    let title = source.matter.text(&["title", "headline"]).map(|title| tidy(&title));
    let title = title.unwrap_or_else(|| {
        let stem = if source.stem() == "index" {
            source.file.folder().rsplit('/').next().unwrap_or_default()
        } else {
            source.stem()
        };
        let name = address::dated(stem).map_or(stem, |(_, name)| name);
        let title = address::title(name);
        let message = format!("there is no title: `{title}` is made of the file's name");
        report.left("no-title", source.matter.place("title"), message, "write a `title`");
        title
    });
    piece.set("title", Item::quoted(&title));
}

/// What only articles have.
fn article(
    source: &Source,
    piece: &mut Piece,
    people: &mut People,
    updated: Option<&str>,
    report: &mut Report,
) {
    let matter = &source.matter;
    let date = matter.date(&["date", "publishDate", "publishdate", "pubdate"], report);
    let (date, updated) = (date.unwrap_or_default(), updated.unwrap_or_default());
    piece.set("date", Item::bare(&date));
    if updated.get(..10) != date.get(..10) {
        piece.set("updated", Item::bare(updated));
    }
    let expires = matter.date(&["expiryDate", "expirydate", "expires"], report);
    piece.set("expires", Item::bare(&expires.unwrap_or_default()));
    let authors = people.of(matter);
    piece.set_authors(authors);
    piece.add_topics(topics(matter));
    let series = matter.texts(&["series"]);
    if let Some(first) = series.first().filter(|series| !Id::fold(series).is_empty()) {
        piece.set("series", Item::Map(vec![("id".to_owned(), Item::plain(first))]));
    }
    if let Some((key, source, alt, caption)) = image(matter) {
        let mut entries = vec![("src".to_owned(), Item::plain(&source))];
        if alt.is_none() {
            let message =
                format!("the image `{source}` has no words for those who do not see it");
            let hint = "say under `alt` what it shows; it is marked as decoration now";
            report.left("image-words", matter.place(key), message, hint);
        }
        entries.push(("alt".to_owned(), Item::quoted(&alt.unwrap_or_default())));
        if let Some(caption) = caption {
            entries.push(("caption".to_owned(), Item::quoted(&caption)));
        }
        piece.set("image", Item::Map(entries));
    }
}

/// Tags and categories, in every form.
fn topics(matter: &Matter) -> Vec<String> {
    let mut topics = Vec::new();
    for key in ["categories", "category", "tags", "tag", "topics", "keywords"] {
        let Some(node) = matter.node(key) else { continue };
        match node.scalar() {
            // Of one text the words, or the parts between commas, are tags.
            Some(text) if text.contains(',') => topics.extend(text.split(',').map(tidy)),
            Some(text) if key != "category" => {
                topics.extend(text.split_whitespace().map(str::to_owned));
            }
            _ => topics.extend(crate::import::matter::texts(node)),
        }
    }
    let entries = matter.node("taxonomies").and_then(Node::map).unwrap_or_default();
    topics.extend(
        entries.iter().flat_map(|entry| crate::import::matter::texts(&entry.value)),
    );
    topics
}

/// The key of an image, its file, its words, its caption.
type Picture = (&'static str, String, Option<String>, Option<String>);

/// The image of an article.
fn image(matter: &Matter) -> Option<Picture> {
    const KEYS: [&str; 11] = [
        "image",
        "cover",
        "featured_image",
        "feature_image",
        "featuredImage",
        "images",
        "hero",
        "thumbnail",
        "header",
        "banner",
        "cover_image",
    ];
    const SOURCES: [&str; 7] =
        ["src", "image", "path", "url", "filename", "teaser", "overlay_image"];
    let mut found = None;
    for (key, node) in KEYS.iter().filter_map(|key| Some((*key, matter.node(key)?))) {
        let first = match &node.value {
            Value::List(list) => list.first(),
            _ => Some(node),
        };
        let text = |keys: &[&str]| {
            let text = keys.iter().find_map(|key| first?.get(key)?.scalar());
            text.map(tidy).filter(|text| !text.is_empty())
        };
        let source = first.and_then(Node::scalar).map(str::to_owned);
        let source = source.or_else(|| text(&SOURCES)).filter(|s| !s.trim().is_empty());
        if let (Some(source), None) = (source, &found) {
            let alt = text(&["alt", "image_alt", "description"]);
            found = Some((key, source, alt, text(&["caption", "title"])));
        }
    }
    found
}

/// What nobody asked for: what says how a page is shown is left, the rest is kept as `extra`.
fn extra(matter: &Matter, piece: &mut Piece, report: &mut Report) {
    let mut entries: Vec<(String, Item)> = Vec::new();
    for entry in matter.unused() {
        let place =
            crate::base::diagnostic::Place::bytes(&matter.file, entry.key_span.clone());
        if SHOWN.contains(&&*entry.key.to_lowercase()) {
            let message =
                format!("`{}` says how the page is shown, and is left out", entry.key);
            report.left(
                "key",
                place,
                message,
                "choose it in `site.toml` or in templates",
            );
            continue;
        }
        let inner = match (&*entry.key, &entry.value.value) {
            ("extra" | "params", Value::Map(inner)) => inner.as_slice(),
            _ => std::slice::from_ref(entry),
        };
        for entry in inner.iter().filter(|entry| !entry.value.is_null()) {
            let message = format!(
                "`{}` has no place of its own: it is kept under `extra`",
                entry.key
            );
            report.left("key", place.clone(), message, "templates find it as `extra`");
            entries.push((entry.key.clone(), Item::of(&entry.value)));
        }
    }
    piece.set("extra", Item::Map(entries));
}

/// An old address with a `/` before it, without its host.
pub fn rooted(old: &str) -> String {
    let path =
        url::Url::parse(old).map_or_else(|_| old.to_owned(), |url| url.path().to_owned());
    format!("/{}", path.trim_start_matches('/'))
}
