//! HTML whose links are made absolute, for feeds.

use url::Url;

/// Attributes whose value is a URL.
const URLS: [&str; 7] =
    ["href", "src", "poster", "cite", "data", "longdesc", "xlink:href"];

/// The HTML with every URL absolute: an address of the site with the site's origin, a place
/// on the page with the page's URL. Words are left alone: what is code to read is no link.
pub fn absolute(html: &str, origin: &str, page_url: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        let end = end_of_tag(tag);
        let (tag, after) = tag.split_at(end);
        self::tag(tag, origin, page_url, &mut out);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where a tag ends: after a `>` that stands in no value.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => return at + 1,
            None => {}
        }
    }
    tag.len()
}

/// Writes a tag with its URLs absolute.
fn tag(tag: &str, origin: &str, page_url: &str, out: &mut String) {
    let mut rest = tag;
    while let Some(at) = rest.find('=') {
        let (before, after) = rest.split_at(at + 1);
        let name = before[..at].trim_end();
        let from = name.rfind(|c: char| c.is_whitespace() || "\"'/<".contains(c));
        let name = name.get(from.map_or(0, |from| from + 1)..).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        out.push_str(before);
        let (value, quote, after) = value(after);
        let value = match &*name {
            "srcset" | "imagesrcset" => srcset(value, origin, page_url),
            name if URLS.contains(&name) => whole(value, origin, page_url),
            _ => value.to_owned(),
        };
        out.extend(quote);
        out.push_str(&value);
        out.extend(quote);
        rest = after;
    }
    out.push_str(rest);
}

/// The value at the start of a text, the quote around it, and what follows.
fn value(text: &str) -> (&str, Option<char>, &str) {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else {
        let end = text.find(|c: char| c.is_whitespace() || c == '>');
        let (value, after) = text.split_at(end.unwrap_or(text.len()));
        return (value, None, after);
    };
    let inner = text.get(1..).unwrap_or_default();
    match inner.split_once(quote) {
        Some((value, after)) => (value, Some(quote), after),
        None => (inner, Some(quote), ""),
    }
}

/// A URL, absolute.
fn whole(value: &str, origin: &str, page_url: &str) -> String {
    if value.starts_with('#') {
        return format!("{page_url}{value}");
    }
    if value.starts_with('/') && !value.starts_with("//") {
        return format!("{origin}{value}");
    }
    let relative = Url::parse(value) == Err(url::ParseError::RelativeUrlWithoutBase);
    let base = Url::parse(page_url).ok().filter(|_| relative);
    let joined = base.and_then(|base| base.join(value).ok());
    joined.map_or_else(|| value.to_owned(), String::from)
}

/// The candidates of a `srcset`, their URLs absolute.
fn srcset(value: &str, origin: &str, page_url: &str) -> String {
    let candidate = |candidate: &str| match candidate.trim().split_once(' ') {
        Some((url, size)) => format!("{} {}", whole(url, origin, page_url), size.trim()),
        None => whole(candidate.trim(), origin, page_url),
    };
    value.split(", ").map(candidate).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::absolute;

    const PAGE: &str = "https://x.example/analysis/e/";

    fn made(html: &str) -> String {
        absolute(html, "https://x.example", PAGE)
    }

    #[test]
    fn words_stay_words() {
        for html in [
            r#"<code>&lt;a href="/about/"&gt;</code>"#,
            r#"<p title="1 > 0, href='/a/'">href="/a/" a=b</p>"#,
            "a < b",
            "<p>1</p> <",
        ] {
            assert_eq!(made(html), html);
        }
    }

    #[test]
    fn links_are_made_absolute() {
        let html = r##"<p><a href="/analysis/a/">a</a> <a href='#p-b'>b</a> <img alt="" src="/analysis/c.png"> <a href="https://example.org/">d</a> <a href="mailto:a@example.org">e</a></p>"##;
        assert_eq!(
            made(html),
            r##"<p><a href="https://x.example/analysis/a/">a</a> <a href='https://x.example/analysis/e/#p-b'>b</a> <img alt="" src="https://x.example/analysis/c.png"> <a href="https://example.org/">d</a> <a href="mailto:a@example.org">e</a></p>"##
        );
    }

    #[test]
    fn every_form_of_a_link_is_found() {
        let cases = [
            ("<a\nhref=#b>", "<a\nhref=https://x.example/analysis/e/#b>"),
            ("<a HREF = \"/a/\">", "<a HREF =\"https://x.example/a/\">"),
            ("<img src=\"c.png\"/>", "<img src=\"https://x.example/analysis/e/c.png\"/>"),
            ("<a href=\"//o.example/\">", "<a href=\"https://o.example/\">"),
            ("<q cite=\"/a/\">", "<q cite=\"https://x.example/a/\">"),
            ("<a data-href=\"/a/\">", "<a data-href=\"/a/\">"),
            (
                "<img srcset=\"/a.png 1x, /b.png 2x\">",
                "<img srcset=\"https://x.example/a.png 1x, https://x.example/b.png 2x\">",
            ),
        ];
        for (html, expected) in cases {
            assert_eq!(made(html), expected);
        }
    }
}
