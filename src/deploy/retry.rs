//! Trying again what may go well the next time.

use std::time::Duration;

use crate::base::digest::Digest;
use crate::deploy::problem::Problem;
use crate::deploy::stop::Stop;

/// The first pause; each is twice as long as the one before.
const FIRST: Duration = Duration::from_millis(250);

/// The longest.
const LONGEST: Duration = Duration::from_secs(10);

/// Does something until it goes well, a lasting problem shows, it was tried often enough, or
/// the deploy ends.
///
/// # Errors
///
/// The last problem.
pub async fn again<T>(
    what: &str,
    retries: u32,
    stop: &Stop,
    mut work: impl AsyncFnMut() -> Result<T, Problem>,
) -> Result<T, Problem> {
    let mut tried = 0;
    loop {
        let done = tokio::select! {
            biased;
            why = stop.ended() => return Err(why),
            done = work() => done,
        };
        match done {
            Err(problem) if problem.is_passing() && tried < retries => {}
            done => return done,
        }
        tokio::select! {
            why = stop.ended() => return Err(why),
            () = tokio::time::sleep(pause(what, tried)) => {}
        }
        tried += 1;
    }
}

/// How long to wait: longer each time, and not the same for everything that failed at once.
fn pause(what: &str, tried: u32) -> Duration {
    let whole = FIRST.saturating_mul(2_u32.saturating_pow(tried)).min(LONGEST);
    let seed = Digest::of_bytes(format!("{what} {tried}").as_bytes()).to_bytes();
    whole / 2 + whole.mul_f64(f64::from(seed.first().copied().unwrap_or(0)) / 512.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_growing() {
        for tried in 0..40 {
            let pause = pause("a", tried);
            let whole = FIRST.saturating_mul(2_u32.saturating_pow(tried)).min(LONGEST);
            assert!(whole / 2 <= pause && pause < whole, "{tried}: {pause:?}");
        }
    }
}
