//! What Tera says, as diagnostics.

use tera::{Error, ErrorKind};

/// What to do about a template that is not there.
const MISSING_FILE: &str = "put the file into `templates/`, or correct the name";

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::path::FilePath;
use crate::base::scalar::listed;
use crate::base::suggest::nearest;
use crate::render::sources::{BUILT_IN, Sources};

/// The diagnostics of templates that cannot be loaded.
pub fn loading(error: &Error, sources: &Sources<'_>) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let file = file(report.filename());
            let place = Place::bytes(&file, report.span().range.clone());
            let text = sources.text(report.filename()).unwrap_or("");
            let marked = text.get(report.span().range.clone()).unwrap_or("");
            let (message, hint) = syntax(report.message(), marked);
            vec![Diagnostic::error("template-syntax", place, message).hint(hint)]
        }
        ErrorKind::Msg(text) => reports(text, sources),
        ErrorKind::MissingParent { current, parent } => {
            let text = sources.text(current).unwrap_or("");
            let start = text.find(parent.as_str()).unwrap_or(0);
            let place = Place::bytes(&file(current), start..start + parent.len());
            let message = format!("there is no template `{parent}` to extend");
            let near = sources.nearest(parent);
            vec![
                Diagnostic::error("unknown-template", place, message)
                    .hint(MISSING_FILE)
                    .maybe_hint(near.map(|near| format!("did you mean `{near}`?"))),
            ]
        }
        ErrorKind::CircularExtend { tpl, .. }
        | ErrorKind::CircularInclude { tpl, .. } => {
            let message = format!("the template `{tpl}` comes back to itself");
            let text = sources.text(tpl).unwrap_or("");
            let tags = ["{% include", "{%- include", "{% extends", "{%- extends"];
            let start = tags.iter().filter_map(|tag| text.find(tag)).min();
            let end = |start: usize| {
                let rest = text.get(start..).unwrap_or("");
                start + rest.find("%}").map_or(2, |end| end + 2)
            };
            let place = match start {
                Some(start) => Place::bytes(&file(tpl), start..end(start)),
                None => Place::file(&file(tpl)),
            };
            let hint = "take out what leads from it back to it: `include`, or `extends`";
            vec![Diagnostic::error("template-circle", place, message).hint(hint)]
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
    if found.is_empty() && text.contains("is defined in both") {
        let mut named = text.split('`').skip(1).step_by(2);
        let (component, one, two) =
            (named.next().unwrap_or(""), named.next().unwrap_or(""), named.next());
        let place = |name: &str| {
            let tag = format!("component {component}");
            match sources.find(name, &tag) {
                Some(range) => Place::bytes(&file(name), range),
                None => Place::file(&file(name)),
            }
        };
        let message = format!("the component `{component}` is defined twice");
        let diagnostic =
            Diagnostic::error("component-twice", place(two.unwrap_or(one)), message);
        found.push(
            diagnostic
                .related(place(one), "the first is here")
                .hint("take one of the two out, or give it another name"),
        );
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
        MISSING_FILE
    }
}

/// Plain words for what Tera says of a template that it cannot read, and what to do.
fn syntax(message: &str, marked: &str) -> (String, String) {
    let mend = "mend the template; nothing is rendered until it can be read";
    const TAGS: [&str; 19] = [
        "if",
        "elif",
        "else",
        "endif",
        "for",
        "endfor",
        "block",
        "endblock",
        "set",
        "set_global",
        "endset",
        "filter",
        "endfilter",
        "component",
        "endcomponent",
        "include",
        "extends",
        "break",
        "continue",
    ];
    let known = TAGS.contains(&marked);
    if message.starts_with("Unknown tag") && known && marked.starts_with("end") {
        let message = format!("`{marked}` closes nothing here");
        let hint = "close every `if` with `{% endif %}` and every `for` with \
                    `{% endfor %}` before it";
        return (message, hint.to_owned());
    }
    if message.starts_with("Unknown tag") && !marked.is_empty() {
        let near = nearest(marked, TAGS).map(|near| format!("did you mean `{near}`?"));
        let message = format!("there is no tag `{marked}`");
        return (message, near.unwrap_or_else(|| mend.to_owned()));
    }
    (sentence(message), mend.to_owned())
}

/// Plain words for a name that a template uses and nothing has, with the nearest that
/// there is.
fn undefined(message: &str) -> Option<(String, Option<String>)> {
    let (first, rest) = message.split_once(" is not defined")?;
    let name = first.split('`').nth(1)?;
    let what = if first.starts_with("Field") { "field" } else { "variable" };
    let known = rest.split_once(": ").map_or("", |(_, known)| known);
    let known: Vec<&str> = known.trim_end_matches('.').split(", ").collect();
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if known.iter().all(|known| known.is_empty()) => None,
        None => Some(format!("there are {}", listed(known))),
    };
    Some((format!("there is no {what} `{name}` here"), hint))
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
            let (message, hint) = undefined(report.message())
                .unwrap_or_else(|| (sentence(report.message()), None));
            Diagnostic::error("template-render", place, message).maybe_hint(hint)
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
