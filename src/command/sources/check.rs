//! `sources check`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use jiff::civil::Date;

use crate::base::emit::Format;
use crate::cli::sources::{FoundFormat, SourcesCheck};
use crate::command::build::now;
use crate::command::progress::Progress;
use crate::command::sources::found::Findings;
use crate::command::sources::{Read, asker, read, write};
use crate::command::{Exit, Failure, print, report};
use crate::engine::report::{InputTexts, finish};
use crate::links::answer::{Answer, Found};
use crate::links::cited::{Citing, cited};
use crate::links::record::{FILE, Record};
use crate::links::run::{Task, run as ask};
use crate::links::time::Time;
use crate::load::config::Settings;

/// How often a run that was ended is noticed.
const TICK: Duration = Duration::from_millis(100);

/// What a run came to.
struct Run {
    found: BTreeMap<String, Found>,
    /// Whether it was ended before its end.
    ended: bool,
}

/// Asks for what is due, keeps what was found, and says what is wrong.
///
/// # Errors
///
/// When the publication cannot be read, no host can be reached, or the record cannot be
/// written.
pub fn run(typed: &SourcesCheck) -> Result<Exit, Failure> {
    let root = &typed.root.root;
    let when = now(&typed.now);
    let Some(Read { site, snapshot, sound }) = read(root, when)? else {
        return Ok(Exit::Content);
    };
    let settings = &site.settings;
    let today = when.timestamp(settings).to_zoned(settings.zone.clone()).date();
    let path = root.join(FILE);
    let before = known(&path)?;
    let mut record = parsed(&before)?;
    let cited = cited(&site);
    let tasks = due(&cited, &record, settings, today, typed.all);
    let asked = tasks.len();
    let Run { found, ended } = asked_for(tasks, settings, &mut record, today)?;
    if sound && !ended {
        record.links.retain(|address, _| cited.contains_key(address));
    }
    let text = record.text();
    let changed = text != before && !(before.is_empty() && record.links.is_empty());
    if changed {
        write(&path, text.as_bytes())?;
    }
    let findings = Findings { record: &record, cited: &cited, found: &found };
    let texts = InputTexts(&snapshot);
    match typed.format {
        FoundFormat::Json => print(&findings.json(&texts)?)?,
        FoundFormat::Human => {
            report(&finish(findings.diagnostics(), &texts), &texts, Format::Human)?;
            print(&findings.summary(asked, changed))?;
        }
    }
    Ok(match () {
        () if ended => Exit::Interrupted,
        () if findings.is_broken() || !sound => Exit::Content,
        () => Exit::Fine,
    })
}

/// The text of the record; none when it is not there.
fn known(path: &Path) -> Result<String, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::path(path, &error)),
    }
}

fn parsed(text: &str) -> Result<Record, Failure> {
    Record::read(text).map_err(|_| {
        let message = format!("`{FILE}` has errors");
        Failure::content(message, "mend them, or remove the file: it is written anew")
    })
}

/// The addresses that are to be asked for.
fn due(
    cited: &BTreeMap<String, Vec<Citing>>,
    record: &Record,
    settings: &Settings,
    today: Date,
    all: bool,
) -> Vec<Task> {
    let days = i32::try_from(settings.links.days).unwrap_or(i32::MAX);
    let due = cited.keys().filter(|a| all || record.is_due(a, today, days));
    let task = |address: &String| Task {
        address: address.clone(),
        suspected: record.is_suspected(address, today),
    };
    due.map(task).collect()
}

/// Asks, and takes every answer in as it comes.
fn asked_for(
    tasks: Vec<Task>,
    settings: &Settings,
    record: &mut Record,
    today: Date,
) -> Result<Run, Failure> {
    let mut run = Run { found: BTreeMap::new(), ended: false };
    if tasks.is_empty() {
        return Ok(run);
    }
    let (asker, time) = asker(settings)?;
    let progress = Progress::start();
    progress.steps("Asking", tasks.len());
    let before = record.clone();
    let (tell, told) = channel();
    let confirm = Duration::from_secs(u64::from(settings.links.confirm));
    ask(asker, tasks, confirm, &tell);
    drop(tell);
    loop {
        match told.recv_timeout(TICK) {
            Ok((address, found)) => {
                record.take(&address, &found, today);
                if run.found.insert(address, found).is_none() {
                    progress.step();
                }
            }
            Err(RecvTimeoutError::Timeout) if !time.stopped() => {}
            Err(_) => break,
        }
    }
    run.ended = time.stopped();
    let mut answers = run.found.values().map(|found| &found.answer);
    let unreachable =
        |answer: &Answer| matches!(answer, Answer::Unknown(why) if why.of_network());
    if !run.found.is_empty() && answers.all(unreachable) {
        *record = before;
        let message = "no host could be reached, so nothing was recorded";
        let hint =
            Some("see whether this machine is connected to the network".to_owned());
        return Err(Failure { hint, ..Failure::system(message) });
    }
    Ok(run)
}
