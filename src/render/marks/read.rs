//! The reading of marks in the expressions of a template.

use std::ops::Range;

/// A call of one of the names that marks have.
pub struct Mark<'a> {
    /// Its name.
    pub name: &'a str,
    /// What stands between its brackets, at each comma.
    pub arguments: Vec<&'a str>,
    /// Where it stands.
    pub range: Range<usize>,
    /// Where its arguments begin.
    pub inner_start: usize,
}

/// The first mark of an expression from a place on.
pub fn mark_at(text: &str, from: usize) -> Option<Mark<'_>> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = from;
    let mut quote = None;
    let mut before = text.get(..from)?.chars().next_back();
    while let Some(c) = text.get(at..)?.chars().next() {
        let rest = text.get(at..)?;
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if part(c) => {
                let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
                let (name, after) = rest.split_at(length);
                let free = !before.is_some_and(|b| matches!(b, '.' | '<' | '|'));
                let known = matches!(name, "t" | "number" | "digits" | "word");
                if known && free && after.starts_with('(') {
                    let (arguments, end) = arguments(after)?;
                    let (start, inner_start) = (at, at + length + 1);
                    let range = start..at + length + end;
                    return Some(Mark { name, arguments, range, inner_start });
                }
                at += length;
                before = Some('a');
                continue;
            }
            None => {}
        }
        before = Some(c).filter(|c| *c != ' ').or(before);
        at += c.len_utf8();
    }
    None
}

/// The arguments of a call that begins with its bracket, and where it ends.
fn arguments(text: &str) -> Option<(Vec<&str>, usize)> {
    let (mut depth, mut quote) = (0usize, None);
    let (mut found, mut start) = (Vec::new(), 1);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    let last = text.get(start..at)?.trim();
                    found.extend((!last.is_empty()).then_some(last));
                    return Some((found, at + 1));
                }
            }
            (None, ',') if depth == 1 => {
                found.push(text.get(start..at)?.trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

/// What stands between the quotes of a literal.
pub fn literal(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inside = text.get(1..)?.strip_suffix(quote)?;
    (!inside.contains(quote)).then_some(inside)
}
