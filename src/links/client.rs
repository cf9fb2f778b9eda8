//! One request over HTTP, without following where it leads.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body, Error, Proxy, http};

use crate::links::answer::Why;

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `HEAD`: whether it is there.
    Head,
    /// `GET`; so many bytes of the body are read, and none beyond.
    Get(u64),
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Where it leads.
    pub location: Option<String>,
    /// Where what came back stands, by its own word.
    pub content_location: Option<String>,
    /// When to ask again.
    pub retry_after: Option<String>,
    /// As much of the body as was wanted.
    pub body: Vec<u8>,
}

/// Makes requests.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
}

impl Client {
    /// A client that names itself so and waits so long for an answer. The proxy is that of the
    /// environment, if `proxied`.
    pub fn new(user_agent: &str, timeout: Duration, proxied: bool) -> Self {
        let config = Agent::config_builder()
            .user_agent(user_agent)
            .accept("text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8")
            .timeout_global(Some(timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections_per_host(1)
            .proxy(Proxy::try_from_env().filter(|_| proxied))
            .tls_config(tls());
        Self { agent: config.build().into() }
    }

    /// Makes one request. A `patience` of its own may be given for what takes long.
    ///
    /// # Errors
    ///
    /// Why there was no answer.
    pub fn ask(
        &self,
        method: Method,
        url: &str,
        patience: Option<Duration>,
    ) -> Result<Reply, Why> {
        let request = match method {
            Method::Head => self.agent.head(url),
            Method::Get(_) => self.agent.get(url),
        };
        let request = match patience {
            Some(patience) => request.config().timeout_global(Some(patience)).build(),
            None => request,
        };
        let response = request.call().map_err(|error| why(&error))?;
        let (parts, body) = response.into_parts();
        let header = |name: http::HeaderName| {
            let value = parts.headers.get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        Ok(Reply {
            status: parts.status.as_u16(),
            location: header(http::header::LOCATION),
            content_location: header(http::header::CONTENT_LOCATION),
            retry_after: header(http::header::RETRY_AFTER),
            body: match method {
                Method::Get(limit) if limit > 0 => read(body, limit)?,
                _ => Vec::new(),
            },
        })
    }
}

/// The beginning of a body. One that never ends is read so far and left.
fn read(body: Body, limit: u64) -> Result<Vec<u8>, Why> {
    let mut text = Vec::new();
    let read = body.into_reader().take(limit).read_to_end(&mut text);
    read.map_err(|error| why(&Error::from(error)))?;
    Ok(text)
}

/// Safe connections, trusting whom the system trusts.
fn tls() -> TlsConfig {
    let system = rustls_native_certs::load_native_certs().certs;
    let certificates: Vec<Certificate<'static>> =
        system.iter().map(|known| Certificate::from_der(known).to_owned()).collect();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::new_with_certs(&certificates))
        .unversioned_rustls_crypto_provider(provider)
        .build()
}

/// Why a request had no answer.
fn why(error: &Error) -> Why {
    match error {
        Error::Timeout(_) => Why::Timeout,
        Error::HostNotFound => Why::Unreachable("the host is not known".to_owned()),
        Error::ConnectionFailed | Error::ConnectProxyFailed(_) => {
            Why::Unreachable("no connection".to_owned())
        }
        Error::Rustls(error) => Why::Tls(error.to_string()),
        Error::Tls(words) => Why::Tls((*words).to_owned()),
        Error::Io(error) => of_system(error),
        Error::BadUri(_) | Error::Http(_) => {
            Why::Odd("the address cannot be asked for".to_owned())
        }
        _ => Why::Odd("the answer is not HTTP".to_owned()),
    }
}

fn of_system(error: &io::Error) -> Why {
    let inner = error.get_ref();
    if let Some(tls) = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return Why::Tls(tls.to_string());
    }
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Why::Timeout,
        io::ErrorKind::UnexpectedEof => Why::Unreachable("connection closed".to_owned()),
        // Of a name that nobody knows the system says no more.
        kind if kind.to_string() == "uncategorized error" => {
            Why::Unreachable("the host cannot be found".to_owned())
        }
        kind => Why::Unreachable(kind.to_string()),
    }
}
