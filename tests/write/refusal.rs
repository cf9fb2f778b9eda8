//! What a build refuses: what is the user's, another build's, or a mistake.

use std::fs;

use chancery::base::digest::Digest;
use chancery::engine::write::{Report, Stage, WriteError};

use crate::ground::{Ground, foreign, texts, tree};

#[test]
fn a_folder_of_the_users_is_refused_and_nothing_is_made_beside_it() {
    let ground = Ground::new();
    fs::create_dir(&ground.output).unwrap();
    fs::write(ground.file("thesis.txt"), "mine").unwrap();
    let before = tree(ground.folder.path());
    match Stage::begin(&ground.output) {
        Err(error @ WriteError::NotOurs { .. }) => {
            assert_eq!(error.exit_code(), 1);
            let folder = ground.output.display();
            assert_eq!(
                error.to_string(),
                format!(
                    "the output folder `{folder}` holds files that were not made by a build"
                )
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(tree(ground.folder.path()), before);
}

#[test]
fn a_file_is_no_output_folder() {
    let ground = Ground::new();
    fs::write(&ground.output, "mine").unwrap();
    assert!(matches!(Stage::begin(&ground.output), Err(WriteError::NotAFolder { .. })));
    assert_eq!(fs::read(&ground.output).unwrap(), b"mine");
}

#[test]
fn what_is_the_users_is_never_written_over() {
    let ground = Ground::new();
    ground.build(&[("index.html", "1"), ("dir/a", "1")]);
    fs::write(ground.file("mine"), "mine").unwrap();
    fs::write(ground.file("dir/mine"), "mine").unwrap();
    let before = tree(&ground.output);
    let stage = ground.begin();
    assert_eq!(foreign(stage.put("mine", b"2")), ground.file("mine"));
    assert_eq!(
        foreign(stage.keep("mine", Digest::of_bytes(b"mine"))),
        ground.file("mine")
    );
    assert_eq!(foreign(stage.put("dir", b"2")), ground.file("dir/mine"));
    stage.put("index.html", b"2").unwrap();
    assert!(matches!(stage.commit(), Err(WriteError::Unfinished { .. })));
    assert_eq!(foreign(ground.begin().put("mine/below", b"2")), ground.file("mine"));
    assert_eq!(tree(&ground.output), before);
}

#[test]
fn two_stages_at_once_do_not_mix() {
    let ground = Ground::new();
    let first = ground.begin();
    let second = Stage::begin(&ground.output);
    assert!(
        matches!(&second, Err(WriteError::Busy { folder }) if *folder == ground.output)
    );
    first.put("a", b"1").unwrap();
    first.commit().unwrap();
    ground.build(&[("a", "2")]);
    assert_eq!(ground.tree(), texts(&[("a", "2")]));
}

#[test]
fn mistakes_of_the_caller_are_errors() {
    let ground = Ground::new();
    let stage = ground.begin();
    stage.put("a/b", b"1").unwrap();
    assert!(matches!(stage.put("a/b", b"1"), Err(WriteError::Twice { .. })));
    for path in ["a", "a/b/c"] {
        assert!(matches!(stage.put(path, b"1"), Err(WriteError::Clash { .. })), "{path}");
    }
    let bad = [
        "",
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/../b",
        "./a",
        "a\\b",
        "a\0",
        ".chancery.json",
        ".chancery-stage/0",
    ];
    for path in bad {
        let put = stage.put(path, b"1");
        assert!(matches!(put, Err(WriteError::BadPath { .. })), "{path}");
    }
    assert_eq!(stage.commit().unwrap().written, 1);
}

#[test]
fn a_manifest_that_is_not_understood_is_refused() {
    let ground = Ground::new();
    ground.build(&[("a", "1")]);
    let path = ground.file(".chancery.json");
    let sound = fs::read_to_string(&path).unwrap();
    for bad in [
        "{",
        &sound.replace("\"a\"", "\"../a\""),
        &sound.replace("\"format\": 1", "\"format\": 2"),
    ] {
        fs::write(&path, bad).unwrap();
        let begun = Stage::begin(&ground.output);
        assert!(matches!(begun, Err(WriteError::BadManifest { .. })), "{bad}");
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn an_empty_folder_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let ground = Ground::new();
        fs::create_dir(&ground.output).unwrap();
        fs::set_permissions(&ground.output, fs::Permissions::from_mode(0o751)).unwrap();
        ground.build(&[("a", "1")]);
        let mode = fs::metadata(&ground.output).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o751);
    }

    #[test]
    fn the_output_folder_may_be_a_link() {
        let ground = Ground::new();
        let real = ground.folder.path().join("real");
        fs::create_dir(&real).unwrap();
        symlink(&real, &ground.output).unwrap();
        ground.build(&[("a", "1")]);
        ground.build(&[("a", "2")]);
        assert_eq!(fs::read(real.join("a")).unwrap(), b"2");
        assert!(ground.output.is_symlink());
    }

    #[test]
    fn a_link_inside_is_never_followed() {
        let ground = Ground::new();
        let outside = ground.folder.path().join("outside");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("x"), "mine").unwrap();
        ground.build(&[("a/x", "1"), ("b", "1"), ("c", "1")]);
        fs::remove_dir_all(ground.file("a")).unwrap();
        symlink(&outside, ground.file("a")).unwrap();
        fs::remove_file(ground.file("b")).unwrap();
        symlink(outside.join("x"), ground.file("b")).unwrap();
        let stage = ground.begin();
        assert_eq!(foreign(stage.put("a/x", b"2")), ground.file("a"));
        drop(stage);
        let report = ground.build(&[("b", "2")]);
        assert_eq!(report, Report { written: 1, unchanged: 0, removed: 2, bytes: 1 });
        assert_eq!(tree(&outside), texts(&[("x", "mine")]));
        assert!(ground.file("a").is_symlink());
        assert!(!ground.file("b").is_symlink());
    }
}
