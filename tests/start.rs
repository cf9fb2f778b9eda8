//! `init` and `new` as they are typed: what is printed where, and the exit codes.

#![allow(clippy::unwrap_used, reason = "a test ends where it is surprised")]

use std::path::Path;

use assert_cmd::Command;

fn chancery(dir: &Path, line: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::cargo_bin("chancery")
        .unwrap()
        .current_dir(dir)
        .args(line)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_publication_is_started() {
    let dir = tempfile::tempdir().unwrap();
    let ready = "The publication is ready in `desk`. Type next:\n\n    \
                 cd desk\n    chancery build\n";
    let none = String::new;
    assert_eq!(chancery(dir.path(), &["init", "desk"]), (Some(0), ready.into(), none()));
    let refusal = "error: `desk` is not empty\n = help: name a new or an empty folder\n";
    assert_eq!(
        chancery(dir.path(), &["init", "desk"]),
        (Some(1), none(), refusal.into())
    );

    let desk = dir.path().join("desk");
    let path = "content/articles/back-channels.md";
    let article = ["new", "article", "Back channels"];
    assert_eq!(chancery(&desk, &article), (Some(0), format!("{path}\n"), none()));
    let refusal = format!(
        "error: `{path}` is already there\n = help: edit it, or give another name\n"
    );
    assert_eq!(chancery(&desk, &article), (Some(1), none(), refusal));
    let author = ["new", "author", "Ada B.", "--root", "desk"];
    let path = "desk/content/authors/ada-b.md\n";
    assert_eq!(chancery(dir.path(), &author), (Some(0), path.into(), none()));
}

#[test]
fn wrong_use_ends_with_2_and_no_publication_with_1() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(chancery(dir.path(), &["new", "article"]).0, Some(2));
    assert_eq!(chancery(dir.path(), &["build", "--now", "soon"]).0, Some(2));
    let (code, out, err) = chancery(dir.path(), &["new", "article", "A title"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(
        err,
        "error: `site.toml` is not there, so this is no publication\n \
         = help: type `chancery init DIR` to start one, or name its folder with \
         `--root DIR`\n"
    );
}
