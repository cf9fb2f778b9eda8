//! Components: a fenced block whose info string is `{name key=value}`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::Diagnostic;
use crate::parse::body::{Argument, BlockKind, Component, ComponentData, Segment};
use crate::parse::markdown::passage::push_folded;
use crate::parse::markdown::prose::Prose;
use crate::parse::markdown::writer::Writer;

/// The name and the arguments of an info string.
#[derive(Debug, Default, PartialEq)]
pub struct Info {
    /// The name.
    pub name: String,
    /// The arguments.
    pub arguments: BTreeMap<String, Argument>,
}

/// What is wrong in an info string: the bytes, the message, the hint.
pub type InfoError = (Range<usize>, String, &'static str);

impl Writer<'_, '_> {
    /// Writes a component; `range` is its whole block.
    pub(super) fn component(&mut self, body: &Prose<'_>, range: &Range<usize>) {
        let line = self.prose.text.get(range.start..self.line_end(range));
        let open = line.and_then(|line| line.find('{')).unwrap_or(0);
        let span = range.start + open..self.line_end(range);
        let source = self.prose.text.get(span.clone()).unwrap_or_default();
        let info = match parse_info(source) {
            Ok(info) => info,
            Err((wrong, message, hint)) => {
                let place =
                    self.place(&(span.start + wrong.start..span.start + wrong.end));
                let diagnostic = Diagnostic::error("component", place, message);
                return self.report(diagnostic.hint(hint));
            }
        };
        let top = self.at_top();
        let block = match top {
            true => self.begin_top(BlockKind::Component, range),
            false => self.builder.block(BlockKind::Component, self.prose.span(range)),
        };
        let mut text = String::new();
        let data = self.component_data(&info, body, block, &span, &mut text);
        if text.is_empty() {
            push_folded(&mut text, body.text);
        }
        if text.trim().is_empty() {
            text.clone_from(&info.name);
        }
        if let Some(found) = self.builder.block_mut(block) {
            found.text = text.trim_end().into();
            self.last = Some(found.text.clone());
        }
        let number = Self::next_of(&self.builder.content.components);
        self.builder.content.components.push(Component {
            name: info.name,
            arguments: info.arguments,
            body: body.text.to_owned(),
            data,
            block,
            span: self.prose.span(&span),
        });
        self.out.push(Segment::Component(number));
        if top {
            self.end_top(BlockKind::Component);
        }
    }

    /// What the body means to the components that are known.
    fn component_data(
        &mut self,
        info: &Info,
        body: &Prose<'_>,
        block: u32,
        span: &Range<usize>,
        text: &mut String,
    ) -> ComponentData {
        match info.name.as_str() {
            "figure" => self.figure_component(info, body, block, span, text),
            "pull-quote" => self.pull_quote(body, block, span, text),
            "timeline" => self.timeline(body, block, span, text),
            "data-table" => self.data_table(body, block, span, text),
            "chart" => self.chart(info, body, block, span, text),
            _ => ComponentData::Plain,
        }
    }
}

/// Reads `{name key=value key="some words" flag}`.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn parse_info(source: &str) -> Result<Info, InfoError> {
    let mut reader = InfoReader { source, at: 0 };
    reader.at += usize::from(source.starts_with('{'));
    reader.skip_space();
    let mut info = Info { name: reader.word(), ..Info::default() };
    if info.name.is_empty() {
        let hint = "write `{name key=value}`; the language of code stands without braces";
        return Err(reader.wrong("the component has no name", hint));
    }
    loop {
        let spaced = reader.skip_space();
        let rest = reader.rest();
        if let Some(after) = rest.strip_prefix('}') {
            let start = reader.at + 1;
            if after.trim().is_empty() {
                return Ok(info);
            }
            let message = "nothing can follow the `}` of a component".to_owned();
            return Err((start..source.len(), message, "put arguments before the `}`"));
        }
        if rest.is_empty() {
            let message = "the braces of the component are not closed".to_owned();
            return Err((0..source.len(), message, "write `}` at the end of the line"));
        }
        let start = reader.at;
        let key = reader.word();
        if key.is_empty() || !spaced {
            let hint = "arguments are `key=value`, `key=\"some words\"` or `key`";
            return Err(reader.wrong("this is no argument", hint));
        }
        let value = reader.value()?;
        if info.arguments.insert(key.clone(), value).is_some() {
            let message = format!("the argument `{key}` stands twice");
            return Err((start..start + key.len(), message, "leave one of them out"));
        }
    }
}

struct InfoReader<'a> {
    source: &'a str,
    at: usize,
}

impl InfoReader<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) -> bool {
        let rest = self.rest();
        let space = rest.len() - rest.trim_start().len();
        self.at += space;
        space > 0
    }

    /// A name: letters and digits, `-` and `_`.
    fn word(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)));
        let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().to_owned();
        self.at += word.len();
        word
    }

    /// What follows a key.
    fn value(&mut self) -> Result<Argument, InfoError> {
        if !self.rest().starts_with('=') {
            return Ok(Argument::Bool(true));
        }
        self.at += 1;
        if self.rest().starts_with('"') {
            return self.quoted();
        }
        let rest = self.rest();
        let end =
            rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default().to_owned();
        if word.is_empty() {
            return Err(self.wrong("a value is missing after `=`", "write `key=value`"));
        }
        self.at += end;
        Ok(match word.as_str() {
            "true" => Argument::Bool(true),
            "false" => Argument::Bool(false),
            word => match word.parse() {
                Ok(number) => Argument::Int(number),
                Err(_) => Argument::Text(word.to_owned()),
            },
        })
    }

    fn quoted(&mut self) -> Result<Argument, InfoError> {
        let (mut text, mut escaped) = (String::new(), false);
        for (at, c) in self.rest().char_indices().skip(1) {
            match c {
                _ if escaped => {
                    text.push(c);
                    escaped = false;
                }
                '\\' => escaped = true,
                '"' => {
                    self.at += at + 1;
                    return Ok(Argument::Text(text));
                }
                c => text.push(c),
            }
        }
        let message = "the quotation mark is not closed".to_owned();
        Err((self.at..self.source.len(), message, "write `\"` after the words"))
    }

    /// An error at the next word.
    fn wrong(&self, message: &str, hint: &'static str) -> InfoError {
        let rest = self.rest();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        (self.at..self.at + end, message.to_owned(), hint)
    }
}
