//! `robots.txt` (RFC 9309).

use crate::base::path::Address;
use crate::base::url::absolute;

/// A `robots.txt` that lets everyone read everything, and names the sitemaps that there are.
pub fn robots(sitemaps: &[Address], base_url: &str) -> Vec<u8> {
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    if !sitemaps.is_empty() {
        text.push('\n');
    }
    for address in sitemaps {
        text.push_str("Sitemap: ");
        text.push_str(&absolute(base_url, address));
        text.push('\n');
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sitemaps_that_there_are_are_named() {
        let text = |sitemaps: &[Address]| {
            String::from_utf8(robots(sitemaps, "https://x.example/a/")).unwrap()
        };
        let sitemaps = ["/sitemap.xml", "/news-sitemap.xml"].map(Address::new);
        assert_eq!(
            text(&sitemaps),
            "User-agent: *\nDisallow:\n\nSitemap: https://x.example/a/sitemap.xml\n\
             Sitemap: https://x.example/a/news-sitemap.xml\n"
        );
        assert_eq!(text(&[]), "User-agent: *\nDisallow:\n");
    }
}
