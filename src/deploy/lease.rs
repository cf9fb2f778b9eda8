//! The lock of a target that others can only read: who holds it gives signs of life, and a
//! lock without any for some time belongs to a deploy that was cut off.
//!
//! No clock is compared with another: who waits sees whether the lock changes meanwhile.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::deploy::problem::Problem;

/// How long the text of a lock is, whatever it says.
const LENGTH: usize = 64;

/// What a deploy knows about the lock.
#[derive(Clone, Debug)]
pub struct Lease {
    /// The name of this deploy, which no other has.
    pub id: String,
    /// After how long without a sign of life a deploy counts as cut off.
    pub span: Duration,
}

impl Lease {
    /// How often a sign of life is given.
    pub fn beat(&self) -> Duration {
        self.span / 5
    }

    /// What the lock says with a sign of life. Always as long, so that it can be written over
    /// another at once.
    pub fn text(&self, beat: u64) -> Vec<u8> {
        let text = format!("{} {beat}", self.id);
        format!("{text:<LENGTH$}\n").into_bytes()
    }

    /// Whether a lock is that of this deploy.
    pub fn is_ours(&self, text: &[u8]) -> bool {
        text.strip_prefix(self.id.as_bytes()).is_some_and(|rest| rest.starts_with(b" "))
    }

    /// Looks at the lock of another deploy until it changes, is gone, or has been silent for
    /// so long that it counts as cut off; then what it says is returned.
    ///
    /// # Errors
    ///
    /// That the other deploy is at work, or what the target says.
    pub async fn silent<T: PartialEq>(
        &self,
        mut read: impl AsyncFnMut() -> Result<Option<T>, Problem>,
    ) -> Result<Option<T>, Problem> {
        let Some(first) = read().await? else { return Ok(None) };
        let since = Instant::now();
        loop {
            sleep(self.beat() / 2).await;
            match read().await? {
                None => return Ok(None),
                Some(now) if now != first => return Err(Problem::busy()),
                Some(_) if since.elapsed() >= self.span => return Ok(Some(first)),
                Some(_) => {}
            }
        }
    }
}

/// When this deploy gave its last sign of life.
#[derive(Debug)]
pub struct Life {
    /// After how long others may take over; they never may when the system keeps the lock.
    span: Option<Duration>,
    last: Mutex<Instant>,
}

impl Life {
    /// A deploy that has just taken the lock.
    pub fn new(span: Option<Duration>) -> Self {
        Self { span, last: Mutex::new(Instant::now()) }
    }

    /// A sign of life was seen at a moment or later.
    pub fn shown(&self, moment: Instant) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = moment;
    }

    /// Whether no other deploy can have taken over. A process that was stopped for a while
    /// sees so that it must not go on before it knows.
    pub fn is_sure(&self) -> bool {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        self.span.is_none_or(|span| last.elapsed() < span * 4 / 5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_says_whose_it_is() {
        let lease = |id: &str| Lease { id: id.to_owned(), span: Duration::from_secs(5) };
        let text = lease("ab").text(7);
        assert_eq!(text.len(), lease("abc").text(123_456).len());
        assert!(lease("ab").is_ours(&text));
        assert!(!lease("a").is_ours(&text));
        assert!(!lease("abc").is_ours(&text));
    }
}
