//! What a whole build was, so that the next process can tell that it would be the same.
//!
//! It would be when three things are so. All that a build is made of has the same digest: every
//! input, the settings, what was asked for (each is taken apart field by field, so that a new
//! one cannot be left out), and the build of Chancery, by the head of the file. The moment lies
//! in the span in which every question that the last build put to its
//! [`Clock`] has the same answer; there is no other way to ask
//! for the time. And what is held back, which is read from the texts now, is what was held back
//! then.

use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::clock::{Clock, Span};
use crate::base::date::Moment;
use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::engine::inputs::Inputs;
use crate::engine::request::Request;
use crate::load::config::Settings;
use crate::load::snapshot::Input;
use crate::model::headline::is_shown;
use crate::model::public::State;
use crate::model::site::Site;
use crate::parse::document::Front;
use crate::parse::front::ArticleFront;
use crate::parse::read;
use crate::parse::rules::Rules;

/// The headlines of an article that no public output shows: candidates, and those whose time
/// it is not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Muted {
    /// The article's file.
    file: String,
    /// Which of its alternatives.
    headlines: Vec<usize>,
}

impl Muted {
    fn new(file: &FilePath, headlines: Vec<usize>) -> Option<Self> {
        let file = file.to_string();
        (!headlines.is_empty()).then_some(Self { file, headlines })
    }

    /// Those of every article of a site, in the order of the files.
    fn of_site(site: &Site) -> Vec<Self> {
        let of = |article: &crate::model::article::Article| {
            Self::new(article.file(), article.headlines.held.clone())
        };
        let mut all: Vec<Self> = site.articles.iter().filter_map(of).collect();
        all.sort();
        all
    }

    fn of_text(
        file: &FilePath,
        front: &ArticleFront,
        now: &Clock,
        zone: &TimeZone,
    ) -> Option<Self> {
        let all = front.alternative_headlines.iter().enumerate();
        let muted = all.filter(|(_, headline)| !is_shown(headline, now, zone));
        Self::new(file, muted.map(|(index, _)| index).collect())
    }
}

/// What a text holds back: its article or page, and headlines.
type OfText = (Option<Held>, Option<Muted>);

/// What the texts hold back.
type OfTexts = (Vec<Held>, Vec<Muted>);

/// An article or a standing page that is held back, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Held {
    /// Its file.
    pub file: String,
    /// Whether it is a standing page.
    pub page: bool,
    /// Why.
    pub state: State,
    /// When its embargo ends, or when it expired.
    pub moment: Option<Moment>,
}

impl Held {
    /// An article, when it is held back.
    fn article(file: &FilePath, state: State, front: &ArticleFront) -> Option<Self> {
        let moment = match state {
            State::Public => return None,
            State::Draft => None,
            State::Embargoed => front.embargo,
            State::Expired => front.expires,
        };
        Some(Self { file: file.to_string(), page: false, state, moment })
    }

    /// A standing page that is a draft.
    fn page(file: &FilePath) -> Self {
        Self { file: file.to_string(), page: true, state: State::Draft, moment: None }
    }

    /// Everything that a site holds back: articles, the newest first, then pages.
    pub fn of_site(site: &Site) -> Vec<Self> {
        let article = |article: &crate::model::article::Article| {
            Self::article(article.file(), article.state, article.front())
        };
        let pages = site.pages.iter().filter(|page| page.front().draft);
        let pages = pages.filter(|_| site.settings.outputs.pages);
        let articles = site.articles.iter().filter_map(article);
        articles.chain(pages.map(|page| Self::page(&page.document.file))).collect()
    }

    /// Everything that the texts hold back at a moment, in the order of their files; `None`
    /// where one of them cannot be read.
    fn of_texts(inputs: &Inputs, now: &Clock) -> Option<OfTexts> {
        let settings = &*inputs.settings;
        let rules = Rules::of(settings);
        let files: Vec<(&FilePath, &Input)> = inputs.snapshot.below("content").collect();
        let files = files.into_par_iter();
        let content = files.filter(|(file, _)| read::is_content(file, &rules));
        let held = content.map(|(file, input)| {
            let again = || inputs.snapshot.reread(file);
            let text = input.text.clone().or_else(again).ok_or(())?;
            match read::may_be_held_back(&text) {
                true => Self::of_text(file, &text, &rules, settings, now),
                false => Ok((None, None)),
            }
        });
        let held: Result<Vec<OfText>, ()> = held.collect();
        let (mut all, mut muted) = (Vec::new(), Vec::new());
        for (held, headlines) in held.ok()? {
            all.extend(held);
            muted.extend(headlines);
        }
        Some((all, muted))
    }

    fn of_text(
        file: &FilePath,
        text: &str,
        rules: &Rules,
        settings: &Settings,
        now: &Clock,
    ) -> Result<OfText, ()> {
        if !read::has_front_matter(file, rules) {
            return Ok((None, None));
        }
        let front = read::front_alone(file, text, rules, &mut Vec::new()).ok_or(())?;
        let zone: &TimeZone = &settings.zone;
        Ok(match front {
            Front::Article(front) => (
                Self::article(file, State::of(&front, now, zone), &front),
                Muted::of_text(file, &front, now, zone),
            ),
            Front::Page(front) if front.draft && settings.outputs.pages => {
                (Some(Self::page(file)), None)
            }
            _ => (None, None),
        })
    }
}

/// A whole build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Whole {
    /// The digest of all that it was made of, but for the moment.
    ingredients: Digest,
    /// When it would have been the same.
    span: Span,
    /// What it held back, in the order in which it is told.
    pub held: Vec<Held>,
    /// The headlines that it held back.
    muted: Vec<Muted>,
    /// What it said.
    pub diagnostics: Vec<Diagnostic>,
}

impl Whole {
    /// A build of some inputs; `None` when there is more to it than the outputs.
    pub fn of(
        inputs: &Inputs,
        request: &Request,
        site: &Site,
        diagnostics: &[Diagnostic],
    ) -> Option<Self> {
        Some(Self {
            ingredients: ingredients(inputs, request)?,
            span: site.now.span(),
            held: Held::of_site(site),
            muted: Muted::of_site(site),
            diagnostics: diagnostics.to_vec(),
        })
    }

    /// Whether a build of these inputs would be the same.
    pub fn stands(&self, inputs: &Inputs, request: &Request) -> bool {
        if ingredients(inputs, request) != Some(self.ingredients) {
            return false;
        }
        let now = request.now.timestamp(&inputs.settings);
        let mut known = self.held.clone();
        known.sort();
        self.span.contains(now)
            && Held::of_texts(inputs, &Clock::new(now)).is_some_and(
                |(mut held, mut muted)| {
                    held.sort();
                    muted.sort();
                    held == known && muted == self.muted
                },
            )
    }
}

/// The digest of all that a build is made of, but for the moment; `None` when more is asked for
/// than outputs, or when the settings cannot be used.
fn ingredients(inputs: &Inputs, request: &Request) -> Option<Digest> {
    let Request { now: _, base_url, environment, audit, keep_bytes, preview } = request;
    if *audit || *keep_bytes || *preview {
        return None;
    }
    Some(Digest::of(&(inputs.digest()?, base_url, environment)))
}
