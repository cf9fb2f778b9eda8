//! Locators in words: `pp. 3-4`.

use crate::parse::body::Locator;

/// A locator as it stands after a citation: `p. 3`, `pp. 3-4`, `para. 7`, `ch. 2`.
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
    format!("{} {}", if many { several } else { one }, locator.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_several() {
        let locator =
            |term, value: &str| words(&Locator { term, value: value.to_owned() });
        assert_eq!(locator("page", "3"), "p. 3");
        assert_eq!(locator("page", "3-4"), "pp. 3-4");
        assert_eq!(locator("paragraph", "7"), "para. 7");
    }
}
