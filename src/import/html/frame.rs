//! An open element, and the Markdown of what is in it so far.

use crate::import::escape;

/// An open element.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Finished blocks; of a table its rows, of a row its cells.
    pub(super) blocks: Vec<String>,
    /// Words that no block has taken yet.
    pub(super) line: String,
    /// The caption of a figure.
    pub(super) caption: String,
    /// The cells of the rows of a table.
    pub(super) rows: Vec<Vec<String>>,
}

impl Frame {
    pub(super) fn new(name: &str, attributes: &[(String, String)]) -> Self {
        Self { name: name.to_owned(), attributes: attributes.to_vec(), ..Self::default() }
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// Takes in a finished block.
    pub(super) fn block(&mut self, text: String) {
        self.flush();
        if !text.trim().is_empty() {
            self.blocks.push(text);
        }
    }

    /// Makes a paragraph of the words that are left.
    pub(super) fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim().trim_end_matches('\\').trim_end();
        if !line.is_empty() {
            self.blocks.push(line.to_owned());
        }
    }

    /// All blocks.
    pub(super) fn into_blocks(mut self) -> Vec<String> {
        self.flush();
        self.blocks
    }

    /// Words with single spaces, escaped.
    pub(super) fn words(&mut self, text: &str) {
        let mut words = text.split_whitespace().peekable();
        let space = |c: char| c.is_whitespace() && c != '\u{a0}';
        if text.starts_with(space)
            && !self.line.ends_with([' ', '\n'])
            && !self.line.is_empty()
        {
            self.line.push(' ');
        }
        if words.peek().is_none() {
            return;
        }
        let joined = words.collect::<Vec<_>>().join(" ");
        let escaped = escape::paragraph(&joined);
        self.line.push_str(&escaped);
        if text.ends_with(space) {
            self.line.push(' ');
        }
    }

    /// Words of which empty lines end paragraphs and other ends of lines break them.
    pub(super) fn lines(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n");
        for (number, paragraph) in text.split("\n\n").enumerate() {
            if number > 0 {
                self.flush();
            }
            let last = paragraph.matches('\n').count();
            for (at, line) in paragraph.split('\n').enumerate() {
                self.words(line);
                if at < last && !self.line.trim().is_empty() {
                    self.line_break();
                }
            }
        }
    }

    /// Breaks the line.
    pub(super) fn line_break(&mut self) {
        if matches!(&*self.name, "td" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            return self.line.push(' ');
        }
        let length = self.line.trim_end_matches(' ').len();
        self.line.truncate(length);
        // Two breaks end a paragraph.
        match self.line.ends_with("\\\n") {
            true => {
                self.line.truncate(length - 2);
                self.flush();
            }
            false if self.line.is_empty() => {}
            false => self.line.push_str("\\\n"),
        }
    }
}
