//! Names of a work's people.

use crate::base::words::Words;
use crate::parse::front::PersonName;

/// A name as it is read: `Given Family`, or the organisation's name.
pub fn display(name: &PersonName) -> String {
    match name {
        PersonName::Person { family, given } if given.is_empty() => family.clone(),
        PersonName::Person { family, given } => format!("{given} {family}"),
        PersonName::Organisation(name) => name.clone(),
    }
}

/// The short form: the family name, or the organisation's name.
pub fn short(name: &PersonName) -> &str {
    match name {
        PersonName::Person { family, .. } => family,
        PersonName::Organisation(name) => name,
    }
}

/// The small words that a family name begins with, and the rest: `van den`, `Berg`.
pub fn particle(family: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for word in family.split_inclusive(' ') {
        if !word.starts_with(char::is_lowercase) {
            break;
        }
        at += word.len();
    }
    let (particle, rest) = family.split_at_checked(at)?;
    let there = !particle.is_empty() && !rest.is_empty();
    there.then(|| (particle.trim(), rest.trim()))
}

/// Apostrophes as they stand in print.
pub fn apostrophes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut within = false;
    while let Some(letter) = letters.next() {
        let before = letters.peek().is_some_and(|next| next.is_alphabetic());
        out.push(if letter == '\'' && within && before { '’' } else { letter });
        within = letter.is_alphanumeric();
    }
    out
}

/// The short forms of a work's authors as one text: `Lund`, `Lund and Quist`, `Lund et al.`
pub fn family_names(authors: &[PersonName], words: &Words) -> Option<String> {
    match authors {
        [] => None,
        [one] => Some(short(one).to_owned()),
        [one, other] => Some(words.list(&[short(one), short(other)])),
        [first, ..] => Some(words.fill("{name} et al.", &[("name", short(first))])),
    }
}

/// A title without its subtitle: what follows a colon.
pub fn short_title(title: &str) -> String {
    let main = title.split_once(": ").map_or(title, |(main, _)| main);
    if main.trim().is_empty() { title.to_owned() } else { main.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_and_apostrophes() {
        assert_eq!(particle("van den Berg"), Some(("van den", "Berg")));
        assert_eq!(particle("عمر"), None);
        assert_eq!(particle("Berg van"), None);
        assert_eq!(particle("bell hooks"), None);
        assert_eq!(apostrophes("the 'pilot's' O'Neil '68"), "the 'pilot’s' O’Neil '68");
    }

    #[test]
    fn short_forms() {
        let person = |family: &str| PersonName::Person {
            family: family.to_owned(),
            given: "A.".to_owned(),
        };
        let names = |families: &[&str]| {
            let people: Vec<_> = families.iter().map(|f| person(f)).collect();
            family_names(&people, &Words::default())
        };
        assert_eq!(names(&[]), None);
        assert_eq!(names(&["Lund"]).as_deref(), Some("Lund"));
        assert_eq!(names(&["Lund", "Quist"]).as_deref(), Some("Lund and Quist"));
        assert_eq!(names(&["Lund", "Quist", "Rey"]).as_deref(), Some("Lund et al."));
        assert_eq!(short_title("Two gates: A history"), "Two gates");
        assert_eq!(short_title("Two gates"), "Two gates");
        assert_eq!(short_title(": odd"), ": odd");
    }
}
