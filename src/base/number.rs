//! Numbers as writers write them: with a sign, separators, a currency or a unit.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// A finite number.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Number(f64);

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl Number {
    /// Reads `1,200`, `−3.5%`, `$4`, `1e6`, `١٢`.
    pub fn parse(text: &str) -> Option<Self> {
        let value: f64 = plain(text)?.parse().ok()?;
        // There is no zero below zero on a chart.
        value.is_finite().then_some(Self(if value == 0.0 { 0.0 } else { value }))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A number in the form that programs read: ASCII digits, a point, no separators. `None` of
/// what is no number.
pub fn plain(text: &str) -> Option<String> {
    let mut negative = false;
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        match first {
            '-' | '−' | '–' if !negative => negative = true,
            '+' | '~' | '≈' | '$' | '€' | '£' | '¥' => {}
            first if first.is_whitespace() => {}
            _ => break,
        }
        rest = rest.get(first.len_utf8()..)?;
    }
    let rest =
        rest.trim_end_matches(|c: char| "%‰٪$€£¥".contains(c) || c.is_whitespace());
    let latin: String = rest.chars().map(latin).collect();
    let (number, exponent) = match latin.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (&*latin, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let mut out = String::from(if negative { "-" } else { "" });
    out.push_str(&grouped(whole, fraction.is_some())?);
    if let Some(fraction) = fraction.filter(|fraction| !fraction.is_empty()) {
        out.push('.');
        out.push_str(digits(fraction)?);
    }
    if let Some(exponent) = exponent {
        let bare = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        digits(bare).filter(|digits| !digits.is_empty() && digits.len() <= 3)?;
        out.push('e');
        out.push_str(exponent);
    }
    Some(out)
}

/// The digits before the point, without what stands between thousands.
fn grouped(whole: &str, fraction: bool) -> Option<String> {
    let separator = |c: char| ", '’_\u{a0}\u{202f}\u{2009}".contains(c);
    if whole.is_empty() {
        return fraction.then(|| "0".to_owned());
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, others) = groups.split_first()?;
    let last = others.len().saturating_sub(1);
    // Two digits stand between lakhs and crores.
    let sound = others
        .iter()
        .enumerate()
        .all(|(at, group)| group.len() == 3 || (group.len() == 2 && at != last));
    let short = others.is_empty() || (1..=3).contains(&first.len());
    let all = groups.iter().all(|group| digits(group).is_some() && !group.is_empty());
    (sound && short && all).then(|| groups.concat())
}

/// The text, if it is all digits.
fn digits(text: &str) -> Option<&str> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}

/// A digit or mark of Arabic script in its Latin form.
fn latin(c: char) -> char {
    let digit = match u32::from(c) {
        code @ 0x0660..=0x0669 => code - 0x0660,
        code @ 0x06F0..=0x06F9 => code - 0x06F0,
        0x066B => return '.',
        0x066C => return ',',
        _ => return c,
    };
    char::from_digit(digit, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let cases = [
            ("12", Some("12")),
            ("1,200", Some("1200")),
            ("12,00,000", Some("1200000")),
            ("−3.5%", Some("-3.5")),
            ("- 3", Some("-3")),
            ("$4", Some("4")),
            ("1 200 000 €", Some("1200000")),
            ("1\u{202f}200", Some("1200")),
            (".5", Some("0.5")),
            ("1e6", Some("1e6")),
            ("2.50", Some("2.50")),
            ("١٢٫٥", Some("12.5")),
            ("۱٬۲۰۰", Some("1200")),
            ("12,5", None),
            ("1,2,3", None),
            ("--3", None),
            ("3 talks", None),
            ("1.2.3", None),
            ("e", None),
            ("1e", None),
            ("1e9999", None),
            ("", None),
            ("-", None),
            ("inf", None),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text).as_deref(), expected, "{text}");
        }
        assert_eq!(super::Number::parse("9e999"), None);
        assert_eq!(super::Number::parse("-0").unwrap().get().to_bits(), 0);
    }
}
