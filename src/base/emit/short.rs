//! A diagnostic as one line, for editors' problem matchers.

use crate::base::diagnostic::Diagnostic;
use crate::base::emit::source::Sources;

/// `file:line:col: error[code]: message (hint: ...)`; without line and column for a file
/// as a whole.
pub(super) fn line(diagnostic: &Diagnostic, sources: &mut Sources<'_>) -> String {
    let mut out = diagnostic.place.file.to_string();
    if let Some((lines, span)) = sources.find(&diagnostic.place) {
        let (line, column) = lines.position(span.start);
        out.push_str(&format!(":{line}:{column}"));
    }
    let Diagnostic { severity, code, message, .. } = diagnostic;
    out.push_str(&format!(": {severity}[{code}]: {message}"));
    if let Some(hint) = &diagnostic.hint {
        out.push_str(&format!(" (hint: {hint})"));
    }
    // What a file holds may reach a message: it must not break the line or reach the
    // terminal's controls.
    out.replace(char::is_control, " ")
}
