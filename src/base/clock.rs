//! The moment for which a site is made, as the model sees it.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// The moment for which a site is made. It tells only whether other moments have passed, and
/// remembers the nearest of them on both sides: at every moment between those two it would
/// have answered the same, so that the same site would have been made. They are kept as whole
/// seconds, rounded towards the clock's own moment: every article asks in every build.
#[derive(Debug)]
pub struct Clock {
    now: Timestamp,
    /// The nearest moment that has passed; the least number where there is none.
    since: AtomicI64,
    /// The nearest that has not; the greatest number where there is none.
    until: AtomicI64,
}

/// A span of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its first moment; none where it has always been.
    pub since: Option<Timestamp>,
    /// The first moment after it; none where it lasts.
    pub until: Option<Timestamp>,
}

impl Span {
    /// Whether a moment lies in it.
    pub fn contains(&self, moment: Timestamp) -> bool {
        self.since.is_none_or(|since| since <= moment)
            && self.until.is_none_or(|until| moment < until)
    }
}

impl Clock {
    /// A clock that stands at a moment.
    pub fn new(now: Timestamp) -> Self {
        let (since, until) = (AtomicI64::new(i64::MIN), AtomicI64::new(i64::MAX));
        Self { now, since, until }
    }

    /// Whether a moment has passed: it is this one, or earlier.
    pub fn passed(&self, moment: Timestamp) -> bool {
        let passed = moment <= self.now;
        // Rounded towards zero by the type.
        let (second, rest) = (moment.as_second(), moment.subsec_nanosecond());
        if passed {
            let since = second + i64::from(rest > 0);
            if since > self.since.load(Ordering::Relaxed) {
                self.since.fetch_max(since, Ordering::Relaxed);
            }
        } else {
            let until = second - i64::from(rest < 0);
            if until < self.until.load(Ordering::Relaxed) {
                self.until.fetch_min(until, Ordering::Relaxed);
            }
        }
        passed
    }

    /// The calendar day in some time zone.
    pub fn day(&self, zone: &TimeZone) -> Date {
        let day = self.now.to_zoned(zone.clone()).date();
        for end in [Ok(day), day.tomorrow()].into_iter().flatten() {
            let begins = zone.to_ambiguous_timestamp(end.at(0, 0, 0, 0)).compatible();
            begins.map(|begins| self.passed(begins)).unwrap_or_default();
        }
        day
    }

    /// The span in which every answer so far would have been the same.
    pub fn span(&self) -> Span {
        // No timestamp stands at either end of the numbers.
        let moment = |second: i64| Timestamp::from_second(second).ok();
        Span {
            since: moment(self.since.load(Ordering::Relaxed)),
            until: moment(self.until.load(Ordering::Relaxed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_span_lies_between_the_nearest_moments_asked_of() {
        let clock = Clock::new(at("2026-02-05T09:00:00Z"));
        assert_eq!(clock.span(), Span::default());
        let asked =
            ["2026-02-01", "2026-02-05", "2025-01-01", "2026-03-01", "2027-01-01"];
        let passed = asked.map(|day| clock.passed(at(&format!("{day}T09:00:00Z"))));
        assert_eq!(passed, [true, true, true, false, false]);
        let (since, until) = (at("2026-02-05T09:00:00Z"), at("2026-03-01T09:00:00Z"));
        let span = Span { since: Some(since), until: Some(until) };
        assert_eq!(clock.span(), span);
        assert!(span.contains(since) && !span.contains(until));
        assert!(!span.contains(at("2026-02-05T08:59:59Z")));
    }

    #[test]
    fn a_part_of_a_second_makes_the_span_shorter() {
        for (now, passed, still) in [
            ("2026-02-05T09:00:05Z", "2026-02-05T09:00:01.5Z", "2026-02-05T09:00:08.5Z"),
            ("1950-02-05T09:00:05Z", "1950-02-05T09:00:01.5Z", "1950-02-05T09:00:08.5Z"),
        ] {
            let clock = Clock::new(at(now));
            assert!(clock.passed(at(passed)) && !clock.passed(at(still)));
            let second =
                |text: &str| Some(at(&text.replace("1.5", "2").replace("8.5", "8")));
            let (since, until) = (second(passed), second(still));
            assert_eq!(clock.span(), Span { since, until });
        }
    }

    #[test]
    fn a_day_lasts_until_the_next_begins() {
        let clock = Clock::new(at("2026-02-05T21:00:00Z"));
        let zone = TimeZone::get("Asia/Muscat").unwrap();
        assert_eq!(clock.day(&zone), "2026-02-06".parse().unwrap());
        let since = Some(at("2026-02-05T20:00:00Z"));
        let until = Some(at("2026-02-06T20:00:00Z"));
        assert_eq!(clock.span(), Span { since, until });
    }
}
