//! What stands at a path: an output, a page of the preview's own, or the word that there is
//! nothing.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::StatusCode;
use quick_xml::escape::escape;

use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::engine::live::Live;
use crate::engine::live::generation::{Generation, Served};
use crate::model::public::State;
use crate::preview::history::History;
use crate::preview::host::Hosts;
use crate::preview::inject::Extras;
use crate::preview::path::OWN;
use crate::preview::respond::Content;
use crate::render::media_type as media;

/// A file of the desk.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Its media type.
    pub media_type: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Who makes the pages of the desk: asked with the path below the preview's own folder
/// (empty for its first page) and the query.
pub type Desk = Arc<dyn Fn(&Generation, &str, &str) -> Option<Reply> + Send + Sync>;

/// What every request needs.
pub struct Preview {
    /// The publication.
    pub live: Arc<Live>,
    /// The names that are answered for.
    pub hosts: Hosts,
    /// Who makes the pages of the desk.
    pub desk: Desk,
    /// Tells this run of the server from others, whose generations have the same numbers.
    pub run: String,
    /// Which files changed with each plan.
    pub history: History,
}

/// Where a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// To an output.
    Here(Address),
    /// To another path.
    Elsewhere(Address),
    /// Nowhere.
    Nowhere,
}

/// Where a path below the base path leads, by the rules of static hosts.
pub fn resolve(generation: &Generation, path: &str) -> Found {
    let has = |path: &str| {
        let address = Address::new(path);
        generation.has(&address).then_some(address)
    };
    let page = |folder: &str| {
        has(folder).or_else(|| has(&format!("{folder}index.html"))).map(Found::Here)
    };
    if path.ends_with('/') {
        return page(path).unwrap_or(Found::Nowhere);
    }
    let folder = format!("{path}/");
    has(path)
        .map(Found::Here)
        .or_else(|| has(path.strip_suffix("index.html")?).map(Found::Here))
        .or_else(|| page(&folder).map(|_| Found::Elsewhere(Address::new(folder))))
        .unwrap_or(Found::Nowhere)
}

/// What is sent for a path, before anything is put into it.
#[derive(Clone, Debug)]
pub struct Looked {
    /// Whether it was found, and whole.
    pub status: StatusCode,
    /// Its media type.
    pub media_type: &'static str,
    /// What it holds.
    pub bytes: Bytes,
    /// The digest of what it holds.
    pub digest: Digest,
    /// What is put in while sending, for pages.
    pub extras: Option<Extras>,
    /// The output that it is.
    pub address: Option<Address>,
}

impl Looked {
    /// What tells whether the page, as it was sent, is still what would be sent.
    pub fn stamp(&self) -> Option<Digest> {
        self.extras.as_ref().map(|extras| extras.stamp(self.digest))
    }

    /// The answer's content.
    pub fn content(self, generation: &str) -> Content {
        let Self { status, media_type, bytes, digest, extras, .. } = self;
        match extras {
            None => Content { status, media_type, bytes, tag: digest.to_string() },
            Some(extras) => {
                let stamp = extras.stamp(digest);
                let bytes = Bytes::from(extras.inject(&bytes, generation, stamp));
                Content { status, media_type, bytes, tag: stamp.to_string() }
            }
        }
    }
}

impl Preview {
    /// The name of a generation: of one run of the server only.
    pub fn name(&self, number: u64) -> String {
        format!("{}-{number}", self.run)
    }

    /// What a path below the base path holds; where it leads has been found.
    pub fn look(
        &self,
        generation: &Generation,
        path: &str,
        query: &str,
        found: &Found,
    ) -> Looked {
        if let Some(own) = path.strip_prefix(OWN) {
            return self.own(generation, own, query);
        }
        let Found::Here(address) = found else { return missing(generation, path) };
        let Some(served) = generation.serve(address) else {
            return unrenderable(generation, path, Some(address));
        };
        let media_type = media::media_type(address.as_str());
        if served.broken && served.bytes.is_empty() && media::is_html(media_type) {
            return unrenderable(generation, path, Some(address));
        }
        let file = generation.source(address);
        let extras = media::is_html(media_type).then(|| Extras {
            badge: badge(generation, file, served.state),
            file: file.filter(|file| generation.page_of(file) == Some(address)).cloned(),
            ..plain(generation, path)
        });
        let Served { bytes, digest, .. } = served;
        let bytes = Bytes::from_owner(bytes);
        let (status, address) = (StatusCode::OK, Some(address.clone()));
        Looked { status, media_type, bytes, digest, extras, address }
    }

    /// A page of the preview's own.
    fn own(&self, generation: &Generation, path: &str, query: &str) -> Looked {
        let whole = match query {
            "" => format!("{OWN}{path}"),
            query => format!("{OWN}{path}?{query}"),
        };
        let Some(Reply { media_type, bytes }) = (self.desk)(generation, path, query)
        else {
            return missing(generation, &whole);
        };
        let digest = Digest::of_bytes(&bytes);
        let extras = media::is_html(media_type).then(|| plain(generation, &whole));
        let (status, bytes) = (StatusCode::OK, Bytes::from(bytes));
        Looked { status, media_type, bytes, digest, extras, address: None }
    }
}

/// What is put into a page of which nothing is known.
fn plain(generation: &Generation, path: &str) -> Extras {
    Extras {
        base_path: generation.base_path().to_owned(),
        page: path.to_owned(),
        file: None,
        badge: None,
    }
}

/// The badge of a page that only the preview has.
fn badge(
    generation: &Generation,
    file: Option<&FilePath>,
    state: Option<State>,
) -> Option<(&'static str, String)> {
    let state = state.filter(|state| *state != State::Public)?;
    let articles = generation.site().map_or(&[][..], |site| &site.articles);
    let article = articles.iter().find(|article| Some(article.file()) == file);
    let front = article.map(|article| article.front());
    let words = match state {
        State::Public => return None,
        State::Draft => "Draft".to_owned(),
        State::Embargoed => match front.and_then(|front| front.embargo.as_ref()) {
            Some(moment) => format!("Embargoed until {}", moment.written()),
            None => "Embargoed".to_owned(),
        },
        State::Expired => match front.and_then(|front| front.expires.as_ref()) {
            Some(moment) => format!("Expired on {}", moment.written()),
            None => "Expired".to_owned(),
        },
    };
    Some((state.name(), words))
}

/// The site's own page for addresses that are not there, or ours.
fn missing(generation: &Generation, path: &str) -> Looked {
    let own = generation.serve(&Address::new("/404.html"));
    if let Some(served) = own.filter(|served| !served.bytes.is_empty()) {
        return Looked {
            status: StatusCode::NOT_FOUND,
            media_type: media::HTML,
            bytes: Bytes::from_owner(served.bytes),
            digest: served.digest,
            extras: Some(plain(generation, path)),
            address: None,
        };
    }
    if generation.site().is_none() {
        return unrenderable(generation, path, None);
    }
    let home = generation.base_path();
    let text = format!("Nothing stands at <code>{}</code>.", escape(path));
    let extras = Some(plain(generation, path));
    simple(StatusCode::NOT_FOUND, "Not found", &text, home, extras)
}

/// The page in place of one that has never been rendered without an error.
fn unrenderable(
    generation: &Generation,
    path: &str,
    address: Option<&Address>,
) -> Looked {
    let text = "An error stands in the way. As soon as it is mended, the page is here.";
    let extras = Some(plain(generation, path));
    let home = generation.base_path();
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let looked = simple(status, "This page cannot be shown yet", text, home, extras);
    Looked { address: address.cloned(), ..looked }
}

/// A page of few words; `text` is HTML.
pub fn simple(
    status: StatusCode,
    title: &str,
    text: &str,
    home: &str,
    extras: Option<Extras>,
) -> Looked {
    let home = escape(home);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         </head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n\
         <p><a href=\"{home}\">{home}</a></p>\n</main>\n</body>\n</html>\n"
    );
    let digest = Digest::of_bytes(html.as_bytes());
    let (media_type, bytes) = (media::HTML, Bytes::from(html));
    Looked { status, media_type, bytes, digest, extras, address: None }
}
