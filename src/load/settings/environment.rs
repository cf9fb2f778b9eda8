//! `[env.<name>]`: settings of one environment, such as a preview that the public does not see.

use crate::base::node::{Entry, Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::{listed, shortened};
use crate::base::suggest::nearest;

/// The key of the tables of environments.
const KEY: &str = "env";

/// Takes the tables of environments out of the settings, and lays the one that is asked for
/// over the rest. One that is not there is reported.
pub fn choose(node: &mut Node, wanted: Option<&str>, problems: &Problems<'_>) {
    let Value::Map(entries) = &mut node.value else { return };
    let found = entries.iter().position(|entry| entry.key == KEY);
    let env = found.map(|at| entries.remove(at));
    if let Some(env) = env.as_ref().filter(|env| env.value.map().is_none()) {
        let message = format!("`{KEY}` must be a table, not {}", env.value.sort());
        let diagnostic = problems.error("wrong-type", &env.value.span, message);
        problems.push(diagnostic.hint("write `[env.preview]` on a line of its own"));
        return;
    }
    let tables = env.as_ref().and_then(|env| env.value.map()).unwrap_or_default();
    for table in tables.iter().filter(|table| table.value.map().is_none()) {
        let key = shortened(&table.key);
        let message = format!("`{KEY}.{key}` must be a table of settings");
        let diagnostic = problems.error("wrong-type", &table.value.span, message);
        problems
            .push(diagnostic.hint(format!("write `[env.{key}]` on a line of its own")));
    }
    let Some(wanted) = wanted else { return };
    if let Some(table) = tables.iter().find(|table| table.key == wanted) {
        lay(entries, table.value.map().unwrap_or_default());
        return;
    }
    let names = || tables.iter().map(|table| table.key.as_str());
    let span = env.as_ref().map_or(0..0, |env| env.key_span.clone());
    let message = format!("there is no `[env.{}]`", shortened(wanted));
    let hint = match nearest(wanted, names()) {
        Some(near) => format!("did you mean `--env {near}`?"),
        None if tables.is_empty() => format!("add `[env.{}]`", shortened(wanted)),
        None => format!("the environments are {}", listed(names())),
    };
    problems.push(problems.error("no-environment", &span, message).hint(hint));
}

/// Lays entries over others: a table over a table key by key, anything else in its place.
fn lay(under: &mut Vec<Entry>, over: &[Entry]) {
    for entry in over {
        match under.iter_mut().find(|known| known.key == entry.key) {
            Some(known) => match (&mut known.value.value, &entry.value.value) {
                (Value::Map(inner), Value::Map(more)) => lay(inner, more),
                _ => *known = entry.clone(),
            },
            None => under.push(entry.clone()),
        }
    }
}
