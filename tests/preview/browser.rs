//! The preview in a browser: `chancery watch` runs, `live.mjs` edits files on the disk and looks
//! at what becomes of the open pages, `desk.mjs` does the same to the desk.

use std::path::Path;
use std::process::Command;

use crate::running::{Running, lay_out};

/// The articles of the publication, each long enough to scroll.
fn article(title: &str, draft: bool) -> String {
    let mut text = format!("---\ntitle: {title}\ndate: 2026-01-02\n");
    if draft {
        text.push_str("draft: true\n");
    }
    text.push_str("---\n\n");
    let names =
        ["Amber", "Basalt", "Cedar", "Damask", "Ebony", "Flint", "Gravel", "Heather"];
    for name in names {
        let line =
            format!("{name} is the word of this paragraph, and it is said again. ");
        text.push_str(&line.repeat(12));
        text.push_str("\n\n");
    }
    text
}

/// A page with everything that a reader can have done something to.
const FORM: &str = r#"<!doctype html><html lang="en"><head><title>T</title>
<link rel="stylesheet" href="/a.css"></head><body><main><h1>Form</h1>
<details id="d"><summary>S</summary><p>in</p></details>
<form><input name="i" value="x"><select name="s"><option>a<option>b</select></form>
<img id="image" alt="" src="/pic.svg"><picture><source srcset="/pic.svg 1x, /pic.svg 2x"><img
alt="" src="/other.svg"></picture><div class="bg">bg</div></main></body></html>
"#;

/// What the desk has something to say of: a claim and a source, a long headline, a draft.
const DESK: &str = r#"
-- site.toml --
title = "The Quay"
base_url = "https://quay.example/"
editor_url = "vscode://file/{path}:{line}:{column}"
-- content/articles/harbour.md --
---
title: The harbour
standfirst: What the harbour is for, and who pays for it
date: 2026-01-04
sources: [Gazette, Register]
---

The harbour is quiet.[@gazette] It was not always so.[@gazette]

The quay has 40 berths for boats.
-- content/articles/tide.md --
---
title: The tide that comes to the old basin in the morning and leaves in the evening, with everything it brought
date: 2026-01-03
draft: true
---

A tide that nobody has seen so far, not even those living on the pier.
-- content/articles/ferry.md --
---
title: The ferry
date: 2026-01-02
embargo: 2026-03-01 09:00
---

A ferry that comes later.
-- content/articles/wreck.md --
---
title: The wreck
date: 2026-01-01
expires: 2026-01-20
---

A wreck that was raised.
"#;

/// Runs a script of node on a watch of a publication; it prints what is not as it should be.
fn check(script: &str, root: &Path) {
    let watch = Running::start(root, &["--no-write"]);
    let (url, _watch) = watch.drain();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/preview");
    let script = folder.join(script);
    let checked = Command::new("node").arg(script).arg(url).arg(root).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout);
    let trouble = String::from_utf8_lossy(&checked.stderr);
    assert_eq!((&*said, &*trouble), ("", ""));
    assert!(checked.status.success());
}

#[test]
fn the_desk_is_of_use_and_follows_what_is_edited() {
    let dir = tempfile::tempdir().unwrap();
    lay_out(dir.path(), DESK);
    check("desk.mjs", dir.path());
}

#[test]
fn open_pages_follow_what_is_edited() {
    let dir = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("site.toml", "title = \"The Quay\"\nbase_url = \"https://quay.example/\"\n");
    put("content/articles/harbour.md", &article("The harbour", false));
    put("content/articles/tide.md", &article("The tide", true));
    put("static/form.html", FORM);
    put("static/a.css", ".bg { background: url(pic.svg) }");
    let picture =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>";
    put("static/pic.svg", picture);
    put("static/other.svg", picture);
    check("live.mjs", dir.path());
}
