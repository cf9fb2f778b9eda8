//! The pages of one listing.

use std::sync::Arc;

use crate::base::path::Address;
use crate::plan::make::Make;
use crate::plan::output::{Output, Recipe};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::frame::{FeedFormat, FeedLink, Pager};

/// One listing, whatever it lists.
pub struct Paging<'a> {
    /// What its pages share with all others.
    pub shared: &'a Shared,
    /// The template.
    pub template: &'a str,
    /// The address of the first page.
    pub first: &'a Address,
    /// Its title.
    pub title: &'a str,
    /// Its last step in the way down; mostly the title.
    pub crumb: &'a str,
    /// One sentence on it.
    pub description: Option<&'a str>,
    /// The section of the menu.
    pub section: &'a str,
    /// The listings above it: name, and address when the build has it.
    pub above: &'a [(&'a str, Option<Address>)],
    /// Its language, when it is not the publication's.
    pub language: Option<&'a str>,
    /// Whether it has a feed of its own, below its first page.
    pub feed: bool,
}

/// The pages of a listing, each of which a recipe makes by its number, from 1. There is
/// always one.
pub fn pages(
    shared: &Shared,
    what: &'static str,
    first: &Address,
    entries: usize,
    recipe: impl Recipe + 'static,
) -> impl Iterator<Item = Output> {
    let recipe: Arc<dyn Recipe> = Arc::new(recipe);
    let (first, count) = (first.clone(), count(shared, entries));
    (1..=count).map(move |n| Output::page(what, first.page(n), recipe.clone(), n))
}

/// How many pages a listing has.
fn count(shared: &Shared, entries: usize) -> usize {
    match shared.site.settings.lists.page_size {
        0 => 1,
        size => entries.div_ceil(size).max(1),
    }
}

/// The entries of one page, by its number.
pub fn part<'a, T>(shared: &Shared, entries: &'a [T], number: usize) -> &'a [T] {
    match shared.site.settings.lists.page_size {
        0 => entries,
        size => {
            let start = entries.len().min(number.saturating_sub(1).saturating_mul(size));
            let end = entries.len().min(start.saturating_add(size));
            entries.get(start..end).unwrap_or_default()
        }
    }
}

impl Paging<'_> {
    /// One page of the listing, by its number. `view` makes the view of its entries.
    pub fn page<T>(
        &self,
        entries: &[T],
        number: usize,
        view: impl FnOnce(&[T], Pager) -> View,
    ) -> Make {
        let settings = &self.shared.site.settings;
        let language = self.language.unwrap_or(&settings.language);
        let title = match number {
            1 => self.title.to_owned(),
            number => {
                let words = self.shared.words(language);
                let page = words.number(number as u64);
                let holes = [("title", self.title), ("number", &page)];
                words.fill("{title}, page {number}", &holes)
            }
        };
        let mut frame =
            self.shared.frame_in(language, self.first.page(number), &title, self.section);
        frame.description = self.description.map(str::to_owned);
        frame.breadcrumbs = self.shared.breadcrumbs_in(language, self.above, self.crumb);
        if self.feed && settings.outputs.term_feeds && settings.outputs.atom {
            let (title, address) = (self.title.to_owned(), self.first.child("feed.xml"));
            frame.feeds.push(FeedLink::new(title, address, FeedFormat::Atom));
        }
        let count = count(self.shared, entries.len());
        let pager = Pager::new(self.first, number, count, entries.len());
        let view = view(part(self.shared, entries, number), pager);
        Make::page(self.template, frame, view)
    }
}
