//! Where a copy is put into an entry of BibLaTeX: before its address.

use std::ops::Range;

use biblatex::RawBibliography;

use crate::links::edit::insert::apart;
use crate::links::edit::{Insertion, Refusal, Wanted};

/// Where the copy is put in.
pub(super) fn insertions(
    text: &str,
    whole: &Range<usize>,
    wanted: &Wanted,
) -> Result<Vec<Insertion>, Refusal> {
    let pair = format!("archiveurl = {{{}}}", wanted.copy);
    let unsafe_edit = || wanted.unsafe_edit(&pair);
    let own = text.get(whole.clone()).unwrap_or("");
    let raw = RawBibliography::parse(own).map_err(|_| unsafe_edit())?;
    let entry = raw.entries.first().ok_or_else(unsafe_edit)?;
    let find =
        |name: &str| entry.v.fields.iter().find(|f| f.key.v.eq_ignore_ascii_case(name));
    if find("archiveurl").is_some() {
        let message = "`archiveurl` is there already, without the address of a copy";
        return Err(Refusal::new(message, format!("write `{pair}`")));
    }
    let url = find("url").ok_or_else(unsafe_edit)?;
    let at = whole.start + url.key.span.start;
    Ok(vec![(at, format!("{pair},{}", apart(text, at)))])
}
