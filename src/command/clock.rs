//! The clock, read once a command.

use jiff::Timestamp;

/// What time it is.
#[allow(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
