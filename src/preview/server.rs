//! The server of the preview.

use std::collections::hash_map::RandomState;
use std::future::{Future, IntoFuture};
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{ALLOW, HOST, HeaderMap, HeaderValue};
use axum::http::{Method, Request, Response, StatusCode};
use axum::response::IntoResponse;
use axum::response::sse::{KeepAlive, Sse};
use axum::serve::ListenerExt;
use futures_util::future::{Either, select};
use tokio::sync::watch;

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::base::url::rooted;
use crate::engine::live::Live;
use crate::plan::search;
use crate::preview::history::History;
use crate::preview::host::Hosts;
use crate::preview::page::{Desk, Found, Preview, resolve, simple};
use crate::preview::path::{OWN, below, decoded, is_bare_base};
use crate::preview::respond::{self, Content};
use crate::preview::{client, events, why};

/// How long open connections may take to end when the server is told to.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the server is told.
pub struct Options {
    /// The names that it answers for.
    pub hosts: Hosts,
    /// Who makes the pages of the desk.
    pub desk: Desk,
}

/// What requests share.
#[derive(Clone)]
struct Shared {
    preview: Arc<Preview>,
    closing: watch::Receiver<bool>,
}

/// Serves a publication until `shutdown` comes.
///
/// # Errors
///
/// What the system says of the listener, which must not block.
pub async fn serve(
    listener: TcpListener,
    live: Arc<Live>,
    options: Options,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    // An event is small and should leave at once.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let Options { hosts, desk } = options;
    // The standard library's keys for hashing are random, and nothing secret hangs on them.
    let run = format!("{:08x}", RandomState::new().build_hasher().finish() >> 32);
    let history = History::default();
    let preview = Arc::new(Preview { live, hosts, desk, run, history });
    let (close, closing) = watch::channel(false);
    let noting = tokio::spawn(note(preview.clone()));
    let mut closed = closing.clone();
    let app = Router::new().fallback(answer).with_state(Shared { preview, closing });
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
        shutdown.await;
        close.send_replace(true);
    });
    let serving = std::pin::pin!(serving.into_future());
    let late = std::pin::pin!(async move {
        if closed.wait_for(|closed| *closed).await.is_err() {
            // The serving itself has ended.
        }
        tokio::time::sleep(PATIENCE).await;
    });
    let ended = match select(serving, late).await {
        Either::Left((ended, _)) => ended,
        Either::Right(_) => Ok(()),
    };
    noting.abort();
    ended
}

/// Notes which files change with each plan, for pages that hear of it later.
async fn note(preview: Arc<Preview>) {
    let mut news = preview.live.subscribe();
    loop {
        let generation = preview.live.now();
        preview.history.note(generation.number, generation.changed_files());
        drop(generation);
        if news.changed().await.is_err() {
            return;
        }
    }
}

/// Answers one request.
async fn answer(State(shared): State<Shared>, request: Request<Body>) -> Response<Body> {
    let preview = &shared.preview;
    let headers = request.headers();
    let host = match headers.get_all(HOST).iter().collect::<Vec<_>>().as_slice() {
        [host] => host.to_str().ok(),
        _ => None,
    };
    if let Err(why) = preview.hosts.check(host) {
        return respond::words(StatusCode::FORBIDDEN, why);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let words = "The preview only shows; it takes nothing.\n";
        let mut response = respond::words(StatusCode::METHOD_NOT_ALLOWED, words);
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let Some(path) = decoded(request.uri().path()) else {
        let words = "No address of a publication looks like this.\n";
        return respond::words(StatusCode::BAD_REQUEST, words);
    };
    let query = request.uri().query().unwrap_or_default().to_owned();
    // A page knows these below the base path that held when it was sent.
    if let Some((_, name)) = path.rsplit_once(OWN) {
        if name == "events" && request.method() == Method::GET {
            return stream(&shared, headers, &query);
        }
        if let Some(told) = why::answer(&preview.live.now(), name, &query) {
            return told;
        }
        if let Some(file) = client::file(name) {
            let content = Content {
                status: StatusCode::OK,
                media_type: file.media_type,
                bytes: Bytes::from_static(file.bytes),
                tag: Digest::of_bytes(file.bytes).to_string(),
            };
            return respond::content(headers, &content);
        }
    }
    let (preview, headers) = (preview.clone(), headers.clone());
    let page = move || page(&preview, &headers, &path, &query);
    tokio::task::spawn_blocking(page).await.unwrap_or_else(|_| {
        let words = "The page could not be made; the terminal says why.\n";
        respond::words(StatusCode::INTERNAL_SERVER_ERROR, words)
    })
}

/// The stream of events for an open page.
fn stream(shared: &Shared, headers: &HeaderMap, query: &str) -> Response<Body> {
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let asked = events::asked(query, last);
    let events = events::events(shared.preview.clone(), asked, shared.closing.clone());
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    let mut response = Sse::new(events).keep_alive(alive).into_response();
    respond::common(response.headers_mut());
    response
}

/// What stands at a path. Rendering takes the processor, so this must not be awaited on.
fn page(
    preview: &Preview,
    headers: &HeaderMap,
    path: &str,
    query: &str,
) -> Response<Body> {
    let generation = preview.live.now();
    let base = generation.base_path();
    let with_query = |to: String| match query {
        "" => to,
        query => format!("{to}?{query}"),
    };
    let Some(inside) = below(base, path) else {
        if path == "/" || is_bare_base(base, path) {
            return respond::elsewhere(&with_query(base.to_owned()));
        }
        let text = "The publication stands below another path.";
        let looked = simple(StatusCode::NOT_FOUND, "Not here", text, base, None);
        return respond::content(headers, &looked.content(""));
    };
    let found = match inside.starts_with(OWN) {
        true => Found::Nowhere,
        false => resolve(&generation, &inside),
    };
    if format!("{inside}/") == OWN {
        return respond::elsewhere(&with_query(rooted(base, &Address::new(OWN))));
    }
    if let Found::Elsewhere(to) = &found {
        return respond::elsewhere(&with_query(rooted(base, to)));
    }
    let looked = preview.look(&generation, &inside, query, &found);
    let name = preview.name(generation.number);
    let mut response = respond::content(headers, &looked.content(&name));
    let searchable = generation.site().is_some_and(|site| search::has_index(site));
    if searchable && inside.starts_with(search::ADDRESS) {
        respond::allow_search(&mut response);
    }
    response
}
