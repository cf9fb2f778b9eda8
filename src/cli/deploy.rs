//! What is typed after `deploy`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Check;

/// `deploy`.
#[derive(Args, Clone, Debug)]
pub struct Deploy {
    /// The target: a name under `[deploy]` in site.toml; may be left out when there is one
    pub target: Option<String>,
    /// Say what would be sent and deleted, and send nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The folder to build into [default: `public` in the publication's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// What deploying shares with building.
    #[command(flatten)]
    pub check: Check,
}
