//! What one address leads to: asked shortly, then in full, again after a pause where that may
//! help, and along its redirects.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::fmt::rfc2822;
use url::Url;

use crate::links::answer::{Answer, Found, Why};
use crate::links::client::{Method, Reply};
use crate::links::hosts::{Hosts, locked};
use crate::links::robots::{self, Robots};

/// How many redirects are followed.
const REDIRECTS: usize = 10;

/// The pause before an address is asked again; twice as long before each further time.
const BACKOFF: Duration = Duration::from_secs(2);

/// The longest pause that a host may ask for within a run.
const LONGEST: Duration = Duration::from_secs(120);

/// How often a robots.txt may lead elsewhere.
const HOPS: usize = 5;

/// What a robots.txt says, once it has been asked for.
type Rules = Option<Result<Robots, Why>>;

/// Asks for addresses.
pub struct Asker {
    /// The hosts.
    pub hosts: Hosts,
    /// How often an address is asked again that may only be out of order.
    retries: u32,
    /// What each host forbids, by scheme and name.
    robots: Mutex<BTreeMap<String, Arc<Mutex<Rules>>>>,
}

impl Asker {
    /// Asks these hosts, and so often again where one may only be out of order.
    pub fn new(hosts: Hosts, retries: u32) -> Self {
        Self { hosts, retries, robots: Mutex::default() }
    }

    /// Asks for one address.
    pub fn ask(&self, address: &str) -> Found {
        let mut hops = Vec::new();
        let url = Url::parse(address).ok();
        let answer = match url.filter(|url| matches!(url.scheme(), "http" | "https")) {
            Some(url) => self.follow(url, &mut hops),
            None => Err(Why::Odd("the address cannot be asked for".to_owned())),
        };
        let answer = answer.unwrap_or_else(Answer::Unknown);
        Found { answer, hops, twice: false }
    }

    /// Follows an address to its end.
    fn follow(&self, mut url: Url, hops: &mut Vec<(u16, String)>) -> Result<Answer, Why> {
        url.set_fragment(None);
        let first = url.clone();
        loop {
            self.allows(&url)?;
            let reply = self.asked(&url)?;
            let status = reply.status;
            let to = reply.location.filter(|_| (300..400).contains(&status));
            let Some(to) = to else { return Ok(answer(status, &first, &url)) };
            let to = url.join(&to).ok();
            let web = to.filter(|to| matches!(to.scheme(), "http" | "https"));
            let Some(mut to) = web else {
                let words = "it leads to what is no web address";
                return Err(Why::Redirects(words.to_owned()));
            };
            to.set_fragment(None);
            if to == first || hops.iter().any(|(_, known)| known == to.as_str()) {
                return Err(Why::Redirects("its redirects lead in a circle".to_owned()));
            }
            if hops.len() == REDIRECTS {
                let words = format!("it leads on more than {REDIRECTS} times");
                return Err(Why::Redirects(words));
            }
            hops.push((status, to.to_string()));
            url = to;
        }
    }

    /// Whether a host allows an address to be asked for. Its robots.txt is the first that it
    /// is asked for, and once.
    fn allows(&self, url: &Url) -> Result<(), Why> {
        let origin = url.origin().ascii_serialization();
        let known = locked(&self.robots).entry(origin).or_default().clone();
        let mut known = locked(&known);
        if known.is_none() {
            let robots = self.rules(url);
            if let Ok(robots) = &robots {
                self.hosts.slow_down(url, robots.delay);
            }
            *known = Some(robots);
        }
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        match known.as_ref() {
            Some(Err(why)) => Err(why.clone()),
            Some(Ok(robots)) if !robots.allows(&path) => Err(Why::Robots),
            _ => Ok(()),
        }
    }

    /// Reads a robots.txt. One that is not there allows everything; of one that cannot be read
    /// nobody knows what it allows.
    fn rules(&self, url: &Url) -> Result<Robots, Why> {
        let mut at = url.join("/robots.txt").unwrap_or_else(|_| url.clone());
        for _ in 0..=HOPS {
            let reply = match self.body(&at, robots::SIZE, None) {
                Ok(reply) => reply,
                Err(why @ (Why::Stopped | Why::Busy)) => return Err(why),
                Err(why) => return Err(Why::NoRobots(Box::new(why))),
            };
            let to = reply.location.as_deref().and_then(|to| at.join(to).ok());
            match (reply.status, to) {
                (200..=299, _) => {
                    return Ok(Robots::read(&String::from_utf8_lossy(&reply.body)));
                }
                (300..=399, Some(to)) if matches!(to.scheme(), "http" | "https") => {
                    at = to;
                }
                (429 | 500.., _) => {
                    return Err(Why::NoRobots(Box::new(Why::Status(reply.status))));
                }
                _ => return Ok(Robots::default()),
            }
        }
        Ok(Robots::default())
    }

    /// Asks shortly, and in full where that is refused.
    fn asked(&self, url: &Url) -> Result<Reply, Why> {
        let mut short = true;
        self.patiently(url, || {
            if short {
                let reply = self.hosts.ask(Method::Head, url, None);
                short = false;
                match reply {
                    // What refuses the short question may answer the whole one.
                    Ok(reply) if reply.status >= 400 && reply.status != 429 => {}
                    reply => return reply,
                }
            }
            self.hosts.ask(Method::Get(0), url, None)
        })
    }

    /// Asks for a whole body of so many bytes at most.
    ///
    /// # Errors
    ///
    /// Why there was none.
    pub fn body(
        &self,
        url: &Url,
        limit: u64,
        patience: Option<Duration>,
    ) -> Result<Reply, Why> {
        self.patiently(url, || self.hosts.ask(Method::Get(limit), url, patience))
    }

    /// Asks again after a pause when the host is out of order or wants one.
    fn patiently(
        &self,
        url: &Url,
        mut ask: impl FnMut() -> Result<Reply, Why>,
    ) -> Result<Reply, Why> {
        let mut pause = BACKOFF;
        for left in (0..=self.retries).rev() {
            let reply = ask();
            let wanted = match &reply {
                Ok(reply) if matches!(reply.status, 429 | 500..) => {
                    let after = reply.retry_after.as_deref();
                    after.and_then(|after| self.retry_after(after)).unwrap_or(pause)
                }
                Err(Why::Unreachable(_) | Why::Timeout | Why::Odd(_)) => pause,
                _ => return reply,
            };
            if wanted > LONGEST {
                self.hosts.close(url, Why::Busy);
                return reply;
            }
            if left == 0 {
                return reply;
            }
            self.hosts.hold(url, wanted);
            pause *= 2;
        }
        Err(Why::Stopped)
    }

    /// How long a host asks to wait: in seconds, or until a date.
    fn retry_after(&self, text: &str) -> Option<Duration> {
        if let Ok(seconds) = text.trim().parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = rfc2822::DateTimeParser::new().parse_timestamp(text.trim()).ok()?;
        let left = self.hosts.time().now().duration_until(date);
        Some(Duration::try_from(left).unwrap_or_default())
    }
}

/// What a status says of an address that led to another, or to itself.
fn answer(status: u16, first: &Url, last: &Url) -> Answer {
    let front = |url: &Url| url.path() == "/" && url.query().is_none();
    match status {
        200..=299 if front(last) && !front(first) => Answer::Unknown(Why::Home),
        200..=299 => Answer::Fine,
        404 | 410 => Answer::Missing(status),
        status => Answer::Unknown(Why::Status(status)),
    }
}
