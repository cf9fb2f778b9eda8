//! Accounts on services, as metadata write them.

use url::Url;

/// The account on X that an address or a handle stands for: `@example`.
pub fn x(written: &str) -> Option<String> {
    let name = match Url::parse(written) {
        Ok(url) => {
            let host = url.host_str()?.trim_start_matches("www.").to_lowercase();
            if !matches!(&*host, "x.com" | "twitter.com" | "mobile.twitter.com") {
                return None;
            }
            url.path().trim_matches('/').to_owned()
        }
        Err(_) => written.to_owned(),
    };
    let name = name.trim_start_matches('@');
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let good = (1..=15).contains(&name.len()) && name.chars().all(plain);
    good.then(|| format!("@{name}"))
}

/// The account in the fediverse that an address or a handle stands for:
/// `@example@social.example`.
pub fn fediverse(written: &str) -> Option<String> {
    let (name, host) = match Url::parse(written) {
        Ok(url) => {
            let name = url.path().trim_end_matches('/').strip_prefix("/@")?.to_owned();
            match name.split_once('@') {
                Some((name, host)) => (name.to_owned(), host.to_owned()),
                None => (name, url.host_str()?.to_owned()),
            }
        }
        Err(_) => {
            let (name, host) = written.trim_start_matches('@').split_once('@')?;
            (name.to_owned(), host.to_owned())
        }
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    let good = |part: &str| !part.is_empty() && part.chars().all(plain);
    (good(&name) && good(&host) && host.contains('.')).then(|| format!("@{name}@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_on_x() {
        for written in ["@example", "example", "https://x.com/example/"] {
            assert_eq!(x(written).as_deref(), Some("@example"), "{written}");
        }
        assert_eq!(x("https://twitter.com/example").as_deref(), Some("@example"));
        assert_eq!(x("https://x.com/example/status/1"), None);
        assert_eq!(x("https://social.example/@example"), None);
    }

    #[test]
    fn accounts_in_the_fediverse() {
        let found = Some("@a.writer@social.example".to_owned());
        for written in [
            "@a.writer@social.example",
            "https://social.example/@a.writer",
            "https://other.example/@a.writer@social.example",
        ] {
            assert_eq!(fediverse(written), found, "{written}");
        }
        for written in ["@example", "https://x.com/example", "https://a.example/@b/1"] {
            assert_eq!(fediverse(written), None, "{written}");
        }
    }
}
