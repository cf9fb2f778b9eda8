//! Copies of articles for other uses: as Markdown, and as HTML to be published elsewhere; and the
//! list of them for programs, llms.txt.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::model::article::Article;
use crate::parse::front::Channel;
use crate::plan::copy_links::{markdown, republish, terms};
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::{feeds, ingredients};
use crate::view::build::{Shared, standfirst};
use crate::view::copies::{LlmsEntry, LlmsView};

/// The copies of one kind, each by the article's index.
#[derive(Clone, Copy, Debug)]
enum Copies {
    Markdown,
    Republish,
}

impl Recipe for Copies {
    fn make(&self, plan: &Plan, index: usize) -> Make {
        let shared = &plan.shared;
        let none = || Make::Text(String::new());
        let Some(make) = feeds::of_one(shared, index).map(Box::new) else {
            return none();
        };
        match self {
            Copies::Markdown => Make::Markdown(make),
            Copies::Republish => match terms(shared) {
                Some(view) => Make::Republish(make, view),
                None => none(),
            },
        }
    }

    fn ingredients(&self, plan: &Plan, index: usize) -> Option<Digest> {
        ingredients::of_article(plan, index)
    }
}

/// The copies that the settings ask for, of every public article.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    let site = &shared.site;
    let mut outputs = Vec::new();
    let kinds: [(Copies, &'static str, OfArticle); 2] = [
        (Copies::Markdown, "the Markdown of an article", markdown),
        (Copies::Republish, "an article to be republished", republish),
    ];
    for (kind, what, address) in kinds {
        let recipe: Arc<dyn Recipe> = Arc::new(kind);
        for index in &site.public {
            let Some(article) = site.articles.get(*index) else { continue };
            let Some(address) = address(shared, article) else { continue };
            let output = Output::by(what, address, recipe.clone(), *index);
            outputs.push(output.asked_by(article.file()));
        }
    }
    if site.settings.outputs.llms {
        let make = Make::Llms(llms(shared));
        outputs.push(Output::done("llms.txt", Address::new("/llms.txt"), make));
    }
    outputs
}

/// The address of a copy of an article, if there is one.
type OfArticle = fn(&Shared, &Article) -> Option<Address>;

/// The list of articles for programs.
fn llms(shared: &Shared) -> LlmsView {
    let site = &shared.site;
    let entry = |article: &Article| LlmsEntry {
        title: article.headlines.get(Channel::Feed).to_owned(),
        address: markdown(shared, article).unwrap_or_else(|| article.address.clone()),
        summary: standfirst(article),
    };
    LlmsView {
        title: site.settings.title.clone(),
        description: site.settings.description.clone(),
        entries: site.public_articles().map(entry).collect(),
    }
}
