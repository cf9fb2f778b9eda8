//! What stands below the text: the biography, and the platform's lines.

use std::ops::Range;

use crate::base::id::Id;
use crate::import::text::signs;
use crate::import::text::unit::Unit;
use crate::import::text::{Said, shown};

/// What stands below the text.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// Who is described.
    pub(super) name: Option<String>,
    /// The paragraphs about them.
    pub(super) biography: Vec<String>,
    /// Where it stands.
    pub(super) at: Range<usize>,
}

/// What a line says of what follows it.
enum Sign {
    /// `About the author`, and the name when it is part of the line.
    Biography(Option<String>),
    /// The end of the article.
    End,
}

/// The heading of a biography, or the end of the article.
fn sign(text: &str) -> Option<Sign> {
    const WHO: [&str; 10] = [
        "creator",
        "author",
        "authors",
        "writer",
        "contributor",
        "contributors",
        "journalist",
        "columnist",
        "reporter",
        "editor",
    ];
    const END: [&str; 8] = [
        "comments",
        "leave-a-comment",
        "leave-a-reply",
        "join-the-conversation",
        "you-might-also-like",
        "related-articles",
        "recommended-for-you",
        "reader-insights",
    ];
    let id = Id::fold(text).segment();
    let about = id.strip_prefix("about-");
    let who = about.map(|rest| rest.strip_prefix("the-").unwrap_or(rest));
    if who.is_some_and(|who| WHO.contains(&who))
        || id == "author-bio"
        || id == "biography"
    {
        return Some(Sign::Biography(None));
    }
    let name = signs::after(text, &["about"]).filter(|rest| signs::is_name(rest, 5));
    if let Some(name) = name.filter(|_| text.starts_with("About ")) {
        return Some(Sign::Biography(Some(name.to_owned())));
    }
    (END.contains(&&*id) || id.starts_with("there-are-no-comments")).then_some(Sign::End)
}

/// Where the tail begins.
pub(super) fn begins(units: &[Unit], first_prose: usize) -> usize {
    let below = units.iter().enumerate().skip(first_prose + 1);
    let half = first_prose + (units.len() - first_prose) / 2;
    let mut marks = below.filter(|(_, unit)| sign(&unit.text).is_some());
    // Above the middle of a text a line such as `About Oman` is a heading.
    marks
        .find(|(at, unit)| {
            *at >= half || matches!(sign(&unit.text), Some(Sign::Biography(None)))
        })
        .map_or(units.len(), |(at, _)| at)
}

impl Tail {
    /// Reads the lines of the tail. `authors` are those of the byline.
    pub(super) fn read(units: &[Unit], authors: &[String], said: &mut Said<'_>) -> Self {
        let mut tail = Self { name: None, biography: Vec::new(), at: 0..0 };
        let mut open = false;
        for (at, unit) in units.iter().enumerate() {
            match sign(&unit.text) {
                Some(Sign::Biography(name)) => {
                    open = true;
                    tail.name = tail.name.take().or(name);
                    tail.at = unit.span.clone();
                    said.platform(unit);
                    continue;
                }
                Some(Sign::End) => open = false,
                None => {}
            }
            if !open || signs::is_platform(&unit.text) {
                if signs::is_prose(&unit.text) && !signs::is_platform(&unit.text) {
                    tail.lost(unit, said);
                } else {
                    said.platform(unit);
                }
            } else if at == 1 && tail.name.is_none() && signs::is_name(&unit.text, 5) {
                tail.name = Some(unit.text.clone());
            } else if unit.text.split_whitespace().count() >= 5 {
                tail.at.end = unit.span.end;
                tail.biography.push(unit.text.clone());
            } else {
                said.platform(unit);
            }
        }
        if tail.name.is_none() {
            tail.name = authors.first().cloned();
        }
        if let (None, Some(first)) = (&tail.name, tail.biography.first()) {
            tail.name = subject(first);
        }
        tail
    }

    /// A paragraph below the end of the article.
    fn lost(&self, unit: &Unit, said: &mut Said<'_>) {
        let message = format!(
            "`{}` stands below the end of the article and is left out",
            shown(&unit.text)
        );
        said.say(
            "below-the-end",
            unit,
            message,
            "write it into the article if it belongs there",
        );
    }
}

/// Whom a sentence is about: the name before its verb.
fn subject(text: &str) -> Option<String> {
    let verbs =
        [" is ", " writes ", " was ", " has ", " covers ", " reports ", " works "];
    let end = verbs.iter().filter_map(|verb| text.find(verb)).min()?;
    text.get(..end).filter(|name| signs::is_name(name, 5)).map(str::to_owned)
}
