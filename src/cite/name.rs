//! Names of a work's people.

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

/// The short forms of a work's authors as one text: `Lund`, `Lund and Quist`, `Lund et al.`
pub fn family_names(authors: &[PersonName]) -> Option<String> {
    match authors {
        [] => None,
        [one] => Some(short(one).to_owned()),
        [one, other] => Some(format!("{} and {}", short(one), short(other))),
        [first, ..] => Some(format!("{} et al.", short(first))),
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
    fn short_forms() {
        let person = |family: &str| PersonName::Person {
            family: family.to_owned(),
            given: "A.".to_owned(),
        };
        let names = |families: &[&str]| {
            family_names(&families.iter().map(|f| person(f)).collect::<Vec<_>>())
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
