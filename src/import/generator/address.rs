//! Addresses as other tools make them: parts of a pattern, words made fit for one.

/// A text as most tools write it in an address: small letters, other marks a single `-`.
pub fn urlize(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars() {
        match c {
            c if c.is_alphanumeric() || matches!(c, '_' | '.' | '+') => {
                out.extend(c.to_lowercase());
            }
            ' ' | '-' if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.trim_matches('-').to_owned()
}

/// Year, month and day of a date.
pub fn day(date: &str) -> Option<(&str, &str, &str)> {
    let mut parts = date.get(..10)?.split('-');
    Some((parts.next()?, parts.next()?, parts.next()?))
}

/// A path with one `/` at each end and none twice.
pub fn page(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.is_empty() {
        true => "/".to_owned(),
        false => format!("/{}/", parts.join("/")),
    }
}

/// The date before a name: `2026-01-03-name`.
pub fn dated(stem: &str) -> Option<(&str, &str)> {
    let (date, rest) = stem.split_at_checked(10)?;
    let name = rest.strip_prefix(['-', '_', ' '])?;
    crate::base::date::Moment::parse(date).ok()?;
    (!name.is_empty()).then_some((date, name))
}

/// A file's name as a title: `quiet-corridor` is `Quiet corridor`.
pub fn title(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_parts_of_addresses() {
        assert_eq!(urlize("What's New? A  Tale"), "whats-new-a-tale");
        assert_eq!(page("a//b/"), "/a/b/");
        assert_eq!(dated("2026-01-03-a-b"), Some(("2026-01-03", "a-b")));
        assert_eq!(dated("2026-13-03-a"), None);
        assert_eq!(title("quiet-corridor"), "Quiet corridor");
    }
}
