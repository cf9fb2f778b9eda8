//! The package for crates.io holds what it is built from, and nothing of the demonstration.

use std::collections::BTreeSet;

use crate::{prints, root};

#[test]
fn the_package_holds_all_that_it_is_built_from() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let line = ["package", "--list", "--allow-dirty", "--offline"];
    let listed = prints(cargo, root(), &line);
    let listed: BTreeSet<&str> = listed.lines().collect();
    let mut needed: BTreeSet<String> = BTreeSet::new();
    for folder in ["src", "templates", "static"] {
        for entry in walkdir::WalkDir::new(root().join(folder)) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(root()).unwrap();
                needed.insert(path.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let beside = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "build.rs",
    ];
    needed.extend(beside.map(str::to_owned));
    // What cargo adds.
    needed.extend(["Cargo.toml.orig", ".cargo_vcs_info.json"].map(str::to_owned));
    let needed: BTreeSet<&str> = needed.iter().map(String::as_str).collect();
    let listed: BTreeSet<&str> =
        listed.union(&BTreeSet::from([".cargo_vcs_info.json"])).copied().collect();
    assert_eq!(listed, needed);
}
