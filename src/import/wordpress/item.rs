//! A post, and the shortcodes in its text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::Place;
use crate::base::path::FilePath;
use crate::import::edits::Edits;
use crate::import::report::Report;

/// A post, a page, an attachment.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) at: Range<usize>,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) link: String,
    pub(super) creator: String,
    pub(super) content: String,
    /// Where in the file the content begins, when it stands there as it is.
    pub(super) content_at: Option<usize>,
    pub(super) excerpt: String,
    pub(super) date: String,
    pub(super) name: String,
    pub(super) status: String,
    pub(super) kind: String,
    pub(super) password: String,
    pub(super) attachment: String,
    pub(super) terms: Vec<String>,
    pub(super) meta: BTreeMap<String, String>,
    pub(super) thumbnail: Option<String>,
    pub(super) comments: usize,
}

/// Shortcodes that WordPress and its usual plugins have.
const KNOWN: [&str; 12] = [
    "caption",
    "gallery",
    "embed",
    "audio",
    "video",
    "playlist",
    "contact-form",
    "contact-form-7",
    "youtube",
    "vimeo",
    "su_",
    "vc_",
];

/// The text of a post without shortcodes, and where it begins when nothing was changed.
pub(super) fn without_shortcodes(
    file: &FilePath,
    item: &Item,
    whole: &Place,
    internal: &mut Vec<String>,
    report: &mut Report,
) -> (String, Option<usize>) {
    let text = item.content.as_str();
    let mut edits = Edits::default();
    for (start, _) in text.match_indices('[') {
        let rest = text.get(start + 1..).unwrap_or_default();
        let Some(length) = crate::import::escape::near(rest).find(']') else { continue };
        let inner = rest.get(..length).unwrap_or_default();
        let end = start + length + 2;
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(|c| {
                c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-')
            })
            .collect();
        let known = KNOWN.iter().any(|known| {
            *known == name || known.ends_with('_') && name.starts_with(known)
        });
        let with_arguments = inner.contains("=\"") && !name.is_empty();
        if !known && !with_arguments {
            continue;
        }
        edits.replace(start..end, "");
        if inner.starts_with('/') {
            continue;
        }
        let shown = crate::base::scalar::shortened(inner);
        let message = format!("the shortcode `[{shown}]` is left out");
        let place = match item.content_at {
            Some(at) => Place::bytes(file, at + start..at + end),
            None => whole.clone(),
        };
        report.left("shortcode", place, message, "write what it would show");
        internal.push(format!("Left out on import: [{shown}]"));
    }
    if edits.is_empty() {
        return (text.to_owned(), item.content_at);
    }
    (edits.apply(text).text, None)
}
