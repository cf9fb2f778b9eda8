//! `sources archive`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use url::Url;

use crate::base::date::Moment;
use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::emit::{Format, Texts};
use crate::base::id::Id;
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
use crate::links::edit::{At, Wanted, record};
use crate::links::time::Time;
use crate::model::site::Site;
use crate::parse::library::Library;
use crate::parse::rules::Rules;

/// A work without a copy.
struct Lacking {
    file: FilePath,
    at: At,
    key: String,
    place: Place,
    url: String,
    /// The day near which a copy is wanted.
    day: String,
}

/// What a run came to.
#[derive(Default)]
struct Done<'a> {
    lines: String,
    /// What is to be said of a work.
    said: Vec<(&'a Lacking, Diagnostic)>,
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

impl Edited<'_> {
    /// Where a work stands now. The sources of an article are found by their place in a list,
    /// a shared work by its key.
    fn place(&self, work: &Lacking) -> Place {
        let text = self.edited.get(&work.file).filter(|_| work.at == At::Shared);
        let library =
            text.and_then(|text| Library::read(&work.file, text, &mut Vec::new()));
        let found = library
            .and_then(|library| Some(library.place(library.find(&Id::fold(&work.key))?)));
        found.unwrap_or_else(|| work.place.clone())
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
    let said = done
        .said
        .into_iter()
        .map(|(work, diagnostic)| Diagnostic { place: texts.place(work), ..diagnostic });
    report(&finish(said.collect(), &texts), &texts, Format::Human)?;
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
            let at = reference.shared.as_ref().map_or(At::Source(index), |_| At::Shared);
            let place = reference.shared.clone().unwrap_or_else(|| {
                Place::value(article.file(), Field::key("sources").at(index))
            });
            all.push(Lacking {
                file: place.file.clone(),
                at,
                key: source.key.clone(),
                url: url.clone(),
                day: own.or_else(read).unwrap_or_default(),
                place,
            });
        }
    }
    // Of a shared work the day of the first article that cites it is the nearest.
    all.sort_by(|a, b| {
        (&a.file, a.at, &a.key, &a.day).cmp(&(&b.file, b.at, &b.key, &b.day))
    });
    all.dedup_by(|b, a| (&a.file, a.at, &a.key) == (&b.file, b.at, &b.key));
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
    fn all<'l>(
        &self,
        lacking: &'l [Lacking],
        done: &mut Done<'l>,
    ) -> Result<(), Failure> {
        let progress = Progress::start();
        progress.steps("Asking", lacking.len());
        let mut known: BTreeMap<(&str, &str), Option<String>> = BTreeMap::new();
        for of_file in lacking.chunk_by(|a, b| a.file == b.file) {
            let mut wanted = Vec::new();
            for work in of_file.iter().take_while(|_| !self.time.stopped()) {
                let key = (work.url.as_str(), work.day.as_str());
                let copy = known.entry(key).or_insert_with(|| self.copy(work, done));
                progress.step();
                let wanting = |copy| Wanted {
                    at: work.at,
                    key: work.key.clone(),
                    url: work.url.clone(),
                    copy,
                };
                wanted.extend(copy.clone().map(|copy| (wanting(copy), work)));
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
    fn copy<'l>(&self, work: &'l Lacking, done: &mut Done<'l>) -> Option<String> {
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
        let place = work.place.clone();
        let diagnostic = Diagnostic::warning("no-copy", place, message).hint(hint);
        done.said.push((work, diagnostic));
        None
    }

    /// Records copies in a file.
    fn record<'l>(
        &self,
        file: &FilePath,
        all: &[(Wanted, &'l Lacking)],
        done: &mut Done<'l>,
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
        for (wanted, work) in all {
            match record(file, &edited, &self.rules, wanted) {
                Ok(text) => {
                    edited = text;
                    done.recorded += 1;
                    let line = format!("{file}: [@{}] {}\n", wanted.key, wanted.copy);
                    done.lines.push_str(&line);
                }
                Err(refusal) => {
                    let place = work.place.clone();
                    let refused =
                        Diagnostic::warning("not-recorded", place, refusal.message);
                    done.said.push((work, refused.hint(refusal.hint)));
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
