//! Many addresses at once: many hosts beside each other, one address of each at a time.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::links::answer::{Answer, Found, Why};
use crate::links::ask::Asker;
use crate::links::hosts;

/// How many hosts are asked beside each other.
const THREADS: usize = 16;

/// After how many addresses without an answer the others of a host are not asked for.
const SILENT: usize = 3;

/// An address to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The address.
    pub address: String,
    /// Whether it was missing on an earlier day, so that once more is enough.
    pub suspected: bool,
}

/// What was found at an address.
pub type Told = (String, Found);

/// What is left to do.
struct Work {
    asker: Arc<Asker>,
    /// The addresses of each host.
    hosts: Mutex<VecDeque<Vec<Task>>>,
    /// Addresses of one host that were missing, and when they may be asked again.
    again: Mutex<VecDeque<(Timestamp, Vec<Task>)>>,
    /// How long after the first time an address is asked the second time.
    confirm: Duration,
}

/// Asks for addresses on threads of its own and tells what was found at each; the channel
/// closes when all have been asked. An address that is missing is asked again, when all
/// others have been, and told again.
pub fn run(asker: Arc<Asker>, tasks: Vec<Task>, confirm: Duration, tell: &Sender<Told>) {
    let mut hosts: BTreeMap<String, Vec<Task>> = BTreeMap::new();
    for task in tasks {
        let host = Url::parse(&task.address).map(|url| hosts::name(&url));
        hosts.entry(host.unwrap_or_default()).or_default().push(task);
    }
    let count = hosts.len().min(THREADS);
    // The longest first, so that none is left to the end alone.
    let mut hosts: Vec<Vec<Task>> = hosts.into_values().collect();
    hosts.sort_by_key(|tasks| std::cmp::Reverse(tasks.len()));
    let (hosts, again) = (Mutex::new(hosts.into()), Mutex::default());
    let work = Arc::new(Work { asker, hosts, again, confirm });
    for _ in 0..count {
        let (work, tell) = (work.clone(), tell.clone());
        thread::spawn(move || work.all(&tell));
    }
}

impl Work {
    /// Works until nothing is left.
    fn all(&self, tell: &Sender<Told>) {
        loop {
            if let Some(tasks) = take(&self.hosts) {
                self.host(tasks, tell);
            } else if let Some((after, tasks)) = take(&self.again) {
                self.host_again(after, tasks, tell);
            } else {
                return;
            }
        }
    }

    /// Asks for the addresses of one host.
    fn host(&self, tasks: Vec<Task>, tell: &Sender<Told>) {
        let (mut missing, mut silent) = (Vec::new(), 0);
        for task in tasks {
            let found = self.asker.ask(&task.address);
            silent = match &found.answer {
                Answer::Unknown(Why::Timeout | Why::Unreachable(_)) => silent + 1,
                _ => 0,
            };
            if let (SILENT, Answer::Unknown(why), Ok(url)) =
                (silent, &found.answer, Url::parse(&task.address))
            {
                self.asker.hosts.close(&url, why.clone());
            }
            if found.answer == Answer::Unknown(Why::Stopped) {
                return;
            }
            if matches!(found.answer, Answer::Missing(_)) && !task.suspected {
                missing.push(task.clone());
            }
            if tell.send((task.address, found)).is_err() {
                return;
            }
        }
        if !missing.is_empty() {
            let now = self.asker.hosts.time().now();
            let confirm = SignedDuration::try_from(self.confirm).unwrap_or_default();
            let after = now.saturating_add(confirm).unwrap_or(now);
            let mut again = self.again.lock().unwrap_or_else(PoisonError::into_inner);
            again.push_back((after, missing));
        }
    }

    /// Asks the second time for addresses that were missing.
    fn host_again(&self, after: Timestamp, tasks: Vec<Task>, tell: &Sender<Told>) {
        let time = self.asker.hosts.time();
        let left = Duration::try_from(time.now().duration_until(after));
        let left = left.unwrap_or_default();
        if !left.is_zero() && !time.wait(left) {
            return;
        }
        for task in tasks {
            let found = self.asker.ask(&task.address);
            let missing = matches!(found.answer, Answer::Missing(_));
            let found = Found { twice: missing, ..found };
            let stopped = found.answer == Answer::Unknown(Why::Stopped);
            // Where nobody could say the second time, the first still stands.
            let sure = missing || found.answer == Answer::Fine;
            if stopped || (sure && tell.send((task.address, found)).is_err()) {
                return;
            }
        }
    }
}

fn take<T>(queue: &Mutex<VecDeque<T>>) -> Option<T> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}
