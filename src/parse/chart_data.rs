//! The cells of a chart to what they mean, with every slip at its cell.

use std::collections::BTreeMap;

use crate::base::digest::Digested;
use crate::base::number::Number;
use crate::base::path::FilePath;
use crate::parse::chart::{
    ChartData, ChartKind, Day, Event, MOST_SERIES, Places, Series, Shape,
};
use crate::parse::sheet::{Cell, Fault, Sheet};

/// What the files of data hold, by their path and the kind of chart that draws them.
pub type DataFiles = BTreeMap<(FilePath, ChartKind), Digested<ChartData>>;

/// Reads the data of a chart of some kind.
pub fn read(data: &str, kind: ChartKind) -> (ChartData, Vec<Fault>) {
    let mut sheet = Sheet::read(data);
    let mut faults = std::mem::take(&mut sheet.faults);
    let shape = match sheet.head.len() {
        0 | 1 => {
            let end = sheet.head.first().map_or(0..0, |cell| cell.span.clone());
            let message = match sheet.head.is_empty() {
                true => "the chart has no data",
                false => "the chart has one column, and nothing to draw",
            };
            let hint = "write a line of names, then lines of values: `Year,Talks`";
            faults.push(fault(end, message, hint));
            Shape::default()
        }
        _ if sheet.rows.is_empty() => {
            if faults.is_empty() {
                let message = "the chart has no data below the names of its columns";
                let hint = "write lines of values below it: `2024,3`";
                faults.push(fault(whole(&sheet.head), message, hint));
            }
            Shape::default()
        }
        _ if kind == ChartKind::Timeline => events(&sheet, &mut faults),
        _ => series(&sheet, kind, &mut faults),
    };
    let (head, numeric, rows) = (sheet.names(), sheet.numeric(), sheet.texts());
    (ChartData { head, numeric, rows, shape }, faults)
}

fn fault(span: std::ops::Range<usize>, message: &str, hint: &str) -> Fault {
    Fault { span, message: message.to_owned(), hint: hint.to_owned() }
}

/// The bytes from the first cell to the last.
fn whole(cells: &[Cell]) -> std::ops::Range<usize> {
    let start = cells.first().map_or(0, |cell| cell.span.start);
    start..cells.last().map_or(start, |cell| cell.span.end)
}

/// Whether a cell says that there is no value.
fn is_gap(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—" | ".." | "…")
        || text.eq_ignore_ascii_case("n/a")
        || text.eq_ignore_ascii_case("na")
}

/// Values at places.
fn series(sheet: &Sheet, kind: ChartKind, faults: &mut Vec<Fault>) -> Shape {
    if let Some(beyond) = sheet.head.get(MOST_SERIES + 1) {
        let count = sheet.head.len() - 1;
        let message =
            format!("the chart has {count} series, and {MOST_SERIES} can be told apart");
        let hint = "leave columns out, or make two charts of them";
        faults.push(fault(beyond.span.clone(), &message, hint));
    }
    let (places, order) = places(sheet, kind, faults);
    let mut all = Vec::new();
    let mut any = false;
    for (column, name) in sheet.head.iter().enumerate().skip(1) {
        if name.text.is_empty() && sheet.head.len() > 2 {
            let line = whole(&sheet.head);
            let message = format!("column {} has no name", column + 1);
            let hint = "name it in the first line: the name stands at its values";
            faults.push(fault(line, &message, hint));
        }
        let cells = order.iter().filter_map(|row| sheet.rows.get(*row)?.get(column));
        let values: Vec<Option<Number>> = cells.map(|cell| value(cell, faults)).collect();
        any |= values.iter().any(Option::is_some);
        all.push(Series { name: name.text.clone(), values });
    }
    if !any && faults.is_empty() {
        let message = "the chart has no value to draw: every cell is empty";
        let hint = "write numbers below the names: `2024,3`";
        faults.push(fault(whole(&sheet.head), message, hint));
    }
    Shape::Series(places, all)
}

/// The value of a cell.
fn value(cell: &Cell, faults: &mut Vec<Fault>) -> Option<Number> {
    if is_gap(&cell.text) {
        return None;
    }
    let number = Number::parse(&cell.text);
    if number.is_none() {
        let message = format!("`{}` is not a number", cell.text);
        let point = cell.text.replace(',', ".");
        let hint = match Number::parse(&point) {
            Some(_) => format!("write the decimal point as a point: `{point}`"),
            None => "write a number, for example `1200` or `-3.5`; leave the cell empty \
                     where there is none"
                .to_owned(),
        };
        faults.push(Fault { span: cell.span.clone(), message, hint });
    }
    number
}

/// What the values stand at, and the order of the rows in which they do.
fn places(
    sheet: &Sheet,
    kind: ChartKind,
    faults: &mut Vec<Fault>,
) -> (Places, Vec<usize>) {
    let first: Vec<&Cell> = sheet.rows.iter().filter_map(|row| row.first()).collect();
    let days: Vec<Option<Day>> =
        first.iter().map(|cell| Day::parse(&cell.text)).collect();
    let dated = days.iter().flatten().count();
    if dated == first.len() {
        let days: Vec<Day> = days.into_iter().flatten().collect();
        if kind != ChartKind::Dot {
            same_dates(&first, &days, faults);
        }
        let order = ordered(&days);
        return (
            Places::Days(order.iter().filter_map(|at| days.get(*at).copied()).collect()),
            order,
        );
    }
    if kind == ChartKind::Line || kind == ChartKind::Area {
        for (cell, _) in first.iter().zip(&days).filter(|(_, day)| day.is_none()) {
            if dated * 2 > first.len() {
                faults.push(no_date(cell, " like the others"));
            }
        }
    }
    let numbers: Option<Vec<Number>> =
        first.iter().map(|cell| Number::parse(&cell.text)).collect();
    if let Some(numbers) = numbers.filter(|_| kind != ChartKind::Bar) {
        let mut order: Vec<usize> = (0..numbers.len()).collect();
        let at = |index: &usize| numbers.get(*index).map_or(0.0, |number| number.get());
        order.sort_by(|a, b| at(a).total_cmp(&at(b)).then(a.cmp(b)));
        let sorted = order.iter().filter_map(|at| numbers.get(*at).copied()).collect();
        return (Places::Numbers(sorted), order);
    }
    let names = first.iter().map(|cell| cell.text.clone()).collect();
    (Places::Names(names), (0..first.len()).collect())
}

/// The indices of some dates, the earliest first.
fn ordered(days: &[Day]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..days.len()).collect();
    order.sort_by_key(|at| (days.get(*at).map(|day| day.date), *at));
    order
}

/// Dates that stand twice, of which only one value can be drawn.
fn same_dates(cells: &[&Cell], days: &[Day], faults: &mut Vec<Fault>) {
    let mut seen = BTreeMap::new();
    for (cell, day) in cells.iter().zip(days) {
        if let Some(first) = seen.insert(day.date, &cell.text) {
            let message = match *first == cell.text {
                true => format!("the date `{}` stands twice", cell.text),
                false => format!("the dates `{first}` and `{}` are one day", cell.text),
            };
            let hint = "join the two rows, or give them the days that tell them apart";
            faults.push(fault(cell.span.clone(), &message, hint));
        }
    }
}

fn no_date(cell: &Cell, like: &str) -> Fault {
    let message = match cell.text.is_empty() {
        true => "a date is missing here".to_owned(),
        false => format!("`{}` is not a date{like}", cell.text),
    };
    fault(cell.span.clone(), &message, "write `2024`, `2024-05` or `2024-05-17`")
}

/// The events of a timeline: a date, perhaps the date of the end, and what happened.
fn events(sheet: &Sheet, faults: &mut Vec<Fault>) -> Shape {
    if let Some(beyond) = sheet.head.get(3) {
        let message = "a timeline has two or three columns";
        let hint = "write `Date,What` or `From,To,What`";
        faults.push(fault(beyond.span.clone(), message, hint));
    }
    let mut events = Vec::new();
    for row in &sheet.rows {
        let (Some(begin), Some(last)) = (row.first(), row.last()) else { continue };
        let end = row.get(1).filter(|end| row.len() > 2 && !is_gap(&end.text));
        let Some(from) = Day::parse(&begin.text) else {
            faults.push(no_date(begin, ""));
            continue;
        };
        let to = end.and_then(|end| Day::parse(&end.text));
        if let Some(end) = end.filter(|_| to.is_none()) {
            faults.push(no_date(end, ""));
        }
        if let (Some(end), Some(to)) = (end, to)
            && to.end() <= from.date
        {
            let message = format!(
                "this ends on `{}`, before it begins on `{}`",
                end.text, begin.text
            );
            let hint = "write the earlier date first";
            faults.push(fault(end.span.clone(), &message, hint));
        }
        if last.text.is_empty() {
            let message = format!("nothing is said of `{}`", begin.text);
            faults.push(fault(
                begin.span.clone(),
                &message,
                "write what happened after it",
            ));
        }
        events.push(Event { from, to, label: last.text.clone() });
    }
    events.sort_by_key(|event| event.from.date);
    Shape::Events(events)
}
