//! Names for things that have only an id, and the one choice among several spellings.

/// Whether a text is written as an id: one word, no capital letter.
pub fn is_id_like(text: &str) -> bool {
    !text.chars().any(|c| c.is_whitespace() || c.is_uppercase())
}

/// A name made of an id: `united-states` is `United States`.
pub fn from_id(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for word in id.split(['-', '_']).filter(|word| !word.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
    name
}

/// The name to show, of all the ways in which something was written: the first in order of
/// letters that is not an id, else one made of the id.
pub fn choose<'a>(id: &str, written: impl IntoIterator<Item = &'a str>) -> String {
    let spelled = written.into_iter().map(str::trim).filter(|w| !is_id_like(w)).min();
    spelled.map_or_else(|| from_id(id), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelled_name_wins_over_an_id() {
        assert_eq!(
            choose("nuclear-diplomacy", ["nuclear-diplomacy"]),
            "Nuclear Diplomacy"
        );
        assert_eq!(
            choose("nuclear-diplomacy", ["nuclear-diplomacy", "Nuclear diplomacy"]),
            "Nuclear diplomacy"
        );
        assert_eq!(choose("iran", []), "Iran");
    }
}
