//! A work in words.

use crate::parse::front::SourceFront;

/// Where in what a work stands, as one line: editors and translators are named elsewhere.
/// `vol. 4, no. 2, pp. 3-4, 2nd ed., Example Press, Muscat`.
pub fn details(source: &SourceFront) -> Option<String> {
    let with = |word: &str, value: &Option<String>| {
        value.as_ref().map(|v| format!("{word} {v}"))
    };
    let pages = source.pages.as_ref().map(|pages| {
        let many = pages.contains(['-', '–', ',']);
        format!("{} {pages}", if many { "pp." } else { "p." })
    });
    let parts = [
        with("vol.", &source.volume),
        with("no.", &source.issue),
        source.number.as_ref().map(|number| numbered(number)),
        pages,
        source.edition.as_ref().map(|edition| format!("{} ed.", ordinal(edition))),
        source.publisher.clone(),
        source.place.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A number of a series or of a report: `no. 7`, but `RFC 3339` as it is.
fn numbered(number: &str) -> String {
    match number.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("no. {number}"),
        false => number.to_owned(),
    }
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
        assert_eq!(details(&source).as_deref(), Some("vol. 4, no. 2, pp. 3-4, 12th ed."));
        assert_eq!(details(&SourceFront::default()), None);
    }
}
