//! Standing pages, and the page for addresses that do not exist.

use std::sync::Arc;

use crate::base::path::Address;
use crate::model::page::Page;
use crate::model::public::State;
use crate::plan::articles::contents;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::prose;
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::page::{NotFoundView, PageView};

/// Standing pages, and the page for addresses that do not exist.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let mut outputs = standing(shared, |page| page.public);
    if shared.site.settings.outputs.not_found {
        let (what, address) = ("the page for missing addresses", "/404.html");
        outputs.push(Output::by(what, Address::new(address), Arc::new(NotFound), 1));
    }
    outputs
}

/// Standing pages that are held back.
pub fn held(shared: &Shared) -> Vec<Output> {
    let pages = standing(shared, |page| !page.public).into_iter();
    pages.map(|page| Output { held: Some(State::Draft), ..page }).collect()
}

fn standing(shared: &Shared, wanted: impl Fn(&Page) -> bool) -> Vec<Output> {
    let recipe: Arc<dyn Recipe> = Arc::new(Standing);
    let output = |(index, page): (usize, &Page)| {
        let address = page.address.clone();
        let output = Output::page("the page", address, recipe.clone(), index);
        wanted(page).then(|| output.of(&page.document.file))
    };
    shared.site.pages.iter().enumerate().filter_map(output).collect()
}

/// Standing pages, each by its index.
#[derive(Debug)]
struct Standing;

impl Recipe for Standing {
    fn make(&self, plan: &Plan, index: usize) -> Make {
        let shared = &plan.shared;
        let page = &shared.site.pages[index];
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
        let address = page.address.clone();
        let mut frame = shared.frame_in(language, address, &front.title, "pages");
        frame.description = front.description.clone();
        frame.breadcrumbs = shared.breadcrumbs_in(language, &[], &front.title);
        let template = front.template.as_deref().unwrap_or("page.html");
        Make::page(template, frame, View::Page(Box::new(view)))
    }
}

/// The page for addresses that do not exist.
#[derive(Debug)]
struct NotFound;

impl Recipe for NotFound {
    fn make(&self, plan: &Plan, _number: usize) -> Make {
        let shared = &plan.shared;
        let view = NotFoundView {
            articles: shared.listing("articles"),
            topics: shared.listing("topics"),
        };
        let address = Address::new("/404.html");
        let mut frame =
            shared.frame(address, shared.own_words().say("Page not found"), "");
        frame.robots = Some("noindex");
        Make::page("not_found.html", frame, View::NotFound(Box::new(view)))
    }
}
