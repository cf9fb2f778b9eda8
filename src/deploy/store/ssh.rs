//! A connection by SSH: the host must be known, and the user is known by a key.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use russh::Preferred;
use russh::client::{self, AuthResult, Handle};
use russh::keys::{
    HashAlg, PrivateKeyWithHashAlg, PublicKey, PublicKeyOrCertificate, known_hosts,
    load_secret_key,
};
use russh_sftp::client::{Config, RawSftpSession};
use tokio::time::timeout;

use crate::deploy::problem::Problem;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(20);

/// How long an answer may take, in seconds.
const ANSWER: u64 = 30;

/// Who logs in, and where.
#[derive(Clone, Debug)]
pub struct Login {
    /// The host's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The user's name there.
    pub user: String,
    /// The files of known hosts.
    pub known_hosts: Vec<PathBuf>,
    /// The files of private keys, tried in this order.
    pub keys: Vec<PathBuf>,
    /// The socket of the agent.
    pub agent: Option<PathBuf>,
}

/// A connection on which files can be sent.
pub struct Link {
    handle: Handle<Client>,
    /// The session for files.
    pub session: RawSftpSession,
    /// Whether the host can rename a file over another one at once.
    pub renames_over: bool,
}

impl Link {
    /// Whether the connection has ended.
    pub fn is_closed(&self) -> bool {
        self.handle.is_closed()
    }
}

/// Looks at the host's key.
struct Client {
    trusted: Vec<PublicKey>,
    /// The fingerprint of a key that is not trusted.
    refused: Arc<Mutex<Option<String>>>,
}

impl client::Handler for Client {
    type Error = russh::Error;

    async fn check_server_key(
        &mut self,
        key: &PublicKeyOrCertificate,
    ) -> Result<bool, Self::Error> {
        let PublicKeyOrCertificate::PublicKey { key, .. } = key else { return Ok(false) };
        let trusted =
            self.trusted.iter().any(|trusted| trusted.key_data() == key.key_data());
        if !trusted {
            let shown =
                format!("{} {}", key.algorithm(), key.fingerprint(HashAlg::Sha256));
            *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
        }
        Ok(trusted)
    }
}

impl Login {
    /// Connects, logs in and begins a session for files.
    ///
    /// # Errors
    ///
    /// When the host is not known or not there, or does not know the user.
    pub async fn connect(&self) -> Result<Link, Problem> {
        let late = |_| Problem::passing(format!("`{}` does not answer", self.host));
        let mut handle = timeout(CONNECT, self.open()).await.map_err(late)??;
        timeout(CONNECT, self.authenticate(&mut handle)).await.map_err(late)??;
        let failed = |error: russh::Error| self.passing(&error);
        let channel = handle.channel_open_session().await.map_err(failed)?;
        channel.request_subsystem(true, "sftp").await.map_err(failed)?;
        let config = Config { request_timeout_secs: ANSWER, ..Config::default() };
        let session = RawSftpSession::new_with_config(channel.into_stream(), config);
        let version = session.init().await.map_err(|error| {
            Problem::passing(format!("`{}` has no SFTP for us: {error}", self.host))
        })?;
        let renames_over = version.extensions.contains_key("posix-rename@openssh.com");
        Ok(Link { handle, session, renames_over })
    }

    fn passing(&self, error: &russh::Error) -> Problem {
        Problem::passing(format!("`{}`: {error}", self.host))
    }

    /// Connects to the host, which must be a known one.
    async fn open(&self) -> Result<Handle<Client>, Problem> {
        let trusted = self.trusted()?;
        let offered = Preferred::default().key;
        let algorithms: Vec<_> = offered
            .iter()
            .filter(|known| trusted.iter().any(|key| key.algorithm() == **known))
            .cloned()
            .collect();
        let mut config = client::Config { nodelay: true, ..client::Config::default() };
        config.keepalive_interval = Some(Duration::from_secs(15));
        if !algorithms.is_empty() {
            config.preferred.key = Cow::Owned(algorithms);
        }
        let refused = Arc::new(Mutex::new(None));
        let known = !trusted.is_empty();
        let client = Client { trusted, refused: refused.clone() };
        let place = (self.host.as_str(), self.port);
        let opened = client::connect(Arc::new(config), place, client).await;
        opened.map_err(|error| {
            let refused = refused.lock().unwrap_or_else(PoisonError::into_inner).take();
            match refused {
                Some(key) => self.refused(&key, known),
                None => self.passing(&error),
            }
        })
    }

    /// What to say of a host's key that is not trusted.
    fn refused(&self, key: &str, known: bool) -> Problem {
        let host = &self.host;
        let port =
            if self.port == 22 { String::new() } else { format!("-p {} ", self.port) };
        match known {
            true => Problem::lasting(
                format!("`{host}` has another key than the known one: {key}"),
                "somebody may stand in between: ask those who run the host, before you \
                 change `known_hosts`",
            ),
            false => Problem::lasting(
                format!("`{host}` is not a known host; its key is {key}"),
                format!(
                    "compare the key with the host's, then type `ssh {port}{}@{host}` once",
                    self.user
                ),
            ),
        }
    }

    /// The keys that the host is known by.
    fn trusted(&self) -> Result<Vec<PublicKey>, Problem> {
        let mut trusted = Vec::new();
        for path in &self.known_hosts {
            let found = known_hosts::known_host_keys_path(&self.host, self.port, path);
            let found = found.map_err(|error| {
                let message = format!("`{}`: {error}", path.display());
                Problem::lasting(message, "mend the line of this host in that file")
            })?;
            trusted.extend(found.into_iter().map(|(_, key)| key));
        }
        Ok(trusted)
    }

    /// Logs in with the agent's keys, then with those of files.
    async fn authenticate(&self, handle: &mut Handle<Client>) -> Result<(), Problem> {
        let hash = handle.best_supported_rsa_hash().await.ok().flatten().flatten();
        if self.by_agent(handle, hash).await? {
            return Ok(());
        }
        let mut unread = Vec::new();
        for path in self.keys.iter().filter(|path| path.exists()) {
            let key = match load_secret_key(path, None) {
                Ok(key) => PrivateKeyWithHashAlg::new(Arc::new(key), hash),
                Err(error) => {
                    unread.push(format!("`{}`: {error}", path.display()));
                    continue;
                }
            };
            let done = handle.authenticate_publickey(&self.user, key).await;
            if done.map_err(|error| self.passing(&error))?.success() {
                return Ok(());
            }
        }
        let mut message = format!("`{}` does not let `{}` in", self.host, self.user);
        if !unread.is_empty() {
            message = format!("{message} ({})", unread.join("; "));
        }
        Err(Problem::lasting(
            message,
            "give the key to the agent with `ssh-add`, or name its file with `key`; a key \
             with a passphrase, and one of RSA, can only come from the agent",
        ))
    }

    /// Logs in with a key of the agent.
    #[cfg(unix)]
    async fn by_agent(
        &self,
        handle: &mut Handle<Client>,
        hash: Option<HashAlg>,
    ) -> Result<bool, Problem> {
        use russh::keys::agent::AgentIdentity;
        use russh::keys::agent::client::AgentClient;

        let Some(path) = &self.agent else { return Ok(false) };
        let Ok(mut agent) = AgentClient::connect_uds(path).await else {
            return Ok(false);
        };
        let identities = agent.request_identities().await.unwrap_or_default();
        for identity in identities {
            let AgentIdentity::PublicKey { key, .. } = identity else { continue };
            let hash = hash.filter(|_| key.algorithm().is_rsa());
            let user = &self.user;
            let done =
                handle.authenticate_publickey_with(user, key, hash, &mut agent).await;
            // An agent that does not sign with one key may with the next.
            if done.as_ref().is_ok_and(AuthResult::success) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// There is no agent that could be asked.
    #[cfg(not(unix))]
    async fn by_agent(
        &self,
        _: &mut Handle<Client>,
        _: Option<HashAlg>,
    ) -> Result<bool, Problem> {
        Ok(false)
    }
}
