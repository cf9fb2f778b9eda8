//! Dates, numbers and plurals by the data of CLDR.

use std::fmt::{Debug, Formatter};

use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{M, YM, YMD};
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The formatters of a language. The calendar is always the Gregorian one.
pub struct Format {
    plurals: PluralRules,
    decimal: DecimalFormatter,
    days: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    months: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    short_months: FixedCalendarDateTimeFormatter<Gregorian, M>,
    /// The figures from 0, where they are not those of ASCII.
    pub figures: Option<Vec<char>>,
}

impl Format {
    /// The formatters of a language; none for what is no language.
    pub fn new(language: &str) -> Option<Self> {
        let locale = Locale::try_from_str(language).ok()?;
        let dates = || DateTimeFormatterPreferences::from(&locale);
        let options = DecimalFormatterOptions::default();
        let decimal = DecimalFormatter::try_new((&locale).into(), options).ok()?;
        let figure = |digit: u64| decimal.format(&digit.into()).to_string();
        let figures = (0..10).filter_map(|digit| figure(digit).chars().next());
        let figures: Vec<char> = figures.collect();
        Some(Self {
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok()?,
            days: FixedCalendarDateTimeFormatter::try_new(dates(), YMD::long()).ok()?,
            months: FixedCalendarDateTimeFormatter::try_new(dates(), YM::long()).ok()?,
            short_months: FixedCalendarDateTimeFormatter::try_new(dates(), M::medium())
                .ok()?,
            figures: (figures.first() != Some(&'0')).then_some(figures),
            decimal,
        })
    }

    /// The plural category of a number.
    pub fn plural(&self, number: u64) -> &'static str {
        match self.plurals.category_for(number) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// A number with its separators.
    pub fn number(&self, number: u64) -> String {
        self.decimal.format(&number.into()).to_string()
    }

    /// A day in its long form.
    pub fn day(&self, year: i16, month: i8, day: i8) -> String {
        let words = |date| self.days.format(&date).to_string();
        date(year, month, day).map(words).unwrap_or_default()
    }

    /// A month in its long form.
    pub fn month(&self, year: i16, month: i8) -> String {
        let words = |date| self.months.format(&date).to_string();
        date(year, month, 1).map(words).unwrap_or_default()
    }

    /// The short name of a month.
    pub fn short_month(&self, month: i8) -> String {
        let words = |date| self.short_months.format(&date).to_string();
        date(2000, month, 1).map(words).unwrap_or_default()
    }
}

fn date(year: i16, month: i8, day: i8) -> Option<Date<Gregorian>> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Date::try_new_gregorian(i32::from(year), month, day).ok()
}

impl Debug for Format {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Format").field("figures", &self.figures).finish_non_exhaustive()
    }
}
