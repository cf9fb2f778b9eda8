//! The schemas, read by a validator of others.

use std::fs;
use std::path::Path;

use crate::{chancery, prints, root, tools};

/// What the validator says of a publication, line by line.
fn validated(publication: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path();
    fs::copy(publication.join("site.toml"), copy.join("site.toml")).unwrap();
    prints(chancery(), copy, &["schema", "--write"]);
    let check = root().join("tests/ready/validate.py");
    let schemas = copy.join(".chancery");
    let line = [Path::new("-B"), &check, &schemas, publication];
    let said = prints(tools().join("python/bin/python"), copy, &line);
    said.lines().map(str::to_owned).collect()
}

#[test]
fn every_publication_here_fits_its_schemas() {
    let mut publications = vec![root().to_owned(), root().join("tests/gallery")];
    publications
        .extend([root().join("tests/exports/site"), root().join("tests/golden/site")]);
    let real = root().join("../shared/real");
    publications.extend(Some(real).filter(|real| real.join("site.toml").is_file()));
    for publication in publications {
        let said = validated(&publication);
        assert_eq!(said.len(), 1, "{}: {said:#?}", publication.display());
        assert!(said[0].ends_with(" files") && said[0] != "1 files", "{}", said[0]);
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "site.toml",
        "title = \"X\"\nbase_url = \"https://x.example/\"\nlanguage = \"english\"\n\
         [taxonomies]\nregions = {}\n[kinds.dispatch]\n[lists]\nhome = 0\n",
    );
    write(
        "content/articles/a.md",
        "---\ntitle: A\nkind: dispatch\nregions: gulf\nstatus: gone\ndate: soon\ntags: [a]\n---\n",
    );
    write(
        "content/articles/b.md",
        "---\nkind: dispach\nauthors: [{ org: A, name: B }]\nsources: [{ via: afp }]\n---\n",
    );
    write("content/home.yml", "rows: [{ topic: a, limit: many }]\n");
    let told = validated(folder.path());
    let begin = |start: &str| told.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(begin("site.toml: language: 'english' does not match"), 1, "{told:#?}");
    assert_eq!(begin("site.toml: lists/home: 0 is less than the minimum of 1"), 1);
    assert_eq!(begin("content/home.yml: rows"), 1);
    assert_eq!(begin("content/articles/a.md: status: 'gone' is not one of"), 1);
    assert_eq!(begin("content/articles/a.md: date: 'soon' does not match"), 1);
    assert_eq!(
        begin("content/articles/a.md: : Additional properties are not allowed ('tags'"),
        1
    );
    assert_eq!(begin("content/articles/a.md: "), 3);
    assert_eq!(begin("content/articles/b.md: kind: 'dispach' is not one of"), 1);
    assert_eq!(begin("content/articles/b.md: : 'title' is a required property"), 1);
    assert_eq!(begin("content/articles/b.md: authors"), 1);
    assert_eq!(begin("content/articles/b.md: sources"), 1);
    assert_eq!(told.last().map(String::as_str), Some("4 files"));
}

/// What `new` and `init` write names a schema that is there, and no build publishes it.
#[test]
fn new_files_name_a_schema_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    prints(chancery(), folder.path(), &["init", "review"]);
    let review = folder.path().join("review");
    fs::remove_dir_all(review.join(".chancery")).unwrap();
    prints(chancery(), &review, &["new", "author", "Ada Example"]);
    prints(chancery(), &review, &["new", "article", "Two talks"]);
    let mut named = 0;
    for entry in walkdir::WalkDir::new(&review) {
        let path = entry.unwrap().into_path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let lines = text.lines().filter_map(|line| {
            line.strip_prefix("# yaml-language-server: $schema=")
                .or_else(|| line.strip_prefix("#:schema "))
        });
        for schema in lines {
            let schema = path.parent().unwrap().join(schema);
            let schema = fs::read_to_string(&schema).unwrap();
            let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
            assert_eq!(
                schema["$schema"].as_str(),
                Some("https://json-schema.org/draft/2020-12/schema")
            );
            named += 1;
        }
    }
    assert_eq!(named, 9);
    assert_eq!(validated(&review), ["9 files"]);
    prints(chancery(), &review, &["build", "--strict"]);
    let published = walkdir::WalkDir::new(review.join("public")).into_iter();
    let schemas = published.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name().to_string_lossy().into_owned();
        name.ends_with(".schema.json")
    });
    assert_eq!(schemas.count(), 0);
}

#[test]
fn a_schema_is_printed_for_any_publication_or_none() {
    let empty = tempfile::tempdir().unwrap();
    let schema = |line: &[&str]| -> serde_json::Value {
        serde_json::from_str(&prints(chancery(), empty.path(), line)).unwrap()
    };
    let article = schema(&["schema"]);
    assert_eq!(article, schema(&["schema", "front-matter"]));
    let kinds = |schema: &serde_json::Value| {
        let kinds = schema["$defs"]["article"]["properties"]["kind"]["enum"].clone();
        kinds.as_array().unwrap().len()
    };
    // The built-in ones, and nothing.
    assert_eq!(kinds(&article), 11);
    let root = root().to_str().unwrap();
    let own = schema(&["schema", "article", "--root", root]);
    assert_eq!(kinds(&own), 12);
    assert!(own["$defs"]["article"]["properties"]["regions"].is_object());
    assert_eq!(schema(&["schema", "site"])["title"], "The settings of a publication");
}
