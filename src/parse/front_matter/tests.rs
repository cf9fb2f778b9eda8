//! The reading of content, case by case. `tests/*.txt` hold the mistakes: a name, a text, and
//! every problem that it must be told of, with the marked characters between `«` and `»`.

mod forms;
mod plain;
mod robust;

use crate::base::cases::run;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::FilePath;
use crate::parse::front_matter::article;
use crate::parse::front_matter::home;
use crate::parse::front_matter::outlets;
use crate::parse::front_matter::page;
use crate::parse::front_matter::profile;
use crate::parse::rules::Rules;

/// Reads a text as the kind of file that a name begins with.
fn read(name: &str, text: &str) -> Vec<Diagnostic> {
    let file = FilePath::new("content/x");
    let rules = Rules {
        taxonomies: vec!["regions".to_owned(), "topics".to_owned()],
        ..Rules::default()
    };
    let mut out = Vec::new();
    let out_ref = &mut out;
    match name.split(':').next().unwrap_or("") {
        "author" => drop(profile::author(&file, text, 0, out_ref)),
        "term" => drop(profile::term(&file, text, 0, out_ref)),
        "page" => drop(page::read(&file, text, 0, out_ref)),
        "home" => drop(home::read(&file, text, &rules, out_ref)),
        "outlets" => drop(outlets::read(&file, text, out_ref)),
        _ => drop(article::read(&file, text, 0, &rules, out_ref)),
    }
    out
}

#[test]
fn mistakes_of_syntax() {
    run(read, include_str!("tests/syntax.txt"));
}

#[test]
fn mistakes_in_articles() {
    run(read, include_str!("tests/article.txt"));
}

#[test]
fn mistakes_in_sources() {
    run(read, include_str!("tests/sources.txt"));
}

#[test]
fn mistakes_in_other_files() {
    run(read, include_str!("tests/files.txt"));
}
