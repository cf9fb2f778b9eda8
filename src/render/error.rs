//! What Tera says, as diagnostics.

use tera::{Error, ErrorKind};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::path::FilePath;
use crate::render::sources::{BUILT_IN, Sources};

/// The diagnostics of templates that cannot be loaded.
pub fn loading(error: &Error, sources: &Sources<'_>) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let file = file(report.filename());
            let place = Place::bytes(&file, report.span().range.clone());
            vec![
                Diagnostic::error("template-syntax", place, sentence(report.message()))
                    .hint("mend the template; nothing is rendered until it can be read"),
            ]
        }
        ErrorKind::Msg(text) => reports(text, sources),
        ErrorKind::MissingParent { current, parent } => {
            let text = sources.text(current).unwrap_or("");
            let start = text.find(parent.as_str()).unwrap_or(0);
            let place = Place::bytes(&file(current), start..start + parent.len());
            let message = format!("there is no template `{parent}` to extend");
            vec![Diagnostic::error("unknown-template", place, message)]
        }
        ErrorKind::CircularExtend { tpl, .. }
        | ErrorKind::CircularInclude { tpl, .. } => {
            let message = format!("the template `{tpl}` comes back to itself");
            let place = Place::file(&file(tpl));
            vec![Diagnostic::error("template-circle", place, message)]
        }
        _ => {
            let place = Place::file(&FilePath::new("templates"));
            vec![Diagnostic::error("template", place, sentence(&error.to_string()))]
        }
    }
}

/// The reports that Tera joins into one text: `error: Unknown filter ...`, then
/// ` --> file:line:column`.
fn reports(text: &str, sources: &Sources<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut message = "";
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("error: ") {
            message = rest;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|c| c.parse().ok()).unwrap_or(1);
            let row = parts.next().and_then(|l| l.parse().ok()).unwrap_or(1);
            let name = parts.next().unwrap_or("");
            let named = message.split('`').nth(1).unwrap_or("");
            let source = sources.text(name).unwrap_or("");
            let start = offset(source, row, column);
            let place = Place::bytes(&file(name), start..start + named.len().max(1));
            found.push(
                Diagnostic::error("template-reference", place, sentence(message))
                    .hint(hint_for(message)),
            );
        }
    }
    if found.is_empty() {
        let name = text.split('`').nth(3).unwrap_or("");
        let place = Place::file(&file(name));
        found.push(Diagnostic::error("template", place, sentence(text)));
    }
    found
}

fn hint_for(message: &str) -> &'static str {
    if message.contains("filter") {
        "beside Tera's own filters there are `url`, `absolute` and `host`"
    } else if message.contains("component") {
        "define it in a file of `templates/`, or use one of the built-in components"
    } else {
        "put the file into `templates/`, or correct the name"
    }
}

/// The byte at a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize =
        text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    let column = column.saturating_sub(1);
    start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
}

/// The diagnostic of a template that fails while it renders; `about` is the content file
/// whose page it is.
pub fn rendering(error: &Error, template: &str, about: Option<&FilePath>) -> Diagnostic {
    let mut diagnostic = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let name =
                if report.filename().is_empty() { template } else { report.filename() };
            let place = Place::bytes(&file(name), report.span().range.clone());
            Diagnostic::error("template-render", place, sentence(report.message()))
        }
        _ => {
            let place = Place::file(&file(template));
            Diagnostic::error("template-render", place, sentence(&error.to_string()))
        }
    };
    diagnostic.rendering = about.cloned();
    diagnostic
}

/// The file that a template's name stands for.
pub fn file(name: &str) -> FilePath {
    match name.strip_prefix(BUILT_IN) {
        Some(name) => FilePath::new(&format!("{BUILT_IN}templates/{name}")),
        None => FilePath::new(&format!("templates/{name}")),
    }
}

/// A message of Tera's in our manner: lower case at the start, no full stop at the end.
fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
