//! `completions` and `man`: what a shell and `man` know of this command, made from its types.

use std::fs;
use std::path::Path;

use clap::CommandFactory;

use crate::cli::{Cli, Completions, Man};
use crate::command::outcome::{Exit, Failure, print};

/// Prints the completions for a shell.
///
/// # Errors
///
/// When nothing can be printed.
pub fn completions(typed: &Completions) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(typed.shell, &mut Cli::command(), "chancery", &mut bytes);
    print(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Fine)
}

/// Prints the manual page, or writes all of them.
///
/// # Errors
///
/// When a file cannot be written.
pub fn man(typed: &Man) -> Result<Exit, Failure> {
    let pages = pages()?;
    let Some(dir) = &typed.out else {
        let first = pages.first().map_or("", |(_, page)| page.as_str());
        print(first)?;
        return Ok(Exit::Fine);
    };
    fs::create_dir_all(dir).map_err(|error| Failure::path(dir, &error))?;
    for (name, page) in pages {
        write(&dir.join(name), &page)?;
    }
    Ok(Exit::Fine)
}

fn write(path: &Path, page: &str) -> Result<(), Failure> {
    fs::write(path, page).map_err(|error| Failure::path(path, &error))?;
    print(&format!("{}\n", path.display()))
}

/// Every manual page with the name of its file; that of the command itself comes first.
fn pages() -> Result<Vec<(String, String)>, Failure> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let mut open = vec![root];
    let mut pages = Vec::new();
    while let Some(command) = open.pop() {
        let below = command.get_subcommands().filter(|below| !below.is_hide_set());
        open.extend(below.cloned());
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        let mut bytes = Vec::new();
        let page = clap_mangen::Man::new(command.display_name(name.clone()));
        page.render(&mut bytes).map_err(|error| Failure::system(error.to_string()))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        pages.push((format!("{name}.1"), text));
    }
    if let Some((_, rest)) = pages.split_first_mut() {
        rest.sort();
    }
    Ok(pages)
}
