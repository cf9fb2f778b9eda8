//! Links to the editor, and what templates of the desk do with text.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Kwargs, State, Tera, Value};

use crate::base::diagnostic::Place;
use crate::base::path::FilePath;
use crate::preview::desk::input::DeskInput;
use crate::preview::panel::Editor;

/// What stands in an address as it is.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The address that opens a file at a place in the editor, when the settings name one.
pub fn editor(
    input: &DeskInput<'_>,
    file: &FilePath,
    line: usize,
    column: usize,
) -> Option<String> {
    let editor = Editor { template: input.editor_url, root: input.root };
    editor.link(&Place::file(file), (line, column))
}

/// Registers `query`, which makes a value of an address's query of a text; `grouped`, which
/// sets off the thousands of a number; and `ticks`, which makes HTML of a message.
pub fn register(tera: &mut Tera) {
    tera.register_filter("query", |value: &str, _: Kwargs, _: &State| {
        utf8_percent_encode(value, PATH).to_string()
    });
    tera.register_filter("grouped", |value: Value, _: Kwargs, _: &State| {
        grouped(&value.to_string())
    });
    tera.register_filter("ticks", |value: &str, _: Kwargs, _: &State| ticks(value));
}

/// A message as HTML: what stands between backticks is code.
fn ticks(message: &str) -> String {
    let mut out = String::new();
    let parts: Vec<&str> = message.split('`').collect();
    for (index, part) in parts.iter().enumerate() {
        // A backtick without its twin is one.
        let code = index % 2 == 1 && index + 1 < parts.len();
        out.push_str(match (code, index % 2 == 1) {
            (true, _) => "<code>",
            (false, true) => "`",
            (false, false) => "",
        });
        out.push_str(&escaped(part));
        out.push_str(if code { "</code>" } else { "" });
    }
    out
}

/// A text with the characters of markup escaped.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// The digits of a number in groups of three: `12,400`.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    let length = digits.chars().count();
    for (index, c) in digits.chars().enumerate() {
        if index > 0 && (length - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_make_code_and_markup_is_escaped() {
        assert_eq!(
            ticks("`<b>` is no `key`, is it"),
            "<code>&lt;b&gt;</code> is no <code>key</code>, is it"
        );
        assert_eq!(ticks("one ` alone & \"so\""), "one ` alone &amp; &quot;so&quot;");
    }

    #[test]
    fn thousands_are_set_off() {
        let cases =
            [("0", "0"), ("999", "999"), ("1000", "1,000"), ("1234567", "1,234,567")];
        for (digits, expected) in cases {
            assert_eq!(grouped(digits), expected);
        }
    }
}
