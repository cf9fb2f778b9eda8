//! Plain words made Markdown that shows the same words.

/// A paragraph with a back slash before what Markdown would read as a mark.
pub fn paragraph(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let dollars = text.matches('$').count() > 1;
    let tildes = text.matches('~').count() > 1;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next().unwrap_or(' ');
        let mark = match c {
            '*' | '`' | '\\' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '[' => next == '@' || next == '^' || is_link(rest),
            '<' => next.is_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => is_entity(rest),
            '$' => dollars,
            '~' => tildes,
            '#' | '>' => at == 0,
            '-' | '+' => at == 0 && next == ' ',
            '=' => at == 0,
            '|' => true,
            '.' | ')' => {
                next == ' ' && !at.eq(&0) && text.get(..at).is_some_and(is_number)
            }
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// The start of a text: no mark is looked for further off.
pub fn near(text: &str) -> &str {
    const FAR: usize = 400;
    text.get(..text.floor_char_boundary(FAR)).unwrap_or(text)
}

/// Whether what follows a `[` makes it a link or a definition of one.
fn is_link(rest: &str) -> bool {
    let after = near(rest).split_once(']').map(|(_, after)| after);
    after.is_some_and(|after| after.starts_with(['(', '[', ':']))
}

/// Whether what follows a `&` makes it an entity.
fn is_entity(rest: &str) -> bool {
    near(rest).split_once(';').is_some_and(|(name, _)| {
        name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    })
}

/// A number that would begin a list.
fn is_number(text: &str) -> bool {
    text.len() < 10 && !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::paragraph;

    #[test]
    fn marks_are_escaped_and_words_are_not() {
        let plain = "Oman\u{2019}s \u{2014} the U.S. snake_case, 5 < 6 & $5 (a) [note] R&D; 1979.";
        assert_eq!(paragraph(plain), plain);
        assert_eq!(
            paragraph("*a* <b> [@x] &amp; $1$"),
            "\\*a\\* \\<b> \\[@x] \\&amp; \\$1\\$"
        );
        assert_eq!(paragraph("1. One"), "1\\. One");
        assert_eq!(paragraph("# One"), "\\# One");
    }
}
