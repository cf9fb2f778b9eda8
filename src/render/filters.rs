//! The filters that templates have beside Tera's own.

use tera::{Kwargs, State, Tera};
use url::Url;

use crate::base::path::Address;
use crate::base::url::{absolute, rooted};

/// Registers `url`, `absolute` and `host`.
pub fn register(tera: &mut Tera, base_url: &str, base_path: &str) {
    let path = base_path.to_owned();
    tera.register_filter("url", move |value: &str, _: Kwargs, _: &State| {
        link(value, |address| rooted(&path, address))
    });
    let url = base_url.to_owned();
    tera.register_filter("absolute", move |value: &str, _: Kwargs, _: &State| {
        link(value, |address| absolute(&url, address))
    });
    tera.register_filter("host", |value: &str, _: Kwargs, _: &State| host(value));
}

/// Adds the base to an address of the site, before its fragment; anything else stays as it
/// is.
pub fn link(value: &str, base: impl Fn(&Address) -> String) -> String {
    if !value.starts_with('/') || value.starts_with("//") {
        return value.to_owned();
    }
    match value.split_once('#') {
        Some((address, fragment)) => {
            format!("{}#{fragment}", base(&Address::new(address)))
        }
        None => base(&Address::new(value)),
    }
}

/// The host of a URL without `www.`; what is no URL stays as it is.
fn host(value: &str) -> String {
    let url = Url::parse(value).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.map_or_else(
        || value.to_owned(),
        |host| host.trim_start_matches("www.").to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_site_take_the_base() {
        let url = |value: &str| link(value, |address| rooted("/analysis/", address));
        assert_eq!(url("/articles/a/"), "/analysis/articles/a/");
        assert_eq!(url("/articles/a/#p-x"), "/analysis/articles/a/#p-x");
        assert_eq!(url("#sources"), "#sources");
        assert_eq!(url("https://example.org/"), "https://example.org/");
        assert_eq!(url("mailto:a@example.org"), "mailto:a@example.org");
    }

    #[test]
    fn a_host_has_no_www() {
        assert_eq!(host("https://www.example.org/a"), "example.org");
        assert_eq!(host("somewhere"), "somewhere");
    }
}
