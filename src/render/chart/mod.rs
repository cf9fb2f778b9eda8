//! Charts: data to drawings in SVG, each in two widths, so that words keep their size on a
//! page and on a phone.

pub mod axis;
pub mod bars;
pub mod calendar;
pub mod columns;
pub mod dots;
pub mod figure;
pub mod labels;
pub mod pen;
pub mod plane;
pub mod scale;
pub mod text;
pub mod timeline;
pub mod words;

use std::sync::Arc;

use serde::Serialize;

use crate::base::form::direction;
use crate::base::words::Words;
use crate::parse::chart::{ChartKind, Places, Shape};
use crate::render::chart::figure::Manner;
use crate::render::chart::pen::{Anchor, Pen};
use crate::view::chart::ChartView;

/// The width of the drawing for pages, and of that for phones.
const WIDTHS: (f64, f64) = (600.0, 340.0);

/// A chart as its template sees it.
#[derive(Clone, Debug, Serialize)]
pub struct ChartHtml {
    /// `bar`, `line`, `area`, `dot` or `timeline`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// What is measured, and in what unit; may be empty.
    pub measure: String,
    /// The words for those who do not see it.
    pub description: String,
    /// The drawing for pages, HTML.
    pub wide: String,
    /// The drawing for phones, HTML.
    pub narrow: String,
    /// The names of the columns of its data.
    pub head: Vec<String>,
    /// Whether each column holds numbers.
    pub numeric: Vec<bool>,
    /// The rows of its data.
    pub rows: Vec<Vec<String>>,
    /// Where readers can have its data.
    pub data: Option<String>,
    /// The name of that file.
    pub file: String,
    /// Where its data are from, HTML.
    pub source: String,
    /// Whether it stands in a feed, where no style sheet is.
    pub feed: bool,
}

/// Draws a chart that has an id on its page.
pub fn html(
    view: &ChartView,
    id: &str,
    source: &str,
    feed: bool,
    words: &Arc<Words>,
) -> ChartHtml {
    let manner = manner(view, words);
    let exact = Manner::new(&view.language, &view.unit, words);
    let description = match view.description.is_empty() {
        true => words::description(view, &exact, words),
        false => view.description.clone(),
    };
    let drawn =
        |id: &str, class, width| drawing(view, (id, class), width, &description, words);
    let address = view.address.as_ref().map(|address| address.as_str().to_owned());
    let file = address.as_deref().and_then(|address| address.rsplit('/').next());
    ChartHtml {
        kind: view.kind.name(),
        title: view.title.clone(),
        measure: measure(view, &manner),
        wide: drawn(id, "wide", WIDTHS.0),
        narrow: drawn(&format!("{id}--narrow"), "narrow", WIDTHS.1),
        head: view.data.head.clone(),
        numeric: view.data.numeric.clone(),
        rows: view.data.rows.clone(),
        file: file.unwrap_or_default().to_owned(),
        data: address,
        source: source.to_owned(),
        description,
        feed,
    }
}

/// How a chart writes its numbers.
fn manner(view: &ChartView, words: &Arc<Words>) -> Manner {
    let manner = Manner::new(&view.language, &view.unit, words);
    let Shape::Series(_, series) = &view.data.shape else { return manner };
    let values = series.iter().flat_map(|series| series.values.iter().flatten());
    manner.scaled_to(values.map(|value| value.get().abs()).fold(0.0, f64::max))
}

/// What is measured, and in what unit, unless that stands at each value.
fn measure(view: &ChartView, manner: &Manner) -> String {
    let measured = match (&view.data.shape, view.y.is_empty()) {
        (Shape::Series(_, series), true) => match &**series {
            [one] => &*one.name,
            _ => "",
        },
        _ => &*view.y,
    };
    let unit = if manner.unit.is_empty() { &*view.unit } else { "" };
    let unit = format!("{} {unit}", manner.scale());
    let unit = unit.trim();
    // "Talks, talks" says it twice.
    let twice = unit.to_lowercase() == measured.to_lowercase();
    let parts = [measured, if twice { "" } else { unit }];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}

/// Draws a chart in one width.
fn drawing(
    view: &ChartView,
    (id, class): (&str, &str),
    width: f64,
    description: &str,
    words: &Arc<Words>,
) -> String {
    let mirrored = direction(&view.language) == "rtl";
    let manner = manner(view, words);
    let mut pen = Pen::new(width, mirrored);
    let mut height = match &view.data.shape {
        Shape::Events(events) => timeline::draw(&mut pen, events, &manner),
        Shape::Series(places, series) => match (view.kind, places, &**series) {
            (ChartKind::Bar, Places::Days(days), [one]) => {
                columns::draw(&mut pen, days, one, &manner)
            }
            (ChartKind::Bar, _, series) => {
                bars::draw(&mut pen, &named(places, &manner), series, &manner)
            }
            (ChartKind::Dot, Places::Names(names), series) => {
                dots::draw(&mut pen, names, series, &manner)
            }
            (kind, _, series) => plane::draw(&mut pen, kind, places, series, &manner),
        },
    };
    // What the first column holds; of numbers it must be said.
    let numbers = matches!(&view.data.shape, Shape::Series(Places::Numbers(_), _));
    let x = match (view.x.is_empty(), numbers) {
        (true, true) => view.data.head.first().map_or("", String::as_str),
        _ => &*view.x,
    };
    for line in text::wrap(x, width) {
        height += text::LINE;
        pen.words(width, height - text::MIDDLE, Anchor::End, "tick", &line);
    }
    pen.finish(id, class, height, &view.title, description)
}

/// The names of rows.
fn named(places: &Places, manner: &Manner) -> Vec<String> {
    match places {
        Places::Names(names) => names.clone(),
        Places::Days(days) => days.iter().map(|day| manner.day(*day)).collect(),
        Places::Numbers(numbers) => numbers.iter().map(|n| n.get().to_string()).collect(),
    }
}
