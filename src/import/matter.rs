//! Front matter of other tools: YAML between `---`, TOML between `+++`, or JSON.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::base::date::{DateProblem, Moment};
use crate::base::diagnostic::Place;
use crate::base::node::{Entry, Node, Value, is_truth};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::import::json;
use crate::import::report::Report;
use crate::load::toml;
use crate::parse::front_matter::{split, yaml};

/// The front matter of a file, and where the text below it begins.
#[derive(Debug)]
pub struct Matter {
    /// The file.
    pub file: FilePath,
    /// Where the text begins.
    pub body: usize,
    node: Node,
    used: RefCell<BTreeSet<String>>,
}

impl Matter {
    /// Reads the front matter of a file; `None` when it has none or it cannot be read, which
    /// is then reported.
    pub fn read(file: &FilePath, text: &str, report: &mut Report) -> Option<Self> {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let rest = text.get(start..)?;
        let matter = |node: Node, body: usize| {
            Some(Self { file: file.clone(), body, node, used: RefCell::default() })
        };
        if rest.starts_with('{') {
            return match json::read(file, text, start, false) {
                Ok((node, end)) => matter(node, end),
                Err(diagnostic) => {
                    report.diagnostics.push(*diagnostic);
                    None
                }
            };
        }
        if let Some(split) = split::split(rest) {
            let front = split.front.start + start;
            let node = data(file, split.front(rest), front, false, report)?;
            return matter(node, split.body.start + start);
        }
        let inner =
            rest.strip_prefix("+++").and_then(|rest| rest.strip_prefix(['\n', '\r']))?;
        let from = text.len() - inner.len();
        let end = inner.find("\n+++").map(|at| from + at + 1);
        let Some(end) = end else {
            let place = Place::bytes(file, start..start + 3);
            let hint = "write a line `+++` after the last key";
            report.failed(
                "unclosed-front-matter",
                place,
                "the front matter is not closed",
                hint,
            );
            return None;
        };
        let after = text.get(end..)?;
        let body = end + after.find('\n').map_or(after.len(), |at| at + 1);
        let node = data(file, text.get(from..end)?, from, true, report)?;
        matter(node, body)
    }

    /// The matter of a value that was read elsewhere.
    pub fn of(file: &FilePath, node: Node) -> Self {
        Self { file: file.clone(), body: 0, node, used: RefCell::default() }
    }

    /// The value of a key, which counts as placed.
    pub fn node(&self, key: &str) -> Option<&Node> {
        let node = self.node.get(key)?;
        self.used.borrow_mut().insert(key.to_owned());
        (!node.is_null()).then_some(node)
    }

    /// The text of the first of some keys that has one.
    pub fn text(&self, keys: &[&str]) -> Option<String> {
        let texts = keys.iter().filter_map(|key| self.node(key)?.scalar());
        let texts: Vec<&str> =
            texts.map(str::trim).filter(|text| !text.is_empty()).collect();
        texts.first().map(|text| (*text).to_owned())
    }

    /// All texts below some keys: single values and lists.
    pub fn texts(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().filter_map(|key| self.node(key)).flat_map(texts).collect()
    }

    /// A truth value.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.node(key)?.scalar().and_then(is_truth)
    }

    /// A date as it is written here; one that cannot be read is reported.
    pub fn date(&self, keys: &[&str], report: &mut Report) -> Option<String> {
        let node = keys.iter().filter_map(|key| self.node(key)).next()?;
        let text = node.scalar()?.trim();
        date(text).or_else(|| {
            let place = Place::bytes(&self.file, node.span.clone());
            let message = format!("`{text}` is no date and is left out");
            report.left("bad-date", place, message, "write it as `2026-02-05`");
            None
        })
    }

    /// The entries that nobody has asked for.
    pub fn unused(&self) -> Vec<&Entry> {
        let used = self.used.borrow();
        let entries = self.node.map().unwrap_or_default().iter();
        entries
            .filter(|entry| !used.contains(&entry.key) && !entry.value.is_null())
            .collect()
    }

    /// The place of a key's value.
    pub fn place(&self, key: &str) -> Place {
        match self.node.get(key) {
            Some(node) => Place::bytes(&self.file, node.span.clone()),
            None => Place::bytes(&self.file, self.node.span.start..self.node.span.start),
        }
    }
}

/// The texts of a value: itself, its entries, or the names of people in it.
pub fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::Bare(text) | Value::Text(text) => vec![text.trim().to_owned()],
        Value::List(list) => list.iter().flat_map(texts).collect(),
        Value::Map(_) => {
            let names = ["name", "display_name", "title", "id"];
            let name = names.iter().find_map(|key| node.get(key)?.scalar());
            name.map(|name| vec![name.trim().to_owned()]).unwrap_or_default()
        }
    }
}

/// A date as front matter has it.
pub fn date(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(" UTC").trim();
    match Moment::parse(text) {
        Ok(_) => Some(text.to_owned()),
        Err(DateProblem { meant }) => meant,
    }
}

/// Reads a file of data or front matter. What is wrong with it is reported.
pub fn data(
    file: &FilePath,
    source: &str,
    offset: usize,
    is_toml: bool,
    report: &mut Report,
) -> Option<Node> {
    let empty = || Node { value: Value::Map(Vec::new()), span: offset..offset };
    let padded;
    let problems = match is_toml {
        // Places count from the start of the file.
        true => {
            padded = match offset.checked_sub(1) {
                Some(before) => format!("{}\n{source}", " ".repeat(before)),
                None => source.to_owned(),
            };
            Problems::of_toml(file, &padded)
        }
        false => Problems::new(file, source, offset),
    };
    let node = match is_toml {
        true => Some(toml::read(&problems)),
        false if source.trim().is_empty() => Some(empty()),
        false => yaml::read(&problems),
    };
    let found = problems.into_sorted();
    let broken = found.iter().any(crate::base::diagnostic::Diagnostic::is_error);
    report.diagnostics.extend(found);
    let node = node.filter(|_| !broken)?;
    Some(if node.map().is_some() || !matches!(node.value, Value::Null) {
        node
    } else {
        empty()
    })
}
