//! `sources`: whether the addresses of sources still lead somewhere, and archived copies.

mod archive;
mod check;
mod found;
mod time;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::base::diagnostic::Diagnostic;
use crate::base::emit::Format;
use crate::cli::sources::{Sources, SourcesCommand};
use crate::command::interrupt::interrupted;
use crate::command::sources::time::Watch;
use crate::command::{Exit, Failure, report};
use crate::engine::builder::Builder;
use crate::engine::report::InputTexts;
use crate::engine::request::When;
use crate::links::ask::Asker;
use crate::links::client::Client;
use crate::links::hosts::Hosts;
use crate::load::config::Settings;
use crate::load::snapshot::Snapshot;
use crate::model::site::Site;

/// Does what was typed.
///
/// # Errors
///
/// When the publication cannot be read, the network fails, or a file cannot be written.
pub fn run(typed: &Sources) -> Result<Exit, Failure> {
    match &typed.what {
        SourcesCommand::Check(typed) => check::run(typed),
        SourcesCommand::Archive(typed) => archive::run(typed),
    }
}

/// A publication that has been read.
struct Read {
    site: Arc<Site>,
    snapshot: Arc<Snapshot>,
    /// Whether it has no errors, so that what is not in it is nowhere.
    sound: bool,
}

/// Reads a publication and shows its errors; `None` when it cannot be used.
fn read(root: &Path, when: When) -> Result<Option<Read>, Failure> {
    let assembled = Builder::new(root).site(when, None)?;
    let mut diagnostics = assembled.diagnostics;
    diagnostics.retain(Diagnostic::is_error);
    report(&diagnostics, &InputTexts(&assembled.snapshot), Format::Human)?;
    let (snapshot, sound) = (assembled.snapshot, diagnostics.is_empty());
    Ok(assembled.site.map(|site| Read { site, snapshot, sound }))
}

/// Who asks, in the name of a publication, and the clock that ends with Ctrl-C.
fn asker(settings: &Settings) -> Result<(Arc<Asker>, Arc<Watch>), Failure> {
    let links = &settings.links;
    let seconds = |seconds: u32| Duration::from_secs(u64::from(seconds));
    let name = format!("Chancery/{} (+{})", env!("CARGO_PKG_VERSION"), settings.base_url);
    let time = Arc::new(Watch::default());
    let client = Client::new(&name, seconds(links.timeout), true);
    let hosts = Hosts::new(client, time.clone(), seconds(links.pause));
    listen(time.clone())?;
    Ok((Arc::new(Asker::new(hosts, links.retries)), time))
}

/// Ends all waiting with Ctrl-C.
fn listen(time: Arc<Watch>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let interrupted = {
        let _inside = runtime.enter();
        interrupted()?
    };
    thread::spawn(move || {
        runtime.block_on(interrupted);
        time.stop();
    });
    Ok(())
}

/// Writes a file of the publication whole or not at all, with the rights that it had.
fn write(path: &Path, text: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::path(path, &error);
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let beside = real.with_file_name(format!(".{name}.tmp"));
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text).and_then(|()| file.sync_all()));
    let kept = written.and_then(|()| match fs::metadata(&real) {
        Ok(known) => fs::set_permissions(&beside, known.permissions()),
        Err(_) => Ok(()),
    });
    kept.and_then(|()| fs::rename(&beside, &real)).map_err(|error| {
        // It is of no use to anybody.
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}
