//! Axes: the values at the start of a drawing, and what they stand at below it.

use crate::parse::chart::Places;
use crate::render::chart::calendar::{self, Mark};
use crate::render::chart::figure::Manner;
use crate::render::chart::pen::{Anchor, Pen};
use crate::render::chart::scale::{Scale, Ticks, extremes};
use crate::render::chart::text::{LINE, MIDDLE, fits, widest, width, wrap};

/// What a chart's values stand at, as numbers on its line.
pub fn positions(places: &Places) -> Vec<f64> {
    match places {
        Places::Names(names) => (0..names.len()).map(|at| at as f64).collect(),
        Places::Days(days) => days.iter().map(|d| calendar::number(d.date)).collect(),
        Places::Numbers(numbers) => numbers.iter().map(|number| number.get()).collect(),
    }
}

/// The scale of what values stand at, between two places of the drawing.
pub fn across(positions: &[f64], start: f64, end: f64) -> Scale {
    let (low, high) = extremes(positions.iter().copied(), false);
    Scale { low, high, start, end }
}

/// The room that the marks of an axis of values need before it.
pub fn gutter(ticks: &Ticks, manner: &Manner) -> f64 {
    let labels = ticks.values.iter().map(|value| manner.tick(*value, ticks.decimals));
    let labels: Vec<String> = labels.collect();
    widest(labels.iter().map(String::as_str)) + 8.0
}

/// Lines across for each mark of an axis of values, and its number before it.
pub fn values(
    pen: &mut Pen,
    ticks: &Ticks,
    scale: &Scale,
    (start, end): (f64, f64),
    manner: &Manner,
) {
    for value in &ticks.values {
        let y = scale.at(*value);
        let class = if *value == 0.0 { "zero" } else { "grid" };
        pen.line((start, y), (end, y), class);
        let words = manner.tick(*value, ticks.decimals);
        pen.words(start - 8.0, y + MIDDLE, Anchor::End, "tick", &words);
    }
}

/// Words centred at a place, moved where they would leave the drawing.
pub fn centred(pen: &mut Pen, x: f64, y: f64, class: &str, words: &str) {
    let half = width(words) / 2.0;
    match (x - half < 0.0, x + half > pen.width) {
        (true, _) => pen.words(0.0, y, Anchor::Start, class, words),
        (_, true) => pen.words(pen.width, y, Anchor::End, class, words),
        _ => pen.words(x, y, Anchor::Middle, class, words),
    }
}

/// What values stand at, below the line at `top`. Gives the height that it takes.
pub fn below(
    pen: &mut Pen,
    places: &Places,
    scale: &Scale,
    top: f64,
    manner: &Manner,
) -> f64 {
    match places {
        Places::Names(names) => self::names(pen, names, scale, top),
        Places::Days(days) => {
            let marks = calendar::marks(days, scale, manner);
            dates(pen, &marks, top, true)
        }
        Places::Numbers(_) => {
            let mut ticks = Ticks::around(scale.low, scale.high, 6);
            // A round number beyond the data has no place.
            ticks.values.retain(|value| (scale.low..=scale.high).contains(value));
            for value in &ticks.values {
                let x = scale.at(*value);
                pen.line((x, top), (x, top + 5.0), "axis");
            }
            numbers(pen, &ticks, scale, top + LINE + 3.0, &manner.bare());
            LINE + 8.0
        }
    }
}

/// The numbers of an axis across, as many as there is room for; zero is one of them.
pub fn numbers(pen: &mut Pen, ticks: &Ticks, scale: &Scale, y: f64, manner: &Manner) {
    let words = |value: &f64| manner.tick(*value, ticks.decimals);
    let widest = ticks.values.iter().map(|v| width(&words(v))).fold(0.0, f64::max) + 10.0;
    let step = (scale.end - scale.start).abs() / ticks.values.len().max(2) as f64;
    let every = (1..ticks.values.len()).find(|every| step * *every as f64 >= widest);
    let every = every.unwrap_or(ticks.values.len().max(1));
    let zero = ticks.values.iter().position(|value| *value == 0.0).unwrap_or(0);
    for (at, value) in ticks.values.iter().enumerate() {
        if at % every == zero % every {
            centred(pen, scale.at(*value), y, "tick", &words(value));
        }
    }
}

/// Marks of the calendar, below the line at `top`.
pub fn dates(pen: &mut Pen, marks: &[Mark], top: f64, ticked: bool) -> f64 {
    for mark in marks {
        if ticked {
            pen.line((mark.at, top), (mark.at, top + 5.0), "axis");
        }
        centred(pen, mark.at, top + LINE + 3.0, "tick", &mark.first);
        if !mark.second.is_empty() {
            centred(pen, mark.at, top + 2.0 * LINE + 3.0, "tick", &mark.second);
        }
    }
    let two = marks.iter().any(|mark| !mark.second.is_empty());
    if two { 2.0 * LINE + 8.0 } else { LINE + 8.0 }
}

/// Names, as many as there is room for.
fn names(pen: &mut Pen, names: &[String], scale: &Scale, top: f64) -> f64 {
    let step = match names.len() {
        0 | 1 => pen.width,
        count => (scale.end - scale.start).abs() / (count - 1) as f64,
    };
    let every = (1..=names.len().max(1)).find(|every| {
        let room = step * *every as f64 - 8.0;
        let shown = names.iter().step_by(*every);
        room > 0.0 && shown.into_iter().all(|name| fits(name, room, 3))
    });
    let every = every.unwrap_or(names.len().max(1));
    let room = (step * every as f64 - 8.0).clamp(20.0, pen.width);
    let mut most = 1;
    for (at, name) in names.iter().enumerate().step_by(every) {
        let x = scale.at(at as f64);
        pen.line((x, top), (x, top + 5.0), "axis");
        let lines = wrap(name, room);
        for (line, words) in lines.iter().enumerate() {
            centred(pen, x, top + 3.0 + LINE * (line + 1) as f64, "tick", words);
        }
        most = most.max(lines.len());
    }
    most as f64 * LINE + 8.0
}
