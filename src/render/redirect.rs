//! The page at an old address, which leads to the new one.

use quick_xml::escape::escape;

use crate::base::form::direction;
use crate::base::path::Address;
use crate::base::url::{absolute, rooted};
use crate::render::xml::clean;

/// A page that leads to `to`. Its only words are the title of where it leads, so that it is
/// right in every language.
pub fn redirect(
    to: &Address,
    title: &str,
    language: &str,
    base_url: &str,
    base_path: &str,
) -> Vec<u8> {
    let canonical = absolute(base_url, to);
    let path = rooted(base_path, to);
    let title = clean(title);
    let title = match title.trim() {
        "" => escape(path.as_str()).into_owned(),
        title => escape(title).into_owned(),
    };
    let lang = escape(language);
    let rtl = direction(language) == "rtl";
    leading(&Leading { lang: &lang, rtl, title: &title, tags: "", canonical, path })
}

/// What stands on a page that leads to another one; all text of it is escaped but the last two.
pub(super) struct Leading<'a> {
    /// The language.
    pub lang: &'a str,
    /// Whether that is written from right to left.
    pub rtl: bool,
    /// The only words.
    pub title: &'a str,
    /// More tags of the head, a line each.
    pub tags: &'a str,
    /// Where it leads, as an absolute URL.
    pub canonical: String,
    /// The same as the page's links have it.
    pub path: String,
}

/// A page that leads to another one at once, and by a link.
pub(super) fn leading(page: &Leading<'_>) -> Vec<u8> {
    let Leading { lang, rtl, title, tags, canonical, path } = page;
    let (canonical, path) = (escape(canonical), escape(path));
    let dir = if *rtl { " dir=\"rtl\"" } else { "" };
    format!(
        r#"<!doctype html>
<html lang="{lang}"{dir}>
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{tags}<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={path}">
</head>
<body>
<main>
<h1><a href="{path}">{title}</a></h1>
</main>
</body>
</html>
"#
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_address_leads_to_the_new_one() {
        let to = Address::new("/articles/q&a é/");
        let bytes = redirect(&to, "Q & \u{0}<A>", "fa-IR", "https://x.example/a/", "/a/");
        let expected = r#"<!doctype html>
<html lang="fa-IR" dir="rtl">
<head>
<meta charset="utf-8">
<title>Q &amp; &lt;A&gt;</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="https://x.example/a/articles/q&amp;a%20%C3%A9/">
<meta http-equiv="refresh" content="0; url=/a/articles/q&amp;a%20%C3%A9/">
</head>
<body>
<main>
<h1><a href="/a/articles/q&amp;a%20%C3%A9/">Q &amp; &lt;A&gt;</a></h1>
</main>
</body>
</html>
"#;
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn without_a_title_the_path_is_shown() {
        let bytes = redirect(&Address::new("/b/"), " ", "en", "https://x.example/", "/");
        let text = String::from_utf8(bytes).unwrap();
        let heading = text.lines().find(|line| line.starts_with("<h1>"));
        assert_eq!(heading, Some(r#"<h1><a href="/b/">/b/</a></h1>"#));
        assert_eq!(text.lines().nth(1), Some(r#"<html lang="en">"#));
    }
}
