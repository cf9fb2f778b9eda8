//! What is typed behind `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::base::date::Moment;
use crate::cli::{Format, Root, moment};

/// `import`.
#[derive(Args, Clone, Debug)]
pub struct Import {
    /// A text, an export, or the folder of a site
    #[arg(value_name = "FILE|DIR")]
    pub path: PathBuf,
    /// What it was made by
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ImportFrom::Auto)]
    pub from: ImportFrom,
    /// Which publication takes the content.
    #[command(flatten)]
    pub root: Root,
    /// Write nothing, and say what would be written
    #[arg(long)]
    pub dry_run: bool,
    /// The date of articles that carry none
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub date: Option<Moment>,
    /// A topic of every article that is imported; can be repeated
    #[arg(long = "topic", value_name = "TOPIC")]
    pub topics: Vec<String>,
    /// How to write what could not be placed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Short)]
    pub format: Format,
}

/// What `import` can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFrom {
    /// Look at the file or the folder
    Auto,
    /// One article as it was copied from its page
    Text,
    /// The folder of a Hugo site
    Hugo,
    /// The folder of a Jekyll site
    Jekyll,
    /// The folder of a Zola site
    Zola,
    /// An export of WordPress (WXR)
    Wordpress,
    /// An export of Ghost (JSON)
    Ghost,
}
