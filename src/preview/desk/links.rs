//! Links to the editor, and what templates of the desk do with text.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Kwargs, State, Tera, Value};

use crate::base::path::FilePath;
use crate::preview::desk::input::DeskInput;

/// What stands in the path of an editor's address as it is.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The address that opens a file at a place in the editor, when the settings name one.
///
/// An address that would run as code is none.
pub fn editor(
    input: &DeskInput<'_>,
    file: &FilePath,
    line: usize,
    column: usize,
) -> Option<String> {
    let pattern = input.editor_url?;
    let scheme = pattern.split_once(':')?.0.trim().to_lowercase();
    if matches!(&*scheme, "javascript" | "data" | "vbscript") {
        return None;
    }
    let path = input.root.join(file.as_str());
    let path = path.to_str()?.replace('\\', "/");
    let path = utf8_percent_encode(&path, PATH).to_string();
    // Of `file/{path}` and an absolute path one slash is enough.
    let pattern = pattern.replace("/{path}", "{path}").replace("{path}", &path);
    let pattern = pattern.replace("{line}", &line.to_string());
    Some(pattern.replace("{column}", &column.to_string()))
}

/// Registers `query`, which makes a value of an address's query of a text, and `grouped`,
/// which sets off the thousands of a number.
pub fn register(tera: &mut Tera) {
    tera.register_filter("query", |value: &str, _: Kwargs, _: &State| {
        utf8_percent_encode(value, PATH).to_string()
    });
    tera.register_filter("grouped", |value: Value, _: Kwargs, _: &State| {
        grouped(&value.to_string())
    });
}

/// The digits of a number in groups of three: `12,400`.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    let length = digits.chars().count();
    for (index, c) in digits.chars().enumerate() {
        if index > 0 && (length - index) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_off() {
        let cases = [("0", "0"), ("999", "999"), ("1000", "1,000"), ("1234567", "1,234,567")];
        for (digits, expected) in cases {
            assert_eq!(grouped(digits), expected);
        }
    }
}
