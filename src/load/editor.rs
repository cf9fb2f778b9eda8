//! The setting `editor_url`: where a link of the preview opens a file.

use crate::base::fields::Fields;
use crate::base::scalar::shortened;
use crate::base::suggest;

/// What a template of an editor's address may hold.
const PLACES: [&str; 3] = ["path", "line", "column"];

/// What is hinted when there is nothing nearer.
const EXAMPLE: &str = "vscode://file/{path}:{line}:{column}";

/// The template of the addresses at which the editor opens files.
pub fn read(fields: &mut Fields<'_>) -> Option<String> {
    let template = fields.text("editor_url")?;
    let node = fields.node("editor_url")?;
    let Some((message, hint)) = problem(&template) else { return Some(template) };
    let problems = fields.problems();
    problems.push(problems.error("bad-editor-url", &node.span, message).hint(hint));
    None
}

/// What is wrong with a template, and what to write.
fn problem(template: &str) -> Option<(String, String)> {
    let example = || format!("write, for example, `editor_url = \"{EXAMPLE}\"`");
    if !is_editor(template) {
        return Some(("`editor_url` is not the address of an editor".into(), example()));
    }
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if !PLACES.contains(&name) {
            let message = format!("`{{{}}}` is no part of `editor_url`", shortened(name));
            let hint = match suggest::nearest(name, PLACES) {
                Some(near) => format!("write `{{{near}}}`"),
                None => "the parts are `{path}`, `{line}` and `{column}`".to_owned(),
            };
            return Some((message, hint));
        }
        rest = after;
    }
    (!template.contains("{path}"))
        .then(|| ("`editor_url` must hold `{path}`".to_owned(), example()))
}

/// Whether a text begins with a scheme, and with none that runs or shows what follows it.
fn is_editor(template: &str) -> bool {
    const RUN: [&str; 4] = ["javascript", "data", "vbscript", "blob"];
    let Some((scheme, rest)) = template.split_once(':') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(plain)
        && !RUN.iter().any(|run| scheme.eq_ignore_ascii_case(run))
        && !rest.is_empty()
        && !template.chars().any(|c| c.is_control() || c == ' ')
}
