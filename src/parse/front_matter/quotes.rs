//! The quotation marks of front matter that readers see: as in the body, straight ones
//! become typographic ones.

use pulldown_cmark::{Event, Options, Parser};

use crate::parse::front::ArticleFront;

/// Text with typographic quotation marks. Nothing else of it changes: it is no Markdown.
pub fn curly(text: &str) -> String {
    if !text.contains(['\'', '"']) {
        return text.to_owned();
    }
    text.split_inclusive('\n').map(line).collect()
}

/// One line: every mark but the two is escaped, and Markdown's own rule does the rest.
fn line(line: &str) -> String {
    let words = line.trim();
    let mut escaped = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '\'' | '"') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    let events = Parser::new_ext(&escaped, Options::ENABLE_SMART_PUNCTUATION);
    let text: String = events
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    let (before, rest) = line.split_at(line.len() - line.trim_start().len());
    format!("{before}{text}{}", &rest[rest.trim_end().len()..])
}

/// The same for a text that may be missing.
pub fn maybe(text: &mut Option<String>) {
    text.iter_mut().for_each(change);
}

/// The same for a text, which is left alone when it holds none.
fn change(text: &mut String) {
    if text.contains(['\'', '"']) {
        *text = curly(text);
    }
}

/// The texts of an article's front matter that stand on its page as they are.
pub fn article(article: &mut ArticleFront) {
    change(&mut article.title);
    for text in [&mut article.kicker, &mut article.disclosures, &mut article.funding] {
        maybe(text);
    }
    for headline in &mut article.alternative_headlines {
        change(&mut headline.text);
    }
    for correction in &mut article.corrections {
        change(&mut correction.text);
    }
    for note in &mut article.notes {
        change(&mut note.text);
    }
    if let Some(image) = &mut article.image {
        change(&mut image.alt);
    }
}

#[cfg(test)]
mod tests {
    use super::curly;

    #[test]
    fn straight_marks_become_typographic_ones() {
        let cases = [
            ("Muscat's corridor", "Muscat’s corridor"),
            ("He said \"no\"", "He said “no”"),
            ("'Tis *not* a [link](x) & <b>", "’Tis *not* a [link](x) & <b>"),
            ("# 1. \"One\" -- two...", "# 1. “One” -- two..."),
            ("    \"In\"  \n\n\"two\" lines\n", "    “In”  \n\n“two” lines\n"),
            ("\"العربية\" it's", "“العربية” it’s"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(curly(text), expected);
        }
    }
}
