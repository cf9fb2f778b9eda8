//! What a build would put on its host, against what that host takes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::engine::sink::Sink;
use crate::engine::write::WriteError;
use crate::load::host::{
    HEADER_LINE, HEADER_RULES, HostKind, HostLimits, REDIRECT_LINE, REDIRECTS,
};
use crate::load::snapshot::SETTINGS;

/// Takes outputs in and keeps their sizes, and the files that a host reads.
#[derive(Debug, Default)]
pub struct Measured(Mutex<Sizes>);

#[derive(Debug, Default)]
struct Sizes {
    files: usize,
    bytes: u64,
    largest: Option<(u64, Address)>,
    rules: BTreeMap<&'static str, String>,
}

/// The files that a host reads.
const HEADERS: &str = "/_headers";
const REDIRECT_FILE: &str = "/_redirects";

impl Measured {
    fn lock(&self) -> MutexGuard<'_, Sizes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, address: &Address, size: u64, text: impl FnOnce() -> Option<String>) {
        let mut sizes = self.lock();
        sizes.files += 1;
        sizes.bytes += size;
        let own = (size, address.clone());
        // Of two of one size the first by address, whatever came first.
        let beats = |known: &(u64, Address)| {
            size > known.0 || size == known.0 && *address < known.1
        };
        if sizes.largest.as_ref().is_none_or(beats) {
            sizes.largest = Some(own);
        }
        for name in [HEADERS, REDIRECT_FILE] {
            if address.as_str() == name {
                sizes.rules.extend(text().map(|text| (name, text)));
                return;
            }
        }
    }
}

impl Sink for Measured {
    fn put(&self, address: &Address, bytes: &[u8]) -> Result<(), WriteError> {
        let text = || Some(String::from_utf8_lossy(bytes).into_owned());
        self.add(address, bytes.len() as u64, text);
        Ok(())
    }

    fn copy(
        &self,
        address: &Address,
        from: &Path,
        _digest: Digest,
        size: u64,
    ) -> Result<(), WriteError> {
        self.add(address, size, || std::fs::read_to_string(from).ok());
        Ok(())
    }

    fn keep(&self, _address: &Address, _digest: Digest) -> Result<bool, WriteError> {
        Ok(false)
    }
}

/// A figure, what the host takes, and what to do when it is more.
struct Figure {
    what: &'static str,
    unit: Unit,
    own: u64,
    limit: Option<u64>,
    /// Which file it is of.
    of: String,
    hint: String,
}

#[derive(Clone, Copy)]
enum Unit {
    Files,
    Bytes,
    Rules,
    Characters,
}

impl Unit {
    fn words(self, number: u64) -> String {
        match self {
            Unit::Bytes => size(number),
            Unit::Files => format!("{} files", grouped(number)),
            Unit::Rules => grouped(number),
            Unit::Characters => format!("{} characters", grouped(number)),
        }
    }
}

/// What would be put on a host of some kind, a line each, and what of it the host would refuse.
/// `outputs` are the numbers of outputs of each kind.
pub fn report(
    kind: HostKind,
    measured: &Measured,
    outputs: &BTreeMap<&'static str, usize>,
) -> (String, Vec<Diagnostic>) {
    let sizes = measured.lock();
    let figures = figures(&kind.limits(), kind, &sizes, outputs);
    let mut text = format!("for the host `{}`:\n", kind.word());
    for Figure { what, unit, own, limit, of, .. } in &figures {
        let own = unit.words(*own);
        let limit = limit.map(|limit| format!(", of {}", unit.words(limit)));
        text.push_str(&format!("  {what:<17}{own}{}{of}\n", limit.unwrap_or_default()));
    }
    let place =
        || Place::value(&FilePath::new(SETTINGS), Field::key("host").then("kind"));
    let over = figures.iter().filter_map(|figure| {
        let Figure { what, unit, own, limit, of, hint } = figure;
        let limit = limit.filter(|limit| own > limit)?;
        let (own, limit) = (unit.words(*own), unit.words(limit));
        let message =
            format!("{what}: `{}` takes {limit}, and this is {own}{of}", kind.word());
        Some(Diagnostic::error("host-limit", place(), message).hint(hint.clone()))
    });
    let over = over.collect();
    (text, over)
}

fn figures(
    limits: &HostLimits,
    kind: HostKind,
    sizes: &Sizes,
    outputs: &BTreeMap<&'static str, usize>,
) -> Vec<Figure> {
    let (largest, which) = match &sizes.largest {
        Some((size, address)) => (*size, format!(" ({address})")),
        None => (0, String::new()),
    };
    let figure = |what, unit, own, limit: Option<u64>, hint: &str| Figure {
        what,
        unit,
        own,
        limit,
        of: String::new(),
        hint: hint.to_owned(),
    };
    let files = limits.files.map(|files| files as u64);
    let smaller = "make it smaller, or put it on another host and link to it";
    let elsewhere = "put large files on another host and link to them";
    let largest = figure("largest file", Unit::Bytes, largest, limits.file_size, smaller);
    let mut figures = vec![
        figure("files", Unit::Files, sizes.files as u64, files, &switches(outputs)),
        figure("together", Unit::Bytes, sizes.bytes, limits.size, elsewhere),
        Figure { of: which, ..largest },
    ];
    if !kind.reads_rules() {
        return figures;
    }
    let text = |name| sizes.rules.get(name).map_or("", String::as_str);
    let (headers, redirects) = (text(HEADERS), text(REDIRECT_FILE));
    let rules = |text: &str| text.lines().filter(|line| line.starts_with('/')).count();
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max();
    let long = |text: &str| longest(text).unwrap_or(0);
    let (few, join) =
        ("leave some of `static/_redirects` out", "join some of `static/_headers`");
    let (short, origins) = ("shorten it", "name fewer origins under `[csp]`");
    for (what, unit, own, limit, hint) in [
        ("redirects", Unit::Rules, rules(redirects), REDIRECTS, few),
        ("longest redirect", Unit::Characters, long(redirects), REDIRECT_LINE, short),
        ("header rules", Unit::Rules, rules(headers), HEADER_RULES, join),
        ("longest header", Unit::Characters, long(headers), HEADER_LINE, origins),
    ] {
        figures.push(figure(what, unit, own as u64, Some(limit as u64), hint));
    }
    figures
}

/// What to switch off, most files first.
fn switches(outputs: &BTreeMap<&'static str, usize>) -> String {
    const SWITCHES: [(&str, &str); 8] = [
        ("the citation", "exports"),
        ("the works cited", "exports"),
        ("the share address of a headline", "shares"),
        ("the Markdown of an article", "markdown"),
        ("an article to be republished", "republish"),
        ("a feed", "term_feeds"),
        ("an alias", "redirects"),
        ("the page of a work", "works"),
    ];
    let mut saved: BTreeMap<&str, usize> = BTreeMap::new();
    for (what, key) in SWITCHES {
        let count = outputs.get(what).copied().filter(|count| *count > 0);
        count.into_iter().for_each(|count| *saved.entry(key).or_default() += count);
    }
    let mut found: Vec<(usize, &str)> =
        saved.into_iter().map(|(key, count)| (count, key)).collect();
    found.sort_by_key(|(count, key)| (std::cmp::Reverse(*count), *key));
    let each = found.iter().map(|(count, key)| format!("`{key} = false` saves {count}"));
    match each.collect::<Vec<_>>().join(", ") {
        each if each.is_empty() => {
            "publish fewer files, or choose another host".to_owned()
        }
        each => format!("under `[outputs]`, {each}"),
    }
}

/// A number of bytes in words.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KiB", bytes / 1_024),
        _ if bytes.is_multiple_of(1_048_576) => format!("{} MiB", bytes / 1_048_576),
        _ => format!("{}.{} MiB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// A number with a comma between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
