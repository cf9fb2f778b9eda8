//! The command line against what is said of it: completions, manual pages, the manual's page.

use std::collections::BTreeSet;
use std::fs;

use clap::CommandFactory;

use crate::{chancery, prints, root, text};

/// Every subcommand with its whole name, the command itself first.
fn all() -> Vec<(String, clap::Command)> {
    let mut root = chancery::cli::Cli::command().disable_help_subcommand(true);
    root.build();
    let mut open = vec![("chancery".to_owned(), root)];
    let mut all = Vec::new();
    while let Some((name, command)) = open.pop() {
        for below in command.get_subcommands() {
            open.push((format!("{name} {}", below.get_name()), below.clone()));
        }
        all.push((name, command));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn each_shell_has_completions_of_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = prints(chancery(), root(), &["completions", shell]);
        for (name, command) in all() {
            let last = name.rsplit(' ').next().unwrap();
            assert!(script.contains(last), "{shell}: {name}");
            for option in command.get_opts() {
                let long = option.get_long().unwrap();
                assert!(script.contains(long), "{shell}: {name} --{long}");
            }
        }
    }
}

/// Bash itself is asked what it would complete.
#[test]
fn bash_completes() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("chancery.bash");
    fs::write(&script, prints(chancery(), root(), &["completions", "bash"])).unwrap();
    let completed = |words: &[&str]| {
        let line = words.join(" ");
        let ask = format!(
            "source {}; COMP_WORDS=({line}); COMP_CWORD={}; \
             _chancery chancery '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            script.display(),
            words.len() - 1,
            words[words.len() - 1],
            words[words.len() - 2],
        );
        prints("bash", root(), &["--norc", "-c", &ask])
    };
    assert_eq!(completed(&["chancery", "headl"]), "headlines\n");
    assert_eq!(completed(&["chancery", "completions", "z"]), "zsh\n");
    assert_eq!(completed(&["chancery", "build", "--stri"]), "--strict\n");
    assert_eq!(completed(&["chancery", "new", "art"]), "article\n");
}

#[test]
fn each_command_has_a_manual_page_that_can_be_shown() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("man");
    let written = prints(chancery(), root(), &["man", "--out", out.to_str().unwrap()]);
    let written: BTreeSet<&str> = written.lines().map(|l| l.rsplit_once('/').unwrap().1).collect();
    let expected: BTreeSet<String> =
        all().into_iter().map(|(name, _)| format!("{}.1", name.replace(' ', "-"))).collect();
    assert_eq!(written, expected.iter().map(String::as_str).collect());
    for page in &expected {
        let page = out.join(page);
        let line = ["-man", "-Tutf8", "-ww", page.to_str().unwrap()];
        let output = std::process::Command::new("groff").args(line).output().unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && complaint.is_empty(), "{page:?}: {complaint}");
    }
    let first = prints(chancery(), root(), &["man"]);
    assert_eq!(first, fs::read_to_string(out.join("chancery.1")).unwrap());
}

/// A flag of the manual's page: whole, so that `--no` is not found in `--now`.
fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let next = text[at + word.len()..].chars().next().unwrap_or(' ');
        !next.is_alphanumeric() && next != '-' && next != '_'
    })
}

/// Every command has a section in the manual's page of commands, and every option of it stands
/// there; and there is no section of a command that is not.
#[test]
fn the_manual_names_every_command_and_every_option() {
    let page = text("content/articles/commands.md");
    let mut sections: Vec<(&str, &str)> = Vec::new();
    for part in page.split("\n## ").skip(1) {
        let (heading, body) = part.split_once('\n').unwrap();
        sections.push((heading.trim_matches('`'), body));
    }
    let all: Vec<_> = all().into_iter().filter(|(name, _)| name != "chancery").collect();
    for (name, command) in &all {
        let section = sections.iter().find(|(heading, _)| heading == name);
        let Some((_, body)) = section else { panic!("no section `{name}`") };
        let known = ["help", "version"];
        for argument in command.get_arguments() {
            if known.contains(&argument.get_id().as_str()) {
                continue;
            }
            let word = match argument.get_long() {
                Some(long) => format!("--{long}"),
                None => argument.get_id().as_str().to_uppercase(),
            };
            assert!(names(body, &word), "`{name}`: the section does not name `{word}`");
            for value in argument.get_possible_values() {
                let value = value.get_name();
                let spoken = !["true", "false"].contains(&value);
                assert!(!spoken || names(body, value), "`{name}`: {word} `{value}`");
            }
        }
    }
    let commands: BTreeSet<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    for (heading, _) in sections.iter().filter(|(h, _)| h.starts_with("chancery ")) {
        assert!(commands.contains(heading), "there is no `{heading}`");
    }
}

/// The list of commands in README.md has every one.
#[test]
fn the_read_me_names_every_command() {
    let read_me = text("README.md");
    for (name, command) in all() {
        if !command.has_subcommands() {
            assert!(read_me.contains(&format!("`{name}")), "README.md: `{name}`");
        }
    }
}
