//! `chancery import`: makes content of a pasted article or of another tool's site.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use crate::base::date::Moment;
use crate::base::diagnostic::Diagnostic;
use crate::base::emit::{self, sorted};
use crate::base::path::FilePath;
use crate::cli::{Format, Import, ImportFrom};
use crate::command::{Exit, Failure, print, report};
use crate::import::finish::{self, Made};
use crate::import::input::Input;
use crate::import::piece::{Kind, Piece};
use crate::import::report::{Report, number};
use crate::import::yaml::Item;
use crate::import::{self, Format as Source, Publication};
use crate::load::settings;
use crate::parse::front_matter::outlets;

/// How many diagnostics go to the emitter at once: it would leave out more of one kind.
const AT_ONCE: usize = 20;

/// Reads, makes, writes and reports.
///
/// # Errors
///
/// No publication to take the content, or what the system refused.
pub fn run(typed: &Import) -> Result<Exit, Failure> {
    let root = typed.root.root.strip_prefix(".").unwrap_or(&typed.root.root);
    let publication = publication(root)?;
    let from = match typed.from {
        ImportFrom::Auto => None,
        ImportFrom::Text => Some(Source::Text),
        ImportFrom::Hugo => Some(Source::Hugo),
        ImportFrom::Jekyll => Some(Source::Jekyll),
        ImportFrom::Zola => Some(Source::Zola),
        ImportFrom::Wordpress => Some(Source::Wordpress),
        ImportFrom::Ghost => Some(Source::Ghost),
    };
    if !typed.path.exists() {
        let message = format!("`{}` is not there", typed.path.display());
        return Err(Failure::content(message, "name a file or a folder"));
    }
    let (mut input, mut said) = (Input::default(), Report::default());
    let mut found = import::read(&typed.path, from, &publication, &mut input, &mut said);
    fill(&mut found.pieces, typed)?;
    let made = import::finish(found, root, &publication, &mut input, &mut said);
    let lines = write(root, &made, typed.dry_run, &mut said)?;
    show(&said, &input, typed.format)?;
    if typed.format != Format::Json {
        print(&format!("{lines}{}", said.summary()))?;
    }
    Ok(if said.has_errors() { Exit::Content } else { Exit::Fine })
}

/// What the reading takes from the publication.
fn publication(root: &Path) -> Result<Publication, Failure> {
    let path = root.join("site.toml");
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::content(
            format!("`{}` is not there, so this is no publication", path.display()),
            "type `chancery init DIR` to start one, or name its folder with `--root DIR`",
        ),
        _ => Failure::path(&path, &error),
    })?;
    let file = FilePath::new("site.toml");
    let text = text.trim_start_matches('\u{feff}');
    let (settings, found) = settings::read(text, &file, env!("CARGO_PKG_VERSION"), None);
    if let Some(first) = found.iter().find(|diagnostic| diagnostic.is_error()) {
        let message = format!("`{}`: {}", path.display(), first.message);
        return Err(Failure::content(message, "type `chancery check` to see where"));
    }
    let mut names = Vec::new();
    for name in ["outlets.yml", "outlets.yaml"] {
        let file = FilePath::new(&format!("content/{name}"));
        let text = fs::read_to_string(root.join(file.as_str())).unwrap_or_default();
        let known = outlets::read(&file, &text, &mut Vec::new()).unwrap_or_default();
        for outlet in known {
            names.extend([outlet.id, outlet.name]);
            names.extend(outlet.aliases);
        }
    }
    Ok(Publication { settings, outlets: names })
}

/// Gives articles the date and the topics that they do not carry: those typed, or for a
/// single article those that somebody at a terminal answers with.
fn fill(pieces: &mut [Piece], typed: &Import) -> Result<(), Failure> {
    let articles = pieces.iter_mut().filter(|piece| piece.kind == Kind::Article);
    let mut articles: Vec<&mut Piece> = articles.collect();
    let asks =
        articles.len() == 1 && io::stdin().is_terminal() && io::stderr().is_terminal();
    for piece in &mut articles {
        if piece.get("date").is_none() {
            let date = match typed.date {
                None if asks => ask_date(piece.title())?,
                date => date,
            };
            let date = date.map(|date| date.written()).unwrap_or_default();
            piece.set("date", Item::bare(&date));
        }
        piece.add_topics(typed.topics.iter().cloned());
        if piece.get("topics").is_none() && asks {
            let topics =
                ask("Topics, with commas between them (none: leave it empty): ")?;
            piece.add_topics(topics.split(',').map(str::to_owned));
        }
    }
    Ok(())
}

/// Asks for the date of an article until the answer is one.
fn ask_date(title: &str) -> Result<Option<Moment>, Failure> {
    loop {
        let question =
            format!("Date of \"{title}\", as 2026-02-05 (none: leave it empty): ");
        let answer = ask(&question)?;
        if answer.is_empty() {
            return Ok(None);
        }
        match Moment::parse(&answer) {
            Ok(date) => return Ok(Some(date)),
            Err(problem) => {
                let text = format!("{}\n", problem.hint());
                io::stderr().lock().write_all(text.as_bytes())?;
            }
        }
    }
}

/// Asks a question on standard error; the end of the input is an empty answer.
fn ask(question: &str) -> Result<String, Failure> {
    io::stderr().lock().write_all(question.as_bytes())?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}

/// Writes the files, unless nothing is to be written, and says which.
fn write(
    root: &Path,
    made: &[Made],
    dry: bool,
    said: &mut Report,
) -> Result<String, Failure> {
    let mut lines = String::new();
    let mut written = 0;
    for made in made {
        let file = made.file();
        let path = root.join(file.as_str());
        if path.exists() {
            finish::taken(made, said);
            continue;
        }
        if !dry {
            match finish::write(root, made) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    finish::taken(made, said);
                    continue;
                }
                written => written.map_err(|error| Failure::path(&path, &error))?,
            }
        }
        written += 1;
        lines.push_str(&format!(
            "{}{file}\n",
            if dry { "would write " } else { "wrote " }
        ));
    }
    let verb = if dry { "would write" } else { "wrote" };
    lines.push_str(&format!("{verb} {}\n", number(written, "file")));
    Ok(lines)
}

/// Shows every diagnostic, however many there are of one kind.
fn show(said: &Report, input: &Input, format: Format) -> Result<(), Failure> {
    let all: Vec<Diagnostic> = sorted(&said.diagnostics).into_iter().cloned().collect();
    match format {
        Format::Json => report(&all, input, emit::Format::Json),
        Format::Human => {
            let texts = all.iter().map(|one| format!("{}\n\n", emit::report(one, input)));
            io::stderr().lock().write_all(texts.collect::<String>().as_bytes())?;
            Ok(())
        }
        Format::Short => all
            .chunks(AT_ONCE)
            .try_for_each(|some| report(some, input, emit::Format::Short)),
    }
}
