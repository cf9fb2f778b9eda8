//! The content of a document while it is built.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};

use crate::base::diagnostic::Diagnostic;
use crate::base::path::FilePath;
use crate::parse::body::{Block, BlockKind, Content};
use crate::parse::markdown::anchor::Anchors;
use crate::parse::markdown::citation::{self, Fault};
use crate::parse::markdown::prose::Prose;

/// What the prose of a document is read from.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The file.
    pub file: &'a FilePath,
    /// The whole file.
    pub text: &'a str,
    /// The bytes of the body.
    pub body: Range<usize>,
    /// The title; a body that begins with it as a heading loses that.
    pub title: Option<&'a str>,
    /// The language: `en`.
    pub language: &'a str,
    /// The labels of the document's own sources, which `[@Anadolu Ajansı]` may name.
    pub labels: &'a [String],
    /// The standfirst.
    pub standfirst: Option<&'a str>,
    /// The caption of the lead image.
    pub caption: Option<&'a str>,
    /// The key points.
    pub key_points: &'a [String],
    /// Raw HTML is passed through.
    pub raw_html: bool,
    /// How deep blocks may stand inside each other.
    pub nesting: usize,
}

/// What pulldown-cmark says, and the bytes that it says it of.
pub type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// A definition of a footnote.
#[derive(Debug)]
pub struct Definition {
    /// Its events, without those of its start and end.
    pub events: Range<usize>,
    /// Its bytes.
    pub span: Range<usize>,
    /// The footnote that it has become (`footnotes`), once it was mentioned.
    pub index: Option<u32>,
}

/// The content of a document while it is built.
#[derive(Debug)]
pub struct Builder<'a> {
    /// What is built from.
    pub input: &'a Input<'a>,
    /// The labels of sources, longest first.
    pub labels: Vec<&'a str>,
    /// What is there so far.
    pub content: Content,
    /// What was wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// The ids that are taken.
    pub anchors: Anchors,
    /// The body's footnotes by their labels in lower case.
    pub definitions: BTreeMap<String, Definition>,
    /// The labels of footnotes in the order of their first mention.
    pub mentioned: Vec<String>,
    /// Pull quotes, and the bytes of their blocks.
    pub quotes: Vec<(String, Range<usize>)>,
    /// The text of a passage that is not known yet.
    pub nothing: Arc<str>,
}

impl<'a> Builder<'a> {
    /// Begins.
    pub fn new(input: &'a Input<'a>) -> Self {
        let mut labels: Vec<&str> = input.labels.iter().map(String::as_str).collect();
        labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
        Self {
            input,
            labels,
            content: Content::default(),
            diagnostics: Vec::new(),
            anchors: Anchors::default(),
            definitions: BTreeMap::new(),
            mentioned: Vec::new(),
            quotes: Vec::new(),
            nothing: Arc::from(""),
        }
    }

    /// Reports what is wrong in a bracket of citations.
    pub fn fault(&mut self, prose: &Prose<'_>, fault: Fault) {
        let place = prose.place(self.input.file, &fault.span);
        let diagnostic = Diagnostic::error(fault.code, place, fault.message);
        self.diagnostics.push(diagnostic.hint(fault.hint));
    }

    /// Adds a block, whose id and text come later.
    pub fn block(&mut self, kind: BlockKind, span: Range<usize>) -> u32 {
        let text = self.nothing.clone();
        self.content.blocks.push(Block { id: String::new(), kind, text, span });
        index(self.content.blocks.len() - 1)
    }

    /// A block by its number.
    pub fn block_mut(&mut self, block: u32) -> Option<&mut Block> {
        self.content.blocks.get_mut(usize::try_from(block).ok()?)
    }

    /// Gives ids to the blocks from one on that have none: those that were asked for are
    /// taken first.
    pub fn assign_ids(&mut self, first: usize) {
        for block in self.content.blocks.iter_mut().skip(first) {
            if block.id.is_empty() {
                block.id = self.anchors.of(block.kind, &block.text);
            }
        }
    }

    /// Reads Markdown, with brackets that cite as links without an address.
    pub fn events<'p>(&mut self, prose: &Prose<'p>) -> Events<'p> {
        let text = prose.text;
        let mut cites = |link: BrokenLink<'p>| {
            let source = text.get(link.span)?;
            let empty = || CowStr::Borrowed("");
            citation::claims(source).then(|| (empty(), empty()))
        };
        let parser =
            Parser::new_with_broken_link_callback(text, options(), Some(&mut cites));
        let mut defined: Vec<Range<usize>> = parser
            .reference_definitions()
            .iter()
            .filter(|(label, _)| citation::cites(label))
            .map(|(_, definition)| definition.span.clone())
            .collect();
        defined.sort_by_key(|span| span.start);
        let mut events = Vec::with_capacity(text.len() / 32 + 8);
        events.extend(parser.into_offset_iter());
        for span in defined {
            let hint = "put the address into `sources` in the front matter and cite it \
                        with `[@key]`";
            let message = "a citation key cannot be defined with an address here";
            let (code, message) = ("citation-definition", message.to_owned());
            self.fault(prose, Fault { code, span, message, hint: hint.to_owned() });
        }
        events
    }
}

/// Whether a link stands for a bracket that cites.
pub fn is_citation(link: LinkType) -> bool {
    matches!(
        link,
        LinkType::ReferenceUnknown
            | LinkType::CollapsedUnknown
            | LinkType::ShortcutUnknown
    )
}

/// A number for an index; there are never so many.
pub fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}
