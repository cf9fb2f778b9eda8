//! The model of a publication, for commands that only read it.

use std::path::Path;
use std::sync::Arc;

use crate::base::emit::Format;
use crate::command::{Exit, Failure, report};
use crate::engine::builder::Builder;
use crate::engine::prepare::Assembled;
use crate::engine::report::InputTexts;
use crate::engine::request::When;
use crate::model::site::Site;

/// Reads and assembles a publication without planning or rendering it. Errors are shown;
/// the site is there all the same unless the settings could not be used.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn of(root: &Path, now: When) -> Result<(Option<Arc<Site>>, Exit), Failure> {
    let Assembled { site, snapshot, mut diagnostics } =
        Builder::new(root).site(now, None)?;
    diagnostics.retain(crate::base::diagnostic::Diagnostic::is_error);
    let exit = if diagnostics.is_empty() { Exit::Fine } else { Exit::Content };
    report(&diagnostics, &InputTexts(&snapshot), Format::Human)?;
    Ok((site, exit))
}
