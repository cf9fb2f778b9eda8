//! Events and spans of time, a row each, with dates to scale.

use crate::parse::chart::{Day, Event};
use crate::render::chart::axis;
use crate::render::chart::calendar;
use crate::render::chart::figure::Manner;
use crate::render::chart::pen::{Anchor, Pen};
use crate::render::chart::scale::Scale;
use crate::render::chart::text::{LINE, MIDDLE, isolated, widest, wrap};

/// The height of a row with one line of words.
const ROW: f64 = 26.0;

/// Where the words of an event stand.
struct Words {
    lines: Vec<String>,
    /// Beside the mark, at this place; else above it.
    beside: Option<(f64, Anchor)>,
}

/// Draws the events. Gives the height of the drawing.
pub fn draw(pen: &mut Pen, events: &[Event], manner: &Manner) -> f64 {
    let ends = events.iter().filter_map(|event| event.to);
    let mut days: Vec<Day> = events.iter().map(|event| event.from).chain(ends).collect();
    days.sort_unstable();
    days.dedup();
    let last = events.iter().map(|event| finish(event).1).fold(f64::MIN, f64::max);
    let first = days.first().map_or(0.0, |day| calendar::number(day.date));
    let scale =
        Scale { low: first, high: last.max(first), start: 8.0, end: pen.width - 8.0 };
    let marks = calendar::marks(&days, &scale, manner);
    let set: Vec<Words> =
        events.iter().map(|event| words(event, &scale, pen.width, manner)).collect();
    let height = |words: &Words| match words.beside {
        Some(_) => f64::max(ROW, words.lines.len() as f64 * LINE + 6.0),
        None => words.lines.len() as f64 * LINE + 18.0,
    };
    let bottom = 4.0 + set.iter().map(height).sum::<f64>();
    for mark in &marks {
        pen.line((mark.at, 0.0), (mark.at, bottom), "grid");
    }
    let mut top = 4.0;
    for (event, words) in events.iter().zip(&set) {
        let row = height(words);
        row_of(pen, event, words, &scale, (top, row));
        top += row;
    }
    pen.line((0.0, bottom), (pen.width, bottom), "zero");
    bottom + axis::dates(pen, &marks, bottom, true)
}

/// Where an event begins and ends; one without an end is a moment.
fn finish(event: &Event) -> (f64, f64) {
    let begin = calendar::number(event.from.date);
    (begin, event.to.map_or(begin, |to| calendar::number(to.end()).max(begin)))
}

/// Finds the place of the words: after the mark, before it, or above it.
fn words(event: &Event, scale: &Scale, room: f64, manner: &Manner) -> Words {
    let dates = manner.dates(event);
    let text = match isolated(&event.label) == event.label {
        true => format!("{}, {dates}", event.label),
        // Among words from right to left a date keeps its own direction.
        false => format!("{} · \u{2066}{dates}\u{2069}", event.label),
    };
    let (begin, end) = finish(event);
    let (begin, end) = (scale.at(begin), scale.at(end));
    let (after, before) = (room - end - 12.0, begin - 12.0);
    let anchors =
        [(after, end + 12.0, Anchor::Start), (before, begin - 12.0, Anchor::End)];
    for most in [1, 2] {
        for (wide, x, anchor) in anchors {
            let lines = wrap(&text, wide.max(1.0));
            let narrow = widest(lines.iter().map(String::as_str)) <= wide;
            if narrow && lines.len() <= most && wide > room * 0.3 {
                return Words { lines, beside: Some((x, anchor)) };
            }
        }
    }
    Words { lines: wrap(&text, room), beside: None }
}

fn row_of(
    pen: &mut Pen,
    event: &Event,
    words: &Words,
    scale: &Scale,
    (top, height): (f64, f64),
) {
    let tall = words.lines.len() as f64 * LINE;
    let (x, anchor, first, middle) = match words.beside {
        Some((x, anchor)) => {
            let middle = top + height / 2.0;
            (x, anchor, middle - tall / 2.0, middle)
        }
        None => {
            // Above, the words stand as near to the mark as the edges let them.
            let wide = widest(words.lines.iter().map(String::as_str));
            let begin = scale.at(finish(event).0) - 4.0;
            let x = begin.min(pen.width - wide).max(0.0);
            (x, Anchor::Start, top, top + tall + 7.0)
        }
    };
    let (begin, end) = finish(event);
    let (begin, end) = (scale.at(begin), scale.at(end));
    match event.to {
        Some(_) => {
            let end = end.max(begin + 3.0);
            pen.bar((begin, middle - 5.0), (end, middle + 5.0), "bar series-1");
        }
        None => pen.mark(begin, middle, 0),
    }
    for (at, line) in words.lines.iter().enumerate() {
        let y = first + LINE * at as f64 + LINE / 2.0 + MIDDLE;
        pen.words(x, y, anchor, "name", line);
    }
}
