//! Builds into a folder, one after another: what is written, what is left alone.

use std::fs;
use std::path::Path;

use chancery::engine::builder::Builder;
use chancery::engine::write::Stage;

use crate::edits::DESK;
use crate::support::{Site, read, same};

/// Builds into a folder and gives the numbers of files written, unchanged and removed.
fn build(site: &Site, builder: &mut Builder, output: &Path) -> (usize, usize, usize) {
    let stage = Stage::begin(output).unwrap();
    let built = builder.build(&site.request(false), &stage).unwrap();
    assert!(!built.has_errors(false));
    let report = stage.commit().unwrap();
    (report.written, report.unchanged, report.removed)
}

#[test]
fn nothing_is_written_that_the_folder_holds() {
    let mut site = Site::new(DESK);
    let clean = site.clean().clone();
    // The folder lies inside the publication, and is not read as a part of it.
    let output = site.root().join("public");
    let mut builder = Builder::new(site.root());
    let all = clean.len();
    assert_eq!(build(&site, &mut builder, &output), (all, 0, 0));
    same(&read(&output), &clean);
    let page = output.join("articles/alpha/index.html");
    let time = fs::metadata(&page).unwrap().modified().unwrap();
    assert_eq!(build(&site, &mut builder, &output), (0, all, 0));
    assert_eq!(build(&site, &mut Builder::new(site.root()), &output), (0, all, 0));
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), time);
    site.replace("content/articles/gamma.md", "nobody", "no one");
    // The article and the three feeds with its text.
    assert_eq!(build(&site, &mut builder, &output), (4, all - 4, 0));
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), time);
}

#[test]
fn what_was_changed_by_hand_is_put_right() {
    let mut site = Site::new(DESK);
    let clean = site.clean().clone();
    let output = site.root().join("public");
    let mut builder = Builder::new(site.root());
    let all = clean.len();
    build(&site, &mut builder, &output);
    fs::write(output.join("about/index.html"), "by hand").unwrap();
    fs::remove_file(output.join("feed.xml")).unwrap();
    fs::write(output.join("mine.txt"), "not of the site").unwrap();
    assert_eq!(build(&site, &mut builder, &output), (2, all - 2, 0));
    let mut files = read(&output);
    assert_eq!(files.remove("mine.txt").unwrap(), b"not of the site");
    same(&files, &clean);
}

#[test]
fn what_is_gone_is_removed_with_its_folder() {
    let mut site = Site::new(DESK);
    let output = site.root().join("public");
    let mut builder = Builder::new(site.root());
    build(&site, &mut builder, &output);
    site.delete("content/pages/about.md");
    let (_, _, removed) = build(&site, &mut builder, &output);
    assert_eq!(removed, 1);
    assert!(!output.join("about").exists());
    same(&read(&output), site.clean());
}

#[test]
fn an_error_leaves_the_folder_as_it_is() {
    let mut site = Site::new(DESK);
    let clean = site.clean().clone();
    let output = site.root().join("public");
    let mut builder = Builder::new(site.root());
    build(&site, &mut builder, &output);
    site.replace("content/articles/alpha.md", "[@memo]", "[@memos]");
    let stage = Stage::begin(&output).unwrap();
    let built = builder.build(&site.request(false), &stage).unwrap();
    assert!(built.has_errors(false));
    drop(stage);
    same(&read(&output), &clean);
    site.replace("content/articles/alpha.md", "[@memos]", "[@memo]");
    assert_eq!(build(&site, &mut builder, &output), (0, clean.len(), 0));
}
