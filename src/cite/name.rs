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
