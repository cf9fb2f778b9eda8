//! What the last build did with an output and why, for `chancery why` and for whoever asks
//! for `last-build.json`.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use serde::Serialize;
use url::Url;

use crate::base::path::{Address, FilePath};
use crate::base::suggest::nearest;
use crate::engine::counters::Counters;
use crate::engine::live::generation::{Generation, LastBuild};
use crate::engine::made;
use crate::preview::page::{Found, resolve};
use crate::preview::path::{below, decoded};
use crate::preview::respond;

/// The header that tells an answer of a preview from that of another server: the number of
/// the build that is told of.
pub const BUILD: &str = "chancery-build";

/// The last build, for other programs.
#[derive(Serialize)]
struct Told<'a> {
    number: u64,
    ready: f64,
    written: Option<f64>,
    counters: Counters,
    rendered: &'a BTreeMap<Address, Vec<&'static str>>,
}

/// What stands at a name below the preview's own folder; `None` where it is nothing of this.
pub fn answer(
    generation: &Generation,
    name: &str,
    query: &str,
) -> Option<Response<Body>> {
    let last = generation.last_build();
    let mut response = match name {
        "why" => {
            let mut pairs = url::form_urlencoded::parse(query.as_bytes());
            let asked = pairs.find(|(key, _)| key == "address");
            let (status, text) = match asked {
                Some((_, address)) => why(generation, &last, &address),
                None => (StatusCode::BAD_REQUEST, WHICH.to_owned()),
            };
            respond::words(status, text)
        }
        "last-build.json" => {
            let LastBuild { counters, ready, written, rendered } = &last;
            let number = generation.number;
            let (counters, ready, written) = (*counters, *ready, *written);
            let told = Told { number, ready, written, counters, rendered };
            let text = serde_json::to_string_pretty(&told).ok()?;
            let mut response = respond::words(StatusCode::OK, text + "\n");
            let media_type = HeaderValue::from_static("application/json");
            response.headers_mut().insert("content-type", media_type);
            response
        }
        _ => return None,
    };
    let number = HeaderValue::from(generation.number);
    response.headers_mut().insert(HeaderName::from_static(BUILD), number);
    Some(response)
}

/// What to type when no address is named.
const WHICH: &str = "no address is named\nask with `?address=/articles/`\n";

/// What was done with an address and why. When there is no such address: what is wrong, and
/// on a second line what to type instead.
fn why(generation: &Generation, last: &LastBuild, asked: &str) -> (StatusCode, String) {
    let number = generation.number;
    let Some(plan) = generation.plan() else {
        let text = format!(
            "build {number} has no pages: the publication has errors\n\
             `chancery check` names them\n"
        );
        return (StatusCode::NOT_FOUND, text);
    };
    let Some(address) = meant(generation, asked) else {
        let shown: String = asked.chars().filter(|c| !c.is_control()).collect();
        let known = plan.outputs.addresses().map(Address::as_str);
        let hint = match nearest(&shown, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the pages are named as in the browser: `/articles/`".to_owned(),
        };
        let text = format!("build {number} makes nothing at `{shown}`\n{hint}\n");
        return (StatusCode::NOT_FOUND, text);
    };
    let mut text = told(generation, last, &address);
    if let Some(output) = plan.outputs.get(address.as_str()) {
        text.push_str(&made::of(plan, generation.templates(), output));
    }
    (StatusCode::OK, text)
}

/// What was done with an address that there is.
fn told(generation: &Generation, last: &LastBuild, address: &Address) -> String {
    let number = generation.number;
    if let Some(broken) = generation.broken(address) {
        let place = &broken.place.file;
        let message = &broken.message;
        return format!(
            "{address} could not be rendered by build {number}: {message} ({place})\n"
        );
    }
    match last.rendered.get(address).map(Vec::as_slice) {
        Some([]) => format!("{address} was rendered by build {number}: it is new\n"),
        Some(parts) => {
            let line = |part: &&str| format!("  {part:<9}  {}\n", meaning(part));
            let parts: String = parts.iter().map(line).collect();
            format!(
                "{address} was rendered by build {number}, for this changed:\n{parts}"
            )
        }
        None if last.written.is_none() => {
            format!("build {number} has not come to {address} yet\n")
        }
        None => {
            let errors = if generation.has_errors() { ", which has errors" } else { "" };
            format!("{address} was kept as it was by build {number}{errors}\n")
        }
    }
}

/// What a named part of a fingerprint is.
fn meaning(part: &str) -> &'static str {
    match part {
        "engine" => "Chancery itself",
        "settings" => "what it uses of site.toml",
        "templates" => "the templates and components that it is made with",
        "frame" => "what stands around it on every page",
        _ => "what it shows",
    }
}

/// The output that somebody means who types its address, with or without the base path or
/// the slash at its end, the whole address of a page, or the content file of one.
fn meant(generation: &Generation, asked: &str) -> Option<Address> {
    let asked = asked.trim();
    if let Some(page) = generation.page_of(&FilePath::new(asked)) {
        return Some(page.clone());
    }
    let url = Url::parse(asked).ok().filter(Url::has_host);
    let path = url.as_ref().map_or(asked, Url::path);
    let path = path.split(['?', '#']).next()?.trim_start_matches('/');
    let path = decoded(&format!("/{path}"))?;
    let inside = below(generation.base_path(), &path);
    [Some(path), inside].into_iter().flatten().find_map(|path| at(generation, &path))
}

/// The output at a path.
fn at(generation: &Generation, path: &str) -> Option<Address> {
    match resolve(generation, path) {
        Found::Here(address) => Some(address),
        Found::Elsewhere(to) => match resolve(generation, to.as_str()) {
            Found::Here(address) => Some(address),
            _ => None,
        },
        Found::Nowhere => None,
    }
}
