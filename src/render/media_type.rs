//! The media types of files, as a static host sends them.

use crate::render::media;

/// The media type of an address, with the character set of texts.
pub fn media_type(address: &str) -> &'static str {
    if address.ends_with('/') {
        return HTML;
    }
    if let Some(image) = media::media_type(address) {
        return image;
    }
    let name = address.rsplit('/').next().unwrap_or(address);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" if name == "feed.json" => "application/feed+json; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" => xml(name),
        "xsl" => "text/xsl; charset=utf-8",
        "txt" | "text" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "bib" => "application/x-bibtex; charset=utf-8",
        "ris" => "application/x-research-info-systems; charset=utf-8",
        "yml" | "yaml" => "application/yaml; charset=utf-8",
        "ico" => "image/vnd.microsoft.icon",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "wasm" => "application/wasm",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" => "audio/ogg",
        "opus" => "audio/opus",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        "docx" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// The media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// The media type of an XML file: feeds have one of their own.
fn xml(name: &str) -> &'static str {
    match name {
        "feed.xml" | "atom.xml" => "application/atom+xml; charset=utf-8",
        "rss.xml" => "application/rss+xml; charset=utf-8",
        _ => "application/xml; charset=utf-8",
    }
}

/// Whether a media type is that of pages.
pub fn is_html(media_type: &str) -> bool {
    media_type.starts_with("text/html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_media_type() {
        let cases = [
            ("/", HTML),
            ("/a.b/", HTML),
            ("/404.html", HTML),
            ("/chancery.1a2b3c4d.css", "text/css; charset=utf-8"),
            ("/theme.js", "text/javascript; charset=utf-8"),
            ("/feed.xml", "application/atom+xml; charset=utf-8"),
            ("/topics/iran/feed.xml", "application/atom+xml; charset=utf-8"),
            ("/rss.xml", "application/rss+xml; charset=utf-8"),
            ("/feed.json", "application/feed+json; charset=utf-8"),
            ("/articles/a/cite.json", "application/json; charset=utf-8"),
            ("/sitemap.xml", "application/xml; charset=utf-8"),
            ("/robots.txt", "text/plain; charset=utf-8"),
            ("/favicon.svg", "image/svg+xml"),
            ("/A.JPG", "image/jpeg"),
            ("/a.woff2", "font/woff2"),
            ("/articles/a/cite.bib", "application/x-bibtex; charset=utf-8"),
            ("/x.y/CNAME", "application/octet-stream"),
        ];
        for (address, expected) in cases {
            assert_eq!(media_type(address), expected, "{address}");
        }
    }
}
