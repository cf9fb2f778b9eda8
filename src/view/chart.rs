//! A chart with its data, ready to be drawn.

use crate::base::digest::Digested;
use crate::base::path::Address;
use crate::parse::chart::{ChartData, ChartKind};

/// A chart with its data, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChartView {
    /// Its kind.
    pub kind: ChartKind,
    /// Its title.
    pub title: String,
    /// The words for those who do not see it; empty where the data says them.
    pub description: String,
    /// The unit of its values.
    pub unit: String,
    /// What the first column holds.
    pub x: String,
    /// What is measured.
    pub y: String,
    /// What it draws.
    pub data: Digested<ChartData>,
    /// Where readers can have the data.
    pub address: Option<Address>,
    /// The language of the text that it stands in.
    pub language: String,
}
