//! What a build writes, leaves alone and removes.

use std::fs;
use std::time::{Duration, SystemTime};

use chancery::base::digest::Digest;
use chancery::engine::write::{Manifest, Put, Report, Stage, WriteError};
use rayon::prelude::*;

use crate::ground::{Ground, set_time, texts, times, tree};

#[test]
fn a_fresh_site_is_written_with_its_manifest() {
    let ground = Ground::new();
    let report = ground.build(&[("index.html", "home"), ("a/b/index.html", "page")]);
    assert_eq!(report, Report { written: 2, unchanged: 0, removed: 0, bytes: 8 });
    let expected =
        [("a/", ""), ("a/b/", ""), ("a/b/index.html", "page"), ("index.html", "home")];
    assert_eq!(ground.tree(), texts(&expected));
    let manifest = fs::read_to_string(ground.file(".chancery.json")).unwrap();
    let (page, home) = (Digest::of_bytes(b"page"), Digest::of_bytes(b"home"));
    assert_eq!(
        manifest,
        format!(
            "{{\n  \"generator\": \"chancery\",\n  \"format\": 1,\n  \"files\": {{\n    \
             \"a/b/index.html\": \"{page}\",\n    \"index.html\": \"{home}\"\n  }}\n}}\n"
        )
    );
    let loaded = Manifest::load(&ground.output).unwrap().unwrap();
    assert_eq!(loaded.files.into_values().collect::<Vec<_>>(), [page, home]);
}

#[test]
fn a_second_build_touches_nothing() {
    let ground = Ground::new();
    let site = [("index.html", "home"), ("a/b/index.html", "page")];
    ground.build(&site);
    let before = times(ground.folder.path());
    let report = ground.build(&site);
    assert_eq!(report, Report { written: 0, unchanged: 2, removed: 0, bytes: 0 });
    assert_eq!(times(ground.folder.path()), before);
}

#[test]
fn only_what_changed_is_written_and_only_what_is_gone_is_removed() {
    let ground = Ground::new();
    ground.build(&[
        ("same", "1"),
        ("changed", "1"),
        ("gone/deep/x", "1"),
        ("gone/y", "1"),
    ]);
    fs::write(ground.file("gone/mine"), "mine").unwrap();
    let before = times(&ground.output);
    let report = ground.build(&[("same", "1"), ("changed", "22"), ("added/x", "1")]);
    assert_eq!(report, Report { written: 2, unchanged: 1, removed: 2, bytes: 3 });
    let expected = [
        ("added/", ""),
        ("added/x", "1"),
        ("changed", "22"),
        ("gone/", ""),
        ("gone/mine", "mine"),
        ("same", "1"),
    ];
    assert_eq!(ground.tree(), texts(&expected));
    assert_eq!(times(&ground.output)[&ground.file("same")], before[&ground.file("same")]);
}

#[test]
fn an_empty_folder_is_filled() {
    let ground = Ground::new();
    fs::create_dir(&ground.output).unwrap();
    let report = ground.build(&[("a/b", "1")]);
    assert_eq!(report, Report { written: 1, unchanged: 0, removed: 0, bytes: 1 });
    assert_eq!(ground.tree(), texts(&[("a/", ""), ("a/b", "1")]));
}

#[test]
fn folders_above_the_output_folder_are_made() {
    let ground = Ground::new();
    let output = ground.folder.path().join("dist/site/public");
    let stage = Stage::begin(&output).unwrap();
    stage.put("x", b"1").unwrap();
    stage.commit().unwrap();
    assert_eq!(fs::read(output.join("x")).unwrap(), b"1");
}

#[test]
fn a_path_turns_from_file_to_folder_and_back() {
    let ground = Ground::new();
    let (file, folder) = ([("x", "1")], [("x/y/z", "1"), ("x/w", "2")]);
    for _ in 0..2 {
        ground.build(&file);
        assert_eq!(ground.tree(), texts(&file));
        ground.build(&folder);
        let expected = [("x/", ""), ("x/w", "2"), ("x/y/", ""), ("x/y/z", "1")];
        assert_eq!(ground.tree(), texts(&expected));
    }
}

#[test]
fn a_stage_that_is_dropped_leaves_everything_as_it_was() {
    let ground = Ground::new();
    ground.build(&[("a", "1"), ("b", "1")]);
    let before = (tree(ground.folder.path()), times(&ground.output));
    let stage = ground.begin();
    stage.put("a", b"2").unwrap();
    stage.put("c/d", b"2").unwrap();
    drop(stage);
    assert_eq!((tree(ground.folder.path()), times(&ground.output)), before);
}

#[test]
fn a_fresh_stage_that_is_dropped_leaves_no_folder() {
    let ground = Ground::new();
    let stage = ground.begin();
    stage.put("a/b", b"2").unwrap();
    drop(stage);
    let expected = [(".public.chancery-cache.json", "")];
    assert_eq!(tree(ground.folder.path()), texts(&expected));
}

#[test]
fn a_file_changed_by_hand_is_restored() {
    let ground = Ground::new();
    let site = [("a", "right"), ("b", "right"), ("c", "right")];
    ground.build(&site);
    fs::write(ground.file("a"), "wrong length").unwrap();
    fs::write(ground.file("b"), "wrong").unwrap();
    set_time(&ground.file("b"), SystemTime::UNIX_EPOCH + Duration::from_secs(1));
    fs::remove_file(ground.file("c")).unwrap();
    let report = ground.build(&site);
    assert_eq!(report, Report { written: 3, unchanged: 0, removed: 0, bytes: 15 });
    assert_eq!(ground.tree(), texts(&site));
    assert_eq!(ground.build(&site).unchanged, 3);
}

#[test]
fn a_file_that_was_only_touched_stays() {
    let ground = Ground::new();
    ground.build(&[("a", "right")]);
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
    set_time(&ground.file("a"), time);
    assert_eq!(ground.build(&[("a", "right")]).unchanged, 1);
    assert_eq!(fs::metadata(ground.file("a")).unwrap().modified().unwrap(), time);
}

#[test]
fn the_cache_saves_reading_and_a_build_without_it_reads() {
    let ground = Ground::new();
    ground.build(&[("a", "right")]);
    let time = fs::metadata(ground.file("a")).unwrap().modified().unwrap();
    fs::write(ground.file("a"), "wrong").unwrap();
    set_time(&ground.file("a"), time);
    assert_eq!(ground.build(&[("a", "right")]).unchanged, 1);
    let cache = ground.folder.path().join(".public.chancery-cache.json");
    fs::write(&cache, "{\"format\":1,\"manif").unwrap();
    assert_eq!(ground.build(&[("a", "right")]).written, 1);
    fs::write(ground.file("a"), "wrong").unwrap();
    fs::remove_file(&cache).unwrap();
    assert_eq!(ground.build(&[("a", "right")]).written, 1);
    assert_eq!(ground.tree(), texts(&[("a", "right")]));
}

#[test]
fn a_cache_of_another_manifest_is_not_believed() {
    let ground = Ground::new();
    ground.build(&[("a", "first")]);
    let manifest = fs::read(ground.file(".chancery.json")).unwrap();
    ground.build(&[("a", "later")]);
    fs::write(ground.file(".chancery.json"), manifest).unwrap();
    assert_eq!(ground.build(&[("a", "first")]).written, 1);
    assert_eq!(ground.tree(), texts(&[("a", "first")]));
}

#[test]
fn keep_tells_whether_the_output_still_has_the_bytes() {
    let ground = Ground::new();
    let right = Digest::of_bytes(b"right");
    assert!(!ground.begin().keep("a", right).unwrap());
    ground.build(&[("a", "right"), ("b", "right"), ("c", "right")]);
    fs::write(ground.file("b"), "wrong").unwrap();
    fs::remove_file(ground.file("c")).unwrap();
    let stage = ground.begin();
    assert!(stage.keep("a", right).unwrap());
    assert!(!stage.keep("b", right).unwrap());
    assert!(!stage.keep("c", right).unwrap());
    assert!(!stage.keep("d", right).unwrap());
    assert!(matches!(stage.keep("a", right), Err(WriteError::Twice { .. })));
    assert_eq!(stage.put("b", b"right").unwrap(), Put::Staged);
    assert_eq!(stage.put("c", b"right").unwrap(), Put::Staged);
    let report = stage.commit().unwrap();
    assert_eq!(report, Report { written: 2, unchanged: 1, removed: 0, bytes: 10 });
}

#[test]
fn a_static_file_is_copied_and_checked() {
    let ground = Ground::new();
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
    let (from, digest) = (ground.folder.path().join("in"), Digest::of_bytes(&bytes));
    fs::write(&from, &bytes).unwrap();
    let copy = |digest, len| {
        let stage = ground.begin();
        let put = stage.copy("img/x", &from, digest, len)?;
        stage.commit().map(|_| put)
    };
    assert_eq!(copy(digest, 300_000).unwrap(), Put::Staged);
    assert_eq!(fs::read(ground.file("img/x")).unwrap(), bytes);
    assert_eq!(copy(digest, 300_000).unwrap(), Put::Unchanged);
    let other = Digest::of_bytes(b"other");
    assert!(matches!(copy(other, 300_000), Err(WriteError::Changed { .. })));
    assert_eq!(fs::read(ground.file("img/x")).unwrap(), bytes);
    fs::remove_file(ground.file("img/x")).unwrap();
    assert!(matches!(copy(digest, 299_999), Err(WriteError::Changed { .. })));
    assert_eq!(copy(digest, 300_000).unwrap(), Put::Staged);
}

#[test]
fn many_threads_put_at_once() {
    let ground = Ground::new();
    for round in 0..3_usize {
        let stage = ground.begin();
        (0..2000_usize).into_par_iter().for_each(|n| {
            let text = format!("{n} {}", round * (n % 2));
            stage
                .put(&format!("{}/{}/{n}.html", n % 7, n % 31), text.as_bytes())
                .unwrap();
        });
        let written = if round == 0 { 2000 } else { 1000 };
        assert_eq!(stage.commit().unwrap().written, written);
    }
}
