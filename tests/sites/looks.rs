//! Other looks: templates and static files alone, laid over any publication. That they build
//! what the built-in theme builds, at the same addresses, shows that a look needs no Rust.
//! `UPDATE=1 cargo test --test sites looks` writes the expected pages anew.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Files, Site, read};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Every look by its name: the folders of tests/looks that hold templates.
fn looks() -> Vec<(String, Files)> {
    let mut looks = Vec::new();
    for entry in fs::read_dir(tests().join("looks")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().join("templates").is_dir() {
            let name = entry.file_name().into_string().unwrap();
            looks.push((name, read(&entry.path())));
        }
    }
    looks.sort();
    assert!(!looks.is_empty(), "no look lies in tests/looks");
    looks
}

/// The publications that looks are laid over: the golden one, the demonstration and, when it
/// is there, the gallery.
fn publications() -> Vec<(&'static str, Site)> {
    let root = tests().join("..");
    let mut demonstration = Site::new("");
    demonstration.write("site.toml", fs::read(root.join("site.toml")).unwrap());
    for (file, bytes) in read(&root.join("content")) {
        demonstration.write(&format!("content/{file}"), bytes);
    }
    demonstration.at("2030-01-01");
    let mut all = vec![
        ("golden", Site::copy(&tests().join("golden/site"))),
        ("demonstration", demonstration),
    ];
    let gallery = tests().join("gallery");
    if gallery.join("site.toml").is_file() {
        let mut site = Site::copy(&gallery);
        site.at("2030-01-01");
        all.push(("gallery", site));
    }
    all
}

/// A page without the digests in the names of assets, which change with their bytes.
fn undated(page: &str, files: &Files) -> String {
    let mut page = page.to_owned();
    for name in files.keys() {
        let parts: Vec<&str> = name.split('.').collect();
        if let [stem, digest, ending] = parts[..]
            && digest.len() == 8
            && digest.bytes().all(|b| b.is_ascii_hexdigit())
        {
            page = page.replace(name, &format!("{stem}.{ending}"));
        }
    }
    page
}

#[test]
#[allow(clippy::disallowed_methods, reason = "whether to write is asked of the caller")]
fn a_look_is_laid_over_any_publication() {
    for (look, files) in looks() {
        for (name, mut site) in publications() {
            let found = site.check();
            assert!(!found.contains(": error"), "{name}: {found}");
            site.build();
            let plain = site.files.clone();
            for (file, bytes) in &files {
                site.write(file, bytes);
            }
            assert_eq!(site.check(), found, "{look} over {name}: other diagnostics");
            site.build();
            let gone: Vec<&String> =
                plain.keys().filter(|file| !site.files.contains_key(*file)).collect();
            assert!(gone.is_empty(), "{look} over {name} lacks {gone:?}");
            for (file, bytes) in site.files.iter().filter(|(f, _)| f.ends_with(".html")) {
                let page = std::str::from_utf8(bytes).unwrap();
                for tag in page.split('<').skip(1) {
                    let tag = tag.split('>').next().unwrap_or_default();
                    let inline = tag.contains(" style=")
                        || tag.contains(" onclick=")
                        || matches!(tag, "style" | "script");
                    assert!(!inline, "{look} over {name}: {file} has <{tag}>");
                }
            }
            if name != "golden" {
                continue;
            }
            for page in ["index.html", "articles/harbour/index.html"] {
                let got = undated(site.text(page), &site.files);
                assert_ne!(got.as_bytes(), plain[page], "{page} is the built-in one");
                let kept = page.replace('/', "-");
                let kept = tests().join("looks/expected").join(&look).join(kept);
                if std::env::var_os("UPDATE").is_some() {
                    fs::create_dir_all(kept.parent().unwrap()).unwrap();
                    fs::write(&kept, &got).unwrap();
                }
                let expected = fs::read_to_string(&kept).unwrap_or_default();
                assert_eq!(got, expected, "{look}: {page} is not {}", kept.display());
            }
        }
    }
}

#[test]
fn no_rust_knows_a_look() {
    let root = tests().join("..");
    for (look, files) in looks() {
        for file in files.keys() {
            let theme = file.starts_with("templates/") || file.starts_with("static/");
            assert!(theme, "{look} holds {file}: a look is templates and static files");
        }
        for (file, bytes) in read(&root.join("src")) {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains(&look), "src/{file} speaks of {look}");
        }
        for file in ["build.rs", "Cargo.toml"] {
            let text = fs::read_to_string(root.join(file)).unwrap();
            assert!(!text.contains(&look), "{file} speaks of {look}");
        }
    }
}

#[test]
fn every_template_is_under_a_hundred_lines() {
    let mut all = vec![("templates".to_owned(), read(&tests().join("../templates")))];
    all.extend(looks());
    for (of, files) in all {
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".html")) {
            let lines = bytes.iter().filter(|b| **b == b'\n').count();
            assert!(lines < 100, "{of}: {file} has {lines} lines");
        }
    }
}
