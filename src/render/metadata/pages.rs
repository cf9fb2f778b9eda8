//! Every page but an article's as JSON-LD.

use crate::render::metadata::article::article;
use crate::render::metadata::facts::{Facts, same_as};
use crate::render::metadata::json::Node;
use crate::render::metadata::work::work;
use crate::view::any::View;
use crate::view::author::AuthorView;
use crate::view::card::Card;
use crate::view::outlet::{OutletView, UNATTRIBUTED};
use crate::view::series::SeriesView;
use crate::view::term::{TermView, TermsView};

/// The nodes of a page, each for a script of its own.
pub fn nodes(facts: &Facts<'_>, view: &View) -> Vec<Node> {
    let page = |class: &str| facts.page(class);
    let mut nodes = match view {
        View::Home(_) => vec![facts.whole_website(), facts.publisher()],
        View::Article(view) => vec![article(facts, view)],
        View::Author(view) => {
            vec![page("ProfilePage").with("mainEntity", author(facts, view))]
        }
        View::Term(view) => vec![page("CollectionPage").with("about", term(facts, view))],
        View::Terms(view) => {
            vec![page("CollectionPage").with("mainEntity", terms(facts, view))]
        }
        View::Outlet(view) => {
            // What no outlet is named for is no organisation.
            let named = view.outlet.id != UNATTRIBUTED;
            let outlet = named.then(|| outlet(facts, view));
            vec![page("CollectionPage").maybe("about", outlet)]
        }
        View::Work(view) => {
            let id = facts.id(&view.address, "work");
            let work = work(facts, &view.reference, id);
            vec![page("CollectionPage").with("about", work)]
        }
        View::Series(view) => {
            vec![page("CollectionPage").with("mainEntity", series(facts, view))]
        }
        View::Page(view) => vec![page(standing(view.address.as_str()))],
        View::NotFound(_) | View::Search(_) => vec![page("WebPage")],
        View::Listing(_)
        | View::Archive(_)
        | View::Authors(_)
        | View::Sources(_)
        | View::SeriesList(_)
        | View::Corrections(_) => vec![page("CollectionPage")],
    };
    nodes.extend(facts.breadcrumbs());
    nodes
}

/// The class of a standing page, by the last part of its address.
fn standing(address: &str) -> &'static str {
    match address.trim_end_matches('/').rsplit('/').next() {
        Some("about" | "about-us") => "AboutPage",
        Some("contact" | "contact-us") => "ContactPage",
        _ => "WebPage",
    }
}

fn author(facts: &Facts<'_>, view: &AuthorView) -> Node {
    let class = if view.organisation { "Organization" } else { "Person" };
    let organisation = |name: &str| Node::of("Organization").with("name", name);
    let person = !view.organisation;
    let languages = view.languages.iter().filter(|_| person).map(String::as_str);
    Node::of(class)
        .with("@id", facts.id(&view.address, "author"))
        .with("name", view.name.as_str())
        .with("url", facts.url(&view.address))
        .maybe("description", facts.frame.description.as_deref())
        .maybe("image", view.photo.as_ref().map(|photo| facts.image(photo, None)))
        .list("sameAs", same_as(&view.same_as, view.orcid.as_deref()))
        .maybe("email", view.email.as_deref())
        .maybe("jobTitle", view.role.as_deref().filter(|_| person))
        .maybe(
            "affiliation",
            view.affiliation.as_deref().filter(|_| person).map(organisation),
        )
        .list("knowsAbout", view.subjects.iter().map(|subject| subject.name.as_str()))
        .list("knowsLanguage", languages)
}

fn term(facts: &Facts<'_>, view: &TermView) -> Node {
    let crumbs = facts.frame.breadcrumbs.iter();
    let list = crumbs.rev().skip(1).find(|crumb| crumb.label == view.taxonomy_name);
    let list = list.and_then(|crumb| crumb.address.as_ref());
    let set = Node::of("DefinedTermSet")
        .maybe("@id", list.map(|list| facts.id(list, "terms")))
        .with("name", view.taxonomy_name.as_str())
        .maybe("url", list.map(|list| facts.url(list)));
    Node::of("DefinedTerm")
        .with("@id", facts.id(&view.address, "term"))
        .with("name", view.name.as_str())
        .with("url", facts.url(&view.address))
        .maybe("description", view.description.as_deref())
        .list("sameAs", view.same_as.iter().map(String::as_str))
        .with("inDefinedTermSet", set)
}

fn terms(facts: &Facts<'_>, view: &TermsView) -> Node {
    let first =
        view.pager.pages.first().map_or(&facts.frame.address, |page| &page.address);
    Node::of("DefinedTermSet")
        .with("@id", facts.id(first, "terms"))
        .with("name", view.name.as_str())
        .with("url", facts.url(first))
}

fn outlet(facts: &Facts<'_>, view: &OutletView) -> Node {
    let wikidata = view.wikidata.as_ref();
    let owner = |name: &str| Node::of("Organization").with("name", name);
    Node::of(outlet_class(view.outlet.kind.as_deref().unwrap_or_default()))
        .with("@id", facts.id(&view.address, "outlet"))
        .with("name", view.outlet.name.as_str())
        .maybe("url", view.domains.first().map(|domain| format!("https://{domain}/")))
        .maybe(
            "sameAs",
            wikidata.map(|item| format!("https://www.wikidata.org/wiki/{item}")),
        )
        .maybe("parentOrganization", view.owner.as_deref().map(owner))
}

/// The class of an outlet by its `kind`.
fn outlet_class(kind: &str) -> &'static str {
    match kind {
        "newspaper" | "news-agency" | "magazine" | "broadcaster" | "news-site" => {
            "NewsMediaOrganization"
        }
        "ministry" | "government" | "agency" | "parliament" | "court" => {
            "GovernmentOrganization"
        }
        "think-tank" | "research" => "ResearchOrganization",
        "ngo" => "NGO",
        "university" => "CollegeOrUniversity",
        "company" => "Corporation",
        _ => "Organization",
    }
}

fn series(facts: &Facts<'_>, view: &SeriesView) -> Node {
    let part = |card: &Card| {
        Node::of(&card.kind.schema)
            .with("@id", facts.id(&card.address, "article"))
            .with("headline", card.title.as_str())
            .with("url", facts.url(&card.address))
    };
    Node::of("CreativeWorkSeries")
        .with("@id", facts.id(&view.address, "series"))
        .with("name", view.name.as_str())
        .with("url", facts.url(&view.address))
        .list("hasPart", view.articles.iter().map(|card| part(card)))
}
