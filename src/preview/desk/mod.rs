//! The editors' desk: the pages below `/_chancery/`, made of the model, of what is wrong and
//! of what the last build did.

pub mod claims;
pub mod input;
mod links;
pub mod live;
mod problems;
mod script;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Tera};

use crate::base::emit::position;
use crate::base::path::FilePath;
use crate::plan::desk::{desk, entry};
use crate::render::filters;
use crate::view::desk::ClaimView;

pub use input::{BuiltRow, DeskInput, LastBuild};

/// The templates, by their names. They are Chancery's own and belong to no publication.
const TEMPLATES: [(&str, &str); 4] = [
    ("frame.html", include_str!("frame.html")),
    ("parts.html", include_str!("parts.html")),
    ("desk.html", include_str!("desk.html")),
    ("entry.html", include_str!("entry.html")),
];

const STYLE: &str = include_str!("desk.css");

/// How many outputs of the last build the list shows.
const ROWS: usize = 100;

const HTML: &str = "text/html; charset=utf-8";

/// What stands at a path below `{base}_chancery/`, with its media type: the desk itself at
/// the empty path, an article's entry at `?article=<content file>`, and what they load.
///
/// `None` where there is nothing, be it a path or an article.
pub fn respond(
    desk: &DeskInput<'_>,
    path: &str,
    query: &str,
) -> Option<(&'static str, Vec<u8>)> {
    match path {
        "" => {
            let mut pairs = url::form_urlencoded::parse(query.as_bytes());
            let article = pairs.find(|(key, _)| key == "article");
            let page = match article {
                Some((_, file)) => entry_page(desk, &FilePath::new(&file))?,
                None => list_page(desk),
            };
            Some((HTML, page.into_bytes()))
        }
        _ => file(path),
    }
}

/// What the pages of the desk load, which is there without a site too.
pub fn file(path: &str) -> Option<(&'static str, Vec<u8>)> {
    match path {
        "desk.css" => Some(("text/css; charset=utf-8", STYLE.as_bytes().to_vec())),
        "desk.js" => {
            Some(("text/javascript; charset=utf-8", script::TEXT.as_bytes().to_vec()))
        }
        _ => None,
    }
}

/// The list of every article.
fn list_page(input: &DeskInput<'_>) -> String {
    let site = input.site;
    let claims = input.claims.all(site);
    let problems = problems::by_file(input);
    let view = desk(site, &claims, &problems);
    let mut context = context(input);
    context.insert("list", &true);
    context.insert("desk", &view);
    context.insert("last", input.last);
    let rows = &input.last.rows;
    context.insert("rows", rows.get(..ROWS).unwrap_or(rows));
    context.insert("more", &rows.len().saturating_sub(ROWS));
    let elsewhere = view.elsewhere.iter().map(|problem| {
        let (line, column) = (problem.line.unwrap_or(1), problem.column.unwrap_or(1));
        links::editor(input, &problem.file, line, column)
    });
    context.insert("elsewhere_links", &elsewhere.collect::<Vec<_>>());
    render(input, "desk.html", &context)
}

/// The entry of one article.
fn entry_page(input: &DeskInput<'_>, file: &FilePath) -> Option<String> {
    let site = input.site;
    let article = site.articles.iter().find(|article| article.file() == file)?;
    let claims = input.claims.of(site, article);
    let text: Option<Arc<str>> = input.texts.text(file);
    // Where the text has changed since, its lines are not known: the file as a whole is.
    let at = |claim: &ClaimView| {
        let (line, column) = text.as_ref().map_or((1, 1), |t| position(t, claim.at));
        links::editor(input, file, line, column)
    };
    let claim_links: Vec<Option<String>> = claims.iter().map(at).collect();
    let problems = problems::by_file(input).remove(file).unwrap_or_default();
    let problem_links = problems.iter().map(|problem| {
        let (line, column) = (problem.line.unwrap_or(1), problem.column.unwrap_or(1));
        links::editor(input, &problem.file, line, column)
    });
    let problem_links: Vec<_> = problem_links.collect();
    let entry = entry(site, file, claims.to_vec(), problems)?;
    let mut context = context(input);
    context.insert("claim_links", &claim_links);
    context.insert("problem_links", &problem_links);
    context.insert("editor", &links::editor(input, file, 1, 1));
    let channels = entry.channels.iter().map(|channel| (channel.id, channel));
    context.insert("channel", &channels.collect::<BTreeMap<_, _>>());
    let here = input
        .last
        .rows
        .iter()
        .filter(|row| row.address.starts_with(entry.row.address.as_str()));
    context.insert("built", &here.collect::<Vec<_>>());
    context.insert("last", input.last);
    context.insert("entry", &entry);
    Some(render(input, "entry.html", &context))
}

/// What every page of the desk knows.
fn context(input: &DeskInput<'_>) -> Context {
    let settings = &input.site.settings;
    let mut context = Context::new();
    context.insert("site_title", &settings.title);
    context.insert("site_language", &settings.language);
    context.insert("desk_path", &format!("{}_chancery/", input.base_path));
    context
}

/// Renders a page. Should that fail, the page says so: the desk must not take the preview
/// down.
fn render(input: &DeskInput<'_>, template: &str, context: &Context) -> String {
    let mut tera = Tera::new();
    filters::register(&mut tera, &input.site.settings.base_url, input.base_path);
    links::register(&mut tera);
    let page =
        tera.add_raw_templates(TEMPLATES).and_then(|()| tera.render(template, context));
    page.unwrap_or_else(|failure| {
        let text = failure.to_string().replace('&', "&amp;").replace('<', "&lt;");
        format!("<!doctype html><title>Desk</title><pre>{text}</pre>")
    })
}
