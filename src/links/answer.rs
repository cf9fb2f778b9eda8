//! What an address says of itself when it is asked for.

use std::fmt;

use ureq::http::StatusCode;

/// What became of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It leads to something.
    Fine,
    /// The host knows it and says that nothing is there: 404 or 410. Once is no proof.
    Missing(u16),
    /// Nobody can say.
    Unknown(Why),
}

/// Why nobody can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// An answer that is neither the work nor its absence: blocked, or out of order.
    Status(u16),
    /// The host's robots.txt asks to leave it alone.
    Robots,
    /// The host's robots.txt cannot be read, which the standard takes for a no.
    NoRobots(Box<Why>),
    /// No answer in time.
    Timeout,
    /// No connection, in words.
    Unreachable(String),
    /// No safe connection, in words.
    Tls(String),
    /// An answer that is no HTTP, or an address that cannot be asked for.
    Odd(String),
    /// Redirects that end nowhere, in words.
    Redirects(String),
    /// It leads to the front page of its site: what it was for is probably gone.
    Home,
    /// The host asked for a longer pause than a run can make.
    Busy,
    /// The run was ended.
    Stopped,
}

impl Why {
    /// Whether the network, and not what is asked for, may be to blame.
    pub fn of_network(&self) -> bool {
        match self {
            Why::Unreachable(_) => true,
            Why::NoRobots(why) => why.of_network(),
            _ => false,
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Status(code) => f.write_str(&status(*code)),
            Why::Robots => f.write_str("robots.txt disallows it"),
            Why::NoRobots(why) => write!(f, "robots.txt cannot be read: {why}"),
            Why::Timeout => f.write_str("no answer in time"),
            Why::Unreachable(words) => write!(f, "unreachable: {words}"),
            Why::Tls(words) => write!(f, "no safe connection: {words}"),
            Why::Odd(words) | Why::Redirects(words) => f.write_str(words),
            Why::Home => f.write_str("it leads to the site's front page"),
            Why::Busy => f.write_str("the host asks for a long pause"),
            Why::Stopped => f.write_str("the run was ended"),
        }
    }
}

/// A status in words: `404 Not Found`.
pub fn status(code: u16) -> String {
    let known = StatusCode::from_u16(code).ok();
    match known.and_then(|status| status.canonical_reason()) {
        Some(reason) => format!("{code} {reason}"),
        None => code.to_string(),
    }
}

/// What was found at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What became of it.
    pub answer: Answer,
    /// Each address that it led to on the way, with the status that led there.
    pub hops: Vec<(u16, String)>,
    /// Whether it was missing twice in this run.
    pub twice: bool,
}

impl Found {
    /// The address that it leads to for good: as far as the way goes on permanent redirects.
    pub fn moved(&self) -> Option<&str> {
        let for_good = self.hops.iter().take_while(|(code, _)| matches!(code, 301 | 308));
        for_good.last().map(|(_, to)| to.as_str())
    }
}
