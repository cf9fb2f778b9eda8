//! Prose as parsing leaves it: finished HTML with holes for what only the whole
//! publication knows (citations, links, images, components).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::{Field, Place};
use crate::base::path::FilePath;
use crate::parse::chart::Chart;
use crate::parse::words::{self, Word};

/// All prose of one document: the body and the Markdown of its front matter, which share
/// one set of tables so that citations are numbered in reading order: standfirst, caption of
/// the lead image, key points, body, footnotes.
///
/// Spans are byte ranges of the file. They are left out of `Hash`, so that two contents
/// hash alike when the same HTML comes out of them.
#[derive(Clone, Debug, Default, Hash, Serialize, Deserialize)]
pub struct Content {
    /// The standfirst.
    pub standfirst: Fragment,
    /// The caption of the lead image.
    pub caption: Fragment,
    /// The key points.
    pub key_points: Vec<Fragment>,
    /// The body.
    pub body: Fragment,
    /// The author's footnotes, in the order of their first mention.
    pub footnotes: Vec<Footnote>,
    /// Headings of the body, for the table of contents.
    pub headings: Vec<Heading>,
    /// Everything that has an id: blocks of the body, list items, footnotes; and the
    /// front matter's `standfirst`, `lead-caption`, `key-point-1`.
    pub blocks: Vec<Block>,
    /// Brackets of citations, in reading order.
    pub clusters: Vec<Cluster>,
    /// Single citations, in reading order; a cluster holds a range of them.
    pub citations: Vec<Citation>,
    /// Links, by the indices that [`Segment`]s hold.
    pub links: Vec<Link>,
    /// Images, likewise.
    pub images: Vec<Image>,
    /// Components, likewise.
    pub components: Vec<Component>,
    /// Charts, likewise.
    pub charts: Vec<Chart>,
    /// Words of the body, footnotes left out.
    pub words: usize,
    /// Whether the body holds mathematics.
    pub has_math: bool,
}

impl Content {
    /// The place of something in a block: its bytes, or the field when the block is front
    /// matter, whose spans are empty.
    pub fn place(&self, file: &FilePath, block: u32, span: &Range<usize>) -> Place {
        let block = usize::try_from(block).ok().and_then(|at| self.blocks.get(at));
        match block.filter(|block| block.kind == BlockKind::FrontMatter) {
            Some(block) => Place::value(file, front_field(&block.id)),
            None => Place::bytes(file, span.clone()),
        }
    }
}

impl Content {
    /// Visits the segments of a fragment in reading order, those in its components too.
    pub fn walk(&self, fragment: &Fragment, visit: &mut dyn FnMut(&Segment)) {
        for segment in &fragment.0 {
            visit(segment);
            let Segment::Component(component) = segment else { continue };
            let component = usize::try_from(*component).ok();
            let component = component.and_then(|at| self.components.get(at));
            for part in component.into_iter().flat_map(|c| c.data.fragments()) {
                self.walk(part, visit);
            }
        }
    }
}

/// The field of front matter that a block with this id is.
fn front_field(id: &str) -> Field {
    if let Some(number) = id.strip_prefix("key-point-") {
        let index = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
        return Field::key("key_points").at(index);
    }
    match id {
        "lead-caption" => Field::key("image").then("caption"),
        _ => Field::key("standfirst"),
    }
}

/// A run of HTML with holes.
#[derive(Clone, Debug, Default, Hash, Serialize, Deserialize)]
pub struct Fragment(pub Vec<Segment>);

impl Fragment {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A piece of a fragment. The numbers are indices into the tables of [`Content`].
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub enum Segment {
    /// Finished HTML.
    Html(Box<str>),
    /// A bracket of citations (`clusters`).
    Cluster(u32),
    /// The start tag of a link (`links`).
    LinkStart(u32),
    /// The end tag of a link.
    LinkEnd(u32),
    /// An image (`images`).
    Image(u32),
    /// A component (`components`).
    Component(u32),
    /// The mark of a footnote: the footnote, and which mention of it this is, from 1.
    FootnoteMark(u32, u32),
    /// Before a top-level block (`blocks`).
    BlockStart(u32),
    /// After it.
    BlockEnd(u32),
}

/// A footnote of the author's.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct Footnote {
    /// The block it is (`blocks`), whose id is `fn-<name>`.
    pub block: u32,
    /// Its text.
    pub content: Fragment,
    /// How often the text mentions it.
    pub mentions: u32,
}

/// A heading of the body.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6. A level-1 heading in a body is an error.
    pub level: u8,
    /// Its id, which is its block's.
    pub id: String,
    /// Its text, plain.
    pub text: String,
}

/// What a block is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum BlockKind {
    Paragraph,
    Heading,
    Quote,
    List,
    ListItem,
    Table,
    Code,
    Definitions,
    Math,
    Image,
    Component,
    Rule,
    Html,
    Footnote,
    FrontMatter,
}

/// Something of the text that has an id and can be linked to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Its id, unique in the document.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// Its text, plain, for passages and for finding a block by its first words.
    pub text: Arc<str>,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

impl std::hash::Hash for Block {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.id, self.kind, &self.text).hash(state);
    }
}

/// A bracket: `[see @a, pp. 3-4; @b]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cluster {
    /// Its citations, as a range of `citations`.
    pub citations: Range<u32>,
    /// The block that it stands in, or the block above when it stands alone (`blocks`).
    pub block: u32,
    /// The bracket's bytes in the file.
    pub span: Range<usize>,
}

impl std::hash::Hash for Cluster {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.citations, self.block).hash(state);
    }
}

/// One citation: one key of a bracket, with its passage.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Citation {
    /// The key as typed, without `@`.
    pub key: String,
    /// Words before the key: `see`.
    pub prefix: String,
    /// What place of the work is meant.
    pub locator: Option<Locator>,
    /// Words after the locator.
    pub suffix: String,
    /// `-@key`: the author is already named in the text.
    pub suppress_author: bool,
    /// The passage that rests on the work.
    pub passage: Passage,
    /// The block of the passage (`blocks`).
    pub block: u32,
    /// The key's bytes in the file, `@` included.
    pub span: Range<usize>,
}

impl std::hash::Hash for Citation {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.key, &self.prefix, &self.locator, &self.suffix).hash(state);
        (self.suppress_author, &self.passage, self.block).hash(state);
    }
}

/// What place of a work is meant: `pp. 3-4`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Locator {
    /// The CSL term: `page`, `paragraph`, `chapter`, `section`, `figure` ...
    #[serde(deserialize_with = "words::term")]
    pub term: Word,
    /// The value: `3-4`.
    pub value: String,
}

/// The text that rests on a cited work: the citing sentence (or, after `^para`, the whole
/// paragraph) kept with its paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The paragraph, plain text. It is most often the text of a block, and kept there.
    #[serde(skip)]
    pub paragraph: Arc<str>,
    /// The bytes of the sentence in the paragraph.
    pub sentence: Range<usize>,
}

impl Passage {
    /// The citing sentence, or the whole paragraph after `^para`.
    pub fn sentence(&self) -> &str {
        self.paragraph.get(self.sentence.clone()).unwrap_or(&self.paragraph)
    }
}

/// A link, as written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Link {
    /// Where it goes: a file path with or without `#fragment`, `#fragment`, or an address.
    pub target: String,
    /// Its title attribute; may be empty.
    pub title: String,
    /// The block that it stands in (`blocks`).
    pub block: u32,
    /// Its bytes in the file.
    pub span: Range<usize>,
}

impl std::hash::Hash for Link {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.target, &self.title, self.block).hash(state);
    }
}

/// An image, as written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Image {
    /// The file's path, or an address.
    pub src: String,
    /// The words for those who do not see it.
    pub alt: String,
    /// Its title attribute; may be empty. That of an image alone in its paragraph has become
    /// the caption.
    pub title: String,
    /// The block that it stands in (`blocks`).
    pub block: u32,
    /// Its bytes in the file.
    pub span: Range<usize>,
}

impl std::hash::Hash for Image {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.src, &self.alt, &self.title, self.block).hash(state);
    }
}

/// A component: a fenced block whose info string is `{name key=value}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Component {
    /// Its name as written: `data-table`.
    pub name: String,
    /// Its arguments, by key.
    pub arguments: BTreeMap<String, Argument>,
    /// Its body as written.
    pub body: String,
    /// What the body means to the components that Chancery knows.
    pub data: ComponentData,
    /// The block that it is (`blocks`).
    pub block: u32,
    /// The info string's bytes in the file, braces included.
    pub span: Range<usize>,
}

impl std::hash::Hash for Component {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.name, &self.arguments, &self.body, &self.data, self.block).hash(state);
    }
}

/// The value of a component's argument.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Argument {
    /// `key=true`, `key=false` or a key alone.
    Bool(bool),
    /// `key=3`.
    Int(i64),
    /// `key=word` or `key="some words"`.
    Text(String),
}

/// What a component's body means.
#[derive(Clone, Debug, Default, Hash, Serialize, Deserialize)]
pub enum ComponentData {
    /// Nothing that Chancery knows: the body is text for the template.
    #[default]
    Plain,
    /// `figure`: the image (`images`) of `src` and `alt`, and the caption.
    Figure {
        /// The image.
        image: u32,
        /// The body as Markdown.
        caption: Fragment,
    },
    /// `pull-quote`: words that stand in the text.
    Quote(String),
    /// `timeline`: dates and what happened.
    Timeline(Vec<TimelineEntry>),
    /// `data-table`: a head and rows.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// Whether each column holds numbers.
        numeric: Vec<bool>,
        /// The cells.
        rows: Vec<Vec<String>>,
        /// The body's other words: nothing yet but the source line, as Markdown.
        source: Fragment,
    },
    /// `chart`: the drawing (`charts`) and the source line, as Markdown.
    Chart {
        /// The chart.
        chart: u32,
        /// The words after `Source:`.
        source: Fragment,
    },
}

impl ComponentData {
    /// The words in it that are Markdown, in reading order.
    pub fn fragments(&self) -> Vec<&Fragment> {
        match self {
            Self::Plain | Self::Quote(_) => Vec::new(),
            Self::Figure { caption, .. } => vec![caption],
            Self::Timeline(entries) => entries.iter().map(|entry| &entry.text).collect(),
            Self::Table { source, .. } | Self::Chart { source, .. } => vec![source],
        }
    }
}

/// An entry of a timeline.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The date as written.
    pub date: String,
    /// What happened, as Markdown.
    pub text: Fragment,
}
