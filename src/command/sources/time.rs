//! The clock of a run, which can be ended.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::command::clock;
use crate::links::time::Time;

/// The clock, and the wish to end.
#[derive(Debug, Default)]
pub struct Watch {
    stopped: Mutex<bool>,
    bell: Condvar,
}

impl Watch {
    /// Ends all waiting, now and later.
    pub fn stop(&self) {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }
}

impl Time for Watch {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn wait(&self, span: Duration) -> bool {
        let stopped = self.stopped.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.bell.wait_timeout_while(stopped, span, |stopped| !*stopped);
        let (stopped, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !*stopped
    }

    fn stopped(&self) -> bool {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
