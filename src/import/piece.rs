//! What a reader makes of its input: articles, pages, profiles and topics, before they have
//! their places.

use std::ops::Range;
use std::path::PathBuf;

use crate::base::diagnostic::Place;
use crate::base::path::FilePath;
use crate::import::yaml::Item;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An article.
    Article,
    /// A standing page.
    Page,
    /// The profile of an author.
    Author,
    /// The introduction of a topic.
    Topic,
}

impl Kind {
    /// The folder of `content/` that holds it.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Article => "articles",
            Kind::Page => "pages",
            Kind::Author => "authors",
            Kind::Topic => "topics",
        }
    }

    /// The word for it.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Page => "page",
            Kind::Author => "author",
            Kind::Topic => "topic",
        }
    }
}

/// A file that is to stand beside a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Where it is now.
    pub from: PathBuf,
    /// Its path from the folder of the piece.
    pub to: String,
}

/// One content file to be.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// The input that it comes from.
    pub from: FilePath,
    /// Where in the input.
    pub at: Range<usize>,
    /// The name of its file, as far as it is known.
    pub stem: String,
    /// Its front matter.
    pub front: Vec<(&'static str, Item)>,
    /// Its text, in Markdown.
    pub body: String,
    /// Files that are to stand beside it.
    pub beside: Vec<Beside>,
    /// Addresses that it had.
    pub old: Vec<String>,
    /// Text that an editor would miss.
    pub internal: Vec<String>,
}

impl Piece {
    /// A piece of which nothing is known but where it comes from.
    pub fn new(kind: Kind, from: &FilePath, at: Range<usize>) -> Self {
        Self {
            kind,
            from: from.clone(),
            at,
            stem: String::new(),
            front: Vec::new(),
            body: String::new(),
            beside: Vec::new(),
            old: Vec::new(),
            internal: Vec::new(),
        }
    }

    /// Sets a key of its front matter, unless there is nothing to set.
    pub fn set(&mut self, key: &'static str, item: Item) {
        if item.is_empty() {
            return;
        }
        self.front.retain(|(known, _)| *known != key);
        self.front.push((key, item));
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Item> {
        self.front.iter().find(|(known, _)| *known == key).map(|(_, item)| item)
    }

    /// The text of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Item::text)
    }

    /// What it is called: its title or its name.
    pub fn title(&self) -> &str {
        self.text("title").or_else(|| self.text("name")).unwrap_or_default()
    }

    /// Its place in the input.
    pub fn place(&self) -> Place {
        Place::bytes(&self.from, self.at.clone())
    }

    /// Sets `author` or `authors`, once each.
    pub fn set_authors(&mut self, names: Vec<String>) {
        let names = without_repeats(names);
        match names.as_slice() {
            [one] => self.set("author", Item::plain(one)),
            many => {
                let names = many.iter().map(|name| Item::plain(name));
                self.set("authors", Item::Flow(names.collect()));
            }
        }
    }

    /// Adds topics, once each.
    pub fn add_topics(&mut self, topics: impl IntoIterator<Item = String>) {
        let mut all: Vec<String> = match self.get("topics") {
            Some(Item::Flow(items)) => {
                items.iter().filter_map(|item| item.text().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        };
        all.extend(topics);
        let all = without_repeats(all);
        let items = all.iter().map(|topic| Item::plain(topic));
        self.set("topics", Item::Flow(items.collect()));
    }
}

/// Names with single spaces, each once by its fold, empty ones left out.
fn without_repeats(names: Vec<String>) -> Vec<String> {
    let mut seen = Vec::new();
    let tidy = names.into_iter().map(|name| tidy(&name));
    tidy.filter(|name| {
        let id = crate::base::id::Id::fold(name).segment();
        let new = !id.is_empty() && !seen.contains(&id);
        seen.push(id);
        new
    })
    .collect()
}

/// A text on one line, with single spaces.
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
