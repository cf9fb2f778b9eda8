//! Manners: who asks, what hosts forbid, one at a time, a second look.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use chancery::links::ask::Asker;
use chancery::links::run::{Task, run};

use crate::ground::{NAME, asker, asker_with, words};
use crate::server::{Does, Gate, Server, fine, leads, status, text};

#[test]
fn who_asks_says_so_and_reads_robots_first_and_once() {
    let server = Server::new(&[("/a", &[fine()]), ("/b", &[fine()])]);
    let (asker, _) = asker(1);
    asker.ask(&server.at("/a"));
    asker.ask(&server.at("/b"));
    let name = NAME.to_lowercase();
    let line = |line: &str| (line.to_owned(), name.clone());
    assert_eq!(
        server.askers(),
        [line("GET /robots.txt"), line("HEAD /a"), line("HEAD /b")]
    );
}

#[test]
fn what_a_host_forbids_is_not_asked_for() {
    let rules = "User-agent: *\nDisallow: /\n\nUser-agent: chancery\nDisallow: /no\n\
                 Disallow: /*?q=\nCrawl-delay: 3\n";
    let server = Server::new(&[
        ("/robots.txt", &[text(rules)]),
        ("/a", &[fine()]),
        ("/b", &[leads(302, "/no/further")]),
    ]);
    let (asker, time) = asker(1);
    let ask = |path: &str| words(&asker.ask(&server.at(path)), &[&server.origin]);
    assert_eq!(ask("/no"), "unknown: robots.txt disallows it");
    assert_eq!(ask("/a?q=1"), "unknown: robots.txt disallows it");
    assert_eq!(ask("/a"), "fine");
    assert_eq!(ask("/b"), "unknown: robots.txt disallows it > 302 /no/further");
    assert_eq!(server.asked(), ["HEAD /a", "HEAD /b"]);
    // The first pause is ours: what the host asks for stands in what was just read.
    assert_eq!(time.waits(), [1, 3]);
}

/// What is found at `/a` of a host with such a robots.txt.
fn with_robots(robots: Does) -> String {
    let server = Server::new(&[("/robots.txt", &[robots]), ("/a", &[fine()])]);
    let (asker, _) = asker(1);
    words(&asker.ask(&server.at("/a")), &[])
}

#[test]
fn a_robots_file_that_is_not_there_allows_and_one_that_cannot_be_read_does_not() {
    for code in [401, 403, 404, 410] {
        assert_eq!(with_robots(status(code)), "fine");
    }
    assert_eq!(
        with_robots(status(503)),
        "unknown: robots.txt cannot be read: 503 Service Unavailable"
    );
    assert_eq!(with_robots(Does::Endless), "fine");
    assert_eq!(with_robots(leads(301, "/robots.txt")), "fine");
    let elsewhere = Server::new(&[("/r", &[text("User-agent: *\nDisallow: /\n")])]);
    assert_eq!(
        with_robots(leads(302, &elsewhere.at("/r"))),
        "unknown: robots.txt disallows it"
    );
}

/// Asks for all of these and gives what was found at each, in the order in which it was told.
fn all(
    asker: &Arc<Asker>,
    addresses: &[(String, bool)],
) -> BTreeMap<String, Vec<String>> {
    let task = |(address, suspected): &(String, bool)| Task {
        address: address.clone(),
        suspected: *suspected,
    };
    let (tell, told) = channel();
    let tasks = addresses.iter().map(task).collect();
    run(asker.clone(), tasks, Duration::from_secs(60), &tell);
    drop(tell);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (address, what) in told {
        found.entry(address).or_default().push(words(&what, &[]));
    }
    found
}

#[test]
fn what_is_missing_is_asked_again_after_all_others() {
    let (two, once) = ([status(404), status(404)], [status(404), status(404), fine()]);
    let server = Server::new(&[
        ("/gone", &two),
        ("/glitch", &once),
        ("/lost", &[status(404), status(404), status(403)]),
        ("/suspected", &[status(410)]),
        ("/z", &[fine()]),
    ]);
    let (asker, time) = asker(1);
    let paths = ["/glitch", "/gone", "/lost", "/suspected", "/z"];
    let tasks: Vec<_> =
        paths.iter().map(|path| (server.at(path), *path == "/suspected")).collect();
    let found = all(&asker, &tasks);
    let found: Vec<String> = found
        .iter()
        .map(|(address, found)| {
            format!("{}: {}", address.replace(&server.origin, ""), found.join(", "))
        })
        .collect();
    assert_eq!(
        found,
        [
            "/glitch: missing 404, fine",
            "/gone: missing 404, missing twice 404",
            "/lost: missing 404",
            "/suspected: missing 410",
            "/z: fine",
        ]
    );
    assert_eq!(
        server.asked(),
        [
            "HEAD /glitch",
            "GET /glitch",
            "HEAD /gone",
            "GET /gone",
            "HEAD /lost",
            "GET /lost",
            "HEAD /suspected",
            "GET /suspected",
            "HEAD /z",
            "HEAD /glitch",
            "HEAD /gone",
            "GET /gone",
            "HEAD /lost",
            "GET /lost",
        ]
    );
    assert_eq!(time.waits().iter().max(), Some(&60));
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_whoever_leads_to_it() {
    let own: Vec<String> = (0..20).map(|at| format!("/own/{at}")).collect();
    let there = [fine()];
    let plays: Vec<(&str, &[Does])> =
        own.iter().map(|path| (path.as_str(), &there[..])).collect();
    let busy = Server::new(&plays);
    let onward = [leads(302, &busy.at("/own/1"))];
    let others: Vec<Server> = (0..8)
        .map(|_| Server::new(&[("/1", &onward), ("/2", &onward), ("/3", &onward)]))
        .collect();
    let mut tasks: Vec<(String, bool)> =
        own.iter().map(|path| (busy.at(path), false)).collect();
    for other in &others {
        tasks.extend(["/1", "/2", "/3"].map(|path| (other.at(path), false)));
    }
    let (asker, _) = asker(1);
    let found = all(&asker, &tasks);
    assert_eq!(found.len(), 44);
    assert_eq!(busy.most(), 1);
    for other in &others {
        assert_eq!(other.most(), 1);
    }
    // Its own addresses and what others led to, after one look at robots.txt.
    assert_eq!(busy.askers().len(), 1 + 20 + 24);
}

#[test]
fn many_hosts_are_asked_beside_each_other() {
    // Each answers only when all have been asked.
    let gate = Gate::new(4);
    let together = [Does::Together(gate)];
    let hosts: Vec<Server> = (0..4).map(|_| Server::new(&[("/a", &together)])).collect();
    let tasks: Vec<_> = hosts.iter().map(|host| (host.at("/a"), false)).collect();
    let (asker, _) = asker(1);
    let found = all(&asker, &tasks);
    let found: Vec<_> = found.into_values().collect();
    assert_eq!(found, vec![vec!["fine".to_owned()]; 4]);
}

#[test]
fn a_pause_stands_between_two_requests_to_a_host_and_none_between_hosts() {
    let one = Server::new(&[("/a", &[fine()]), ("/b", &[fine()])]);
    let other = Server::new(&[("/a", &[fine()])]);
    let (asker, time) = asker(5);
    asker.ask(&one.at("/a"));
    assert_eq!(time.waits(), [5]);
    asker.ask(&other.at("/a"));
    assert_eq!(time.waits(), [5]);
    // The pause of the first has passed meanwhile.
    asker.ask(&one.at("/b"));
    assert_eq!(time.waits(), Vec::<u64>::new());
}

#[test]
fn a_host_that_does_not_answer_is_left_alone_after_a_while() {
    let silent = [Does::Silent];
    let paths: Vec<String> = (0..6).map(|at| format!("/{at}")).collect();
    let plays: Vec<(&str, &[Does])> =
        paths.iter().map(|path| (path.as_str(), &silent[..])).collect();
    let server = Server::new(&plays);
    let (asker, _) = asker_with(1, Duration::from_millis(100));
    let tasks: Vec<_> = paths.iter().map(|path| (server.at(path), false)).collect();
    let found: Vec<_> = all(&asker, &tasks).into_values().collect();
    assert_eq!(found, vec![vec!["unknown: no answer in time".to_owned()]; 6]);
    // Three requests for each of three: a short one and two whole ones.
    assert_eq!(server.asked().len(), 9);
}

#[test]
fn a_robots_file_that_is_out_of_order_is_asked_for_again() {
    let rules = text("User-agent: *\nDisallow: /no\n");
    let server =
        Server::new(&[("/robots.txt", &[status(502), rules]), ("/a", &[fine()])]);
    let (asker, time) = asker(1);
    assert_eq!(words(&asker.ask(&server.at("/a")), &[]), "fine");
    assert_eq!(
        words(&asker.ask(&server.at("/no")), &[]),
        "unknown: robots.txt disallows it"
    );
    assert_eq!(time.waits(), [2, 1]);
}
