//! Words of Chancery's own that stand in documents, and the way back to them from a text.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// A word of Chancery's own.
pub type Word = &'static str;

/// The keys that authors may be written under; none where there is no front matter.
pub const AUTHORS: [Word; 3] = ["authors", "author", ""];

/// The roles that credits name.
pub const ROLES: [Word; 4] = ["with", "translator", "editor", "photographs"];

/// What writers type for the place of a work, in lower case and without a full stop, and the
/// CSL term for it.
pub const TERMS: [(&str, Word); 55] = [
    ("p", "page"),
    ("pp", "page"),
    ("pg", "page"),
    ("page", "page"),
    ("pages", "page"),
    ("para", "paragraph"),
    ("paras", "paragraph"),
    ("paragraph", "paragraph"),
    ("paragraphs", "paragraph"),
    ("¶", "paragraph"),
    ("¶¶", "paragraph"),
    ("ch", "chapter"),
    ("chs", "chapter"),
    ("chap", "chapter"),
    ("chaps", "chapter"),
    ("chapter", "chapter"),
    ("chapters", "chapter"),
    ("sec", "section"),
    ("secs", "section"),
    ("section", "section"),
    ("sections", "section"),
    ("§", "section"),
    ("§§", "section"),
    ("fig", "figure"),
    ("figs", "figure"),
    ("figure", "figure"),
    ("figures", "figure"),
    ("table", "table"),
    ("tables", "table"),
    ("tbl", "table"),
    ("vol", "volume"),
    ("vols", "volume"),
    ("volume", "volume"),
    ("volumes", "volume"),
    ("no", "issue"),
    ("nos", "issue"),
    ("issue", "issue"),
    ("n", "note"),
    ("nn", "note"),
    ("note", "note"),
    ("notes", "note"),
    ("l", "line"),
    ("ll", "line"),
    ("line", "line"),
    ("lines", "line"),
    ("art", "article-locator"),
    ("arts", "article-locator"),
    ("article", "article-locator"),
    ("articles", "article-locator"),
    ("col", "column"),
    ("cols", "column"),
    ("column", "column"),
    ("columns", "column"),
    ("part", "part"),
    ("pt", "part"),
];

/// Reads the key of authors.
pub fn authors<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
    one_of(AUTHORS, from)
}

/// Reads the role of a credit.
pub fn role<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
    one_of(ROLES, from)
}

/// Reads the term of a locator.
pub fn term<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
    one_of(TERMS.map(|(_, term)| term), from)
}

/// Reads one of some words.
fn one_of<'de, D: Deserializer<'de>>(
    words: impl IntoIterator<Item = Word>,
    from: D,
) -> Result<Word, D::Error> {
    let word = <&str>::deserialize(from)?;
    let known = words.into_iter().find(|known| *known == word);
    known.ok_or_else(|| D::Error::custom("a word that is not known"))
}
