//! An export of Ghost: one JSON file with its tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::Place;
use crate::base::form;
use crate::base::id::Id;
use crate::base::node::{Node, Value};
use crate::base::path::FilePath;
use crate::import::html::{self, Html};
use crate::import::json;
use crate::import::links::Ground;
use crate::import::markdown;
use crate::import::piece::{Kind, Piece, tidy};
use crate::import::report::Report;
use crate::import::yaml::Item;

/// The tables of an export.
struct Tables<'a> {
    file: &'a FilePath,
    data: &'a Node,
    /// The address of the site, without a `/` at its end.
    site: String,
    /// Rows that belong to a post, by table and post.
    joins: BTreeMap<(&'static str, String), Vec<&'a Node>>,
    /// Rows by table and id.
    ids: BTreeMap<(&'static str, String), &'a Node>,
}

/// Reads the export.
pub fn read(
    file: &FilePath,
    text: &str,
    ground: &mut Ground,
    report: &mut Report,
) -> Vec<Piece> {
    let text_at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let node = match json::read(file, text, text_at, true) {
        Ok((node, _)) => node,
        Err(diagnostic) => {
            report.diagnostics.push(*diagnostic);
            return Vec::new();
        }
    };
    let first = |node: &Node| match &node.value {
        Value::List(list) => list.first().cloned(),
        _ => None,
    };
    let data =
        node.get("db").and_then(first).as_ref().and_then(|db| db.get("data").cloned());
    let data = data.or_else(|| node.get("data").cloned());
    let Some(data) = data.filter(|data| data.get("posts").is_some()) else {
        let hint = "name the file that `Settings`, `Export` of Ghost made";
        report.failed(
            "no-article",
            Place::file(file),
            "this is no export of Ghost: it has no `posts`",
            hint,
        );
        return Vec::new();
    };
    let tables = Tables::of(file, &data);
    for row in tables.rows("settings") {
        if text_of(row, "key") == "url" {
            let host = url::Url::parse(&text_of(row, "value")).ok();
            ground.site.clone_from(&host);
            ground.hosts.extend(host.and_then(|url| url.host_str().map(str::to_owned)));
        }
    }
    let posts = tables.rows("posts");
    let mut pieces: Vec<Piece> =
        posts.iter().map(|post| tables.post(post, report)).collect();
    pieces.extend(tables.profiles());
    if pieces.is_empty() {
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

/// The text of a field; empty when there is none.
fn text_of(row: &Node, key: &str) -> String {
    row.get(key)
        .and_then(Node::scalar)
        .map(|text| text.trim().to_owned())
        .unwrap_or_default()
}

impl<'a> Tables<'a> {
    fn of(file: &'a FilePath, data: &'a Node) -> Self {
        let (joins, ids) = (BTreeMap::new(), BTreeMap::new());
        let mut tables = Self { file, data, site: String::new(), joins, ids };
        let url =
            tables.rows("settings").into_iter().find(|row| text_of(row, "key") == "url");
        let url = url.map(|row| text_of(row, "value")).unwrap_or_default();
        url.trim_end_matches('/').clone_into(&mut tables.site);
        for table in ["posts_authors", "posts_tags", "posts_meta"] {
            for row in tables.rows(table) {
                tables
                    .joins
                    .entry((table, text_of(row, "post_id")))
                    .or_default()
                    .push(row);
            }
        }
        for table in ["users", "tags"] {
            for row in tables.rows(table) {
                tables.ids.insert((table, text_of(row, "id")), row);
            }
        }
        tables
    }

    /// The rows of a table.
    fn rows(&self, table: &str) -> Vec<&'a Node> {
        match self.data.get(table).map(|table| &table.value) {
            Some(Value::List(rows)) => rows.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The names that a post is joined to, in their order.
    fn joined(
        &self,
        post: &str,
        join: &'static str,
        key: &str,
        table: &'static str,
    ) -> Vec<String> {
        let rows = self.joins.get(&(join, post.to_owned()));
        let mut found: Vec<(u32, String)> = Vec::new();
        for row in rows.into_iter().flatten() {
            let order = text_of(row, "sort_order").parse().unwrap_or(0);
            let other = self.ids.get(&(table, text_of(row, key)));
            found.extend(other.map(|other| (order, text_of(other, "name"))));
        }
        found.sort_by_key(|(order, _)| *order);
        found.into_iter().map(|(_, name)| name).collect()
    }

    fn place(&self, row: &Node, key: &str) -> Place {
        let span = row
            .get(key)
            .map_or(row.span.start..row.span.start + 1, |node| node.span.clone());
        Place::bytes(self.file, span)
    }

    fn post(&self, post: &Node, report: &mut Report) -> Piece {
        let is_page = text_of(post, "type") == "page"
            || matches!(&*text_of(post, "page"), "true" | "1");
        let kind = if is_page { Kind::Page } else { Kind::Article };
        let mut piece = Piece::new(kind, self.file, post.span.clone());
        let title = tidy(&text_of(post, "title"));
        let slug = text_of(post, "slug");
        let title = if title.is_empty() { slug.clone() } else { title };
        piece.set("title", Item::quoted(&title));
        piece.stem.clone_from(&slug);
        if !slug.is_empty() {
            piece.old.push(format!("/{slug}/"));
        }
        let status = text_of(post, "status");
        if status != "published" && status != "sent" {
            piece.set("draft", Item::bare("true"));
            report.kept("draft", 1);
        }
        let excerpt = tidy(&text_of(post, "custom_excerpt"));
        piece.set(
            if is_page { "description" } else { "standfirst" },
            Item::quoted(&excerpt),
        );
        if !is_page {
            self.article(post, &mut piece, report);
        }
        self.image(post, &mut piece, report);
        for key in ["codeinjection_head", "codeinjection_foot"] {
            if !text_of(post, key).is_empty() {
                let message = format!("the code of `{key}` is left out");
                report.left(
                    "html",
                    self.place(post, key),
                    message,
                    "put it into a template",
                );
            }
        }
        piece.body = self.body(post, &mut piece.internal, report);
        piece
    }

    /// What only articles have.
    fn article(&self, post: &Node, piece: &mut Piece, report: &mut Report) {
        let id = text_of(post, "id");
        let date = [text_of(post, "published_at"), text_of(post, "created_at")];
        let date = date.iter().find_map(|date| crate::import::matter::date(date));
        let date = date.filter(|_| {
            piece.get("draft").is_none() || !text_of(post, "published_at").is_empty()
        });
        piece.set("date", Item::bare(&date.unwrap_or_default()));
        let mut authors = self.joined(&id, "posts_authors", "author_id", "users");
        if authors.is_empty() {
            let author = text_of(post, "author_id");
            let user =
                self.rows("users").into_iter().find(|user| text_of(user, "id") == author);
            authors.extend(user.map(|user| text_of(user, "name")));
        }
        piece.set_authors(authors);
        let tags = self.joined(&id, "posts_tags", "tag_id", "tags");
        // A tag that begins with `#` is seen by those who work on the site only.
        let (hidden, tags): (Vec<String>, Vec<String>) =
            tags.into_iter().partition(|tag| tag.starts_with('#'));
        piece.add_topics(tags);
        piece.internal.extend(hidden.iter().map(|tag| format!("Internal tag: {tag}")));
        let meta = self
            .rows("posts_meta")
            .into_iter()
            .find(|meta| text_of(meta, "post_id") == id);
        let mut seen = vec![piece.title().to_owned()];
        let mut headlines = Vec::new();
        for (key, channel) in
            [("meta_title", "seo"), ("og_title", "social"), ("twitter_title", "x")]
        {
            let found = [Some(post), meta]
                .into_iter()
                .flatten()
                .map(|row| tidy(&text_of(row, key)));
            let Some(text) = found.into_iter().find(|text| !text.is_empty()) else {
                continue;
            };
            if !seen.contains(&text) {
                headlines.push(Item::Map(vec![
                    ("text".to_owned(), Item::quoted(&text)),
                    ("for".to_owned(), Item::plain(channel)),
                ]));
                seen.push(text);
            }
        }
        report.kept("alternative headline", headlines.len());
        piece.set("alternative_headlines", Item::Block(headlines));
    }

    fn image(&self, post: &Node, piece: &mut Piece, report: &mut Report) {
        let image = text_of(post, "feature_image").replace("__GHOST_URL__", &self.site);
        if image.is_empty() {
            return;
        }
        let message = format!("the image `{image}` is not downloaded");
        let hint = "save it beside the article and write it under `image`";
        report.left("image", self.place(post, "feature_image"), message, hint);
        piece.internal.push(format!("Featured image: {image}"));
    }

    /// The text: its HTML. Without it, the text is reported.
    fn body(
        &self,
        post: &Node,
        internal: &mut Vec<String>,
        report: &mut Report,
    ) -> String {
        let html = text_of(post, "html").replace("__GHOST_URL__", "");
        if html.is_empty() {
            for key in ["lexical", "mobiledoc"] {
                if !text_of(post, key).is_empty() {
                    let message =
                        format!("the text is there as `{key}` only, which is not read");
                    let hint =
                        "publish it in Ghost and export again, so that it has `html`";
                    report.left("no-html", self.place(post, key), message, hint);
                    internal.push("Its text could not be imported.".to_owned());
                    return String::new();
                }
            }
        }
        let whole = self.place(post, "html");
        let html =
            Html { text: &html, file: self.file, at: None, whole: &whole, lines: false };
        markdown::flat(&html::markdown(html, internal, report))
    }

    /// Those who wrote, with what is said of them.
    fn profiles(&self) -> Vec<Piece> {
        let authors = self.rows("posts_authors").into_iter().chain(self.rows("posts"));
        let wrote: BTreeSet<String> =
            authors.map(|row| text_of(row, "author_id")).collect();
        let users = self.rows("users").into_iter();
        let users = users.filter(|user| wrote.contains(&text_of(user, "id")));
        let profile = |user: &Node| {
            let name = tidy(&text_of(user, "name"));
            let mut piece = Piece::new(Kind::Author, self.file, user.span.clone());
            piece.stem = Id::fold(&name).as_str().to_owned();
            piece.set("name", Item::plain(&name));
            piece.set("bio", Item::quoted(&tidy(&text_of(user, "bio"))));
            let slug = text_of(user, "slug");
            piece.old.extend((!slug.is_empty()).then(|| format!("/author/{slug}/")));
            let website = text_of(user, "website");
            if form::is_web_address(&website) {
                let link = vec![
                    ("label".to_owned(), Item::plain("Website")),
                    ("url".to_owned(), Item::quoted(&website)),
                ];
                piece.set("links", Item::Flow(vec![Item::Map(link)]));
            }
            piece
        };
        users.filter(|user| !text_of(user, "name").is_empty()).map(profile).collect()
    }
}
