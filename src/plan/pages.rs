//! Standing pages, and the page for addresses that do not exist.

use crate::base::form::direction;
use crate::base::path::Address;
use crate::model::public::State;
use crate::plan::articles::contents;
use crate::plan::output::Output;
use crate::plan::prose;
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::page::{NotFoundView, PageView};

/// Standing pages, and the page for addresses that do not exist.
pub fn outputs(shared: &Shared<'_>) -> Vec<Output> {
    let mut outputs: Vec<Output> =
        shared.site.public_pages().map(|page| standing(shared, page)).collect();
    if shared.site.settings.outputs.not_found {
        outputs.push(not_found(shared));
    }
    outputs
}

/// Standing pages that are held back.
pub fn held(shared: &Shared<'_>) -> Vec<Output> {
    let pages = shared.site.pages.iter().filter(|page| !page.public);
    let page = |page| Output { held: Some(State::Draft), ..standing(shared, page) };
    pages.map(page).collect()
}

fn standing(shared: &Shared<'_>, page: &crate::model::page::Page) -> Output {
    let front = page.front();
    let content = &page.document.content;
    let language = front.lang.as_deref().unwrap_or(&shared.site.settings.language);
    let view = PageView {
        address: page.address.clone(),
        title: front.title.clone(),
        description: front.description.clone(),
        contents: contents(&content.headings),
        extra: front.extra.clone(),
        prose: prose::plain(content, &page.resolved, language),
    };
    let mut frame = shared.frame(page.address.clone(), &front.title, "pages");
    frame.description = front.description.clone();
    frame.breadcrumbs = shared.breadcrumbs(&[], &front.title);
    if let Some(language) = &front.lang {
        frame.direction = direction(language);
        frame.language = language.clone();
    }
    let output = Output::page("the page", "page.html", frame, View::Page(Box::new(view)));
    output.of(&page.document.file, front.template.as_deref())
}

fn not_found(shared: &Shared<'_>) -> Output {
    let view = NotFoundView {
        articles: shared.listing("articles"),
        topics: shared.listing("topics"),
    };
    let mut frame = shared.frame(Address::new("/404.html"), "Page not found", "");
    frame.robots = Some("noindex");
    let view = View::NotFound(Box::new(view));
    Output::page("the page for missing addresses", "not_found.html", frame, view)
}
