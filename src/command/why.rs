//! `why`: what an output is made of; of a running preview also what its last build did with it.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::cli::Why as Typed;
use crate::command::build::now;
use crate::command::{Exit, Failure, print};
use crate::engine::builder::Builder;
use crate::engine::inputs::Changes;
use crate::engine::made;
use crate::engine::request::Request;
use crate::load::snapshot::SETTINGS;
use crate::preview::path::OWN;
use crate::preview::why::BUILD;

/// How long the preview may take: a large publication is planned while it is asked.
const PATIENCE: Duration = Duration::from_secs(20);

/// More than any answer holds.
const MOST: u64 = 1 << 20;

/// What to type when nobody answers.
const HINT: &str = "start `chancery watch`, or name its port with `--port`";

/// An answer, as far as it matters here.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    status: u16,
    /// Whether a preview of Chancery gave it.
    ours: bool,
    body: String,
}

/// Asks a running preview.
///
/// # Errors
///
/// When no preview answers, or it knows no such output.
pub fn run(typed: &Typed) -> Result<Exit, Failure> {
    let place = format!("{}:{}", typed.host, typed.port);
    let failed = |message: String| {
        let mut failure = Failure::system(message);
        failure.hint = Some(HINT.to_owned());
        failure
    };
    let asked = ask(typed);
    let alone = asked.as_ref().is_err_and(|e| e.kind() == ErrorKind::ConnectionRefused);
    if alone && typed.root.root.join(SETTINGS).is_file() {
        return unasked(typed);
    }
    let bytes = asked.map_err(|error| {
        failed(match error.kind() {
            ErrorKind::ConnectionRefused => format!("no preview listens at `{place}`"),
            ErrorKind::WouldBlock | ErrorKind::TimedOut => {
                format!("what listens at `{place}` does not answer")
            }
            _ => format!("the preview at `{place}` cannot be asked: {error}"),
        })
    })?;
    let answer = read(&bytes).filter(|answer| answer.ours);
    let Some(Answer { status, body, .. }) = answer else {
        return Err(failed(format!("what listens at `{place}` is no `chancery watch`")));
    };
    if status == 200 {
        print(&body)?;
        return Ok(Exit::Fine);
    }
    let (message, hint) = body.trim_end().split_once('\n').unwrap_or((&*body, ""));
    Err(Failure::content(message, hint))
}

/// Says what an output is made of when no preview runs.
fn unasked(typed: &Typed) -> Result<Exit, Failure> {
    let request = Request {
        now: now(&typed.now),
        base_url: None,
        audit: false,
        keep_bytes: false,
        preview: true,
        environment: None,
    };
    let mut builder = Builder::new(&typed.root.root);
    let prepared = builder.prepare(&request, &Changes::Anything)?;
    let asked = typed.address.as_str();
    let Some(plan) = &prepared.plan else {
        let message = "the settings of the publication have errors";
        return Err(Failure::content(message, "`chancery check` names them"));
    };
    let Some(output) = made::find(plan, asked) else {
        let hint = match made::nearest(plan, asked) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the pages are named as in the browser: `/articles/`".to_owned(),
        };
        return Err(Failure::content(format!("nothing is made at `{asked}`"), hint));
    };
    print(&made::of(plan, prepared.templates.as_deref(), output))?;
    Ok(Exit::Fine)
}

/// Sends the question and reads whatever comes.
fn ask(typed: &Typed) -> io::Result<Vec<u8>> {
    let host = typed.host.trim_start_matches('[').trim_end_matches(']');
    let mut failed = io::Error::new(ErrorKind::NotFound, "the name has no address");
    for address in (host, typed.port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return converse(stream, typed),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

fn converse(mut stream: TcpStream, typed: &Typed) -> io::Result<Vec<u8>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let address = utf8_percent_encode(&typed.address, NON_ALPHANUMERIC);
    let port = typed.port;
    let question = format!(
        "GET {OWN}why?address={address} HTTP/1.1\r\nHost: localhost:{port}\r\n\
         Accept: text/plain\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(question.as_bytes())?;
    let mut bytes = Vec::new();
    stream.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads an answer of HTTP/1.1 that came whole; `None` when it is none.
fn read(bytes: &[u8]) -> Option<Answer> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    if !first.next()?.starts_with("HTTP/1.") {
        return None;
    }
    let status = first.next()?.parse().ok()?;
    let named = |line: &str| line.split_once(':').map(|(name, _)| name.to_lowercase());
    let ours = lines.any(|line| named(line).as_deref() == Some(BUILD));
    // What is shown comes from a server: it must not steer the terminal.
    let shown = |c: &char| *c == '\n' || !c.is_control();
    Some(Answer { status, ours, body: body.chars().filter(shown).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_that_of_another_server() {
        let ours = b"HTTP/1.1 404 Not Found\r\nChancery-Build: 3\r\n\r\na\x1b[1m\nb\n";
        let body = "a[1m\nb\n".to_owned();
        assert_eq!(read(ours), Some(Answer { status: 404, ours: true, body }));
        let other = b"HTTP/1.0 200 OK\r\nServer: x\r\n\r\n<p>";
        let body = "<p>".to_owned();
        assert_eq!(read(other), Some(Answer { status: 200, ours: false, body }));
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        for bytes in [
            &b""[..],
            b"SSH-2.0-x\r\n\r\n",
            b"HTTP/1.1\r\n\r\n",
            b"HTTP/1.1 200\r\n",
            b"\xff",
        ] {
            assert_eq!(read(bytes), None);
        }
    }
}
