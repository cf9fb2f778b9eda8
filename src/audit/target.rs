//! Where a URL on a page leads.

use std::borrow::Cow;
use std::cell::Cell;

use percent_encoding::percent_decode_str;
use url::{ParseError, Url};

use crate::audit::page::Need;
use crate::base::path::Address;
use crate::base::url::absolute;

/// The site that links are judged from.
pub struct Base {
    url: Url,
    /// Begins and ends with `/`.
    path: String,
}

/// Where a URL leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// Into the site: an address, decoded, and a fragment. The address is empty when the
    /// URL is the base path without its last `/`.
    Inside(Cow<'a, str>, Option<Cow<'a, str>>),
    /// To another site, or no page at all (`mailto:`).
    Elsewhere,
    /// To this host but not below the base path, by a URL that names no host.
    Outside,
    /// Nowhere: an absolute URL is needed.
    Relative,
    /// Nowhere: not a URL, and why.
    Bad(ParseError),
}

impl Base {
    /// A site by its base URL and the path of it. Without a sound base URL, only links
    /// without a host are known to be the site's own.
    pub fn new(base_url: &str, base_path: &str) -> Option<Self> {
        let url = Url::parse(base_url)
            .ok()
            .filter(|url| url.host().is_some())
            .or_else(|| Url::parse("http://site.invalid/").ok()?.join(base_path).ok())?;
        let path = match base_path.ends_with('/') {
            true => base_path.to_owned(),
            false => format!("{base_path}/"),
        };
        Some(Self { url, path })
    }

    /// The URL that the relative links of a page start from.
    pub fn page(&self, address: &Address, base: Option<&str>) -> Url {
        let page = self
            .url
            .join(&absolute(&self.path, address))
            .unwrap_or_else(|_| self.url.clone());
        match base {
            Some(base) => page.join(base).unwrap_or(page),
            None => page,
        }
    }

    /// Where a URL on a page leads, and what of it a browser must repair first.
    pub fn resolve<'a>(
        &self,
        page: &Url,
        target: &'a str,
        need: Need,
    ) -> (Target<'a>, Option<&'static str>) {
        if need == Need::Lead
            && let Some(plain) = self.plain(target)
        {
            return (plain, None);
        }
        let absolute = Url::parse(target) != Err(ParseError::RelativeUrlWithoutBase);
        if need != Need::Lead && !absolute {
            return (Target::Relative, None);
        }
        let violation = Cell::new(None);
        let note = |found: url::SyntaxViolation| {
            if violation.get().is_none() {
                violation.set(Some(found.description()));
            }
        };
        let options = Url::options().base_url(Some(page));
        match options.syntax_violation_callback(Some(&note)).parse(target) {
            Err(error) => (Target::Bad(error), None),
            Ok(url) => {
                let named = absolute || target.starts_with("//");
                (self.place(&url, named), violation.get())
            }
        }
    }

    /// Where a URL leads that is a path from the root and needs no decoding: nearly all
    /// links of a page are, and parsing them is most of the work.
    fn plain<'a>(&self, target: &'a str) -> Option<Target<'a>> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-_.~#?=&+,:@".contains(&b);
        if !target.starts_with('/')
            || target.starts_with("//")
            || !target.bytes().all(plain)
        {
            return None;
        }
        let (rest, fragment) = match target.split_once('#') {
            Some((rest, fragment)) => (rest, Some(Cow::Borrowed(fragment))),
            None => (target, None),
        };
        let path = rest.split_once('?').map_or(rest, |(path, _)| path);
        if path.contains("/.") || fragment.as_ref().is_some_and(|f| f.contains('#')) {
            return None;
        }
        Some(match self.inside(path) {
            Some(address) => Target::Inside(Cow::Borrowed(address), fragment),
            None => Target::Outside,
        })
    }

    /// Where a parsed URL leads; `named` when it was written with its host.
    fn place<'a>(&self, url: &Url, named: bool) -> Target<'a> {
        if url.origin() != self.url.origin() || !matches!(url.scheme(), "http" | "https")
        {
            return Target::Elsewhere;
        }
        let decoded = |text: &str| {
            let text = percent_decode_str(text).decode_utf8_lossy().into_owned();
            Cow::<'a, str>::Owned(text)
        };
        match self.inside(url.path()) {
            Some(address) => {
                Target::Inside(decoded(address), url.fragment().map(decoded))
            }
            None if named => Target::Elsewhere,
            None => Target::Outside,
        }
    }

    /// The part of a path below the base path, with its leading `/`.
    fn inside<'p>(&self, path: &'p str) -> Option<&'p str> {
        let root = self.path.strip_suffix('/').unwrap_or(&self.path);
        let rest = path.strip_prefix(root)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(address: &str, fragment: Option<&str>) -> Target<'static> {
        Target::Inside(address.to_owned().into(), fragment.map(|f| f.to_owned().into()))
    }

    #[test]
    fn a_url_leads_somewhere() {
        let base = Base::new("https://x.example/a/", "/a/").unwrap();
        let page = base.page(&Address::new("/b/c é/"), None);
        assert_eq!(page.as_str(), "https://x.example/a/b/c%20%C3%A9/");
        let cases = [
            ("/a/d/?q=1#x", inside("/d/", Some("x"))),
            ("/a/d%C3%A9/#%C3%A9", inside("/dé/", Some("é"))),
            ("/a/dé/./../e", inside("/e", None)),
            ("/a", inside("", None)),
            ("/a/", inside("/", None)),
            ("/ab/", Target::Outside),
            ("../../../d/", Target::Outside),
            ("i.png", inside("/b/c é/i.png", None)),
            ("#x", inside("/b/c é/", Some("x"))),
            ("", inside("/b/c é/", None)),
            ("https://x.example/a/d/", inside("/d/", None)),
            ("//x.example/a/d/", inside("/d/", None)),
            ("https://x.example/other/", Target::Elsewhere),
            ("https://y.example/a/", Target::Elsewhere),
            ("mailto:a@x.example", Target::Elsewhere),
            ("https://x.example:99999/", Target::Bad(ParseError::InvalidPort)),
        ];
        for (url, target) in cases {
            assert_eq!(base.resolve(&page, url, Need::Lead), (target, None), "{url}");
        }
    }

    #[test]
    fn an_absolute_url_is_asked_for() {
        let base = Base::new("https://x.example/", "/").unwrap();
        let page = base.page(&Address::new("/"), None);
        let resolve = |url| base.resolve(&page, url, Need::Absolute);
        assert_eq!(resolve("/d/"), (Target::Relative, None));
        assert_eq!(resolve("//x.example/d/"), (Target::Relative, None));
        assert_eq!(resolve("https://x.example/d/"), (inside("/d/", None), None));
    }

    #[test]
    fn what_browsers_repair_is_noted() {
        let base = Base::new("", "/").unwrap();
        let page = base.page(&Address::new("/p/"), Some("/q/"));
        let resolve = |url| base.resolve(&page, url, Need::Lead);
        let repair = |what| (Target::Elsewhere, Some(what));
        assert_eq!(resolve("https://y.example/a b"), repair("non-URL code point"));
        assert_eq!(resolve("https:/y.example/"), repair("expected //"));
        assert_eq!(
            resolve("https://y.example/100%"),
            repair("expected 2 hex digits after %")
        );
        assert_eq!(resolve("r"), (inside("/q/r", None), None));
    }
}
