//! An export of WordPress: RSS with its own elements (WXR).

mod item;
mod xml;

use std::collections::BTreeMap;

use crate::base::diagnostic::Place;
use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::import::html::{self, Html};
use crate::import::links::Ground;
use crate::import::piece::{Kind, Piece, tidy};
use crate::import::report::Report;
use crate::import::wordpress::item::Item;
use crate::import::wordpress::xml::{Author, Export};
use crate::import::yaml;

/// Reads the export.
pub fn read(
    file: &FilePath,
    text: &str,
    ground: &mut Ground,
    report: &mut Report,
) -> Vec<Piece> {
    let export = xml::read(file, text, report);
    for address in &export.sites {
        let host = url::Url::parse(address).ok();
        ground.site = ground.site.take().or_else(|| host.clone());
        ground.hosts.extend(host.and_then(|url| url.host_str().map(str::to_owned)));
    }
    let attachments: BTreeMap<String, String> = export
        .items
        .iter()
        .filter(|item| item.kind == "attachment")
        .map(|item| (item.id.clone(), item.attachment.clone()))
        .collect();
    let mut pieces = Vec::new();
    let mut wrote: Vec<String> = Vec::new();
    for item in &export.items {
        let kind = match item.kind.as_str() {
            "post" => Kind::Article,
            "page" => Kind::Page,
            "attachment" | "nav_menu_item" | "revision" => continue,
            other => {
                let message = format!(
                    "`{}` is a `{other}`, which has no place here, and is left",
                    item.title
                );
                let hint = "export it as a post or a page";
                report.left("other-type", place(file, item), message, hint);
                continue;
            }
        };
        if matches!(item.status.as_str(), "trash" | "auto-draft" | "inherit") {
            let message = format!("`{}` was thrown away and is left", item.title);
            report.left(
                "trash",
                place(file, item),
                message,
                "restore it before the export",
            );
            continue;
        }
        wrote.push(item.creator.clone());
        pieces.push(piece(file, kind, item, &export, &attachments, report));
    }
    for author in export.authors.iter().filter(|author| wrote.contains(&author.login)) {
        pieces.push(profile(file, author));
    }
    if pieces.is_empty() && !report.has_errors() {
        let hint = "export all content of the site, and name the file";
        report.failed(
            "no-article",
            Place::file(file),
            "there are no articles in this export",
            hint,
        );
    }
    pieces
}

fn place(file: &FilePath, item: &Item) -> Place {
    Place::bytes(file, item.at.clone())
}

fn profile(file: &FilePath, author: &Author) -> Piece {
    let mut piece = Piece::new(Kind::Author, file, author.at.clone());
    let name = author.name();
    piece.stem = Id::fold(&name).as_str().to_owned();
    piece.set("name", yaml::Item::plain(&name));
    piece
}

/// One post or page.
fn piece(
    file: &FilePath,
    kind: Kind,
    item: &Item,
    export: &Export,
    attachments: &BTreeMap<String, String>,
    report: &mut Report,
) -> Piece {
    let mut piece = Piece::new(kind, file, item.at.clone());
    let title = tidy(&unescaped(&item.title));
    let title = if title.is_empty() { format!("Untitled {}", item.id) } else { title };
    piece.set("title", yaml::Item::quoted(&title));
    piece.stem.clone_from(if item.name.is_empty() { &title } else { &item.name });
    if item.status != "publish" {
        piece.set("draft", yaml::Item::bare("true"));
        report.kept("draft", 1);
    }
    if item.status == "future" {
        piece.internal.push("It was to be published at its date.".to_owned());
    }
    if !item.password.is_empty() || item.status == "private" {
        piece.internal.push("It was private or had a password.".to_owned());
        piece.set("draft", yaml::Item::bare("true"));
    }
    address(&mut piece, item);
    let whole = place(file, item);
    let excerpt =
        Html { text: &item.excerpt, file, at: None, whole: &whole, lines: false };
    let excerpt = tidy(&html::markdown(excerpt, &mut Vec::new(), report));
    let standfirst = if kind == Kind::Article { "standfirst" } else { "description" };
    piece.set(standfirst, yaml::Item::quoted(&excerpt));
    if kind == Kind::Article {
        let date = item.date.get(..16).filter(|date| !date.starts_with("0000"));
        piece.set("date", yaml::Item::bare(date.unwrap_or_default()));
        let author = export.authors.iter().find(|author| author.login == item.creator);
        let name = author.map_or_else(|| item.creator.clone(), Author::name);
        piece.set_authors(vec![name]);
        let topics = item.terms.iter().filter(|term| *term != "Uncategorized");
        piece.add_topics(topics.map(|term| unescaped(term)));
        seo(&mut piece, item, report);
    }
    if let Some(image) = item.thumbnail.as_ref().and_then(|id| attachments.get(id)) {
        let message = format!("the featured image `{image}` is not downloaded");
        let hint = "save it beside the article and write it under `image`";
        report.left("image", whole.clone(), message, hint);
        piece.internal.push(format!("Featured image: {image}"));
    }
    piece.body = body(file, item, &whole, &mut piece.internal, report);
    if item.comments > 0 {
        let message = format!("the comments of `{title}` are left: {}", item.comments);
        report.left("comments", whole, message, "nothing here shows comments");
    }
    piece
}

/// The old address of a post.
fn address(piece: &mut Piece, item: &Item) {
    let Ok(link) = url::Url::parse(&item.link) else { return };
    // `?p=12` is no address that a folder of files can answer.
    if link.query().is_none() && link.path() != "/" {
        let path = percent_encoding::percent_decode_str(link.path()).decode_utf8_lossy();
        piece.old.push(path.into_owned());
    }
}

/// What plugins for search engines hold.
fn seo(piece: &mut Piece, item: &Item, report: &mut Report) {
    let headline = |(text, channel): (&String, &str)| {
        let plain = !text.trim().is_empty() && !text.contains("%%");
        plain.then(|| {
            yaml::Item::Map(vec![
                ("text".to_owned(), yaml::Item::quoted(&tidy(text))),
                ("for".to_owned(), yaml::Item::plain(channel)),
            ])
        })
    };
    let known = [
        ("_yoast_wpseo_title", "seo"),
        ("_yoast_wpseo_opengraph-title", "social"),
        ("_yoast_wpseo_twitter-title", "x"),
    ];
    let found =
        known.iter().filter_map(|(key, channel)| Some((item.meta.get(*key)?, *channel)));
    let headlines: Vec<yaml::Item> = found.filter_map(headline).collect();
    report.kept("alternative headline", headlines.len());
    piece.set("alternative_headlines", yaml::Item::Block(headlines));
}

/// The text of a post.
fn body(
    file: &FilePath,
    item: &Item,
    whole: &Place,
    internal: &mut Vec<String>,
    report: &mut Report,
) -> String {
    let (text, at) = item::without_shortcodes(file, item, whole, internal, report);
    let blocks = text.contains("<!-- wp:");
    let lines = !blocks && !text.contains("<p>") && !text.contains("<p ");
    let html = Html { text: &text, file, at, whole, lines };
    crate::import::markdown::flat(&html::markdown(html, internal, report))
}

/// Text of which WordPress has escaped some letters.
fn unescaped(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace("&#8217;", "\u{2019}");
    text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#039;", "'")
}
