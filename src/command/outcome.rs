//! How a command ends, and how it speaks: results to standard output, everything else to
//! standard error. A reader that has gone away is no failure.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::base::diagnostic::Diagnostic;
use crate::base::emit::{Format, Texts, emit};
use crate::command::progress::colour;

/// How a command ended. Wrong use of the command line (2) ends it before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine,
    /// The content or the settings have errors, which have been said.
    Content,
    /// The system failed.
    System,
    /// Somebody ended it.
    #[cfg(any(feature = "deploy", feature = "links"))]
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Content => 1,
            Exit::System => 3,
            #[cfg(any(feature = "deploy", feature = "links"))]
            Exit::Interrupted => 130,
        })
    }
}

/// Why a command could not do its work, when no file's line is to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// How the command ends.
    pub exit: Exit,
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub hint: Option<String>,
}

impl Failure {
    /// Something that the user can put right in the publication or in what was typed.
    pub fn content(message: impl Into<String>, hint: impl Into<String>) -> Self {
        let hint = Some(hint.into());
        Self { exit: Exit::Content, message: message.into(), hint }
    }

    /// Something that the system refused.
    pub fn system(message: impl Into<String>) -> Self {
        Self { exit: Exit::System, message: message.into(), hint: None }
    }

    /// A file or a folder that the system refused.
    pub fn path(path: &Path, error: &impl Display) -> Self {
        Self::system(format!("`{}`: {error}", path.display()))
    }

    /// Writes it to standard error.
    pub fn show(&self) {
        let hint = self.hint.iter().map(|hint| format!(" = help: {hint}\n"));
        let text = format!("error: {}\n{}", self.message, hint.collect::<String>());
        // There is nowhere left to say that standard error is closed.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::system(error.to_string())
    }
}

/// Writes a result to standard output.
///
/// # Errors
///
/// What the system refused; a closed pipe is none.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes diagnostics: in JSON to standard output, else to standard error, in colour when
/// that is a terminal.
///
/// # Errors
///
/// What the system refused; a closed pipe is none.
pub fn report(
    diagnostics: &[Diagnostic],
    texts: &dyn Texts,
    format: Format,
) -> Result<(), Failure> {
    let mut text = Vec::new();
    emit(diagnostics, texts, format, colour(), &mut text)?;
    let written = match format {
        Format::Json => {
            let mut out = io::stdout().lock();
            out.write_all(&text).and_then(|()| out.flush())
        }
        Format::Human | Format::Short => io::stderr().lock().write_all(&text),
    };
    unless_closed(written)
}

/// Takes a closed pipe as written: whoever read has read enough.
fn unless_closed(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Failure::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_failure() {
        assert_eq!(unless_closed(Err(io::ErrorKind::BrokenPipe.into())), Ok(()));
        let full = unless_closed(Err(io::ErrorKind::StorageFull.into()));
        assert_eq!(full, Err(Failure::system("no storage space")));
    }
}
