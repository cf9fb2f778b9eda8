//! The port that the preview listens on.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};

/// How many ports beyond the one that was asked for are tried.
const TRIED: u16 = 20;

/// A port that is listened on.
#[derive(Debug)]
pub struct Bound {
    /// Where connections arrive.
    pub listener: TcpListener,
    /// Its address.
    pub address: SocketAddr,
    /// What to tell when it is not the port that was asked for.
    pub note: Option<String>,
}

impl Bound {
    /// The address to open in a browser, for a base path that begins and ends with `/`.
    pub fn url(&self, base_path: &str) -> String {
        let port = self.address.port();
        match self.address.ip() {
            ip if ip.is_loopback() || ip.is_unspecified() => {
                format!("http://localhost:{port}{base_path}")
            }
            IpAddr::V4(ip) => format!("http://{ip}:{port}{base_path}"),
            IpAddr::V6(ip) => format!("http://[{ip}]:{port}{base_path}"),
        }
    }
}

/// Listens on a port of a host, or on the next one that is free.
///
/// # Errors
///
/// What the system says, in words that name what was asked for.
pub fn bind(host: &str, port: u16) -> io::Result<Bound> {
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let last = if port == 0 { 0 } else { port.saturating_add(TRIED) };
    for at in port..=last {
        match open(name, at) {
            Ok(listener) => {
                listener.set_nonblocking(true)?;
                let address = listener.local_addr()?;
                let note = (at != port).then(|| taken(port, at));
                return Ok(Bound { listener, address, note });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                let hint = match error.kind() {
                    io::ErrorKind::PermissionDenied => "; choose a port above 1023",
                    _ => "",
                };
                let message = format!("cannot listen on `{name}:{at}`: {error}{hint}");
                return Err(io::Error::new(error.kind(), message));
            }
        }
    }
    let message = format!(
        "the ports {port} to {last} of `{name}` are all in use; choose another with `--port`"
    );
    Err(io::Error::new(io::ErrorKind::AddrInUse, message))
}

/// Listens on exactly one port.
fn open(name: &str, port: u16) -> io::Result<TcpListener> {
    let addresses: Vec<SocketAddr> = (name, port).to_socket_addrs()?.collect();
    // `localhost` may be `::1` first; most of what asks for it tries 127.0.0.1 too.
    let v4 = addresses.iter().find(|address| address.is_ipv4());
    match v4.or(addresses.first()) {
        Some(address) => TcpListener::bind(address),
        None => Err(io::Error::new(io::ErrorKind::NotFound, "the name has no address")),
    }
}

/// What to tell when a port was taken.
fn taken(port: u16, instead: u16) -> String {
    format!(
        "port {port} is in use, perhaps by another `chancery watch` or by another \
         development server; listening on {instead} instead"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_left_for_the_next() {
        let first = bind("127.0.0.1", 0).unwrap();
        assert_eq!(first.note, None);
        let port = first.address.port();
        // Near the end of the range there may be no next one.
        let Ok(second) = bind("127.0.0.1", port) else { return };
        let other = second.address.port();
        assert!(other > port && other <= port + TRIED, "{port} {other}");
        let note = format!(
            "port {port} is in use, perhaps by another `chancery watch` or by another \
             development server; listening on {other} instead"
        );
        assert_eq!(second.note, Some(note));
        assert_eq!(second.url("/a/"), format!("http://localhost:{other}/a/"));
    }

    #[test]
    fn an_address_of_another_machine_is_no_place_to_listen() {
        let error = bind("192.0.2.1", 1111).unwrap_err().to_string();
        assert!(error.starts_with("cannot listen on `192.0.2.1:1111`: "), "{error}");
    }

    #[test]
    fn the_loopback_of_version_six_is_written_either_way() {
        for host in ["::1", "[::1]"] {
            // A machine may have no version six at all.
            if let Ok(bound) = bind(host, 0) {
                assert!(bound.address.ip().is_loopback());
            }
        }
    }
}
