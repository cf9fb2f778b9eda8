//! Works in the formats that other tools read: BibTeX, RIS, CSL-JSON. All three say the same.

mod bib;
mod json;
mod ris;

use crate::cite::item::Item;

/// A format of exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// BibTeX, which BibLaTeX reads too.
    Bib,
    /// RIS.
    Ris,
    /// CSL-JSON (1.0.2).
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Bib, Self::Ris, Self::Json];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Bib => "bib",
            Self::Ris => "ris",
            Self::Json => "json",
        }
    }
}

/// Writes works in a format.
pub fn write(format: Format, items: &[Item]) -> String {
    match format {
        Format::Bib => bib::write(items),
        Format::Ris => ris::write(items),
        Format::Json => json::write(items),
    }
}

#[cfg(test)]
mod tests;
