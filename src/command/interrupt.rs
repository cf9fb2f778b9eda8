//! The word of the terminal, or of the system, to end.

use std::future::Future;
use std::io;

/// Becomes ready with Ctrl-C, or the system's word to end, whichever of them has come since
/// this was called.
///
/// # Errors
///
/// What the system refused.
#[cfg(unix)]
pub fn interrupted() -> io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    })
}

/// Becomes ready with Ctrl-C.
///
/// # Errors
///
/// What the system refused.
#[cfg(not(unix))]
pub fn interrupted() -> io::Result<impl Future<Output = ()> + Send> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
