//! Dots on a line for each name: how far apart values are, without the weight of bars.

use crate::parse::chart::Series;
use crate::render::chart::axis::numbers;
use crate::render::chart::figure::Manner;
use crate::render::chart::labels::{Names, key, side_by_side};
use crate::render::chart::pen::{Anchor, Pen};
use crate::render::chart::scale::{Scale, Ticks, extremes};
use crate::render::chart::text::{LINE, MIDDLE, width};

/// The height of a row.
const ROW: f64 = 26.0;

/// Draws a dot for each value. Gives the height of the drawing.
pub fn draw(pen: &mut Pen, rows: &[String], series: &[Series], manner: &Manner) -> f64 {
    let names = Names::new(rows, pen.width);
    let values = series.iter().flat_map(|s| s.values.iter().flatten().map(|v| v.get()));
    let (low, high) = extremes(values.clone(), false);
    let zero = low >= high || (high - low) > low.abs().max(high.abs()) / 3.0;
    let (low, high) = extremes(values.clone(), zero);
    let ticks = Ticks::around(low, high, if pen.width > 400.0 { 6 } else { 4 });
    // One series has its values beside its dots.
    let room = values.map(|value| width(&manner.value(value))).fold(0.0, f64::max);
    let end = pen.width - if series.len() == 1 { room + 12.0 } else { 24.0 };
    let start = (names.start() + 14.0).min(end - 20.0);
    let scale = Scale { low: ticks.low(), high: ticks.high(), start, end };
    let begin = head(pen, series, &scale);
    let mut top = begin;
    let mut middles = Vec::new();
    for row in 0..rows.len() {
        middles.push(names.write(pen, row, top, ROW) + ROW / 2.0);
        top += names.height(row, ROW);
    }
    for value in &ticks.values {
        let x = scale.at(*value);
        let class = if *value == 0.0 { "zero" } else { "grid" };
        pen.line((x, begin), (x, top), class);
    }
    numbers(pen, &ticks, &scale, top + LINE, manner);
    for (row, y) in middles.iter().enumerate() {
        line_of_dots(pen, series, row, *y, &scale, manner);
    }
    top + LINE + 8.0
}

/// The dots of a row, with a thin line from the first to the last.
fn line_of_dots(
    pen: &mut Pen,
    series: &[Series],
    row: usize,
    y: f64,
    scale: &Scale,
    manner: &Manner,
) {
    let value =
        |series: &Series| series.values.get(row).copied().flatten().map(|v| v.get());
    let (low, high) = extremes(series.iter().filter_map(value), false);
    let any = series.iter().any(|series| value(series).is_some());
    if any && low < high {
        pen.line((scale.at(low), y), (scale.at(high), y), "leader");
    }
    for (number, one) in series.iter().enumerate() {
        let Some(value) = value(one) else { continue };
        pen.mark(scale.at(value), y, number);
        if series.len() == 1 {
            let words = manner.value(value);
            pen.words(scale.at(value) + 9.0, y + MIDDLE, Anchor::Start, "value", &words);
        }
    }
}

/// The names of the series above the dots of the first row, or each with its mark. Gives where
/// the rows begin.
fn head(pen: &mut Pen, series: &[Series], scale: &Scale) -> f64 {
    if series.len() < 2 {
        return 4.0;
    }
    let first = |series: &Series| series.values.first().copied().flatten();
    let wanted: Option<Vec<(f64, &str)>> = series
        .iter()
        .map(|one| Some((scale.at(first(one)?.get()), &*one.name)))
        .collect();
    let Some(wanted) = wanted.filter(|w| w.iter().all(|(_, n)| width(n) < pen.width))
    else {
        let names: Vec<&str> = series.iter().map(|series| &*series.name).collect();
        return key(pen, &names, Pen::mark) + 4.0;
    };
    let placed = side_by_side(&wanted, pen.width);
    let lines = placed.iter().map(|(line, _)| line + 1).max().unwrap_or(1);
    let begin = lines as f64 * LINE + 8.0;
    for ((x, name), (line, left)) in wanted.iter().zip(placed) {
        // The nearest line to the dots is the first to be filled.
        let y = (lines - line) as f64 * LINE - MIDDLE;
        pen.line((*x, y + 5.0), (*x, begin + ROW / 2.0 - 6.0), "leader");
        pen.words(left, y, Anchor::Start, "name", name);
    }
    begin
}
