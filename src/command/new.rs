//! `chancery new`: starts an article or the profile of an author.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::base::id::Id;
use crate::cli::{New, Novelty};
use crate::command::clock;
use crate::command::outcome::{Exit, Failure, print};
use crate::command::schema;

/// What an article begins as.
const ARTICLE: &str = include_str!("new/article.md");
/// What a profile begins as.
const AUTHOR: &str = include_str!("new/author.md");

/// The longest name of a file that is made of a headline, in bytes.
const LONGEST: usize = 80;

/// Makes the file and prints its path.
///
/// # Errors
///
/// No publication here, a name without letters, a file that is already there.
pub fn run(new: &New) -> Result<Exit, Failure> {
    // `./content/...` says no more than `content/...`.
    let root = new.root.root.strip_prefix(".").unwrap_or(&new.root.root);
    let zone = zone(root)?;
    let today = clock::now().to_zoned(zone).date();
    let file = write(root, new.what, &new.name, today)?;
    schema::refresh(root)?;
    print(&format!("{}\n", file.display()))?;
    Ok(Exit::Fine)
}

/// Makes the file.
fn write(
    root: &Path,
    what: Novelty,
    name: &str,
    today: Date,
) -> Result<PathBuf, Failure> {
    let name = tidy(name);
    let id = Id::fold(&name);
    if id.is_empty() {
        let message = format!("no file name can be made of `{name}`");
        return Err(Failure::content(message, "use at least one letter or digit"));
    }
    let (folder, stem, text, of) = match what {
        Novelty::Article => ("articles", shortened(&id.segment()), ARTICLE, "article"),
        Novelty::Author => ("authors", shortened(id.as_str()), AUTHOR, "author"),
    };
    let line = schema::line(of, 2);
    if stem == "index" {
        let message = "`index` is the file of a folder, not an article";
        return Err(Failure::content(message, "give it another name"));
    }
    let folder = root.join("content").join(folder);
    let file = folder.join(format!("{stem}.md"));
    let beside = folder.join(&stem).join("index.md");
    if let Some(taken) = [&file, &beside].into_iter().find(|path| path.exists()) {
        return Err(taken_by(taken));
    }
    let text =
        text.replace("{date}", &today.to_string()).replace("{name}", &quoted(&name)?);
    let text = text.replacen("---\n", &format!("---\n{line}"), 1);
    fs::create_dir_all(&folder).map_err(|error| Failure::path(&folder, &error))?;
    // Made anew or not at all: the file may have come since it was looked for.
    match fs::File::create_new(&file).and_then(|mut f| f.write_all(text.as_bytes())) {
        Ok(()) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(taken_by(&file))
        }
        Err(error) => Err(Failure::path(&file, &error)),
    }
}

/// The refusal to write over a file.
fn taken_by(path: &Path) -> Failure {
    let message = format!("`{}` is already there", path.display());
    Failure::content(message, "edit it, or give another name")
}

/// A name on one line, with single spaces and without characters that YAML refuses.
fn tidy(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let refused =
        |c: char| c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    words.join(" ").replace(refused, "")
}

/// A text as YAML reads it, in quotes where it needs them.
fn quoted(text: &str) -> Result<String, Failure> {
    let yaml = serde_yaml::to_string(text);
    let yaml = yaml.map_err(|error| Failure::system(error.to_string()))?;
    Ok(yaml.trim_end().to_owned())
}

/// The start of a long file name, cut between two words where there are any.
fn shortened(stem: &str) -> String {
    if stem.len() <= LONGEST {
        return stem.to_owned();
    }
    let cut = stem.get(..stem.floor_char_boundary(LONGEST)).unwrap_or(stem);
    let within = stem.get(cut.len()..).is_some_and(|rest| !rest.starts_with('-'));
    match cut.rsplit_once('-') {
        Some((words, _)) if within => words.to_owned(),
        _ => cut.to_owned(),
    }
}

/// The one setting that is needed here.
#[derive(Deserialize)]
struct Site {
    timezone: Option<String>,
}

/// The time zone of the publication in a folder.
fn zone(root: &Path) -> Result<TimeZone, Failure> {
    let file = root.join("site.toml");
    let text = fs::read_to_string(&file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::content(
            format!("`{}` is not there, so this is no publication", file.display()),
            "type `chancery init DIR` to start one, or name its folder with `--root DIR`",
        ),
        _ => Failure::path(&file, &error),
    })?;
    let site: Site =
        toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let message = format!("`{}`: {}", file.display(), error.message());
            Failure::content(message, "type `chancery check` to see where")
        })?;
    let name = site.timezone.as_deref().unwrap_or("UTC");
    TimeZone::get(name).map_err(|_| {
        let message = format!("`{}` names no time zone: `{name}`", file.display());
        Failure::content(message, "write for example `timezone = \"Europe/London\"`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn publication(site: &str) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("site.toml"), site).unwrap();
        dir
    }

    fn article(dir: &Path, name: &str) -> Result<(String, String), Failure> {
        let file = write(dir, Novelty::Article, name, date(2026, 2, 5))?;
        let path = file.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
        Ok((path, fs::read_to_string(file).unwrap()))
    }

    #[test]
    fn an_article_begins_as_a_draft() {
        let dir = publication("");
        let (path, text) =
            article(dir.path(), "Muscat's  \"quiet\"\ncorridor: C:\\").unwrap();
        assert_eq!(path, "content/articles/muscats-quiet-corridor-c.md");
        assert_eq!(
            text,
            r#"---
# yaml-language-server: $schema=../../.chancery/article.schema.json
title: 'Muscat''s "quiet" corridor: C:\'
# standfirst: "One sentence that says what the article shows"
# alternative_headlines:
#   - "The same article under another headline"
#   - { text: "The words that people search for", for: seo }
#   - { text: "The words for a post", for: [social, email] }
# authors: [first-last]
date: 2026-02-05
# topics: [a-topic]
# sources:
#   - { key: report, outlet: Example Gazette, title: "A report", date: 2026-01, url: "https://www.example.com/" }
draft: true
---

Write the first paragraph here. A citation stands in brackets, with the key of one of the sources.
"#
        );
    }

    #[test]
    fn an_author_begins_with_a_name() {
        let dir = publication("");
        let name = "İlber J. Örnek";
        let file = write(dir.path(), Novelty::Author, name, date(2026, 2, 5)).unwrap();
        assert_eq!(file, dir.path().join("content/authors/ilber-j.-ornek.md"));
        assert_eq!(
            fs::read_to_string(file).unwrap(),
            r#"---
# yaml-language-server: $schema=../../.chancery/author.schema.json
name: İlber J. Örnek
# role: "Writer"
# affiliation: "Example Institute"
# bio: "One or two sentences, shown below each article."
# links:
#   - { label: "Website", url: "https://www.example.com/" }
# The text below the next line, if there is any, is the long biography.
---
"#
        );
    }

    #[test]
    fn any_title_is_read_back() {
        for title in
            ["{date}", "a: b # c", r#"\"quoted\" \n"#, "- x", "تهران و عمان", "'"]
        {
            let yaml = quoted(&tidy(title)).unwrap();
            assert_eq!(serde_yaml::from_str::<String>(&yaml).unwrap(), title);
        }
        assert_eq!(tidy(" a\tb\r\nc\u{7}d\u{feff} "), "a b cd");
    }

    #[test]
    fn nothing_is_written_over() {
        let dir = publication("");
        let (path, _) = article(dir.path(), "A title").unwrap();
        let file = dir.path().join(path);
        fs::write(&file, "mine").unwrap();
        let message = format!("`{}` is already there", file.display());
        let hint = "edit it, or give another name";
        assert_eq!(
            article(dir.path(), "a TITLE").unwrap_err(),
            Failure::content(message, hint)
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
        let folder = dir.path().join("content/articles/with-images");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("index.md"), "").unwrap();
        let message = format!("`{}` is already there", folder.join("index.md").display());
        assert_eq!(
            article(dir.path(), "With images").unwrap_err(),
            Failure::content(message, hint)
        );
    }

    #[test]
    fn a_name_needs_letters() {
        let dir = publication("");
        let message = "no file name can be made of `?!`";
        let hint = "use at least one letter or digit";
        assert_eq!(article(dir.path(), " ?! "), Err(Failure::content(message, hint)));
        assert_eq!(article(dir.path(), "Index").unwrap_err().exit, Exit::Content);
        assert!(!dir.path().join("content").exists());
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        assert_eq!(shortened("short-name"), "short-name");
        assert_eq!(shortened(&"four-".repeat(20)), "four-".repeat(15) + "four");
        assert_eq!(shortened(&"seven77-".repeat(20)), "seven77-".repeat(9) + "seven77");
        assert_eq!(shortened(&"three-".repeat(20)), "three-".repeat(12) + "three");
        assert_eq!(shortened(&"京".repeat(40)), "京".repeat(26));
    }

    #[test]
    fn the_zone_is_the_sites() {
        let name = |site: &str| {
            zone(publication(site).path()).map(|z| z.iana_name().unwrap_or("").to_owned())
        };
        assert_eq!(
            name("timezone = \"Asia/Muscat\"\nlanguage = \"en\"").unwrap(),
            "Asia/Muscat"
        );
        assert_eq!(name("").unwrap(), "UTC");
        assert_eq!(name("timezone = \"Mars\"").unwrap_err().exit, Exit::Content);
        assert_eq!(name("timezone =").unwrap_err().exit, Exit::Content);
        let empty = tempfile::tempdir().unwrap();
        assert_eq!(zone(empty.path()).unwrap_err().exit, Exit::Content);
    }
}
