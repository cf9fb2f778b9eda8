//! The recording of a copy in the front matter of an article.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::node::{Node, Value};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::links::edit::insert::{Writer, is_address};
use crate::links::edit::{Insertion, Refusal, Wanted, put_in};
use crate::parse::document::{Document, Front};
use crate::parse::front::ArticleFront;
use crate::parse::front_matter::split::split;
use crate::parse::front_matter::yaml;
use crate::parse::read;
use crate::parse::rules::Rules;

/// The key under which a copy stands.
const KEY: &str = "archive";

/// The text of an article, without a byte order mark, with a copy recorded in it.
///
/// # Errors
///
/// What is in the way.
pub(super) fn record(
    file: &FilePath,
    text: &str,
    rules: &Rules,
    index: usize,
    wanted: &Wanted,
) -> Result<String, Refusal> {
    let old = read::document(file, Digest::default(), text, rules);
    let known = sources(&old).and_then(|front| front.sources.get(index));
    if !known.is_some_and(|source| wanted.is(source)) {
        return Err(Refusal::changed());
    }
    let insertions = insertions(file, text, index, wanted)?;
    let unsafe_edit = || unsafe_edit(wanted);
    let edited = put_in(text, insertions).ok_or_else(unsafe_edit)?;
    let new = read::document(file, Digest::default(), &edited, rules);
    match says_the_same(&old, &new, index, wanted) && same_body(text, &edited) {
        true => Ok(edited),
        false => Err(unsafe_edit()),
    }
}

fn sources(document: &Document) -> Option<&ArticleFront> {
    match &document.front {
        Front::Article(front) if !front.sources_lost => Some(front),
        _ => None,
    }
}

/// The refusal to change more than was meant.
fn unsafe_edit(wanted: &Wanted) -> Refusal {
    wanted.unsafe_edit(&format!("{KEY}: \"{}\"", wanted.copy))
}

/// Where the copy is put in.
fn insertions(
    file: &FilePath,
    text: &str,
    index: usize,
    wanted: &Wanted,
) -> Result<Vec<Insertion>, Refusal> {
    let writer = Writer { text, key: KEY, value: &wanted.copy };
    let unsafe_edit = || unsafe_edit(wanted);
    let block = split(text).ok_or_else(unsafe_edit)?.front;
    let problems =
        Problems::new(file, text.get(block.clone()).unwrap_or(""), block.start);
    let root = yaml::read(&problems).ok_or_else(unsafe_edit)?;
    let sources = root.get("sources").ok_or_else(unsafe_edit)?;
    writer.own(sources, &root.span)?;
    let flow = writer.is_flow(sources);
    match &sources.value {
        Value::Map(entries) => {
            let entry = entries.get(index).ok_or_else(unsafe_edit)?;
            writer.own(&entry.value, &sources.span)?;
            match is_address(&entry.value) {
                true => writer.of_value(entry, flow),
                false => writer.add_to_map(&entry.value, "url"),
            }
        }
        Value::List(list) => {
            let mut filled = list.iter().filter(|item| !item.is_null());
            let item = filled.nth(index).ok_or_else(unsafe_edit)?;
            writer.own(item, &sources.span)?;
            of_item(&writer, item, flow)
        }
        _ => {
            let message = "`sources` is a single address, not a list";
            let hint = format!(
                "write `sources: [{{ url: \"{}\", archive: \"{}\" }}]`",
                wanted.url, wanted.copy
            );
            Err(Refusal::new(message, hint))
        }
    }
}

fn of_item(
    writer: &Writer<'_>,
    item: &Node,
    flow: bool,
) -> Result<Vec<Insertion>, Refusal> {
    if is_address(item) {
        return writer.of_entry(item, flow);
    }
    if item.get("url").is_none()
        && let Some([only]) = item.map()
    {
        let url = only.value.scalar().unwrap_or("");
        return Err(writer.labelled(&only.key, url));
    }
    writer.add_to_map(item, "url")
}

/// Whether two readings of a file differ in the copy alone.
fn says_the_same(old: &Document, new: &Document, index: usize, wanted: &Wanted) -> bool {
    let (Some(front), Some(edited)) = (sources(old), sources(new)) else { return false };
    let mut expected = front.clone();
    let Some(source) = expected.sources.get_mut(index) else { return false };
    *source = Arc::new(wanted.with_copy(source));
    let said = |document: &Document| -> Vec<_> {
        // The words may name the key that a value now has.
        document.diagnostics.iter().map(|d| d.code.clone()).collect()
    };
    expected == *edited && said(old) == said(new)
}

/// Whether what stands below the front matter is the same.
fn same_body(old: &str, new: &str) -> bool {
    match (split(old), split(new)) {
        (Some(a), Some(b)) => a.body(old) == b.body(new),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
