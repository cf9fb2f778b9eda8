//! What begins something, and what makes the command ready to use: completions, manual pages,
//! schemas, recipes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

use crate::cli::Root;

/// `new`.
#[derive(Args, Clone, Debug)]
pub struct New {
    /// What to start
    #[arg(value_enum)]
    pub what: Novelty,
    /// The article's headline, or the author's name
    pub name: String,
    /// Which publication.
    #[command(flatten)]
    pub root: Root,
}

/// What `new` can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Novelty {
    /// An article, as a draft
    Article,
    /// The profile of an author
    Author,
}

/// `init`.
#[derive(Args, Clone, Debug)]
pub struct Init {
    /// The folder; it is made if it is not there
    pub dir: PathBuf,
    /// Write a recipe that builds and publishes on every push and every hour
    #[arg(long, value_name = "FORGE", value_enum)]
    pub ci: Option<Ci>,
}

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
