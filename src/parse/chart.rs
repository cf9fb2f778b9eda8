//! What a chart is: its words, and the numbers or events that it draws.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digested;
use crate::base::number::{Number, plain};
use crate::base::packed;
use crate::base::path::FilePath;

/// How many series can be told apart.
pub const MOST_SERIES: usize = 6;

/// A kind of chart.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum ChartKind {
    /// A bar for each value; several series stand in groups.
    Bar,
    /// A line for each series.
    Line,
    /// A line for each series, with the area between it and zero.
    Area,
    /// A mark for each value.
    Dot,
    /// Events and spans of time.
    Timeline,
}

impl ChartKind {
    /// The words that `type` may be.
    pub const NAMES: [(&'static str, ChartKind); 6] = [
        ("bar", ChartKind::Bar),
        ("grouped-bar", ChartKind::Bar),
        ("line", ChartKind::Line),
        ("area", ChartKind::Area),
        ("dot", ChartKind::Dot),
        ("timeline", ChartKind::Timeline),
    ];

    /// The kind that a word names.
    pub fn named(word: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            ChartKind::Bar => "bar",
            ChartKind::Line => "line",
            ChartKind::Area => "area",
            ChartKind::Dot => "dot",
            ChartKind::Timeline => "timeline",
        }
    }
}

/// A chart as written in a text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chart {
    /// Its kind.
    pub kind: ChartKind,
    /// Its title.
    pub title: String,
    /// The words for those who do not see it; empty where the data says them.
    pub description: String,
    /// The unit of its values: `%`, `outputs`.
    pub unit: String,
    /// What the first column holds.
    pub x: String,
    /// What is measured.
    pub y: String,
    /// The file that holds its data.
    pub src: Option<String>,
    /// Its data, when they stand in the text.
    pub data: Option<Digested<ChartData>>,
    /// The block that it is (`blocks`).
    pub block: u32,
    /// The info string's bytes in the file, or those of its `src`.
    pub span: Range<usize>,
}

/// Why a chart cannot have its data from where it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoFile {
    /// The path leads out of the folder for content.
    Outside,
    /// The name does not end in `.csv`.
    Ending,
}

impl Chart {
    /// The file that holds its data, when it stands in a document of this path: beside it, or
    /// below `static/` when it begins with `/`.
    ///
    /// # Errors
    ///
    /// Why there can be none.
    pub fn file(&self, document: &FilePath) -> Result<Option<FilePath>, NoFile> {
        let Some(src) = &self.src else { return Ok(None) };
        let src = percent_encoding::percent_decode_str(src).decode_utf8_lossy();
        let rooted =
            src.strip_prefix('/').and_then(|src| FilePath::new("static/-").join(src));
        let file = match src.starts_with('/') {
            true => rooted.filter(|file| file.as_str().starts_with("static/")),
            false => document.join(&src).filter(|f| f.as_str().starts_with("content/")),
        };
        match file {
            None => Err(NoFile::Outside),
            Some(file) if file.extension() != "csv" => Err(NoFile::Ending),
            Some(file) => Ok(Some(file)),
        }
    }
}

impl std::hash::Hash for Chart {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.kind, &self.title, &self.description, &self.unit).hash(state);
        (&self.x, &self.y, &self.src, &self.data, self.block).hash(state);
    }
}

/// What a chart draws, and the table that it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ChartData {
    /// The names of the columns.
    pub head: Vec<String>,
    /// Whether each column holds numbers.
    pub numeric: Vec<bool>,
    /// The cells as written.
    pub rows: Vec<Vec<String>>,
    /// What they mean.
    pub shape: Shape,
}

/// What the cells of a chart mean.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// Values at places.
    Series(Places, Vec<Series>),
    /// Events and spans of time, the earliest first.
    Events(Vec<Event>),
}

impl Default for Shape {
    fn default() -> Self {
        Shape::Events(Vec::new())
    }
}

/// What the values of a chart stand at: its first column.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Places {
    /// Names, in the order written.
    Names(Vec<String>),
    /// Dates, the earliest first.
    Days(Vec<Day>),
    /// Numbers, the smallest first.
    Numbers(Vec<Number>),
}

impl Places {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Places::Names(names) => names.len(),
            Places::Days(days) => days.len(),
            Places::Numbers(numbers) => numbers.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A column of values.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// A value for each place; none where the cell is empty.
    pub values: Vec<Option<Number>>,
}

/// An event, or a span of time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Event {
    /// When it is, or begins.
    pub from: Day,
    /// When it ends.
    pub to: Option<Day>,
    /// What it is.
    pub label: String,
}

/// How exact a date is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum Grain {
    Day,
    Month,
    Year,
}

/// A date of a chart: a year, a month or a day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Day {
    /// Its first day.
    #[serde(with = "packed::day")]
    pub date: Date,
    /// How exact it is.
    pub grain: Grain,
}

impl Day {
    /// Reads `2024`, `2024-05` or `2024-05-17`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| {
            let all = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
            all.then(|| part.parse::<i16>().ok()).flatten()
        };
        let mut parts = text.splitn(3, '-');
        let year = digits(parts.next()?, 4).filter(|year| *year >= 1000)?;
        let month = parts.next().map(|part| digits(part, 2));
        let day = parts.next().map(|part| digits(part, 2));
        let (month, day, grain) = match (month, day) {
            (None, _) => (1, 1, Grain::Year),
            (Some(month), None) => (month?, 1, Grain::Month),
            (Some(month), Some(day)) => (month?, day?, Grain::Day),
        };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Some(Self { date: Date::new(year, month, day).ok()?, grain })
    }

    /// The day after its last one.
    pub fn end(self) -> Date {
        let next = match self.grain {
            Grain::Day => self.date.tomorrow(),
            Grain::Month => self.date.last_of_month().tomorrow(),
            Grain::Year => self.date.last_of_year().tomorrow(),
        };
        next.unwrap_or(self.date)
    }
}

impl ChartData {
    /// The data as comma-separated values, with numbers as programs read them.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = String>| {
            let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        };
        line(&mut self.head.iter().cloned());
        for row in &self.rows {
            line(&mut row.iter().map(|cell| plain(cell).unwrap_or_else(|| cell.clone())));
        }
        out
    }
}

/// A cell as RFC 4180 has it.
fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}
