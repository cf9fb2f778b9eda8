//! Lines, areas and marks on a plane: values upwards, time, numbers or names across. The name
//! of each series stands at its end.

use crate::parse::chart::{ChartKind, Places, Series};
use crate::render::chart::axis;
use crate::render::chart::figure::Manner;
use crate::render::chart::labels::apart;
use crate::render::chart::pen::{Anchor, Pen};
use crate::render::chart::scale::{Scale, Ticks, extremes};
use crate::render::chart::text::{LINE, MIDDLE, widest, wrap};

/// Where nothing is drawn above the highest line.
const TOP: f64 = 12.0;

/// With more values than this the line alone shows them.
const MOST_MARKS: usize = 16;

/// A point of a series.
type Point = (f64, f64);

/// Draws the series. Gives the height of the drawing.
pub fn draw(
    pen: &mut Pen,
    kind: ChartKind,
    places: &Places,
    series: &[Series],
    manner: &Manner,
) -> f64 {
    let values = series.iter().flat_map(|s| s.values.iter().flatten().map(|v| v.get()));
    let (low, high) = extremes(values.clone(), false);
    let (low, high) = extremes(values, kind == ChartKind::Area || from_zero(low, high));
    let ticks = Ticks::around(low, high, 6);
    let ends =
        ends(series, manner, if pen.width > 400.0 { 0.26 } else { 0.32 } * pen.width);
    let lines: usize = ends.iter().map(Vec::len).sum();
    let height = if pen.width > 400.0 { 260.0 } else { 230.0 };
    let bottom = TOP + f64::max(height, (lines + 1) as f64 * LINE);
    let start = axis::gutter(&ticks, manner);
    let end = pen.width - widest(ends.iter().flatten().map(String::as_str)) - 14.0;
    let upwards = Scale { low: ticks.low(), high: ticks.high(), start: bottom, end: TOP };
    axis::values(pen, &ticks, &upwards, (start, end), manner);
    let positions = axis::positions(places);
    let across = axis::across(&positions, start + 8.0, end - 8.0);
    let runs: Vec<Vec<Vec<Point>>> =
        series.iter().map(|series| runs(series, &positions, &across, &upwards)).collect();
    if kind == ChartKind::Area {
        for (number, runs) in runs.iter().enumerate() {
            areas(pen, runs, upwards.at(0.0), number);
        }
    }
    let marked = kind == ChartKind::Dot || positions.len() <= MOST_MARKS;
    for (number, runs) in runs.iter().enumerate() {
        let class = format!("line series-{}", number + 1);
        for run in runs {
            if kind != ChartKind::Dot && run.len() > 1 {
                pen.path(run, false, &class);
            }
            for (x, y) in run.iter().filter(|_| marked || run.len() == 1) {
                pen.mark(*x, *y, number);
            }
        }
    }
    end_labels(pen, &runs, &ends, end, bottom, marked);
    bottom + axis::below(pen, places, &across, bottom, manner)
}

/// Whether the axis begins at zero: unless that would press all values into the upper third.
fn from_zero(low: f64, high: f64) -> bool {
    let most = low.abs().max(high.abs());
    // An axis that does not begin at zero must gain something by it.
    low >= high || (high - low) > most / 3.0
}

/// The words at the end of each series, in lines: its name and its last value.
fn ends(series: &[Series], manner: &Manner, room: f64) -> Vec<Vec<String>> {
    let words = |one: &Series| {
        let Some(last) = one.values.iter().rev().flatten().next() else {
            return Vec::new();
        };
        let value = manner.value(last.get());
        match series.len() {
            1 => vec![value],
            _ => wrap(&format!("{} {value}", one.name), room),
        }
    };
    series.iter().map(words).collect()
}

/// The points of a series, parted where a value is missing.
fn runs(
    series: &Series,
    positions: &[f64],
    across: &Scale,
    upwards: &Scale,
) -> Vec<Vec<Point>> {
    let mut runs = vec![Vec::new()];
    for (position, value) in positions.iter().zip(&series.values) {
        match value {
            Some(value) => {
                if let Some(run) = runs.last_mut() {
                    run.push((across.at(*position), upwards.at(value.get())));
                }
            }
            None => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The areas between a series and zero.
fn areas(pen: &mut Pen, runs: &[Vec<Point>], zero: f64, number: usize) {
    let class = format!("area series-{}", number + 1);
    for run in runs.iter().filter(|run| run.len() > 1) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let mut outline = run.clone();
        outline.extend([(last.0, zero), (first.0, zero)]);
        pen.path(&outline, true, &class);
    }
}

/// The names of the series after their last points, apart from each other.
fn end_labels(
    pen: &mut Pen,
    runs: &[Vec<Vec<Point>>],
    ends: &[Vec<String>],
    end: f64,
    bottom: f64,
    marked: bool,
) {
    let last = |runs: &Vec<Vec<Point>>| runs.last().and_then(|run| run.last()).copied();
    let drawn: Vec<(usize, Point, &Vec<String>)> = runs
        .iter()
        .zip(ends)
        .enumerate()
        .filter_map(|(number, (runs, words))| Some((number, last(runs)?, words)))
        .collect();
    let wanted: Vec<(f64, f64)> = drawn
        .iter()
        .map(|(_, point, words)| (point.1, words.len() as f64 * LINE))
        .collect();
    let placed = apart(&wanted, 0.0, bottom + LINE / 2.0);
    for ((number, point, words), middle) in drawn.iter().zip(placed) {
        if !marked {
            pen.mark(point.0, point.1, *number);
        }
        if ends.len() == 1 {
            // Alone, the value stands at its point wherever that is.
            let words = words.join(" ");
            let value = (point.0 + 10.0, point.1 + MIDDLE);
            pen.words(value.0, value.1, Anchor::Start, "value", &words);
            continue;
        }
        let far = end - point.0 > 12.0 || (middle - point.1).abs() > LINE * 0.75;
        if far {
            pen.line((point.0 + 7.0, point.1), (end + 8.0, middle), "leader");
        }
        let first = middle - words.len() as f64 * LINE / 2.0 + LINE / 2.0 + MIDDLE;
        for (at, line) in words.iter().enumerate() {
            pen.words(end + 10.0, first + at as f64 * LINE, Anchor::Start, "name", line);
        }
    }
}
