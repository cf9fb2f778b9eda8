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
    let written: BTreeSet<&str> =
        written.lines().map(|l| l.rsplit_once('/').unwrap().1).collect();
    let expected: BTreeSet<String> = all()
        .into_iter()
        .map(|(name, _)| format!("{}.1", name.replace(' ', "-")))
        .collect();
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

/// The manual's page of commands, whose sections are made of the command line's own words.
const PAGE: &str = "content/articles/commands.md";

/// A sentence with its full stop.
fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = if text.ends_with(['.', ':', '?']) { "" } else { "." };
    format!("{text}{end}")
}

/// What is said of an option: what it does, the words that it takes, what holds without it.
fn about(argument: &clap::Arg) -> String {
    let help = argument.get_long_help().or(argument.get_help()).unwrap().to_string();
    let mut about = sentence(&help);
    let values = argument.get_possible_values();
    let spoken = values.iter().filter(|value| !value.is_hide_set());
    let words = spoken.map(|value| match value.get_help() {
        Some(help) => format!("`{}` ({help})", value.get_name()),
        None => format!("`{}`", value.get_name()),
    });
    let words: Vec<String> = words.collect();
    if argument.get_action().takes_values() && !words.is_empty() {
        about = format!("{about} One of {}.", words.join(", "));
    }
    let default: Vec<_> =
        argument.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
    if argument.get_action().takes_values() && !default.is_empty() {
        about = format!("{about} Without it: `{}`.", default.join(" "));
    }
    about.replace('|', "\\|")
}

fn section(name: &str, command: &clap::Command) -> String {
    let mut command = command.clone();
    let first = sentence(&command.get_about().unwrap().to_string());
    let rest = command.get_long_about().map(|about| about.to_string());
    let rest = rest.and_then(|all| {
        let (_, rest) = all.split_once("\n\n")?;
        Some(format!("\n\n{rest}"))
    });
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace('\n', "\n  ");
    let mut out = format!(
        "## `{name}`\n\n{first}{}\n\n```sh\n{usage}\n```\n",
        rest.unwrap_or_default()
    );
    let aliases: Vec<&str> = command.get_visible_aliases().collect();
    for alias in aliases {
        out.push_str(&format!("\n`chancery {alias}` is the same.\n"));
    }
    let known = ["help", "version"];
    let arguments = command.get_arguments();
    let arguments = arguments.filter(|a| !known.contains(&a.get_id().as_str()));
    let rows: Vec<String> = arguments
        .map(|argument| {
            let value = argument.get_value_names().unwrap_or_default().join(" ");
            let long = argument.get_long().map(|long| format!("--{long}"));
            let short = argument.get_short().map(|short| format!("`-{short}`, "));
            let takes = argument.get_action().takes_values();
            let written = match long {
                Some(long) if takes => format!("{long} {value}"),
                Some(long) => long,
                None => value,
            };
            let written = written.replace('|', "\\|");
            format!(
                "| {}`{written}` | {} |\n",
                short.unwrap_or_default(),
                about(argument)
            )
        })
        .collect();
    if !rows.is_empty() {
        out.push_str("\n| Argument or option | Means |\n|---|---|\n");
        out.extend(rows);
    }
    out + "\n"
}

/// Every command has a section in the manual, with every option of it. `UPDATE=1 cargo test
/// --test ready manual` writes them anew.
#[test]
#[cfg(feature = "links")]
fn the_manual_names_every_command_and_every_option() {
    let page = text(PAGE);
    let (head, _) = page.split_once("\n## `").unwrap();
    let mut expected = format!("{head}\n");
    for (name, command) in all() {
        if name != "chancery" && !command.has_subcommands() {
            expected.push_str(&section(&name, &command));
        }
    }
    let expected = format!("{}\n", expected.trim_end());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root().join(PAGE), &expected).unwrap();
        return;
    }
    assert!(page == expected, "type `UPDATE=1 cargo test --test ready manual`");
}

/// The list of commands in README.md has every one.
#[test]
#[cfg(feature = "links")]
fn the_read_me_names_every_command() {
    let read_me = text("README.md");
    for (name, command) in all() {
        if !command.has_subcommands() {
            assert!(read_me.contains(&format!("`{name}")), "README.md: `{name}`");
        }
    }
}
