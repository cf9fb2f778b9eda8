//! A publication on a disk, and the command that is typed in it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A publication on a disk.
pub struct Desk {
    pub dir: TempDir,
    origin: String,
}

pub const SITE: &str = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\ntimezone = \
                    \"Asia/Muscat\"\n[links]\npause = 0\nconfirm = 0\nretries = \
                    0\narchive = \"HOST/available\"\nsave = \"HOST/save/\"\n";

impl Desk {
    /// A publication with these articles, whose `HOST` is a server.
    pub fn new(origin: &str, articles: &[(&str, &str)]) -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap(), origin: origin.to_owned() };
        desk.write("site.toml", SITE);
        for (name, sources) in articles {
            desk.write(
                &format!("content/articles/{name}.md"),
                &format!("---\ntitle: {name}\ndate: 2026-01-02\n{sources}---\n\nText.\n"),
            );
        }
        desk
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("HOST", &self.origin)).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        let text = fs::read_to_string(self.dir.path().join(path)).unwrap();
        text.replace(&self.origin, "HOST")
    }

    pub fn links(&self) -> String {
        let text = self.read("content/links.yml");
        text.lines()
            .filter(|line| !line.starts_with('#'))
            .map(|l| format!("{l}\n"))
            .collect()
    }

    /// Types `chancery sources ...`; gives the code, what was said and what was complained of.
    pub fn types(&self, line: &str) -> String {
        let output = command(self.dir.path(), line).output().unwrap();
        let text =
            |bytes| String::from_utf8(bytes).unwrap().replace(&self.origin, "HOST");
        let code = output.status.code().unwrap();
        format!("{}{}exit {code}\n", text(output.stderr), text(output.stdout))
    }
}

pub fn command(dir: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    for name in ["http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(name).env_remove(name.to_uppercase());
    }
    command.current_dir(dir).arg("sources").args(line.split(' '));
    command
}
