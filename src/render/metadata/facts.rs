//! The nodes that many pages have: the publication, its publisher, people, images, the way
//! down.

use crate::base::path::Address;
use crate::base::url::absolute;
use crate::load::reserved::{NEWSROOM, NEWSROOM_POLICIES, POLICIES};
use crate::plan::site::licence;
use crate::render::filters::link;
use crate::render::metadata::json::{Json, Node};
use crate::view::article::LicenceView;
use crate::view::card::{BylineView, ImageView};
use crate::view::frame::Frame;
use crate::view::site::SiteView;

/// What every node is made from: the publication and the frame of the page.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The publication.
    pub site: &'a SiteView,
    /// The frame.
    pub frame: &'a Frame,
}

impl<'a> Facts<'a> {
    /// The absolute URL of an address.
    pub fn url(&self, address: &Address) -> String {
        absolute(&self.site.base_url, address)
    }

    /// The name of a node that a page describes: the page's URL with a fragment.
    pub fn id(&self, page: &Address, name: &str) -> String {
        format!("{}#{name}", self.url(page))
    }

    /// The URL of what is written as an address of the site or as a URL.
    pub fn link(&self, written: &str) -> String {
        link(written, |address| self.url(address))
    }

    /// The page's own URL.
    pub fn here(&self) -> String {
        self.url(&self.frame.address)
    }

    /// The name of who publishes the site; without one that is the publication itself.
    pub fn publisher_name(&self) -> &'a str {
        let publisher = self.site.publisher.as_ref();
        publisher.map_or(&self.site.title, |publisher| &publisher.name)
    }

    /// The name of a node that the front page describes; a build without one names none.
    fn root(&self, name: &str) -> Option<String> {
        self.site.home.as_ref().map(|home| self.id(home, name))
    }

    fn home(&self) -> Option<String> {
        self.site.home.as_ref().map(|home| self.url(home))
    }

    /// Who publishes the site.
    pub fn publisher(&self) -> Node {
        let publisher = self.site.publisher.as_ref();
        let class = publisher.map_or("Organization", |publisher| &publisher.schema);
        let logo = publisher.and_then(|publisher| publisher.logo.as_deref());
        let logo = logo.map(|logo| Node::of("ImageObject").with("url", self.link(logo)));
        let same_as = publisher.map_or(&[][..], |publisher| &publisher.same_as);
        let accounts = self.site.social.values();
        let accounts = accounts
            .filter(|account| {
                account.starts_with("https://") && !same_as.contains(account)
            })
            .map(String::as_str);
        let node = Node::of(class)
            .maybe("@id", self.root("publisher"))
            .with("name", self.publisher_name())
            .maybe("url", self.home())
            .maybe("logo", logo)
            .list("sameAs", same_as.iter().map(String::as_str).chain(accounts));
        POLICIES.iter().fold(node, |node, (word, property)| {
            let newsroom = NEWSROOM_POLICIES.contains(word);
            let page = self.site.policies.get(property);
            let page = page.filter(|_| !newsroom || class == NEWSROOM);
            node.maybe(property, page.map(|page| self.url(page)))
        })
    }

    /// The publication, for what is a part of it.
    pub fn website(&self) -> Node {
        Node::of("WebSite")
            .maybe("@id", self.root("website"))
            .with("name", self.site.title.as_str())
            .maybe("url", self.home())
    }

    /// The publication, whole.
    pub fn whole_website(&self) -> Node {
        self.website()
            .maybe("description", self.site.description.as_deref())
            .with("inLanguage", self.site.language.as_str())
            .maybe("license", self.site.licence.as_ref().map(terms))
            .maybe("publisher", self.root("publisher").map(Node::reference))
    }

    /// An image.
    pub fn image(&self, image: &ImageView, caption: Option<&str>) -> Node {
        let size = |pixels: Option<u32>| pixels.map(|pixels| pixels.to_string());
        let image_licence = image.licence.as_deref().map(licence);
        Node::of("ImageObject")
            .with("url", self.link(&image.src))
            .maybe("width", size(image.width))
            .maybe("height", size(image.height))
            .maybe("caption", caption.filter(|caption| !caption.is_empty()))
            .maybe("creditText", image.credit.as_deref())
            .maybe("license", image_licence.as_ref().map(terms))
    }

    /// One name of a byline or of the credits: a person or an organisation, of whom the page
    /// of the author says more. Of somebody unnamed there is no node.
    pub fn person(&self, name: &BylineView) -> Option<Node> {
        self.named(&name.name, name.kind, name.address.as_ref())
    }

    /// A person or an organisation with a page, perhaps.
    pub fn named(
        &self,
        name: &str,
        kind: &str,
        address: Option<&Address>,
    ) -> Option<Node> {
        let class = match kind {
            "person" => "Person",
            "organisation" => "Organization",
            _ => return None,
        };
        let node = Node::of(class)
            .maybe("@id", address.map(|address| self.id(address, "author")))
            .with("name", name)
            .maybe("url", address.map(|address| self.url(address)));
        Some(node)
    }

    /// The name of the node of the way down to this page, when there is one.
    pub fn way(&self) -> Option<Node> {
        let shown = self.frame.breadcrumbs.len() > 1;
        shown.then(|| Node::reference(format!("{}#breadcrumbs", self.here())))
    }

    /// The way down to this page as it is shown.
    pub fn breadcrumbs(&self) -> Option<Node> {
        self.way()?;
        let step = |(index, crumb): (usize, &crate::view::frame::Crumb)| {
            Node::of("ListItem")
                .with("position", index + 1)
                .with("name", crumb.label.as_str())
                .maybe("item", crumb.address.as_ref().map(|address| self.url(address)))
        };
        let steps = self.frame.breadcrumbs.iter().enumerate().map(step);
        let node = Node::of("BreadcrumbList")
            .with("@id", format!("{}#breadcrumbs", self.here()))
            .list("itemListElement", steps);
        Some(node)
    }

    /// The page itself, of a class.
    pub fn page(&self, class: &str) -> Node {
        let here = self.here();
        let description = self.frame.description.as_deref();
        Node::of(class)
            .with("@id", here.as_str())
            .with("url", here.as_str())
            .with("name", self.frame.title.as_str())
            .maybe("description", description)
            .with("inLanguage", self.frame.language.as_str())
            .with("isPartOf", self.website())
            .maybe("breadcrumb", self.way())
    }
}

/// A licence: its address, or a work that is called by its words.
pub fn terms(licence: &LicenceView) -> Json {
    match &licence.url {
        Some(url) => url.as_str().into(),
        None => Node::of("CreativeWork").with("name", licence.text.as_str()).into(),
    }
}

/// The addresses of the same person elsewhere, the ORCID iD among them.
pub fn same_as<'a>(
    same_as: &'a [String],
    orcid: Option<&'a str>,
) -> impl Iterator<Item = String> + 'a {
    let orcid = orcid.map(|id| format!("https://orcid.org/{id}"));
    let same_as = same_as.iter().filter({
        let orcid = orcid.clone();
        move |url| Some(url.as_str()) != orcid.as_deref()
    });
    orcid.into_iter().chain(same_as.cloned())
}
