//! Ingredients miss nothing: where they are the same, so is what is made of them.

use std::fs;
use std::path::{Path, PathBuf};

use chancery::engine::builder::Builder;
use chancery::engine::inputs::Changes;
use chancery::engine::line::ingredients;
use chancery::engine::prepare::Prepared;
use chancery::engine::request::Request;
use chancery::render::output::Fingerprint;

use crate::golden;
use crate::support::Site;

fn prepared(site: &Site) -> Prepared {
    let request = Request { preview: true, ..site.request(false) };
    Builder::new(site.root()).prepare(&request, &Changes::Anything).unwrap()
}

/// Holds two plans against each other, and gives how many outputs had the same ingredients
/// and how many had others.
fn hold(before: &Prepared, after: &Prepared, what: &str) -> (usize, usize) {
    let (Some(old), Some(new)) = (&before.plan, &after.plan) else { return (0, 0) };
    let (old_templates, new_templates) =
        (before.templates.as_ref().unwrap(), after.templates.as_ref().unwrap());
    let (mut same, mut other) = (0, 0);
    for output in new.outputs.all() {
        let Some(known) = old.outputs.get(output.address.as_str()) else { continue };
        let made_of = ingredients(new_templates, new, output);
        if made_of.is_none() || ingredients(old_templates, old, known) != made_of {
            other += 1;
            continue;
        }
        same += 1;
        let made = Fingerprint::of(new_templates, &output.make(new));
        let made_before = Fingerprint::of(old_templates, &known.make(old));
        assert_eq!(made, made_before, "{} after {what}", output.address);
    }
    (same, other)
}

/// Every file of a folder, in order.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// What is done to a file.
fn edits(bytes: &[u8]) -> Vec<(&'static str, Option<Vec<u8>>)> {
    let mut edits = vec![("it is gone", None)];
    let Ok(text) = std::str::from_utf8(bytes) else { return edits };
    edits.push(("a line more", Some(format!("{text}\nOne line more.\n").into_bytes())));
    for (what, from, to) in [
        ("another title", "title: ", "title: Other "),
        ("another name", "name: ", "name: Other "),
        ("another day", "date: 2026", "date: 2025"),
        ("a draft", "\ndate: ", "\ndraft: true\ndate: "),
        ("other topics", "topics: [", "topics: [something, "),
    ] {
        if text.contains(from) {
            edits.push((what, Some(text.replacen(from, to, 1).into_bytes())));
        }
    }
    edits
}

#[test]
fn the_same_ingredients_make_the_same_page() {
    let site = golden::site();
    let mut all = Vec::new();
    files(site.root(), &mut all);
    let whole = prepared(&site);
    let (mut same, mut other) = (0, 0);
    for path in all {
        let bytes = fs::read(&path).unwrap();
        for (what, edited) in edits(&bytes) {
            match edited {
                Some(edited) => fs::write(&path, edited).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
            let name = path.strip_prefix(site.root()).unwrap().display();
            let held = hold(&whole, &prepared(&site), &format!("{name}: {what}"));
            (same, other) = (same + held.0, other + held.1);
            fs::write(&path, &bytes).unwrap();
        }
    }
    assert!(same > 500 && other > 500, "{same} the same, {other} other");
}
