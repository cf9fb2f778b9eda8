//! `chancery watch` itself, as a process.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

/// A running `chancery watch`, which ends with the test.
pub struct Running {
    child: Child,
    lines: Option<Lines<BufReader<ChildStdout>>>,
    /// What it says before its address, such as that a port is taken.
    pub note: Option<String>,
    /// The address to open.
    pub url: String,
}

impl Running {
    /// Starts it and waits until it says its address; the port is any unless `more` names one.
    pub fn start(root: &Path, more: &[&str]) -> Self {
        let mut command = chancery(&["watch", "--now", "2026-02-01", "--root"]);
        command.arg(root).args(more);
        if !more.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut url = lines.next().unwrap().unwrap();
        let mut note = None;
        if !url.starts_with("http://") {
            note = Some(std::mem::replace(&mut url, lines.next().unwrap().unwrap()));
        }
        Self { child, lines: Some(lines), note, url }
    }

    /// The next line that it says, with its numbers left open.
    pub fn line(&mut self) -> String {
        let line = self.lines.as_mut().unwrap().next().unwrap().unwrap();
        let timeless = line.split(' ').map(|word| match word.trim_end_matches(',') {
            number if number.parse::<u32>().is_ok() => word.replace(number, "N"),
            _ => word.to_owned(),
        });
        timeless.collect::<Vec<_>>().join(" ")
    }

    pub fn port(&self) -> u16 {
        let (_, port) = self.url.rsplit_once(':').unwrap();
        port.split('/').next().unwrap().parse().unwrap()
    }

    /// The status and the body that are answered for a path and a host.
    pub fn get(&self, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close");
        write!(stream, "{head}\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    /// Its address, when nobody reads what it says from now on: that must not fill the pipe.
    pub fn drain(mut self) -> (String, Self) {
        let lines = self.lines.take().unwrap();
        std::thread::spawn(move || lines.count());
        (self.url.clone(), self)
    }

    /// Sends what Ctrl-C sends.
    pub fn interrupt(&self) {
        let pid = self.child.id();
        let kill = Command::new("sh").args(["-c", &format!("kill -INT {pid}")]).status();
        assert!(kill.unwrap().success());
    }

    /// Waits for its end, and reads what it still says.
    pub fn end(mut self) -> (ExitStatus, Vec<String>) {
        let lines = self.lines.take().into_iter().flatten();
        let rest = lines.map(Result::unwrap).collect();
        (self.child.wait().unwrap(), rest)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The command with its arguments.
pub fn chancery(line: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.args(line).stdin(Stdio::null());
    command
}

/// Writes the files of a publication that stand below `-- path --` lines.
pub fn lay_out(root: &Path, text: &str) {
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix("-- ") {
        let (path, after) = after.split_once(" --\n").unwrap();
        let end = after.find("\n-- ").map_or(after.len(), |end| end + 1);
        put(root, path, &after.as_bytes()[..end]);
        rest = &after[end..];
    }
}

/// Writes a file and the folders that it is in.
pub fn put(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Every file below a folder and its bytes.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let relative =
        |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
    files.map(|file| (relative(file.path()), fs::read(file.path()).unwrap())).collect()
}
