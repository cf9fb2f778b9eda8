//! Sources that stand twice in one article, by their keys or as works.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::id::Id;
use crate::base::problems::Problems;
use crate::base::scalar::shortened;
use crate::parse::front::SourceFront;

/// Reports two sources that are cited by one key, and keys that nothing can be cited by.
pub fn report_repeats(found: &[(SourceFront, Range<usize>)], problems: &Problems<'_>) {
    // By the part of an address, for marks and entries have ids made of it.
    let mut seen: BTreeMap<String, (&str, &Range<usize>)> = BTreeMap::new();
    for (source, span) in found {
        let mut segment = String::with_capacity(source.key.len());
        Id::push_segment(&source.key, &mut segment);
        if segment.is_empty() && Id::fold(&source.key).is_empty() {
            let message =
                format!("`{}` holds no letter and no digit", shortened(&source.key));
            let diagnostic = problems.error("bad-key", span, message);
            problems.push(diagnostic.hint("give the source a `key` of letters"));
            continue;
        }
        let Some((first, first_span)) = seen.get(&segment) else {
            seen.insert(segment, (&source.key, span));
            continue;
        };
        let id = Id::fold(&source.key);
        let (one, two) = (shortened(first), shortened(&source.key));
        let message = match one == two {
            true => format!("two sources have the key `{one}`"),
            false => {
                format!("the sources `{one}` and `{two}` are both cited as `{id}`")
            }
        };
        let diagnostic = problems.error("source-twice", span, message);
        let hint = format!("give one of the two a key of its own: `key: {id}-2`");
        let related = problems.place(first_span);
        problems.push(diagnostic.hint(hint).related(related, "the first is here"));
    }
}

/// Warns of two sources that are one work: their addresses and their titles agree.
pub fn report_same_work(found: &[(SourceFront, Range<usize>)], problems: &Problems<'_>) {
    // By address; titles are only looked at when two addresses agree.
    let mut seen: BTreeMap<String, Vec<&(SourceFront, Range<usize>)>> = BTreeMap::new();
    for entry @ (source, span) in found {
        let (Some(url), Some(title)) = (&source.url, &source.title) else { continue };
        let others = seen.entry(without_trimmings(url)).or_default();
        let same = |(other, _): &&&(SourceFront, _)| {
            let segment = |title: &String| Id::fold(title).segment();
            other.title.as_ref().map(segment) == Some(segment(title))
        };
        let Some((first, first_span)) = others.iter().find(same) else {
            others.push(entry);
            continue;
        };
        let first = &first.key;
        // Of two with one key it is said that they are.
        if Id::fold(first).segment() == Id::fold(&source.key).segment() {
            continue;
        }
        let (one, two) = (shortened(first), shortened(&source.key));
        let message = format!("the sources `{one}` and `{two}` are the same work");
        let diagnostic = problems.warning("source-repeated", span, message);
        let diagnostic = diagnostic.hint(format!("remove it and cite `[@{one}]`"));
        let related = problems.place(first_span);
        problems.push(diagnostic.related(related, "the first is here"));
    }
}

/// An address without what does not tell works apart: its scheme, `www.`, the slash at its
/// end, its fragment, and the letter case of its host.
fn without_trimmings(address: &str) -> String {
    let address = address.trim();
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.split('#').next().unwrap_or(bare);
    let (host, path) = bare.split_at(bare.find(['/', '?']).unwrap_or(bare.len()));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    [host, path.trim_end_matches('/')].concat()
}
