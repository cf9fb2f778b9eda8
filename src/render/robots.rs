//! `robots.txt` (RFC 9309).

use crate::base::url::absolute;
use crate::view::told::RobotsView;

/// A `robots.txt` that lets everyone read everything but those who are asked to stay away, and
/// names the sitemaps that there are.
pub fn robots(view: &RobotsView, base_url: &str) -> Vec<u8> {
    let mut text = String::new();
    for name in &view.refused {
        text.push_str(&format!("User-agent: {name}\n"));
    }
    if !view.refused.is_empty() {
        text.push_str("Disallow: /\n\n");
    }
    text.push_str("User-agent: *\nDisallow:\n");
    if !view.sitemaps.is_empty() {
        text.push('\n');
    }
    for address in &view.sitemaps {
        text.push_str(&format!("Sitemap: {}\n", absolute(base_url, address)));
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::Address;

    fn text(refused: &[&'static str], sitemaps: &[&str]) -> String {
        let sitemaps = sitemaps.iter().copied().map(Address::new).collect();
        let view = RobotsView { refused: refused.to_vec(), sitemaps };
        String::from_utf8(robots(&view, "https://x.example/a/")).unwrap()
    }

    #[test]
    fn the_sitemaps_that_there_are_are_named() {
        assert_eq!(
            text(&[], &["/sitemap.xml", "/news-sitemap.xml"]),
            "User-agent: *\nDisallow:\n\nSitemap: https://x.example/a/sitemap.xml\n\
             Sitemap: https://x.example/a/news-sitemap.xml\n"
        );
        assert_eq!(text(&[], &[]), "User-agent: *\nDisallow:\n");
    }

    #[test]
    fn those_who_are_asked_to_stay_away_are_one_group() {
        assert_eq!(
            text(&["GPTBot", "CCBot"], &[]),
            "User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
        );
    }
}
