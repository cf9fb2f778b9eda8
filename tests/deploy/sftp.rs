//! A folder of a host, served by OpenSSH.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use snapbox::{assert_data_eq, str};

use crate::ground::{Ground, files, public};
use crate::proxy::Proxy;
use crate::servers::{Server, know, sshd};

fn ground(articles: usize) -> (Ground, Server) {
    let ground = Ground::new(articles, "kind = \"folder\"\npath = \"nowhere\"\n");
    let server = sshd(&ground);
    know(&ground, server.port);
    ground.target(&target(&ground, server.port));
    (ground, server)
}

fn target(ground: &Ground, port: u16) -> String {
    let user = std::env::var("USER").unwrap_or_else(|_| "root".to_owned());
    let path = ground.path("there");
    format!(
        "kind = \"sftp\"\nhost = \"127.0.0.1\"\nport = {port}\nuser = \"{user}\"\npath = \
         \"{}\"\nlease = 4\nretries = 1\n",
        path.display()
    )
}

/// What was said, without the port.
fn deploys(ground: &Ground, line: &str, port: u16) -> String {
    ground.deploys(line).replace(&port.to_string(), "PORT")
}

#[test]
fn a_site_is_deployed_and_then_what_differs() {
    let (ground, server) = ground(2);
    assert_data_eq!(
        deploys(&ground, "", server.port),
        str![[r#"
deployed to `there` (sftp://127.0.0.1:PORT/GROUND/there): 41 files sent, 0 unchanged, 0 deleted
exit 0

"#]]
    );
    let there = ground.path("there");
    assert_eq!(public(files(&there)), ground.built());
    ground.article(2, "Another text.");
    fs::remove_file(ground.path("site/content/articles/a1.md")).unwrap();
    // More than goes in one piece.
    ground.write("site/static/large.txt", &"0123456789abcdef".repeat(40_000));
    assert_data_eq!(
        deploys(&ground, "", server.port),
        str![[r#"
deployed to `there` (sftp://127.0.0.1:PORT/GROUND/there): 8 files sent, 30 unchanged, 4 deleted
exit 0

"#]]
    );
    assert_eq!(public(files(&there)), ground.built());
    assert!(!there.join("articles/a1").exists());
    assert!(!there.join(".chancery-deploy").exists());
    assert_data_eq!(
        deploys(&ground, "", server.port),
        str![[r#"
deployed to `there` (sftp://127.0.0.1:PORT/GROUND/there): 0 files sent, 38 unchanged, 0 deleted
exit 0

"#]]
    );
}

#[test]
fn an_unknown_host_is_refused() {
    let (ground, server) = ground(1);
    fs::remove_file(ground.path("home/.ssh/known_hosts")).unwrap();
    let said = deploys(&ground, "", server.port);
    let key = fs::read_to_string(ground.path("sshd/host.pub")).unwrap();
    let said = said.split("SHA256:").next().unwrap().to_owned();
    assert_data_eq!(
        said,
        str!["error: `127.0.0.1` is not a known host; its key is ssh-ed25519 "]
    );
    // And one that has another key than before.
    let other = fs::read_to_string(ground.path("home/.ssh/id_ed25519.pub")).unwrap();
    let known = format!("[127.0.0.1]:{} {other}", server.port);
    fs::write(ground.path("home/.ssh/known_hosts"), known).unwrap();
    assert_ne!(key, other);
    let said = deploys(&ground, "", server.port);
    let said = said.split("SHA256:").next().unwrap().to_owned();
    assert_data_eq!(
        said,
        str!["error: `127.0.0.1` has another key than the known one: ssh-ed25519 "]
    );
    assert!(!ground.path("there").exists());
}

#[test]
fn a_user_without_a_key_is_refused() {
    let (ground, server) = ground(1);
    fs::remove_file(ground.path("home/.ssh/id_ed25519")).unwrap();
    let said = deploys(&ground, "", server.port);
    let user = std::env::var("USER").unwrap_or_else(|_| "root".to_owned());
    assert_data_eq!(
        said.replace(&user, "USER"),
        str![[r#"
error: `127.0.0.1` does not let `USER` in
 = help: give the key to the agent with `ssh-add`, or name its file with `key`; a key with a passphrase, and one of RSA, can only come from the agent
exit 3

"#]]
    );
}

#[test]
fn what_was_sent_before_a_cut_is_not_sent_again() {
    let (ground, server) = ground(3);
    let proxy = Proxy::new(server.port);
    know(&ground, proxy.port);
    ground.target(&(target(&ground, proxy.port) + "connections = 1\n"));
    proxy.cut_after(60_000, false);
    let said = ground.deploys("-v");
    assert!(proxy.has_cut());
    assert_eq!(said.lines().last(), Some("exit 3"), "{said}");
    let of = |said: &str, word: &str| -> Vec<String> {
        said.lines()
            .filter_map(|line| line.strip_prefix(word))
            .map(str::to_owned)
            .collect()
    };
    let first = of(&said, "sent ");
    assert!(!first.is_empty());
    proxy.mend();
    let said = ground.deploys("-v");
    assert_eq!(said.lines().last(), Some("exit 0"), "{said}");
    let second = of(&said, "sent ");
    let again: Vec<&String> = first.iter().filter(|path| second.contains(path)).collect();
    assert_eq!(again, Vec::<&String>::new());
    assert_eq!(first, of(&said, "there already: ")[..first.len()]);
    assert_eq!(public(files(&ground.path("there"))), ground.built());
}

#[test]
fn a_connection_that_breaks_once_is_made_good() {
    let (ground, server) = ground(3);
    let proxy = Proxy::new(server.port);
    know(&ground, proxy.port);
    ground.target(&target(&ground, proxy.port));
    proxy.cut_after(60_000, true);
    let said = ground.deploys("");
    assert_eq!(said.lines().last(), Some("exit 0"), "{said}");
    assert_eq!(public(files(&ground.path("there"))), ground.built());
}

#[test]
fn a_lock_without_signs_of_life_is_taken_over() {
    let (ground, server) = ground(1);
    ground.write("there/.chancery-deploy/lock", "another 1\n");
    ground.write("there/.chancery-deploy/another-7", "half");
    assert_data_eq!(
        deploys(&ground, "", server.port),
        str![[r#"
another deploy is at work or was cut off: waiting for a sign of life
deployed to `there` (sftp://127.0.0.1:PORT/GROUND/there): 37 files sent, 0 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_eq!(public(files(&ground.path("there"))), ground.built());
    assert!(!ground.path("there/.chancery-deploy").exists());
}

#[test]
fn a_second_deploy_is_refused_while_the_first_is_at_work() {
    let (ground, server) = ground(1);
    let lock = ground.path("there/.chancery-deploy/lock");
    ground.write("there/.chancery-deploy/lock", "another 0\n");
    let over = Arc::new(AtomicBool::new(false));
    let (at, ends) = (lock.clone(), over.clone());
    let beats = thread::spawn(move || {
        for beat in 0.. {
            if ends.load(Ordering::Relaxed) {
                break;
            }
            // Another deploy writes a lock of one length over the last: never half of one shows.
            let beside = at.with_file_name("next");
            fs::write(&beside, format!("another {beat}\n")).unwrap();
            fs::rename(&beside, &at).unwrap();
            thread::yield_now();
        }
    });
    assert_data_eq!(
        deploys(&ground, "", server.port),
        str![[r#"
another deploy is at work or was cut off: waiting for a sign of life
error: another deploy is at work on this target
 = help: wait until it has ended, and type the command again
exit 3

"#]]
    );
    over.store(true, Ordering::Relaxed);
    beats.join().unwrap();
    assert!(lock.exists());
    assert!(!ground.path("there/index.html").exists());
}
