//! What stands above the first paragraph: title, standfirst, headlines, byline, dates, topics.

use crate::import::piece::tidy;
use crate::import::text::signs;
use crate::import::text::split;
use crate::import::text::unit::Unit;
use crate::import::text::{Prose, Said};

/// Where bylines and dates stand, in lines from the top.
const NEAR: usize = 10;

/// What stands above the first paragraph.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) standfirst: Option<String>,
    pub(super) headlines: Vec<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) topics: Vec<String>,
}

/// What a line of the head, or a part of one, says.
enum Mark {
    Authors(Vec<String>),
    Date(String),
    Updated(String),
    Topics(Vec<String>),
    /// `Written by`: the name is on the next line.
    NameNext,
    /// `Also published as`: headlines are on the next lines.
    Label,
    Platform,
}

/// The first unit that is no longer of the head: the first paragraph, or what follows the last
/// byline or date when that stands below a standfirst that reads like a paragraph.
pub(super) fn end(units: &[Unit], first_prose: usize) -> usize {
    let near = units.iter().enumerate().take(NEAR).skip(first_prose);
    let near = near.filter(|(at, _)| *at <= first_prose + 4);
    let marks = near.filter(|(_, unit)| parts(&unit.text).is_some());
    let last = marks.map(|(at, _)| at + 1).fold(first_prose, usize::max);
    // Between a first paragraph and a date further down there may be more paragraphs.
    let prose = units.get(first_prose..last).unwrap_or_default();
    let several = prose.iter().filter(|unit| signs::is_prose(&unit.text)).count() > 1;
    if several { first_prose } else { last.max(first_prose) }
}

impl Head {
    /// Reads the lines of the head.
    pub(super) fn read(units: &[Unit], prose: &Prose, said: &mut Said<'_>) -> Self {
        let mut head = Self::default();
        let mut lines: Vec<&Unit> = Vec::new();
        let mut name_next = false;
        for (at, unit) in units.iter().enumerate() {
            if name_next && signs::is_name(&unit.text, 8) {
                head.authors.extend(names(&unit.text));
                name_next = false;
                continue;
            }
            let marks = parts(&unit.text);
            match marks {
                Some(marks) => {
                    if marks.iter().all(|mark| matches!(mark, Mark::Platform)) {
                        said.platform(unit);
                    }
                    for mark in marks {
                        name_next |= matches!(mark, Mark::NameNext);
                        head.take(mark);
                    }
                }
                None if head.title.is_none() => head.title = Some(unit.text.clone()),
                // A name beside a date or beside the platform's lines is a byline.
                None if head.authors.is_empty()
                    && signs::is_name(&unit.text, 4)
                    && beside_mark(units, at) =>
                {
                    head.authors.extend(names(&unit.text));
                }
                None => lines.push(unit),
            }
        }
        head.lines(&lines, prose, said);
        head
    }

    fn take(&mut self, mark: Mark) {
        match mark {
            Mark::Authors(names) => self.authors.extend(names),
            Mark::Date(date) => self.date = self.date.take().or(Some(date)),
            Mark::Updated(date) => self.updated = Some(date),
            Mark::Topics(topics) => self.topics.extend(topics),
            Mark::NameNext | Mark::Label | Mark::Platform => {}
        }
    }

    /// Tells a standfirst from headlines.
    fn lines(&mut self, lines: &[&Unit], prose: &Prose, said: &mut Said<'_>) {
        for unit in lines {
            let text = &unit.text;
            if signs::ends_sentence(text)
                && !text.ends_with('?')
                && self.standfirst.is_none()
            {
                self.standfirst = Some(text.clone());
                continue;
            }
            let found = split::headlines(text, prose);
            if found.len() > 1 {
                said.report.changed("line split into headlines", 1);
            }
            self.headlines.extend(found);
        }
        if let ([one], None) = (self.headlines.as_slice(), &self.standfirst) {
            self.standfirst = Some(one.clone());
            self.headlines.clear();
        }
    }
}

/// Whether a line above or below is a date or the platform's.
fn beside_mark(units: &[Unit], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| units.get(at));
    let beside = [before, units.get(at + 1)];
    beside.into_iter().flatten().any(|unit| parts(&unit.text).is_some())
}

/// What a line says when it is no headline: the whole of it, or all its parts between dots.
fn parts(text: &str) -> Option<Vec<Mark>> {
    if let Some(mark) = mark(text) {
        return Some(vec![mark]);
    }
    let parts: Vec<&str> =
        text.split(['\u{b7}', '|', '\u{2022}']).map(str::trim).collect();
    let marks: Vec<Option<Mark>> = parts.iter().map(|part| mark(part)).collect();
    if parts.len() < 2 || marks.iter().all(Option::is_none) {
        return None;
    }
    let mut found = Vec::new();
    for (part, mark) in parts.iter().zip(marks) {
        match mark {
            Some(mark) => found.push(mark),
            None if signs::is_name(part, 6) => found.push(Mark::Authors(names(part))),
            None => return None,
        }
    }
    Some(found)
}

/// What one text says when it is no headline.
fn mark(text: &str) -> Option<Mark> {
    const BY: [&str; 6] =
        ["written by", "words by", "story by", "author", "authors", "by"];
    const LABELS: [&str; 4] = [
        "also published as",
        "alternative headlines",
        "other headlines",
        "alternative titles",
    ];
    if let Some(rest) =
        signs::after(text, &["last updated on", "last updated", "updated on", "updated"])
        && let Some(date) = signs::date(rest)
    {
        return Some(Mark::Updated(date));
    }
    let day = signs::after(
        text,
        &["published on", "published", "posted on", "posted", "date", "on"],
    );
    if let Some(date) = signs::date(day.unwrap_or(text)) {
        return Some(Mark::Date(date));
    }
    if let Some(rest) =
        signs::after(text, &["tags", "topics", "filed under", "keywords", "categories"])
        && !rest.is_empty()
        && text.contains(':')
    {
        return Some(Mark::Topics(rest.split([',', ';']).map(tidy).collect()));
    }
    if let Some(topics) = hashes(text) {
        return Some(Mark::Topics(topics));
    }
    if let Some(rest) = signs::after(text, &BY) {
        if rest.is_empty() {
            return Some(Mark::NameNext);
        }
        if signs::is_name(&rest.replace(',', " and"), 12) {
            return Some(Mark::Authors(names(rest)));
        }
    }
    let label = text.trim_end_matches(':');
    if LABELS.iter().any(|known| label.eq_ignore_ascii_case(known)) {
        return Some(Mark::Label);
    }
    signs::is_platform(text).then_some(Mark::Platform)
}

/// The topics of a line that is nothing but `#words`.
pub(super) fn hashes(text: &str) -> Option<Vec<String>> {
    let word = |word: &str| {
        let name = word.strip_prefix('#')?.trim_end_matches(',');
        let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        (plain && !name.is_empty()).then(|| name.replace('_', "-"))
    };
    text.split_whitespace()
        .map(word)
        .collect::<Option<Vec<_>>>()
        .filter(|all| !all.is_empty())
}

/// The names of a byline.
fn names(text: &str) -> Vec<String> {
    let text = text.replace(" and ", ",").replace('&', ",");
    text.split(',').map(tidy).filter(|name| !name.is_empty()).collect()
}
