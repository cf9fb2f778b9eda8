//! Text made safe for HTML.

/// Appends text, with what HTML would read as markup escaped.
pub fn push_text(out: &mut String, text: &str) {
    push(out, text, false);
}

/// Appends text for an attribute in double quotes.
pub fn push_attribute(out: &mut String, text: &str) {
    push(out, text, true);
}

fn push(out: &mut String, text: &str, quotes: bool) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut chars = from.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') if quotes => out.push_str("&quot;"),
            Some(c) => out.push(c),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::{push_attribute, push_text};

    #[test]
    fn markup_is_escaped() {
        let mut out = String::new();
        push_text(&mut out, "a < b & \"c\" > d");
        assert_eq!(out, "a &lt; b &amp; \"c\" &gt; d");
        out.clear();
        push_attribute(&mut out, "\"é\"");
        assert_eq!(out, "&quot;é&quot;");
    }
}
