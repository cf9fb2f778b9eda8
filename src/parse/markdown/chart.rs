//! The component `chart`: its words, and its data when they stand in the text.

use std::ops::Range;

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::Digested;
use crate::base::suggest::nearest;
use crate::parse::body::{Argument, ComponentData};
use crate::parse::chart::{Chart, ChartKind};
use crate::parse::chart_data;
use crate::parse::markdown::component::Info;
use crate::parse::markdown::data_table::split_source;
use crate::parse::markdown::passage::push_folded;
use crate::parse::markdown::prose::Prose;
use crate::parse::markdown::writer::Writer;

/// The arguments that a chart takes.
const ARGUMENTS: [&str; 7] = ["type", "title", "description", "unit", "x", "y", "src"];

/// What other programs call an argument.
const ALIASES: [(&str, &str); 10] = [
    ("kind", "type"),
    ("caption", "title"),
    ("name", "title"),
    ("alt", "description"),
    ("desc", "description"),
    ("units", "unit"),
    ("xlabel", "x"),
    ("ylabel", "y"),
    ("file", "src"),
    ("data", "src"),
];

/// What other programs call a kind of chart.
const KIND_ALIASES: [(&str, &str); 6] = [
    ("column", "bar"),
    ("columns", "bar"),
    ("grouped", "grouped-bar"),
    ("scatter", "dot"),
    ("point", "dot"),
    ("gantt", "timeline"),
];

impl Writer<'_, '_> {
    /// Reads the chart. One without a kind draws nothing, and an error says so.
    pub(super) fn chart(
        &mut self,
        info: &Info,
        body: &Prose<'_>,
        block: u32,
        span: &Range<usize>,
        text: &mut String,
    ) -> ComponentData {
        self.unknown_arguments(info, span);
        let kind = self.kind(info, span);
        let title = word(info, "title");
        if title.is_empty() {
            let message = "the chart has no `title`";
            let diagnostic = Diagnostic::error("chart", self.place(span), message);
            let hint = "say what it shows: `{chart type=bar title=\"Talks by year\"}`";
            self.report(diagnostic.hint(hint));
        }
        push_folded(text, &title);
        let (data, words) = split_source(body.text);
        let mut after = String::new();
        let source = self.source_line(body, words, block, &mut after);
        let src = info.arguments.contains_key("src").then(|| word(info, "src"));
        let data = match (&src, kind) {
            (Some(_), _) => {
                self.two_data(body, data);
                None
            }
            (None, None) => None,
            (None, Some(kind)) => Some(self.chart_data(body, data, kind, span)),
        };
        let number = Self::next_of(&self.builder.content.charts);
        let at =
            if src.is_some() { self.argument_span(span, "src") } else { span.clone() };
        self.builder.content.charts.push(Chart {
            kind: kind.unwrap_or(ChartKind::Bar),
            title,
            description: word(info, "description"),
            unit: word(info, "unit"),
            x: word(info, "x"),
            y: word(info, "y"),
            src,
            data: data.map(Digested::new),
            block,
            span: self.prose.span(&at),
        });
        ComponentData::Chart { chart: number, source }
    }

    /// Reads the values between the fences.
    fn chart_data(
        &mut self,
        body: &Prose<'_>,
        data: &str,
        kind: ChartKind,
        span: &Range<usize>,
    ) -> crate::parse::chart::ChartData {
        if data.trim().is_empty() {
            let message = "the chart has no data";
            let diagnostic = Diagnostic::error("chart", self.place(span), message);
            let hint = "write a line of names and lines of values between the fences, or \
                        name a file: `src=talks.csv`";
            self.report(diagnostic.hint(hint));
            return crate::parse::chart::ChartData::default();
        }
        let (data, faults) = chart_data::read(data, kind);
        self.faults("chart", body, &faults);
        data
    }

    /// Values between the fences of a chart whose data stand in a file.
    fn two_data(&mut self, body: &Prose<'_>, data: &str) {
        if data.trim().is_empty() {
            return;
        }
        let start = data.len() - data.trim_start().len();
        let length = data.trim().lines().next().map_or(0, str::len);
        let place = body.place(self.builder.input.file, &(start..start + length));
        let message = "the chart has data here and in a file";
        let diagnostic = Diagnostic::error("chart", place, message);
        self.report(diagnostic.hint("take these lines out, or leave out `src`"));
    }

    /// The kind, with an error when there is none.
    fn kind(&mut self, info: &Info, span: &Range<usize>) -> Option<ChartKind> {
        let written = word(info, "type");
        if let Some(kind) = ChartKind::named(&written) {
            return Some(kind);
        }
        let names = ChartKind::NAMES.map(|(name, _)| name);
        let list = names.map(|name| format!("`{name}`")).join(", ");
        let (message, at) = match written.is_empty() {
            true => ("the chart has no `type`".to_owned(), span.clone()),
            false => {
                let at = self.argument_span(span, "type");
                (format!("there is no chart of the type `{written}`"), at)
            }
        };
        let alias = KIND_ALIASES.iter().find(|(alias, _)| *alias == written);
        let near = alias.map(|(_, name)| *name).or_else(|| nearest(&written, names));
        let diagnostic = Diagnostic::error("chart", self.place(&at), message);
        let diagnostic = diagnostic.hint(format!("it is one of {list}"));
        let near = near.map(|near| format!("did you mean `type={near}`?"));
        self.report(diagnostic.maybe_hint(near));
        None
    }

    fn unknown_arguments(&mut self, info: &Info, span: &Range<usize>) {
        let unknown =
            info.arguments.keys().filter(|key| !ARGUMENTS.contains(&key.as_str()));
        for key in unknown {
            let alias = ALIASES.iter().find(|(alias, _)| alias == key);
            let near = alias.map(|(_, name)| *name).or_else(|| nearest(key, ARGUMENTS));
            let list = ARGUMENTS.map(|name| format!("`{name}`")).join(", ");
            let place = self.place(&self.argument_span(span, key));
            let message = format!("the component `chart` takes no `{key}`");
            let diagnostic = Diagnostic::error("unknown-argument", place, message);
            let diagnostic = diagnostic.hint(format!("it takes {list}"));
            let near = near.map(|near| format!("did you mean `{near}`?"));
            self.report(diagnostic.maybe_hint(near));
        }
    }

    /// The bytes of an argument in an info string.
    fn argument_span(&self, span: &Range<usize>, key: &str) -> Range<usize> {
        let source = self.prose.text.get(span.clone()).unwrap_or_default();
        let begins = |at: &usize| {
            let after = source.get(at + 1 + key.len()..).unwrap_or_default();
            after.starts_with(['=', ' ', '}'])
        };
        let named = format!(" {key}");
        let mut found = source.match_indices(&named).map(|(at, _)| at);
        let Some(at) = found.find(begins) else { return span.clone() };
        let value = source.get(at + 1 + key.len()..).unwrap_or_default();
        let length = match value.strip_prefix("=\"") {
            Some(quoted) => quoted.find('"').map_or(value.len(), |end| end + 3),
            None => value.find([' ', '}']).unwrap_or(value.len()),
        };
        let start = span.start + at + 1;
        start..start + key.len() + length
    }
}

/// The words of an argument.
fn word(info: &Info, key: &str) -> String {
    match info.arguments.get(key) {
        Some(Argument::Text(text)) => text.trim().to_owned(),
        Some(Argument::Int(number)) => number.to_string(),
        _ => String::new(),
    }
}
