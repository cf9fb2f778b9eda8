//! HTML whose links are made absolute, for feeds.

/// The HTML with every `href` and `src` absolute: an address of the site with the site's
/// origin, a place on the page with the page's URL.
pub fn absolute(html: &str, origin: &str, page_url: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some((at, length)) = next_attribute(rest) {
        let value_at = at + length;
        let done = html.len() - rest.len() + at;
        let before = html.get(..done).unwrap_or_default();
        // In a text these are words: what is code to read is not a link.
        if before.rfind('<') <= before.rfind('>') {
            out.push_str(&rest[..value_at]);
            rest = &rest[value_at..];
            continue;
        }
        let Some(quote) =
            rest[value_at..].chars().next().filter(|c| matches!(c, '"' | '\''))
        else {
            out.push_str(&rest[..value_at]);
            rest = &rest[value_at..];
            continue;
        };
        out.push_str(&rest[..=value_at]);
        let value = &rest[value_at + 1..];
        let end = value.find(quote).unwrap_or(value.len());
        let value = &value[..end];
        if value.starts_with('#') {
            out.push_str(page_url);
        } else if value.starts_with('/') && !value.starts_with("//") {
            out.push_str(origin);
        }
        out.push_str(value);
        rest = &rest[value_at + 1 + end..];
    }
    out.push_str(rest);
    out
}

/// Where the next ` href=` or ` src=` stands, and its length.
fn next_attribute(html: &str) -> Option<(usize, usize)> {
    let find = |name: &str| html.find(name).map(|at| (at, name.len()));
    [find(" href="), find(" src=")].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn words_stay_words() {
        let html = r#"<code>&lt;a href="/about/"&gt;</code>"#;
        assert_eq!(absolute(html, "https://x.example", "https://x.example/e/"), html);
    }

    #[test]
    fn links_are_made_absolute() {
        let html = r##"<p><a href="/analysis/a/">a</a> <a href='#p-b'>b</a> <img alt="" src="/analysis/c.png"> <a href="https://example.org/">d</a></p>"##;
        assert_eq!(
            absolute(html, "https://x.example", "https://x.example/analysis/e/"),
            r##"<p><a href="https://x.example/analysis/a/">a</a> <a href='https://x.example/analysis/e/#p-b'>b</a> <img alt="" src="https://x.example/analysis/c.png"> <a href="https://example.org/">d</a></p>"##
        );
    }
}
