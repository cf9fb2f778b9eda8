//! Dates as writers write them: calendar days that never shift, moments with or without
//! an offset, and the loose dates of cited works.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::base::packed;

/// A calendar day, or a moment of one.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Moment {
    /// A day without a time: it stays this day in every time zone.
    Day(#[serde(with = "packed::day")] Date),
    /// A clock time, in the site's time zone unless an offset says otherwise.
    Time(
        #[serde(with = "packed::time")] DateTime,
        #[serde(with = "packed::offset")] Option<Offset>,
    ),
}

impl Moment {
    /// Reads `2026-02-05`, `2026-02-05 09:00`, `2026-02-05T09:00:00Z` or
    /// `2026-02-05 09:00 +04:00`.
    ///
    /// # Errors
    ///
    /// A sentence on what is wrong and, where it can be known, what to type instead.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        let text = text.trim();
        if text.len() == 10 {
            return text.parse().map(Moment::Day).map_err(|_| DateProblem::of(text));
        }
        let (Some(day), Some(rest)) = (text.get(..10), text.get(10..)) else {
            return Err(DateProblem::of(text));
        };
        let rest = rest.trim_start_matches(['T', 't', ' ']);
        let (clock, offset) = split_offset(rest);
        let stamp = format!("{day}T{}", clock.trim_end());
        let time = stamp.parse::<DateTime>().map_err(|_| DateProblem::of(text))?;
        let offset = match offset {
            None => None,
            Some("Z" | "z") => Some(Offset::UTC),
            Some(offset) => {
                Some(parse_offset(offset).ok_or_else(|| DateProblem::of(text))?)
            }
        };
        Ok(Moment::Time(time, offset))
    }

    /// The calendar day, as it stands on the page.
    pub fn day(&self) -> Date {
        match self {
            Moment::Day(day) => *day,
            Moment::Time(time, _) => time.date(),
        }
    }

    /// The moment in time; of a day its start in `zone`.
    pub fn timestamp(&self, zone: &TimeZone) -> Timestamp {
        match self {
            Moment::Day(day) => {
                zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible()
            }
            Moment::Time(time, None) => zone.to_ambiguous_timestamp(*time).compatible(),
            Moment::Time(time, Some(offset)) => offset.to_timestamp(*time),
        }
        .unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The moment with its offset in RFC 3339: of a day its start in `zone`.
    pub fn rfc3339(&self, zone: &TimeZone) -> String {
        let zone = match self {
            Moment::Time(_, Some(offset)) => TimeZone::fixed(*offset),
            _ => zone.clone(),
        };
        let zoned = Zoned::new(self.timestamp(&zone), zone);
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The moment as a person would write it: `2026-02-05`, `2026-02-05 09:00`, with its
    /// offset when it has one.
    pub fn written(&self) -> String {
        match self {
            Moment::Day(day) => day.to_string(),
            Moment::Time(time, None) => time.strftime("%Y-%m-%d %H:%M").to_string(),
            Moment::Time(_, Some(_)) => self.rfc3339(&TimeZone::UTC),
        }
    }

    /// The machine-readable form for a `datetime` attribute: a day stays a day.
    pub fn iso(&self, zone: &TimeZone) -> String {
        match self {
            Moment::Day(day) => day.to_string(),
            Moment::Time(..) => self.rfc3339(zone),
        }
    }
}

/// Splits `09:00+04:00` into its clock and its offset.
fn split_offset(text: &str) -> (&str, Option<&str>) {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return (clock, Some("Z"));
    }
    match text.rfind(['+', '-']) {
        Some(at) => (&text[..at], Some(&text[at..])),
        None => (text, None),
    }
}

/// Reads `+04:00`, `+0400` or `+04`.
fn parse_offset(text: &str) -> Option<Offset> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    if !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse::<i32>().ok()?, digits[2..].parse::<i32>().ok()?),
        _ => return None,
    };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// Why a date cannot be read, with what to type instead when that can be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateProblem {
    /// The form that was probably meant.
    pub meant: Option<String>,
}

impl DateProblem {
    /// Looks for the date that was probably meant: one in words, or with other marks.
    fn of(text: &str) -> Self {
        const FORMS: [&str; 12] = [
            "%d %B %Y",
            "%B %d, %Y",
            "%B %d %Y",
            "%d %b %Y",
            "%b %d, %Y",
            "%A, %d %B %Y",
            "%A, %B %d, %Y",
            "%Y/%m/%d",
            "%Y.%m.%d",
            "%d.%m.%Y",
            "%d-%m-%Y",
            "%Y-%m-%d",
        ];
        let date = |form: &&str| Date::strptime(*form, text).ok();
        // `February 2026` is no day of the year 26.
        let meant = FORMS.iter().filter_map(date).find(|d| d.year() > 999);
        Self { meant: meant.map(|date| date.to_string()) }
    }

    /// The same for a work, of which the month alone may be known: `Feb 2026`.
    fn of_work(text: &str) -> Self {
        const FORMS: [&str; 6] =
            ["%d %B %Y", "%d %B, %Y", "%d %b %Y", "%d %Y/%m", "%d %m/%Y", "%d %m.%Y"];
        let day = format!("1 {text}");
        let month = || {
            let date = FORMS.iter().find_map(|form| Date::strptime(form, &day).ok())?;
            Some(date.strftime("%Y-%m").to_string())
        };
        let meant = Self::of(text).meant.or_else(month);
        Self { meant }
    }

    /// What to type instead.
    pub fn hint(&self) -> String {
        match &self.meant {
            Some(date) => format!("write `{date}`"),
            None => "write year-month-day, for example `2026-02-05`".to_owned(),
        }
    }
}

/// The date of a cited work, as loose as sources are: a year, a month, a day, about a year
/// (`1979~`), or from one to another (`1979/1981`). A subset of EDTF (ISO 8601-2:2019).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WorkDate {
    /// The first or only date.
    pub start: PartialDate,
    /// The last date of a range.
    pub end: Option<PartialDate>,
}

/// A year with, perhaps, its month and its day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct PartialDate {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month, from 1.
    pub day: Option<i8>,
    /// About then.
    pub circa: bool,
}

impl WorkDate {
    /// Reads a work's date.
    ///
    /// # Errors
    ///
    /// What was probably meant, where it can be known.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        let text = text.trim();
        let (start, end) = match text.split_once('/') {
            Some((start, end)) => (start, Some(end)),
            None => (text, None),
        };
        let part = |part: &str| {
            PartialDate::parse(part).ok_or_else(|| DateProblem::of_work(text))
        };
        Ok(Self { start: part(start)?, end: end.map(part).transpose()? })
    }
}

impl PartialDate {
    fn parse(text: &str) -> Option<Self> {
        let circa = text.ends_with('~');
        let text = text.trim_end_matches('~');
        let mut parts = text.splitn(3, '-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let two = |part: &str| (part.len() == 2).then(|| part.parse::<i8>().ok())?;
        let month = match parts.next() {
            Some(month) => Some(two(month)?),
            None => None,
        };
        let day = match parts.next() {
            Some(day) => Some(two(day)?),
            None => None,
        };
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day, circa })
    }
}

impl fmt::Display for WorkDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start)?;
        self.end.iter().try_for_each(|end| write!(f, "/{end}"))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.iter().try_for_each(|month| write!(f, "-{month:02}"))?;
        self.day.iter().try_for_each(|day| write!(f, "-{day:02}"))?;
        if self.circa { f.write_str("~") } else { Ok(()) }
    }
}

/// English names of the months, from January.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A calendar day in words: `5 February 2026`.
pub fn day_in_words(day: Date) -> String {
    let month = MONTHS[usize::from(day.month().unsigned_abs()) - 1];
    format!("{} {month} {}", day.day(), day.year())
}

/// A work's date in words: `February 2026`, `c. 1979`, `1979 to 1981`.
pub fn work_date_in_words(date: &WorkDate) -> String {
    let words = |part: &PartialDate| {
        let circa = if part.circa { "c. " } else { "" };
        let month = part.month.map(|m| MONTHS[usize::from(m.unsigned_abs()) - 1]);
        match (part.day, month) {
            (Some(day), Some(month)) => format!("{circa}{day} {month} {}", part.year),
            (None, Some(month)) => format!("{circa}{month} {}", part.year),
            _ => format!("{circa}{}", part.year),
        }
    };
    match &date.end {
        Some(end) => format!("{} to {}", words(&date.start), words(end)),
        None => words(&date.start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn muscat() -> TimeZone {
        TimeZone::get("Asia/Muscat").unwrap()
    }

    #[test]
    fn a_day_stays_a_day_and_a_time_takes_the_zone() {
        let day = Moment::parse("2026-02-05").unwrap();
        assert_eq!(day.iso(&muscat()), "2026-02-05");
        assert_eq!(day.rfc3339(&muscat()), "2026-02-05T00:00:00+04:00");
        let local = Moment::parse("2026-02-05 09:00").unwrap();
        assert_eq!(local.rfc3339(&muscat()), "2026-02-05T09:00:00+04:00");
        let utc = Moment::parse("2026-02-05T09:00:30Z").unwrap();
        assert_eq!(utc.rfc3339(&muscat()), "2026-02-05T09:00:30+00:00");
        let offset = Moment::parse("2026-02-05 09:00 -03:30").unwrap();
        assert_eq!(offset.timestamp(&muscat()).to_string(), "2026-02-05T12:30:00Z");
    }

    #[test]
    fn a_date_in_words_says_what_was_meant() {
        let meant = |text: &str| Moment::parse(text).unwrap_err().meant;
        assert_eq!(meant("5 February 2026").as_deref(), Some("2026-02-05"));
        assert_eq!(meant("February 5, 2026").as_deref(), Some("2026-02-05"));
        assert_eq!(meant("2026/02/05").as_deref(), Some("2026-02-05"));
        assert_eq!(meant("2026-02-30"), None);
        assert_eq!(meant("soon"), None);
    }

    #[test]
    fn the_dates_of_works_are_loose() {
        for text in ["2026", "2026-02", "2026-02-04", "1979~", "1979/1981"] {
            assert_eq!(WorkDate::parse(text).unwrap().to_string(), text);
        }
        let words = |text: &str| work_date_in_words(&WorkDate::parse(text).unwrap());
        assert_eq!(words("1979~"), "c. 1979");
        assert_eq!(words("1979/1981"), "1979 to 1981");
        assert_eq!(words("2026-02"), "February 2026");
        assert!(WorkDate::parse("2026-13").is_err());
        for text in ["Feb 2026", "February 2026", "February, 2026", "02/2026", "2026/02"]
        {
            let meant = WorkDate::parse(text).unwrap_err().meant;
            assert_eq!(meant.as_deref(), Some("2026-02"), "{text}");
        }
    }
}
