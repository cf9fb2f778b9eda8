//! Names of people in three formats.

use crate::parse::front::PersonName;

/// The parts of a name, any of which may be empty.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub prefix: &'a str,
    pub family: &'a str,
    pub suffix: &'a str,
    pub given: &'a str,
}

impl Parts<'_> {
    /// The name of a person; without given names and particles that of an organisation.
    pub fn name(&self) -> Option<PersonName> {
        let trimmed = |text: &str| text.trim().to_owned();
        let family = [self.prefix, self.family, self.suffix].map(str::trim);
        let family: Vec<&str> = family.into_iter().filter(|p| !p.is_empty()).collect();
        let family = family.join(" ");
        match (family.is_empty(), self.given.trim().is_empty()) {
            (true, true) => None,
            (true, false) => Some(PersonName::Organisation(trimmed(self.given))),
            (false, true) if self.prefix.trim().is_empty() => {
                Some(PersonName::Organisation(family))
            }
            (false, _) => Some(PersonName::Person { family, given: trimmed(self.given) }),
        }
    }
}
