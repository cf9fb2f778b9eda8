//! Bars that run along the lines of the page, below each other: names of any length fit
//! before them, and as many as there are.

use crate::parse::chart::Series;
use crate::render::chart::figure::Manner;
use crate::render::chart::labels::{Names, key};
use crate::render::chart::pen::{Anchor, Pen};
use crate::render::chart::text::{MIDDLE, width};

/// Draws a bar for each value. Gives the height of the drawing.
pub fn draw(pen: &mut Pen, rows: &[String], series: &[Series], manner: &Manner) -> f64 {
    let names = Names::new(rows, pen.width);
    let area = (names.start(), pen.width);
    // The names of series stand at the values of the first row that has them all.
    let complete =
        |row: &usize| series.iter().all(|s| matches!(s.values.get(*row), Some(Some(_))));
    let named = (0..rows.len()).find(complete).filter(|_| series.len() > 1);
    let labels = |named: Option<usize>| labels(series, rows.len(), named, manner);
    let mut shown = labels(named);
    let mut place = Place::new(&shown, area);
    let mut top = 4.0;
    let keyed =
        series.len() > 1 && (named.is_none() || place.length < (area.1 - area.0) * 0.4);
    if keyed {
        let names: Vec<&str> = series.iter().map(|series| &*series.name).collect();
        top += key(pen, &names, |pen, x, y, series| {
            let class = format!("bar series-{}", series + 1);
            pen.bar((x - 8.0, y - 6.0), (x + 4.0, y + 6.0), &class);
        });
        shown = labels(None);
        place = Place::new(&shown, area);
    }
    let (thick, apart, gap) =
        if series.len() > 1 { (15.0, 3.0, 14.0) } else { (18.0, 0.0, 8.0) };
    let drawn = series.len() as f64 * (thick + apart) - apart;
    let begin = top;
    for row in 0..rows.len() {
        let mut y = names.write(pen, row, top, drawn);
        for (number, _) in series.iter().enumerate() {
            if let Some(label) = shown.get(row * series.len() + number) {
                bar(pen, &place, label, y, thick, number);
            }
            y += thick + apart;
        }
        if names.column.is_none() {
            // Names above the bars break the line of zero.
            pen.line((place.zero, y - apart), (place.zero, y - apart - drawn), "zero");
        }
        top += names.height(row, drawn) + gap;
    }
    let end = top - gap;
    if names.column.is_some() {
        pen.line((place.zero, begin - 4.0), (place.zero, end + 4.0), "zero");
    }
    end + 6.0
}

/// A value, and the words at the end of its bar.
#[derive(Debug)]
struct Label {
    value: Option<f64>,
    words: String,
}

/// The words at each value, row by row; in one row with the names of the series.
fn labels(
    series: &[Series],
    rows: usize,
    named: Option<usize>,
    manner: &Manner,
) -> Vec<Label> {
    let mut labels = Vec::with_capacity(rows * series.len());
    for row in 0..rows {
        for series in series {
            let value = series.values.get(row).copied().flatten().map(|v| v.get());
            let mut words = value.map_or_else(|| "–".to_owned(), |v| manner.value(v));
            if named == Some(row) {
                words = format!("{words} {}", series.name);
            }
            labels.push(Label { value, words });
        }
    }
    labels
}

fn bar(pen: &mut Pen, place: &Place, label: &Label, y: f64, thick: f64, series: usize) {
    let value = label.value.unwrap_or(0.0);
    let mut length = place.length * (value / place.most);
    // A value that is there can be seen.
    if value != 0.0 && length.abs() < 1.0 {
        length = value.signum();
    }
    let end = place.zero + length;
    if label.value.is_some() {
        let class = format!("bar series-{}", series + 1);
        pen.bar((place.zero, y), (end, y + thick), &class);
    }
    let class = if label.value.is_some() { "value" } else { "tick" };
    let middle = y + thick / 2.0 + MIDDLE;
    match value < 0.0 {
        true => pen.words(end - 6.0, middle, Anchor::End, class, &label.words),
        false => pen.words(end + 6.0, middle, Anchor::Start, class, &label.words),
    }
}

/// Where zero stands, and how long the longest bar is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    zero: f64,
    /// The length of a bar of the value `most`.
    length: f64,
    /// The greatest value, below zero or above.
    most: f64,
}

impl Place {
    /// The longest bars whose words still fit between two places.
    fn new(labels: &[Label], (start, end): (f64, f64)) -> Self {
        let size = |label: &Label| label.value.map_or(0.0, f64::abs);
        let most = labels.iter().map(size).fold(0.0, f64::max);
        let most = if most > 0.0 { most } else { 1.0 };
        // The least and the greatest place that zero may have, for some length.
        let room = |length: f64| {
            let (mut least, mut greatest) = (start, end);
            for label in labels {
                let bar = size(label) / most * length + width(&label.words) + 8.0;
                if label.value.is_some_and(|value| value < 0.0) {
                    least = f64::max(least, start + bar);
                } else {
                    greatest = f64::min(greatest, end - bar);
                }
            }
            (least, greatest)
        };
        let (mut short, mut long) = (0.0, (end - start).max(0.0));
        for _ in 0..30 {
            let length = f64::midpoint(short, long);
            let (least, greatest) = room(length);
            if least <= greatest { short = length } else { long = length }
        }
        // Where words need all there is, bars are short and words lie over the edge of none.
        Self { zero: room(short).0, length: short.max(8.0), most }
    }
}
