//! `robots.txt` (RFC 9309).

use crate::base::path::Address;
use crate::base::url::absolute;

/// A `robots.txt` that lets everyone read everything, and names the sitemap when there is
/// one.
pub fn robots(sitemap: Option<&Address>, base_url: &str) -> Vec<u8> {
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    if let Some(address) = sitemap {
        text.push_str("\nSitemap: ");
        text.push_str(&absolute(base_url, address));
        text.push('\n');
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sitemap_is_named_when_there_is_one() {
        let text = |sitemap: Option<&Address>| {
            String::from_utf8(robots(sitemap, "https://x.example/a/")).unwrap()
        };
        let sitemap = Address::new("/sitemap.xml");
        assert_eq!(
            text(Some(&sitemap)),
            "User-agent: *\nDisallow:\n\nSitemap: https://x.example/a/sitemap.xml\n"
        );
        assert_eq!(text(None), "User-agent: *\nDisallow:\n");
    }
}
