//! `content/links.yml` as it is kept: what is due, what was found, and its text.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::base::diagnostic::Diagnostic;
use crate::base::path::FilePath;
use crate::base::scalar::quoted;
use crate::links::answer::{Answer, Found, status};
use crate::parse::entities::{AddressFront, AddressStatus};
use crate::parse::front_matter::links;

/// Where it is kept.
pub const FILE: &str = "content/links.yml";

/// How it begins.
const HEAD: &str = "\
# What became of the addresses that the sources cite. Written by `chancery sources check`.
# Keep it with the content: a page that cites a broken address shows its archived copy.
";

/// From how many bytes on YAML takes no key that stands before its colon on one line.
const LONG: usize = 1000;

/// What is known of each address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The addresses in order.
    pub links: BTreeMap<String, AddressFront>,
}

impl Record {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut found = Vec::new();
        let text = text.trim_start_matches('\u{feff}');
        let links = links::read(&FilePath::new(FILE), text, &mut found);
        let links = links.unwrap_or_default();
        if found.iter().any(Diagnostic::is_error) {
            return Err(found);
        }
        let links = links.into_iter().map(|link| (link.address.clone(), link));
        Ok(Self { links: links.collect() })
    }

    /// Whether an address is to be asked on a day: one that is fine after some days, all
    /// others once a day.
    pub fn is_due(&self, address: &str, today: Date, days: i32) -> bool {
        let Some(link) = self.links.get(address) else { return true };
        let Some(asked) = link.asked.filter(|asked| *asked <= today) else {
            return true;
        };
        let days = if link.status == AddressStatus::Fine { days } else { 1 };
        asked.checked_add(days.days()).is_ok_and(|due| due <= today)
    }

    /// Whether an address was missing before a day and has not been fine since.
    pub fn is_suspected(&self, address: &str, today: Date) -> bool {
        let link = self.links.get(address);
        link.is_some_and(|link| {
            link.status == AddressStatus::Broken
                || link.missing.is_some_and(|missing| missing < today)
        })
    }

    /// Takes in what was found at an address on a day.
    ///
    /// One that is missing is broken only when that was seen twice: in two places of one
    /// run, or on two days. One that was broken and of which nobody can say anything today
    /// stays broken.
    pub fn take(&mut self, address: &str, found: &Found, today: Date) {
        let suspected = self.is_suspected(address, today);
        let known = self.links.get(address);
        let fine = known.and_then(|link| match link.status {
            AddressStatus::Fine => link.asked,
            _ => link.fine,
        });
        let was_broken = known.is_some_and(|link| link.status == AddressStatus::Broken);
        let missing = known.and_then(|link| link.missing);
        let mut link = AddressFront {
            address: address.to_owned(),
            status: AddressStatus::Fine,
            why: None,
            asked: Some(today),
            fine: None,
            missing: None,
            moved: None,
        };
        match &found.answer {
            Answer::Fine => link.moved = found.moved().map(str::to_owned),
            Answer::Missing(code) => {
                let broken = suspected || found.twice;
                let once = if broken { "" } else { ", seen once" };
                link.why = Some(status(*code) + once);
                link.status =
                    if broken { AddressStatus::Broken } else { AddressStatus::Unknown };
                (link.fine, link.missing) = (fine, missing.or(Some(today)));
            }
            Answer::Unknown(_) if was_broken => {
                link.why = known.and_then(|link| link.why.clone());
                link.status = AddressStatus::Broken;
                (link.fine, link.missing) = (fine, missing);
            }
            Answer::Unknown(why) => {
                link.why = Some(why.to_string());
                link.status = AddressStatus::Unknown;
                (link.fine, link.missing) = (fine, missing);
            }
        }
        self.links.insert(address.to_owned(), link);
    }

    /// Its text: one line for each address, in order.
    pub fn text(&self) -> String {
        let mut out = HEAD.to_owned();
        for link in self.links.values() {
            let mut fields = vec![format!("status: {}", link.status.name())];
            let text = |text: &Option<String>| text.as_deref().map(quoted);
            let day = |day: Option<Date>| day.map(|day| day.to_string());
            let optional = [
                ("why", text(&link.why)),
                ("asked", day(link.asked)),
                ("fine", day(link.fine)),
                ("missing", day(link.missing)),
                ("moved", text(&link.moved)),
            ];
            for (key, value) in optional {
                fields.extend(value.map(|value| format!("{key}: {value}")));
            }
            let (address, fields) = (quoted(&link.address), fields.join(", "));
            out.push_str(&match address.len() {
                ..LONG => format!("{address}: {{ {fields} }}\n"),
                _ => format!("? {address}\n: {{ {fields} }}\n"),
            });
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::answer::Why;
    use jiff::civil::date;

    const A: &str = "https://x.example/a";

    fn found(answer: Answer) -> Found {
        Found { answer, hops: Vec::new(), twice: false }
    }

    fn lines(record: &Record) -> Vec<String> {
        let text = record.text();
        assert_eq!(Record::read(&text), Ok(record.clone()));
        let text = text.strip_prefix(HEAD).unwrap();
        text.lines()
            .map(|l| l.strip_prefix("\"https://x.example/a\": ").unwrap().into())
            .collect()
    }

    /// What is kept after an answer on each day of November 2026.
    fn days(answers: &[(i8, Found)]) -> Vec<String> {
        let mut record = Record::default();
        let mut all = Vec::new();
        for (day, found) in answers {
            record.take(A, found, date(2026, 11, *day));
            all.extend(lines(&record));
        }
        all
    }

    #[test]
    fn missing_once_is_not_broken_and_twice_is() {
        let missing = || found(Answer::Missing(404));
        let twice = || Found { twice: true, ..missing() };
        assert_eq!(
            days(&[(1, found(Answer::Fine)), (2, missing()), (2, missing())]),
            [
                "{ status: fine, asked: 2026-11-01 }",
                "{ status: unknown, why: \"404 Not Found, seen once\", asked: 2026-11-02, \
                 fine: 2026-11-01, missing: 2026-11-02 }",
                "{ status: unknown, why: \"404 Not Found, seen once\", asked: 2026-11-02, \
                 fine: 2026-11-01, missing: 2026-11-02 }",
            ]
        );
        assert_eq!(
            days(&[(2, missing()), (3, missing()), (4, found(Answer::Fine))])[1..],
            [
                "{ status: broken, why: \"404 Not Found\", asked: 2026-11-03, missing: \
                 2026-11-02 }",
                "{ status: fine, asked: 2026-11-04 }",
            ]
        );
        assert_eq!(
            days(&[(2, twice()), (9, found(Answer::Unknown(Why::Timeout)))]),
            [
                "{ status: broken, why: \"404 Not Found\", asked: 2026-11-02, missing: \
                 2026-11-02 }",
                "{ status: broken, why: \"404 Not Found\", asked: 2026-11-09, missing: \
                 2026-11-02 }",
            ]
        );
    }

    #[test]
    fn what_is_unknown_keeps_the_last_day_on_which_it_was_fine() {
        let blocked = || found(Answer::Unknown(Why::Status(403)));
        let hops = vec![(301, "https://y.example/".to_owned())];
        let moved = Found { hops, ..found(Answer::Fine) };
        assert_eq!(
            days(&[(1, moved), (8, blocked()), (9, blocked())]),
            [
                "{ status: fine, asked: 2026-11-01, moved: \"https://y.example/\" }",
                "{ status: unknown, why: \"403 Forbidden\", asked: 2026-11-08, fine: \
                 2026-11-01 }",
                "{ status: unknown, why: \"403 Forbidden\", asked: 2026-11-09, fine: \
                 2026-11-01 }",
            ]
        );
    }

    #[test]
    fn any_address_is_read_back() {
        let mut record = Record::default();
        let long = format!("https://x.example/{}", "long/".repeat(400));
        for address in
            [&*long, "https://x.example/\"a'b\\c", "https://x.example/?a=[b]&c={d}:é"]
        {
            record.take(address, &found(Answer::Fine), date(2026, 11, 1));
        }
        assert_eq!(Record::read(&record.text()), Ok(record.clone()));
        assert_eq!(record.links.len(), 3);
    }

    #[test]
    fn only_what_is_due_is_asked() {
        let mut record = Record::default();
        assert!(record.is_due(A, date(2026, 11, 1), 7));
        record.take(A, &found(Answer::Fine), date(2026, 11, 1));
        for (day, due) in [(1, false), (7, false), (8, true), (9, true)] {
            assert_eq!(record.is_due(A, date(2026, 11, day), 7), due, "{day}");
        }
        record.take(A, &found(Answer::Unknown(Why::Robots)), date(2026, 11, 8));
        assert!(!record.is_due(A, date(2026, 11, 8), 7));
        assert!(record.is_due(A, date(2026, 11, 9), 7));
        // A clock that went back.
        assert!(record.is_due(A, date(2026, 10, 1), 7));
    }
}
