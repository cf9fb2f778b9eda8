//! The recipes that `init --ci` writes: their YAML is read, and their shell lines are run by bash
//! in a copy out of a bare repository, with a `cargo` that installs what is tested.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

use crate::{chancery, prints, run};

/// A publication pushed into a bare repository and taken out of it again, as a forge does.
fn checked_out(folder: &Path, forge: &str) {
    let git = |dir: &str, line: &[&str]| {
        let own = [
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@x.example",
            "-c",
            "init.defaultBranch=main",
        ];
        prints("git", &folder.join(dir), &[&own[..], line].concat())
    };
    prints(chancery(), folder, &["init", "review", "--ci", forge]);
    git("", &["init", "-q", "--bare", "forge.git"]);
    git("review", &["init", "-q"]);
    git("review", &["add", "."]);
    git("review", &["commit", "-q", "-m", "content: Begin"]);
    git("review", &["push", "-q", "../forge.git", "HEAD:main"]);
    git("", &["clone", "-q", "-b", "main", "forge.git", "runner"]);
}

/// A `cargo` that puts the tested command where it is asked to install one.
fn cargo(folder: &Path) {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).unwrap();
    let script = format!(
        "#!/bin/sh\nset -eu\n[ \"$*\" = \"install chancery --version $CHANCERY --locked --root $7\" ]\n\
         mkdir -p \"$7/bin\"\nln -s '{}' \"$7/bin/chancery\"\n",
        chancery().display()
    );
    let path = bin.join("cargo");
    fs::write(&path, script).unwrap();
    prints("chmod", folder, &["+x", path.to_str().unwrap()]);
}

/// Runs lines of a recipe as a forge does: by bash, in the checked out copy.
fn play(folder: &Path, script: &str, set: &[(&str, &str)]) -> (bool, String) {
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", folder.join("bin").display());
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        .current_dir(folder.join("runner"))
        .env("PATH", path)
        .env("HOME", folder)
        .envs(set.iter().copied());
    let output = run(&mut bash);
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What a recipe publishes.
fn published(folder: &Path) {
    let public = folder.join("runner/public");
    let page = fs::read_to_string(public.join("index.html")).unwrap();
    assert!(
        page.contains("https://somebody.example/review/"),
        "the address of the forge"
    );
    assert!(!public.join(".chancery.json").exists());
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key}: {value:?}"))
}

#[test]
fn the_recipe_for_github_builds() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    checked_out(folder, "github");
    cargo(folder);
    let path = folder.join("runner/.github/workflows/publish.yml");
    let recipe: Value = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(text(&recipe["on"]["schedule"][0], "cron"), "7 * * * *");
    assert_eq!(text(&recipe["env"], "CHANCERY"), env!("CARGO_PKG_VERSION"));
    let steps = recipe["jobs"]["build"]["steps"].as_sequence().unwrap();
    let lines: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    let [install, build] = lines[..] else { panic!("{lines:?}") };
    let set = [
        ("CHANCERY", env!("CARGO_PKG_VERSION")),
        ("BASE_URL", "https://somebody.example/review/"),
    ];
    assert_eq!(play(folder, install, &set), (true, String::new()));
    let (fine, complaint) = play(folder, build, &set);
    assert!(fine, "{complaint}");
    published(folder);
    // An error ends the job before anything is published.
    let article = folder.join("runner/content/articles/an-example-article.md");
    fs::write(article, "---\ntitel: X\n---\n").unwrap();
    assert!(!play(folder, build, &set).0);
}

#[test]
fn the_recipe_for_gitlab_builds() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    checked_out(folder, "gitlab");
    cargo(folder);
    let path = folder.join("runner/.gitlab-ci.yml");
    let recipe: Value = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let job = &recipe["pages"];
    assert_eq!(job["artifacts"]["paths"][0].as_str(), Some("public"));
    let lines: Vec<&str> = job["script"]
        .as_sequence()
        .unwrap()
        .iter()
        .map(|l| l.as_str().unwrap())
        .collect();
    let set = [
        ("CHANCERY", text(&recipe["variables"], "CHANCERY")),
        ("CI_PAGES_URL", "https://somebody.example/review"),
    ];
    // Twice: the second time the command is there already.
    for _ in 0..2 {
        // The folder is new in each job.
        drop(fs::remove_dir_all(folder.join("runner/public")));
        let (fine, complaint) = play(folder, &lines.join("\n"), &set);
        assert!(fine, "{complaint}");
    }
    published(folder);
}
