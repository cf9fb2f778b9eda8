//! A publication on a disk, and `chancery deploy` typed in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// What no output may ever hold.
pub const SECRET: &str = "c2VjcmV0LW9mLXRoZS10ZXN0cw==";

/// A publication on a disk.
pub struct Ground {
    pub dir: TempDir,
    /// Variables of the environment.
    pub variables: BTreeMap<String, String>,
}

/// The files of a folder or a bucket: path and bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

impl Ground {
    /// A publication of so many articles with one target, `there`.
    pub fn new(articles: usize, target: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("home").display().to_string();
        let secret = SECRET.to_owned();
        let variables = [
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", secret),
            ("HOME", home),
            ("GIT_CONFIG_NOSYSTEM", "1".to_owned()),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value)).into();
        let ground = Self { dir, variables };
        ground.target(target);
        for number in 1..=articles {
            ground.article(number, "Text.");
        }
        ground
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes `site.toml` with this target.
    pub fn target(&self, target: &str) {
        let text = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n[outputs]\n\
                    archive = false\n[deploy.there]\n";
        self.write("site/site.toml", &format!("{text}{target}"));
    }

    pub fn article(&self, number: usize, text: &str) {
        let day = number % 28 + 1;
        self.write(
            &format!("site/content/articles/a{number}.md"),
            &format!(
                "---\ntitle: Article {number}\ndate: 2026-01-{day:02}\n---\n\n{text}\n"
            ),
        );
    }

    /// The command, not yet started.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        let path = std::env::var("PATH").unwrap();
        command.env_clear().env("PATH", path).envs(&self.variables);
        command.current_dir(self.path("site"));
        command.arg("deploy").args(line.split(' ').filter(|word| !word.is_empty()));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts the command.
    pub fn start(&self, line: &str) -> Child {
        self.command(line).spawn().unwrap()
    }

    /// What a started command said, and how it ended.
    pub fn ended(&self, child: Child) -> String {
        self.said(&child.wait_with_output().unwrap())
    }

    /// Types the command; gives what was complained of, what was said and the code, without
    /// what the build says.
    pub fn deploys(&self, line: &str) -> String {
        let output = self.command(line).output().unwrap();
        self.said(&output)
    }

    fn said(&self, output: &Output) -> String {
        let text = [&output.stderr[..], &output.stdout[..]].concat();
        let text = String::from_utf8(text).unwrap();
        assert!(!text.contains(SECRET), "a secret is shown: {text}");
        let lines = text
            .lines()
            .filter(|line| !line.starts_with("built ") && !line.starts_with("rendered "));
        let text: String = lines.map(|line| format!("{line}\n")).collect();
        let place = self.dir.path().display().to_string();
        let code = output.status.code();
        let code =
            code.map_or_else(|| "killed".to_owned(), |code| format!("exit {code}"));
        format!("{}{code}\n", text.replace(&place, "GROUND"))
    }

    /// The site as it was built, without our manifest.
    pub fn built(&self) -> Files {
        let mut files = files(&self.path("site/public"));
        files.remove(".chancery.json");
        files
    }
}

/// What was said, with the files that were there already added to those that the record knew:
/// how often the record was written depends on the machine.
pub fn settled(said: &str) -> String {
    let (before, after) = said.split_once(" sent, ").unwrap();
    let (there, known) = after.split_once(" there already, ").unwrap_or(("0", after));
    let (known, after) = known.split_once(" unchanged").unwrap();
    let there = there.parse::<usize>().unwrap() + known.parse::<usize>().unwrap();
    format!("{before} sent, {there} not sent again{after}")
}

/// The files below a folder.
pub fn files(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let entries = entries.filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap();
        (path.to_owned(), fs::read(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

/// What a site has on a target: all but what is ours there.
pub fn public(mut files: Files) -> Files {
    files.retain(|path, _| !path.starts_with(".chancery-deploy"));
    files
}
