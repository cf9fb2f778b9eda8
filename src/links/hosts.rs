//! Manners towards hosts: one request at a time to each, a pause after it, and its
//! robots.txt before all others.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::links::answer::Why;
use crate::links::client::{Client, Method, Reply};
use crate::links::robots::{self, Robots};
use crate::links::time::Time;

/// How often a robots.txt may lead elsewhere.
const HOPS: usize = 5;

/// Every host that is asked.
pub struct Hosts {
    client: Client,
    time: Arc<dyn Time>,
    /// The pause after each request.
    pause: Duration,
    all: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
    robots: Mutex<BTreeMap<String, Arc<Mutex<Rules>>>>,
}

/// What a robots.txt says, once it has been asked for.
type Rules = Option<Result<Robots, Why>>;

/// One host. Who asks it holds its lock.
#[derive(Default)]
struct Host {
    /// When it may be asked again.
    free: Option<Timestamp>,
    /// The pause that its robots.txt asks for.
    delay: Option<Duration>,
    /// Whether it asked to be left alone for longer than a run takes.
    closed: bool,
}

impl Hosts {
    /// No host yet.
    pub fn new(client: Client, time: Arc<dyn Time>, pause: Duration) -> Self {
        let (all, robots) = Default::default();
        Self { client, time, pause, all, robots }
    }

    /// The clock.
    pub fn time(&self) -> &dyn Time {
        &*self.time
    }

    /// The usual pause after a request.
    pub fn pause(&self) -> Duration {
        self.pause
    }

    fn host(&self, url: &Url) -> Arc<Mutex<Host>> {
        locked(&self.all).entry(name(url)).or_default().clone()
    }

    /// Makes one request when it is the host's turn.
    ///
    /// # Errors
    ///
    /// Why there was no answer.
    pub fn ask(
        &self,
        method: Method,
        url: &Url,
        patience: Option<Duration>,
    ) -> Result<Reply, Why> {
        let host = self.host(url);
        let mut host = locked(&host);
        if let Some(free) = host.free {
            let left = self.time.now().duration_until(free);
            let left = Duration::try_from(left).unwrap_or_default();
            if !left.is_zero() && !self.time.wait(left) {
                return Err(Why::Stopped);
            }
        }
        if self.time.stopped() {
            return Err(Why::Stopped);
        }
        if host.closed {
            return Err(Why::Busy);
        }
        let reply = self.client.ask(method, url.as_str(), patience);
        let pause = host.delay.unwrap_or_default().max(self.pause);
        host.free = Some(later(self.time.now(), pause));
        reply
    }

    /// Leaves a host alone for a while.
    pub fn hold(&self, url: &Url, span: Duration) {
        let host = self.host(url);
        let mut host = locked(&host);
        let free = later(self.time.now(), span);
        host.free = host.free.max(Some(free));
    }

    /// Leaves a host alone for good.
    pub fn close(&self, url: &Url) {
        locked(&self.host(url)).closed = true;
    }

    /// Whether a host allows an address to be asked for.
    ///
    /// # Errors
    ///
    /// It does not, or nobody can say.
    pub fn allows(&self, url: &Url) -> Result<(), Why> {
        let origin = url.origin().ascii_serialization();
        let known = locked(&self.robots).entry(origin).or_default().clone();
        let mut known = locked(&known);
        if known.is_none() {
            let robots = self.robots(url);
            if let Ok(robots) = &robots {
                locked(&self.host(url)).delay = robots.delay;
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
    fn robots(&self, url: &Url) -> Result<Robots, Why> {
        let mut at = url.join("/robots.txt").unwrap_or_else(|_| url.clone());
        for _ in 0..=HOPS {
            let reply = match self.ask(Method::Get(robots::SIZE), &at, None) {
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
}

/// The name of the host of an address, with its port when it has one of its own.
pub fn name(url: &Url) -> String {
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}{port}", url.host_str().unwrap_or(""))
}

fn later(now: Timestamp, span: Duration) -> Timestamp {
    let span = SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX);
    now.saturating_add(span).unwrap_or(Timestamp::MAX)
}

/// A lock. What a thread that is gone has left is whole: each value is set at once.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
