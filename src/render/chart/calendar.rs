//! Dates on a line, to scale, and the marks of the calendar below it.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::parse::chart::{Day, Grain};
use crate::render::chart::figure::Manner;
use crate::render::chart::scale::Scale;
use crate::render::chart::text::width;

/// A mark below a line of time: where, and one or two lines of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: f64,
    /// The first line: a day, a month or a year.
    pub first: String,
    /// The year, where it is not the one before.
    pub second: String,
}

/// The steps of a calendar, the shortest first: days, months or years, and how many of them.
const STEPS: [(Grain, i16); 19] = [
    (Grain::Day, 1),
    (Grain::Day, 2),
    (Grain::Day, 5),
    (Grain::Day, 10),
    (Grain::Month, 1),
    (Grain::Month, 2),
    (Grain::Month, 3),
    (Grain::Month, 6),
    (Grain::Year, 1),
    (Grain::Year, 2),
    (Grain::Year, 5),
    (Grain::Year, 10),
    (Grain::Year, 20),
    (Grain::Year, 50),
    (Grain::Year, 100),
    (Grain::Year, 200),
    (Grain::Year, 500),
    (Grain::Year, 1000),
    (Grain::Year, 5000),
];

/// A day as a number.
pub fn number(date: Date) -> f64 {
    let since = date.duration_since(Date::constant(1970, 1, 1));
    since.as_secs() as f64 / 86_400.0
}

/// The marks below some dates: each of them when there is room, else steps of the calendar.
pub fn marks(days: &[Day], scale: &Scale, manner: &Manner) -> Vec<Mark> {
    let grain = days.iter().map(|day| day.grain).min().unwrap_or(Grain::Year);
    let own: Vec<Date> = days.iter().map(|day| day.date).collect();
    let each = labelled(&own, grain, scale, manner);
    if fit(&each) {
        return each;
    }
    for (step, count) in STEPS.iter().filter(|(step, _)| *step >= grain) {
        let dates = steps(scale, *step, *count);
        let marks = labelled(&dates, *step, scale, manner);
        if marks.len() > 1 && fit(&marks) {
            return marks;
        }
    }
    let ends: Vec<Date> = own.first().into_iter().chain(own.last()).copied().collect();
    let marks = labelled(&ends, grain, scale, manner);
    if fit(&marks) { marks } else { marks.into_iter().take(1).collect() }
}

/// Whether there is room between the marks.
fn fit(marks: &[Mark]) -> bool {
    let wide = |mark: &Mark| width(&mark.first).max(width(&mark.second));
    marks.windows(2).all(|pair| match pair {
        [a, b] => (b.at - a.at).abs() >= f64::midpoint(wide(a), wide(b)) + 10.0,
        _ => true,
    })
}

/// The dates of the calendar that begin a step, within a scale.
fn steps(scale: &Scale, step: Grain, count: i16) -> Vec<Date> {
    let length = match step {
        Grain::Day => 1.0,
        Grain::Month => 30.0,
        Grain::Year => 365.0,
    };
    // More can never fit.
    if (scale.high - scale.low) / (length * f64::from(count)) > 60.0 {
        return Vec::new();
    }
    let epoch = Date::constant(1970, 1, 1);
    let first = epoch
        .saturating_add((scale.low.floor() as i64).clamp(-700_000, 2_900_000).days());
    let mut dates = Vec::new();
    let mut date = match step {
        Grain::Day => first.first_of_month(),
        Grain::Month => first.first_of_year(),
        Grain::Year => {
            let year = first.year().div_euclid(count).saturating_mul(count);
            Date::new(if year < 1 { count } else { year }, 1, 1).unwrap_or(first)
        }
    };
    while number(date) <= scale.high {
        // Days are counted from the first of each month, and not beyond the 29th.
        let regular = step != Grain::Day || count == 1 || date.day() < 30;
        if number(date) >= scale.low && regular {
            dates.push(date);
        }
        let next = match step {
            Grain::Day => next_day(date, count),
            Grain::Month => date.checked_add(i64::from(count).months()).ok(),
            Grain::Year => date.checked_add(i64::from(count).years()).ok(),
        };
        match next {
            Some(next) if next > date => date = next,
            _ => break,
        }
    }
    dates
}

/// The next day of a month in steps that begin anew with each month.
fn next_day(date: Date, count: i16) -> Option<Date> {
    let next = date.checked_add(i64::from(count).days()).ok()?;
    match next.month() == date.month() {
        true => Some(next),
        false => Some(next.first_of_month()),
    }
}

/// Dates with their words.
fn labelled(dates: &[Date], grain: Grain, scale: &Scale, manner: &Manner) -> Vec<Mark> {
    let mut year = None;
    let mark = |date: &Date| {
        let month = manner.month(date.month());
        let first = match grain {
            Grain::Year => date.year().to_string(),
            Grain::Month => month,
            Grain::Day if month.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("{month}-{:02}", date.day())
            }
            Grain::Day => format!("{} {month}", date.day()),
        };
        let new = grain != Grain::Year && year != Some(date.year());
        year = Some(date.year());
        let second = if new { date.year().to_string() } else { String::new() };
        Mark { at: scale.at(number(*date)), first, second }
    };
    dates.iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(from: &str, to: &str, room: f64) -> String {
        let days = [from, to].map(|text| Day::parse(text).unwrap());
        let (low, high) = (number(days[0].date), number(days[1].date));
        let scale = Scale { low, high, start: 0.0, end: room };
        let days: Vec<Day> = std::iter::repeat_n(days[0], 60).chain([days[1]]).collect();
        let marks =
            marks(&days, &scale, &Manner::new("en", "", &std::sync::Arc::default()));
        let mark = |m: &Mark| format!("{:.0} {} {}", m.at, m.first, m.second);
        marks.iter().map(|m| mark(m).trim_end().to_owned()).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn steps_are_those_of_the_calendar() {
        let cases = [
            (
                "1990",
                "2024",
                500.0,
                "0 1990; 74 1995; 147 2000; 221 2005; 294 2010; 368 2015; 441 2020",
            ),
            (
                "2024-01",
                "2025-03",
                400.0,
                "0 Jan 2024; 56 March; 114 May; 171 July; 230 Sept; 287 Nov; 344 Jan 2025; 400 March",
            ),
            ("2024-11-20", "2025-01-10", 300.0, "65 Dec 2024; 247 Jan 2025"),
            (
                "2024-05-03",
                "2024-05-06",
                300.0,
                "0 3 May 2024; 100 4 May; 200 5 May; 300 6 May",
            ),
            ("1000", "9999", 300.0, "0 1000; 300 9999"),
        ];
        for (from, to, room, expected) in cases {
            assert_eq!(shown(from, to, room), expected, "{from} {to}");
        }
    }
}
