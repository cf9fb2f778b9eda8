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
    if !has_byte(text, |byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        return out.push_str(text);
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quotes => "&quot;",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// Whether a text holds a byte of some kind. It looks at every byte and never stops early:
/// so the compiler makes instructions of it that take sixteen bytes at a time, and most text
/// holds nothing special.
pub fn has_byte(text: impl AsRef<[u8]>, is: impl Fn(u8) -> bool) -> bool {
    text.as_ref().iter().fold(false, |found, byte| found | is(*byte))
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
