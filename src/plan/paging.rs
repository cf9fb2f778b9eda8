//! The pages of one listing.

use crate::base::path::Address;
use crate::plan::output::{Output, paged};
use crate::view::any::View;
use crate::view::build::Shared;
use crate::view::frame::{FeedFormat, FeedLink, Pager};

/// One listing, whatever it lists.
pub struct Paging<'a> {
    /// What its pages share with all others.
    pub shared: &'a Shared<'a>,
    /// What a page of it is, in words: `the list of authors`.
    pub what: &'a str,
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
    /// Whether it has a feed of its own, below its first page.
    pub feed: bool,
}

impl Paging<'_> {
    /// The pages of the listing; there is always one. `view` makes the view of the entries
    /// of a page.
    pub fn outputs<T>(
        &self,
        entries: &[T],
        mut view: impl FnMut(&[T], Pager) -> View,
    ) -> Vec<Output> {
        let settings = &self.shared.site.settings;
        let pages = paged(entries, settings.lists.page_size);
        let page = |(index, page): (usize, &&[T])| {
            let number = index + 1;
            let title = match number {
                1 => self.title.to_owned(),
                number => format!("{}, page {number}", self.title),
            };
            let mut frame =
                self.shared.frame(self.first.page(number), &title, self.section);
            frame.description = self.description.map(str::to_owned);
            frame.breadcrumbs = self.shared.breadcrumbs(self.above, self.crumb);
            if self.feed && settings.outputs.term_feeds && settings.outputs.atom {
                let (title, address) =
                    (self.title.to_owned(), self.first.child("feed.xml"));
                frame.feeds.push(FeedLink::new(title, address, FeedFormat::Atom));
            }
            let pager = Pager::new(self.first, number, pages.len(), entries.len());
            Output::page(self.what, self.template, frame, view(page, pager))
        };
        pages.iter().enumerate().map(page).collect()
    }
}
