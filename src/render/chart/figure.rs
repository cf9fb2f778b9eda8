//! Numbers and dates in the words of a chart.

use std::sync::Arc;

use crate::base::words::Words;
use crate::parse::chart::{Day, Event, Grain};

/// How a chart writes numbers and dates.
#[derive(Clone, Debug)]
pub struct Manner {
    /// The unit, when it stands at each value: `%` after it, `€` before it.
    pub unit: String,
    /// What values are divided by, and the word for it: 1,000,000 and `million`.
    scale: (f64, &'static str),
    /// Whether a point stands before the decimals, and commas between thousands.
    point: bool,
    /// Whether months have English names; else dates are all digits.
    english: bool,
    /// The words of a language that has names of months and figures of its own.
    words: Option<Arc<Words>>,
}

impl Manner {
    /// The manner of a language.
    pub fn new(language: &str, unit: &str, words: &Arc<Words>) -> Self {
        const COMMA: [&str; 22] = [
            "bg", "cs", "da", "de", "el", "es", "fi", "fr", "hr", "hu", "id", "it", "nb",
            "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk",
        ];
        let primary = language.split('-').next().unwrap_or(language).to_lowercase();
        let at_value = before(unit) || after(unit);
        Self {
            unit: if at_value { unit.to_owned() } else { String::new() },
            scale: (1.0, ""),
            point: !COMMA.contains(&&*primary),
            english: primary == "en",
            words: words.has_formats().then(|| words.clone()),
        }
    }

    /// The same with great numbers in millions and more, where the words for these are
    /// known.
    #[must_use]
    pub fn scaled_to(mut self, most: f64) -> Self {
        self.scale = match most {
            _ if !self.english => (1.0, ""),
            most if (1e12..1e15).contains(&most) => (1e12, "trillion"),
            most if (1e9..1e12).contains(&most) => (1e9, "billion"),
            most if (1e7..1e9).contains(&most) => (1e6, "million"),
            _ => (1.0, ""),
        };
        self
    }

    /// The same for numbers without a unit.
    #[must_use]
    pub fn bare(&self) -> Self {
        Self { unit: String::new(), scale: (1.0, ""), ..self.clone() }
    }

    /// The word for what values are divided by: `million`; empty where they are not.
    pub fn scale(&self) -> &'static str {
        self.scale.1
    }

    /// A value with its unit.
    pub fn value(&self, value: f64) -> String {
        if self.scale.1.is_empty() {
            return self.with_unit(&self.number(value, None));
        }
        // Of a great number three digits are read; the table has the others.
        let value = value / self.scale.0;
        let size = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
        let digits = 10f64.powf(2.0 - size);
        let rounded = match value.abs() >= 100.0 {
            true => value.round(),
            false => (value * digits).round() / digits,
        };
        self.with_unit(&self.number(rounded, None))
    }

    /// A mark of an axis, with as many decimals as its step needs.
    pub fn tick(&self, value: f64, decimals: usize) -> String {
        if self.scale.1.is_empty() {
            return self.with_unit(&self.number(value, Some(decimals)));
        }
        self.with_unit(&self.number(value / self.scale.0, None))
    }

    /// A number as it is, in figures of the language.
    pub fn plain(&self, value: f64) -> String {
        self.figures(value.to_string())
    }

    /// A text with its figures in those of the language.
    fn figures(&self, text: String) -> String {
        let words = self.words.as_ref().filter(|words| words.has_figures());
        let Some(words) = words else { return text };
        words.digits(&text).replace(',', "٬").replace('.', "٫")
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
        self.figures(if value < 0.0 && !zero { format!("−{out}") } else { out })
    }

    /// A date in words: `17 May 2024`.
    pub fn day(&self, day: Day) -> String {
        let year = day.date.year();
        if let Some(words) = &self.words {
            return match day.grain {
                Grain::Year => words.digits(&year.to_string()).into_owned(),
                Grain::Month => words.month(year, day.date.month()),
                Grain::Day => words.day(day.date),
            };
        }
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
            Some(to) => {
                let (from, to) = (self.day(event.from), self.day(to));
                let apart = if self.english { "to" } else { "–" };
                format!("{from} {apart} {to}")
            }
            None => self.day(event.from),
        }
    }

    /// The name of a month: `May`, or `05` where names are not known.
    pub fn month(&self, month: i8) -> String {
        const NAMES: [&str; 12] = [
            "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct",
            "Nov", "Dec",
        ];
        if let Some(words) = &self.words {
            return words.short_month(month).unwrap_or_default();
        }
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
    use std::sync::Arc;

    use super::Manner;
    use crate::base::words::Words;

    fn manner(language: &str, unit: &str) -> Manner {
        Manner::new(language, unit, &Arc::new(Words::default()))
    }

    #[test]
    fn numbers_are_written_in_the_manner_of_the_language() {
        let (english, german) = (manner("en-GB", "%"), manner("de", "talks"));
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
        let great = manner("en", "€").scaled_to(2.3e12);
        let shown = [1.9e12, 2_345_678_901_234.0, 12e9, 0.0].map(|v| great.value(v));
        assert_eq!(shown, ["€1.9", "€2.35", "€0.012", "€0"]);
        assert_eq!((great.scale(), &*great.tick(5e11, 0)), ("trillion", "€0.5"));
        assert_eq!(english.tick(-0.01, 0), "0%");
        assert_eq!(manner("en", "€").value(-2.0), "−€2");
    }
}
