//! The paths that browsers ask for, made addresses of the site.

use percent_encoding::percent_decode_str;

/// The folder below the base path that is the preview's own.
pub const OWN: &str = "/_chancery/";

/// The path of a request as text, or `None` when no address can be meant: it is not UTF-8,
/// climbs, holds a back slash, a control character or a slash in disguise.
pub fn decoded(path: &str) -> Option<String> {
    if !path.starts_with('/') || path.to_ascii_lowercase().contains("%2f") {
        return None;
    }
    let text = percent_decode_str(path).decode_utf8().ok()?;
    let sound = !text.contains(|c: char| c == '\\' || c.is_control())
        && text.split('/').all(|part| part != "." && part != "..");
    sound.then(|| text.into_owned())
}

/// A path from the root of the site: without the base path, which begins and ends with `/`
/// and may be percent-encoded. `None` outside of it.
pub fn below(base_path: &str, path: &str) -> Option<String> {
    let base = percent_decode_str(base_path).decode_utf8().ok()?;
    let rest = path.strip_prefix(base.as_ref())?;
    Some(format!("/{rest}"))
}

/// Whether a path is the base path without the slash at its end.
pub fn is_bare_base(base_path: &str, path: &str) -> bool {
    below(base_path, &format!("{path}/")).as_deref() == Some("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_no_address_is_refused() {
        for path in [
            "",
            "x",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/a/./x",
            "/a\\..\\x",
            "/a%5cx",
            "/a%2Fx",
            "/a%2fx",
            "/a%00",
            "/a%0d%0ax",
            "/%ff",
        ] {
            assert_eq!(decoded(path), None, "{path}");
        }
    }

    #[test]
    fn a_path_is_decoded_once() {
        assert_eq!(decoded("/caf%C3%A9/a%20b/").as_deref(), Some("/café/a b/"));
        assert_eq!(decoded("/a%252e%252e/").as_deref(), Some("/a%2e%2e/"));
        assert_eq!(decoded("/a/..b/c..").as_deref(), Some("/a/..b/c.."));
    }

    #[test]
    fn the_base_path_is_taken_off() {
        assert_eq!(below("/", "/a/").as_deref(), Some("/a/"));
        assert_eq!(below("/repo/", "/repo/").as_deref(), Some("/"));
        assert_eq!(below("/repo/", "/repo/a.css").as_deref(), Some("/a.css"));
        assert_eq!(below("/a%20b/", "/a b/c/").as_deref(), Some("/c/"));
        assert_eq!(below("/repo/", "/repository/"), None);
        assert_eq!(below("/repo/", "/"), None);
        assert!(is_bare_base("/repo/", "/repo"));
        assert!(!is_bare_base("/repo/", "/rep"));
        assert!(!is_bare_base("/", "/"));
    }
}
