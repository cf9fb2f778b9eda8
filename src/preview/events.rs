//! What open pages are told: one stream of events for each.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::future::{Either, select};
use futures_util::stream::{Stream, unfold};
use serde::Serialize;
use tokio::sync::watch;

use crate::base::path::{Address, FilePath};
use crate::base::url::rooted;
use crate::engine::live::Viewing;
use crate::engine::live::generation::Generation;
use crate::preview::page::{Found, Looked, Preview, resolve};
use crate::preview::panel::{Editor, panel};
use crate::preview::path::{OWN, decoded};

/// How long a browser waits until it connects again.
const RETRY: Duration = Duration::from_millis(500);

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The preview's own folder, as the page knows it.
    pub own: String,
    /// The path that the page was asked for with, from the root of the site.
    pub page: String,
    /// The stamp of the page.
    pub digest: String,
    /// The generation that sent it, or of which it heard last.
    pub generation: String,
    /// The content file whose page it is; empty for others.
    pub file: String,
}

/// What a page is told.
#[derive(Debug, Serialize)]
struct Change {
    /// The generation's name.
    id: String,
    /// Its number.
    generation: u64,
    /// Whether the page is the same, has changed, or is gone.
    page: &'static str,
    /// The path where it is now.
    to: Option<String>,
    /// The stamp of the page as it would be sent now; none when it should stay as it is.
    digest: Option<String>,
    /// The paths of files that changed under the same name; none when that is not known.
    files: Option<Vec<String>>,
    /// How many errors there are.
    errors: usize,
    /// The panel, as HTML.
    panel: Option<String>,
}

/// One open page.
struct Watcher {
    preview: Arc<Preview>,
    news: watch::Receiver<u64>,
    closing: watch::Receiver<bool>,
    asked: Asked,
    /// Whether nothing has been told yet.
    fresh: bool,
    /// Whether what is shown is the word that there is no such page.
    missing: bool,
    /// What was told last.
    told: String,
    viewing: Option<(Address, Viewing)>,
}

/// The events of one open page, until the server closes.
pub fn events(
    preview: Arc<Preview>,
    asked: Asked,
    closing: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    let news = preview.live.subscribe();
    let watcher = Watcher {
        preview,
        news,
        closing,
        asked,
        fresh: true,
        missing: false,
        told: String::new(),
        viewing: None,
    };
    unfold(watcher, Watcher::next)
}

impl Watcher {
    /// The next event, as soon as there is one.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            let fresh = std::mem::replace(&mut self.fresh, false);
            if !fresh && !self.news().await {
                return None;
            }
            self.news.borrow_and_update();
            let looked = tokio::task::spawn_blocking(move || {
                let change = self.change();
                (self, change)
            });
            let (next, (id, text)) = looked.await.ok()?;
            self = next;
            if text == self.told {
                continue;
            }
            self.told.clone_from(&text);
            let mut event = Event::default();
            if fresh {
                event = event.retry(RETRY);
            }
            return Some((Ok(event.event("change").id(id).data(text)), self));
        }
    }

    /// Waits for news; `false` when there will be none.
    async fn news(&mut self) -> bool {
        let news = std::pin::pin!(self.news.changed());
        let closed = std::pin::pin!(self.closing.wait_for(|closing| *closing));
        match select(news, closed).await {
            Either::Left((news, _)) => news.is_ok(),
            Either::Right(_) => false,
        }
    }

    /// What there is to tell now, after a generation's name.
    fn change(&mut self) -> (String, String) {
        let generation = self.preview.live.now();
        let id = self.preview.name(generation.number);
        let (page, to, digest) = self.page(&generation);
        let files = self.files(&generation);
        let diagnostics = generation.diagnostics();
        let editor = Editor {
            template: generation.settings().editor_url.as_deref(),
            root: generation.root(),
        };
        let change = Change {
            id: id.clone(),
            generation: generation.number,
            page,
            to,
            digest,
            files,
            errors: diagnostics.iter().filter(|d| d.is_error()).count(),
            panel: panel(&diagnostics, &generation.texts(), editor),
        };
        self.asked.generation.clone_from(&id);
        (id, serde_json::to_string(&change).unwrap_or_default())
    }

    /// What has become of the page: a word, where it is now, its stamp.
    fn page(
        &mut self,
        generation: &Generation,
    ) -> (&'static str, Option<String>, Option<String>) {
        let base = generation.base_path();
        let (path, query) = match self.asked.page.split_once('?') {
            Some((path, query)) => (path.to_owned(), query.to_owned()),
            None => (self.asked.page.clone(), String::new()),
        };
        if !path.starts_with('/') || generation.site().is_none() {
            return ("same", None, None);
        }
        let found = resolve(generation, &path);
        if let Some(to) = self.moved(generation, &path, &found) {
            return ("gone", Some(rooted(base, &to)), None);
        }
        // The whole publication may have moved.
        let own = rooted(base, &Address::new(OWN));
        if self.asked.own != own && found != Found::Nowhere {
            return ("gone", Some(rooted(base, &Address::new(path))), None);
        }
        let looked = self.preview.look(generation, &path, &query, &found);
        self.view(&looked);
        let stamp = looked.stamp().map(|stamp| stamp.to_string());
        let missing = looked.status.as_u16() == 404;
        match stamp {
            Some(stamp) if stamp == self.asked.digest => {
                self.missing = missing;
                ("same", None, Some(stamp))
            }
            // What was shown last is better than the word that it cannot be, or is not there.
            _ if looked.status.is_server_error() => ("same", None, None),
            _ if missing && !self.missing => ("gone", None, None),
            Some(stamp) => {
                self.missing = missing;
                self.asked.digest.clone_from(&stamp);
                ("changed", None, Some(stamp))
            }
            None => ("same", None, None),
        }
    }

    /// Where the page of the content file is, if not where it was.
    fn moved(
        &mut self,
        generation: &Generation,
        path: &str,
        found: &Found,
    ) -> Option<Address> {
        if let Found::Elsewhere(to) = found {
            return Some(to.clone());
        }
        let here = Address::new(path);
        let file = (!self.asked.file.is_empty()).then(|| FilePath::new(&self.asked.file));
        if let Some(to) = file.as_ref().and_then(|file| generation.page_of(file)) {
            return (*to != here).then(|| to.clone());
        }
        // A page that has just been put here may become another's.
        if let Some(file) = generation.source(&here)
            && generation.page_of(file) == Some(&here)
        {
            file.as_str().clone_into(&mut self.asked.file);
        }
        None
    }

    /// Says that this page is being looked at, so that it is rendered before others.
    fn view(&mut self, looked: &Looked) {
        let known = self.viewing.as_ref().map(|(address, _)| address);
        if known != looked.address.as_ref() {
            let live = &self.preview.live;
            let view = |address: &Address| (address.clone(), live.view(address.clone()));
            self.viewing = looked.address.as_ref().map(view);
        }
    }

    /// Which files have changed since the generation of which the page knows.
    fn files(&self, generation: &Generation) -> Option<Vec<String>> {
        let now = generation.number;
        let history = &self.preview.history;
        history.note(now, generation.changed_files());
        let run = self.asked.generation.strip_prefix(&self.preview.run)?;
        let known = run.strip_prefix('-')?.parse().ok()?;
        let base = generation.base_path();
        let files = history.between(known, now)?;
        Some(files.iter().map(|address| rooted(base, address)).collect())
    }
}

/// What a page that connects again heard last comes before what it was sent with.
pub fn asked(query: &str, last: Option<&str>) -> Asked {
    let mut asked = Asked::default();
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let value = value.into_owned();
        match &*key {
            "own" => asked.own = value,
            "page" => asked.page = value,
            "digest" => asked.digest = value,
            "generation" => asked.generation = value,
            "file" => asked.file = value,
            _ => {}
        }
    }
    if let Some(last) = last {
        last.clone_into(&mut asked.generation);
    }
    // The page is a path that has been decoded already; the rules for paths hold all the same.
    let path = asked.page.split('?').next().unwrap_or_default();
    let encoded: String = path.replace('%', "%25");
    if decoded(&encoded).is_none() {
        asked.page.clear();
    }
    asked
}
