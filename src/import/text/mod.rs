//! An article as it was copied from the page of its platform: lines, and no marks that say
//! what they are. Their shape, their place and whether they come again tell.

mod body;
mod head;
mod list;
mod signs;
mod split;
mod tail;
mod unit;

use crate::base::diagnostic::Place;
use crate::base::id::Id;
use crate::base::path::FilePath;
use crate::import::escape;
use crate::import::piece::{Kind, Piece};
use crate::import::report::Report;
use crate::import::text::body::Body;
use crate::import::text::head::Head;
use crate::import::text::tail::Tail;
use crate::import::text::unit::Unit;
use crate::import::yaml::Item;

/// Reads one article. `outlets` are the names that the publication knows.
pub fn read(
    file: &FilePath,
    text: &str,
    outlets: &[String],
    report: &mut Report,
) -> Vec<Piece> {
    let units = unit::units(text);
    let mut said = Said { file, report };
    let Some(first_prose) = units.iter().position(|unit| signs::is_prose(&unit.text))
    else {
        let message = "there is no article in this text: no line is a paragraph";
        let hint = "paste the article with its title on the first line";
        report.failed("no-article", Place::file(file), message, hint);
        return Vec::new();
    };
    let tail_at = tail::begins(&units, first_prose);
    let head_end = head::end(&units, first_prose).min(tail_at);
    let (head_units, rest) = units.split_at(head_end);
    let (body_units, tail_units) = rest.split_at(tail_at.saturating_sub(head_end));
    let prose = Prose::of(body_units);
    let mut head = Head::read(head_units, &prose, &mut said);
    let tail = Tail::read(tail_units, &head.authors, &mut said);
    let body = Body::read(body_units, &prose, outlets, &mut said);
    let Some(title) = head.title.take() else {
        let message = "there is no title above the text";
        let hint = "write the title on the first line";
        report.failed("no-title", Place::file(file), message, hint);
        return Vec::new();
    };
    if head.authors.is_empty() {
        head.authors.extend(tail.name.clone());
    }
    let mut pieces = Vec::new();
    if let (Some(name), false) = (&tail.name, tail.biography.is_empty()) {
        pieces.push(profile(file, name, &tail, report));
    }
    pieces.insert(0, article(file, text, &title, head, body, report));
    pieces
}

/// The article.
fn article(
    file: &FilePath,
    text: &str,
    title: &str,
    head: Head,
    body: Body,
    report: &mut Report,
) -> Piece {
    let mut piece = Piece::new(Kind::Article, file, 0..text.len().min(1));
    title.clone_into(&mut piece.stem);
    piece.set("title", Item::quoted(title));
    piece.set("standfirst", Item::quoted(head.standfirst.as_deref().unwrap_or_default()));
    let headlines = head.headlines.iter().map(|text| Item::quoted(text));
    piece.set("alternative_headlines", Item::Block(headlines.collect()));
    piece.set("date", Item::bare(head.date.as_deref().unwrap_or_default()));
    piece.set("updated", Item::bare(head.updated.as_deref().unwrap_or_default()));
    report.kept("title", 1);
    report.kept("standfirst", usize::from(head.standfirst.is_some()));
    report.kept("alternative headline", head.headlines.len());
    report.kept("section", body.sections);
    report.kept("paragraph", body.paragraphs);
    report.kept("citation", body.citations);
    report.kept("source", body.sources.len());
    report.changed("citation made of a line", body.lines);
    piece.set_authors(head.authors);
    piece.add_topics(head.topics);
    let sources: Vec<Item> = body.sources.iter().map(list::Source::item).collect();
    let long = sources.iter().any(|item| matches!(item, Item::Map(_)));
    piece.set("sources", if long { Item::Block(sources) } else { Item::Flow(sources) });
    piece.internal = body.internal;
    piece.body = body.markdown;
    piece
}

/// The author's profile.
fn profile(file: &FilePath, name: &str, tail: &Tail, report: &mut Report) -> Piece {
    let mut piece = Piece::new(Kind::Author, file, tail.at.clone());
    Id::fold(name).as_str().clone_into(&mut piece.stem);
    piece.set("name", Item::plain(name));
    let paragraphs = tail.biography.iter().map(|text| escape::paragraph(text));
    piece.body = paragraphs.collect::<Vec<_>>().join("\n\n");
    report.kept("biography", 1);
    piece
}

/// Where to say what was left out or guessed.
pub(super) struct Said<'a> {
    file: &'a FilePath,
    report: &'a mut Report,
}

impl Said<'_> {
    /// A line of the platform, which is left out.
    fn platform(&mut self, unit: &Unit) {
        let message =
            format!("`{}` is the platform's and is left out", shown(&unit.text));
        let hint = "write it into the article if it belongs there";
        self.say("platform-line", unit, message, hint);
    }

    /// Anything about a line.
    fn say(&mut self, code: &'static str, unit: &Unit, message: String, hint: &str) {
        let place = Place::bytes(self.file, unit.span.clone());
        self.report.left(code, place, message, hint);
    }
}

/// A line short enough for a message.
fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    crate::base::scalar::shortened(text)
}

/// What the paragraphs say: their words, and which of them are names.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// Words in lower case.
    words: std::collections::BTreeSet<String>,
    /// Words with a capital inside a sentence.
    names: std::collections::BTreeSet<String>,
    /// Pairs of words with capitals beside each other.
    pairs: std::collections::BTreeSet<(String, String)>,
}

impl Prose {
    fn of(units: &[Unit]) -> Self {
        let mut prose = Self::default();
        for unit in units.iter().filter(|unit| signs::is_prose(&unit.text)) {
            let mut before: Option<&str> = None;
            for raw in unit.text.split_whitespace() {
                let word = signs::bare(raw);
                prose.words.insert(word.to_lowercase());
                let parts = word.split(['-', '/']).filter(|_| word.contains(['-', '/']));
                prose.words.extend(parts.map(str::to_lowercase));
                let begins = before
                    .is_none_or(|b| b.ends_with(['.', '!', '?', ':', '\u{201d}', '"']));
                if !begins && signs::is_capital(word) {
                    prose.names.insert(word.to_owned());
                    if let Some(b) =
                        before.map(signs::bare).filter(|b| signs::is_capital(b))
                    {
                        prose.pairs.insert((b.to_owned(), word.to_owned()));
                    }
                }
                before = Some(raw);
            }
        }
        prose
    }

    /// Whether a word, or one of its stem, is in the text.
    fn has(&self, word: &str) -> bool {
        const STEM: usize = 5;
        let word = word.to_lowercase();
        let stem: String = word.chars().take(STEM).collect();
        let long = word.chars().count() >= STEM;
        self.words.contains(&word)
            || long
                && self
                    .words
                    .range(stem.clone()..)
                    .next()
                    .is_some_and(|w| w.starts_with(&stem))
    }
}
