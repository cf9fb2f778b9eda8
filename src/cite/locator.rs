//! Locators in words: `pp. 3–4`.

use crate::base::words::{Words, filled, said};
use crate::parse::body::Locator;

/// A locator as it stands after a citation: `p. 3`, `pp. 3–4`, `para. 7`, `ch. 2`, with a
/// space that no line breaks at. A hyphen between figures is a dash in print.
pub fn words(locator: &Locator, words: &Words) -> String {
    let many = locator.value.contains(['-', '–', ',', '&']);
    let (one, several) = match locator.term {
        "page" => (said("p. {n}"), said("pp. {n}")),
        "paragraph" => (said("para. {n}"), said("paras {n}")),
        "chapter" => (said("ch. {n}"), said("chs {n}")),
        "section" => (said("sec. {n}"), said("secs {n}")),
        "figure" => (said("fig. {n}"), said("figs {n}")),
        "table" => (said("table {n}"), said("tables {n}")),
        "volume" => (said("vol. {n}"), said("vols {n}")),
        "issue" | "number" => (said("no. {n}"), said("nos {n}")),
        "note" => (said("n. {n}"), said("nn. {n}")),
        "line" => (said("l. {n}"), said("ll. {n}")),
        "article-locator" => (said("art. {n}"), said("arts {n}")),
        "column" => (said("col. {n}"), said("cols {n}")),
        other => return format!("{other}\u{a0}{}", ranges(&locator.value)),
    };
    let term = words.say(if many { several } else { one }).replace(' ', "\u{a0}");
    filled(&term, &[("n", &words.digits(&ranges(&locator.value)))])
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
        let locator = |term, value: &str| {
            let locator = Locator { term, value: value.to_owned() };
            words(&locator, &Words::default())
        };
        assert_eq!(locator("page", "3"), "p.\u{a0}3");
        assert_eq!(locator("page", "3-4"), "pp.\u{a0}3–4");
        assert_eq!(locator("page", "iii-v, A-3, 12-"), "pp.\u{a0}iii-v, A-3, 12-");
        assert_eq!(locator("paragraph", "7"), "para.\u{a0}7");
    }
}
