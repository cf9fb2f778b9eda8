//! What is typed: the types of the command line.

#[cfg(feature = "deploy")]
pub mod deploy;
mod import;
mod ready;
#[cfg(feature = "links")]
pub mod sources;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::date::Moment;

pub use crate::cli::import::{Import, ImportFrom};
pub use crate::cli::ready::{Ci, Completions, Init, Man, New, Novelty, Schema, Schemas};

/// Builds the site of a publication whose every claim has a source.
#[derive(Clone, Debug, Parser)]
#[command(name = "chancery", version, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 fine, 1 the content or the settings have errors, 2 wrong use of the command,
3 the system failed (disk, permissions, network).";

/// The subcommands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Build the site into a folder
    ///
    /// On any error nothing in the output folder changes. Diagnostics go to standard error;
    /// with `--format json` they go to standard output, one object a line.
    Build(Build),
    /// Look for errors without writing the site
    ///
    /// Renders everything, follows every link inside the site, and reports what is wrong.
    /// Diagnostics go to standard error; with `--format json` they go to standard output, one
    /// object a line.
    Check(Check),
    /// Build the site, check it, and send what differs to a target
    ///
    /// Targets stand under `[deploy]` in site.toml. Nothing is sent when the site has errors.
    /// What was sent before a deploy was cut off is not sent again by the next.
    #[cfg(feature = "deploy")]
    Deploy(deploy::Deploy),
    /// Preview the site while it is written
    ///
    /// Builds whenever a file changes, shows the result in the browser at once, and keeps the
    /// output folder as `build` would write it. Drafts and embargoed articles are shown and
    /// never written.
    #[command(visible_alias = "serve")]
    Watch(Watch),
    /// Say what an output is made of, and why it was rendered
    ///
    /// Names the templates and the files of content that an output is made of. When `chancery
    /// watch` runs, it also says what its last build did with it: whether it was rendered, and
    /// which parts of what it is made of had changed.
    Why(Why),
    /// Start an article or the profile of an author
    New(New),
    /// Start a publication in a new or empty folder
    Init(Init),
    /// List articles, authors or sources
    List(List),
    /// Show which headline each channel gets, and where one is too long
    Headlines(Headlines),
    /// Say what falls due next: embargoes, expiries, pins, headlines with a time
    Next(Next),
    /// Look after the addresses of sources: dead links, archived copies
    #[cfg(feature = "links")]
    Sources(sources::Sources),
    /// Make content of a pasted article or of another tool's site
    ///
    /// Nothing is overwritten. What could not be placed is reported on standard error, line by
    /// line; what was written and how much stands on standard output.
    Import(Import),
    /// Print a JSON Schema of front matter or of settings, for editors
    ///
    /// The schema knows the kinds of article and the taxonomies of the publication. `--write`
    /// writes all of them into `.chancery/`, where the first lines of new files name them.
    Schema(Schema),
    /// Print the completions of this command for a shell
    Completions(Completions),
    /// Print the manual page of this command, or write all of them into a folder
    Man(Man),
}

/// `build`.
#[derive(Args, Clone, Debug)]
pub struct Build {
    /// The folder to write [default: `public` in the publication's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// What building shares with checking.
    #[command(flatten)]
    pub check: Check,
}

/// `check`, and what `build` shares with it.
#[derive(Args, Clone, Debug)]
pub struct Check {
    /// Which publication.
    #[command(flatten)]
    pub root: Root,
    /// Publish below this address instead of the `base_url` of site.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Lay the settings of `[env.<NAME>]` over the rest of site.toml
    #[arg(long, value_name = "NAME")]
    pub env: Option<String>,
    /// The time to build for.
    #[command(flatten)]
    pub now: Now,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// How to write errors and warnings
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Say what was rendered, and why
    #[arg(short, long)]
    pub verbose: bool,
    /// Say how long each part took
    #[arg(long)]
    pub timings: bool,
    /// Write a trace of every part and every output, for viewers such as Perfetto
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
}

/// `watch`.
#[derive(Args, Clone, Debug)]
pub struct Watch {
    /// Which publication.
    #[command(flatten)]
    pub root: Root,
    /// The folder to write [default: `public` in the publication's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The port to listen on; when it is taken, the next that is free
    #[arg(long, value_name = "PORT", default_value_t = 1111)]
    pub port: u16,
    /// The name or address to listen on
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,
    /// Open the preview in the browser
    #[arg(long)]
    pub open: bool,
    /// Only serve: leave the output folder alone
    #[arg(long)]
    pub no_write: bool,
    /// Look at the files twice a second, on a disk that does not say when they change
    #[arg(long)]
    pub poll: bool,
    /// The time to build for.
    #[command(flatten)]
    pub now: Now,
    /// Say what was rendered, and why
    #[arg(short, long)]
    pub verbose: bool,
}

/// `why`.
#[derive(Args, Clone, Debug)]
pub struct Why {
    /// The address of an output, such as `/articles/muscat/`, or the content file of a page
    pub address: String,
    /// Which publication, when no preview runs.
    #[command(flatten)]
    pub root: Root,
    /// The time to build for, when no preview runs.
    #[command(flatten)]
    pub now: Now,
    /// The port of the preview
    #[arg(long, value_name = "PORT", default_value_t = 1111)]
    pub port: u16,
    /// The name or address that the preview listens on
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,
}

/// Which publication is meant.
#[derive(Args, Clone, Debug)]
pub struct Root {
    /// The publication's folder, which holds site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

/// When it is.
#[derive(Args, Clone, Debug)]
pub struct Now {
    /// Act as if it were this time: `2026-02-05`, `2026-02-05 09:00` (both in the site's time
    /// zone) or RFC 3339
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub now: Option<Moment>,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The line with the place underlined
    Human,
    /// One line each
    Short,
    /// One JSON object a line, to standard output
    Json,
}

/// `list`.
#[derive(Args, Clone, Debug)]
pub struct List {
    /// What to list
    #[arg(value_enum, default_value_t = Listed::Articles)]
    pub what: Listed,
    /// Which publication.
    #[command(flatten)]
    pub root: Root,
    /// When.
    #[command(flatten)]
    pub now: Now,
    /// How to write the list
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// What `list` can list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Articles that are marked as drafts
    Drafts,
    /// Articles whose embargo has not ended
    Embargoed,
    /// Articles that have expired
    Expired,
    /// All articles
    Articles,
    /// Authors, with the number of their articles
    Authors,
    /// Outlets and works cited, with the number of citations
    Sources,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table
    Table,
    /// A JSON array
    Json,
}

/// `headlines`.
#[derive(Args, Clone, Debug)]
pub struct Headlines {
    /// Which publication.
    #[command(flatten)]
    pub root: Root,
    /// When.
    #[command(flatten)]
    pub now: Now,
    /// How to write the grid
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = GridFormat::Table)]
    pub format: GridFormat,
}

/// How the grid of headlines is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GridFormat {
    /// A table
    Table,
    /// Comma-separated values
    Csv,
    /// A JSON array of articles
    Json,
}

/// `next`.
#[derive(Args, Clone, Debug)]
pub struct Next {
    /// Which publication.
    #[command(flatten)]
    pub root: Root,
    /// When.
    #[command(flatten)]
    pub now: Now,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = NextFormat::Text)]
    pub format: NextFormat,
}

/// How what falls due is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NextFormat {
    /// Lines of text
    Text,
    /// A JSON array
    Json,
}

/// Reads a time.
fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|problem| problem.hint())
}

/// Reads the address of a site: `http` or `https`, with a host, and a `/` at its end.
fn base_url(text: &str) -> Result<String, String> {
    let example =
        || "write it whole, for example `https://example.org/analysis/`".to_owned();
    let url = url::Url::parse(text).map_err(|_| example())?;
    if !matches!(url.scheme(), "http" | "https") || url.cannot_be_a_base() {
        return Err(example());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("leave out what follows `?` or `#`".to_owned());
    }
    let url = url.to_string();
    let slash = if url.ends_with('/') { "" } else { "/" };
    Ok(format!("{url}{slash}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(line: &[&str]) -> Result<Command, String> {
        Cli::try_parse_from([&["chancery"], line].concat())
            .map(|cli| cli.command)
            .map_err(|error| error.to_string().lines().next().unwrap_or("").to_owned())
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_build_has_defaults() {
        let Ok(Command::Build(build)) = parse(&["build"]) else { panic!("not a build") };
        assert_eq!(build.output, None);
        assert_eq!(build.check.root.root, PathBuf::from("."));
        assert_eq!(build.check.base_url, None);
        assert_eq!(build.check.now.now, None);
        assert_eq!(build.check.format, Format::Human);
        assert!(!build.check.strict && !build.check.verbose);
    }

    #[test]
    fn a_time_is_a_day_a_clock_time_or_rfc_3339() {
        for time in ["2026-02-05", "2026-02-05 09:00", "2026-02-05T09:00:00+04:00"] {
            let Ok(Command::Check(check)) = parse(&["check", "--now", time]) else {
                panic!("not a check")
            };
            assert_eq!(check.now.now, Moment::parse(time).ok());
        }
        assert_eq!(
            parse(&["check", "--now", "5 February 2026"]).unwrap_err(),
            "error: invalid value '5 February 2026' for '--now <TIME>': \
             write `2026-02-05`"
        );
    }

    #[test]
    fn a_base_address_ends_in_a_slash() {
        assert_eq!(base_url("https://x.example/a"), Ok("https://x.example/a/".into()));
        assert_eq!(
            base_url("http://localhost:1111/"),
            Ok("http://localhost:1111/".into())
        );
        assert!(base_url("x.example").is_err());
        assert!(base_url("mailto:x@x.example").is_err());
        assert!(base_url("https://x.example/?a=1").is_err());
    }

    #[test]
    fn a_check_has_no_output() {
        assert_eq!(
            parse(&["check", "--output", "x"]).unwrap_err(),
            "error: unexpected argument '--output' found"
        );
    }
}
