//! What one address leads to.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use crate::ground::{asker, asker_with, words};
use crate::server::{Does, Server, fine, leads, status};

/// Plays what is done at `/a`, asks for it, and gives what was found and what was asked.
fn ask(does: &[Does]) -> (String, Vec<String>) {
    let server = Server::new(&[("/a", does)]);
    let (asker, _) = asker(1);
    let found = asker.ask(&server.at("/a"));
    (words(&found, &[&server.origin]), server.asked())
}

const SHORT: &[&str] = &["HEAD /a"];
const BOTH: &[&str] = &["HEAD /a", "GET /a"];

#[track_caller]
fn says(does: &[Does], said: &str, asked: &[&str]) {
    let found = ask(does);
    assert_eq!((found.0.as_str(), found.1.as_slice()), (said, strings(asked).as_slice()));
}

fn strings(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn what_is_there_is_asked_for_shortly() {
    says(&[fine()], "fine", SHORT);
    says(&[status(204)], "fine", SHORT);
}

#[test]
fn where_the_short_question_is_refused_the_whole_one_decides() {
    for code in [400, 403, 404, 405, 500, 501] {
        says(&[status(code), fine()], "fine", BOTH);
    }
}

#[test]
fn what_is_missing_is_told_from_what_is_blocked() {
    says(&[status(404)], "missing 404", BOTH);
    says(&[status(410)], "missing 410", BOTH);
    says(&[status(401)], "unknown: 401 Unauthorized", BOTH);
    says(&[status(403)], "unknown: 403 Forbidden", BOTH);
    says(&[status(451)], "unknown: 451 Unavailable For Legal Reasons", BOTH);
    says(&[status(418)], "unknown: 418 I'm a teapot", BOTH);
    says(&[status(404), status(403)], "unknown: 403 Forbidden", BOTH);
    says(&[status(300)], "unknown: 300 Multiple Choices", SHORT);
}

#[test]
fn what_is_out_of_order_is_asked_again_and_later_each_time() {
    let server = Server::new(&[
        ("/mended", &[status(500), status(502), status(503), fine()]),
        ("/broken", &[status(500)]),
    ]);
    let (asker, time) = asker(1);
    let found = asker.ask(&server.at("/mended"));
    assert_eq!(words(&found, &[]), "fine");
    assert_eq!(
        server.asked(),
        ["HEAD /mended", "GET /mended", "GET /mended", "GET /mended"]
    );
    assert_eq!(time.waits(), [1, 1, 2, 4]);
    let found = asker.ask(&server.at("/broken"));
    assert_eq!(words(&found, &[]), "unknown: 500 Internal Server Error");
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn a_host_that_asks_for_a_pause_gets_it() {
    let later = |after: &str| {
        Does::Answers(429, format!("Retry-After: {after}\r\n"), String::new())
    };
    let server = Server::new(&[
        ("/seconds", &[later("7"), fine()]),
        ("/date", &[later("Thu, 05 Feb 2026 12:00:30 GMT"), fine()]),
        ("/always", &[later("3")]),
        ("/long", &[later("3600")]),
    ]);
    let (asker, time) = asker(0);
    let ask = |path: &str| words(&asker.ask(&server.at(path)), &[]);
    assert_eq!(ask("/seconds"), "fine");
    assert_eq!(time.waits(), [7]);
    assert_eq!(ask("/date"), "fine");
    // Seven of the thirty seconds have passed.
    assert_eq!(time.waits(), [23]);
    assert_eq!(ask("/always"), "unknown: 429 Too Many Requests");
    assert_eq!(time.waits(), [3, 3]);
    server.asked();
    assert_eq!(ask("/long"), "unknown: 429 Too Many Requests");
    // It is left alone after that.
    assert_eq!(ask("/seconds"), "unknown: the host asks for a long pause");
    assert_eq!(server.asked(), ["HEAD /long"]);
}

#[test]
fn redirects_are_followed_and_told() {
    let server = Server::new(&[
        ("/a", &[leads(301, "/b?c#d")]),
        ("/b", &[fine()]),
        ("/temporary", &[leads(302, "/b")]),
        ("/mixed", &[leads(308, "/a")]),
        ("/then", &[leads(301, "/temporary")]),
        ("/gone", &[leads(301, "/nothing")]),
        ("/circle", &[leads(302, "/circle/2")]),
        ("/circle/2", &[leads(302, "/circle")]),
        ("/self", &[leads(303, "/self#x")]),
        ("/mail", &[leads(301, "mailto:x@x.example")]),
        ("/front", &[leads(301, "/")]),
        ("/", &[fine()]),
    ]);
    let (asker, _) = asker(1);
    let ask = |path: &str| words(&asker.ask(&server.at(path)), &[&server.origin]);
    assert_eq!(ask("/a#top"), "fine > 301 /b?c; moved to /b?c");
    assert_eq!(ask("/temporary"), "fine > 302 /b");
    assert_eq!(ask("/mixed"), "fine > 308 /a > 301 /b?c; moved to /b?c");
    assert_eq!(ask("/then"), "fine > 301 /temporary > 302 /b; moved to /temporary");
    assert_eq!(ask("/gone"), "missing 404 > 301 /nothing; moved to /nothing");
    assert_eq!(ask("/circle"), "unknown: its redirects lead in a circle > 302 /circle/2");
    assert_eq!(ask("/self"), "unknown: its redirects lead in a circle");
    assert_eq!(ask("/mail"), "unknown: it leads to what is no web address");
    assert_eq!(
        ask("/front"),
        "unknown: it leads to the site's front page > 301 /; moved to /"
    );
    assert_eq!(ask("/"), "fine");
}

#[test]
fn redirects_have_an_end() {
    let names: Vec<String> = (0..20).map(|at| format!("/{at}")).collect();
    let next: Vec<Vec<Does>> =
        (1..=20).map(|at| vec![leads(302, &format!("/{at}"))]).collect();
    let plays: Vec<(&str, &[Does])> =
        names.iter().zip(&next).map(|(name, does)| (name.as_str(), &does[..])).collect();
    let server = Server::new(&plays);
    let (asker, _) = asker(1);
    let found = asker.ask(&server.at("/0"));
    assert_eq!(found.hops.len(), 10);
    let said = words(&found, &[]);
    assert_eq!(said.split(" > ").next(), Some("unknown: it leads on more than 10 times"));
}

#[test]
fn what_does_not_answer_is_unknown() {
    let server = Server::new(&[
        ("/silent", &[Does::Silent]),
        ("/babbles", &[Does::Babbles]),
        ("/endless", &[status(405), Does::Endless]),
    ]);
    let (asker, _) = asker_with(1, Duration::from_millis(300));
    let ask = |path: &str| words(&asker.ask(&server.at(path)), &[]);
    assert_eq!(ask("/endless"), "fine");
    assert_eq!(ask("/silent"), "unknown: no answer in time");
    assert_eq!(ask("/babbles"), "unknown: the answer is not HTTP");
    for address in ["https://", "http://[::1", "ftp://x.example/"] {
        let found = words(&asker.ask(address), &[]);
        assert_eq!(found, "unknown: the address cannot be asked for", "{address}");
    }
}

#[test]
fn a_connection_that_is_not_safe_is_none() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}/a", listener.local_addr().unwrap());
    // One that does not know what safe connections are.
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            stream.write_all(b"HTTP/1.1 400 X\r\n\r\n").unwrap();
            let _ = stream.read_to_end(&mut Vec::new());
        }
    });
    let (asker, _) = asker(1);
    assert_eq!(
        words(&asker.ask(&address), &[]),
        "unknown: robots.txt cannot be read: no safe connection: received corrupt message of \
         type InvalidContentType"
    );
}

#[test]
fn what_cannot_be_reached_is_unknown_and_may_be_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/a", listener.local_addr().unwrap());
    drop(listener);
    let (asker, _) = asker(1);
    let found = asker.ask(&address);
    assert_eq!(
        words(&found, &[]),
        "unknown: robots.txt cannot be read: unreachable: connection refused"
    );
    let chancery::links::answer::Answer::Unknown(why) = found.answer else { panic!() };
    assert!(why.of_network());
}
