//! Archived copies: the one nearest to the day on which a work was read, or a new one.

use std::time::Duration;

use serde::Deserialize;
use url::Url;

use crate::base::date::WorkDate;
use crate::base::form;
use crate::links::answer::Why;
use crate::links::ask::Asker;

/// How much of an answer is read.
const SIZE: u64 = 1024 * 1024;

/// How long the making of a copy may take.
const SAVING: Duration = Duration::from_secs(180);

/// How many times the usual pause follows the making of a copy.
const AFTER_SAVING: u32 = 5;

/// The year before which there are no copies.
const FIRST_YEAR: i16 = 1996;

/// Hosts whose addresses are copies already.
const ARCHIVES: [&str; 7] = [
    "web.archive.org",
    "archive.org",
    "archive.ph",
    "archive.is",
    "archive.today",
    "perma.cc",
    "webcitation.org",
];

/// An archive that can be asked.
pub struct Archive<'a> {
    /// Who asks.
    pub asker: &'a Asker,
    /// Where it is asked for copies.
    pub lookup: &'a Url,
    /// Where it is asked to make one; the address stands behind it.
    pub save: &'a str,
}

/// The answer of the archive, as its documentation has it.
#[derive(Deserialize)]
struct Availability {
    archived_snapshots: Snapshots,
}

#[derive(Deserialize)]
struct Snapshots {
    closest: Option<Closest>,
}

#[derive(Deserialize)]
struct Closest {
    url: String,
    #[serde(default)]
    available: bool,
    status: Option<serde_json::Value>,
}

impl Archive<'_> {
    /// The copy nearest to a day (`20260204`, or the beginning of it), if there is one.
    ///
    /// # Errors
    ///
    /// Why the archive did not say.
    pub fn nearest(&self, address: &str, day: &str) -> Result<Option<String>, Why> {
        let mut url = self.lookup.clone();
        url.query_pairs_mut().append_pair("url", address);
        if !day.is_empty() {
            url.query_pairs_mut().append_pair("timestamp", day);
        }
        let reply = self.asker.body(&url, SIZE, None)?;
        if !(200..300).contains(&reply.status) {
            return Err(Why::Status(reply.status));
        }
        let answer: Availability = serde_json::from_slice(&reply.body)
            .map_err(|_| Why::Odd("the archive's answer cannot be read".to_owned()))?;
        let copy = answer.archived_snapshots.closest.filter(|copy| {
            let status = copy.status.as_ref().map(ToString::to_string);
            let status = status.as_deref().map(|status| status.trim_matches('"'));
            copy.available && status.is_none_or(|status| status.starts_with('2'))
        });
        Ok(copy.and_then(|copy| self.safe(&copy.url)))
    }

    /// Makes a copy now.
    ///
    /// # Errors
    ///
    /// Why the archive made none.
    pub fn make(&self, address: &str) -> Result<Option<String>, Why> {
        let whole = format!("{}{address}", self.save);
        let url = Url::parse(&whole)
            .map_err(|_| Why::Odd("the address cannot be asked for".to_owned()))?;
        let reply = self.asker.body(&url, 0, Some(SAVING));
        self.asker.hosts.hold(&url, self.asker.hosts.pause() * AFTER_SAVING);
        let reply = reply?;
        let to = reply.location.or(reply.content_location);
        let to = to.and_then(|to| url.join(&to).ok());
        match reply.status {
            200..=399 => Ok(to.and_then(|to| self.safe(to.as_str()))),
            status => Err(Why::Status(status)),
        }
    }

    /// The address of a copy, by a safe connection where the archive has one.
    fn safe(&self, copy: &str) -> Option<String> {
        let mut url = Url::parse(copy).ok()?;
        if self.lookup.scheme() == "https" && url.scheme() == "http" {
            url.set_scheme("https").ok()?;
        }
        // What an archive keeps of an address stands behind its own as it was written.
        let text = url.to_string();
        form::is_web_address(&text).then_some(text)
    }
}

/// Whether an address is that of a copy already.
pub fn is_copy(address: &str) -> bool {
    let url = Url::parse(address).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or("");
    ARCHIVES.contains(&host)
}

/// The day near which a copy is wanted: the one on which the work was read, else its own,
/// unless there were no copies then.
pub fn day(accessed: Option<&WorkDate>, published: Option<&WorkDate>) -> Option<String> {
    let published = published.filter(|date| date.start.year >= FIRST_YEAR);
    let date = accessed.or(published)?;
    let written = date.start.to_string();
    Some(written.chars().filter(char::is_ascii_digit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_wanted_near_the_day_of_reading() {
        let date = |text: &str| WorkDate::parse(text).ok();
        let near = |accessed: Option<&str>, published: Option<&str>| {
            let (accessed, published) =
                (accessed.and_then(date), published.and_then(date));
            day(accessed.as_ref(), published.as_ref())
        };
        assert_eq!(near(Some("2026-02-04"), Some("2025")).as_deref(), Some("20260204"));
        assert_eq!(near(None, Some("2025-11")).as_deref(), Some("202511"));
        assert_eq!(near(None, Some("2004~/2006")).as_deref(), Some("2004"));
        assert_eq!(near(None, Some("1979")), None);
        assert_eq!(near(None, None), None);
    }

    #[test]
    fn copies_are_known() {
        assert!(is_copy("https://web.archive.org/web/2026/https://x.example/"));
        assert!(!is_copy("https://x.example/web.archive.org"));
    }
}
