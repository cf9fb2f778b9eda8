//! A save by each editor and tool, as the system calls that it makes.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::ground::{Ground, ONE};

/// Saves a text over a file as some editor does.
type Save = fn(&Path, &str);

fn sibling(file: &Path, name: &str) -> std::path::PathBuf {
    file.with_file_name(name)
}

/// A file is opened, cut to nothing, written and closed.
fn in_place(file: &Path, text: &str) {
    let mut file = OpenOptions::new().write(true).truncate(true).open(file).unwrap();
    let (first, rest) = text.split_at(text.len() / 2);
    file.write_all(first.as_bytes()).unwrap();
    file.flush().unwrap();
    file.write_all(rest.as_bytes()).unwrap();
    file.sync_all().unwrap();
}

fn vim(file: &Path, text: &str) {
    // It tries whether the folder takes files, keeps a backup, writes anew, removes the backup.
    let (probe, backup) = (sibling(file, "4913"), sibling(file, "one.md~"));
    fs::write(sibling(file, ".one.md.swp"), "b0VIM").unwrap();
    fs::write(&probe, "").unwrap();
    fs::remove_file(&probe).unwrap();
    fs::rename(file, &backup).unwrap();
    fs::write(file, text).unwrap();
    fs::remove_file(&backup).unwrap();
    fs::remove_file(sibling(file, ".one.md.swp")).unwrap();
}

fn helix(file: &Path, text: &str) {
    // A backup beside the file, the file written in place, the backup removed.
    let backup = sibling(file, ".one.mdXyZ12.bck");
    fs::rename(file, &backup).unwrap();
    fs::write(file, text).unwrap();
    fs::remove_file(&backup).unwrap();
}

fn emacs(file: &Path, text: &str) {
    let lock = sibling(file, ".#one.md");
    std::os::unix::fs::symlink("writer@desk.1:1", &lock).unwrap();
    fs::write(sibling(file, "#one.md#"), text).unwrap();
    fs::rename(file, sibling(file, "one.md~")).unwrap();
    fs::write(file, text).unwrap();
    fs::remove_file(sibling(file, "#one.md#")).unwrap();
    fs::remove_file(&lock).unwrap();
}

fn vs_code(file: &Path, text: &str) {
    in_place(file, text);
}

fn jetbrains(file: &Path, text: &str) {
    let (new, old) =
        (sibling(file, "one.md___jb_tmp___"), sibling(file, "one.md___jb_old___"));
    fs::write(&new, text).unwrap();
    fs::rename(file, &old).unwrap();
    fs::rename(&new, file).unwrap();
    fs::remove_file(&old).unwrap();
}

fn sublime(file: &Path, text: &str) {
    let new = sibling(file, ".subl1a2.tmp");
    fs::write(&new, text).unwrap();
    fs::rename(&new, file).unwrap();
}

fn rsync(file: &Path, text: &str) {
    let new = sibling(file, ".one.md.Ab12Cd");
    fs::write(&new, text).unwrap();
    fs::set_permissions(&new, fs::metadata(file).unwrap().permissions()).unwrap();
    fs::rename(&new, file).unwrap();
}

fn sed(file: &Path, text: &str) {
    let words = text.trim_end().rsplit('\n').next().unwrap();
    let script = format!("s/^.* words\\.$/{words}/");
    let done = Command::new("sed").arg("-i").arg(script).arg(file).status().unwrap();
    assert!(done.success());
}

const SAVES: [(&str, Save); 8] = [
    ("vim", vim),
    ("Helix", helix),
    ("Emacs", emacs),
    ("VS Code", vs_code),
    ("JetBrains", jetbrains),
    ("Sublime", sublime),
    ("rsync", rsync),
    ("sed -i", sed),
];

#[test]
fn a_save_by_any_editor_is_one_build_or_two() {
    let mut ground = Ground::new();
    for (name, save) in SAVES {
        let words = format!("The {} words.", name.to_lowercase());
        save(
            &ground.path("content/articles/one.md"),
            &ONE.replace("First words.", &words),
        );
        let (builds, last) = ground.settled();
        assert!((1..=2).contains(&builds), "{name}: {builds} builds");
        assert_eq!(last.wrong, [""; 0], "{name}");
        assert!(ground.served("/articles/one/").contains(&words), "{name}");
        ground.is_as_built();
    }
}

#[test]
fn a_disk_without_events_is_polled() {
    let mut ground = Ground::with(&[], true);
    in_place(
        &ground.path("content/articles/one.md"),
        &ONE.replace("First words.", "Words from a disk far away."),
    );
    assert_eq!(ground.settled().0, 1);
    ground.is_as_built();
}

#[test]
fn a_switch_of_branches_is_a_build_or_two() {
    let mut ground = Ground::new();
    let root = ground.root();
    let git = |line: &[&str]| {
        let settings = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
        let mut git = Command::new("git");
        let git = git.args(settings).args(line).current_dir(&root);
        let output = git.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line:?}: {said}");
    };
    git(&["init", "-q", "-b", "main"]);
    fs::write(ground.path(".gitignore"), "public\n.public*\nstatic/barrier*\n").unwrap();
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "a"]);
    git(&["switch", "-q", "-c", "other"]);
    for number in 0..40 {
        let text = format!("---\ntitle: T{number}\ndate: 2026-01-03\n---\n\nWords.\n");
        ground.write(&format!("content/articles/more-{number}.md"), &text);
    }
    ground.settled();
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "b"]);
    git(&["switch", "-q", "main"]);
    let (builds, _) = ground.settled();
    assert!((1..=2).contains(&builds), "{builds} builds");
    ground.is_as_built();
    git(&["switch", "-q", "other"]);
    let (builds, _) = ground.settled();
    assert!((1..=2).contains(&builds), "{builds} builds");
    ground.is_as_built();
}

#[test]
fn forty_files_at_once_are_a_build_or_two() {
    let mut ground = Ground::new();
    for number in 0..40 {
        let text = format!("---\ntitle: T{number}\ndate: 2026-01-03\n---\n\nWords.\n");
        ground.write(&format!("content/articles/more-{number}.md"), &text);
    }
    let (builds, _) = ground.settled();
    assert!((1..=2).contains(&builds), "{builds} builds");
    ground.is_as_built();
}

#[test]
fn what_editors_leave_beside_a_file_is_no_change() {
    let mut ground = Ground::new();
    for name in [".one.md.swp", "one.md~", "#one.md#", "4913", "one.md.bak", "one.md.tmp"]
    {
        ground.write(&format!("content/articles/{name}"), "What is not content.");
    }
    assert_eq!(ground.settled().0, 0);
    ground.is_as_built();
}

#[test]
fn a_touch_builds_nothing() {
    let mut ground = Ground::new();
    ground.write("content/articles/one.md", ONE);
    let file = fs::File::open(ground.path("content/articles/two.md")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(ground.settled().0, 0);
}

#[test]
fn a_save_during_a_build_is_one_build_more() {
    let mut ground = Ground::new();
    let file = ground.path("content/articles/one.md");
    ground.during(move || in_place(&file, &ONE.replace("First words.", "Last words.")));
    ground.write("content/articles/two.md", &ONE.replace("One", "Two"));
    ground.until("no build came", Ground::has_acted);
    assert_eq!(ground.settled().0, 2);
    assert!(ground.served("/articles/one/").contains("Last words."));
    ground.is_as_built();
}
