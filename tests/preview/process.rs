//! `chancery watch` as a process: how it ends, the port it takes, the hosts it answers for.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::SITE;
use crate::running::{Running, chancery, lay_out, put, tree};

/// The last of the turns, from 0; every turn interrupts a watch.
const LAST: u64 = 15;

/// A small generator of numbers (SplitMix64), so that every run has the same delays.
fn mix(seed: u64) -> u64 {
    let z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z ^ (z >> 31)
}

/// A publication of 120 articles; the second one says other things.
fn publication(root: &Path, second: bool) {
    let what = if second { "pier" } else { "quay" };
    // The index of search follows the pages when nothing happens.
    let site = "title = \"Q\"\nbase_url = \"https://quay.example/\"\n\
                [outputs]\nsearch = false\n";
    put(root, "site.toml", site.as_bytes());
    for n in 0..120 {
        let mut text = format!("---\ntitle: Article {n}\ndate: 2026-01-01\n---\n\n");
        for paragraph in 0..8 {
            let _ = writeln!(text, "Paragraph {paragraph} of the {what}.\n");
        }
        put(root, &format!("content/articles/article-{n}.md"), text.as_bytes());
    }
}

fn build(root: &Path, output: &str) {
    let mut command = chancery(&["build", "--now", "2026-02-01", "--output", output]);
    assert!(command.current_dir(root).output().unwrap().status.success());
}

#[test]
fn an_interrupt_ends_it_well_with_the_output_folder_whole() {
    let folder =
        tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let root = folder.path();
    let clean = [false, true].map(|second| {
        publication(root, second);
        build(root, "clean");
        tree(&root.join("clean"))
    });
    assert!(clean[0] != clean[1]);
    let public = root.join("public");
    build(root, "public");
    let mut before = 1;
    let (mut early, mut late) = (0, 0);
    for turn in 0..=LAST {
        let now = 1 - before;
        publication(root, now == 1);
        let mut watch = Running::start(root, &[]);
        // The moment of the interrupt is the subject here: it must fall anywhere in a build.
        match turn {
            0 => {}
            LAST => while !watch.line().starts_with("everything looked at") {},
            turn => std::thread::sleep(Duration::from_micros(mix(turn) % 400_000)),
        }
        watch.interrupt();
        let (status, said) = watch.end();
        assert_eq!(status.code(), Some(0), "turn {turn}: {said:?}");
        assert_eq!(said.last().map(String::as_str), Some(""), "turn {turn}");
        let is = tree(&public);
        let which = clean.iter().position(|clean| *clean == is);
        assert!(
            which.is_some(),
            "after turn {turn} the output folder is of neither site"
        );
        if which == Some(now) {
            late += 1;
            before = now;
        } else {
            early += 1;
        }
    }
    assert!(early > 0 && late > 0, "{early} were interrupted in time, {late} were not");
}

#[test]
fn an_interrupt_while_nothing_happens_ends_it_too() {
    let dir = tempfile::tempdir().unwrap();
    lay_out(dir.path(), SITE);
    let settings = fs::read_to_string(dir.path().join("site.toml")).unwrap();
    let settings = settings + "[outputs]\nsearch = false\n";
    put(dir.path(), "site.toml", settings.as_bytes());
    let mut watch = Running::start(dir.path(), &[]);
    watch.line();
    watch.line();
    // An open page must not hold it back.
    let (status, _) = watch.get("/desk/", &format!("localhost:{}", watch.port()));
    assert_eq!(status, 200);
    watch.interrupt();
    let (status, said) = watch.end();
    assert_eq!((status.code(), said), (Some(0), vec![String::new()]));
    build(dir.path(), "clean");
    assert!(tree(&dir.path().join("public")) == tree(&dir.path().join("clean")));
}

#[test]
fn a_second_watch_says_who_has_the_port_and_takes_the_next() {
    let [one, two] = [(), ()].map(|()| tempfile::tempdir().unwrap());
    lay_out(one.path(), SITE);
    lay_out(two.path(), &SITE.replace("The Quay", "The Pier"));
    let first = Running::start(one.path(), &["--no-write"]);
    assert_eq!(first.note, None);
    let port = first.port();
    let second = Running::start(two.path(), &["--no-write", "--port", &port.to_string()]);
    let next = second.port();
    assert!(next > port && next <= port + 20, "{port} {next}");
    let note = format!(
        "port {port} is in use, perhaps by another `chancery watch` or by another \
         development server; listening on {next} instead"
    );
    assert_eq!(second.note, Some(note));
    assert_eq!(second.url, format!("http://localhost:{next}/desk/"));
    for (watch, title) in [(first, "The Quay"), (second, "The Pier")] {
        let (status, body) = watch.get("/desk/", &format!("localhost:{}", watch.port()));
        assert_eq!(status, 200);
        assert!(body.contains(&format!("<title>{title}</title>")), "{body}");
    }
}

#[test]
fn a_host_that_is_not_its_own_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    lay_out(dir.path(), SITE);
    for more in [&["--no-write"][..], &["--no-write", "--host", "0.0.0.0"]] {
        let watch = Running::start(dir.path(), more);
        let port = watch.port();
        let refused = format!(
            "This is the preview of a publication; it does not answer for \
             `evil.example:{port}`.\nOpen http://localhost:{port}/, or start `chancery watch` \
             with `--host` and the name that you use.\n"
        );
        for path in ["/desk/", "/desk/articles/tide/", "/_chancery/", "/_chancery/why"] {
            let answer = watch.get(path, &format!("evil.example:{port}"));
            assert_eq!(answer, (403, refused.clone()), "{path}");
            let own = watch.get(path, &format!("127.0.0.1:{port}"));
            assert_ne!(own.0, 403, "{path}");
        }
    }
    // What was refused has not been written either.
    assert!(!fs::exists(dir.path().join("public")).unwrap());
}
