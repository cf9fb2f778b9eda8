//! Which `Host` a request may name. A page of another site can make the reader's browser ask
//! this server under that site's own name, once it lets the name point here; answered, it
//! could read drafts.

use std::net::{IpAddr, SocketAddr};

/// The names under which the server answers.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// The name or address that was asked for on the command line.
    host: String,
    /// The port that is listened on.
    port: u16,
    /// Whether every interface is listened on, so that any IP address may be one of them.
    any: bool,
}

impl Hosts {
    /// The names for a server that was told to listen on `host` and does so at `bound`.
    pub fn new(host: &str, bound: SocketAddr) -> Self {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        Self {
            host: host.to_ascii_lowercase(),
            port: bound.port(),
            any: bound.ip().is_unspecified(),
        }
    }

    /// Checks the `Host` of a request.
    ///
    /// # Errors
    ///
    /// Why it is refused, in words for whoever sees the answer.
    pub fn check(&self, header: Option<&str>) -> Result<(), String> {
        let Some(header) = header else {
            return Err("The request names no host.\n".to_owned());
        };
        let (name, port) = split(header);
        let port = match port {
            // What goes without saying is 80.
            None => Some(80),
            Some(port) => port.parse().ok(),
        };
        if port == Some(self.port) && self.knows(&name.to_ascii_lowercase()) {
            return Ok(());
        }
        let shown: String = header.chars().filter(|c| !c.is_control()).collect();
        Err(format!(
            "This is the preview of a publication; it does not answer for `{shown}`.\n\
             Open http://localhost:{port}/, or start `chancery watch` with `--host` and the \
             name that you use.\n",
            port = self.port
        ))
    }

    /// Whether a name is one of the server's own.
    fn knows(&self, name: &str) -> bool {
        let name = name.strip_suffix('.').unwrap_or(name);
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        if name == "localhost" || name.ends_with(".localhost") || bare == self.host {
            return true;
        }
        match bare.parse::<IpAddr>() {
            Ok(ip) => ip.is_loopback() || self.any,
            Err(_) => false,
        }
    }
}

/// A host and its port: `localhost:1111`, `[::1]:1111`.
fn split(header: &str) -> (&str, Option<&str>) {
    let end = header.rfind(']').unwrap_or(0);
    match header.get(end..).and_then(|rest| rest.find(':')) {
        Some(at) => {
            let (name, port) = header.split_at(end + at);
            (name, port.strip_prefix(':'))
        }
        None => (header, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(host: &str, bound: &str) -> Hosts {
        Hosts::new(host, bound.parse().unwrap())
    }

    #[test]
    fn loopback_names_are_known() {
        let hosts = hosts("127.0.0.1", "127.0.0.1:1111");
        for name in [
            "localhost:1111",
            "LocalHost:1111",
            "localhost.:1111",
            "preview.localhost:1111",
            "127.0.0.1:1111",
            "127.0.0.9:1111",
            "[::1]:1111",
        ] {
            assert_eq!(hosts.check(Some(name)), Ok(()), "{name}");
        }
    }

    #[test]
    fn other_names_are_refused() {
        let hosts = hosts("127.0.0.1", "127.0.0.1:1111");
        for name in [
            "evil.example:1111",
            "localhost.evil.example:1111",
            "evillocalhost:1111",
            "localhost:1112",
            "localhost",
            "localhost:x",
            "192.168.1.4:1111",
            "[::2]:1111",
            "",
            ":1111",
        ] {
            assert!(hosts.check(Some(name)).is_err(), "{name}");
        }
        assert!(hosts.check(None).is_err());
        let said = hosts.check(Some("evil.example")).unwrap_err();
        assert_eq!(
            said,
            "This is the preview of a publication; it does not answer for `evil.example`.\n\
             Open http://localhost:1111/, or start `chancery watch` with `--host` and the \
             name that you use.\n"
        );
    }

    #[test]
    fn a_name_that_was_asked_for_is_known() {
        let hosts = hosts("desk.example", "10.0.0.7:80");
        assert_eq!(hosts.check(Some("desk.example")), Ok(()));
        assert_eq!(hosts.check(Some("Desk.Example:80")), Ok(()));
        assert!(hosts.check(Some("10.0.0.7")).is_err());
    }

    #[test]
    fn on_all_interfaces_any_address_is_one_but_no_name() {
        for (host, bound) in [("0.0.0.0", "0.0.0.0:1111"), ("::", "[::]:1111")] {
            let hosts = hosts(host, bound);
            assert_eq!(hosts.check(Some("192.168.1.4:1111")), Ok(()));
            assert_eq!(hosts.check(Some("[fe80::1]:1111")), Ok(()));
            assert!(hosts.check(Some("evil.example:1111")).is_err());
        }
    }
}
