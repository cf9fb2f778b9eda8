//! A branch of a repository, as GitHub Pages and GitLab Pages publish it.
//!
//! The site becomes a commit on top of the branch; what the branch holds is known by its tree,
//! and nothing is fetched but that. A push is refused when another deploy was there before, so
//! that nothing is lost. Credentials are `git`'s own affair.

mod command;
mod tree;

use std::sync::Arc;

use crate::deploy::git::command::{Git, Pushed};
use crate::deploy::git::tree::Tree;
use crate::deploy::headers::Stage;
use crate::deploy::plan::{Plan, Upload};
use crate::deploy::problem::Problem;
use crate::deploy::retry::again;
use crate::deploy::site::{BuiltSite, SiteFile};
use crate::deploy::stop::Stop;
use crate::deploy::transfer::{Done, Watcher};
use crate::load::config::Target;

/// How often a push is tried again: `git` says little of what went wrong.
const RETRIES: u32 = 2;

/// What a host of pages reads, and what stays when the site has none.
const DOMAIN: &str = "CNAME";

/// What tells GitHub to publish files whose names begin with `_` too.
const AS_IT_IS: &str = ".nojekyll";

/// A branch of a repository.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The address of the repository.
    pub url: String,
    /// The branch's name.
    pub name: String,
    /// The name of this deploy, which no other has.
    pub id: String,
}

/// Deploys a site to a branch.
///
/// # Errors
///
/// What `git` says.
pub async fn deploy(
    branch: Branch,
    site: BuiltSite,
    dry: bool,
    target: &Target,
    stop: &Stop,
    watcher: &dyn Watcher,
) -> Result<Plan, Problem> {
    let site = Arc::new(site);
    let retries = target.retries.min(RETRIES);
    let (here, there) = (site.clone(), branch.clone());
    let git = blocking(move || Git::new(&here.folder, &there.url, &there.id)).await?;
    let git = Arc::new(git);
    let head = again("fetch", retries, stop, async || {
        let (git, name) = (git.clone(), branch.name.clone());
        blocking(move || git.fetch(&name)).await
    })
    .await?;
    let (here, there, known) = (git.clone(), site.clone(), head.clone());
    let (plan, new) = blocking(move || compare(&here, &there, known.as_deref())).await?;
    if dry || plan.is_empty() {
        return Ok(plan);
    }
    watcher.begins(plan.uploads.len() + plan.deletions.len());
    let (here, there, sent) = (git.clone(), site.clone(), plan.clone());
    let commit =
        blocking(move || commit(&here, &there, &sent, &new, head.as_deref())).await?;
    again("push", retries, stop, async || {
        let (git, commit, name) = (git.clone(), commit.clone(), branch.name.clone());
        match blocking(move || git.push(&commit, &name)).await? {
            Pushed::Done => Ok(()),
            Pushed::Late => Err(Problem::busy()),
        }
    })
    .await?;
    for upload in &plan.uploads {
        watcher.done(&upload.file.path, Done::Sent);
    }
    plan.deletions.iter().for_each(|path| watcher.done(path, Done::Deleted));
    Ok(plan)
}

/// Does what waits for other processes.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Problem::passing(error.to_string()))?
}

/// What differs between the branch and the site, and the site's tree.
fn compare(
    git: &Git,
    site: &BuiltSite,
    head: Option<&str>,
) -> Result<(Plan, Tree), Problem> {
    let old = head.map_or_else(|| Ok(Tree::default()), |head| git.tree(head))?;
    let paths: Vec<&str> = site.files.iter().map(|file| file.path.as_str()).collect();
    let mut new = Tree::default();
    for (path, blob) in paths.iter().zip(git.hash(site, &paths, false)?) {
        new.files.insert((*path).to_owned(), blob);
    }
    let mut plan = Plan::default();
    for file in &site.files {
        let (was, is) = (old.files.get(&file.path), new.files.get(&file.path));
        if was == is {
            plan.unchanged += 1;
            continue;
        }
        plan.uploads.push(Upload {
            size: site.size(&file.path),
            stage: Stage::of(&file.path, was.is_some()),
            doubtful: false,
            file: file.clone(),
        });
    }
    keep_for_the_host(git, &old, &mut new, &mut plan)?;
    let gone = old.files.keys().filter(|path| !new.files.contains_key(*path));
    plan.deletions = gone.cloned().collect();
    Ok((plan, new))
}

/// Leaves the branch what its host needs and the site does not have.
fn keep_for_the_host(
    git: &Git,
    old: &Tree,
    new: &mut Tree,
    plan: &mut Plan,
) -> Result<(), Problem> {
    if let Some(domain) =
        old.files.get(DOMAIN).filter(|_| !new.files.contains_key(DOMAIN))
    {
        new.files.insert(DOMAIN.to_owned(), domain.clone());
    }
    if new.files.contains_key(AS_IT_IS) {
        return Ok(());
    }
    let empty = git.empty()?;
    new.files.insert(AS_IT_IS.to_owned(), empty);
    if !old.files.contains_key(AS_IT_IS) {
        let digest = crate::base::digest::Digest::of_bytes(b"");
        let file = SiteFile::new(AS_IT_IS.to_owned(), digest);
        plan.uploads.push(Upload { file, size: 0, stage: Stage::Index, doubtful: false });
    }
    Ok(())
}

/// Writes what is new and a commit of it.
fn commit(
    git: &Git,
    site: &BuiltSite,
    plan: &Plan,
    new: &Tree,
    head: Option<&str>,
) -> Result<String, Problem> {
    let changed = plan.uploads.iter().map(|upload| upload.file.path.as_str());
    let changed: Vec<&str> =
        changed.filter(|path| site.files.iter().any(|file| file.path == *path)).collect();
    let written = git.hash(site, &changed, true)?;
    for (path, blob) in changed.iter().zip(written) {
        if new.files.get(*path) != Some(&blob) {
            let message = format!("`{path}` was changed while it was deployed");
            let hint =
                "type the command again, and let nothing else write the output folder";
            return Err(Problem::lasting(message, hint));
        }
    }
    let count =
        |number: usize, what: &str| (number > 0).then(|| format!("{number} {what}"));
    let words =
        [count(plan.uploads.len(), "written"), count(plan.deletions.len(), "deleted")];
    let words: Vec<String> = words.into_iter().flatten().collect();
    git.commit(&git.write(new)?, head, &format!("Publish the site: {}", words.join(", ")))
}
