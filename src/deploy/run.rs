//! A deploy from its beginning to its end.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use crate::deploy::environment::Environment;
use crate::deploy::git;
use crate::deploy::lease::{Lease, Life};
use crate::deploy::plan::Plan;
use crate::deploy::problem::{Kind, Problem};
use crate::deploy::record::Record;
use crate::deploy::retry::again;
use crate::deploy::site::BuiltSite;
use crate::deploy::stop::Stop;
use crate::deploy::store::Store;
use crate::deploy::transfer::{Transfer, Watcher};
use crate::load::config::{Place, Target};

/// How long the end of a deploy that failed may take.
const FAREWELL: Duration = Duration::from_secs(10);

/// What is to be deployed, and where.
pub struct Job {
    /// The publication's folder.
    pub root: PathBuf,
    /// The target.
    pub target: Target,
    /// The site.
    pub site: BuiltSite,
    /// What the environment says.
    pub environment: Arc<Environment>,
    /// The name of this deploy, which no other has.
    pub id: String,
    /// Whether nothing is to be sent.
    pub dry: bool,
}

/// Deploys a site, or says what a deploy would do. What ends it from outside is `stop`.
///
/// # Errors
///
/// What did not go well, with no secret in it.
pub async fn deploy(
    job: Job,
    stop: Stop,
    watcher: &dyn Watcher,
) -> Result<Plan, Problem> {
    let environment = job.environment.clone();
    run(job, stop, watcher).await.map_err(|problem| environment.cleaned(problem))
}

async fn run(job: Job, stop: Stop, watcher: &dyn Watcher) -> Result<Plan, Problem> {
    let Job { root, target, site, environment, id, dry } = job;
    if let Place::Git { url, branch } = &target.place {
        // A repository of this machine may be named from the publication's folder.
        let here = std::fs::canonicalize(root.join(environment.path(url))).ok();
        let url = here.map_or_else(|| url.clone(), |here| here.display().to_string());
        let branch = git::Branch { url, name: branch.clone(), id };
        return git::deploy(branch, site, dry, &target, &stop, watcher).await;
    }
    let store = Store::of(&target.place, &root, &environment)?;
    let Some(store) = store else {
        return Err(Problem::lasting("there is no such target", "name another one"));
    };
    let retries = target.retries;
    if dry {
        return Ok(Plan::new(&site, &held(&store, retries, &stop).await?));
    }
    let lease = Lease { id, span: Duration::from_secs(u64::from(target.lease)) };
    let waiting = || {
        watcher.waits(
            "another deploy is at work or was cut off: waiting for a sign of life",
        );
    };
    again("lock", retries, &stop, async || store.lock(&lease, &waiting).await).await?;
    let life = Life::new(store.beats().then_some(lease.span));
    let transfer = Transfer {
        site: &site,
        store: &store,
        connections: target.connections,
        retries,
        stop: &stop,
        life: &life,
        watcher,
    };
    let done = tokio::select! {
        done = sent(&transfer) => done,
        () = beat(&store, &lease, &life, &stop) => Err(stop.ended().await),
    };
    let lost = done.as_ref().is_err_and(|problem| problem.kind == Kind::Lost);
    if !lost {
        // When this fails too, the next deploy sees that there is no sign of life.
        let _ = timeout(FAREWELL, store.unlock()).await;
    }
    done
}

/// Finds out what differs, and sends it.
async fn sent(transfer: &Transfer<'_>) -> Result<Plan, Problem> {
    let Transfer { site, store, retries, stop, .. } = transfer;
    let mut record = held(store, *retries, stop).await?;
    let plan = Plan::new(site, &record);
    if !plan.is_empty() {
        transfer.run(&plan, &mut record).await?;
    }
    Ok(plan)
}

/// What the target holds by its record.
async fn held(store: &Store, retries: u32, stop: &Stop) -> Result<Record, Problem> {
    let bytes = again("record", retries, stop, async || store.record().await).await?;
    bytes.map_or_else(|| Ok(Record::default()), |bytes| Record::read(&bytes))
}

/// Gives signs of life until it is ended. When none can be given for so long that others may
/// take over, the deploy ends by itself.
async fn beat(store: &Store, lease: &Lease, life: &Life, stop: &Stop) {
    if !store.beats() {
        std::future::pending::<()>().await;
    }
    for number in 1.. {
        sleep(lease.beat()).await;
        let before = Instant::now();
        match timeout(lease.span / 2, store.beat(lease, number)).await {
            Ok(Ok(())) => life.shown(before),
            Ok(Err(problem)) if !problem.is_passing() => return stop.now(problem),
            late if !life.is_sure() => {
                let problem = late.unwrap_or_else(|_| Err(silence()));
                return stop.now(problem.err().unwrap_or_else(silence));
            }
            _ => {}
        }
    }
}

fn silence() -> Problem {
    Problem::passing("the target does not answer")
}
