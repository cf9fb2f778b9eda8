//! Manners towards hosts: one request at a time to each, and a pause after it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::links::answer::Why;
use crate::links::client::{Client, Method, Reply};
use crate::links::time::Time;

/// Every host that is asked.
pub struct Hosts {
    client: Client,
    time: Arc<dyn Time>,
    /// The pause after each request.
    pause: Duration,
    all: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
}

/// One host. Who asks it holds its lock.
#[derive(Default)]
struct Host {
    /// When it may be asked again.
    free: Option<Timestamp>,
    /// The pause that its robots.txt asks for.
    delay: Option<Duration>,
    /// Why it is left alone for the rest of the run.
    closed: Option<Why>,
}

impl Hosts {
    /// No host yet.
    pub fn new(client: Client, time: Arc<dyn Time>, pause: Duration) -> Self {
        Self { client, time, pause, all: Mutex::default() }
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
        if let Some(why) = &host.closed {
            return Err(why.clone());
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

    /// Leaves a host alone for the rest of the run.
    pub fn close(&self, url: &Url, why: Why) {
        locked(&self.host(url)).closed = Some(why);
    }

    /// Keeps the pause that a host asks for, where it is longer than ours.
    pub fn slow_down(&self, url: &Url, delay: Option<Duration>) {
        locked(&self.host(url)).delay = delay;
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
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
