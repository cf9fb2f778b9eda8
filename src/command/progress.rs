//! What the terminal shows while work goes on, and whether it shows colours.

use std::ffi::{OsStr, OsString};
#[cfg(feature = "deploy")]
use std::io::Write as _;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before its progress is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Progress of long work, on standard error when that is a terminal, from its second second
/// on. It may be told of steps from several threads; dropping it clears the line.
pub struct Progress {
    bar: ProgressBar,
    /// The thread that waits before it shows the bar, and what ends it when dropped.
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to wait, when standard error is a terminal that can move its cursor.
    pub fn start() -> Self {
        let moves = !is_dumb(variable("TERM").as_deref());
        Self::on(io::stderr().is_terminal() && moves)
    }

    /// Begins to wait, or stays silent.
    fn on(terminal: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if !terminal {
            return Self { bar, waiting: None };
        }
        let (end, ended) = channel::<()>();
        let later = bar.clone();
        let thread = thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                later.set_draw_target(ProgressDrawTarget::stderr());
                later.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Self { bar, waiting: Some((end, thread)) }
    }

    /// The next part of the work; `counted` when its steps are told.
    pub fn phase(&self, name: &'static str, counted: bool) {
        let template =
            if counted { "{spinner} {msg}: {pos} files" } else { "{spinner} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_position(0);
        self.bar.set_message(name);
    }

    /// The next part of the work, of which so many steps are to be done.
    #[cfg(any(feature = "deploy", feature = "links"))]
    pub fn steps(&self, name: &'static str, count: usize) {
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {pos} of {len}")
        {
            self.bar.set_style(style);
        }
        self.bar.set_length(u64::try_from(count).unwrap_or(u64::MAX));
        self.bar.set_position(0);
        self.bar.set_message(name);
    }

    /// Says something on standard error, above the line of progress.
    #[cfg(feature = "deploy")]
    pub fn aside(&self, text: &str) {
        // There is nowhere left to say that standard error is closed.
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr().lock(), "{text}");
        });
    }

    /// One step is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.waiting.take() {
            drop(end);
            // Waited for, so that it cannot show the bar after it was cleared.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

/// Whether standard error is written in colour: on a terminal, unless `NO_COLOR` is set or
/// the terminal is dumb.
pub fn colour() -> bool {
    let no_color = variable("NO_COLOR");
    let term = variable("TERM");
    coloured(io::stderr().is_terminal(), no_color.as_deref(), term.as_deref())
}

/// Decides on colour. An empty `NO_COLOR` counts as not set.
fn coloured(terminal: bool, no_color: Option<&OsStr>, term: Option<&OsStr>) -> bool {
    terminal && no_color.is_none_or(OsStr::is_empty) && !is_dumb(term)
}

/// Whether a terminal says that it understands no controls.
fn is_dumb(term: Option<&OsStr>) -> bool {
    term.is_some_and(|term| term == "dumb")
}

/// A variable of the environment.
#[allow(clippy::disallowed_methods, reason = "the environment is read in `command`")]
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_needs_a_terminal_that_wants_it() {
        let set = |text: &'static str| Some(OsStr::new(text));
        assert!(coloured(true, None, set("xterm")));
        assert!(coloured(true, set(""), None));
        assert!(!coloured(true, set("1"), set("xterm")));
        assert!(!coloured(true, None, set("dumb")));
        assert!(!coloured(false, None, set("xterm")));
    }

    #[test]
    fn progress_counts_and_stays_hidden_in_a_pipe() {
        let progress = Progress::on(false);
        progress.phase("Rendering", true);
        progress.step();
        assert_eq!(progress.bar.position(), 1);
        progress.phase("Writing", false);
        assert_eq!(progress.bar.position(), 0);
        assert!(progress.bar.is_hidden());
    }
}
