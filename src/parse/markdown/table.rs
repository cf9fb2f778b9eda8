//! Tables of Markdown.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::parse::body::BlockKind;
use crate::parse::markdown::writer::{Container, Open, Table, Writer};

impl Writer<'_, '_> {
    /// Opens a table in its scroll box, which the keyboard can reach.
    pub(super) fn start_table(&mut self, alignments: &[Alignment], range: &Range<usize>) {
        let attributes =
            " class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"";
        // A table always has a head; without rows below it the body is left out.
        let rows = self.has_rows();
        let close = if rows { "</tbody></table></div>\n" } else { "</table></div>\n" };
        self.group("div", attributes, close, BlockKind::Table, range);
        self.out.push_html("<table>\n");
        self.table = Table { alignments: alignments.to_vec(), ..Table::default() };
    }

    /// Whether rows follow the head of the table that has just started.
    fn has_rows(&self) -> bool {
        use pulldown_cmark::{Event, Tag, TagEnd};
        let rest = self.events.get(self.at..).unwrap_or_default();
        let mut events = rest.iter().map(|(event, _)| event);
        events.any(|event| matches!(event, Event::End(TagEnd::TableHead)))
            && matches!(events.next(), Some(Event::Start(Tag::TableRow)))
    }

    /// Opens the head.
    pub(super) fn table_head(&mut self) {
        self.table.head = true;
        self.table.column = 0;
        self.gap(" ");
        self.out.push_html("<thead><tr>");
        self.push_block(Open::plain(Container::Group, "</tr></thead>\n").scope());
    }

    /// Opens a row.
    pub(super) fn table_row(&mut self) {
        self.table.head = false;
        self.table.column = 0;
        self.gap(" ");
        if !std::mem::replace(&mut self.table.body, true) {
            self.out.push_html("<tbody>");
        }
        self.out.push_html("<tr>");
        self.push_block(Open::plain(Container::Group, "</tr>\n").scope());
    }

    /// Opens a cell.
    pub(super) fn table_cell(&mut self) {
        let alignment = self.table.alignments.get(self.table.column).copied();
        if self.table.column > 0 {
            self.gap(" · ");
        }
        self.table.column += 1;
        if let Some(scope) = self.scopes.last_mut() {
            scope.row = true;
        }
        let class = match alignment {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        let (start, close) = match self.table.head {
            true => ("<th scope=\"col\"", "</th>"),
            false => ("<td", "</td>"),
        };
        self.out.push_html(start);
        self.out.push_html(class);
        self.out.push_html(">");
        self.push_block(Open::plain(Container::Text, close));
    }
}
