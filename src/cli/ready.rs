//! What makes the command ready to use: completions, manual pages, schemas, recipes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

use crate::cli::Root;

/// `completions`.
#[derive(Args, Clone, Debug)]
pub struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// `man`.
#[derive(Args, Clone, Debug)]
pub struct Man {
    /// Write the page of every subcommand into this folder, which is made if it is not there
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `schema`.
#[derive(Args, Clone, Debug)]
pub struct Schema {
    /// What the schema describes
    #[arg(value_enum, default_value_t = Schemas::Article)]
    pub what: Schemas,
    /// Write all of them into `.chancery/` of the publication, and print their paths
    #[arg(long)]
    pub write: bool,
    /// Which publication; without one the schema knows the built-in kinds and topics.
    #[command(flatten)]
    pub root: Root,
}

/// What there is a schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Schemas {
    /// The front matter of an article
    #[value(alias = "front-matter")]
    Article,
    /// The profile of an author
    Author,
    /// The introduction of a topic, or of a term of another taxonomy
    Topic,
    /// The front matter of a standing page
    Page,
    /// `content/outlets.yml`
    Outlets,
    /// `content/home.yml`
    Home,
    /// `content/links.yml`
    Links,
    /// A file of shared works in the form of Hayagriva
    References,
    /// `site.toml`
    Site,
}

/// Whose recipe `init` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// GitHub Pages: `.github/workflows/publish.yml`
    Github,
    /// GitLab Pages: `.gitlab-ci.yml`
    Gitlab,
}
