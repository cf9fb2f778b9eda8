//! A page by its template.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::{Context, Value};

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::path::FilePath;
use crate::plan::make::PageMake;
use crate::render::metadata::metadata;
use crate::render::prose::{Filler, components};
use crate::render::templates::Templates;
use crate::render::{error, margin};
use crate::view::any::View;
use crate::view::prose::Prose;

/// Renders a page.
///
/// # Errors
///
/// A template that does not exist or fails, with the content file that was being rendered.
pub fn page(templates: &Templates, page: &PageMake) -> Result<String, Box<Diagnostic>> {
    let of_language = templates.of(&page.frame.language);
    let templates = of_language.as_deref().unwrap_or(templates);
    if !templates.has(&page.template) {
        return Err(Box::new(no_template(
            templates,
            &page.template,
            page.about.as_ref(),
        )));
    }
    let mut context = Context::new();
    context.insert_value("frame", frame(templates, page));
    context.insert_value("page", value(templates, page)?);
    templates.render(&page.template, &context).map_err(|failure| {
        templates.failed(&failure, &page.template, page.about.as_ref())
    })
}

/// The diagnostic for a template that does not exist, which a content file may have named.
pub fn no_template(
    templates: &Templates,
    template: &str,
    about: Option<&FilePath>,
) -> Diagnostic {
    let near = templates.nearest(template);
    let message = format!("there is no template `{template}`");
    let place = match about {
        Some(file) => Place::value(file, Field::key("template")),
        None => Place::file(&error::file(template)),
    };
    Diagnostic::error("unknown-template", place, message)
        .hint(format!("put the file into `templates/{template}`"))
        .maybe_hint(near.map(|near| format!("did you mean `{near}`?")))
}

/// The components that the prose of a page calls.
pub fn called(page: &PageMake) -> BTreeSet<String> {
    let mut called = prose(&page.view).map(components).unwrap_or_default();
    let beside = match &page.view {
        View::Article(view) => margin::any(&view.prose),
        View::Page(view) => margin::any(&view.prose),
        _ => false,
    };
    if beside {
        called.insert("side_notes".to_owned());
    }
    called
}

fn prose(view: &View) -> Option<&Prose> {
    match view {
        View::Article(view) => Some(&view.prose),
        View::Page(view) => Some(&view.prose),
        View::Author(view) => view.prose.as_ref(),
        View::Term(view) => view.prose.as_ref(),
        _ => None,
    }
}

/// `frame` as a value: the frame, and what the page says to machines where that is shown.
fn frame(templates: &Templates, page: &PageMake) -> Value {
    let value = plain(&page.frame);
    let Some(mut map) = value.as_map().cloned() else { return value };
    if !templates.shows_metadata(&page.template) {
        return value;
    }
    let metadata = metadata(&templates.site, &page.frame, &page.view);
    let data = metadata.structured_data.iter().map(|text| safe(text));
    map.insert("meta".into(), plain(&metadata.meta));
    map.insert("links".into(), plain(&metadata.links));
    map.insert("structured_data".into(), Value::from(data.collect::<Vec<Value>>()));
    Value::from(map)
}

/// `page` as a value: the view, and the HTML of its prose.
fn value(templates: &Templates, page: &PageMake) -> Result<Value, Box<Diagnostic>> {
    let value = match &page.view {
        View::Home(view) => plain(view),
        View::Article(view) => plain(view),
        View::Listing(view) => plain(view),
        View::Archive(view) => plain(view),
        View::Authors(view) => plain(view),
        View::Author(view) => plain(view),
        View::Terms(view) => plain(view),
        View::Term(view) => plain(view),
        View::Sources(view) => plain(view),
        View::Outlet(view) => plain(view),
        View::Work(view) => plain(view),
        View::SeriesList(view) => plain(view),
        View::Series(view) => plain(view),
        View::Corrections(view) => plain(view),
        View::Page(view) => plain(view),
        View::NotFound(view) => plain(view),
        View::Search(view) => plain(view),
    };
    let Some(mut map) = value.as_map().cloned() else { return Ok(value) };
    let mut set = |key: &'static str, html: Value| {
        map.insert(key.into(), html);
    };
    let filler = prose(&page.view).map(|prose| Filler {
        templates,
        prose,
        file: page.about.as_ref(),
        feed: false,
    });
    match (&page.view, &filler) {
        (View::Article(view), Some(filler)) => {
            let content = &view.prose.content;
            set("standfirst", safe(&filler.html(&content.standfirst)?));
            set("caption", safe(&filler.html(&content.caption)?));
            let points: Result<Vec<Value>, _> = content
                .key_points
                .iter()
                .map(|p| filler.html(p).map(|h| safe(&h)))
                .collect();
            set("key_points", Value::from(points?));
            set("body", safe(&filler.body_with_margin()?));
            set("footnotes", plain(&filler.notes()?));
        }
        (View::Page(_), Some(filler)) => {
            set("body", safe(&filler.body_with_margin()?));
            set("footnotes", plain(&filler.notes()?));
        }
        (View::Author(_), filler) => set("biography", body(filler.as_ref())?),
        (View::Term(_), filler) => set("introduction", body(filler.as_ref())?),
        _ => {}
    }
    Ok(Value::from(map))
}

/// The body of a prose, or an empty text.
fn body(filler: Option<&Filler<'_>>) -> Result<Value, Box<Diagnostic>> {
    let html =
        filler.map(|filler| filler.html(&filler.prose.content.body)).transpose()?;
    Ok(safe(&html.unwrap_or_default()))
}

fn plain(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}

fn safe(html: &str) -> Value {
    Value::safe_string(html)
}
