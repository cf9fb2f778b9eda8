//! What a chart says to those who do not see it, when its writer does not.

use crate::parse::chart::{ChartKind, Event, Places, Series, Shape};
use crate::render::chart::figure::Manner;
use crate::view::chart::ChartView;

/// The description that the data give: how much there is, and the extremes.
pub fn description(view: &ChartView, manner: &Manner) -> String {
    let parts = match &view.data.shape {
        Shape::Events(events) => timeline(events, manner),
        Shape::Series(places, series) => {
            let mut parts = vec![kind(view.kind, series.len(), places.len())];
            parts.extend(series.iter().filter_map(|one| {
                let range = range(view, places, one, manner)?;
                let name = if series.len() > 1 { &*one.name } else { "Values" };
                Some(format!("{name}: {range}."))
            }));
            parts
        }
    };
    parts.join(" ")
}

fn kind(kind: ChartKind, series: usize, places: usize) -> String {
    let name = match kind {
        ChartKind::Bar => "Bar chart",
        ChartKind::Line => "Line chart",
        ChartKind::Area => "Area chart",
        ChartKind::Dot => "Dot chart",
        ChartKind::Timeline => "Timeline",
    };
    let rows = if places == 1 { "1 row".to_owned() } else { format!("{places} rows") };
    match series {
        0 | 1 => format!("{name}, {rows}."),
        series => format!("{name}, {series} series, {rows}."),
    }
}

/// From the least value to the greatest, and where they stand.
fn range(
    view: &ChartView,
    places: &Places,
    series: &Series,
    manner: &Manner,
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
        _ if least.1 < most.1 => format!("from {} to {}", show(least), show(most)),
        _ => format!("{}{unit} throughout", manner.value(least.1)),
    })
}

/// The words for what a value stands at.
fn place(places: &Places, at: usize, manner: &Manner) -> String {
    let found = match places {
        Places::Names(names) => names.get(at).cloned(),
        Places::Days(days) => days.get(at).map(|day| manner.day(*day)),
        Places::Numbers(numbers) => {
            numbers.get(at).map(|number| number.get().to_string())
        }
    };
    found.unwrap_or_default()
}

fn timeline(events: &[Event], manner: &Manner) -> Vec<String> {
    let count = match events.len() {
        1 => "Timeline, 1 entry.".to_owned(),
        count => format!("Timeline, {count} entries."),
    };
    let say = |event: &Event| format!("{}: {}.", manner.dates(event), event.label);
    std::iter::once(count).chain(events.iter().map(say)).collect()
}
