//! The types of front matter: what each key of DESIGN section 3 becomes.
//!
//! Positions are not kept. Whoever reports on a field names the way to it
//! ([`Field`](crate::base::diagnostic::Field)), and [`locate`](crate::parse::front_matter::locate) finds its
//! bytes when the diagnostic is shown. A field that can stand under two keys (`author` and
//! `authors`) is kept with the key that was used.

mod source;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::base::date::Moment;
pub use crate::parse::front::source::{PersonName, SourceDetails, SourceFront};
use crate::parse::words::{self, Word};

/// The front matter of an article.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the keys of front matter, documented in the manual")]
pub struct ArticleFront {
    pub title: String,
    pub kicker: Option<String>,
    /// The standfirst as plain text; its Markdown is in the content.
    pub standfirst: Option<String>,
    pub alternative_headlines: Vec<HeadlineFront>,
    pub authors: Vec<Byline>,
    /// The key the authors were written under: `author` or `authors`.
    #[serde(deserialize_with = "words::authors")]
    pub authors_key: Word,
    pub credits: Vec<CreditFront>,
    /// `analysis` unless said otherwise.
    pub kind: Option<String>,
    pub date: Option<Moment>,
    /// Whether something stands under `date`, be it a date or not.
    pub dated: bool,
    pub updated: Option<Moment>,
    pub dateline: Option<String>,
    /// Topics and other taxonomies, in the order of their keys: the taxonomy's key, then ids
    /// or names as written.
    pub terms: Vec<(String, Vec<String>)>,
    pub series: Option<SeriesFront>,
    pub image: Option<ImageFront>,
    /// Key points as plain text; their Markdown is in the content.
    pub key_points: Vec<String>,
    pub citation_style: Option<String>,
    pub sources: Vec<Arc<SourceFront>>,
    /// Files of `content/references/` in which keys are looked for that `sources` lacks;
    /// empty for all of them.
    pub bibliography: Vec<String>,
    /// Whether some of `sources` could not be read, so that a key that names none of the
    /// others is not known to be wrong.
    pub sources_lost: bool,
    pub corrections: Vec<CorrectionFront>,
    pub notes: Vec<NoteFront>,
    pub status: Status,
    pub superseded_by: Option<String>,
    pub disclosures: Option<String>,
    pub funding: Option<String>,
    pub reviewed_by: Vec<String>,
    pub views: Option<String>,
    pub related: Option<Vec<String>>,
    pub internal: Option<String>,
    #[serde(skip)]
    pub draft: bool,
    #[serde(skip)]
    pub embargo: Option<Moment>,
    #[serde(skip)]
    pub expires: Option<Moment>,
    pub slug: Option<String>,
    pub aliases: Vec<String>,
    pub lang: Option<String>,
    /// The article that this one translates, as written.
    pub translation_of: Option<String>,
    pub template: Option<String>,
    pub extra: Extra,
}

/// An alternative headline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HeadlineFront {
    /// Its text.
    pub text: String,
    /// The channels it is for; none: an alternative for anywhere.
    pub channels: Vec<Channel>,
    /// A candidate: on the desk only.
    #[serde(skip)]
    pub draft: bool,
    /// From when on it is shown.
    #[serde(skip)]
    pub from: Option<Moment>,
    /// From when on it is not shown any more.
    #[serde(skip)]
    pub until: Option<Moment>,
}

impl HeadlineFront {
    /// Whether it has a time.
    pub fn is_timed(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }
}

/// Where a headline is shown.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum Channel {
    Seo,
    Social,
    X,
    Email,
    Card,
    Home,
    Feed,
    Print,
}

impl Channel {
    /// Every channel, in the order in which the design lists them.
    pub const ALL: [Channel; 8] = [
        Channel::Seo,
        Channel::Social,
        Channel::X,
        Channel::Email,
        Channel::Card,
        Channel::Home,
        Channel::Feed,
        Channel::Print,
    ];

    /// The words for it on a page.
    pub fn label(self) -> &'static str {
        match self {
            Channel::Seo => "search",
            Channel::Social => "social media",
            Channel::X => "X",
            Channel::Email => "e-mail",
            Channel::Card => "cards",
            Channel::Home => "front page",
            Channel::Feed => "feeds",
            Channel::Print => "print",
        }
    }

    /// The channel's name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Seo => "seo",
            Channel::Social => "social",
            Channel::X => "x",
            Channel::Email => "email",
            Channel::Card => "card",
            Channel::Home => "home",
            Channel::Feed => "feed",
            Channel::Print => "print",
        }
    }
}

/// Who an article is by, as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Byline {
    /// An id or a name.
    Named(String),
    /// A guest: as at publication.
    Guest {
        /// The name.
        name: String,
        /// What they do.
        role: Option<String>,
        /// Where they do it.
        affiliation: Option<String>,
        /// A biography, plain text.
        bio: Option<String>,
    },
    /// An organisation.
    Organisation(String),
    /// Somebody who cannot be named: the words for them, and why.
    Unnamed {
        /// What stands in the byline.
        description: String,
        /// Why they are not named.
        reason: Option<String>,
    },
}

/// One line of credits: a role and its people, as ids or names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CreditFront {
    /// `with`, `translator`, `editor` or `photographs`.
    #[serde(deserialize_with = "words::role")]
    pub role: Word,
    /// Ids or names.
    pub people: Vec<String>,
}

/// A place in a series.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SeriesFront {
    /// The series, as written.
    pub id: String,
    /// Which part this is, from 1.
    pub part: Option<u32>,
}

/// An image of front matter. Its caption's Markdown is in the content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the keys of front matter, documented in the manual")]
pub struct ImageFront {
    pub src: String,
    pub alt: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub licence: Option<String>,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CorrectionFront {
    /// When it was made.
    pub date: Moment,
    /// What was wrong and what is right.
    pub text: String,
    /// The block it belongs to: its first words or its id.
    pub at: Option<String>,
}

/// A note of the editors.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoteFront {
    /// What it is.
    pub kind: NoteKind,
    /// When it was made.
    pub date: Option<Moment>,
    /// Its text.
    pub text: String,
}

/// What a note is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum NoteKind {
    Editor,
    Clarification,
    Update,
}

impl NoteKind {
    /// Every kind.
    pub const ALL: [NoteKind; 3] =
        [NoteKind::Editor, NoteKind::Clarification, NoteKind::Update];

    /// The kind's name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            NoteKind::Editor => "editor",
            NoteKind::Clarification => "clarification",
            NoteKind::Update => "update",
        }
    }
}

/// Whether an article still stands.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum Status {
    #[default]
    Current,
    Retracted,
    Withdrawn,
    Superseded,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 4] =
        [Status::Current, Status::Retracted, Status::Withdrawn, Status::Superseded];

    /// The status's name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Status::Current => "current",
            Status::Retracted => "retracted",
            Status::Withdrawn => "withdrawn",
            Status::Superseded => "superseded",
        }
    }
}

/// Whatever an author of templates wants to read.
pub type Extra = BTreeMap<String, Loose>;

/// A value of no fixed type.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum Loose {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Loose>),
    Map(BTreeMap<String, Loose>),
}

/// As it was written; to forms that are not for people, with its type, which they do not tell.
impl Serialize for Loose {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Loose::Null if to.is_human_readable() => to.serialize_unit(),
            Loose::Null => to.serialize_unit_variant("Loose", 0, "Null"),
            Loose::Bool(value) => typed(to, 1, "Bool", value),
            Loose::Int(value) => typed(to, 2, "Int", value),
            Loose::Float(value) => typed(to, 3, "Float", value),
            Loose::Text(value) => typed(to, 4, "Text", value),
            Loose::List(value) => typed(to, 5, "List", value),
            Loose::Map(value) => typed(to, 6, "Map", value),
        }
    }
}

/// A value, with its type where the form does not tell it.
fn typed<S: Serializer>(
    to: S,
    at: u32,
    name: &'static str,
    value: &impl Serialize,
) -> Result<S::Ok, S::Error> {
    match to.is_human_readable() {
        true => value.serialize(to),
        false => to.serialize_newtype_variant("Loose", at, name, value),
    }
}

impl std::hash::Hash for Loose {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Loose::Null => {}
            Loose::Bool(value) => value.hash(state),
            Loose::Int(value) => value.hash(state),
            Loose::Float(value) => value.to_bits().hash(state),
            Loose::Text(value) => value.hash(state),
            Loose::List(value) => value.hash(state),
            Loose::Map(value) => value.hash(state),
        }
    }
}
