//! The forms of small values: addresses of the web, languages, slugs.

/// Whether a text is an `http` or `https` address.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        is_plain_address(rest)
            || !text.contains(char::is_whitespace)
                && url::Url::parse(text).is_ok_and(|url| url.has_host())
    })
}

/// Whether the rest of an address is a host of plain words and a path of plain letters: of
/// such addresses, most by far, nothing can be wrong that a whole reader of them would find.
fn is_plain_address(rest: &str) -> bool {
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    // A host that ends in a number would have to be an address of four, and one with `--`
    // may be an encoded name.
    let label = |label: &str| {
        label.starts_with(|c: char| c.is_ascii_lowercase())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.contains("--")
            && !label.ends_with('-')
            && label.len() < 64
    };
    host.len() < 250
        && host.split('.').all(label)
        && path
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/-_.?=&%#~+,:".contains(&b))
}

/// What is wrong with an address of the web, as a hint, when something is.
pub fn web_address_problem(text: &str) -> Option<String> {
    if is_web_address(text) {
        return None;
    }
    let whole = format!("https://{}", text.trim_start_matches('/'));
    for scheme in ["http", "https"] {
        // A colon or a slash was lost.
        let rest = text.strip_prefix(scheme).filter(|rest| rest.starts_with([':', '/']));
        let whole = rest
            .map(|rest| format!("{scheme}://{}", rest.trim_start_matches([':', '/'])));
        if let Some(whole) = whole.filter(|whole| is_web_address(whole)) {
            return Some(format!("write `{whole}`"));
        }
    }
    let bare = !text.contains("://") && text.contains('.') && !text.contains('@');
    Some(match bare && is_web_address(&whole) {
        true => format!("write `{whole}`"),
        false => "write the whole address, for example `https://www.fm.gov.om/`".into(),
    })
}

/// The direction in which a language is written: `ltr` or `rtl`.
pub fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 11] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
    let primary = language.split('-').next().unwrap_or(language).to_lowercase();
    if RIGHT_TO_LEFT.contains(&&*primary) { "rtl" } else { "ltr" }
}

/// Whether a text looks like a language tag of BCP 47: `en`, `en-GB`, `zh-Hant`.
pub fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let word = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|first| {
        word(first, 2, 3) && first.bytes().all(|b| b.is_ascii_alphabetic())
    }) && parts.all(|part| word(part, 1, 8))
}

/// What to write instead of a text that is no language tag.
pub fn language_hint(text: &str) -> String {
    const NAMES: [(&str, &str); 14] = [
        ("english", "en"),
        ("arabic", "ar"),
        ("french", "fr"),
        ("german", "de"),
        ("spanish", "es"),
        ("portuguese", "pt"),
        ("italian", "it"),
        ("turkish", "tr"),
        ("persian", "fa"),
        ("farsi", "fa"),
        ("urdu", "ur"),
        ("russian", "ru"),
        ("hebrew", "he"),
        ("chinese", "zh"),
    ];
    let dashed = text.replace('_', "-");
    if is_language(&dashed) {
        return format!("write `{dashed}`");
    }
    match NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
        Some((_, tag)) => format!("write `{tag}`"),
        None => "write a language tag, for example `en` or `en-GB`".into(),
    }
}

/// What is wrong with a slug, when something is.
pub fn slug_problem(text: &str) -> Option<&'static str> {
    match () {
        () if text.trim().is_empty() => Some("is empty"),
        () if text.contains(['/', '\\']) => Some("holds a slash"),
        () if text == "." || text.contains("..") => Some("holds `..`"),
        () if text.contains(char::is_control) => Some("holds a control character"),
        () if text.contains(['?', '#', '%']) => Some("holds `?`, `#` or `%`"),
        () => None,
    }
}

/// What is wrong with an old address that leads here, when something is.
pub fn alias_problem(text: &str) -> Option<&'static str> {
    match () {
        () if !text.starts_with('/') => Some("does not begin with `/`"),
        () if text.starts_with("//") => Some("begins with `//`"),
        () if text.split('/').any(|part| part == "..") => Some("holds `..`"),
        () if text.contains('\\') => Some("holds a back slash"),
        () if text.contains(char::is_control) => Some("holds a control character"),
        () if text.contains(['?', '#']) => Some("holds `?` or `#`"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert!(is_web_address("https://www.fm.gov.om/"));
        assert!(is_web_address("http://x.example:8080/a?b#c"));
        for text in ["", "https://", "ftp://x.example/", "www.x.example", "https://a b/"]
        {
            assert!(!is_web_address(text), "{text}");
        }
        assert_eq!(
            web_address_problem("www.dawn.com/a").as_deref(),
            Some("write `https://www.dawn.com/a`")
        );
        for text in ["https//dawn.com/a", "https:dawn.com/a", "https:/dawn.com/a"] {
            let hint = web_address_problem(text);
            let right = is_web_address(text);
            assert!(
                right || hint.as_deref() == Some("write `https://dawn.com/a`"),
                "{text}"
            );
        }
        assert_eq!(
            web_address_problem("Dawn").as_deref(),
            Some("write the whole address, for example `https://www.fm.gov.om/`")
        );
    }

    #[test]
    fn plain_addresses_are_addresses() {
        let plain =
            ["x.example", "www.x-y.example/", "x.example/a/b-c?d=e&f=%20#g:h", "x"];
        for rest in plain {
            assert!(is_plain_address(rest), "{rest}");
            let url = url::Url::parse(&format!("https://{rest}"));
            assert!(url.unwrap().has_host(), "{rest}");
        }
        let other = [
            "",
            "/a",
            "127.0.0.1/a",
            "x.1",
            "x..example",
            "xn--a.example",
            "x.example:80/",
            "a@x.example/",
            "x.example?a",
            "é.example/",
            "x.example/é",
            "x.example/a b",
        ];
        for rest in other {
            assert!(!is_plain_address(rest), "{rest}");
        }
    }

    #[test]
    fn languages() {
        for text in ["en", "en-GB", "zh-Hant-TW", "sr-Latn"] {
            assert!(is_language(text), "{text}");
        }
        for text in ["", "english", "en_GB", "e", "en-", "-en"] {
            assert!(!is_language(text), "{text}");
        }
        assert_eq!(language_hint("en_GB"), "write `en-GB`");
        assert_eq!(language_hint("English"), "write `en`");
    }

    #[test]
    fn slugs_and_aliases() {
        assert_eq!(slug_problem("muscats-quiet-corridor"), None);
        assert_eq!(slug_problem("v1.2"), None);
        assert_eq!(slug_problem(" "), Some("is empty"));
        assert_eq!(slug_problem("a/b"), Some("holds a slash"));
        assert_eq!(slug_problem("a\\b"), Some("holds a slash"));
        assert_eq!(slug_problem(".."), Some("holds `..`"));
        assert_eq!(slug_problem("a\u{7}"), Some("holds a control character"));
        assert_eq!(alias_problem("/2026/old/"), None);
        assert_eq!(alias_problem("2026/old/"), Some("does not begin with `/`"));
        assert_eq!(alias_problem("/a/../b"), Some("holds `..`"));
        assert_eq!(alias_problem("//x.example/"), Some("begins with `//`"));
    }
}
