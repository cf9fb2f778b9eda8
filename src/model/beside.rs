//! Files beside content that a page publishes below its own address: images, data.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::path::{Address, FilePath};

/// A page whose links are being resolved.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    /// Its file.
    pub file: &'a FilePath,
    /// Its address, under which its images are published.
    pub address: &'a Address,
    /// Whether it is public.
    pub public: bool,
}

/// Whether a file of `content/` may be published as it is: anything that is not parsed.
pub fn is_published(file: &FilePath) -> bool {
    file.as_str().starts_with("content/")
        && !matches!(&*file.extension(), "md" | "yml" | "yaml" | "bib")
}

/// Publishes a file below the page that refers to it and gives its address. Two files of one
/// name from different folders are an error.
pub fn publish(
    from: From<'_>,
    file: FilePath,
    place: &dyn Fn() -> Place,
    files: &mut BTreeMap<Address, FilePath>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Address {
    let address = beside(from, &file);
    if let Some(other) = files.get(&address).filter(|other| **other != file) {
        let message = format!("`{file}` and `{other}` would both be `{address}`");
        let diagnostic = Diagnostic::error("two-files", place(), message);
        diagnostics.push(diagnostic.hint("rename one of the two files"));
    } else {
        files.insert(address.clone(), file);
    }
    address
}

/// The address under which a file beside a page is published: below the page's, with the
/// folders that stand between them.
pub fn beside(from: From<'_>, file: &FilePath) -> Address {
    let folder = format!("{}/", from.file.folder());
    let below = file.as_str().strip_prefix(&folder).unwrap_or(file.name());
    from.address.child(below)
}
