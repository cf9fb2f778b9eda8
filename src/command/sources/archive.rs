//! `sources archive`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use url::Url;

use crate::base::date::Moment;
use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::emit::{Format, Texts};
use crate::base::path::FilePath;
use crate::cli::sources::SourcesArchive;
use crate::command::progress::Progress;
use crate::command::sources::{Read, asker, read, write};
use crate::command::{Exit, Failure, clock, print, report};
use crate::engine::report::{InputTexts, finish};
use crate::engine::request::When;
use crate::links::answer::Why;
use crate::links::archive::{Archive, day, is_copy};
use crate::links::ask::Asker;
use crate::links::edit::front::{Wanted, record};
use crate::links::time::Time;
use crate::model::site::Site;
use crate::parse::rules::Rules;

/// A work without a copy.
struct Lacking {
    file: FilePath,
    index: usize,
    key: String,
    url: String,
    /// The day near which a copy is wanted.
    day: String,
}

/// What a run came to.
#[derive(Default)]
struct Done {
    lines: String,
    diagnostics: Vec<Diagnostic>,
    recorded: usize,
    asked: usize,
    unreachable: usize,
    /// The texts of files that were edited.
    edited: BTreeMap<FilePath, Arc<str>>,
}

/// The texts of a publication after some of its files were edited.
struct Edited<'a> {
    inputs: InputTexts<'a>,
    edited: &'a BTreeMap<FilePath, Arc<str>>,
}

impl Texts for Edited<'_> {
    fn text(&self, file: &FilePath) -> Option<Arc<str>> {
        self.edited.get(file).cloned().or_else(|| self.inputs.text(file))
    }
}

/// Looks for copies and records them.
///
/// # Errors
///
/// When the publication cannot be read, the archive cannot be reached, or a file cannot be
/// written.
pub fn run(typed: &SourcesArchive) -> Result<Exit, Failure> {
    let root = &typed.root.root;
    let when = When::Timestamp(clock::now());
    let Some(Read { site, snapshot, sound }) = read(root, when)? else {
        return Ok(Exit::Content);
    };
    let lacking = lacking(&site);
    let mut done = Done::default();
    let mut ended = false;
    if !lacking.is_empty() {
        let links = &site.settings.links;
        let endpoint = typed.endpoint.as_deref().unwrap_or(&links.archive);
        let lookup = Url::parse(endpoint).map_err(|_| {
            let message = format!("`{endpoint}` is not a web address");
            Failure::content(message, "write `archive = \"https://...\"` under `[links]`")
        })?;
        let (asker, time) = asker(&site.settings)?;
        let archive = Archive { asker: &asker, lookup: &lookup, save: &links.save };
        let rules = Rules::of(&site.settings);
        let work = Work { typed, root, archive, rules, time: &*time };
        work.all(&lacking, &mut done)?;
        ended = time.stopped();
        drop::<Arc<Asker>>(asker);
    }
    let texts = Edited { inputs: InputTexts(&snapshot), edited: &done.edited };
    report(&finish(done.diagnostics, &texts), &texts, Format::Human)?;
    let missing = lacking.len() - done.recorded;
    let verb = if typed.dry_run { "would be recorded" } else { "recorded" };
    print(&format!(
        "{}{} {verb}, {missing} without\n",
        done.lines,
        copies(done.recorded)
    ))?;
    match () {
        () if ended => Ok(Exit::Interrupted),
        () if done.asked > 0 && done.unreachable == done.asked => {
            Err(Failure::system("the archive could not be reached"))
        }
        () if !sound => Ok(Exit::Content),
        () => Ok(Exit::Fine),
    }
}

fn copies(count: usize) -> String {
    if count == 1 { "1 copy".to_owned() } else { format!("{count} copies") }
}

/// The works with an address and no copy, by file. An outlet's front page is no work.
fn lacking(site: &Site) -> Vec<Lacking> {
    let mut all = Vec::new();
    for article in &site.articles {
        let published = article.front().date.map(|date: Moment| date.day());
        for (index, reference) in article.references.iter().enumerate() {
            let source = &reference.source;
            let Some(url) = source.url.as_ref().filter(|url| !is_copy(url)) else {
                continue;
            };
            if source.archive.is_some() || !reference.identified {
                continue;
            }
            let own = day(source.accessed.as_ref(), source.date.as_ref());
            let read = || published.map(|day| day.strftime("%Y%m%d").to_string());
            all.push(Lacking {
                file: article.file().clone(),
                index,
                key: source.key.clone(),
                url: url.clone(),
                day: own.or_else(read).unwrap_or_default(),
            });
        }
    }
    all.sort_by(|a, b| (&a.file, a.index).cmp(&(&b.file, b.index)));
    all
}

/// All that the work needs.
struct Work<'a> {
    typed: &'a SourcesArchive,
    root: &'a Path,
    archive: Archive<'a>,
    rules: Rules,
    time: &'a dyn Time,
}

impl Work<'_> {
    /// Looks for every copy; those of a file are recorded when all of it have been looked for.
    fn all(&self, lacking: &[Lacking], done: &mut Done) -> Result<(), Failure> {
        let progress = Progress::start();
        progress.steps("Asking", lacking.len());
        let mut known: BTreeMap<(&str, &str), Option<String>> = BTreeMap::new();
        for of_file in lacking.chunk_by(|a, b| a.file == b.file) {
            let mut wanted = Vec::new();
            for work in of_file.iter().take_while(|_| !self.time.stopped()) {
                let key = (work.url.as_str(), work.day.as_str());
                let copy = known.entry(key).or_insert_with(|| self.copy(work, done));
                progress.step();
                wanted.extend(copy.clone().map(|copy| Wanted {
                    index: work.index,
                    key: work.key.clone(),
                    url: work.url.clone(),
                    copy,
                }));
            }
            if let Some(first) = of_file.first().filter(|_| !wanted.is_empty()) {
                self.record(&first.file, &wanted, done)?;
            }
            if self.time.stopped() {
                break;
            }
        }
        Ok(())
    }

    /// The copy of a work, if there is one or one can be made.
    fn copy(&self, work: &Lacking, done: &mut Done) -> Option<String> {
        done.asked += 1;
        let found = self.archive.nearest(&work.url, &work.day);
        let found = match found {
            Ok(None) if self.typed.save && !self.typed.dry_run => {
                self.archive.make(&work.url)
            }
            found => found,
        };
        let (message, hint) = match found {
            Ok(Some(copy)) => return Some(copy),
            Err(Why::Stopped) => return None,
            Ok(None) if self.typed.save => {
                (format!("no copy of `{}` could be made", work.url), "try again later")
            }
            Ok(None) => {
                let hint = "type `chancery sources archive --save` to ask for one";
                (format!("the archive has no copy of `{}`", work.url), hint)
            }
            Err(why) => {
                done.unreachable += usize::from(why.of_network());
                (format!("no copy of `{}` was found: {why}", work.url), "try again later")
            }
        };
        let place = place(&work.file, work.index);
        done.diagnostics.push(Diagnostic::warning("no-copy", place, message).hint(hint));
        None
    }

    /// Records copies in a file.
    fn record(
        &self,
        file: &FilePath,
        all: &[Wanted],
        done: &mut Done,
    ) -> Result<(), Failure> {
        let path = self.root.join(file.as_str());
        let bytes = fs::read(&path).map_err(|error| Failure::path(&path, &error))?;
        let Ok(whole) = String::from_utf8(bytes) else {
            return Err(Failure::content(
                format!("`{file}` is not UTF-8 text"),
                "save it again with the encoding UTF-8",
            ));
        };
        let (mark, text) = match whole.strip_prefix('\u{feff}') {
            Some(text) => ("\u{feff}", text),
            None => ("", whole.as_str()),
        };
        let mut edited = text.to_owned();
        for wanted in all {
            match record(file, &edited, &self.rules, wanted) {
                Ok(text) => {
                    edited = text;
                    done.recorded += 1;
                    let line = format!("{file}: [@{}] {}\n", wanted.key, wanted.copy);
                    done.lines.push_str(&line);
                }
                Err(refusal) => {
                    let place = place(file, wanted.index);
                    let refused =
                        Diagnostic::warning("not-recorded", place, refusal.message);
                    done.diagnostics.push(refused.hint(refusal.hint));
                }
            }
        }
        if edited != text && !self.typed.dry_run {
            write(&path, format!("{mark}{edited}").as_bytes())?;
            done.edited.insert(file.clone(), edited.into());
        }
        Ok(())
    }
}

/// The place of a source.
fn place(file: &FilePath, index: usize) -> Place {
    Place::value(file, Field::key("sources").at(index))
}
