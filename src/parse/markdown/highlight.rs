//! Code coloured by CSS classes.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Beyond this many bytes code stays plain: nobody reads it for its colours.
const LIMIT: usize = 200_000;

/// The HTML of some code in a language, with classes that begin with `hl-`; `None` when the
/// language is not known.
pub fn highlight(language: &str, code: &str) -> Option<String> {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    if language.is_empty() || code.len() > LIMIT {
        return None;
    }
    let syntaxes = SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines);
    let syntax = syntaxes.find_syntax_by_token(language)?;
    if syntax.name == "Plain Text" {
        return None;
    }
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut html = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
    for line in LinesWithEndings::from(code) {
        html.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(html.finalize())
}

#[cfg(test)]
mod tests {
    use super::highlight;

    #[test]
    fn a_known_language_gets_classes() {
        assert_eq!(
            highlight("json", "1\n").as_deref(),
            Some(
                "<span class=\"hl-source hl-json\"><span class=\"hl-constant hl-numeric \
                 hl-json\">1</span>\n</span>"
            )
        );
        assert_eq!(highlight("nosuch", "1\n"), None);
        assert_eq!(highlight("text", "1\n"), None);
    }
}
