//! Folders that go and come, and the output folder among the inputs' own.

use std::fs;

use crate::ground::{Ground, ONE, write};

#[test]
fn a_folder_is_deleted_and_made_again() {
    let mut ground = Ground::new();
    fs::remove_dir_all(ground.path("content/articles")).unwrap();
    ground.settled();
    assert!(!ground.output.join("articles/one/index.html").exists());
    ground.is_as_built();
    let text = ONE.replace("First", "Returned");
    ground.write("content/articles/deep/below/one.md", &text);
    ground.settled();
    ground.is_as_built();
    // The new folders are watched too.
    let text = ONE.replace("First", "Later");
    ground.write("content/articles/deep/below/one.md", &text);
    assert_eq!(ground.settled().0, 1);
    assert!(ground.served("/articles/one/").contains("Later words."));
    ground.is_as_built();
}

#[test]
fn the_publication_itself_is_moved_away_and_put_back() {
    let mut ground = Ground::new();
    let (root, away) = (ground.root(), ground.root().with_file_name("away"));
    fs::rename(&root, &away).unwrap();
    write(&away, "content/articles/one.md", &ONE.replace("First", "Travelled"));
    fs::rename(&away, &root).unwrap();
    ground.settled();
    assert!(ground.served("/articles/one/").contains("Travelled words."));
    ground.is_as_built();
    ground.write("content/articles/one.md", &ONE.replace("First", "Settled"));
    ground.settled();
    assert!(ground.served("/articles/one/").contains("Settled words."));
    ground.is_as_built();
}

#[test]
fn the_output_folder_inside_the_root_makes_no_loop() {
    let mut ground = Ground::new();
    ground.write("content/articles/one.md", &ONE.replace("First", "Other"));
    assert_eq!(ground.settled().0, 1);
    assert_eq!(ground.settled().0, 0);
}

#[test]
fn a_page_that_is_renamed_leaves_its_old_address() {
    let mut ground = Ground::new();
    let (from, to) = ("content/articles/two.md", "content/articles/second.md");
    fs::rename(ground.path(from), ground.path(to)).unwrap();
    ground.settled();
    assert!(!ground.output.join("articles/two").exists());
    assert!(ground.output.join("articles/second/index.html").exists());
    ground.is_as_built();
}
