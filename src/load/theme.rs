//! The default theme, compiled into the binary.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::base::digest::Digest;

include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// A file of the theme's `static/`.
#[derive(Clone, Copy, Debug)]
pub struct ThemeFile {
    /// Its bytes.
    pub bytes: &'static [u8],
    /// Their digest.
    pub digest: Digest,
}

/// The templates of the theme: path below `templates/`, and text.
pub fn templates() -> &'static [(&'static str, &'static str)] {
    TEMPLATES
}

/// The static files of the theme, by path below `static/`.
pub fn statics() -> &'static BTreeMap<&'static str, ThemeFile> {
    static FILES: OnceLock<BTreeMap<&'static str, ThemeFile>> = OnceLock::new();
    FILES.get_or_init(|| {
        let file =
            |bytes: &'static [u8]| ThemeFile { bytes, digest: Digest::of_bytes(bytes) };
        STATICS.iter().map(|(path, bytes)| (*path, file(bytes))).collect()
    })
}
