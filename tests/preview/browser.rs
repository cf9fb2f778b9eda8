//! The script of the preview in a browser: `chancery watch` runs, `live.mjs` edits files on
//! the disk and looks at what becomes of the open pages.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

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

/// Ends the watch however the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
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
    let watch = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["watch", "--no-write", "--port", "0", "--root"])
        .arg(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut running = Running(watch);
    let mut lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let url = lines.next().unwrap().unwrap();
    // What it says later is not read, but must not fill the pipe.
    std::thread::spawn(move || lines.count());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/preview/live.mjs");
    let checked = Command::new("node")
        .arg(script)
        .arg(url.trim())
        .arg(dir.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&checked.stdout);
    let trouble = String::from_utf8_lossy(&checked.stderr);
    assert_eq!((&*said, &*trouble), ("", ""));
    assert!(checked.status.success());
}
