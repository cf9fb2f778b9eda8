//! The desk of a publication that is kept up to date.

use std::sync::Arc;

use crate::engine::live::generation::{self, Generation};
use crate::preview::desk::claims::Claims;
use crate::preview::desk::input::{BuiltRow, DeskInput, LastBuild};
use crate::preview::desk::{file, respond};
use crate::preview::page::{Desk, Reply};

/// Who makes the pages of the desk. Without a site, because the settings cannot be read,
/// there are none but the style and the script of those that are open.
pub fn pages() -> Desk {
    let claims = Claims::default();
    Arc::new(move |generation: &Generation, path: &str, query: &str| {
        let found = match file(path) {
            Some(found) => Some(found),
            None => page(generation, &claims, path, query),
        };
        found.map(|(media_type, bytes)| Reply { media_type, bytes })
    })
}

fn page(
    generation: &Generation,
    claims: &Claims,
    path: &str,
    query: &str,
) -> Option<(&'static str, Vec<u8>)> {
    let site = generation.site()?;
    let diagnostics = generation.diagnostics();
    let texts = generation.texts();
    let last = last_build(generation.number, &generation.last_build());
    let input = DeskInput {
        site,
        diagnostics: &diagnostics,
        texts: &texts,
        base_path: generation.base_path(),
        editor_url: site.settings.editor_url.as_deref(),
        root: generation.root(),
        last: &last,
        claims,
    };
    respond(&input, path, query)
}

/// What a build did, as the desk shows it: what changed first, then what is new.
fn last_build(number: u64, last: &generation::LastBuild) -> LastBuild {
    let counters = last.counters;
    let row = |(address, reasons): (_, &Vec<&'static str>)| BuiltRow {
        address: ToString::to_string(address),
        state: if reasons.is_empty() { "new" } else { "rendered" },
        reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect(),
    };
    let mut rows: Vec<BuiltRow> = last.rendered.iter().map(row).collect();
    rows.sort_by_key(|row| row.state == "new");
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time")]
    let milliseconds = last.ready.round() as u64;
    LastBuild {
        number,
        milliseconds,
        parsed: counters.parsed,
        rendered: rows.len(),
        planned: counters.planned,
        rows,
    }
}
