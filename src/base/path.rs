//! Paths of input files and addresses of outputs, as types that cannot be mixed up.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The path of an input file, relative to the publication's root, with `/` between its
/// parts on every system: `content/articles/muscat.md`.
#[derive(Clone, Debug, Eq)]
pub struct FilePath(Arc<str>);

impl Hash for FilePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl PartialEq for FilePath {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl PartialOrd for FilePath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FilePath {
    fn cmp(&self, other: &Self) -> Ordering {
        // Most that are compared are copies of one.
        if Arc::ptr_eq(&self.0, &other.0) {
            Ordering::Equal
        } else {
            self.0.cmp(&other.0)
        }
    }
}

impl FilePath {
    /// A path from its text; back slashes become `/`.
    pub fn new(path: &str) -> Self {
        if path.contains('\\') {
            return Self(path.replace('\\', "/").into());
        }
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file, without a slash at its end; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part: the file's name with its ending.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The ending in lower case without its dot, or an empty text.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or(String::new(), |(_, e)| e.to_lowercase())
    }

    /// The path that `relative` means when it is written in this file: `./` and `../` are
    /// followed, a leading `/` starts at `content/`. `None` when it climbs out of the root.
    pub fn join(&self, relative: &str) -> Option<FilePath> {
        let (mut parts, rest): (Vec<&str>, &str) = match relative.strip_prefix('/') {
            Some(rest) => (vec!["content"], rest),
            None => {
                (self.folder().split('/').filter(|p| !p.is_empty()).collect(), relative)
            }
        };
        for part in rest.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(FilePath(parts.join("/").into()))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for FilePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for FilePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for FilePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|path| Self::new(&path))
    }
}

/// The longest part of a path that common file systems can hold, in bytes.
const LONGEST_PART: usize = 255;

/// Whether a text is the plain relative path of a file below the output folder.
///
/// # Errors
///
/// Why it is not, in words.
pub fn is_plain(path: &str) -> Result<(), &'static str> {
    if path.is_empty() {
        return Err("it is empty");
    }
    if path.starts_with('/') {
        return Err("it is not relative");
    }
    if path.contains(['\\', '\0']) {
        return Err("it holds a back slash or a null");
    }
    if path.contains(['<', '>', ':', '"', '|', '?', '*'])
        || path.contains(char::is_control)
    {
        return Err("it holds a character that Windows does not allow in a name");
    }
    for part in path.split('/') {
        match part {
            part if is_device(part) => {
                return Err("it has a part that Windows keeps for a device");
            }
            part if part.len() > 1 && part.ends_with(['.', ' ']) && part != ".." => {
                return Err("it has a part that ends in a dot or a space");
            }
            "" => return Err("it has an empty part"),
            "." | ".." => return Err("it has a part of dots"),
            part if part.len() > LONGEST_PART => {
                return Err("it has a part that is too long");
            }
            _ => {}
        }
    }
    match path.split('/').next() {
        Some(first) if first.starts_with(".chancery") => Err("the name is reserved"),
        _ => Ok(()),
    }
}

/// Whether Windows keeps a name for a device, with any ending: `con`, `nul.txt`, `com1`.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let numbered = |prefix: &str| {
        let number = stem.get(..3).filter(|start| start.eq_ignore_ascii_case(prefix));
        number.is_some()
            && stem.len() == 4
            && stem.ends_with(|c: char| ('1'..='9').contains(&c))
    };
    ["con", "prn", "aux", "nul"].iter().any(|device| stem.eq_ignore_ascii_case(device))
        || numbered("com")
        || numbered("lpt")
}

/// A path as a file system sees it that knows no case and composes letters: two paths that are
/// one to it cannot both be written.
pub fn loose(path: &str) -> std::borrow::Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    if path.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return path.into();
    }
    path.nfc().flat_map(char::to_lowercase).nfc().collect::<String>().into()
}

/// Where an output stands on the site, from the root of the site and without the base
/// path: `/articles/muscat/` or `/feed.xml`. An address that ends in `/` is a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// An address from its text, which begins with `/`.
    pub fn new(address: impl Into<Arc<str>>) -> Self {
        let address = address.into();
        debug_assert!(address.starts_with('/'), "an address begins with `/`: {address}");
        Self(address)
    }

    /// The address as text, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file below the output folder that holds it: `articles/muscat/index.html`.
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        match self.0.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_owned(),
        }
    }

    /// The address of something below this page.
    pub fn child(&self, name: &str) -> Address {
        debug_assert!(self.0.ends_with('/'), "only a page has children: {self}");
        Address(format!("{}{name}", self.0).into())
    }

    /// The address of page `number` of a paged listing; page 1 is the listing itself.
    pub fn page(&self, number: usize) -> Address {
        match number {
            0 | 1 => self.clone(),
            number => self.child(&format!("page/{number}/")),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_is_followed() {
        let file = FilePath::new("content/articles/2026/muscat.md");
        let join = |to: &str| file.join(to).map(|p| p.to_string());
        assert_eq!(join("doha.md"), Some("content/articles/2026/doha.md".into()));
        assert_eq!(join("../../topics/iran.md"), Some("content/topics/iran.md".into()));
        assert_eq!(join("/topics/iran.md"), Some("content/topics/iran.md".into()));
        assert_eq!(join("../../../../x.md"), None);
    }

    #[test]
    fn an_address_names_its_file() {
        assert_eq!(Address::new("/").file(), "index.html");
        assert_eq!(Address::new("/articles/a/").file(), "articles/a/index.html");
        assert_eq!(Address::new("/feed.xml").file(), "feed.xml");
        assert_eq!(Address::new("/articles/").page(2).as_str(), "/articles/page/2/");
    }
}
