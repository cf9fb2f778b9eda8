//! A proxy between a deploy and a server. It keeps the first line of each HTTP request, holds
//! the requests that it is told to hold, and cuts every connection after so many bytes.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the proxy is to do.
#[derive(Default)]
struct Orders {
    /// How many bytes more it lets through to the server before it cuts.
    left: Option<usize>,
    /// Whether it answers again after it has cut.
    mends: bool,
    /// Whether it has cut and lets nobody through.
    cut: bool,
    /// The beginning of requests that are held.
    holds: Option<String>,
    /// Connections, to be cut.
    open: Vec<TcpStream>,
    /// The first lines of requests.
    lines: Vec<String>,
}

/// A proxy that runs as long as the test.
pub struct Proxy {
    pub port: u16,
    orders: Arc<Mutex<Orders>>,
    held: Receiver<()>,
}

impl Proxy {
    /// A proxy before a server.
    pub fn new(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let orders = Arc::new(Mutex::new(Orders::default()));
        let (sender, held) = channel();
        let of_thread = orders.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let mut orders = of_thread.lock().unwrap();
                if orders.cut {
                    continue;
                }
                let server = TcpStream::connect(("127.0.0.1", server)).unwrap();
                orders.open.push(client.try_clone().unwrap());
                orders.open.push(server.try_clone().unwrap());
                drop(orders);
                let (from, to) =
                    (server.try_clone().unwrap(), client.try_clone().unwrap());
                thread::spawn(move || pass(from, to));
                let (orders, sender) = (of_thread.clone(), sender.clone());
                thread::spawn(move || look(client, server, &orders, &sender));
            }
        });
        Self { port, orders, held }
    }

    fn orders(&self) -> std::sync::MutexGuard<'_, Orders> {
        self.orders.lock().unwrap()
    }

    /// Cuts every connection after so many bytes to the server; with `mends` only once.
    pub fn cut_after(&self, bytes: usize, mends: bool) {
        let mut orders = self.orders();
        (orders.left, orders.mends, orders.cut) = (Some(bytes), mends, false);
    }

    /// Lets everything through again.
    pub fn mend(&self) {
        let mut orders = self.orders();
        (orders.left, orders.cut, orders.holds) = (None, false, None);
    }

    /// Whether it has cut.
    pub fn has_cut(&self) -> bool {
        self.orders().left == Some(0)
    }

    /// Holds requests that begin so.
    pub fn hold(&self, start: &str) {
        self.orders().holds = Some(start.to_owned());
    }

    /// Waits until a request is held.
    pub fn wait(&self) {
        self.held.recv().unwrap();
    }

    /// Cuts all connections that there are.
    pub fn hang_up(&self) {
        for stream in self.orders().open.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// The first lines of the requests so far, which are forgotten: method and path.
    pub fn requests(&self, method: &str) -> Vec<String> {
        let lines = std::mem::take(&mut self.orders().lines);
        let of =
            |line: String| line.strip_prefix(method).map(|path| path.trim().to_owned());
        lines.into_iter().filter_map(of).collect()
    }
}

/// Passes on what comes until it ends.
fn pass(mut from: TcpStream, mut to: TcpStream) {
    let mut block = [0; 8192];
    while let Ok(read) = from.read(&mut block) {
        if read == 0 || to.write_all(&block[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

/// Passes on what a client says, and looks at it.
fn look(
    mut client: TcpStream,
    mut server: TcpStream,
    orders: &Mutex<Orders>,
    held: &Sender<()>,
) {
    let mut block = [0; 8192];
    while let Ok(read) = client.read(&mut block) {
        let block = &block[..read];
        let mut now = orders.lock().unwrap();
        let text = String::from_utf8_lossy(block);
        let line = text.lines().next().and_then(|line| line.strip_suffix(" HTTP/1.1"));
        if let Some(line) = line {
            now.lines.push(line.to_owned());
            if now.holds.as_ref().is_some_and(|start| line.starts_with(start)) {
                drop(now);
                let _ = held.send(());
                // It waits until somebody hangs up.
                let _ = client.read(&mut [0; 1]);
                break;
            }
        }
        let passed = match &mut now.left {
            Some(left) => {
                let passed = read.min(*left);
                *left -= passed;
                passed
            }
            None => read,
        };
        if read == 0 || server.write_all(&block[..passed]).is_err() {
            break;
        }
        if passed < read {
            let mends = now.mends;
            now.cut = !mends;
            if mends {
                now.left = None;
            }
            for stream in now.open.drain(..) {
                let _ = stream.shutdown(Shutdown::Both);
            }
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
    let _ = client.shutdown(Shutdown::Both);
}
