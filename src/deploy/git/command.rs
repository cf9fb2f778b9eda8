//! The `git` command, on a repository of its own that is removed in the end.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::deploy::git::tree::Tree;
use crate::deploy::problem::Problem;
use crate::deploy::site::BuiltSite;

/// How much of what `git` says is shown.
const SHOWN: usize = 3;

/// What in `git`'s words says that trying again is of no use.
const LASTING: [&str; 9] = [
    "Authentication failed",
    "could not read Username",
    "could not read Password",
    "terminal prompts disabled",
    "Permission denied",
    "does not appear to be a git repository",
    "Repository not found",
    "not found",
    "unknown option",
];

/// What a push came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// The branch is the new commit.
    Done,
    /// Somebody else has moved the branch.
    Late,
}

/// A repository that holds only what this deploy needs.
#[derive(Debug)]
pub struct Git {
    folder: PathBuf,
}

impl Drop for Git {
    fn drop(&mut self) {
        // Of a folder that cannot be removed nobody needs to know.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Git {
    /// A repository beside a folder, which knows where another one is.
    ///
    /// # Errors
    ///
    /// What `git` says.
    pub fn new(beside: &Path, url: &str, id: &str) -> Result<Self, Problem> {
        let beside = fs::canonicalize(beside).unwrap_or_else(|_| beside.to_owned());
        let mut name = OsString::from(".");
        name.push(beside.file_name().unwrap_or_default());
        name.push(format!(".chancery-deploy-{id}"));
        let git = Self { folder: beside.with_file_name(name) };
        let folder = git.folder.display().to_string();
        git.run(&["init", "--quiet", "--bare", &folder], None)?;
        git.run(&["config", "remote.origin.url", url], None)?;
        Ok(git)
    }

    /// Fetches the commit at the end of a branch, without the bytes of its files where the
    /// other side can leave them out; none when there is no such branch.
    ///
    /// # Errors
    ///
    /// What `git` says.
    pub fn fetch(&self, branch: &str) -> Result<Option<String>, Problem> {
        let name = format!("refs/heads/{branch}");
        let listed = self.run(&["ls-remote", "origin", &name], None)?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        if listed.trim().is_empty() {
            return Ok(None);
        }
        let fetch = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--depth=1",
            "--filter=blob:none",
            "origin",
        ];
        self.run(&[&fetch[..], &[&name]].concat(), None)?;
        let head = self.run(&["rev-parse", "FETCH_HEAD"], None)?;
        Ok(Some(line(&head)))
    }

    /// The files of a commit.
    ///
    /// # Errors
    ///
    /// What `git` says.
    pub fn tree(&self, commit: &str) -> Result<Tree, Problem> {
        let listed = self.run(&["ls-tree", "-r", "-z", "--full-tree", commit], None)?;
        Ok(Tree::read(&listed))
    }

    /// The names of the bytes of some files of a site, which are written if wanted.
    ///
    /// # Errors
    ///
    /// What `git` says.
    pub fn hash(
        &self,
        site: &BuiltSite,
        paths: &[&str],
        write: bool,
    ) -> Result<Vec<String>, Problem> {
        let folder =
            fs::canonicalize(&site.folder).unwrap_or_else(|_| site.folder.clone());
        let mut input = Vec::new();
        for path in paths {
            input.extend(folder.join(path).as_os_str().as_encoded_bytes());
            input.push(b'\n');
        }
        let mut words = vec!["hash-object", "--no-filters", "--stdin-paths"];
        words.extend(write.then_some("-w"));
        let listed = self.run(&words, Some(&input))?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let names: Vec<String> = listed.lines().map(str::to_owned).collect();
        match names.len() == paths.len() {
            true => Ok(names),
            false => Err(Problem::passing("`git hash-object` left out a file")),
        }
    }

    /// The name of no bytes, which are written.
    ///
    /// # Errors
    ///
    /// What `git` says.
    pub fn empty(&self) -> Result<String, Problem> {
        Ok(line(&self.run(&["hash-object", "-w", "--stdin"], Some(b""))?))
    }

    /// Writes a tree; its name.
    ///
    /// # Errors
    ///
    /// What `git` says.
    pub fn write(&self, tree: &Tree) -> Result<String, Problem> {
        self.run(&["read-tree", "--empty"], None)?;
        self.run(&["update-index", "-z", "--index-info"], Some(&tree.index()))?;
        // Bytes that the other side has were not fetched.
        Ok(line(&self.run(&["write-tree", "--missing-ok"], None)?))
    }

    /// Writes a commit; its name.
    ///
    /// # Errors
    ///
    /// What `git` says.
    pub fn commit(
        &self,
        tree: &str,
        parent: Option<&str>,
        message: &str,
    ) -> Result<String, Problem> {
        let mut words = Vec::new();
        // Where nobody has said who commits, as in most pipelines.
        if self.run(&["config", "user.email"], None).is_err() {
            words.extend([
                "-c",
                "user.name=Chancery",
                "-c",
                "user.email=chancery@localhost",
            ]);
        }
        words.extend(["commit-tree", "--no-gpg-sign", "-m", message]);
        words.extend(parent.iter().flat_map(|parent| ["-p", parent]));
        words.push(tree);
        Ok(line(&self.run(&words, None)?))
    }

    /// Makes a commit the end of a branch, unless somebody has moved that.
    ///
    /// # Errors
    ///
    /// What `git` says.
    pub fn push(&self, commit: &str, branch: &str) -> Result<Pushed, Problem> {
        let to = format!("{commit}:refs/heads/{branch}");
        match self.run(&["push", "--quiet", "origin", &to], None) {
            Ok(_) => Ok(Pushed::Done),
            // A push whose answer was lost on its way is done.
            Err(_) if self.is_at(commit, branch) => Ok(Pushed::Done),
            Err(problem) => {
                let late = ["fetch first", "non-fast-forward", "cannot lock ref"];
                let late = late.iter().any(|words| problem.message.contains(words));
                if late { Ok(Pushed::Late) } else { Err(problem) }
            }
        }
    }

    fn is_at(&self, commit: &str, branch: &str) -> bool {
        let listed =
            self.run(&["ls-remote", "origin", &format!("refs/heads/{branch}")], None);
        listed.is_ok_and(|listed| listed.starts_with(commit.as_bytes()))
    }

    /// Runs `git` and gives what it says.
    fn run(&self, words: &[&str], input: Option<&[u8]>) -> Result<Vec<u8>, Problem> {
        let mut command = Command::new("git");
        for own in ["GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
            command.env_remove(own);
        }
        command
            .args(words)
            .env("GIT_DIR", &self.folder)
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| {
            let message = format!("`git` cannot be started: {error}");
            Problem::lasting(message, "install git")
        })?;
        let stdin = child.stdin.take();
        let output = thread::scope(|scope| {
            if let (Some(mut stdin), Some(input)) = (stdin, input) {
                // What it does not read it says itself.
                scope.spawn(move || drop(stdin.write_all(input)));
            }
            child.wait_with_output()
        });
        let output = output.map_err(|error| Problem::passing(error.to_string()))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(said(words, &output.stderr)),
        }
    }
}

fn line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim().to_owned()
}

/// The problem that `git` names, without any credentials in an address.
fn said(words: &[&str], stderr: &[u8]) -> Problem {
    let text = String::from_utf8_lossy(stderr).into_owned();
    let lines = text.lines().filter(|line| {
        !line.trim().is_empty()
            && !line.starts_with("hint:")
            && !line.starts_with("warning:")
    });
    let lines: Vec<String> = lines.take(SHOWN).map(without_credentials).collect();
    let what = words.iter().find(|word| !word.starts_with('-') && !word.contains('='));
    let message = format!("git {}: {}", what.unwrap_or(&""), lines.join("; "));
    match LASTING.iter().any(|words| text.contains(words)) {
        true => Problem::lasting(
            message,
            "look at the address of the target, and whether `git push` works there",
        ),
        false => Problem::passing(message),
    }
}

/// A line in which no address holds a user or a password.
fn without_credentials(line: &str) -> String {
    let mut shown = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("://") {
        let end = after.find(['/', ' ', '\'', '"']).unwrap_or(after.len());
        let (place, further) = after.split_at(end);
        let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
        shown.push_str(&format!("{before}://{host}"));
        rest = further;
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_credentials_are_shown() {
        assert_eq!(
            without_credentials(
                "unable to access 'https://me:s3cr@t@x.example/a.git/': 403"
            ),
            "unable to access 'https://x.example/a.git/': 403"
        );
        assert_eq!(without_credentials("no address"), "no address");
    }
}
