//! A host that plays what hosts do.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// What a host does when it is asked.
#[derive(Clone, Debug)]
pub enum Does {
    /// Answers with a status, headers and a body.
    Answers(u16, String, String),
    /// Answers with a body that never ends.
    Endless,
    /// Says nothing, and keeps the line open.
    Silent,
    /// Says something that is no HTTP.
    Babbles,
    /// Answers only when so many requests have come to the hosts that share this gate.
    Together(Arc<Gate>),
}

/// Where requests wait for each other.
#[derive(Debug)]
pub struct Gate {
    wanted: usize,
    come: Mutex<usize>,
    bell: Condvar,
}

impl Gate {
    pub fn new(wanted: usize) -> Arc<Self> {
        Arc::new(Self { wanted, come: Mutex::new(0), bell: Condvar::new() })
    }

    fn pass(&self) {
        let mut come = self.come.lock().unwrap();
        *come += 1;
        self.bell.notify_all();
        drop(self.bell.wait_while(come, |come| *come < self.wanted).unwrap());
    }
}

pub fn status(code: u16) -> Does {
    Does::Answers(code, String::new(), String::new())
}

pub fn fine() -> Does {
    Does::Answers(200, "Content-Type: text/html\r\n".to_owned(), "<p>here".to_owned())
}

pub fn text(body: &str) -> Does {
    Does::Answers(200, String::new(), body.to_owned())
}

pub fn leads(code: u16, to: &str) -> Does {
    Does::Answers(code, format!("Location: {to}\r\n"), String::new())
}

/// A request as a line: `HEAD /a`, and the name of who asked.
type Asked = (String, String);

#[derive(Default)]
struct State {
    /// What is done for each `METHOD /path`, or `/path`, the first first; the last is done
    /// again and again.
    plays: BTreeMap<String, Vec<Does>>,
    asked: Vec<Asked>,
    /// How many are asking now, and the most that ever were.
    now: usize,
    most: usize,
    /// Lines that are kept open.
    open: Vec<TcpStream>,
}

/// A host.
pub struct Server {
    /// `http://127.0.0.1:PORT`.
    pub origin: String,
    state: Arc<Mutex<State>>,
    /// Every request, when it comes.
    pub came: Receiver<String>,
}

impl Server {
    /// A host that does these things; what it does not know is missing.
    pub fn new(plays: &[(&str, &[Does])]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let mut state = State::default();
        for (path, does) in plays {
            state.plays.insert((*path).to_owned(), does.to_vec());
        }
        let state = Arc::new(Mutex::new(state));
        let (tell, came) = channel();
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (shared, tell) = (shared.clone(), tell.clone());
                thread::spawn(move || answer(stream.unwrap(), &shared, &tell));
            }
        });
        Self { origin, state, came }
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// What was asked so far, without robots.txt, and forgotten.
    pub fn asked(&self) -> Vec<String> {
        let asked = std::mem::take(&mut self.state.lock().unwrap().asked);
        let asked = asked.into_iter().map(|(line, _)| line);
        asked.filter(|line| line != "GET /robots.txt").collect()
    }

    /// The same, with robots.txt and with who asked.
    pub fn askers(&self) -> Vec<Asked> {
        std::mem::take(&mut self.state.lock().unwrap().asked)
    }

    /// The most requests that were answered at once.
    pub fn most(&self) -> usize {
        self.state.lock().unwrap().most
    }
}

fn answer(stream: TcpStream, state: &Mutex<State>, tell: &Sender<String>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let Some(Ok(first)) = lines.next() else { return };
    let mut name = String::new();
    for line in lines {
        let line = line.unwrap_or_default();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("user-agent: ") {
            value.clone_into(&mut name);
        }
    }
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let whole = format!("{method} {path}");
    let does = {
        let mut state = state.lock().unwrap();
        state.asked.push((whole.clone(), name));
        state.now += 1;
        state.most = state.most.max(state.now);
        let bare = path.split('?').next().unwrap();
        let key = [whole.as_str(), path, bare].into_iter();
        let key = key.map(str::to_owned).find(|key| state.plays.contains_key(key));
        key.map_or_else(
            || status(404),
            |key| {
                let does = state.plays.get_mut(&key).unwrap();
                if does.len() > 1 { does.remove(0) } else { does[0].clone() }
            },
        )
    };
    let _ = tell.send(whole);
    play(stream, &does, method, state);
}

fn play(mut stream: TcpStream, does: &Does, method: &str, state: &Mutex<State>) {
    let done = || state.lock().unwrap().now -= 1;
    match does {
        Does::Answers(code, headers, body) => {
            let length = body.len();
            let body = if method == "HEAD" { "" } else { body };
            // Before the answer, so that whoever has it finds nobody asking.
            done();
            let _ = write!(
                stream,
                "HTTP/1.1 {code} X\r\n{headers}Content-Length: {length}\r\nConnection: \
                 close\r\n\r\n{body}"
            );
        }
        Does::Endless => {
            done();
            let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
            let mut sent = stream.write_all(head.as_bytes());
            while method != "HEAD" && sent.is_ok() {
                sent = stream.write_all(b"User-agent: *\nDisallow: /private\n");
            }
        }
        Does::Silent => {
            done();
            state.lock().unwrap().open.push(stream);
        }
        Does::Babbles => {
            done();
            let _ = stream.write_all(b"SSH-2.0-x\r\n\r\n");
        }
        Does::Together(gate) => {
            gate.pass();
            play(stream, &fine(), method, state);
        }
    }
}
