//! The menu and the lists of the footer.

use crate::base::words::{Words, said};
use crate::model::address;
use crate::model::site::Site;
use crate::view::frame::{Menu, MenuItem};

/// The menu and the lists of the footer, in some words.
pub fn menu(site: &Site, words: &Words) -> Menu {
    let outputs = site.settings.outputs;
    let item = |label: &str, section: &str| MenuItem {
        label: words.say(label).to_owned(),
        address: address::listing(section),
        section: section.to_owned(),
    };
    let mut sections = Vec::new();
    let mut add = |on: bool, label: &str, section: &str| {
        if on {
            sections.push(item(label, section));
        }
    };
    add(outputs.articles, said("Articles"), "articles");
    for (key, taxonomy) in &site.taxonomies {
        add(outputs.topic_list && !taxonomy.terms.is_empty(), &taxonomy.name, key);
    }
    add(outputs.author_list, said("Authors"), "authors");
    add(outputs.outlet_list, said("Sources"), "sources");
    add(outputs.series && !site.series.is_empty(), said("Series"), "series");
    add(outputs.corrections, said("Corrections"), "corrections");
    let mut pages: Vec<(i64, MenuItem)> = Vec::new();
    let mut more = Vec::new();
    for page in site.public_pages() {
        let front = page.front();
        let label = front.menu.as_ref().and_then(|menu| menu.label.clone());
        let item = MenuItem {
            label: label.unwrap_or_else(|| front.title.clone()),
            address: page.address.clone(),
            section: "pages".to_owned(),
        };
        match &front.menu {
            Some(menu) => pages.push((menu.order, item)),
            None => more.push(item),
        }
    }
    pages.sort_by_key(|(order, item)| (*order, item.address.clone()));
    let search = outputs.search.then(|| item(said("Search"), "search"));
    let pages = pages.into_iter().map(|(_, item)| item).collect();
    Menu { sections, pages, more, search }
}
