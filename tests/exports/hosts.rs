//! `_headers` and `_redirects`, read by the parsers of the hosts themselves.

use std::fs;
use std::process::Command;

use crate::{build, here, run, tools};

const SETTINGS: &str = "\
title = \"The Test Desk\"
base_url = \"https://desk.example/analysis/\"

[host]
kind = \"cloudflare\"

[csp]
images = [\"https://pictures.example\"]
";

#[test]
fn hosts_read_every_rule() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content/articles")).unwrap();
    fs::write(root.join("site.toml"), SETTINGS).unwrap();
    let aliases: Vec<String> = (0..990).map(|n| format!("/2026/{n}/")).collect();
    let aliases = aliases.join(", ");
    let article = format!(
        "---\ntitle: Alpha\nauthor: A. Writer\ndate: 2026-01-01\naliases: [{aliases}, \
         \"/2026/ålpha b/\", /old/alpha.html]\n---\nOne.\n"
    );
    fs::write(root.join("content/articles/alpha.md"), article).unwrap();
    let output = root.join("public");
    build(root, &output);
    let mut command = Command::new("node");
    command.arg(here().join("hosts.mjs")).arg(tools().canonicalize().unwrap());
    let read = run(command.arg(output.join("_headers")).arg(output.join("_redirects")));
    let said = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let rules = |name: &str, of: &dyn Fn(&str) -> bool| {
        let text = fs::read_to_string(output.join(name)).unwrap();
        text.lines().filter(|line| of(line)).count()
    };
    let headers = rules("_headers", &|line| line.starts_with('/'));
    let redirects = rules("_redirects", &|_| true);
    assert_eq!((headers, redirects), (13, 1_983));
    assert_eq!(
        said,
        format!(
            "netlify {headers} headers {redirects} redirects 0 refused\n\
             cloudflare {headers} headers {redirects} redirects 0 refused\n"
        )
    );
}
