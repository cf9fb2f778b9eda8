//! Archived copies.

use chancery::links::archive::Archive;
use url::Url;

use crate::ground::asker;
use crate::server::{Does, Server, leads, status, text};

/// What an archive says that answers so, and what it was asked.
fn nearest(does: Does) -> (Result<Option<String>, String>, Vec<String>) {
    let server = Server::new(&[("/available", &[does])]);
    let (asker, _) = asker(0);
    let lookup = Url::parse(&server.at("/available")).unwrap();
    let archive = Archive { asker: &asker, lookup: &lookup, save: "" };
    let found = archive.nearest("https://x.example/a?b=c&d", "20260204");
    (found.map_err(|why| why.to_string()), server.asked())
}

fn closest(inner: &str) -> Does {
    text(&format!(r#"{{"url": "x", "archived_snapshots": {{ {inner} }}}}"#))
}

#[test]
fn the_nearest_copy_is_asked_for() {
    let copy = "http://web.archive.example/web/20260201/https://x.example/a?b=c&d";
    let good = format!(
        r#""closest": {{"status": "200", "available": true, "url": "{copy}", "timestamp": "20260201"}}"#
    );
    let asked =
        "GET /available?url=https%3A%2F%2Fx.example%2Fa%3Fb%3Dc%26d&timestamp=20260204";
    assert_eq!(
        nearest(closest(&good)),
        (Ok(Some(copy.to_owned())), vec![asked.to_owned()])
    );
    assert_eq!(nearest(closest("")).0, Ok(None));
    assert_eq!(nearest(closest(&good.replace("true", "false"))).0, Ok(None));
    assert_eq!(nearest(closest(&good.replace("\"200\"", "\"404\""))).0, Ok(None));
    assert_eq!(
        nearest(closest(&good.replace("\"200\"", "200"))).0,
        Ok(Some(copy.to_owned()))
    );
    let odd = Err("the archive's answer cannot be read".to_owned());
    assert_eq!(nearest(text("<html>")).0, odd);
    assert_eq!(nearest(status(404)).0, Err("404 Not Found".to_owned()));
    assert_eq!(nearest(Does::Endless).0, odd);
}

#[test]
fn a_copy_is_made_when_that_is_wanted() {
    let made = "/web/20260205/https://x.example/a";
    let server = Server::new(&[
        ("/save/https://x.example/a", &[leads(302, made)]),
        ("/save/https://x.example/b", &[status(403)]),
        ("/save/https://x.example/c", &[text("")]),
    ]);
    let (asker, time) = asker(1);
    let lookup = Url::parse(&server.at("/available")).unwrap();
    let save = server.at("/save/");
    let archive = Archive { asker: &asker, lookup: &lookup, save: &save };
    assert_eq!(archive.make("https://x.example/a"), Ok(Some(server.at(made))));
    let refused = archive.make("https://x.example/b").map_err(|why| why.to_string());
    assert_eq!(refused, Err("403 Forbidden".to_owned()));
    assert_eq!(archive.make("https://x.example/c"), Ok(None));
    assert_eq!(time.waits(), [5, 5]);
}
