//! Real servers on loopback, each of its own test.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::ground::{Files, Ground};

/// A server that ends with the test.
pub struct Server {
    child: Child,
    pub port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Starts a server and waits until it says that it listens.
fn start(mut command: Command, port: u16, says: &str) -> Server {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child =
        command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (sender, receiver) = std::sync::mpsc::channel();
    let streams: [Box<dyn Read + Send>; 2] =
        [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
    for stream in streams {
        let (sender, says) = (sender.clone(), says.to_owned());
        thread::spawn(move || {
            let mut said = String::new();
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                said.push_str(&line);
                if line.contains(&says) {
                    let _ = sender.send(Ok(()));
                }
            }
            let _ = sender.send(Err(said));
        });
    }
    drop(sender);
    // Each stream ends with what it said when the server did not begin to listen.
    let mut said = String::new();
    loop {
        match receiver.recv() {
            Ok(Ok(())) => return Server { child, port },
            Ok(Err(more)) => said.push_str(&more),
            Err(_) => panic!("{command:?} ended: {said}"),
        }
    }
}

pub fn tools(path: &str) -> PathBuf {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/stores").join(path);
    assert!(path.exists(), "{}: run tests/tools", path.display());
    path
}

/// Runs a script of Python with what moto brings.
pub fn python(script: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(tools("python/bin/python"));
    let output = command.args(["-c", script]).args(arguments).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout).unwrap()
}

/// S3, with a bucket `site`.
pub fn s3() -> Server {
    let port = free_port();
    let mut command = Command::new(tools("python/bin/moto_server"));
    command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
    let server = start(command, port, "Running on http://127.0.0.1");
    s3_does(port, "client.create_bucket(Bucket='site')");
    server
}

/// Does something with boto3's client of S3.
pub fn s3_does(port: u16, what: &str) -> String {
    let script = format!(
        "import boto3, hashlib, sys\n\
         client = boto3.client('s3', endpoint_url='http://127.0.0.1:' + sys.argv[1], \
         aws_access_key_id='a', aws_secret_access_key='b', region_name='us-east-1')\n{what}"
    );
    python(&script, &[&port.to_string()])
}

/// The objects of the bucket, by boto3.
pub fn s3_files(port: u16) -> Files {
    let listed = s3_does(
        port,
        "for page in client.get_paginator('list_objects_v2').paginate(Bucket='site'):\n \
         for item in page.get('Contents', []):\n  \
         body = client.get_object(Bucket='site', Key=item['Key'])['Body'].read()\n  \
         print(item['Key'], body.hex())",
    );
    let line = |line: &str| {
        let (path, bytes) = line.split_once(' ').unwrap();
        let bytes = bytes.as_bytes().chunks(2);
        let bytes = bytes.map(|pair| {
            u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()
        });
        (path.to_owned(), bytes.collect())
    };
    listed.lines().map(line).collect()
}

/// OpenSSH's server for whoever runs the test, and what the user's own folder must hold.
pub fn sshd(ground: &Ground) -> Server {
    let port = free_port();
    let folder = ground.path("sshd");
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(ground.path("home/.ssh")).unwrap();
    // Where the server of the system keeps apart what it must.
    let _ = fs::create_dir_all("/run/sshd");
    for (kind, path) in [("ed25519", "sshd/host"), ("ed25519", "home/.ssh/id_ed25519")] {
        let mut command = Command::new("ssh-keygen");
        command.args(["-q", "-t", kind, "-N", "", "-C", "test", "-f"]);
        assert!(command.arg(ground.path(path)).status().unwrap().success());
    }
    fs::copy(ground.path("home/.ssh/id_ed25519.pub"), folder.join("known")).unwrap();
    let config = format!(
        "ListenAddress 127.0.0.1\nPort {port}\nHostKey {0}/host\nAuthorizedKeysFile \
         {0}/known\nStrictModes no\nUsePAM no\nPidFile none\nPermitRootLogin yes\n\
         PasswordAuthentication no\nSubsystem sftp internal-sftp\nMaxStartups 100\n",
        folder.display()
    );
    fs::write(folder.join("config"), config).unwrap();
    let mut command = Command::new("/usr/sbin/sshd");
    command.args(["-D", "-e", "-f"]).arg(folder.join("config"));
    start(command, port, "Server listening on")
}

/// Makes the server known at a port.
pub fn know(ground: &Ground, port: u16) {
    let key = fs::read_to_string(ground.path("sshd/host.pub")).unwrap();
    let known = ground.path("home/.ssh/known_hosts");
    let before = fs::read_to_string(&known).unwrap_or_default();
    fs::write(known, format!("{before}[127.0.0.1]:{port} {key}")).unwrap();
}

/// Azure's blobs, in memory.
pub fn azure() -> Server {
    let port = free_port();
    let mut command = Command::new("node");
    command.arg(tools("node_modules/azurite/dist/src/blob/main.js")).args([
        "--inMemoryPersistence",
        "--skipApiVersionCheck",
        "--silent",
        "--disableTelemetry",
        "--blobHost",
        "127.0.0.1",
        "--blobPort",
        &port.to_string(),
    ]);
    start(command, port, "successfully")
}

/// `git`'s own server of the repositories in a folder.
pub fn git_daemon(folder: &Path) -> Server {
    let port = free_port();
    let mut command = Command::new("git");
    command
        .args(["daemon", "--verbose", "--export-all", "--enable=receive-pack"])
        .args(["--listen=127.0.0.1", &format!("--port={port}")])
        .arg(format!("--base-path={}", folder.display()));
    start(command, port, "Ready to rumble")
}
