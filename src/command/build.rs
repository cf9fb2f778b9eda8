//! `build` and `check`.

use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::base::phase::phase;
use crate::cli::{Build, Check, Format, Now};
use crate::command::progress::Progress;
use crate::command::timings::Timings;
use crate::command::{Exit, Failure, clock, indexer, print, report};
use crate::engine::builder::{Builder, Built};
use crate::engine::counters::Counters;
use crate::engine::hosted::{self, Measured};
use crate::engine::report::InputTexts;
use crate::engine::request::{Failed, Request, When};
use crate::engine::sink::Sink;
use crate::engine::warm::whole::Held;
use crate::engine::write::{Report, Stage, WriteError};
use crate::load::snapshot::SETTINGS;
use crate::model::public::State;

/// How many held-back articles are named.
const NAMED: usize = 20;

/// Builds the site into a folder.
///
/// # Errors
///
/// When the publication cannot be read or the output folder cannot be written.
pub fn build(typed: &Build) -> Result<Exit, Failure> {
    let output = output_of(&typed.check, typed.output.as_deref())?;
    let timings = Timings::start(typed.check.timings, typed.check.trace.as_deref())?;
    let made = match make(&typed.check, &output, false)? {
        Ok(made) => made,
        Err(exit) => return Ok(exit),
    };
    if typed.check.format != Format::Json {
        print(&summary(&made.built, &made.written, &output, typed.check.verbose))?;
    }
    if typed.check.timings {
        print(&timings.table())?;
    }
    // The process ends here, and the system takes its memory back at once.
    std::mem::forget(made);
    Ok(Exit::Fine)
}

/// The folder to build into, after a look at whether it and the publication can be used.
pub fn output_of(typed: &Check, output: Option<&Path>) -> Result<PathBuf, Failure> {
    let root = &typed.root.root;
    require(root)?;
    let output = output.map_or_else(|| root.join("public"), Path::to_owned);
    refuse_inputs(root, &output)?;
    Ok(output)
}

/// A site that was written.
pub struct Made {
    /// What was built.
    pub built: Built,
    /// What became of its files.
    pub written: Report,
    /// Who built it, who is not done with before the process ends.
    _builder: Builder,
}

/// Builds and writes a site, its links checked if wanted, and says what is wrong with it; then
/// how the command ends.
pub fn make(
    typed: &Check,
    output: &Path,
    audit: bool,
) -> Result<Result<Made, Exit>, Failure> {
    let part = phase!("build");
    let stage = Stage::begin(output)?;
    let progress = Progress::start();
    progress.phase("Building", true);
    let sink = Watched { sink: &stage, progress: &progress };
    let memo = stage.memo();
    let mut builder = Builder::new(&typed.root.root).warm(&memo).indexed(indexer());
    let mut built = builder.build(&request(typed, audit), &sink)?;
    if built.has_errors(typed.strict) {
        drop(stage);
        drop(progress);
        return finish(&built, typed).map(Err);
    }
    progress.phase("Writing", false);
    let writing = phase!("write");
    let written = stage.commit()?;
    builder.leave(&memo);
    writing.items(written.written);
    drop((writing, part));
    built.counters.written = written.written;
    built.counters.removed = written.removed;
    drop(progress);
    Ok(match finish(&built, typed)? {
        Exit::Fine => Ok(Made { built, written, _builder: builder }),
        exit => Err(exit),
    })
}

/// Looks for errors without writing anything.
///
/// # Errors
///
/// When the publication cannot be read.
pub fn check(typed: &Check) -> Result<Exit, Failure> {
    require(&typed.root.root)?;
    let timings = Timings::start(typed.timings, typed.trace.as_deref())?;
    let part = phase!("check");
    let progress = Progress::start();
    progress.phase("Checking", true);
    let measured = Measured::default();
    let sink = Watched { sink: &measured, progress: &progress };
    let mut builder = Builder::new(&typed.root.root).indexed(indexer());
    let mut built = builder.build(&request(typed, true), &sink)?;
    drop((progress, part));
    let hosting = hosting(&mut built, &measured);
    let exit = finish(&built, typed)?;
    if exit == Exit::Fine && typed.format != Format::Json {
        let outputs = count(built.counters.planned, "output");
        let reasons = if typed.verbose { reasons(&built) } else { String::new() };
        print(&format!("{reasons}{}checked {outputs}: no errors\n", held_back(&built)))?;
    }
    if typed.format != Format::Json {
        print(&hosting)?;
    }
    if typed.timings {
        print(&timings.table())?;
    }
    Ok(exit)
}

/// What would be put on the publication's host, as a line; what of it that would refuse joins
/// the diagnostics.
fn hosting(built: &mut Built, measured: &Measured) -> String {
    let kind = built.site.as_ref().and_then(|site| site.settings.host.kind);
    let Some(kind) = kind.filter(|_| !built.has_errors(false)) else {
        return String::new();
    };
    let (line, over) = hosted::report(kind, measured, &built.kinds);
    let over = crate::engine::report::finish(over, &InputTexts(&built.snapshot));
    built.diagnostics.extend(over);
    line
}

/// What a command asks of the engine.
fn request(typed: &Check, audit: bool) -> Request {
    let base_url = typed.base_url.clone();
    let environment = typed.env.clone();
    let now = now(&typed.now);
    Request { now, base_url, environment, audit, keep_bytes: false, preview: false }
}

/// The moment that was typed, else the clock's.
pub fn now(typed: &Now) -> When {
    typed.now.map_or_else(|| When::Timestamp(clock::now()), When::Moment)
}

/// Shows the diagnostics. With `--strict` a warning fails the command.
fn finish(built: &Built, typed: &Check) -> Result<Exit, Failure> {
    let format = match typed.format {
        Format::Human => crate::base::emit::Format::Human,
        Format::Short => crate::base::emit::Format::Short,
        Format::Json => crate::base::emit::Format::Json,
    };
    report(&built.diagnostics, &InputTexts(&built.snapshot), format)?;
    if !built.has_errors(typed.strict) {
        return Ok(Exit::Fine);
    }
    match built.has_errors(false) || typed.format == Format::Json {
        true => Ok(Exit::Content),
        false => Err(Failure::content(
            "with `--strict` a warning is an error",
            "mend what is warned of, or leave `--strict` out",
        )),
    }
}

/// Refuses a folder that is no publication before anything is written.
fn require(root: &Path) -> Result<(), Failure> {
    let shown = root.display();
    let hint = "name the publication's folder with `--root`, or make one with \
                `chancery init DIR`";
    match (root.is_dir(), root.join(SETTINGS).exists()) {
        (false, _) => {
            let message = format!("there is no folder `{shown}`");
            Err(Failure::content(message, hint))
        }
        (_, false) => {
            let message = format!("there is no `{SETTINGS}` in `{shown}`");
            Err(Failure::content(message, hint))
        }
        _ => Ok(()),
    }
}

/// A path with its links followed, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let found = whole.ancestors().find_map(|known| {
        let rest = whole.strip_prefix(known).ok()?;
        known.canonicalize().ok().map(|known| known.join(rest))
    });
    found.unwrap_or(whole)
}

/// An output folder among the inputs would be read as content by the next build.
pub fn refuse_inputs(root: &Path, output: &Path) -> Result<(), Failure> {
    let inputs = ["content", "templates", "static"].map(|folder| root.join(folder));
    let output_real = real(output);
    let within = |input: &PathBuf| output_real.starts_with(real(input));
    if inputs.iter().any(within) || output_real == real(root) {
        let message =
            format!("the output folder `{}` is among the inputs", output.display());
        return Err(Failure::content(message, "name another folder with `--output`"));
    }
    Ok(())
}

/// What a build did, in a few lines.
pub fn summary(built: &Built, written: &Report, output: &Path, verbose: bool) -> String {
    let mut text = String::new();
    if verbose {
        text.push_str(&reasons(built));
    }
    text.push_str(&held_back(built));
    let Counters { planned, parsed, rendered, .. } = built.counters;
    if verbose {
        let parsed = count(parsed, "document");
        text.push_str(&format!(
            "parsed {parsed}, rendered {}\n",
            count(rendered, "output")
        ));
    }
    text.push_str(&format!(
        "built {} into {}: {} written, {} unchanged, {} removed\n",
        count(planned, "output"),
        output.display(),
        written.written,
        written.unchanged,
        written.removed,
    ));
    text
}

/// Each output that was rendered, with what was new about it.
fn reasons(built: &Built) -> String {
    let reason =
        |(address, reasons): (&Address, &Vec<&'static str>)| match reasons.is_empty() {
            true => format!("rendered {address} (new)\n"),
            false => format!("rendered {address} ({} changed)\n", reasons.join(", ")),
        };
    built.rendered.iter().map(reason).collect()
}

/// The articles and standing pages that were held back, and why.
fn held_back(built: &Built) -> String {
    let (pages, articles): (Vec<&Held>, Vec<&Held>) =
        built.held.iter().partition(|held| held.page);
    let mut text: String = articles.iter().take(NAMED).map(|held| why(held)).collect();
    text.extend(pages.iter().take(NAMED).map(|held| why(held)));
    if let Some(more) = articles.len().checked_sub(NAMED).filter(|more| *more > 0) {
        text.push_str(&format!("held back: and {more} more (`chancery list`)\n"));
    }
    text
}

fn why(held: &Held) -> String {
    let moment = held.moment.map_or_else(String::new, |moment| moment.written());
    let why = match held.state {
        State::Public => return String::new(),
        State::Draft => "draft".to_owned(),
        State::Embargoed => format!("embargoed until {moment}"),
        State::Expired => format!("expired on {moment}"),
    };
    format!("held back: {} ({why})\n", held.file)
}

/// A number with its noun.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

impl From<Failed> for Failure {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Read(path, error) => Failure::path(&path, &error),
            Failed::Write(error) => error.into(),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        let exit = if error.exit_code() == 1 { Exit::Content } else { Exit::System };
        Failure { exit, message: error.to_string(), hint: error.hint().map(Into::into) }
    }
}

/// A sink that tells the progress of each file.
struct Watched<'a> {
    sink: &'a dyn Sink,
    progress: &'a Progress,
}

impl Sink for Watched<'_> {
    fn put(&self, address: &Address, bytes: &[u8]) -> Result<(), WriteError> {
        self.progress.step();
        self.sink.put(address, bytes)
    }

    fn copy(
        &self,
        address: &Address,
        from: &Path,
        digest: Digest,
        size: u64,
    ) -> Result<(), WriteError> {
        self.progress.step();
        self.sink.copy(address, from, digest, size)
    }

    fn keep(&self, address: &Address, digest: Digest) -> Result<bool, WriteError> {
        self.sink.keep(address, digest)
    }

    fn keep_all(&self, outputs: &[(&Address, Digest)]) -> bool {
        self.sink.keep_all(outputs)
    }
}
