//! What a value may be, and what keys a map has.

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text; numbers and truth values are text too.
    Text,
    /// Text, or a map with the text under `value`.
    Formatted,
    /// `true` or `false`.
    Flag,
    /// A whole number of at least this.
    Whole(i64),
    /// A day, or a day with a time.
    Moment,
    /// A day.
    Day,
    /// The date of a work: a year, a month, a day, a span, each perhaps with `~`.
    WorkDate,
    /// An address of the web.
    Web,
    /// An origin: the scheme and the host of an address.
    Origin,
    /// An address to write to.
    Contact,
    /// A language tag.
    Language,
    /// An address within the site.
    Path,
    /// One of some words.
    Words(fn() -> Vec<&'static str>),
    /// A style of citations: its name, or that of a file.
    Style,
    /// The id of a kind of article.
    Kind,
    /// Anything.
    Any,
    /// One of these, or a list of them.
    Many(&'static Shape),
    /// A list of these.
    List(&'static Shape),
    /// A map with these keys.
    Record(&'static Object),
    /// A map with keys of one's own.
    Table(&'static Shape),
    /// A map with exactly one key, of one's own.
    Pair(&'static Shape),
    /// Any of these.
    Either(&'static [Shape]),
}

/// A map with known keys.
#[derive(Debug)]
pub struct Object {
    /// Its name among the definitions of a schema.
    pub name: &'static str,
    /// What messages call it: the reader of it says the same words.
    pub whose: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
    /// Exactly one of these keys must be there; none: any may be.
    pub one_of: &'static [&'static str],
    /// At least one of these keys must be there; none: any may be.
    pub any_of: &'static [&'static str],
    /// Whether the taxonomies of the publication are keys of it as well.
    pub taxonomies: Taxonomies,
}

/// How the keys of taxonomies stand in a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taxonomies {
    /// Not at all.
    No,
    /// With one term.
    One,
    /// With one term or several.
    Many,
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it means, in a sentence or two; Markdown.
    pub about: &'static str,
    /// What its value may be.
    pub shape: Shape,
    /// Whether it must be there.
    pub needed: bool,
    /// The key that must be there when this one is.
    pub with: Option<&'static str>,
}

/// A key that may be left out.
pub const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, about, shape, needed: false, with: None }
}

impl Key {
    /// The same, which must be there.
    pub const fn needed(self) -> Self {
        Self { needed: true, ..self }
    }

    /// The same, which says something only beside another.
    pub const fn with(self, other: &'static str) -> Self {
        Self { with: Some(other), ..self }
    }
}

impl Object {
    /// A map of these keys.
    pub const fn new(
        name: &'static str,
        whose: &'static str,
        keys: &'static [Key],
    ) -> Self {
        Self { name, whose, keys, one_of: &[], any_of: &[], taxonomies: Taxonomies::No }
    }

    /// The same, of whose keys exactly one of these is there.
    pub const fn one_of(self, one_of: &'static [&'static str]) -> Self {
        Self { one_of, ..self }
    }

    /// The same, of whose keys at least one of these is there.
    pub const fn any_of(self, any_of: &'static [&'static str]) -> Self {
        Self { any_of, ..self }
    }

    /// The same, with the taxonomies of the publication.
    pub const fn taxonomies(self, taxonomies: Taxonomies) -> Self {
        Self { taxonomies, ..self }
    }
}

impl Shape {
    /// Every sort of map in it, each once.
    pub fn collect(&self, found: &mut Vec<&'static Object>) {
        match self {
            Shape::Record(object) => {
                if found.iter().any(|known| known.name == object.name) {
                    return;
                }
                found.push(object);
                object.keys.iter().for_each(|key| key.shape.collect(found));
            }
            Shape::Many(shape)
            | Shape::List(shape)
            | Shape::Table(shape)
            | Shape::Pair(shape) => {
                shape.collect(found);
            }
            Shape::Either(shapes) => {
                shapes.iter().for_each(|shape| shape.collect(found));
            }
            _ => {}
        }
    }

    /// What it is, in a few words.
    pub fn words(&self) -> String {
        match self {
            Shape::Text | Shape::Formatted => "text".to_owned(),
            Shape::Flag => "`true` or `false`".to_owned(),
            Shape::Whole(least) if *least > i64::MIN => {
                format!("a whole number, {least} or more")
            }
            Shape::Whole(_) => "a whole number".to_owned(),
            Shape::Moment => "a day or a time".to_owned(),
            Shape::Day => "a day".to_owned(),
            Shape::WorkDate => "a year, a month, a day or a span".to_owned(),
            Shape::Web => "a web address".to_owned(),
            Shape::Origin => "an origin".to_owned(),
            Shape::Contact => "an address to write to".to_owned(),
            Shape::Language => "a language tag".to_owned(),
            Shape::Path => "an address in the site".to_owned(),
            Shape::Words(words) => crate::base::scalar::listed(words()),
            Shape::Style => "the name of a style".to_owned(),
            Shape::Kind => "a kind".to_owned(),
            Shape::Any => "anything".to_owned(),
            Shape::Many(shape) => format!("{}; one or a list", shape.words()),
            Shape::List(shape) => format!("a list of {}", shape.words()),
            Shape::Record(object) => format!("the keys of {}", object.whose),
            Shape::Table(shape) => {
                format!("a map, keys of your own to {}", shape.words())
            }
            Shape::Pair(shape) => format!("`label: ...`, {}", shape.words()),
            Shape::Either(shapes) => {
                let words: Vec<String> = shapes.iter().map(Shape::words).collect();
                words.join("; or ")
            }
        }
    }
}
