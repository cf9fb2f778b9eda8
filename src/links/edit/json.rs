//! Where a copy is put into an item of CSL-JSON: before its address.

use std::ops::Range;

use crate::links::edit::insert::apart;
use crate::links::edit::{Insertion, Refusal, Wanted};

/// Where the copy is put in.
pub(super) fn insertions(
    text: &str,
    whole: &Range<usize>,
    wanted: &Wanted,
) -> Result<Vec<Insertion>, Refusal> {
    let copy = serde_json::Value::from(wanted.copy.as_str());
    let names = names(text.get(whole.clone()).unwrap_or(""));
    let find = |name: &str| names.iter().find(|(known, _)| *known == name);
    let free = ["archive_location", "archive"];
    let Some(key) = free.into_iter().find(|name| find(name).is_none()) else {
        let message =
            "`archive_location` is there already, without the address of a copy";
        let hint = format!("write `\"archive_location\": {copy}`");
        return Err(Refusal::new(message, hint));
    };
    let pair = format!("\"{key}\": {copy}");
    let (_, url) = find("URL").ok_or_else(|| wanted.unsafe_edit(&pair))?;
    let at = whole.start + url;
    Ok(vec![(at, format!("{pair},{}", apart(text, at)))])
}

/// The names of an object's own members, each with the byte at which its quotes open.
fn names(object: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let (mut depth, mut is_name) = (0, false);
    let mut bytes = object.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                depth += 1;
                is_name = depth == 1;
            }
            b'}' | b']' => depth -= 1,
            b',' if depth == 1 => is_name = true,
            b'"' => {
                let mut end = at;
                while let Some((next, byte)) = bytes.next() {
                    end = next;
                    match byte {
                        b'\\' => drop(bytes.next()),
                        b'"' => break,
                        _ => {}
                    }
                }
                if depth == 1 && is_name {
                    found.push((object.get(at + 1..end).unwrap_or(""), at));
                    is_name = false;
                }
            }
            _ => {}
        }
    }
    found
}
