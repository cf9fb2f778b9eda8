//! The component `data-table`, and what it shares with `chart`: comma-separated values and
//! the line that names their source.

use std::ops::Range;

use crate::base::diagnostic::Diagnostic;
use crate::parse::body::{ComponentData, Fragment};
use crate::parse::markdown::passage::push_folded;
use crate::parse::markdown::prose::Prose;
use crate::parse::markdown::timeline::lines;
use crate::parse::markdown::writer::{Writer, inline};
use crate::parse::sheet::{Fault, Sheet};

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
        let sheet = Sheet::read(data);
        self.faults("data-table", body, &sheet.faults);
        if sheet.rows.is_empty() {
            let message = "the table has no rows";
            let diagnostic = Diagnostic::error("data-table", self.place(span), message);
            let hint = "write a line of names, then lines of values: `Year,Talks`";
            self.report(diagnostic.hint(hint));
        }
        let head = sheet.names();
        push_folded(text, &head.join("; "));
        let source = self.source_line(body, words, block, text);
        let (numeric, rows) = (sheet.numeric(), sheet.texts());
        ComponentData::Table { head, numeric, rows, source }
    }

    /// Reports what is wrong in the values of a component.
    pub(super) fn faults(
        &mut self,
        code: &'static str,
        body: &Prose<'_>,
        faults: &[Fault],
    ) {
        for fault in faults {
            let place = body.place(self.builder.input.file, &fault.span);
            let diagnostic = Diagnostic::error(code, place, &fault.message);
            self.report(diagnostic.hint(&fault.hint));
        }
    }

    /// Reads the words after `Source:`; they join the component's text.
    pub(super) fn source_line(
        &mut self,
        body: &Prose<'_>,
        words: Option<Range<usize>>,
        block: u32,
        text: &mut String,
    ) -> Fragment {
        let Some(words) = words else { return Fragment::default() };
        let (fragment, plain) = inline(self.builder, &body.part(words), block);
        push_folded(text, " ");
        push_folded(text, &plain);
        fragment
    }
}

/// The values, and the bytes of the words after `Source:` in the last line.
pub(super) fn split_source(text: &str) -> (&str, Option<Range<usize>>) {
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
