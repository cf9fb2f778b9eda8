//! A work in words.

use crate::base::words::{Words, said};
use crate::parse::front::SourceFront;

/// Where in what a work stands, as one line: editors and translators are named elsewhere.
/// `vol. 4, no. 2, pp. 3-4, 2nd ed., Example Press, Muscat`.
pub fn details(source: &SourceFront, words: &Words) -> Option<String> {
    let with = |text: &str, value: &str| words.fill(text, &[("n", &words.digits(value))]);
    let pages = source.pages.as_ref().map(|pages| {
        let many = pages.contains(['-', '–', ',']);
        with(if many { "pp. {n}" } else { "p. {n}" }, pages)
    });
    let edition = |edition: &String| {
        let number = match words.has_formats() {
            true => edition.clone(),
            false => ordinal(edition),
        };
        with(said("{n} ed."), &number)
    };
    // A number of a series or of a report is `no. 7`, but `RFC 3339` as it is.
    let numbered =
        |number: &String| match number.starts_with(|c: char| c.is_ascii_digit()) {
            true => with("no. {n}", number),
            false => number.clone(),
        };
    let parts = [
        source.volume.as_ref().map(|volume| with(said("vol. {n}"), volume)),
        source.issue.as_ref().map(|issue| with(said("no. {n}"), issue)),
        source.number.as_ref().map(numbered),
        pages,
        source.edition.as_ref().map(edition),
        source.publisher.clone(),
        source.place.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(words.say(", ")))
}

/// A number as an ordinal, `2nd`; anything else as it is.
fn ordinal(text: &str) -> String {
    let Ok(number) = text.parse::<u32>() else { return text.to_owned() };
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::front::SourceDetails;

    #[test]
    fn details_are_one_line() {
        let some = SourceDetails {
            volume: Some("4".into()),
            issue: Some("2".into()),
            pages: Some("3-4".into()),
            edition: Some("12".into()),
            ..SourceDetails::default()
        };
        let source = SourceFront { details: some.boxed(), ..SourceFront::default() };
        assert_eq!(
            details(&source, &Words::default()).as_deref(),
            Some("vol. 4, no. 2, pp. 3-4, 12th ed.")
        );
        assert_eq!(details(&SourceFront::default(), &Words::default()), None);
    }
}
