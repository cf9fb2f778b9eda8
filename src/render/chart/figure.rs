//! Numbers and dates in the words of a chart.

use crate::parse::chart::{Day, Event, Grain};

/// How a chart writes numbers and dates.
#[derive(Clone, Debug)]
pub struct Manner {
    /// The unit, when it stands at each value: `%` after it, `€` before it.
    pub unit: String,
    /// Whether a point stands before the decimals, and commas between thousands.
    point: bool,
    /// Whether months have English names; else dates are all digits.
    english: bool,
}

impl Manner {
    /// The manner of a language.
    pub fn new(language: &str, unit: &str) -> Self {
        const COMMA: [&str; 22] = [
            "bg", "cs", "da", "de", "el", "es", "fi", "fr", "hr", "hu", "id", "it", "nb",
            "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk",
        ];
        let primary = language.split('-').next().unwrap_or(language).to_lowercase();
        let at_value = before(unit) || after(unit);
        Self {
            unit: if at_value { unit.to_owned() } else { String::new() },
            point: !COMMA.contains(&&*primary),
            english: primary == "en",
        }
    }

    /// A value with its unit.
    pub fn value(&self, value: f64) -> String {
        self.with_unit(&self.number(value, None))
    }

    /// A mark of an axis, with as many decimals as its step needs.
    pub fn tick(&self, value: f64, decimals: usize) -> String {
        self.with_unit(&self.number(value, Some(decimals)))
    }

    fn with_unit(&self, number: &str) -> String {
        if before(&self.unit) {
            let (sign, digits) = match number.strip_prefix('−') {
                Some(digits) => ("−", digits),
                None => ("", number),
            };
            return format!("{sign}{}{digits}", self.unit);
        }
        format!("{number}{}", self.unit)
    }

    /// A number with separators; `decimals` of it, or as many as it has.
    fn number(&self, value: f64, decimals: Option<usize>) -> String {
        let size = value.abs();
        if size >= 1e15 || (size > 0.0 && size < 1e-6) {
            return format!("{value:e}").replace('-', "−");
        }
        let text = match decimals {
            Some(decimals) => format!("{size:.decimals$}"),
            None => format!("{size}"),
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        let grouped = whole.len() > 4 || (self.point && whole.len() > 3);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && grouped && (whole.len() - at).is_multiple_of(3) {
                out.push(if self.point { ',' } else { '\u{202f}' });
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(if self.point { '.' } else { ',' });
            out.push_str(fraction);
        }
        let zero = out.chars().all(|c| matches!(c, '0' | '.' | ','));
        if value < 0.0 && !zero { format!("−{out}") } else { out }
    }

    /// A date in words: `17 May 2024`.
    pub fn day(&self, day: Day) -> String {
        let year = day.date.year();
        match day.grain {
            Grain::Year => year.to_string(),
            Grain::Month => match self.english {
                true => format!("{} {year}", self.month(day.date.month())),
                false => day.date.strftime("%Y-%m").to_string(),
            },
            Grain::Day => match self.english {
                true => {
                    let month = self.month(day.date.month());
                    format!("{} {month} {year}", day.date.day())
                }
                false => day.date.to_string(),
            },
        }
    }

    /// The dates of an event.
    pub fn dates(&self, event: &Event) -> String {
        match event.to.filter(|to| *to != event.from) {
            Some(to) => format!("{} to {}", self.day(event.from), self.day(to))
                .replace(" to ", if self.english { " to " } else { " – " }),
            None => self.day(event.from),
        }
    }

    /// The name of a month: `May`, or `05` where names are not known.
    pub fn month(&self, month: i8) -> String {
        const NAMES: [&str; 12] = [
            "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct",
            "Nov", "Dec",
        ];
        let name = usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at));
        match name.filter(|_| self.english) {
            Some(name) => (*name).to_owned(),
            None => format!("{month:02}"),
        }
    }
}

/// Whether a unit stands before its number.
fn before(unit: &str) -> bool {
    matches!(unit, "$" | "€" | "£" | "¥" | "₹" | "US$")
}

/// Whether a unit stands right after its number.
fn after(unit: &str) -> bool {
    matches!(unit, "%" | "‰" | "°" | "°C" | "°F" | "×" | "٪")
}

#[cfg(test)]
mod tests {
    use super::Manner;

    #[test]
    fn numbers_are_written_in_the_manner_of_the_language() {
        let (english, german) = (Manner::new("en-GB", "%"), Manner::new("de", "talks"));
        let cases = [
            (0.0, "0%", "0"),
            (-3.5, "−3.5%", "−3,5"),
            (1200.0, "1,200%", "1200"),
            (1_234_567.891, "1,234,567.891%", "1\u{202f}234\u{202f}567,891"),
            (0.000_5, "0.0005%", "0,0005"),
            (1e300, "1e300%", "1e300"),
            (2e-9, "2e−9%", "2e−9"),
        ];
        for (value, en, de) in cases {
            assert_eq!(
                (english.value(value), german.value(value)),
                (en.into(), de.into())
            );
        }
        assert_eq!(english.tick(-0.01, 0), "0%");
        assert_eq!(Manner::new("en", "€").value(-2.0), "−€2");
    }
}
