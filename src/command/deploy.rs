//! `deploy`.

use std::fs;
use std::process;
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::base::scalar::listed;
use crate::base::suggest;
use crate::cli::Format;
use crate::cli::deploy::Deploy;
use crate::command::build::{count, make, output_of, summary};
use crate::command::interrupt::interrupted;
use crate::command::progress::Progress;
use crate::command::timings::Timings;
use crate::command::{Exit, Failure, clock, print};
use crate::deploy::environment::Environment;
use crate::deploy::headers;
use crate::deploy::plan::Plan;
use crate::deploy::problem::{Kind, Problem};
use crate::deploy::run::{Job, deploy};
use crate::deploy::site::BuiltSite;
use crate::deploy::stop::Stop;
use crate::deploy::transfer::{Done, Watcher};
use crate::load::config::{Settings, Target};
use crate::load::settings;
use crate::load::snapshot::SETTINGS;

/// Builds the site, checks it, and sends what differs to a target.
///
/// # Errors
///
/// When there is no such target, the publication cannot be read, or the target refuses.
pub fn run(typed: &Deploy) -> Result<Exit, Failure> {
    let output = output_of(&typed.check, typed.output.as_deref())?;
    let chosen = chosen(typed)?;
    let mut check = typed.check.clone();
    if let Some((_, target)) = &chosen {
        check.base_url = check.base_url.or_else(|| target.base_url.clone());
    }
    let timings = Timings::start(check.timings, check.trace.as_deref())?;
    let made = match make(&check, &output, true)? {
        Ok(made) => made,
        Err(exit) => return Ok(exit),
    };
    let told = check.format != Format::Json;
    if told {
        print(&summary(&made.built, &made.written, &output, check.verbose))?;
    }
    let Some((name, target)) = chosen else {
        return Err(Failure::system("`site.toml` was changed meanwhile"));
    };
    let place = target.place.to_string();
    let watcher = Shown::new(check.verbose && told);
    let site = BuiltSite::of(&output)?;
    let job = Job {
        root: check.root.root.clone(),
        target,
        site,
        environment: Arc::new(environment()),
        id: id(),
        dry: typed.dry_run,
    };
    let plan = carried_out(job, &watcher)?;
    if told {
        print(&match typed.dry_run {
            true => planned(&plan, &name, &place),
            false => deployed(&plan, &name, &place, &watcher),
        })?;
    }
    if check.timings {
        print(&timings.table())?;
    }
    Ok(Exit::Fine)
}

/// The target that is meant; none when the settings have errors, which the build says.
fn chosen(typed: &Deploy) -> Result<Option<(String, Target)>, Failure> {
    let path = typed.check.root.root.join(SETTINGS);
    let text = fs::read_to_string(&path).map_err(|error| Failure::path(&path, &error))?;
    let version = env!("CARGO_PKG_VERSION");
    let (settings, found) = settings::read(
        &text,
        &FilePath::new(SETTINGS),
        version,
        typed.check.env.as_deref(),
    );
    if found.iter().any(crate::base::diagnostic::Diagnostic::is_error) {
        return Ok(None);
    }
    named(typed.target.as_deref(), settings).map(Some)
}

/// The target of a name, or the only one.
fn named(name: Option<&str>, settings: Settings) -> Result<(String, Target), Failure> {
    let mut targets = settings.deploy;
    let names: Vec<String> = targets.keys().cloned().collect();
    let all = listed(names.iter().map(String::as_str));
    let Some(name) = name.or_else(|| match names.as_slice() {
        [only] => Some(only),
        _ => None,
    }) else {
        return Err(match names.is_empty() {
            true => Failure::content(
                "`site.toml` has no target to deploy to",
                "write `[deploy.production]` with `kind = \"folder\"` and `path = \"...\"`; \
                 the manual's page `Deploying` has the other kinds",
            ),
            false => Failure::content(
                "there are several targets",
                format!("type `chancery deploy NAME`: {all}"),
            ),
        });
    };
    targets.remove_entry(name).ok_or_else(|| {
        let near = suggest::nearest(name, names.iter().map(String::as_str));
        let hint = match near {
            Some(near) => format!("type `chancery deploy {near}`"),
            None if names.is_empty() => format!("write `[deploy.{name}]` in `site.toml`"),
            None => format!("the targets are {all}"),
        };
        Failure::content(format!("there is no target `{name}`"), hint)
    })
}

/// Deploys, or plans it, on threads of its own until it is done or somebody ends it.
fn carried_out(job: Job, watcher: &Shown) -> Result<Plan, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let stop = Stop::default();
        let (ended, ending) = (interrupted()?, stop.clone());
        tokio::spawn(async move {
            ended.await;
            ending.now(Problem::interrupted());
        });
        deploy(job, stop, watcher).await.map_err(Failure::from)
    })
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let exit = match problem.kind {
            Kind::Interrupted => Exit::Interrupted,
            _ => Exit::System,
        };
        Self { exit, message: problem.message, hint: problem.hint }
    }
}

/// A name for this deploy that no other has.
fn id() -> String {
    let now = clock::now().as_nanosecond();
    Digest::of_bytes(format!("{now} {}", process::id()).as_bytes()).short()
}

/// What the environment says.
fn environment() -> Environment {
    let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?))
    };
    Environment::new(std::env::vars_os().filter_map(text))
}

/// What a deploy would do, a line a file.
fn planned(plan: &Plan, name: &str, place: &str) -> String {
    let mut text = String::new();
    for upload in &plan.uploads {
        let (path, digest) = (&upload.file.path, upload.file.digest);
        let unsure = if upload.doubtful { ", unless it is there already" } else { "" };
        text.push_str(&format!(
            "would send {path} ({}, {}; {}{unsure})\n",
            size(upload.size),
            headers::content_type(path),
            headers::cache_control(path, digest),
        ));
    }
    for path in &plan.deletions {
        text.push_str(&format!("would delete {path}\n"));
    }
    let (send, delete) = (plan.uploads.len(), plan.deletions.len());
    text.push_str(&format!(
        "would deploy to `{name}` ({place}): {} ({}) to send, {} unchanged, {delete} to \
         delete\n",
        count(send, "file"),
        size(plan.bytes()),
        plan.unchanged,
    ));
    text
}

/// What a deploy did, in a line.
fn deployed(plan: &Plan, name: &str, place: &str, watcher: &Shown) -> String {
    let there = watcher.there();
    let there = match there {
        0 => String::new(),
        there => format!("{there} there already, "),
    };
    format!(
        "deployed to `{name}` ({place}): {} sent, {there}{} unchanged, {} deleted\n",
        count(plan.uploads.len() - watcher.there(), "file"),
        plan.unchanged,
        plan.deletions.len(),
    )
}

/// A size in words.
fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Shows how a deploy goes on.
struct Shown {
    progress: Progress,
    verbose: bool,
    there: std::sync::atomic::AtomicUsize,
}

impl Shown {
    fn new(verbose: bool) -> Self {
        let there = std::sync::atomic::AtomicUsize::new(0);
        Self { progress: Progress::start(), verbose, there }
    }

    /// How many files were there already.
    fn there(&self) -> usize {
        self.there.load(std::sync::atomic::Ordering::Relaxed)
    }
}

impl Watcher for Shown {
    fn waits(&self, why: &str) {
        self.progress.aside(why);
    }

    fn begins(&self, files: usize) {
        self.progress.steps("Deploying", files);
    }

    fn done(&self, path: &str, what: Done) {
        self.progress.step();
        if what == Done::There {
            self.there.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        if self.verbose {
            let what = match what {
                Done::Sent => "sent",
                Done::There => "there already:",
                Done::Deleted => "deleted",
            };
            // Whoever reads has read enough when it cannot be written.
            let _ = print(&format!("{what} {path}\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::config::Place;

    fn target() -> Target {
        let place = Place::Folder { path: "/srv".to_owned() };
        Target { place, base_url: None, connections: 1, retries: 0, lease: 1 }
    }

    fn choice(names: &[&str], name: Option<&str>) -> Result<String, String> {
        let deploy = names.iter().map(|name| ((*name).to_owned(), target())).collect();
        let settings = Settings { deploy, ..Settings::default() };
        let failed = |failure: Failure| failure.hint.unwrap_or_default();
        named(name, settings).map(|(name, _)| name).map_err(failed)
    }

    #[test]
    fn the_target_is_the_named_or_the_only_one() {
        assert_eq!(choice(&["a"], None), Ok("a".to_owned()));
        assert_eq!(choice(&["a", "b"], Some("b")), Ok("b".to_owned()));
        assert_eq!(
            choice(&["a", "b"], None),
            Err("type `chancery deploy NAME`: `a` and `b`".to_owned())
        );
        assert_eq!(
            choice(&["production", "b"], Some("prodution")),
            Err("type `chancery deploy production`".to_owned())
        );
    }

    #[test]
    fn sizes_are_short() {
        let sizes = [999, 1_050, 999_999, 1_250_000].map(size);
        assert_eq!(sizes, ["999 B", "1.0 kB", "999.9 kB", "1.2 MB"]);
    }
}
