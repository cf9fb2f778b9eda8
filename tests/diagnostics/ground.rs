//! The folder that a case is run in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::SystemTime;

use crate::case::{Case, SETTINGS, Said};

/// What running a case came to.
pub enum Outcome {
    Said(Said),
    Skipped(String),
    Fault(String),
}

/// Files of more bytes than this are told apart by their sizes and times.
const LARGE: u64 = 1 << 20;

/// Each path below a folder with its bytes (or its length) and the time of its change.
type Tree = BTreeMap<PathBuf, (Vec<u8>, u64, SystemTime)>;

/// Runs the command of a case in a folder of its own.
pub fn run(case: &Case) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap().join("site");
    let mut ground = Ground { root, mounts: Vec::new(), unprivileged: false };
    if let Err(why) = ground.lay(case) {
        return Outcome::Skipped(why);
    }
    let before = tree(&ground.root);
    let said = ground.command(&case.line);
    let after = tree(&ground.root);
    if said.stderr.contains("panicked at") || said.exit.is_none() {
        return Outcome::Fault(format!("it died: {}", said.stderr));
    }
    let writes = said.exit == Some(0) && case.line.first().is_some_and(|c| c == "build");
    if !writes && let Some(path) = changed(&before, &after) {
        return Outcome::Fault(format!("`{}` was changed", path.display()));
    }
    Outcome::Said(said)
}

/// A folder with a publication in it, and in `public` the site of an earlier one.
struct Ground {
    root: PathBuf,
    mounts: Vec<PathBuf>,
    unprivileged: bool,
}

impl Drop for Ground {
    fn drop(&mut self) {
        for mount in &self.mounts {
            let _ = Command::new("umount").arg("-l").arg(mount).status();
        }
        // What may not be written into cannot be emptied.
        for entry in walkdir::WalkDir::new(&self.root).into_iter().flatten() {
            if entry.file_type().is_dir() {
                allow(entry.path(), 0o755);
            }
        }
    }
}

impl Ground {
    /// Lays out the publication; `Err` says why the case must be skipped.
    fn lay(&mut self, case: &Case) -> Result<(), String> {
        fs::create_dir(&self.root).unwrap();
        let named = |directive: &str| case.directives.iter().any(|d| d == directive);
        let own = case.files.iter().any(|(path, _)| path == "site.toml");
        if !own && !named("settings none") {
            fs::write(self.root.join("site.toml"), SETTINGS).unwrap();
        }
        if !named("output none") && !named("output foreign") {
            for (path, bytes) in earlier() {
                self.write(Path::new("public").join(path), bytes);
            }
        }
        for (path, text) in &case.files {
            self.write(path, text.as_bytes());
        }
        case.directives.iter().try_for_each(|directive| self.obey(directive))
    }

    fn write(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn obey(&mut self, directive: &str) -> Result<(), String> {
        let (word, rest) = directive.split_once(' ').unwrap();
        let (path, value) = rest.split_once(' ').unwrap_or((rest, ""));
        let at = self.root.join(path);
        match word {
            "settings" => {}
            "output" => {
                if path == "foreign" {
                    self.write("public/index.html", b"<h1>Somebody else's</h1>\n");
                }
            }
            "bytes" => self.write(path, &bytes(value)),
            "mark" => {
                let text = fs::read(&at).unwrap();
                fs::write(at, [b"\xef\xbb\xbf", &*text].concat()).unwrap();
            }
            "crlf" => {
                let text = fs::read_to_string(&at).unwrap();
                fs::write(at, text.replace('\n', "\r\n")).unwrap();
            }
            "size" => {
                let file = fs::File::options().write(true).open(at).unwrap();
                file.set_len(value.parse().unwrap()).unwrap();
            }
            "fill" => fill(&at, value),
            "mkdir" => fs::create_dir_all(at).unwrap(),
            "symlink" => {
                fs::create_dir_all(at.parent().unwrap()).unwrap();
                symlink(value, &at)?;
            }
            "readonly" => return self.lock(&at),
            "unreadable" => allow(&at, 0o000),
            "tmpfs" => return self.mount(at, value),
            other => panic!("what is `!{other}`?"),
        }
        Ok(())
    }

    /// Takes away the right to write. Root may always write, so that the command is run as
    /// nobody then, who owns nothing here.
    #[cfg(unix)]
    fn lock(&mut self, at: &Path) -> Result<(), String> {
        allow(at, 0o555);
        let probe = at.join("probe");
        if fs::write(&probe, "").is_ok() {
            fs::remove_file(probe).unwrap();
            allow(self.root.parent().unwrap(), 0o755);
            self.unprivileged = true;
            let mut reach = Command::new("true");
            std::os::unix::process::CommandExt::uid(&mut reach, NOBODY);
            reach.status().map_err(|error| format!("root may always write: {error}"))?;
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn lock(&mut self, _: &Path) -> Result<(), String> {
        Err("folders are not locked here".to_owned())
    }

    fn mount(&mut self, at: PathBuf, size: &str) -> Result<(), String> {
        fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "chancery-test"])
            .arg(&at)
            .stderr(Stdio::null())
            .status();
        if !mounted.is_ok_and(|status| status.success()) {
            return Err("mounting is not allowed here".to_owned());
        }
        self.mounts.push(at);
        Ok(())
    }

    /// Runs the command; builds and checks for one moment.
    fn command(&self, line: &[String]) -> Said {
        let mut command = Command::new(program(self.unprivileged, &self.root));
        command.args(line).current_dir(&self.root);
        let timed = line.first().is_some_and(|word| word == "build" || word == "check");
        if timed && !line.iter().any(|word| word == "--now") {
            command.args(["--now", "2026-03-01"]);
        }
        #[cfg(unix)]
        if self.unprivileged {
            std::os::unix::process::CommandExt::uid(&mut command, NOBODY);
        }
        let output = command.stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| {
            let root = self.root.to_str().unwrap();
            String::from_utf8(bytes).unwrap().replace(root, "[ROOT]")
        };
        Said {
            exit: output.status.code(),
            stdout: uncounted(&text(output.stdout)),
            stderr: text(output.stderr),
        }
    }
}

/// The same without the numbers of outputs, which change with the theme.
fn uncounted(text: &str) -> String {
    let line = |line: &str| match line.split_once(": ") {
        Some((built, _)) if built.starts_with("built ") => {
            let into = built.split_once(" into ").map_or("", |(_, into)| into);
            format!("built [..] into {into}: [..]\n")
        }
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

/// The user who owns nothing.
#[cfg(unix)]
const NOBODY: u32 = 65_534;

/// The program, copied where everybody can reach it if need be.
fn program(unprivileged: bool, root: &Path) -> PathBuf {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_chancery"));
    if !unprivileged {
        return program;
    }
    let copy = root.parent().unwrap().join("chancery");
    // Copied by a process of its own: a file that this one has open for writing is open in
    // every process that other tests start meanwhile, and cannot be run.
    assert!(Command::new("cp").arg(program).arg(&copy).status().unwrap().success());
    allow(&copy, 0o755);
    copy
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn allow(_: &Path, _: u32) {}

#[cfg(unix)]
fn symlink(target: &str, at: &Path) -> Result<(), String> {
    std::os::unix::fs::symlink(target, at).map_err(|error| error.to_string())
}

#[cfg(not(unix))]
fn symlink(_: &str, _: &Path) -> Result<(), String> {
    Err("links between files are not made here".to_owned())
}

/// The bytes that pairs of hexadecimal digits stand for.
fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<char> = hex.chars().filter(|c| !c.is_whitespace()).collect();
    let pair = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16);
    digits.chunks(2).map(|digits| pair(digits).unwrap()).collect()
}

/// `WORD TIMES TEXT`: the text so many times where the word stands.
fn fill(at: &Path, value: &str) {
    let mut parts = value.splitn(3, ' ');
    let word = parts.next().unwrap();
    let times = parts.next().unwrap().parse().unwrap();
    let text = parts.next().unwrap().replace("\\n", "\n").repeat(times);
    let file = fs::read_to_string(at).unwrap();
    assert!(file.contains(word), "`{word}` is nowhere");
    fs::write(at, file.replace(word, &text)).unwrap();
}

/// The files of a sound site, built once.
fn earlier() -> &'static BTreeMap<PathBuf, Vec<u8>> {
    static EARLIER: OnceLock<BTreeMap<PathBuf, Vec<u8>>> = OnceLock::new();
    EARLIER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content/articles")).unwrap();
        fs::write(root.join("site.toml"), SETTINGS).unwrap();
        let article = "---\ntitle: Earlier\ndate: 2026-01-01\n---\nA text.\n";
        fs::write(root.join("content/articles/earlier.md"), article).unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(["build", "--now", "2026-03-01"])
            .current_dir(root)
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success());
        let public = root.join("public");
        let files = walkdir::WalkDir::new(&public).into_iter().map(Result::unwrap);
        files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&public).unwrap().to_owned();
                (path, fs::read(entry.path()).unwrap())
            })
            .collect()
    })
}

fn tree(root: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    entries
        // What is remembered of an output folder is no part of it.
        .filter(|entry| !entry.path().ends_with(".public.chancery-cache.json"))
        .map(|entry| {
            let data = entry.metadata().unwrap();
            let small = entry.file_type().is_file() && data.len() < LARGE;
            let bytes = if small { fs::read(entry.path()).unwrap() } else { Vec::new() };
            // A folder's time changes with a lock file that comes and goes.
            let time = match entry.file_type().is_file() {
                true => data.modified().unwrap(),
                false => SystemTime::UNIX_EPOCH,
            };
            let length = if entry.file_type().is_file() { data.len() } else { 0 };
            (entry.path().to_owned(), (bytes, length, time))
        })
        .collect()
}

/// The first path at which two trees differ.
fn changed(before: &Tree, after: &Tree) -> Option<PathBuf> {
    let differs = |path: &&PathBuf| before.get(*path) != after.get(*path);
    before.keys().chain(after.keys()).find(differs).cloned()
}
