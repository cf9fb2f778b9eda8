//! Any page's view.

use crate::view::article::ArticleView;
use crate::view::author::{AuthorView, AuthorsView};
use crate::view::corrections::CorrectionsView;
use crate::view::home::HomeView;
use crate::view::listing::{ArchiveView, ListingView};
use crate::view::outlet::{OutletView, SourcesView, WorkView};
use crate::view::page::{NotFoundView, PageView};
use crate::view::search::SearchView;
use crate::view::series::{SeriesListView, SeriesView};
use crate::view::term::{TermView, TermsView};

/// Any page's view.
#[derive(Clone, Debug, Hash)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum View {
    Home(Box<HomeView>),
    Article(Box<ArticleView>),
    Listing(Box<ListingView>),
    Archive(Box<ArchiveView>),
    Authors(Box<AuthorsView>),
    Author(Box<AuthorView>),
    Terms(Box<TermsView>),
    Term(Box<TermView>),
    Sources(Box<SourcesView>),
    Outlet(Box<OutletView>),
    Work(Box<WorkView>),
    SeriesList(Box<SeriesListView>),
    Series(Box<SeriesView>),
    Corrections(Box<CorrectionsView>),
    Page(Box<PageView>),
    NotFound(Box<NotFoundView>),
    Search(Box<SearchView>),
}
