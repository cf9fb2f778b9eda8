//! `chancery build` itself, killed at many moments: every file in the output is whole, of
//! the site before or of the site after, and the next build equals a clean one.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How often a build is killed.
const KILLS: u64 = 48;

/// A small generator of numbers (SplitMix64), so that every run has the same delays.
fn mix(seed: u64) -> u64 {
    let z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z ^ (z >> 31)
}

/// Writes a publication of 120 articles. The second one has another template of articles and
/// lacks every tenth article.
fn publication(root: &Path, second: bool) {
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("site.toml", "title = \"The Desk\"\nbase_url = \"https://desk.example/\"\n");
    for n in 0..120 {
        let path = format!("content/articles/article-{n}.md");
        if second && n % 10 == 0 {
            let _ = fs::remove_file(root.join(path));
            continue;
        }
        let mut text = format!("---\ntitle: Article {n}\ndate: 2026-01-01\n");
        let _ = writeln!(text, "topics: [topic-{}]\nsources: [Gazette]\n---\n", n % 7);
        for paragraph in 0..8 {
            let _ = writeln!(text, "Paragraph {paragraph} of article {n}.[@gazette]\n");
        }
        put(&path, &text);
    }
    let template = root.join("templates/article.html");
    match second {
        true => put(
            "templates/article.html",
            "<!doctype html><html lang=\"en\"><head><title>{{ page.title }}</title></head>\
             <body><h1>{{ page.title }}</h1>{{ page.body | safe }}</body></html>\n",
        ),
        false => drop(fs::remove_file(template)),
    }
}

fn command(root: &Path, output: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .args(["build", "--now", "2026-02-01", "--output", output])
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn build(root: &Path, output: &str) {
    assert!(command(root, output).status().unwrap().success());
}

/// Every file below a folder and its bytes.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let relative =
        |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
    files.map(|file| (relative(file.path()), fs::read(file.path()).unwrap())).collect()
}

#[test]
fn a_killed_command_leaves_whole_files_and_the_next_one_makes_it_good() {
    let folder =
        tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let root = folder.path();
    let clean = [false, true].map(|second| {
        publication(root, second);
        let output = if second { "clean-2" } else { "clean-1" };
        build(root, output);
        tree(&root.join(output))
    });
    let mut killed = 0;
    for kill in 0..KILLS {
        let second = kill % 2 == 0;
        publication(root, second);
        let mut child = command(root, "public").spawn().unwrap();
        // The moment of the kill is the subject here: it must fall anywhere in a build.
        std::thread::sleep(Duration::from_micros(mix(kill) % 400_000));
        child.kill().unwrap();
        killed += u64::from(child.wait().unwrap().signal() == Some(9));
        for (path, bytes) in tree(&root.join("public")) {
            let known = path.starts_with(".chancery")
                || clean.iter().any(|clean| clean.get(&path) == Some(&bytes));
            assert!(known, "after kill {kill} `{path}` is of neither site");
        }
        if kill % 4 >= 2 {
            build(root, "public");
            let made = tree(&root.join("public"));
            assert_eq!(
                made.keys().collect::<Vec<_>>(),
                clean[usize::from(second)].keys().collect::<Vec<_>>()
            );
            assert!(
                made == clean[usize::from(second)],
                "kill {kill} leaves another site"
            );
        }
    }
    assert!(killed > KILLS / 4, "only {killed} of {KILLS} builds were killed in time");
}
