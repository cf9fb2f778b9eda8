//! Locators in words: `pp. 3–4`.

use crate::parse::body::Locator;

/// A locator as it stands after a citation: `p. 3`, `pp. 3–4`, `para. 7`, `ch. 2`, with a
/// space that no line breaks at. A hyphen between figures is a dash in print.
pub fn words(locator: &Locator) -> String {
    let many = locator.value.contains(['-', '–', ',', '&']);
    let (one, several) = match locator.term {
        "page" => ("p.", "pp."),
        "paragraph" => ("para.", "paras"),
        "chapter" => ("ch.", "chs"),
        "section" => ("sec.", "secs"),
        "figure" => ("fig.", "figs"),
        "table" => ("table", "tables"),
        "volume" => ("vol.", "vols"),
        "issue" | "number" => ("no.", "nos"),
        "note" => ("n.", "nn."),
        "line" => ("l.", "ll."),
        "article-locator" => ("art.", "arts"),
        "column" => ("col.", "cols"),
        other => (other, other),
    };
    let term = if many { several } else { one };
    format!("{term}\u{a0}{}", ranges(&locator.value))
}

/// A value with an en dash for each hyphen that stands between two figures.
fn ranges(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    let mut letters = value.chars().peekable();
    let mut after_figure = false;
    while let Some(letter) = letters.next() {
        let before_figure = letters.peek().is_some_and(|next| next.is_numeric());
        let dash = letter == '-' && after_figure && before_figure;
        out.push(if dash { '–' } else { letter });
        after_figure = letter.is_numeric();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_several() {
        let locator =
            |term, value: &str| words(&Locator { term, value: value.to_owned() });
        assert_eq!(locator("page", "3"), "p.\u{a0}3");
        assert_eq!(locator("page", "3-4"), "pp.\u{a0}3–4");
        assert_eq!(locator("page", "iii-v, A-3, 12-"), "pp.\u{a0}iii-v, A-3, 12-");
        assert_eq!(locator("paragraph", "7"), "para.\u{a0}7");
    }
}
