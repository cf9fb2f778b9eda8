//! One case as it is written:
//!
//! ```text
//! # A sentence or more about it.
//! $ check --strict
//! !size content/articles/a.md 52428800
//! -- content/articles/a.md --
//! the text of the file
//! == exit 1 ==
//! == stdout ==
//! == stderr ==
//! the whole text
//! ```
//!
//! Without a `$` line the command is `build`. Without a `site.toml` a small one is there;
//! `!settings none` leaves it out. The directives hold what text cannot:
//!
//! - `!bytes PATH HEX` makes a file of bytes, `!mark PATH` puts a byte order mark before a
//!   file, `!crlf PATH` ends its lines in the manner of Windows
//! - `!size PATH BYTES` makes a file as long as that
//! - `!fill PATH WORD TIMES TEXT` puts a text, many times over, where a word stands; `\n` in
//!   it is a line end
//! - `!symlink PATH TARGET`, `!mkdir PATH`
//! - `!output none` starts without the earlier site in `public`, `!output foreign` puts
//!   somebody else's file there
//! - `!readonly PATH` takes away the right to write into a folder, `!unreadable PATH` the
//!   right to read a file (after a `!readonly`)
//! - `!tmpfs PATH SIZE` mounts a small file system, or skips the case

/// The settings of a case that has none of its own.
pub const SETTINGS: &str = "title = \"The Quiet Review\"\n\
                            base_url = \"https://example.org/\"\n\
                            language = \"en\"\n\
                            timezone = \"UTC\"\n";

/// A case.
pub struct Case {
    /// Everything above what is expected.
    head: String,
    /// The words of the command line.
    pub line: Vec<String>,
    /// The directives, without their `!`.
    pub directives: Vec<String>,
    /// The files, by path.
    pub files: Vec<(String, String)>,
}

/// What a command said.
pub struct Said {
    pub exit: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Case {
    /// Reads a case; what is expected is compared as text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let end = text.find("\n== exit ").map_or(text.len(), |at| at + 1);
        let head = text.get(..end).unwrap_or(text);
        let mut case = Self {
            head: head.to_owned(),
            line: vec!["build".to_owned()],
            directives: Vec::new(),
            files: Vec::new(),
        };
        for line in head.split_inclusive('\n') {
            let path = line.strip_prefix("-- ").and_then(|l| l.strip_suffix(" --\n"));
            if let Some(path) = path {
                case.files.push((path.to_owned(), String::new()));
            } else if let Some((_, text)) = case.files.last_mut() {
                text.push_str(line);
            } else if let Some(typed) = line.strip_prefix("$ ") {
                case.line = typed.split_whitespace().map(str::to_owned).collect();
            } else if let Some(directive) = line.strip_prefix('!') {
                case.directives.push(directive.trim_end_matches('\n').to_owned());
            } else if !line.starts_with('#') {
                return Err(format!("what is `{}`?", line.trim_end()));
            }
        }
        if !head.starts_with("# ") {
            return Err("it does not begin with `# ` and what it shows".to_owned());
        }
        Ok(case)
    }

    /// The text of the case with what was said.
    pub fn with(&self, said: &Said) -> String {
        let exit = said.exit.map_or("killed".to_owned(), |exit| exit.to_string());
        let Said { stdout, stderr, .. } = said;
        let gap = if self.head.ends_with('\n') { "" } else { "\n" };
        format!(
            "{}{gap}== exit {exit} ==\n== stdout ==\n{stdout}== stderr ==\n{stderr}",
            self.head
        )
    }
}
