//! Several deploys of different sites at once: what is there afterwards is one of them, whole.

use crate::ground::{Files, Ground, files, public};
use crate::servers::{know, s3, s3_files, sshd};

/// How often.
const ROUNDS: usize = 3;

/// How many at once.
const DEPLOYS: usize = 3;

/// Deploys sites of different sizes at once, again and again.
fn race(target: &str, variables: &[(&str, String)], there: impl Fn() -> Files) {
    let sites: Vec<Ground> = (0..DEPLOYS)
        .map(|number| {
            let mut ground = Ground::new(number * 4 + 1, target);
            let set =
                variables.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
            ground.variables.extend(set);
            ground
        })
        .collect();
    for round in 0..ROUNDS {
        for (number, site) in sites.iter().enumerate() {
            site.article(1, &format!("Round {round} of {number}."));
        }
        let started: Vec<_> = sites.iter().map(|site| site.start("")).collect();
        let ended =
            sites.iter().zip(started).map(|(site, child)| (site, site.ended(child)));
        let ended: Vec<_> = ended.collect();
        let well = |said: &str| said.ends_with("exit 0\n");
        for (_, said) in &ended {
            let busy = said.contains("error: another deploy is at work on this target\n");
            assert!(well(said) || busy, "{said}");
        }
        let there = there();
        let whole = ended.iter().any(|(site, said)| well(said) && site.built() == there);
        let sizes: Vec<&str> = ended.iter().map(|(_, said)| &**said).collect();
        assert!(
            whole,
            "round {round}: {} files there\n{}",
            there.len(),
            sizes.join("\n")
        );
    }
}

#[test]
fn to_a_folder() {
    let place = tempfile::tempdir().unwrap();
    let there = place.path().join("there");
    let target = format!("kind = \"folder\"\npath = \"{}\"\n", there.display());
    race(&target, &[], || public(files(&there)));
}

#[test]
fn to_s3() {
    let server = s3();
    let target = format!(
        "kind = \"s3\"\nbucket = \"site\"\nregion = \"us-east-1\"\nendpoint = \
         \"http://127.0.0.1:{}\"\nlease = 5\n",
        server.port
    );
    race(&target, &[], || public(s3_files(server.port)));
}

#[test]
fn to_a_host() {
    let keeper = Ground::new(0, "kind = \"folder\"\npath = \"nowhere\"\n");
    let server = sshd(&keeper);
    know(&keeper, server.port);
    let user = std::env::var("USER").unwrap_or_else(|_| "root".to_owned());
    let there = keeper.path("there");
    let target = format!(
        "kind = \"sftp\"\nhost = \"127.0.0.1\"\nport = {}\nuser = \"{user}\"\npath = \
         \"{}\"\nlease = 5\n",
        server.port,
        there.display()
    );
    let home = keeper.path("home").display().to_string();
    race(&target, &[("HOME", home)], || public(files(&there)));
}
