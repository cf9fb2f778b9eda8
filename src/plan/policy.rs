//! What browsers may load on a page: its Content Security Policy.

use crate::load::config::Settings;
use crate::plan::search;

/// The policy of all pages (Content Security Policy Level 3). In a `<meta>` element some
/// directives mean nothing and are left out.
pub fn policy(settings: &Settings, meta: bool) -> String {
    let csp = &settings.csp;
    // The index of search is read by WebAssembly. Hosts send one policy for all pages.
    let searched = cfg!(feature = "search") && settings.outputs.search;
    let own = if searched { search::SCRIPT_SOURCES } else { "'self'" };
    let list = |first: &str, origins: &[String]| {
        let all = std::iter::once(first).chain(origins.iter().map(String::as_str));
        all.collect::<Vec<_>>().join(" ")
    };
    let frames = match csp.frames.is_empty() {
        true => "'none'".to_owned(),
        false => csp.frames.join(" "),
    };
    let mut directives = vec![
        "default-src 'none'".to_owned(),
        format!("script-src {}", list(own, &csp.scripts)),
        format!("style-src {}", list("'self'", &csp.styles)),
        format!("img-src {}", list("'self'", &csp.images)),
        format!("font-src {}", list("'self'", &csp.fonts)),
        format!("media-src {}", list("'self'", &csp.media)),
        format!("connect-src {}", list("'self'", &csp.connections)),
        "manifest-src 'self'".to_owned(),
        format!("frame-src {frames}"),
        "object-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        format!("form-action {}", list("'self'", &csp.forms)),
    ];
    if !meta {
        directives.push("frame-ancestors 'none'".to_owned());
        // A preview is no https, and shows the same page.
        if settings.base_url.starts_with("https://") {
            directives.push("upgrade-insecure-requests".to_owned());
        }
    }
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::host::Csp;

    #[test]
    fn a_policy_lets_in_what_is_named() {
        let csp = Csp {
            images: vec!["https://media.example.org".to_owned()],
            frames: vec!["https://video.example.org".to_owned()],
            ..Csp::default()
        };
        let base_url = "https://x.example/".to_owned();
        let mut settings = Settings { base_url, csp, ..Settings::default() };
        let scripts = |settings: &Settings| {
            let policy = policy(settings, false);
            policy.split("; ").find(|d| d.starts_with("script")).map(str::to_owned)
        };
        let own = if cfg!(feature = "search") { " 'wasm-unsafe-eval'" } else { "" };
        assert_eq!(scripts(&settings), Some(format!("script-src 'self'{own}")));
        settings.outputs.search = false;
        assert_eq!(
            policy(&settings, false),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' \
             https://media.example.org; font-src 'self'; media-src 'self'; connect-src \
             'self'; manifest-src 'self'; frame-src https://video.example.org; object-src \
             'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
             upgrade-insecure-requests"
        );
        assert!(!policy(&settings, true).contains("frame-ancestors"));
    }
}
