//! What is typed after `sources`.

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::{Now, Root};

/// `sources`.
#[derive(Args, Clone, Debug)]
pub struct Sources {
    /// What to do with them.
    #[command(subcommand)]
    pub what: SourcesCommand,
}

/// What can be done with sources.
#[derive(Clone, Debug, Subcommand)]
pub enum SourcesCommand {
    /// Ask whether the addresses of sources still lead somewhere
    ///
    /// Asks for every `url` and `archive` of every source, drafts included, that was not asked
    /// for lately, and keeps what it finds in content/links.yml. An address is broken when it
    /// was missing (404 or 410) twice. Ends with 1 when one is and no archived copy stands in
    /// for it.
    Check(SourcesCheck),
    /// Record archived copies of the works that have none
    ///
    /// Asks an archive for the copy nearest to the day on which a work was read, and writes its
    /// address into the article's front matter. Nothing else of the file is touched.
    Archive(SourcesArchive),
}

/// `sources check`.
#[derive(Args, Clone, Debug)]
pub struct SourcesCheck {
    /// Which publication.
    #[command(flatten)]
    pub root: Root,
    /// Ask for every address, not only for those that are due
    #[arg(long)]
    pub all: bool,
    /// When.
    #[command(flatten)]
    pub now: Now,
    /// How to write what was found
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = FoundFormat::Human)]
    pub format: FoundFormat,
}

/// How what was found is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FoundFormat {
    /// What is wrong, with its line, and a line of numbers
    Human,
    /// One JSON object an address
    Json,
}

/// `sources archive`.
#[derive(Args, Clone, Debug)]
pub struct SourcesArchive {
    /// Which publication.
    #[command(flatten)]
    pub root: Root,
    /// Ask this archive for copies instead of the one of site.toml
    #[arg(long, value_name = "URL", value_parser = endpoint)]
    pub endpoint: Option<String>,
    /// Ask the archive to make a copy where it has none
    #[arg(long)]
    pub save: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Reads the address of an archive.
fn endpoint(text: &str) -> Result<String, String> {
    match crate::base::form::web_address_problem(text) {
        None => Ok(text.to_owned()),
        Some(hint) => Err(hint),
    }
}
