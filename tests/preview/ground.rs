//! A publication in a folder, its server on a port of its own, and a client that speaks HTTP
//! no further than the tests need.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use chancery::base::date::Moment;
use chancery::engine::builder::Builder;
use chancery::engine::inputs::Changes;
use chancery::engine::live::Live;
use chancery::engine::request::{Request, When};
use chancery::engine::sink::Memory;
use chancery::preview::bind::bind;
use chancery::preview::host::Hosts;
use chancery::preview::page::Reply;
use chancery::preview::server::{Options, serve};
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::running::{lay_out, put};

/// How long anything may take.
const DEADLINE: Duration = Duration::from_secs(20);

/// A publication with its server.
pub struct Ground {
    dir: TempDir,
    builder: Builder,
    live: Option<Arc<Live>>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The value of a header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The value of an attribute of the preview's bar.
    pub fn data(&self, name: &str) -> String {
        let (_, after) = self.text().split_once(&format!(" data-{name}=\"")).unwrap();
        after.split_once('"').unwrap().0.to_owned()
    }
}

impl Ground {
    /// Lays out a publication, which is written as files below `-- path --` lines, and serves
    /// it.
    pub fn new(text: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        lay_out(dir.path(), text);
        let mut builder = Builder::new(dir.path());
        let prepared = builder.prepare(&request(true), &Changes::Anything).unwrap();
        let live = Arc::new(Live::new(dir.path(), prepared));
        let bound = bind("127.0.0.1", 0).unwrap();
        let address = bound.address;
        let (stop, stopped) = oneshot::channel::<()>();
        let hosts = Hosts::new("127.0.0.1", address);
        let desk = Arc::new(|_: &_, path: &str, query: &str| {
            let html = "text/html; charset=utf-8";
            let bytes = format!("<p>desk {query}</p>").into_bytes();
            (path.is_empty()).then_some(Reply { media_type: html, bytes })
        });
        let serving = live.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            let options = Options { hosts, desk };
            let shutdown = async { drop(stopped.await) };
            let served = serve(bound.listener, serving, options, shutdown);
            runtime.block_on(served).unwrap();
        });
        let live = Some(live);
        Self { dir, builder, live, address, stop: Some(stop), thread: Some(thread) }
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Writes a file, without a build.
    pub fn write(&mut self, path: &str, bytes: impl AsRef<[u8]>) -> &mut Self {
        put(self.dir.path(), path, bytes.as_ref());
        self
    }

    /// Replaces words of a file, which must be there once, without a build.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) -> &mut Self {
        let text = fs::read_to_string(self.dir.path().join(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}:\n{text}");
        self.write(path, text.replace(from, to))
    }

    pub fn delete(&mut self, path: &str) -> &mut Self {
        fs::remove_file(self.dir.path().join(path)).unwrap();
        self
    }

    /// Builds, and tells who listens.
    pub fn build(&mut self) {
        let prepared = self.builder.prepare(&request(true), &Changes::Anything).unwrap();
        self.live.as_ref().unwrap().swap(prepared);
    }

    /// The files that `chancery build` would write.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let sink = Memory::default();
        let built = Builder::new(self.dir.path()).build(&request(false), &sink).unwrap();
        assert!(!built.has_errors(false), "{:?}", built.diagnostics);
        sink.into_files()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Asks with lines of a request's head, and reads the answer to its end.
    pub fn ask(&self, head: &str) -> Answer {
        let mut stream = self.connect();
        write!(stream, "{head}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.map(|line| line.split_once(": ").unwrap());
        let headers = headers.map(|(k, v)| (k.to_lowercase(), v.to_owned())).collect();
        Answer { status, headers, body: bytes[end + 4..].to_vec() }
    }

    /// Asks for a path with more lines of a head, each begun by a line end.
    pub fn get_with(&self, path: &str, more: &str) -> Answer {
        let port = self.port();
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}{more}"))
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    /// Opens a stream of events for a page as it was answered.
    pub fn listen(&self, page: &Answer) -> Events {
        let of = |name: &str| format!("{name}={}", page.data(name).replace('&', "%26"));
        let file = page.text().contains(" data-file=").then(|| of("file"));
        let asked = ["own", "page", "digest", "generation"].map(of).join("&");
        let query = format!("{asked}&{}", file.unwrap_or_default()).replace(' ', "%20");
        self.listen_to(&page.data("own"), &query, "")
    }

    /// Opens a stream of events.
    pub fn listen_to(&self, own: &str, query: &str, more: &str) -> Events {
        let mut stream = self.connect();
        let port = self.port();
        let head = format!("GET {own}events?{query} HTTP/1.1\r\nHost: localhost:{port}");
        write!(stream, "{head}{more}\r\n\r\n").unwrap();
        Events(BufReader::new(stream))
    }

    /// Ends the server, which must not wait for those who listen.
    pub fn stop(&mut self) {
        self.live = None;
        if let Some(stop) = self.stop.take() {
            stop.send(()).unwrap();
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A stream of events.
pub struct Events(BufReader<TcpStream>);

/// An event: its id and what it says.
pub struct Heard {
    pub id: String,
    pub retry: Option<String>,
    pub data: serde_json::Value,
}

impl Events {
    /// The next event; none at the end of the stream.
    pub fn next(&mut self) -> Option<Heard> {
        let (mut id, mut retry) = (String::new(), None);
        let mut line = String::new();
        loop {
            line.clear();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            match line.trim_end().split_once(": ").or(line.trim_end().split_once(':')) {
                Some(("id", value)) => value.clone_into(&mut id),
                Some(("retry", value)) => retry = Some(value.to_owned()),
                Some(("data", value)) => {
                    let data = serde_json::from_str(value).unwrap();
                    return Some(Heard { id, retry, data });
                }
                _ => {}
            }
        }
    }

    /// What the next event says, which there must be.
    pub fn heard(&mut self) -> serde_json::Value {
        self.next().unwrap().data
    }
}

fn request(preview: bool) -> Request {
    Request {
        now: When::Moment(Moment::parse("2026-02-01").unwrap()),
        base_url: None,
        environment: None,
        audit: false,
        keep_bytes: false,
        preview,
    }
}
