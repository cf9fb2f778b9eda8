//! A build that is killed leaves whole files, and the next build makes it good.
//!
//! The test starts its own executable again as the child, which builds two contents in turn
//! into one output folder until it is killed.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use chancery::engine::write::Stage;
use rayon::prelude::*;

/// How often the child is killed.
const KILLS: u64 = 80;

/// A file in the child's folder without which the child does nothing.
const MARK: &str = "killing-ground";

/// A small generator of numbers (SplitMix64), so that every run has the same delays.
fn mix(seed: u64) -> u64 {
    let z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The contents that are built in turn. Most files differ, some are the same in both, some
/// are in one only, and some are a file in one and a folder in the other.
fn site(turn: u64) -> BTreeMap<String, Vec<u8>> {
    let b = turn % 2 == 1;
    let files = (0..300_u64).filter_map(|n| {
        let (kind, folder) = (n % 10, n % 23);
        let path = match kind {
            0 if b => return None,
            1 if !b => return None,
            2 if b => format!("{folder}/turns-{n}"),
            2 => format!("{folder}/turns-{n}/index.html"),
            _ => format!("{folder}/{n}/index.html"),
        };
        let content = if kind == 3 { 0 } else { turn % 2 };
        let len = 2000 + mix(n * 2 + content) % 12_000;
        let bytes = (0..len / 8).flat_map(|i| mix(n * 7 + i * 3 + content).to_le_bytes());
        Some((path, bytes.collect()))
    });
    files.collect()
}

fn build(output: &Path, site: &BTreeMap<String, Vec<u8>>) {
    let stage = Stage::begin(output).unwrap();
    site.par_iter().for_each(|(path, bytes)| {
        stage.put(path, bytes).unwrap();
    });
    stage.commit().unwrap();
}

/// Every file below a folder and its bytes.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(root).min_depth(1).into_iter().map(Result::unwrap);
    let files = entries.map(|entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        match entry.file_type().is_dir() {
            true => (format!("{path}/"), Vec::new()),
            false => (path, fs::read(entry.path()).unwrap()),
        }
    });
    files.collect()
}

/// Not a test: what the test starts, in a folder with the mark.
#[test]
#[ignore = "the child of the test of kills"]
fn child() {
    if !Path::new(MARK).exists() {
        return;
    }
    let sites = [site(0), site(1)];
    for turn in 1.. {
        let mut out = std::io::stdout();
        writeln!(out, "turn {turn}").unwrap();
        out.flush().unwrap();
        build(Path::new("public"), &sites[turn % 2]);
    }
}

/// The journal of a build that is moving files into the output folder.
const JOURNAL: &str = ".public.chancery-stage/journal.json";

/// Starts the child and kills it a while after it has begun the given turn or, when there is
/// none, after it has written a journal.
fn run_and_kill(folder: &Path, turn: Option<u64>, delay: Duration) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored", "--nocapture"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Held until the end: the child would fail to write into a closed pipe.
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mark = format!("turn {}", turn.unwrap_or(2));
    let reached = lines.any(|line| line.unwrap().ends_with(&mark));
    let mut waits =
        || child.try_wait().unwrap().is_none() && !folder.join(JOURNAL).exists();
    while turn.is_none() && waits() {
        std::thread::yield_now();
    }
    // The moment of the kill is the subject here: it must fall anywhere in a build.
    std::thread::sleep(delay);
    child.kill().unwrap();
    let killed = child.wait().unwrap().signal() == Some(9);
    assert!(reached && killed, "the child ended by itself");
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_makes_it_good() {
    // In memory where there is such a folder: killing a process loses nothing of a disk.
    let folder =
        tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let output = folder.path().join("public");
    fs::write(folder.path().join(MARK), "").unwrap();
    let sites = [site(0), site(1)];
    let clean = [0, 1].map(|n: usize| {
        let output = folder.path().join(format!("clean-{n}"));
        build(&output, &sites[n]);
        tree(&output)
    });
    let (mut journals, mut mixed, mut none) = (0, 0, 0);
    for kill in 0..KILLS {
        if kill % 4 == 0 && output.exists() {
            fs::remove_dir_all(&output).unwrap();
        }
        let (turn, longest) = match kill % 4 {
            0 => (Some(1), 10_000),
            1 => (Some(1 + mix(kill) % 3), 60_000),
            _ => (None, 20_000),
        };
        run_and_kill(folder.path(), turn, Duration::from_micros(mix(kill) % longest));
        journals += u32::from(folder.path().join(JOURNAL).exists());
        if output.exists() {
            let found = tree(&output);
            mixed += u32::from(!clean.contains(&found));
            for (path, bytes) in &found {
                let whole = clean.iter().any(|clean| clean.get(path) == Some(bytes));
                assert!(whole, "kill {kill}: `{path}` is not whole");
            }
        } else {
            none += 1;
        }
        let next = (mix(kill + KILLS) % 2) as usize;
        build(&output, &sites[next]);
        assert!(tree(&output) == clean[next], "kill {kill}: the next build differs");
    }
    let told =
        format!("{KILLS} kills: {journals} in a journal, {mixed} mixed, {none} fresh\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
}
