//! The theme's words in the language of a page, with its forms of dates and numbers.
//!
//! A text is known by its English words. English itself has no catalogue: its words are those
//! in templates and code, and its dates and numbers are written without any data of locales.

mod catalogue;
mod format;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

pub use crate::base::words::catalogue::{OwnWords, Saying};
use crate::base::words::format::Format;

use crate::base::date::{
    MONTHS, PartialDate, WorkDate, day_in_words, work_date_in_words,
};

/// The categories of plural forms that CLDR knows.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The languages whose words are built in, besides English.
pub const BUILT_IN: [&str; 6] = ["ar", "de", "fa", "fr", "tr", "ur"];

/// Words that people write as ids, of which the catalogues know these: what outlets are, and
/// who can read a work.
pub const FREE: [&str; 10] = [
    "Newspaper",
    "News agency",
    "Ministry",
    "Magazine",
    "Broadcaster",
    "Think tank",
    "Government",
    "University",
    "Journal",
    "Paywall",
];

/// Marks words in code that are shown later, so that the test of catalogues finds them.
pub const fn said(words: &'static str) -> &'static str {
    words
}

/// The words of a language.
#[derive(Debug, Default)]
pub struct Words {
    language: String,
    sayings: BTreeMap<String, Saying>,
    format: Option<Format>,
}

impl Words {
    /// The words for pages in a language, with those that a publication has of its own.
    pub fn of(language: &str, own: &OwnWords) -> Self {
        let language = key(language, own);
        let primary = primary(&language);
        let mut sayings = catalogue::built_in(&primary);
        for name in [&primary, &language] {
            sayings.extend(own.get(name).cloned().unwrap_or_default());
        }
        let format = (primary != "en").then(|| Format::new(&language)).flatten();
        Self { language, sayings, format }
    }

    /// The language whose words these are: `en` on pages in a language without any.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether nothing differs from the English words in templates and code.
    pub fn are_plain(&self) -> bool {
        self.sayings.is_empty() && self.format.is_none()
    }

    /// What stands for an English text.
    pub fn saying(&self, text: &str) -> Option<&Saying> {
        self.sayings.get(text)
    }

    /// A text in this language.
    pub fn say<'a>(&'a self, text: &'a str) -> &'a str {
        match self.sayings.get(text) {
            Some(saying) => saying.plain(),
            None => text,
        }
    }

    /// A text whose holes, `{name}`, are filled.
    pub fn fill(&self, text: &str, holes: &[(&str, &str)]) -> String {
        filled(self.say(text), holes)
    }

    /// A number with its noun. The words are known by the text of the singular.
    pub fn count(&self, one: &str, many: &str, number: usize) -> String {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        let text = match self.sayings.get(one) {
            Some(Saying::Forms(forms)) => {
                let form = forms.get(self.plural(number)).or_else(|| forms.get("other"));
                form.map_or(many, String::as_str)
            }
            Some(Saying::Text(text)) => text,
            None if number == 1 => one,
            None => many,
        };
        filled(text, &[("n", &self.number(number))])
    }

    /// A list of names: `A, B and C`.
    pub fn list<S: AsRef<str>>(&self, names: &[S]) -> String {
        let mut out = String::new();
        for (at, name) in names.iter().enumerate() {
            let apart = if at + 1 == names.len() { " and " } else { ", " };
            out.push_str(if at == 0 { "" } else { self.say(apart) });
            out.push_str(name.as_ref());
        }
        out
    }

    /// The plural category of a number.
    pub fn plural(&self, number: u64) -> &'static str {
        match (&self.format, number) {
            (Some(format), number) => format.plural(number),
            (None, 1) => "one",
            (None, _) => "other",
        }
    }

    /// A number with its separators.
    pub fn number(&self, number: u64) -> String {
        let format = self.format.as_ref();
        format.map_or_else(|| number.to_string(), |format| format.number(number))
    }

    /// Whether numbers and dates are written by data of the language.
    pub fn has_formats(&self) -> bool {
        self.format.is_some()
    }

    /// Whether numbers are written in other figures than 0 to 9.
    pub fn has_figures(&self) -> bool {
        self.format.as_ref().is_some_and(|format| format.figures.is_some())
    }

    /// A text with its figures in those of the language, nothing put between them: for years
    /// and numbers of notes.
    pub fn digits<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some(figures) = self.format.as_ref().and_then(|f| f.figures.as_ref()) else {
            return Cow::Borrowed(text);
        };
        let figure = |c: char| {
            let digit = c.to_digit(10).filter(|_| c.is_ascii_digit());
            let at = digit.and_then(|digit| usize::try_from(digit).ok());
            at.and_then(|at| figures.get(at)).copied().unwrap_or(c)
        };
        Cow::Owned(text.chars().map(figure).collect())
    }

    /// A calendar day: `5 February 2026`.
    pub fn day(&self, day: Date) -> String {
        match &self.format {
            None => day_in_words(day),
            Some(format) => format.day(day.year(), day.month(), day.day()),
        }
    }

    /// A month: `February 2026`.
    pub fn month(&self, year: i16, month: i8) -> String {
        if let Some(format) = &self.format {
            return format.month(year, month);
        }
        let at = usize::from(month.unsigned_abs()).wrapping_sub(1);
        format!("{} {year}", MONTHS.get(at).unwrap_or(&""))
    }

    /// The short name of a month, for charts. None in English, which has its own.
    pub fn short_month(&self, month: i8) -> Option<String> {
        Some(self.format.as_ref()?.short_month(month))
    }

    /// The date of a work: `February 2026`, `c. 1979`, `1979 to 1981`.
    pub fn work_date(&self, date: &WorkDate) -> String {
        if self.are_plain() {
            return work_date_in_words(date);
        }
        let start = self.partial(&date.start);
        match &date.end {
            None => start,
            Some(end) => {
                let end = self.partial(end);
                self.fill(said("{from} to {to}"), &[("from", &start), ("to", &end)])
            }
        }
    }

    fn partial(&self, date: &PartialDate) -> String {
        let words = match (date.month, date.day) {
            (Some(month), Some(day)) => match Date::new(date.year, month, day) {
                Ok(day) => self.day(day),
                Err(_) => date.to_string(),
            },
            (Some(month), None) => self.month(date.year, month),
            _ => self.digits(&date.year.to_string()).into_owned(),
        };
        match date.circa {
            true => self.fill(said("c. {date}"), &[("date", &words)]),
            false => words,
        }
    }
}

/// The language whose words stand on pages in a language: its own where there are any, else
/// English.
pub fn key(language: &str, own: &OwnWords) -> String {
    let primary = primary(language);
    let known = own.contains_key(language)
        || (primary != "en" && (own.contains_key(&primary) || is_built_in(&primary)));
    if known { language.to_owned() } else { "en".to_owned() }
}

/// The name of a language in itself; its tag where that is not known.
pub fn name_of(language: &str) -> &str {
    const NAMES: [(&str, &str); 42] = [
        ("am", "አማርኛ"),
        ("ar", "العربية"),
        ("az", "Azərbaycanca"),
        ("bg", "Български"),
        ("bn", "বাংলা"),
        ("bs", "Bosanski"),
        ("ckb", "کوردیی ناوەندی"),
        ("cs", "Čeština"),
        ("da", "Dansk"),
        ("de", "Deutsch"),
        ("el", "Ελληνικά"),
        ("en", "English"),
        ("es", "Español"),
        ("fa", "فارسی"),
        ("fi", "Suomi"),
        ("fr", "Français"),
        ("he", "עברית"),
        ("hi", "हिन्दी"),
        ("hr", "Hrvatski"),
        ("hu", "Magyar"),
        ("hy", "Հայերեն"),
        ("id", "Bahasa Indonesia"),
        ("it", "Italiano"),
        ("ja", "日本語"),
        ("ka", "ქართული"),
        ("kk", "Қазақ тілі"),
        ("ko", "한국어"),
        ("ku", "Kurdî"),
        ("ms", "Bahasa Melayu"),
        ("nl", "Nederlands"),
        ("pl", "Polski"),
        ("ps", "پښتو"),
        ("pt", "Português"),
        ("ro", "Română"),
        ("ru", "Русский"),
        ("sr", "Српски"),
        ("sv", "Svenska"),
        ("sw", "Kiswahili"),
        ("tr", "Türkçe"),
        ("uk", "Українська"),
        ("ur", "اردو"),
        ("zh", "中文"),
    ];
    let primary = primary(language);
    let known = NAMES.iter().find(|(tag, _)| *tag == primary);
    known.map_or(language, |(_, name)| name)
}

fn is_built_in(primary: &str) -> bool {
    BUILT_IN.contains(&primary)
}

fn primary(language: &str) -> String {
    language.split('-').next().unwrap_or(language).to_lowercase()
}

/// A text with its holes filled; one that nothing fills stays.
pub fn filled(text: &str, holes: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match holes.iter().find(|(hole, _)| *hole == name) {
            Some((_, words)) => out.push_str(words),
            None => out.extend(["{", name, "}"]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The names of the holes of a text.
pub fn holes(text: &str) -> Vec<&str> {
    let parts = text.split('{').skip(1);
    let mut names: Vec<&str> =
        parts.filter_map(|part| Some(part.split_once('}')?.0)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests;
