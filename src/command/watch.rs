//! `watch`: the preview.

use std::cell::RefCell;
use std::io;
use std::path::Path;

use tokio::runtime::Runtime;

use crate::base::diagnostic::Diagnostic;
use crate::base::emit::Format;
use crate::base::path::Address;
use crate::cli::Watch as Typed;
use crate::command::build::{count, refuse_inputs};
use crate::command::interrupt::interrupted;
use crate::command::{Exit, Failure, clock, indexer, print, report};
use crate::engine::inputs::Changes;
use crate::engine::live::generation::Generation;
use crate::engine::request::When;
use crate::engine::watch::events::Events;
use crate::engine::watch::{Options, Said, Watch};
use crate::preview::bind::bind;
use crate::preview::desk;
use crate::preview::host::Hosts;
use crate::preview::server;

/// How many changed files a line of the terminal names.
const NAMED: usize = 3;

/// Watches a publication, builds whenever something changes, and serves it.
///
/// # Errors
///
/// When there is no such folder, it cannot be watched, or no port can be had.
pub fn run(typed: &Typed) -> Result<Exit, Failure> {
    let root = &typed.root.root;
    if !root.is_dir() {
        let message = format!("there is no folder `{}`", root.display());
        return Err(Failure::content(message, "name the publication's with `--root`"));
    }
    let output = typed.output.clone().unwrap_or_else(|| root.join("public"));
    refuse_inputs(root, &output)?;
    // From here on Ctrl-C ends it cleanly, the first plan included.
    let runtime = Runtime::new()?;
    let interrupted = {
        let _entered = runtime.enter();
        interrupted()?
    };
    let options = Options {
        output: (!typed.no_write).then(|| output.clone()),
        now: typed.now.now.map(When::Moment),
        clock: clock::now,
        indexer: indexer(),
    };
    let events = Events::begin(root, typed.poll).map_err(|error| unwatchable(&error))?;
    let watch = Watch::begin(root, options)?;
    let bound = bind(&typed.host, typed.port)?;
    if let Some(note) = &bound.note {
        print(&format!("{note}\n"))?;
    }
    let url = bound.url(watch.live().now().base_path());
    print(&opening(&url, &output, typed))?;
    if typed.open && open::that_detached(&url).is_err() {
        print(&format!("no browser could be started; open {url} yourself\n"))?;
    }
    let hosts = Hosts::new(&typed.host, bound.address);
    let options = server::Options { hosts, desk: desk::live::pages() };
    let (live, stopper) = (watch.live().clone(), events.stopper());
    let stopped = async move {
        interrupted.await;
        stopper.stop();
    };
    let serving = runtime.spawn(server::serve(bound.listener, live, options, stopped));
    let shown = RefCell::default();
    watch.run(events, &|said| say(said, typed, &shown));
    runtime.block_on(serving).map_err(io::Error::other)??;
    print("\n")?;
    Ok(Exit::Fine)
}

/// The lines above the first build.
fn opening(url: &str, output: &Path, typed: &Typed) -> String {
    let folder = match typed.no_write {
        true => "nothing is written".to_owned(),
        false => format!("{} is kept up to date", output.display()),
    };
    format!("{url}\n{url}_chancery/ is the desk; {folder}; Ctrl-C ends\n")
}

/// Says what a build did. A terminal that is gone is no reason to end.
fn say(said: &Said<'_>, typed: &Typed, shown: &RefCell<Vec<Diagnostic>>) {
    let _ = match said {
        Said::Built { generation, changes } => built(generation, changes, typed, shown),
        Said::Indexed(_) => print("the index of search is up to date\n"),
        Said::Unreadable(error) => {
            Failure::content(
                format!("the publication cannot be read: {error}"),
                "it is built again as soon as it is back",
            )
            .show();
            Ok(())
        }
    };
}

/// Shows what is wrong, unless it is what was shown last, and a line on the build.
fn built(
    generation: &Generation,
    changes: &Changes,
    typed: &Typed,
    shown: &RefCell<Vec<Diagnostic>>,
) -> Result<(), Failure> {
    let last = generation.last_build();
    let diagnostics = generation.diagnostics();
    if *shown.borrow() != diagnostics {
        report(&diagnostics, &generation.texts(), Format::Human)?;
        shown.replace(diagnostics.clone());
    }
    let mut text = String::new();
    if typed.verbose {
        let reason = |(address, reasons): (&Address, &Vec<&'static str>)| match &**reasons
        {
            [] => format!("rendered {address} (new)\n"),
            reasons => format!("rendered {address} ({} changed)\n", reasons.join(", ")),
        };
        text.extend(last.rendered.iter().map(reason));
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let found = |number: usize, noun: &str| match number {
        0 => String::new(),
        number => format!(", {}", count(number, noun)),
    };
    let written = match last.written.filter(|_| errors == 0) {
        Some(milliseconds) if typed.no_write => {
            format!(", all rendered after {milliseconds:.0} ms")
        }
        Some(milliseconds) => format!(", folder after {milliseconds:.0} ms"),
        None if typed.no_write => String::new(),
        None => ", folder left as it was".to_owned(),
    };
    text.push_str(&format!(
        "{}: {} of {}, ready after {:.0} ms{written}{}{}\n",
        what(changes),
        count(last.rendered.len(), "page"),
        last.counters.planned,
        last.ready,
        found(errors, "error"),
        found(diagnostics.len() - errors, "warning"),
    ));
    print(&text)
}

/// What changed, in words.
fn what(changes: &Changes) -> String {
    match changes {
        Changes::Anything => "everything looked at".to_owned(),
        Changes::Paths(paths) if paths.is_empty() => "the time has come".to_owned(),
        Changes::Paths(paths) => {
            let named: Vec<&str> =
                paths.iter().take(NAMED).map(|path| path.as_str()).collect();
            let more = paths.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{}{more}", named.join(", "))
        }
    }
}

/// Why a folder cannot be watched.
fn unwatchable(error: &notify::Error) -> Failure {
    let mut failure =
        Failure::system(format!("the publication cannot be watched: {error}"));
    failure.hint =
        Some("try `--poll`, which looks at the files twice a second".to_owned());
    failure
}
