//! From addresses to what is written into pages and feeds: paths below the base path, and
//! absolute URLs.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::base::path::Address;

/// What may not stand in the path of a URL as it is. Everything beyond ASCII is encoded
/// too.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The absolute URL of an address: for feeds, sitemaps, canonical links and metadata.
///
/// `base_url` is in its normal form (host and path encoded) and ends in `/`.
pub fn absolute(base_url: &str, address: &Address) -> String {
    below(base_url, address)
}

/// The address below the base path, as links in pages have it. `base_path` begins and ends
/// with `/`.
pub fn rooted(base_path: &str, address: &Address) -> String {
    below(base_path, address)
}

/// An encoded address after a base that ends in `/`.
fn below(base: &str, address: &Address) -> String {
    let path = address.as_str();
    let path = path.strip_prefix('/').unwrap_or(path);
    let mut out = String::with_capacity(base.len() + 1 + path.len());
    out.push_str(base);
    if !base.ends_with('/') {
        out.push('/');
    }
    // Most addresses are made of nothing that is to be encoded.
    let plain =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.' | b'_');
    match path.bytes().all(plain) {
        true => out.push_str(path),
        false => out.extend(utf8_percent_encode(path, PATH)),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_url() {
        let cases = [
            ("/", "https://x.example/analysis/"),
            ("/articles/muscat/", "https://x.example/analysis/articles/muscat/"),
            (
                "/topics/известия/",
                "https://x.example/analysis/topics/%D0%B8%D0%B7%D0%B2%D0%B5%D1%81%D1%82%D0%B8%D1%8F/",
            ),
            ("/a b/100%?#.jpg", "https://x.example/analysis/a%20b/100%25%3F%23.jpg"),
            ("/a/it's_(1)~&+.pdf", "https://x.example/analysis/a/it's_(1)~&+.pdf"),
        ];
        for (address, url) in cases {
            assert_eq!(
                absolute("https://x.example/analysis/", &Address::new(address)),
                url
            );
        }
    }

    #[test]
    fn an_address_stands_below_the_base_path() {
        let address = Address::new("/topics/münchen/");
        assert_eq!(rooted("/", &address), "/topics/m%C3%BCnchen/");
        assert_eq!(rooted("/analysis/", &address), "/analysis/topics/m%C3%BCnchen/");
        assert_eq!(rooted("/analysis", &address), "/analysis/topics/m%C3%BCnchen/");
    }
}
