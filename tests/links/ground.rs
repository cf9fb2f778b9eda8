//! Who asks in tests, and a clock that passes only when somebody waits.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chancery::links::answer::{Answer, Found};
use chancery::links::ask::Asker;
use chancery::links::client::Client;
use chancery::links::hosts::Hosts;
use chancery::links::time::Time;
use jiff::{SignedDuration, Timestamp};

pub const NAME: &str = "Chancery/0.0.0 (+https://desk.example/)";

/// A clock that passes only when somebody waits, and keeps how long.
#[derive(Default)]
pub struct Still(Mutex<(SignedDuration, Vec<u64>)>);

impl Still {
    /// How long somebody waited, each time, in seconds, and forgotten.
    pub fn waits(&self) -> Vec<u64> {
        std::mem::take(&mut self.0.lock().unwrap().1)
    }
}

impl Time for Still {
    fn now(&self) -> Timestamp {
        let start: Timestamp = "2026-02-05T12:00:00Z".parse().unwrap();
        start + self.0.lock().unwrap().0
    }

    fn wait(&self, span: Duration) -> bool {
        let mut passed = self.0.lock().unwrap();
        passed.0 += SignedDuration::try_from(span).unwrap();
        passed.1.push(span.as_secs());
        true
    }

    fn stopped(&self) -> bool {
        false
    }
}

/// Who asks, with a pause of so many seconds between two requests to a host.
pub fn asker(pause: u64) -> (Arc<Asker>, Arc<Still>) {
    asker_with(pause, Duration::from_secs(20))
}

/// The same, waiting so long for an answer.
pub fn asker_with(pause: u64, timeout: Duration) -> (Arc<Asker>, Arc<Still>) {
    let time = Arc::new(Still::default());
    let client = Client::new(NAME, timeout, false);
    let hosts = Hosts::new(client, time.clone(), Duration::from_secs(pause));
    (Arc::new(Asker::new(hosts, 2)), time)
}

/// What was found, in words; the hosts are left out.
pub fn words(found: &Found, origins: &[&str]) -> String {
    let mut text = match &found.answer {
        Answer::Fine => "fine".to_owned(),
        Answer::Missing(code) if found.twice => format!("missing twice {code}"),
        Answer::Missing(code) => format!("missing {code}"),
        Answer::Unknown(why) => format!("unknown: {why}"),
    };
    for (code, to) in &found.hops {
        text.push_str(&format!(" > {code} {to}"));
    }
    if let Some(to) = found.moved() {
        text.push_str(&format!("; moved to {to}"));
    }
    origins.iter().fold(text, |text, origin| text.replace(origin, ""))
}
