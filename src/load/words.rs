//! `[words.<language>]`: words of a publication's own in place of the theme's.

use std::collections::BTreeMap;

use crate::base::fields::Fields;
use crate::base::form::{is_language, language_hint};
use crate::base::node::{Entry, Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::{listed, shortened};
use crate::base::words::{FORMS, OwnWords, Saying, holes};

/// Reads the table.
pub fn read(fields: &mut Fields<'_>) -> OwnWords {
    let problems = fields.problems();
    let Some(node) = fields.node("words") else { return OwnWords::new() };
    let Some(languages) = table(node, "words", "[words.fa]", problems) else {
        return OwnWords::new();
    };
    let mut own = OwnWords::new();
    for language in languages {
        if !is_language(&language.key) {
            let message = format!("`{}` is not a language", shortened(&language.key));
            let diagnostic = problems.error("bad-words", &language.key_span, message);
            problems.push(diagnostic.hint(language_hint(&language.key)));
            continue;
        }
        let example = format!("[words.{}]", language.key);
        let sayings = table(&language.value, &language.key, &example, problems);
        let sayings = sayings.into_iter().flatten();
        let read = sayings
            .filter_map(|entry| Some((entry.key.clone(), saying(entry, problems)?)));
        own.insert(language.key.clone(), read.collect());
    }
    own
}

fn table<'a>(
    node: &'a Node,
    name: &str,
    example: &str,
    problems: &Problems<'_>,
) -> Option<&'a [Entry]> {
    let entries = node.map();
    if entries.is_none() {
        let message = format!("`{name}` must be a table, not {}", node.sort());
        let diagnostic = problems.error("wrong-type", &node.span, message);
        problems.push(diagnostic.hint(format!("write `{example}` on a line of its own")));
    }
    entries
}

/// What stands for a text: words, or words for each form that numbers take.
fn saying(entry: &Entry, problems: &Problems<'_>) -> Option<Saying> {
    match &entry.value.value {
        Value::Text(text) => agrees(entry, text, &entry.value, problems)
            .then(|| Saying::Text(text.clone())),
        Value::Map(forms) => {
            let mut found = BTreeMap::new();
            for form in forms {
                let Value::Text(text) = &form.value.value else {
                    wrong(form, problems);
                    return None;
                };
                if !FORMS.contains(&form.key.as_str()) {
                    let message = format!("there is no form `{}`", shortened(&form.key));
                    let diagnostic = problems.error("bad-words", &form.key_span, message);
                    let hint = format!("the forms are {}", listed(FORMS));
                    problems.push(diagnostic.hint(hint));
                    return None;
                }
                if !agrees(entry, text, &form.value, problems) {
                    return None;
                }
                found.insert(form.key.clone(), text.clone());
            }
            if !found.contains_key("other") {
                let message = format!("`{}` has no form `other`", shortened(&entry.key));
                let diagnostic = problems.error("bad-words", &entry.key_span, message);
                problems.push(diagnostic.hint("add `other = \"...\"`"));
                return None;
            }
            Some(Saying::Forms(found))
        }
        _ => {
            wrong(entry, problems);
            None
        }
    }
}

fn wrong(entry: &Entry, problems: &Problems<'_>) {
    let sort = entry.value.sort();
    let message = format!("`{}` must be words, not {sort}", shortened(&entry.key));
    let diagnostic = problems.error("wrong-type", &entry.value.span, message);
    problems.push(diagnostic.hint("write the words between quotes"));
}

/// Whether words have no hole that the text does not have.
fn agrees(entry: &Entry, words: &str, at: &Node, problems: &Problems<'_>) -> bool {
    let known = holes(&entry.key);
    let Some(strange) = holes(words).into_iter().find(|hole| !known.contains(hole))
    else {
        return true;
    };
    let message = format!("nothing fills `{{{}}}` here", shortened(strange));
    let named = known.iter().map(|hole| format!("`{{{hole}}}`")).collect::<Vec<_>>();
    let diagnostic = problems.error("bad-words", &at.span, message);
    problems.push(diagnostic.hint(match named.is_empty() {
        true => "take the braces out".to_owned(),
        false => format!("the text holds {}", named.join(", ")),
    }));
    false
}
