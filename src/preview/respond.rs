//! Answers: media type, entity tag, conditional requests and ranges, as a static host that
//! takes care gives them.

use axum::body::{Body, Bytes};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use headers::{ETag, HeaderMapExt, IfNoneMatch, IfRange};

use crate::plan::search::SCRIPT_SOURCES;
use crate::render::media_type as media;

/// What pages may do: nothing that a strict host would forbid.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Lets a page of search read its index, which is WebAssembly.
pub fn allow_search(response: &mut Response<Body>) {
    let own = "script-src 'self'";
    let policy = POLICY.replace(own, &format!("script-src {SCRIPT_SOURCES}"));
    let headers = response.headers_mut();
    if headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        set(headers, header::CONTENT_SECURITY_POLICY, &policy);
    }
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Content {
    /// Whether it was found.
    pub status: StatusCode,
    /// Its media type.
    pub media_type: &'static str,
    /// What it holds.
    pub bytes: Bytes,
    /// What tells it from other versions of itself.
    pub tag: String,
}

/// The answer with some content: whole, a part of it, or the word that it is the same.
pub fn content(request: &HeaderMap, content: &Content) -> Response<Body> {
    let html = media::is_html(content.media_type);
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    common(headers);
    set(headers, header::CONTENT_TYPE, content.media_type);
    if html {
        set(headers, header::CONTENT_SECURITY_POLICY, POLICY);
    }
    if content.status != StatusCode::OK {
        set_length(headers, content.bytes.len());
        *response.status_mut() = content.status;
        *response.body_mut() = Body::from(content.bytes.clone());
        return response;
    }
    // What is put into a page differs from one sending to the next; so its tag is weak.
    let weak = if html { "W/" } else { "" };
    let tag = format!("{weak}\"{}\"", content.tag);
    set(headers, header::ETAG, &tag);
    let tag: Option<ETag> = tag.parse().ok();
    if let (Some(known), Some(tag)) = (request.typed_get::<IfNoneMatch>(), &tag)
        && !known.precondition_passes(tag)
    {
        headers.remove(header::CONTENT_TYPE);
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    let whole = content.bytes.len();
    let mut bytes = content.bytes.clone();
    if !html {
        set(headers, header::ACCEPT_RANGES, "bytes");
        let condition = request.typed_get::<IfRange>();
        let holds = condition.is_none_or(|c| !c.is_modified(tag.as_ref(), None))
            && request.get_all(header::IF_RANGE).iter().count() < 2;
        match request.get(header::RANGE).filter(|_| holds).map(|r| range(r, whole)) {
            Some(Asked::Part(start, end)) => {
                bytes = content.bytes.slice(start..end);
                let last = end.saturating_sub(1);
                let shown = format!("bytes {start}-{last}/{whole}");
                set(headers, header::CONTENT_RANGE, &shown);
                *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            }
            Some(Asked::Beyond) => {
                set(headers, header::CONTENT_RANGE, &format!("bytes */{whole}"));
                bytes = Bytes::new();
                *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            }
            Some(Asked::Whole) | None => {}
        }
    }
    set_length(response.headers_mut(), bytes.len());
    *response.body_mut() = Body::from(bytes);
    response
}

/// The answer with some words.
pub fn words(status: StatusCode, words: impl Into<String>) -> Response<Body> {
    let words = words.into();
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    common(headers);
    set(headers, header::CONTENT_TYPE, "text/plain; charset=utf-8");
    set_length(headers, words.len());
    *response.status_mut() = status;
    *response.body_mut() = Body::from(words);
    response
}

/// The answer that leads elsewhere, for this time only: what the plan says may change.
pub fn elsewhere(to: &str) -> Response<Body> {
    let mut response = words(StatusCode::TEMPORARY_REDIRECT, format!("{to}\n"));
    set(response.headers_mut(), header::LOCATION, to);
    response
}

/// What every answer says.
pub fn common(headers: &mut HeaderMap) {
    set(headers, header::CACHE_CONTROL, "no-cache");
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    set(headers, policy, "same-origin");
}

/// Sets a header; a value that none can hold is left out.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn set_length(headers: &mut HeaderMap, length: usize) {
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
}

/// Which part is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// All of it: what was asked for is not understood, or is several parts.
    Whole,
    /// From a byte up to, and without, another.
    Part(usize, usize),
    /// Nothing that there is.
    Beyond,
}

/// The part that a `Range` asks for: `bytes=0-99`, `bytes=100-`, `bytes=-50`.
fn range(value: &HeaderValue, whole: usize) -> Asked {
    let text = value.to_str().unwrap_or_default();
    let Some((unit, spec)) = text.split_once('=') else { return Asked::Whole };
    let Some((first, last)) = spec.trim().split_once('-') else { return Asked::Whole };
    if !unit.eq_ignore_ascii_case("bytes") || spec.contains(',') {
        return Asked::Whole;
    }
    let number = |text: &str| -> Option<Option<u64>> {
        match text {
            "" => Some(None),
            _ if !text.bytes().all(|b| b.is_ascii_digit()) => None,
            // More than any file holds is as good as the most that can be said.
            text => Some(Some(text.parse().unwrap_or(u64::MAX))),
        }
    };
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    match (number(first), number(last)) {
        (Some(Some(first)), Some(Some(last))) if first > last => Asked::Whole,
        (Some(Some(first)), Some(_)) if size(first) >= whole => Asked::Beyond,
        (Some(Some(first)), Some(last)) => {
            let end = last.map_or(whole, |last| size(last).saturating_add(1).min(whole));
            Asked::Part(size(first), end)
        }
        (Some(None), Some(Some(count))) => match size(count).min(whole) {
            0 => Asked::Beyond,
            count => Asked::Part(whole - count, whole),
        },
        _ => Asked::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read() {
        let cases = [
            ("bytes=0-3", Asked::Part(0, 4)),
            ("Bytes=2-", Asked::Part(2, 10)),
            ("bytes=2-99", Asked::Part(2, 10)),
            ("bytes=-3", Asked::Part(7, 10)),
            ("bytes=-99", Asked::Part(0, 10)),
            ("bytes=9-9", Asked::Part(9, 10)),
            ("bytes=10-", Asked::Beyond),
            ("bytes=99999999999999999999999-", Asked::Beyond),
            ("bytes=0-99999999999999999999999", Asked::Part(0, 10)),
            ("bytes=-0", Asked::Beyond),
            ("bytes=4-2", Asked::Whole),
            ("bytes=0-1,4-5", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("lines=0-1", Asked::Whole),
            ("", Asked::Whole),
        ];
        for (text, expected) in cases {
            let value = HeaderValue::from_static(text);
            assert_eq!(range(&value, 10), expected, "{text}");
        }
        assert_eq!(range(&HeaderValue::from_static("bytes=0-"), 0), Asked::Beyond);
        assert_eq!(range(&HeaderValue::from_static("bytes=-5"), 0), Asked::Beyond);
    }
}
