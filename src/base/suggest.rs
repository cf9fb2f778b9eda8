//! The nearest of some known words, for hints.

/// The known word that is nearest to what was typed, when it is near enough to be meant.
pub fn nearest<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&typed, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let keys = ["title", "standfirst", "topics"];
        assert_eq!(nearest("tittle", keys), Some("title"));
        assert_eq!(nearest("Topic", keys), Some("topics"));
        assert_eq!(nearest("weather", keys), None);
    }
}
