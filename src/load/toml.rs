//! TOML to the plain tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::node::{Entry, Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::{between_curly_quotes, quoted};

/// Reads the text of `problems` as TOML, past every slip of syntax, all of which it reports.
pub fn read(problems: &Problems<'_>) -> Node {
    let (table, errors) = DeTable::parse_recoverable(problems.source());
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        report(error.message(), span, problems);
    }
    let span = 0..problems.source().len();
    Node { value: map(table.get_ref()), span }
}

fn map(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            value: node(value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Map(entries)
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let tree = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Bare(match number.radix() {
            10 => number.as_str().to_owned(),
            radix => i64::from_str_radix(number.as_str(), radix)
                .map_or_else(|_| number.as_str().to_owned(), |number| number.to_string()),
        }),
        DeValue::Float(number) => Value::Bare(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Bare(truth.to_string()),
        DeValue::Datetime(date) => Value::Bare(date.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node { value: tree, span: value.span() }
}

/// Reports a slip of syntax; each line has one report.
fn report(message: &str, span: std::ops::Range<usize>, problems: &Problems<'_>) {
    let text = problems.source();
    let start = text.get(..span.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    let whole = start..start + line.trim_end().len();
    let span = if span.is_empty() || span.end > whole.end { whole.clone() } else { span };
    let first = message.lines().next().unwrap_or("");
    let (message, hint) = match usual(first, line, problems.slice(&span)) {
        Some((message, hint)) => (message, Some(hint)),
        None => (format!("this is not TOML: {first}"), hint(line)),
    };
    let diagnostic = problems.error("bad-toml", &span, message);
    problems.push(diagnostic.maybe_hint(hint));
    problems.mute(whole);
}

/// Plain words for what the reader of TOML says of usual slips.
fn usual(message: &str, line: &str, marked: &str) -> Option<(String, String)> {
    if message.starts_with("duplicate key") {
        let message = format!("`{marked}` stands twice");
        return Some((message, "remove one of the two".to_owned()));
    }
    let line = line.trim();
    let open = message.contains("basic string") && line.matches('"').count() == 1;
    let start = line.find('"').filter(|_| open)?;
    let (key, value) = line.split_at_checked(start)?;
    let words = value.trim_start_matches('"');
    Some((
        "a quote is opened and not closed".to_owned(),
        format!("write `{key}\"{words}\"`"),
    ))
}

/// What to write instead of a line, when the slip is a usual one.
fn hint(line: &str) -> Option<String> {
    let line = line.trim();
    if let Some((key, value)) = line.split_once('=') {
        let (key, value) = (key.trim(), value.trim());
        if let Some(inner) = between_curly_quotes(value) {
            return Some(format!("write `{key} = {}`", quoted(inner)));
        }
        return match value.chars().next() {
            None => Some(format!("write a value: `{key} = \"...\"`")),
            Some(c) if c.is_alphabetic() || c == '/' => {
                Some(format!("write `{key} = {}`", quoted(value)))
            }
            _ => None,
        };
    }
    let (key, value) = line.split_once(':')?;
    let (key, value) = (key.trim(), value.trim());
    let value = match value.starts_with(['"', '\'', '[', '{']) {
        true => value.to_owned(),
        false => quoted(value),
    };
    (!key.is_empty() && !key.contains(' ')).then(|| format!("write `{key} = {value}`"))
}
