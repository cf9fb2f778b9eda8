//! The sending of a plan's files, so many at once.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::Semaphore;
use tokio::time::{Instant, interval_at};

use crate::deploy::headers::Stage;
use crate::deploy::lease::Life;
use crate::deploy::plan::{Plan, Upload};
use crate::deploy::problem::{Kind, Problem};
use crate::deploy::record::Record;
use crate::deploy::retry::again;
use crate::deploy::site::BuiltSite;
use crate::deploy::stop::Stop;
use crate::deploy::store::Store;

/// How often the record is written while files are sent.
const KEEP: Duration = Duration::from_secs(4);

/// How many kibibytes of files are held at once.
const HELD: u32 = 128 * 1024;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was sent.
    Sent,
    /// The target had it already, from a deploy that was cut off.
    There,
    /// It was deleted.
    Deleted,
}

/// Who is told how a deploy goes on.
pub trait Watcher: Sync {
    /// Something takes time, in words.
    fn waits(&self, why: &str);
    /// So many files are to be sent or deleted.
    fn begins(&self, files: usize);
    /// One of them is done.
    fn done(&self, path: &str, what: Done);
}

/// What sending files needs.
pub struct Transfer<'a> {
    /// The site.
    pub site: &'a BuiltSite,
    /// The target.
    pub store: &'a Store,
    /// How many files are on their way at once.
    pub connections: usize,
    /// How often what failed is tried again.
    pub retries: u32,
    /// What ends it.
    pub stop: &'a Stop,
    /// The signs of life that were given.
    pub life: &'a Life,
    /// Who is told.
    pub watcher: &'a dyn Watcher,
}

/// A file on its way: its path, the mark that the record has of it afterwards, and what became
/// of it.
type Arrived = (Upload, Done);

impl Transfer<'_> {
    /// Makes of the target what the plan says. The record says at every moment what is sure.
    ///
    /// # Errors
    ///
    /// The first problem that did not go away.
    pub async fn run(&self, plan: &Plan, record: &mut Record) -> Result<(), Problem> {
        self.watcher.begins(plan.uploads.len() + plan.deletions.len());
        let changing = plan.uploads.iter().map(|upload| &upload.file.path);
        for path in changing.chain(&plan.deletions) {
            record.files.insert(path.clone(), None);
        }
        self.keep(record).await?;
        let done = self.all(plan, record).await;
        let lost = done.as_ref().is_err_and(|problem| problem.kind == Kind::Lost);
        if !lost {
            // What was sent before a failure need not be sent again.
            let kept = self.keep_at_the_end(record, done.is_ok()).await;
            return done.and(kept);
        }
        done
    }

    async fn all(&self, plan: &Plan, record: &mut Record) -> Result<(), Problem> {
        for stage in Stage::ALL {
            let files = plan.uploads.iter().filter(|upload| upload.stage == stage);
            let files: Vec<Upload> = files.cloned().collect();
            let held = Semaphore::new(HELD as usize);
            let send = |upload| self.send(upload, &held);
            self.each(files, send, record, |record, (upload, done)| {
                let (path, mark) = (upload.file.path, upload.file.mark);
                self.watcher.done(&path, done);
                record.files.insert(path, Some(mark));
            })
            .await?;
        }
        let delete = |path| self.delete(path);
        self.each(plan.deletions.clone(), delete, record, |record, path| {
            self.watcher.done(&path, Done::Deleted);
            record.files.remove(&path);
        })
        .await
    }

    /// Does something with each of some files, so many at once, and writes the record now and
    /// then.
    async fn each<T, D, F>(
        &self,
        files: Vec<T>,
        work: impl Fn(T) -> F,
        record: &mut Record,
        arrived: impl Fn(&mut Record, D),
    ) -> Result<(), Problem>
    where
        F: Future<Output = Result<D, Problem>>,
    {
        let mut files = files.into_iter();
        let mut tasks = FuturesUnordered::new();
        let mut ticks = interval_at(Instant::now() + KEEP, KEEP);
        loop {
            while tasks.len() < self.connections {
                let Some(file) = files.next() else { break };
                tasks.push(work(file));
            }
            tokio::select! {
                biased;
                why = self.stop.ended() => return Err(why),
                task = tasks.next() => match task {
                    None => return Ok(()),
                    Some(done) => arrived(record, done?),
                },
                _ = ticks.tick() => self.keep(record).await?,
            }
        }
    }

    async fn send(&self, upload: Upload, held: &Semaphore) -> Result<Arrived, Problem> {
        let size = u32::try_from(upload.size / 1024 + 1).unwrap_or(HELD).min(HELD);
        let held = held.acquire_many(size).await;
        let held = held.map_err(|error| Problem::passing(error.to_string()))?;
        let file = &upload.file;
        let mut there = false;
        again(&file.path, self.retries, self.stop, async || {
            self.be_sure()?;
            there = upload.doubtful && self.store.holds(file).await?;
            if there {
                return Ok(());
            }
            self.store.put(file, self.site.bytes(file)?).await
        })
        .await?;
        drop(held);
        Ok((upload, if there { Done::There } else { Done::Sent }))
    }

    async fn delete(&self, path: String) -> Result<String, Problem> {
        let delete = async || {
            self.be_sure()?;
            self.store.delete(&path).await
        };
        again(&path, self.retries, self.stop, delete).await?;
        Ok(path)
    }

    /// Waits rather than to mix up files with those of a deploy that took over.
    fn be_sure(&self) -> Result<(), Problem> {
        match self.life.is_sure() {
            true => Ok(()),
            false => Err(Problem::passing("the target does not answer")),
        }
    }

    async fn keep(&self, record: &Record) -> Result<(), Problem> {
        let bytes = record.bytes();
        let keep = async || self.store.keep(&bytes).await;
        again("record", self.retries, self.stop, keep).await
    }

    /// Writes the record for the last time, also when the deploy was ended.
    async fn keep_at_the_end(&self, record: &Record, well: bool) -> Result<(), Problem> {
        let retries = if well { self.retries } else { 0 };
        let bytes = record.bytes();
        let keep = async || self.store.keep(&bytes).await;
        again("record", retries, &Stop::default(), keep).await
    }
}
