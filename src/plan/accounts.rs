//! The accounts of authors on services that a page names them to.

use url::Url;

use crate::parse::entities::AuthorFront;
use crate::view::account;

/// The account of an author on X.
pub fn of_x(front: &AuthorFront) -> Option<String> {
    addresses(front).find_map(account::x)
}

/// The account of an author in the fediverse: a link that is called so, or an address whose
/// host is.
pub fn of_fediverse(front: &AuthorFront) -> Option<String> {
    let called = |words: &str| {
        let words = words.to_lowercase();
        ["mastodon", "fediverse", "pixelfed"].iter().any(|name| words.contains(name))
    };
    let hosted = |url: &str| {
        let url = Url::parse(url).ok()?;
        let host = url.host_str()?.to_lowercase();
        let social = host.ends_with(".social") || host.starts_with("social.");
        Some(social || host.contains("mastodon") || host.contains("mstdn"))
    };
    let links = front.links.iter().filter(|link| called(&link.label));
    let links = links.map(|link| link.url.as_str());
    let hosted = addresses(front).filter(|url| hosted(url) == Some(true));
    links.chain(hosted).find_map(account::fediverse)
}

/// Every address that the profile gives for the author.
fn addresses(front: &AuthorFront) -> impl Iterator<Item = &str> {
    let links = front.links.iter().map(|link| link.url.as_str());
    links.chain(front.same_as.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::entities::LinkFront;

    #[test]
    fn the_accounts_of_a_profile() {
        let link = |label: &str, url: &str| LinkFront {
            label: label.to_owned(),
            url: url.to_owned(),
        };
        let front = AuthorFront {
            links: vec![
                link("A blog", "https://blog.example/@writer"),
                link("On Mastodon", "https://people.example/@writer"),
                link("X", "https://x.com/a_writer"),
            ],
            ..AuthorFront::default()
        };
        assert_eq!(of_x(&front).as_deref(), Some("@a_writer"));
        assert_eq!(of_fediverse(&front).as_deref(), Some("@writer@people.example"));
        assert_eq!(of_fediverse(&AuthorFront::default()), None);
        let same_as = vec!["https://example.social/@writer".to_owned()];
        let front = AuthorFront { same_as, ..AuthorFront::default() };
        assert_eq!(of_fediverse(&front).as_deref(), Some("@writer@example.social"));
    }
}
