//! The passing of time. The clock is the command's; tests have one of their own, which
//! passes only when somebody waits.

use std::time::Duration;

use jiff::Timestamp;

/// What time it is, and how to wait.
pub trait Time: Send + Sync {
    /// The time.
    fn now(&self) -> Timestamp;

    /// Waits. False when nothing is wanted any more, which ends the waiting at once.
    fn wait(&self, span: Duration) -> bool;

    /// Whether nothing is wanted any more.
    fn stopped(&self) -> bool;
}
