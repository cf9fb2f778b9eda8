//! Whether the running version is one that the publication asks for.

use crate::base::fields::Fields;
use crate::base::scalar::shortened;

/// Checks `requires`. Whether the settings can be read by this version.
pub fn check(fields: &mut Fields<'_>, running: &str) -> bool {
    let Some(node) = fields.node("requires") else { return true };
    let problems = fields.problems();
    let asked = node.scalar().unwrap_or("").trim();
    let Some(wanted) = numbers(asked.trim_start_matches('^')) else {
        let message =
            format!("`requires` is `{}`, which is no version", shortened(asked));
        let diagnostic = problems.error("bad-version", &node.span, message);
        problems
            .push(diagnostic.hint(format!("write `requires = \"{}\"`", minor(running))));
        return false;
    };
    let have =
        numbers(running.split(['-', '+']).next().unwrap_or("")).unwrap_or_default();
    if fits(&wanted, &have) {
        return true;
    }
    let message = format!(
        "this publication asks for Chancery {asked}, and this is Chancery {running}"
    );
    let diagnostic = problems.error("wrong-version", &node.span, message);
    let hint = format!(
        "install it with `cargo install chancery --version ^{}`, or, once the change log \
         allows it, write `requires = \"{}\"`",
        asked.trim_start_matches('^'),
        minor(running)
    );
    problems.push(diagnostic.hint(hint));
    false
}

/// The numbers of `0.1` or `1.2.3`.
fn numbers(text: &str) -> Option<Vec<u64>> {
    let numbers: Option<Vec<u64>> = text
        .split('.')
        .map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok())?
        })
        .collect();
    numbers.filter(|numbers| numbers.len() <= 3)
}

/// Whether a version fits as a caret of Cargo means it: equal up to its first number that is
/// not zero, and not older.
fn fits(wanted: &[u64], have: &[u64]) -> bool {
    let at = |numbers: &[u64], index: usize| numbers.get(index).copied().unwrap_or(0);
    let fixed = wanted.iter().position(|n| *n != 0).unwrap_or(wanted.len() - 1);
    (0..=fixed).all(|index| at(wanted, index) == at(have, index))
        && (0..3).map(|index| at(have, index)).ge((0..3).map(|index| at(wanted, index)))
}

/// The first two numbers of a version.
fn minor(version: &str) -> String {
    version.split('.').take(2).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets() {
        let fits = |wanted: &str, have: &str| {
            fits(&numbers(wanted).unwrap(), &numbers(have).unwrap())
        };
        for (wanted, have) in [
            ("0.1", "0.1.0"),
            ("0.1", "0.1.9"),
            ("0.1.2", "0.1.3"),
            ("1", "1.9.0"),
            ("0", "0.4.0"),
        ] {
            assert!(fits(wanted, have), "{wanted} {have}");
        }
        for (wanted, have) in [
            ("0.1", "0.2.0"),
            ("0.2", "0.1.0"),
            ("0.1.2", "0.1.1"),
            ("1.2", "1.1.9"),
            ("1", "2.0.0"),
            ("0", "1.0.0"),
            ("0.0.3", "0.0.4"),
        ] {
            assert!(!fits(wanted, have), "{wanted} {have}");
        }
        assert_eq!(numbers("0.x"), None);
        assert_eq!(numbers(""), None);
        assert_eq!(numbers("1.2.3.4"), None);
    }
}
