//! The text itself: paragraphs, headings, and the lines that name a source.

use std::collections::BTreeMap;

use crate::base::id::Id;
use crate::import::escape;
use crate::import::text::list::{self, Source, Sources};
use crate::import::text::signs;
use crate::import::text::unit::Unit;
use crate::import::text::{Prose, Said, head, shown};

/// What became of the text.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) markdown: String,
    pub(super) sources: Vec<Source>,
    pub(super) sections: usize,
    pub(super) paragraphs: usize,
    pub(super) citations: usize,
    /// Lines that were sources and are citations now.
    pub(super) lines: usize,
    pub(super) internal: Vec<String>,
}

/// What a line of the text is.
enum Sort {
    Paragraph,
    Heading(String),
    /// Markdown that needs nothing.
    Ready(String),
    /// The names of sources; the flag says that it is a guess.
    Source(Vec<String>, bool),
    Platform,
}

/// A block of the text.
struct Block {
    text: String,
    /// Keys cited at its end.
    keys: Vec<String>,
    heading: bool,
    item: bool,
}

/// What telling the lines apart goes by.
struct Signs<'a> {
    prose: &'a Prose,
    outlets: &'a [String],
    /// How often each short line comes.
    repeats: BTreeMap<String, usize>,
}

impl Body {
    /// Reads the lines between head and tail.
    pub(super) fn read(
        units: &[Unit],
        prose: &Prose,
        outlets: &[String],
        said: &mut Said<'_>,
    ) -> Self {
        let mut sources = Sources::default();
        let listed = list::begins(units);
        let (units, entries) = units.split_at(listed.unwrap_or(units.len()));
        let numbers = list::read(entries, &mut sources, said);
        let signs = Signs::of(units, prose, outlets);
        let mut blocks: Vec<Block> = Vec::new();
        let mut body = Self::default();
        let end = end_of_text(units);
        for (at, unit) in units.iter().enumerate() {
            let next = units.get(at + 1).filter(|_| at + 1 < end);
            let sort = if at < end {
                signs.sort(unit, blocks.last(), next)
            } else {
                Sort::Platform
            };
            match sort {
                Sort::Platform => said.platform(unit),
                Sort::Heading(text) => {
                    body.sections += 1;
                    blocks.push(Block::new(format!("## {text}"), true));
                }
                Sort::Ready(text) => {
                    body.sections += usize::from(text.starts_with('#'));
                    let heading = text.starts_with('#');
                    let item = text.starts_with(['-', '*']);
                    blocks.push(Block { item, ..Block::new(text, heading) });
                }
                Sort::Paragraph => {
                    body.paragraphs += 1;
                    let text = escape::paragraph(&unit.text);
                    let (text, cited) = list::marks(&text, &numbers, unit, said);
                    body.citations += cited;
                    blocks.push(Block::new(text, false));
                }
                Sort::Source(names, guess) => {
                    body.source(unit, &names, guess, &mut blocks, &mut sources, said);
                }
            }
        }
        body.sources = sources.into_vec();
        body.markdown = joined(&blocks);
        body
    }

    /// Puts a line of sources at the end of the paragraph above.
    fn source(
        &mut self,
        unit: &Unit,
        names: &[String],
        guess: bool,
        blocks: &mut [Block],
        sources: &mut Sources,
        said: &mut Said<'_>,
    ) {
        let Some(block) = blocks.last_mut().filter(|block| !block.heading) else {
            let message = format!(
                "`{}` looks like a source, and there is no paragraph above it",
                shown(&unit.text)
            );
            said.say("unplaced-source", unit, message, "cite it where it belongs");
            self.internal.push(format!("Source without a paragraph: {}", unit.text));
            return;
        };
        if guess {
            let text = shown(&unit.text);
            let message = format!(
                "`{text}` is taken for a source: it is no sentence and stands nowhere else in the text"
            );
            let hint =
                format!("if it is a heading, write `## {text}` and take the source out");
            said.say("guessed-source", unit, message, &hint);
        }
        for name in names {
            let key = sources.named(name);
            if !block.keys.contains(&key) {
                block.keys.push(key);
                self.citations += 1;
            }
        }
        self.lines += 1;
    }
}

impl Block {
    fn new(text: String, heading: bool) -> Self {
        Self { text, keys: Vec::new(), heading, item: false }
    }
}

/// Where only the platform's lines follow: the first of them below the last paragraph.
fn end_of_text(units: &[Unit]) -> usize {
    let last = units.iter().rposition(|unit| signs::is_prose(&unit.text)).unwrap_or(0);
    let below = units.iter().enumerate().skip(last + 1);
    let mut platform = below.filter(|(_, unit)| signs::is_platform(&unit.text));
    platform.next().map_or(units.len(), |(at, _)| at)
}

/// The blocks with empty lines between them; entries of one list follow each other.
fn joined(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut item = false;
    for block in blocks {
        if !out.is_empty() {
            out.push_str(if item && block.item { "\n" } else { "\n\n" });
        }
        item = block.item;
        out.push_str(&block.text);
        if !block.keys.is_empty() {
            let keys: Vec<String> =
                block.keys.iter().map(|key| format!("@{key}")).collect();
            out.push_str(&format!("[{}]", keys.join("; ")));
        }
    }
    out
}

impl<'a> Signs<'a> {
    fn of(units: &[Unit], prose: &'a Prose, outlets: &'a [String]) -> Self {
        let mut repeats: BTreeMap<String, usize> = BTreeMap::new();
        for unit in units.iter().filter(|unit| unit.text.split_whitespace().count() <= 6)
        {
            *repeats.entry(unit.text.clone()).or_default() += 1;
        }
        Self { prose, outlets, repeats }
    }

    /// Says what a line is.
    fn sort(&self, unit: &Unit, above: Option<&Block>, next: Option<&Unit>) -> Sort {
        let text = unit.text.as_str();
        if signs::is_platform(text) {
            return Sort::Platform;
        }
        if let Some(ready) = ready(text) {
            return Sort::Ready(ready);
        }
        if let Some(names) = marked(text) {
            return Sort::Source(names, false);
        }
        let words = text.split_whitespace().count();
        let below = above.is_some_and(|block| !block.heading);
        let again = self.repeats.get(text).is_some_and(|count| *count > 1);
        if signs::host(text).is_some()
            || below && words <= 6 && (again || self.is_outlet(text))
        {
            return Sort::Source(vec![text.to_owned()], false);
        }
        if words > 16 || signs::is_prose(text) {
            return Sort::Paragraph;
        }
        let opens = words <= 8 && next.is_some_and(|next| signs::is_prose(&next.text));
        let asks = text.ends_with('?') && !text.contains(['"', '\u{201d}']);
        if signs::ends_sentence(text) && !(asks && (opens || self.is_title(text))) {
            return Sort::Paragraph;
        }
        let last = next.is_none();
        if below && (last || self.is_strange(text)) && !signs::is_section_word(text) {
            return Sort::Source(vec![text.to_owned()], true);
        }
        Sort::Heading(escape::paragraph(text))
    }

    /// An outlet that the publication knows.
    fn is_outlet(&self, text: &str) -> bool {
        let id = Id::fold(text);
        self.outlets.iter().any(|known| Id::fold(known) == id)
    }

    /// Most long words have capitals, as in a heading.
    fn is_title(&self, text: &str) -> bool {
        let long = text
            .split_whitespace()
            .map(signs::bare)
            .filter(|word| word.chars().count() > 3);
        let (capitals, small): (Vec<&str>, Vec<&str>) =
            long.partition(|word| signs::is_capital(word));
        capitals.len() > small.len()
    }

    /// A name of which no word stands in the text around it: headings take up the words of
    /// their section, names of sources do not.
    fn is_strange(&self, text: &str) -> bool {
        let words = text.split_whitespace().map(signs::bare);
        signs::is_name(text, 4)
            && !words
                .filter(|word| !signs::is_function(word))
                .any(|word| self.prose.has(word))
    }
}

/// A line that is Markdown already, or a list by other marks.
fn ready(text: &str) -> Option<String> {
    if head::hashes(text).is_some() {
        return None;
    }
    if text.starts_with("# ") {
        return Some(format!("#{text}"));
    }
    if text.starts_with("## ") || text.starts_with("### ") || text.starts_with("> ") {
        return Some(text.to_owned());
    }
    let item = ["\u{2022} ", "- ", "* ", "\u{25e6} ", "\u{25aa} "]
        .iter()
        .find_map(|mark| text.strip_prefix(mark));
    item.map(|item| format!("- {}", escape::paragraph(item.trim_start())))
}

/// The sources of a line that says that it names sources.
fn marked(text: &str) -> Option<Vec<String>> {
    let inner =
        text.strip_prefix(['(', '[']).map_or(text, |t| t.trim_end_matches([')', ']']));
    let words = [
        "sources",
        "source",
        "via",
        "according to",
        "with information from",
        "courtesy of",
    ];
    let rest = signs::after(inner, &words);
    let dash = text.strip_prefix(['\u{2014}', '\u{2013}']).map(str::trim);
    let rest = rest.or(dash.filter(|name| signs::is_name(name, 5)))?;
    let rest = rest.trim_end_matches('.');
    let short = !rest.is_empty() && rest.split_whitespace().count() <= 12;
    let names = rest.split([',', ';']).flat_map(|part| part.split(" and "));
    let names: Vec<String> =
        names.map(crate::import::piece::tidy).filter(|n| !n.is_empty()).collect();
    let all =
        names.iter().all(|name| signs::host(name).is_some() || signs::is_name(name, 6));
    (short && all).then_some(names)
}
