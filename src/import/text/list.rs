//! Sources: those named on lines of their own, and the list at the end of a text.

use std::collections::BTreeMap;

use crate::base::id::Id;
use crate::import::escape;
use crate::import::text::signs;
use crate::import::text::unit::Unit;
use crate::import::text::{Said, shown};
use crate::import::yaml::Item;

/// A work or an outlet that is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    key: String,
    /// What was written, when that is all.
    label: String,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    date: Option<String>,
    note: Option<String>,
}

impl Source {
    /// How it is written in front matter.
    pub(super) fn item(&self) -> Item {
        if self.url.is_none() && self.title.is_none() {
            return Item::plain(&self.label);
        }
        let mut entries = vec![("key".to_owned(), Item::plain(&self.key))];
        let mut add = |key: &str, value: &Option<String>, quoted: bool| {
            if let Some(value) = value {
                let item = if quoted { Item::quoted(value) } else { Item::plain(value) };
                entries.push((key.to_owned(), item));
            }
        };
        add("outlet", &self.outlet, false);
        add("title", &self.title, true);
        add("date", &self.date, false);
        add("url", &self.url, true);
        add("note", &self.note, true);
        Item::Map(entries)
    }
}

/// The sources found so far, in their order.
#[derive(Debug, Default)]
pub(super) struct Sources(Vec<Source>);

impl Sources {
    /// The key of a source that is named on a line, which is added when it is new.
    pub(super) fn named(&mut self, name: &str) -> String {
        if let Some(known) = self.0.iter().find(|source| source.label == name) {
            return known.key.clone();
        }
        let host = signs::host(name);
        let url = name.contains("://").then(|| name.to_owned());
        let outlet = url.as_ref().and(host).map(str::to_owned);
        self.add(Source {
            key: host.filter(|_| url.is_some()).unwrap_or(name).to_owned(),
            label: name.to_owned(),
            title: None,
            outlet,
            url,
            date: None,
            note: None,
        })
    }

    /// Adds a source under a key of its own.
    fn add(&mut self, source: Source) -> String {
        let folded = Id::fold(&source.key).as_str().to_owned();
        let folded = if folded.is_empty() { "source".to_owned() } else { folded };
        let taken = |key: &str| self.0.iter().any(|known| known.key == key);
        let mut key = folded.clone();
        let mut number = 2;
        while taken(&key) {
            key = format!("{folded}-{number}");
            number += 1;
        }
        self.0.push(Source { key: key.clone(), ..source });
        key
    }

    /// All of them.
    pub(super) fn into_vec(self) -> Vec<Source> {
        self.0
    }
}

/// Where a list of sources begins: the line of its heading.
pub(super) fn begins(units: &[Unit]) -> Option<usize> {
    const NAMES: [&str; 7] = [
        "sources",
        "references",
        "works-cited",
        "bibliography",
        "further-reading",
        "notes",
        "sources-and-further-reading",
    ];
    let heading = |unit: &Unit| {
        NAMES.contains(&&*Id::fold(unit.text.trim_start_matches('#')).segment())
    };
    let at = units.iter().rposition(heading)?;
    let rest = units.get(at + 1..).unwrap_or_default();
    let entry = |unit: &Unit| number(&unit.text).is_some() || unit.text.contains("://");
    let entries = rest.iter().filter(|unit| entry(unit)).count();
    (entries > 0 && entries * 2 >= rest.len()).then_some(at)
}

/// Reads the entries of the list below its heading; gives the keys by number.
pub(super) fn read(
    units: &[Unit],
    sources: &mut Sources,
    said: &mut Said<'_>,
) -> BTreeMap<u32, String> {
    let mut numbers = BTreeMap::new();
    for unit in units.iter().skip(1) {
        if signs::is_platform(&unit.text) {
            said.platform(unit);
            continue;
        }
        let (count, text) = number(&unit.text).unwrap_or((0, &unit.text));
        let key = sources.add(entry(text));
        if count > 0 && numbers.insert(count, key).is_some() {
            let message =
                format!("the number {count} stands twice in the list of sources");
            said.say("source-number", unit, message, "check which of the two is cited");
        }
    }
    numbers
}

/// The number before an entry, and the entry: `1. ...`, `[1] ...`, `1) ...`.
fn number(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix('[').unwrap_or(text);
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = rest.split_at_checked(end)?;
    let rest = rest.strip_prefix(['.', ')', ']'])?.strip_prefix(' ')?;
    Some((digits.parse().ok()?, rest.trim_start()))
}

/// One entry: `Outlet, "Title", the rest, https://...`.
fn entry(text: &str) -> Source {
    let text = text.trim_start_matches(['-', '\u{2022}', '*', ' ']);
    let url = text.split_whitespace().find(|word| word.contains("://"));
    let url = url.map(|url| url.trim_end_matches(['.', ',', ')', ';']).to_owned());
    let words = url
        .as_ref()
        .map_or_else(|| text.to_owned(), |url| text.replace(url.as_str(), ""));
    let trim = |text: &str| {
        text.trim_matches([' ', ',', '.', ':', ';', '-', '\u{2013}', '\u{2014}'])
            .to_owned()
    };
    let words = trim(&words);
    let quoted = words.split_once(['"', '\u{201c}']).and_then(|(before, rest)| {
        let (title, after) = rest.split_once(['"', '\u{201d}'])?;
        Some((trim(before), trim(title), trim(after)))
    });
    let host = url.as_deref().and_then(signs::host).map(str::to_owned);
    let some = |text: String| (!text.is_empty()).then_some(text);
    let (outlet, title, rest) = match quoted {
        Some((before, title, rest)) => (some(before).or(host), some(title), rest),
        None if url.is_some() => (host, some(words.clone()), String::new()),
        None => (None, None, String::new()),
    };
    let (dates, rest): (Vec<&str>, Vec<&str>) =
        rest.split(',').map(str::trim).partition(|part| signs::date(part).is_some());
    let date = dates.first().and_then(|date| signs::date(date));
    let note = some(rest.join(", "));
    let key = outlet.clone().or_else(|| title.clone()).unwrap_or_else(|| words.clone());
    let label = if words.is_empty() { key.clone() } else { words };
    Source { key, label, title, outlet, url, date, note }
}

/// Makes citations of marks such as `[1]` and `[2, 3]`; gives how many.
pub(super) fn marks(
    text: &str,
    numbers: &BTreeMap<u32, String>,
    unit: &Unit,
    said: &mut Said<'_>,
) -> (String, usize) {
    let (mut out, mut rest, mut cited) = (String::new(), text, 0);
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        rest = after;
        let end = escape::near(after).find(']');
        let inner = end.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?)));
        let listed = inner.and_then(|(inner, after)| {
            let numbers: Result<Vec<u32>, _> =
                inner.split(',').map(|n| n.trim().parse()).collect();
            numbers.ok().map(|numbers| (numbers, after))
        });
        let Some((marks, after)) = listed else {
            out.push('[');
            continue;
        };
        let keys: Vec<String> = marks
            .iter()
            .filter_map(|n| numbers.get(n))
            .map(|key| format!("@{key}"))
            .collect();
        if keys.len() < marks.len() {
            let message = format!(
                "`[{}]` names no entry of a list of sources",
                shown(&unlisted(&marks, numbers))
            );
            said.say("unknown-mark", unit, message, "cite the source that is meant");
        }
        match keys.is_empty() {
            true => {
                let marks: Vec<String> = marks.iter().map(u32::to_string).collect();
                out.push_str(&format!("\\[{}\\]", marks.join(", ")));
            }
            false => {
                // A mark stands behind the word, without a space.
                out.truncate(out.trim_end().len());
                out.push_str(&format!("[{}]", keys.join("; ")));
            }
        }
        cited += keys.len();
        rest = after;
    }
    out.push_str(rest);
    (out, cited)
}

/// The numbers without an entry.
fn unlisted(marks: &[u32], numbers: &BTreeMap<u32, String>) -> String {
    let unknown = marks.iter().filter(|n| !numbers.contains_key(n));
    unknown.map(u32::to_string).collect::<Vec<_>>().join(", ")
}
