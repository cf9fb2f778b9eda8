//! The script and the style that the preview puts into pages.

/// A file of the preview's own.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its media type.
    pub media_type: &'static str,
    /// What it holds.
    pub bytes: &'static [u8],
}

/// The file of a name below the preview's own folder.
pub fn file(name: &str) -> Option<File> {
    match name {
        "live.js" => Some(File {
            media_type: "text/javascript; charset=utf-8",
            bytes: include_bytes!("client/live.js"),
        }),
        "live.css" => Some(File {
            media_type: "text/css; charset=utf-8",
            bytes: include_bytes!("client/live.css"),
        }),
        _ => None,
    }
}
