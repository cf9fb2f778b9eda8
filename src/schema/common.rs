//! Keys that several sorts of files have.

use crate::schema::shape::Shape::{Any, Language, Many, Path, Table, Text};
use crate::schema::shape::{Key, key};

/// The headline of an article.
pub const TITLE: Key = key("title", Text, "The headline.").needed();
/// The last part of the address.
pub const SLUG: Key =
    key("slug", Text, "The last part of the address; the file's name when not said.");
/// Old addresses.
pub const ALIASES: Key = key("aliases", Many(&Path), "Old addresses that lead here.");
/// The language.
pub const LANG: Key =
    key("lang", Language, "The language of the text; that of `site.toml` when not said.");
/// The template.
pub const TEMPLATE: Key = key("template", Text, "The template of its page.");
/// What only templates read.
pub const EXTRA: Key =
    key("extra", Table(&Any), "Keys of your own, which only templates read.");
