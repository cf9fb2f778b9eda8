//! Single values of front matter and settings, typed.

use std::borrow::Cow;
use std::fmt;

use crate::base::date::{DateProblem, Moment, WorkDate};
use crate::base::node::{Node, Value, is_truth};
use crate::base::problems::Problems;
use crate::base::suggest;

/// What a message calls a value.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An entry of the list under a key.
    Entry(&'a str),
}

impl Name<'_> {
    /// The key.
    fn key(&self) -> &str {
        match self {
            Name::Key(key) | Name::Entry(key) => key,
        }
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Key(key) => write!(f, "`{key}`"),
            Name::Entry(key) => write!(f, "an entry of `{key}`"),
        }
    }
}

/// A text in quotes that YAML and TOML both read.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.contains('\n') {
        return format!("'{text}'");
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
    format!("\"{escaped}\"")
}

/// The words between curly quotes, when a text is nothing but such a quotation.
pub fn between_curly_quotes(text: &str) -> Option<&str> {
    const CURLY: [char; 5] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{201a}'];
    let inner = text.strip_prefix(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}'])?;
    let inner = inner.strip_suffix(['\u{201d}', '\u{201c}', '\u{2019}'])?;
    (!inner.is_empty() && !inner.contains(CURLY)).then_some(inner)
}

impl Problems<'_> {
    /// The value as text, trimmed. Nothing and an empty text are `None`.
    pub fn text(&self, node: &Node, name: Name<'_>) -> Option<String> {
        let text = match &node.value {
            Value::Null => return None,
            Value::Text(text) => text.trim(),
            Value::Bare(text) => {
                self.check_bare(node, text, name);
                text.trim()
            }
            Value::List(_) | Value::Map(_) => {
                self.not_text(node, name);
                return None;
            }
        };
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Reports what is usually a slip in a text without quotes.
    fn check_bare(&self, node: &Node, text: &str, name: Name<'_>) {
        if let Some(inner) = between_curly_quotes(text) {
            let key = name.key();
            let straight = quoted(inner);
            let diagnostic = self.error(
                "curly-quotes",
                &node.span,
                format!("{name} stands in curly quotes, which would be part of the text"),
            );
            self.push(diagnostic.hint(match name {
                Name::Key(_) => format!("write `{key}{}{straight}`", self.joint()),
                Name::Entry(_) => format!("write `{straight}`"),
            }));
        }
        let rest = self.rest_of_line(&node.span);
        let cut = rest.trim_start().strip_prefix('#').unwrap_or("");
        if self.joint() == ": " && cut.starts_with(|c: char| c.is_alphanumeric()) {
            let end = node.span.end + rest.trim_end().len();
            let span = node.span.start..end;
            let whole = quoted(self.slice(&span));
            let message = format!("{name} ends before the `#`, which begins a comment");
            let diagnostic = self.warning("cut-at-hash", &span, message);
            self.push(
                diagnostic.hint(format!(
                    "write `{whole}`, or a space after the `#` of a comment"
                )),
            );
        }
        if text.contains(" - ")
            && self.slice(&node.span).lines().skip(1).any(|l| l.trim().starts_with("- "))
        {
            let message = format!("the lines under {name} do not begin in one column");
            let diagnostic = self.error("bad-indent", &node.span, message);
            self.push(diagnostic.hint("begin every `- ` in the same column"));
        }
    }

    /// Reports a list or a map that stands where text is wanted.
    fn not_text(&self, node: &Node, name: Name<'_>) {
        let raw = self.slice(&node.span);
        let line = raw.lines().next().unwrap_or("").trim_end();
        let lead = match name {
            Name::Key(key) => format!("{key}{}", self.joint()),
            Name::Entry(_) => String::new(),
        };
        if let Value::Map(entries) = &node.value
            && !raw.starts_with('{')
            && entries.len() == 1
            && !raw.trim_end().contains('\n')
        {
            let message = format!("{name} holds a colon and is not in quotes");
            let diagnostic = self.error("unquoted-colon", &node.span, message);
            self.push(diagnostic.hint(format!("write `{lead}{}`", quoted(line))));
            return;
        }
        let message = format!("{name} must be text, not {}", node.sort());
        let diagnostic = self.error("wrong-type", &node.span, message);
        let only = match &node.value {
            Value::List(list) if list.len() == 1 => list.first().and_then(Node::scalar),
            _ => None,
        };
        let whole = raw.starts_with(['[', '{']) && !raw.contains('\n');
        self.push(diagnostic.hint(match only {
            Some(_) if self.joint() != ": " => format!("write `{lead}\"...\"`"),
            Some(only) if whole => {
                let only = shortened(only);
                format!(
                    "write `{lead}{only}`, or `{lead}{}` with its brackets",
                    quoted(raw)
                )
            }
            Some(only) => format!("write `{lead}{}`", shortened(only)),
            None if whole && matches!(node.value, Value::Map(_)) => {
                format!("write `{lead}{}`", quoted(raw))
            }
            None => format!("write one text: `{lead}\"...\"`"),
        }));
    }

    /// The value as true or false.
    pub fn flag(&self, node: &Node, name: Name<'_>) -> Option<bool> {
        let truth = match &node.value {
            Value::Null => return None,
            Value::Bare(word) => is_truth(word),
            _ => None,
        };
        if truth.is_none() {
            let message = format!("{name} must be `true` or `false`");
            let key = name.key();
            let meant = node.scalar().and_then(is_truth).unwrap_or(true);
            let diagnostic = self.error("wrong-type", &node.span, message);
            self.push(diagnostic.hint(format!("write `{key}{}{meant}`", self.joint())));
        }
        truth
    }

    /// The value as a whole number of at least `least`.
    pub fn whole(&self, node: &Node, name: Name<'_>, least: i64) -> Option<i64> {
        let number = match &node.value {
            Value::Null => return None,
            Value::Bare(text) => text.replace('_', "").parse::<i64>().ok(),
            _ => None,
        };
        let number = number.filter(|number| *number >= least);
        if number.is_none() {
            let message = format!("{name} must be a whole number, {least} or more");
            let diagnostic = self.error("wrong-type", &node.span, message);
            self.push(diagnostic.hint(match &node.value {
                Value::Text(_) => format!("write a number without quotes: `{least}`"),
                _ => format!("write a number such as `{least}`"),
            }));
        }
        number
    }

    /// The value as a day or a moment.
    pub fn moment(&self, node: &Node, name: Name<'_>) -> Option<Moment> {
        let text = self.text(node, name)?;
        self.dated(node, &text, Moment::parse(&text))
    }

    /// The value as the loose date of a work.
    pub fn work_date(&self, node: &Node, name: Name<'_>) -> Option<WorkDate> {
        let text = self.text(node, name)?;
        self.dated(node, &text, WorkDate::parse(&text))
    }

    fn dated<T>(
        &self,
        node: &Node,
        text: &str,
        date: Result<T, DateProblem>,
    ) -> Option<T> {
        date.map_err(|problem| {
            let message = format!("`{}` is not a date", shortened(text));
            let diagnostic = self.error("bad-date", &node.span, message);
            self.push(diagnostic.hint(problem.hint()));
        })
        .ok()
    }

    /// The value as one of some words.
    pub fn choice<'w>(
        &self,
        node: &Node,
        name: Name<'_>,
        code: &'static str,
        words: impl IntoIterator<Item = &'w str> + Clone,
    ) -> Option<&'w str> {
        let text = self.text(node, name)?;
        let found = words.clone().into_iter().find(|word| *word == text);
        if found.is_none() {
            let message = format!(
                "`{}` is not a {}",
                shortened(&text),
                name.key().replace('_', " ")
            );
            let diagnostic = self.error(code, &node.span, message);
            self.push(diagnostic.hint(match suggest::nearest(&text, words.clone()) {
                Some(near) => format!("write `{near}`"),
                None => format!("write one of {}", listed(words)),
            }));
        }
        found
    }

    /// The value as an address of the web.
    pub fn web_address(&self, node: &Node, name: Name<'_>) -> Option<String> {
        let text = self.text(node, name)?;
        if let Some(hint) = crate::base::form::web_address_problem(&text) {
            let message =
                format!("{name} is `{}`, which is not a web address", shortened(&text));
            self.push(self.error("bad-address", &node.span, message).hint(hint));
            return None;
        }
        Some(text)
    }

    /// The value as a language tag.
    pub fn language(&self, node: &Node, name: Name<'_>) -> Option<String> {
        let text = self.text(node, name)?;
        if !crate::base::form::is_language(&text) {
            let message = format!("`{}` is not a language tag", shortened(&text));
            let hint = crate::base::form::language_hint(&text);
            self.push(self.error("bad-language", &node.span, message).hint(hint));
            return None;
        }
        Some(text)
    }
}

/// A text short enough for a message.
pub fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => Cow::Owned(format!("{}...", text.get(..end).unwrap_or(""))),
        None => Cow::Borrowed(text),
    }
}

/// Words in backticks, with commas between them.
pub fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push('`');
        out.push_str(word);
        out.push('`');
    }
    out
}
