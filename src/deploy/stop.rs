//! What ends a deploy from outside.

use tokio::sync::watch;

use crate::deploy::problem::Problem;

/// Tells every part of a deploy that it is over.
#[derive(Clone, Debug)]
pub struct Stop(watch::Sender<Option<Problem>>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

impl Stop {
    /// Ends the deploy; the first reason stands.
    pub fn now(&self, why: Problem) {
        self.0.send_if_modified(|known| {
            let first = known.is_none();
            if first {
                *known = Some(why);
            }
            first
        });
    }

    /// Why it has ended, if it has.
    pub fn why(&self) -> Option<Problem> {
        self.0.borrow().clone()
    }

    /// Waits until it has ended.
    pub async fn ended(&self) -> Problem {
        let mut receiver = self.0.subscribe();
        loop {
            if let Some(why) = receiver.borrow_and_update().clone() {
                return why;
            }
            if receiver.changed().await.is_err() {
                return Problem::interrupted();
            }
        }
    }
}
