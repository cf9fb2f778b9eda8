//! Tests as data: a file of cases, each a name after `===`, a text, and after `---` every
//! problem that the text must be told of, with the marked characters between `«` and `»`.

use crate::base::diagnostic::{Diagnostic, Place, Spot};

/// One diagnostic on one line.
pub fn said(diagnostic: &Diagnostic, text: &str) -> String {
    let marked = |place: &Place| match &place.spot {
        Spot::Bytes(range) => {
            format!(
                "{}«{}»",
                range.start,
                text.get(range.clone()).unwrap().escape_debug()
            )
        }
        _ => "whole".to_owned(),
    };
    let Diagnostic { severity, code, message, hint, .. } = diagnostic;
    let hint = hint.as_deref().unwrap_or("(none)");
    let mut out = format!(
        "{severity} {code} at {}: {message} -> {hint}",
        marked(&diagnostic.place)
    );
    for (place, label) in &diagnostic.related {
        out.push_str(&format!(" ({label}: {})", marked(place)));
    }
    out
}

/// Runs the cases of one file of them.
pub fn run(read: impl Fn(&str, &str) -> Vec<Diagnostic>, cases: &str) {
    for case in cases.split("=== ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (text, wanted) = rest.split_once("---\n").unwrap();
        let text = text.replace("<TAB>", "\t");
        let lines: Vec<String> =
            read(name, &text).iter().map(|d| said(d, &text)).collect();
        let wanted: Vec<&str> = wanted.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, wanted, "{name}\n{text}");
    }
}
