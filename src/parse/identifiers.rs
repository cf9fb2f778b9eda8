//! Identifiers of works: DOI and ISBN.

/// A DOI without its resolver, `10.1000/182`; `None` when a text is not one.
pub fn doi(text: &str) -> Option<String> {
    let bare = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:"]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .unwrap_or(text)
        .trim();
    let (number, name) = bare.strip_prefix("10.")?.split_once('/')?;
    let good = !name.is_empty()
        && number.len() >= 4
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
        && !bare.contains(char::is_whitespace);
    good.then(|| bare.to_owned())
}

/// Whether a text is an ISBN of ten or thirteen characters whose last one is right.
pub fn is_isbn(text: &str) -> bool {
    let digits: Vec<u32> = text
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| if matches!(c, 'X' | 'x') { 10 } else { c.to_digit(10).unwrap_or(99) })
        .collect();
    let sum = |weights: fn(u32) -> u32| -> u32 {
        (0..).zip(&digits).map(|(at, digit)| weights(at) * digit).sum()
    };
    let body = digits.split_last().is_some_and(|(_, rest)| rest.iter().all(|d| *d < 10));
    match digits.len() {
        10 => body && sum(|at| 10 - at).is_multiple_of(11),
        13 => body && sum(|at| 1 + 2 * (at % 2)).is_multiple_of(10),
        _ => false,
    }
}
