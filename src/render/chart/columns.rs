//! Columns: one value at each date, with time running across the page.

use crate::parse::chart::{Day, Places, Series};
use crate::render::chart::axis;
use crate::render::chart::calendar;
use crate::render::chart::figure::Manner;
use crate::render::chart::pen::{Anchor, Pen};
use crate::render::chart::scale::{Scale, Ticks, extremes};
use crate::render::chart::text::{LINE, width};

/// Draws a column for each value. Gives the height of the drawing.
pub fn draw(pen: &mut Pen, days: &[Day], series: &Series, manner: &Manner) -> f64 {
    let places = Places::Days(days.to_vec());
    let positions = axis::positions(&places);
    let step = positions.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(b - a),
        _ => None,
    });
    let step = step.filter(|step| *step > 0.0).reduce(f64::min).unwrap_or(1.0);
    let values: Vec<Option<f64>> =
        series.values.iter().map(|value| value.map(|value| value.get())).collect();
    let (low, high) = extremes(values.iter().flatten().copied(), true);
    let words = values.iter().flatten().map(|value| width(&manner.value(*value)));
    let widest = words.fold(0.0, f64::max);
    let ticks = Ticks::around(low, high, 5);
    let across = |start: f64| {
        let scale = axis::across(&positions, start, pen.width);
        Scale { low: scale.low - step / 2.0, high: scale.high + step / 2.0, ..scale }
    };
    let wide = |scale: &Scale| scale.at(step) - scale.at(0.0);
    let bare = across(0.0);
    // With a number at each column the axis is not needed.
    let labelled = widest + 6.0 <= wide(&bare);
    let start = if labelled { 0.0 } else { axis::gutter(&ticks, manner) };
    let across = if labelled { bare } else { across(start) };
    let bottom = if labelled && low < 0.0 { 200.0 } else { 220.0 };
    let mut scale = Scale { low, high, start: bottom, end: LINE + 4.0 };
    if !labelled {
        scale = Scale { low: ticks.low(), high: ticks.high(), start: 220.0, end: 10.0 };
        axis::values(pen, &ticks, &scale, (start, pen.width), manner);
    }
    if scale.high <= scale.low {
        scale.high = scale.low + 1.0;
    }
    let thick = (wide(&across) * 0.72).clamp(1.0, 56.0);
    for (position, value) in positions.iter().zip(&values) {
        let Some(value) = value else { continue };
        let (x, zero, y) = (across.at(*position), scale.at(0.0), scale.at(*value));
        let seen = if *value != 0.0 && (zero - y).abs() < 1.0 {
            -value.signum()
        } else {
            y - zero
        };
        pen.bar((x - thick / 2.0, zero), (x + thick / 2.0, zero + seen), "bar series-1");
        if labelled {
            let y = if *value < 0.0 { y + LINE - 2.0 } else { y - 6.0 };
            pen.words(x, y, Anchor::Middle, "value", &manner.value(*value));
        }
    }
    pen.line((start, scale.at(0.0)), (pen.width, scale.at(0.0)), "zero");
    let marks = calendar::marks(days, &across, manner);
    // A column needs no tick to be found.
    224.0 + axis::dates(pen, &marks, 220.0, false)
}
