//! A folder of a host that is reached by SSH.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Mutex as Turns;

use crate::base::digest::Digest;
use crate::deploy::environment::Environment;
use crate::deploy::lease::Lease;
use crate::deploy::problem::Problem;
use crate::deploy::record::RECORD;
use crate::deploy::site::SiteFile;
use crate::deploy::store::folder::WORK;
use crate::deploy::store::remote::{How, Refused};
use crate::deploy::store::ssh::{Link, Login};
use crate::load::config::Place;

/// A folder of a host.
pub struct Sftp {
    login: Login,
    root: String,
    link: Turns<Option<Arc<Link>>>,
    /// Folders that are known to be there.
    made: Mutex<HashSet<String>>,
    next: AtomicUsize,
    /// The name of this deploy, once it holds the lock.
    id: Mutex<String>,
}

impl Sftp {
    /// The folder of a place.
    ///
    /// # Errors
    ///
    /// When nobody says who logs in.
    pub fn new(place: &Place, environment: &Environment) -> Result<Self, Problem> {
        let Place::Sftp { host, port, user, path, key, known_hosts } = place else {
            return Err(Problem::lasting("this is no host", "name another target"));
        };
        let user = user.as_deref().or_else(|| environment.user());
        let user = user.ok_or_else(|| {
            Problem::lasting("nobody says who logs in", "write `user = \"...\"`")
        })?;
        let own =
            |name: &str| environment.home().map(|home| home.join(".ssh").join(name));
        let keys = match key {
            Some(key) => vec![environment.path(key)],
            None => ["id_ed25519", "id_ecdsa"].into_iter().filter_map(own).collect(),
        };
        let known_hosts = match known_hosts {
            Some(path) => vec![environment.path(path)],
            None => {
                let system = PathBuf::from("/etc/ssh/ssh_known_hosts");
                own("known_hosts").into_iter().chain([system]).collect()
            }
        };
        let agent = environment.get("SSH_AUTH_SOCK").map(PathBuf::from);
        let agent = agent.filter(|_| key.is_none());
        let (host, user, port) = (host.clone(), user.to_owned(), *port);
        Ok(Self {
            login: Login { host, port, user, known_hosts, keys, agent },
            root: path.strip_prefix("~/").unwrap_or(path).to_owned(),
            link: Turns::default(),
            made: Mutex::default(),
            next: AtomicUsize::new(0),
            id: Mutex::default(),
        })
    }

    fn place(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    fn work(&self, name: &str) -> String {
        format!("{}/{WORK}/{name}", self.root)
    }

    /// The connection; a new one when the last has ended.
    async fn link(&self) -> Result<Arc<Link>, Problem> {
        let mut link = self.link.lock().await;
        if let Some(known) = link.as_ref().filter(|known| !known.is_closed()) {
            return Ok(known.clone());
        }
        let new = Arc::new(self.login.connect().await?);
        *link = Some(new.clone());
        Ok(new)
    }

    /// Does something on the connection, which is given up when it seems broken.
    async fn on<T>(
        &self,
        work: impl AsyncFnOnce(&Link) -> Result<T, Refused>,
    ) -> Result<T, Problem> {
        let link = self.link().await?;
        match work(&link).await {
            Ok(done) => Ok(done),
            Err(refused) => {
                if matches!(refused, Refused::Broken(_)) {
                    let mut known = self.link.lock().await;
                    // Another task may have a new one already.
                    if known.as_ref().is_some_and(|known| Arc::ptr_eq(known, &link)) {
                        *known = None;
                    }
                }
                Err(refused.into())
            }
        }
    }

    /// Keeps other deploys away, and removes what one that was cut off has left half done.
    ///
    /// # Errors
    ///
    /// That another one is at work, or what the host says.
    pub async fn lock(
        &self,
        lease: &Lease,
        waiting: &(dyn Fn() + Sync),
    ) -> Result<(), Problem> {
        let folder = format!("{}/{WORK}", self.root);
        self.on(async |link| link.make(&folder).await).await?;
        if !self.take(lease).await? {
            waiting();
            let silent = lease.silent(async || self.read_lock().await).await?;
            if let Some(text) = silent {
                self.put_aside(lease, &text).await?;
            }
            if !self.take(lease).await? {
                return Err(Problem::busy());
            }
        }
        lease.id.clone_into(&mut self.id.lock().unwrap_or_else(PoisonError::into_inner));
        let left = self.on(async |link| link.list(&folder).await).await?;
        for name in
            left.iter().filter(|name| !["lock", ".", ".."].contains(&name.as_str()))
        {
            let path = self.work(name);
            self.on(async |link| link.remove(&path).await).await?;
        }
        Ok(())
    }

    /// Takes the lock if nobody has it.
    async fn take(&self, lease: &Lease) -> Result<bool, Problem> {
        let path = self.work("lock");
        let text = lease.text(0);
        let link = self.link().await?;
        match link.write(&path, &text, How::New).await {
            Ok(()) => Ok(true),
            // It is there, unless it cannot be: then nobody can read it either.
            Err(Refused::Failure(problem)) => match self.read_lock().await? {
                // It may be ours, whose answer was lost on its way.
                Some(found) => Ok(lease.is_ours(&found)),
                None => Err(problem.about(&path)),
            },
            Err(refused) => Err(refused.into()),
        }
    }

    async fn read_lock(&self) -> Result<Option<Vec<u8>>, Problem> {
        let path = self.work("lock");
        self.on(async |link| link.read(&path).await).await
    }

    /// Puts the lock of a deploy that was cut off aside, and sees that it was that one.
    async fn put_aside(&self, lease: &Lease, text: &[u8]) -> Result<(), Problem> {
        let (lock, aside) = (self.work("lock"), self.work(&format!("was-{}", lease.id)));
        let moved = self.link().await?.rename(&lock, &aside).await;
        if matches!(moved, Err(Refused::Absent)) {
            return Ok(());
        }
        moved?;
        let found = self.on(async |link| link.read(&aside).await).await?;
        if found.as_deref() == Some(text) {
            return self.on(async |link| link.remove(&aside).await).await;
        }
        // Another deploy was quicker, and this is its lock.
        let back = self.link().await?.rename(&aside, &lock).await;
        back.map_err(Problem::from).and(Err(Problem::busy()))
    }

    /// Gives a sign of life.
    ///
    /// # Errors
    ///
    /// That another deploy has taken over, or what the host says.
    pub async fn beat(&self, lease: &Lease, number: u64) -> Result<(), Problem> {
        match self.read_lock().await? {
            Some(text) if lease.is_ours(&text) => {}
            Some(_) => return Err(Problem::lost()),
            // Somebody looks at whose it is.
            None => return Err(Problem::passing("the lock of the deploy is gone")),
        }
        let (path, text) = (self.work("lock"), lease.text(number));
        self.on(async |link| link.write(&path, &text, How::Over).await).await
    }

    /// Lets other deploys in.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn unlock(&self) -> Result<(), Problem> {
        let path = self.work("lock");
        self.on(async |link| link.remove(&path).await).await?;
        let folder = format!("{}/{WORK}", self.root);
        // It goes when nothing is left in it.
        let _ = self.link().await?.session.rmdir(folder).await;
        Ok(())
    }

    /// The record of what the folder holds.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn record(&self) -> Result<Option<Vec<u8>>, Problem> {
        let path = self.place(RECORD);
        self.on(async |link| link.read(&path).await).await
    }

    /// Writes the record.
    ///
    /// # Errors
    ///
    /// That another deploy has taken over, or what the host says.
    pub async fn keep(&self, record: &[u8]) -> Result<(), Problem> {
        let text = self.read_lock().await?;
        let id = self.id.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if !text.is_some_and(|text| text.starts_with(id.as_bytes())) {
            return Err(Problem::lost());
        }
        self.put(RECORD, record).await
    }

    /// Whether the folder holds a file.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn holds(&self, file: &SiteFile) -> Result<bool, Problem> {
        let path = self.place(&file.path);
        let found = self.on(async |link| link.read(&path).await).await?;
        Ok(found.is_some_and(|bytes| Digest::of_bytes(&bytes) == file.digest))
    }

    /// Sends a file: whole or not at all.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        let to = self.place(path);
        let folder = to.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        if !self.made().contains(&folder) {
            self.on(async |link| link.make(&folder).await).await?;
            self.made().insert(folder);
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let id = self.id.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let beside = self.work(&format!("{id}-{number}"));
        let sent = self
            .on(async |link| {
                link.write(&beside, bytes, How::Whole).await?;
                link.rename_over(&beside, &to).await
            })
            .await;
        sent.map_err(|problem| problem.about(path))
    }

    fn made(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Deletes a file, and the folders that this leaves empty.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn delete(&self, path: &str) -> Result<(), Problem> {
        let place = self.place(path);
        self.on(async |link| link.remove(&place).await).await?;
        let link = self.link().await?;
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            if link.session.rmdir(self.place(above)).await.is_err() {
                break;
            }
            self.made().remove(&self.place(above));
            folder = above;
        }
        Ok(())
    }
}
