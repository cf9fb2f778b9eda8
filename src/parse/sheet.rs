//! Comma-separated values, each cell with its place: the data of tables and charts.

use std::ops::Range;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it holds, without white space around it.
    pub text: String,
    /// Its bytes.
    pub span: Range<usize>,
}

/// What is wrong in some values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub hint: String,
}

/// Comma-separated values: a line of names, and rows as long as it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns.
    pub head: Vec<Cell>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What is wrong with them; a row of another length is left out.
    pub faults: Vec<Fault>,
}

impl Sheet {
    /// Reads comma-separated values.
    pub fn read(data: &str) -> Self {
        let mut sheet = Self::default();
        let unclosed = unclosed(data);
        if let Some(at) = unclosed {
            let hint = "write `\"` after the value too, or leave it out";
            let message = "a quotation mark is opened and not closed";
            sheet.fault(line_at(data, at), message, hint);
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(data.as_bytes());
        for record in reader.records() {
            let Ok(record) = record else { continue };
            if record.iter().all(str::is_empty) {
                continue;
            }
            let at = record.position().map_or(0, csv::Position::byte);
            let at = usize::try_from(at).unwrap_or(0);
            let spans = spans(data, at);
            let cell = |(index, text): (usize, &str)| Cell {
                text: text
                    .chars()
                    .map(|c| if c.is_control() { ' ' } else { c })
                    .collect(),
                span: spans.get(index).cloned().unwrap_or_else(|| line_at(data, at)),
            };
            let cells: Vec<Cell> = record.iter().enumerate().map(cell).collect();
            if sheet.head.is_empty() {
                sheet.head = cells;
                continue;
            }
            if cells.len() != sheet.head.len() {
                // All that follows an open quotation mark is one cell.
                if unclosed.is_some_and(|open| open < line_at(data, at).end) {
                    continue;
                }
                let (has, needs) = (cells.len(), sheet.head.len());
                let cells = if has == 1 { "cell" } else { "cells" };
                let message =
                    format!("the row has {has} {cells} where the head has {needs}");
                let hint = "put a value that holds a comma between quotation marks";
                sheet.fault(line_at(data, at), &message, hint);
                continue;
            }
            sheet.rows.push(cells);
        }
        sheet
    }

    fn fault(&mut self, span: Range<usize>, message: &str, hint: &str) {
        let (message, hint) = (message.to_owned(), hint.to_owned());
        self.faults.push(Fault { span, message, hint });
    }

    /// The names of the columns as text.
    pub fn names(&self) -> Vec<String> {
        self.head.iter().map(|cell| cell.text.clone()).collect()
    }

    /// The cells of the rows as text.
    pub fn texts(&self) -> Vec<Vec<String>> {
        let text = |cell: &Cell| cell.text.clone();
        self.rows.iter().map(|row| row.iter().map(text).collect()).collect()
    }

    /// Whether each column holds numbers: all its cells that hold anything do.
    pub fn numeric(&self) -> Vec<bool> {
        let column = |index: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(index));
            let texts = cells.map(|cell| &*cell.text);
            let mut held = texts.filter(|text| !text.is_empty()).peekable();
            held.peek().is_some() && held.all(is_number)
        };
        (0..self.head.len()).map(column).collect()
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

/// The bytes of each cell of the record that begins at a byte, or at the next one that ends
/// no line.
fn spans(data: &str, at: usize) -> Vec<Range<usize>> {
    // The reader counts a record from the end of the line before it.
    let rest = data.get(at..).unwrap_or_default();
    let at = at + rest.len() - rest.trim_start_matches(['\n', '\r']).len();
    let rest = data.get(at..).unwrap_or_default();
    let (mut spans, mut begin, mut quoted, mut start) = (Vec::new(), 0, false, true);
    let mut end = rest.len();
    for (here, c) in rest.char_indices() {
        match c {
            '"' if start || quoted => quoted = !quoted,
            ',' if !quoted => {
                spans.push(begin..here);
                begin = here + 1;
            }
            '\n' if !quoted => {
                end = here;
                break;
            }
            _ => {}
        }
        // A quotation mark that is doubled closes and opens again.
        start = !quoted && matches!(c, ',' | '"');
    }
    spans.push(begin..end.max(begin));
    let trimmed = |span: Range<usize>| {
        let cell = rest.get(span.clone()).unwrap_or_default();
        let left = cell.len() - cell.trim_start().len();
        let length = cell.trim().len();
        at + span.start + left..at + span.start + left + length
    };
    spans.into_iter().map(trimmed).collect()
}

/// The line around a byte, without its end.
fn line_at(text: &str, at: usize) -> Range<usize> {
    // The reader counts a record from the end of the line before it.
    let skipped = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    let at = at + skipped;
    let rest = text.get(at..).unwrap_or_default();
    at..at + rest.lines().next().unwrap_or_default().trim_end().len()
}

/// Whether a cell is a number, perhaps with a sign, a currency, a per cent sign or
/// separators.
fn is_number(cell: &str) -> bool {
    let mark = |c: char| "+-−–~ $€£¥%‰".contains(c) || c.is_whitespace();
    let digits = cell.trim_matches(mark);
    digits.contains(|c: char| c.is_numeric())
        && digits.chars().all(|c| c.is_numeric() || ".,' \u{a0}\u{202f}’".contains(c))
}

#[cfg(test)]
mod tests {
    use super::Sheet;

    #[test]
    fn every_cell_knows_its_place() {
        let data =
            "Year, Talks ,\"A, b\"\n\n2024,\"1,2\",\"say \"\"no\"\"\"\r\n2025,,x\n";
        let sheet = Sheet::read(data);
        let show = |cells: &[super::Cell]| {
            let cells = cells.iter();
            cells.map(|c| format!("{}={}", c.text, &data[c.span.clone()])).collect()
        };
        let rows: Vec<Vec<String>> = sheet.rows.iter().map(|row| show(row)).collect();
        let head: Vec<String> = show(&sheet.head);
        assert_eq!(head, ["Year=Year", "Talks=Talks", "A, b=\"A, b\""]);
        assert_eq!(
            rows[0],
            ["2024=2024", "1,2=\"1,2\"", "say \"no\"=\"say \"\"no\"\"\""]
        );
        assert_eq!(rows[1], ["2025=2025", "=", "x=x"]);
    }
}
