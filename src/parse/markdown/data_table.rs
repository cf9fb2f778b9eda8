//! The component `data-table`: comma-separated values and the line that names their source.

use std::ops::Range;

use crate::base::diagnostic::Diagnostic;
use crate::parse::body::{ComponentData, Fragment};
use crate::parse::markdown::passage::push_folded;
use crate::parse::markdown::prose::Prose;
use crate::parse::markdown::timeline::lines;
use crate::parse::markdown::writer::{Writer, inline};

impl Writer<'_, '_> {
    /// Reads the table.
    pub(super) fn data_table(
        &mut self,
        body: &Prose<'_>,
        block: u32,
        span: &Range<usize>,
        text: &mut String,
    ) -> ComponentData {
        let (data, words) = split_source(body.text);
        let (head, rows) = self.read_rows(body, data);
        if rows.is_empty() {
            let message = "the table has no rows";
            let diagnostic = Diagnostic::error("data-table", self.place(span), message);
            let hint = "write a line of names, then lines of values: `Year,Talks`";
            self.report(diagnostic.hint(hint));
        }
        let numeric = (0..head.len()).map(|column| numeric(&rows, column)).collect();
        push_folded(text, &head.join("; "));
        let mut source = Fragment::default();
        if let Some(words) = words {
            let (fragment, plain) = inline(self.builder, &body.part(words), block);
            push_folded(text, " ");
            push_folded(text, &plain);
            source = fragment;
        }
        ComponentData::Table { head, numeric, rows, source }
    }

    /// The head and the rows; a row of another length is an error at its line.
    fn read_rows(
        &mut self,
        body: &Prose<'_>,
        data: &str,
    ) -> (Vec<String>, Vec<Vec<String>>) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(data.as_bytes());
        if let Some(at) = unclosed(data) {
            let place = body.place(self.builder.input.file, &line_at(data, at));
            let message = "a quotation mark is opened and not closed";
            let diagnostic = Diagnostic::error("data-table", place, message);
            self.report(
                diagnostic.hint("write `\"` after the value too, or leave it out"),
            );
        }
        let mut head: Vec<String> = Vec::new();
        let mut rows = Vec::new();
        for record in reader.records() {
            let Ok(record) = record else { continue };
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if head.is_empty() {
                head = cells;
                continue;
            }
            if cells.len() != head.len() {
                let at = record.position().map_or(0, csv::Position::byte);
                let span = line_at(data, usize::try_from(at).unwrap_or(0));
                let place = body.place(self.builder.input.file, &span);
                let (has, needs) = (cells.len(), head.len());
                let message =
                    format!("the row has {has} cells where the head has {needs}");
                let diagnostic = Diagnostic::error("data-table", place, message);
                let hint = "put a value that holds a comma between quotation marks";
                self.report(diagnostic.hint(hint));
                continue;
            }
            rows.push(cells);
        }
        (head, rows)
    }
}

/// Where a quotation mark begins a value that is never closed.
fn unclosed(data: &str) -> Option<usize> {
    let (mut open, mut start) = (None, true);
    let mut letters = data.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        match (open, c) {
            (None, '"') if start => open = Some(at),
            (Some(_), '"') if letters.next_if(|(_, next)| *next == '"').is_none() => {
                open = None;
            }
            _ => {}
        }
        start = open.is_none() && matches!(c, ',' | '\n');
    }
    open
}

/// The values, and the bytes of the words after `Source:` in the last line.
fn split_source(text: &str) -> (&str, Option<Range<usize>>) {
    let Some(last) = lines(text).last() else { return (text, None) };
    let line = text.get(last.clone()).unwrap_or_default();
    let named = line.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("source:"));
    if !named {
        return (text, None);
    }
    let words = line.get(7..).unwrap_or_default();
    let start = last.end - words.trim_start().len();
    (text.get(..last.start).unwrap_or_default(), Some(start..last.end))
}

/// The line around a byte, without its end.
fn line_at(text: &str, at: usize) -> Range<usize> {
    // The reader counts a record from the end of the line before it.
    let skipped = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    let at = at + skipped;
    let rest = text.get(at..).unwrap_or_default();
    at..at + rest.lines().next().unwrap_or_default().trim_end().len()
}

/// Whether a column holds numbers: all its cells that hold anything do.
fn numeric(rows: &[Vec<String>], column: usize) -> bool {
    let mut cells =
        rows.iter().filter_map(|row| row.get(column)).filter(|c| !c.is_empty());
    let mut any = false;
    let all = cells.all(|cell| {
        any = true;
        is_number(cell)
    });
    any && all
}

/// Whether a cell is a number, perhaps with a sign, a currency, a per cent sign or
/// separators.
fn is_number(cell: &str) -> bool {
    let mark = |c: char| "+-−–~ $€£¥%‰".contains(c) || c.is_whitespace();
    let digits = cell.trim_matches(mark);
    digits.contains(|c: char| c.is_numeric())
        && digits.chars().all(|c| c.is_numeric() || ".,' \u{a0}\u{202f}’".contains(c))
}
