//! The reading of a map: typed values by key, and at its end every key that nothing asked
//! for.

use std::ops::Range;

use crate::base::date::{Moment, WorkDate};
use crate::base::diagnostic::Diagnostic;
use crate::base::node::{Entry, Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::{Name, listed, quoted, shortened};
use crate::base::suggest;

/// A key that a writer may bring from elsewhere, and the key that it is here, or, when it
/// holds a space, the hint.
pub type Foreign = (&'static str, &'static str);

/// Reads one map. Every key that is asked for is a known key; [`Fields::finish`] reports the
/// others.
#[derive(Debug)]
pub struct Fields<'a> {
    entries: &'a [Entry],
    span: Range<usize>,
    whose: &'static str,
    known: Vec<&'a str>,
    /// Keys that must be there and are not. A slip in one is reported as the slip alone.
    missing: Vec<(&'a str, Diagnostic)>,
    problems: &'a Problems<'a>,
}

impl<'a> Fields<'a> {
    /// A reader of a map. Anything else is an error; nothing is an empty map. `whose` says
    /// what the map describes: `an article`.
    pub fn of(
        node: &'a Node,
        whose: &'static str,
        problems: &'a Problems<'a>,
    ) -> Option<Self> {
        let entries: &[Entry] = match &node.value {
            Value::Map(entries) => entries,
            Value::Null => &[],
            _ => {
                let message = format!("{whose} must be a map, not {}", node.sort());
                let diagnostic = problems.error("wrong-type", &node.span, message);
                problems.push(diagnostic.hint("write lines of the form `key: value`"));
                return None;
            }
        };
        let span = node.span.clone();
        let (known, missing) = (Vec::with_capacity(40), Vec::new());
        Some(Self { entries, span, whose, known, missing, problems })
    }

    /// The problems that this reader reports to.
    pub fn problems(&self) -> &'a Problems<'a> {
        self.problems
    }

    /// The bytes of the map.
    pub fn span(&self) -> &Range<usize> {
        &self.span
    }

    /// Makes a key known without reading it.
    pub fn allow(&mut self, key: &'a str) {
        self.known.push(key);
    }

    /// Every key that was asked for.
    pub fn known(&self) -> &[&'a str] {
        &self.known
    }

    /// The first entry of a key.
    pub fn entry(&mut self, key: &'a str) -> Option<&'a Entry> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of a key; a key without a value is as if it were not there.
    pub fn node(&mut self, key: &'a str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value).filter(|node| !node.is_null())
    }

    /// The value of a key as text.
    pub fn text(&mut self, key: &'a str) -> Option<String> {
        let node = self.node(key)?;
        self.problems.text(node, Name::Key(key))
    }

    /// The value of a key that must be there, as text.
    pub fn required(&mut self, key: &'a str, code: &'static str) -> Option<String> {
        let before = self.entry(key);
        if let Some(text) =
            before.and_then(|e| self.problems.text(&e.value, Name::Key(key)))
        {
            return Some(text);
        }
        let (span, message) = match before {
            Some(entry) if entry.value.scalar().is_none() && !entry.value.is_null() => {
                return None;
            }
            Some(entry) => {
                (entry.key_span.clone(), format!("{} has an empty `{key}`", self.whose))
            }
            None => {
                let article =
                    if key.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
                let message = format!("{} needs {article} `{key}`", self.whose);
                (self.first_line(), message)
            }
        };
        let diagnostic = self.problems.error(code, &span, message);
        self.missing.push((key, diagnostic.hint(format!("write `{key}: \"...\"`"))));
        None
    }

    /// Keeps the report of a key that must be there until [`Fields::finish`].
    pub fn miss(&mut self, key: &'a str, diagnostic: Diagnostic) {
        self.missing.push((key, diagnostic));
    }

    /// The first key of the map, or all of it when it is in braces.
    fn first_line(&self) -> Range<usize> {
        match self.entries.first() {
            Some(entry) if !self.problems.slice(&self.span).starts_with('{') => {
                entry.key_span.clone()
            }
            _ => self.span.clone(),
        }
    }

    /// The value of a key as true or false.
    pub fn flag(&mut self, key: &'a str) -> Option<bool> {
        let node = self.node(key)?;
        self.problems.flag(node, Name::Key(key))
    }

    /// The value of a key as a whole number of at least `least`.
    pub fn whole(&mut self, key: &'a str, least: i64) -> Option<i64> {
        let node = self.node(key)?;
        self.problems.whole(node, Name::Key(key), least)
    }

    /// The value of a key as a day or a moment.
    pub fn moment(&mut self, key: &'a str) -> Option<Moment> {
        let node = self.node(key)?;
        self.problems.moment(node, Name::Key(key))
    }

    /// The value of a key as the loose date of a work.
    pub fn work_date(&mut self, key: &'a str) -> Option<WorkDate> {
        let node = self.node(key)?;
        self.problems.work_date(node, Name::Key(key))
    }

    /// The value of a key as one of some words.
    pub fn choice<'w>(
        &mut self,
        key: &'a str,
        code: &'static str,
        words: impl IntoIterator<Item = &'w str> + Clone,
    ) -> Option<&'w str> {
        let node = self.node(key)?;
        self.problems.choice(node, Name::Key(key), code, words)
    }

    /// The value of a key as an address of the web.
    pub fn web_address(&mut self, key: &'a str) -> Option<String> {
        let node = self.node(key)?;
        self.problems.web_address(node, Name::Key(key))
    }

    /// The value of a key as a language tag.
    pub fn language(&mut self, key: &'a str) -> Option<String> {
        let node = self.node(key)?;
        self.problems.language(node, Name::Key(key))
    }

    /// The entries of a list, or the one value that stands in its place.
    pub fn items(&mut self, key: &'a str) -> Vec<&'a Node> {
        self.node(key).map_or_else(Vec::new, |node| items(node, key, self.problems))
    }

    /// The entries of a list of texts, or the one text that stands in its place.
    pub fn texts(&mut self, key: &'a str) -> Vec<String> {
        let problems = self.problems;
        let items = self.items(key).into_iter();
        items.filter_map(|item| problems.text(item, Name::Entry(key))).collect()
    }

    /// As [`Fields::texts`], of names: one text with commas in it is probably several.
    pub fn names(&mut self, key: &'a str) -> Vec<String> {
        if let Some(node) = self.node(key) {
            warn_of_commas(node, key, self.problems);
        }
        self.texts(key)
    }

    /// Reports every key that nothing asked for, with the key that was probably meant, and
    /// every key that must be there and is not.
    pub fn finish(mut self, foreign: &[Foreign]) {
        #[cfg(test)]
        heard::put(self.whose, &self.known);
        for entry in self.entries {
            if self.known.contains(&entry.key.as_str()) {
                continue;
            }
            let meant = self.meant(&entry.key, foreign);
            self.missing.retain(|(key, _)| Some(*key) != meant);
            let hint = self.hint(&entry.key, meant);
            let key = shortened(&entry.key);
            let message = format!("`{key}` is not a key of {}", self.whose);
            let diagnostic = self.problems.error("unknown-key", &entry.key_span, message);
            self.problems.push(diagnostic.hint(hint));
        }
        self.missing.into_iter().for_each(|(_, missing)| self.problems.push(missing));
    }

    /// The key that an unknown key probably stands for, or a hint.
    fn meant<'k>(&self, key: &str, foreign: &[(&'k str, &'k str)]) -> Option<&'k str>
    where
        'a: 'k,
    {
        let folded = key.to_lowercase().replace(['-', ' '], "_");
        let squeezed = folded.replace('_', "");
        let same = |known: &&&str| known.replace('_', "").to_lowercase() == squeezed;
        let known = self.known.iter().find(same).copied();
        known
            .or_else(|| {
                let is = |(from, _): &&(&str, &str)| from.replace('_', "") == squeezed;
                foreign.iter().find(is).map(|(_, to)| *to)
            })
            .or_else(|| suggest::nearest(&folded, self.known.iter().copied()))
    }

    /// What to write instead of an unknown key.
    fn hint(&self, key: &str, meant: Option<&str>) -> String {
        let key = shortened(key);
        match meant {
            Some(hint) if hint.contains(' ') => hint.to_owned(),
            Some(to) if self.entries.iter().any(|entry| entry.key == to) => {
                format!("`{to}` is there already: remove `{key}`")
            }
            Some(to) => format!("write `{to}`"),
            None if self.known.contains(&"extra") => {
                "write keys of your own under `extra`".to_owned()
            }
            None if self.known.len() > 20 => format!("remove `{key}`"),
            None => format!("the keys are {}", listed(self.known.iter().copied())),
        }
    }
}

/// The entries of a list, or the one value that stands in its place. Reports names on lines
/// of their own without dashes, names split at a comma, and entries without a value.
pub fn items<'a>(node: &'a Node, key: &str, problems: &Problems<'_>) -> Vec<&'a Node> {
    let list = match &node.value {
        Value::Null => return Vec::new(),
        Value::List(list) => list,
        Value::Bare(_) => {
            let raw = problems.slice(&node.span);
            if raw.contains('\n') {
                missing_dash(node, raw, key, problems);
                return Vec::new();
            }
            return vec![node];
        }
        Value::Text(_) | Value::Map(_) => return vec![node],
    };
    warn_of_split_names(list, key, problems);
    for item in list.iter().filter(|item| item.is_null()) {
        let message = format!("an entry of `{key}` is empty");
        let diagnostic = problems.error("empty-entry", &item.span, message);
        problems.push(diagnostic.hint("write something there, or remove the entry"));
    }
    list.iter().filter(|item| !item.is_null()).collect()
}

/// Reports names on lines of their own that lack their dashes.
fn missing_dash(node: &Node, raw: &str, key: &str, problems: &Problems<'_>) {
    let lines: Vec<String> = raw
        .lines()
        .map(|line| line.trim().trim_start_matches("- ").trim_start())
        .filter(|line| !line.is_empty())
        .take(8)
        .map(|line| format!("`- {}`", shortened(line)))
        .collect();
    let message = format!("the lines under `{key}` are read as one text");
    let diagnostic = problems.error("missing-dash", &node.span, message);
    let hint = format!("begin each with a dash, in one column: {}", lines.join(", "));
    problems.push(diagnostic.hint(hint));
}

/// Warns of one text with commas where a list of names is wanted.
pub fn warn_of_commas(node: &Node, key: &str, problems: &Problems<'_>) {
    let Value::Bare(text) = &node.value else { return };
    let parts: Vec<&str> = text.split(", ").map(str::trim).collect();
    if parts.len() < 2 || parts.iter().any(|part| part.is_empty() || is_tail(part)) {
        return;
    }
    warn_of_joined(node, text, &parts, key, problems);
}

/// Warns of two people who are joined by `and`.
pub fn warn_of_and(node: &Node, key: &str, problems: &Problems<'_>) {
    let Value::Bare(text) = &node.value else { return };
    let Some((one, two)) = text.split_once(" and ") else { return };
    let like_a_name = |part: &str| (2..=3).contains(&part.split_whitespace().count());
    if like_a_name(one) && like_a_name(two) && !text.contains(',') {
        warn_of_joined(node, text, &[one, two], key, problems);
    }
}

fn warn_of_joined(
    node: &Node,
    text: &str,
    parts: &[&str],
    key: &str,
    problems: &Problems<'_>,
) {
    let message = format!("`{}` is read as one entry", shortened(text));
    let diagnostic = problems.warning("joined-names", &node.span, message);
    problems.push(diagnostic.hint(format!("write `{key}: [{}]`", parts.join(", "))));
}

/// Warns of a name without quotes that a comma in `[...]` has split.
fn warn_of_split_names(list: &[Node], key: &str, problems: &Problems<'_>) {
    let bare = |node: &Node| match &node.value {
        Value::Bare(text) => Some(text.clone()),
        _ => None,
    };
    for pair in list.windows(2) {
        let [one, two] = pair else { continue };
        let (Some(head), Some(tail)) = (bare(one), bare(two)) else { continue };
        let span = one.span.start..two.span.end;
        let raw = problems.slice(&span);
        if !is_tail(&tail) || raw.contains('\n') || !raw.contains(',') {
            continue;
        }
        let whole = quoted(&format!("{head}, {tail}"));
        let message = format!("`{head}` and `{tail}` are two entries of `{key}`");
        let diagnostic = problems.warning("split-name", &span, message);
        problems.push(diagnostic.hint(format!("if they are one name, write `{whole}`")));
    }
}

/// Whether a text looks like the end of a name that was split at its comma.
fn is_tail(text: &str) -> bool {
    const ENDINGS: [&str; 16] = [
        "jr", "jr.", "sr", "sr.", "ii", "iii", "phd", "ph.d.", "md", "inc", "inc.",
        "ltd", "ltd.", "llc", "s.a.", "plc",
    ];
    const JOINERS: [&str; 12] =
        ["and", "or", "of", "for", "the", "&", "und", "et", "y", "e", "ve", "with"];
    let lower = text.to_lowercase();
    let first = text.split(' ').next().unwrap_or("");
    ENDINGS.contains(&lower.as_str())
        || (first.len() < text.len() && JOINERS.contains(&first))
}

/// What keys readers asked for, for tests that hold it against what is said of the keys.
#[cfg(test)]
pub mod heard {
    use std::cell::RefCell;
    use std::collections::{BTreeMap, BTreeSet};

    /// What each sort of map was asked for.
    pub type Heard = BTreeMap<&'static str, BTreeSet<String>>;

    thread_local! {
        static HEARD: RefCell<Heard> = RefCell::default();
    }

    /// Notes what a reader asked for.
    pub(super) fn put(whose: &'static str, known: &[&str]) {
        let known = known.iter().map(|key| (*key).to_owned());
        HEARD.with_borrow_mut(|heard| heard.entry(whose).or_default().extend(known));
    }

    /// What was noted on this thread since the last time.
    pub fn take() -> Heard {
        HEARD.take()
    }
}
