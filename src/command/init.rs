//! `chancery init`: starts a publication with one example of everything.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::cli::{Ci, Init};
use crate::command::ci;
use crate::command::outcome::{Exit, Failure, print};
use crate::command::schema;

/// Every file of a new publication but `site.toml`: its path and its text.
const FILES: [(&str, &str); 8] = [
    (".gitignore", include_str!("init/gitignore")),
    (".gitattributes", include_str!("init/gitattributes")),
    ("content/articles/an-example-article.md", include_str!("init/article.md")),
    ("content/authors/example-author.md", include_str!("init/author.md")),
    ("content/topics/example-topic.md", include_str!("init/topic.md")),
    ("content/pages/about.md", include_str!("init/about.md")),
    ("content/outlets.yml", include_str!("init/outlets.yml")),
    ("content/home.yml", include_str!("init/home.yml")),
];

/// The settings, with a gap for the title.
const SETTINGS: &str = include_str!("init/site.toml");

/// Writes the publication and prints what to type next.
///
/// # Errors
///
/// A folder that holds something already.
pub fn run(init: &Init) -> Result<Exit, Failure> {
    write(&init.dir, init.ci)?;
    print(&next(&init.dir))?;
    Ok(Exit::Fine)
}

/// Writes the publication.
fn write(dir: &Path, ci: Option<Ci>) -> Result<(), Failure> {
    refuse_unless_empty(dir)?;
    fs::create_dir_all(dir).map_err(|error| Failure::path(dir, &error))?;
    let title = toml::Value::String(title(dir)).to_string();
    let settings = schema::toml_line("site") + &SETTINGS.replace("{title}", &title);
    for (path, text) in FILES {
        let text = match schema_of(path) {
            Some(name) => with_schema(text, name, path),
            None => text.to_owned(),
        };
        write_file(&dir.join(path), &text)?;
    }
    if let Some((path, text)) = ci.map(ci::recipe) {
        write_file(&dir.join(path), &text)?;
    }
    // Last, so that a folder with settings is a whole publication.
    write_file(&dir.join("site.toml"), &settings)?;
    schema::refresh(dir)
}

/// The schema that a file of a new publication follows.
fn schema_of(path: &str) -> Option<&'static str> {
    let path = path.strip_prefix("content/")?;
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    Some(match (folder, name) {
        ("articles", _) => "article",
        ("authors", _) => "author",
        ("topics", _) => "topic",
        ("pages", _) => "page",
        (_, "outlets.yml") => "outlets",
        (_, "home.yml") => "home",
        _ => return None,
    })
}

/// A text with the line that names its schema: the first one, of front matter.
fn with_schema(text: &str, name: &str, path: &str) -> String {
    let line = schema::line(name, path.matches('/').count());
    match text.strip_prefix("---\n") {
        Some(rest) => format!("---\n{line}{rest}"),
        None => format!("{line}{text}"),
    }
}

/// Writes one file that is not there yet, and its folder.
fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::File::create_new(path)?.write_all(text.as_bytes()))
        .map_err(|error| Failure::path(path, &error))
}

/// Refuses a folder that holds anything but a repository's own folder.
fn refuse_unless_empty(dir: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let message = format!("`{}` is a file", dir.display());
            return Err(Failure::content(message, "name a folder"));
        }
        Err(error) => return Err(Failure::path(dir, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| Failure::path(dir, &error))?;
        if entry.file_name() != ".git" {
            let message = format!("`{}` is not empty", dir.display());
            return Err(Failure::content(message, "name a new or an empty folder"));
        }
    }
    Ok(())
}

/// The title that a folder's name suggests: `quiet-corridor` is `Quiet corridor`.
fn title(dir: &Path) -> String {
    // `.` has no name of its own.
    let whole = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default().replace(['-', '_'], " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "A publication".to_owned(),
    }
}

/// What is said at the end.
fn next(dir: &Path) -> String {
    let here = dir.components().all(|part| part == std::path::Component::CurDir);
    let shown = dir.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-\\:".contains(c);
    let typed = match shown.chars().all(plain) && !shown.starts_with('-') {
        true => shown.clone(),
        false => format!("'{}'", shown.replace('\'', "'\\''")),
    };
    match here {
        true => "The publication is ready. Type next:\n\n    chancery build\n".to_owned(),
        false => format!(
            "The publication is ready in `{shown}`. Type next:\n\n    \
             cd {typed}\n    chancery build\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    use crate::load::config::{Lengths, Outputs, Settings};

    /// The files below a folder, sorted, with `/` between their parts.
    fn files(dir: &Path) -> Vec<String> {
        walkdir::WalkDir::new(dir)
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(dir).unwrap().display().to_string())
            .collect()
    }

    #[test]
    fn a_publication_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("quiet_corridor-review");
        write(&site, None).unwrap();
        assert_eq!(
            files(&site),
            [
                ".chancery/article.schema.json",
                ".chancery/author.schema.json",
                ".chancery/home.schema.json",
                ".chancery/links.schema.json",
                ".chancery/outlets.schema.json",
                ".chancery/page.schema.json",
                ".chancery/references.schema.json",
                ".chancery/site.schema.json",
                ".chancery/topic.schema.json",
                ".gitattributes",
                ".gitignore",
                "content/articles/an-example-article.md",
                "content/authors/example-author.md",
                "content/home.yml",
                "content/outlets.yml",
                "content/pages/about.md",
                "content/topics/example-topic.md",
                "site.toml",
            ]
        );
        let settings = fs::read_to_string(site.join("site.toml")).unwrap();
        assert_eq!(
            settings.parse::<toml::Table>().unwrap(),
            toml::toml! {
                title = "Quiet corridor review"
                base_url = "https://example.org/"
                language = "en"
                timezone = "UTC"
            }
        );
        let ignored = fs::read_to_string(site.join(".gitignore")).unwrap();
        assert_eq!(ignored, "/public/\n/.public.*\n");
    }

    /// Settings out of use begin with `#` and no space; with the `#` taken off, the file is
    /// still one of settings, and says what holds without them.
    #[test]
    fn every_setting_is_shown() {
        let used: String = SETTINGS
            .replace("{title}", "\"x\"")
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with(' ') => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let table: toml::Table = used.parse().unwrap();
        let keys: Vec<&str> = table.keys().map(String::as_str).collect();
        let site = crate::schema::root("site").unwrap().objects();
        let known: BTreeSet<&str> = site[0].keys.iter().map(|key| key.name).collect();
        assert_eq!(keys.into_iter().collect::<BTreeSet<_>>(), known);
        let outputs = table["outputs"].as_table().unwrap();
        for (key, _) in Outputs::KEYS {
            let off = ["news_sitemap", "markdown", "llms", "republish"];
            let on = !off.contains(&key);
            assert_eq!(outputs[key].as_bool(), Some(on), "{key}");
        }
        assert_eq!(outputs.len(), Outputs::KEYS.len());
        let default = Settings::default();
        let number = |table: &str, key: &str| table_number(&used, table, key);
        assert_eq!(number("limits", "file_size"), default.limits.file_size);
        assert_eq!(number("limits", "nesting"), default.limits.nesting as u64);
        assert_eq!(number("limits", "files"), default.limits.files as u64);
        assert_eq!(number("lists", "page_size"), default.lists.page_size as u64);
        assert_eq!(number("lists", "home"), default.lists.home as u64);
        assert_eq!(number("lists", "feed"), default.lists.feed as u64);
        let limits = table["headlines"]["limits"].as_table().unwrap();
        for (key, _) in Lengths::KEYS {
            let length = default.headlines.limits.of(key).unwrap_or(0) as i64;
            assert_eq!(limits[key].as_integer(), Some(length), "{key}");
        }
        assert_eq!(limits.len(), Lengths::KEYS.len());
        let pattern = table["addresses"]["article"].as_str();
        assert_eq!(pattern, Some(default.addresses.article.as_str()));
    }

    fn table_number(text: &str, table: &str, key: &str) -> u64 {
        let all: toml::Table = text.parse().unwrap();
        all[table][key].as_integer().unwrap().unsigned_abs()
    }

    /// The keys of the front matter, or of the whole file when it is YAML.
    fn keys(path: &str) -> Vec<String> {
        let (_, text) = FILES.iter().find(|(file, _)| *file == path).unwrap();
        let yaml = text
            .strip_prefix("---\n")
            .map_or(*text, |rest| rest.split_once("\n---\n\n").unwrap().0);
        let map: BTreeMap<String, serde_yaml::Value> =
            serde_yaml::from_str(yaml).unwrap();
        map.into_keys().collect()
    }

    #[test]
    fn every_file_is_yaml_or_begins_with_it() {
        assert_eq!(
            keys("content/articles/an-example-article.md"),
            [
                "alternative_headlines",
                "authors",
                "date",
                "key_points",
                "kicker",
                "kind",
                "sources",
                "standfirst",
                "title",
                "topics",
            ]
        );
        assert_eq!(keys("content/authors/example-author.md"), ["bio", "name", "role"]);
        assert_eq!(keys("content/topics/example-topic.md"), ["description", "name"]);
        assert_eq!(keys("content/pages/about.md"), ["description", "menu", "title"]);
        assert_eq!(keys("content/outlets.yml"), ["example-gazette"]);
        assert_eq!(keys("content/home.yml"), ["lead"]);
    }

    #[test]
    fn only_an_empty_folder_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("site");
        fs::create_dir_all(site.join(".git")).unwrap();
        write(&site, None).unwrap();
        assert_eq!(
            write(&site, None).unwrap_err(),
            Failure::content(
                format!("`{}` is not empty", site.display()),
                "name a new or an empty folder"
            )
        );
        let file = site.join("site.toml");
        assert_eq!(
            write(&file, None).unwrap_err(),
            Failure::content(format!("`{}` is a file", file.display()), "name a folder")
        );
    }

    #[test]
    fn what_to_type_next_is_said() {
        assert_eq!(
            next(Path::new(".")),
            "The publication is ready. Type next:\n\n    chancery build\n"
        );
        assert_eq!(
            next(Path::new("my desk")),
            "The publication is ready in `my desk`. Type next:\n\n    \
             cd 'my desk'\n    chancery build\n"
        );
    }

    #[test]
    fn a_title_comes_of_the_folders_name() {
        assert_eq!(title(Path::new("/nowhere/the-quiet_corridor")), "The quiet corridor");
        assert_eq!(title(Path::new("/nowhere/---")), "A publication");
        assert_eq!(title(Path::new("/")), "A publication");
    }
}
