//! What a chart says to those who do not see it, when its writer does not.

use crate::base::words::{Words, said};
use crate::parse::chart::{ChartKind, Event, Places, Series, Shape};
use crate::render::chart::figure::Manner;
use crate::view::chart::ChartView;

/// The description that the data give: how much there is, and the extremes.
pub fn description(view: &ChartView, manner: &Manner, words: &Words) -> String {
    let parts = match &view.data.shape {
        Shape::Events(events) => timeline(events, manner, words),
        Shape::Series(places, series) => {
            let mut parts = vec![kind(view.kind, series.len(), places.len(), words)];
            parts.extend(series.iter().filter_map(|one| {
                let range = range(view, places, one, manner, words)?;
                let values = words.say("Values");
                let name = if series.len() > 1 { &*one.name } else { values };
                Some(format!("{name}: {range}."))
            }));
            parts
        }
    };
    parts.join(" ")
}

fn kind(kind: ChartKind, series: usize, places: usize, words: &Words) -> String {
    let name = words.say(match kind {
        ChartKind::Bar => said("Bar chart"),
        ChartKind::Line => said("Line chart"),
        ChartKind::Area => said("Area chart"),
        ChartKind::Dot => said("Dot chart"),
        ChartKind::Timeline => said("Timeline"),
    });
    let rows = words.count("{n} row", "{n} rows", places);
    let all = words.count("{n} series", "{n} series", series);
    match series {
        0 | 1 => words.fill("{chart}, {rows}.", &[("chart", name), ("rows", &rows)]),
        _ => {
            let holes = [("chart", name), ("series", &*all), ("rows", &*rows)];
            words.fill("{chart}, {series}, {rows}.", &holes)
        }
    }
}

/// From the least value to the greatest, and where they stand.
fn range(
    view: &ChartView,
    places: &Places,
    series: &Series,
    manner: &Manner,
    words: &Words,
) -> Option<String> {
    let values = series.values.iter().enumerate();
    let values: Vec<(usize, f64)> =
        values.filter_map(|(at, value)| Some((at, (*value)?.get()))).collect();
    // Of equals the first is named.
    let least = values.iter().copied().reduce(|a, b| if b.1 < a.1 { b } else { a })?;
    let most = values.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let unit = match manner.unit.is_empty() && !view.unit.is_empty() {
        true => format!(" {}", view.unit),
        false => String::new(),
    };
    let show = |(at, value): (usize, f64)| {
        format!("{}{unit} ({})", manner.value(value), place(places, at, manner))
    };
    Some(match values.len() {
        1 => show(least),
        _ if least.1 < most.1 => {
            let (least, most) = (show(least), show(most));
            words.fill("from {least} to {most}", &[("least", &least), ("most", &most)])
        }
        _ => {
            let value = format!("{}{unit}", manner.value(least.1));
            words.fill("{value} throughout", &[("value", &value)])
        }
    })
}

/// The words for what a value stands at.
fn place(places: &Places, at: usize, manner: &Manner) -> String {
    let found = match places {
        Places::Names(names) => names.get(at).cloned(),
        Places::Days(days) => days.get(at).map(|day| manner.day(*day)),
        Places::Numbers(numbers) => {
            numbers.get(at).map(|number| manner.plain(number.get()))
        }
    };
    found.unwrap_or_default()
}

fn timeline(events: &[Event], manner: &Manner, words: &Words) -> Vec<String> {
    let count =
        words.count(said("Timeline, {n} entry."), "Timeline, {n} entries.", events.len());
    let say = |event: &Event| format!("{}: {}.", manner.dates(event), event.label);
    std::iter::once(count).chain(events.iter().map(say)).collect()
}
