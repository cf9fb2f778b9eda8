//! YAML to the plain tree. Single values keep their characters: what they mean is for the
//! key to say.

use std::collections::HashMap;
use std::ops::Range;

use serde_saphyr::granit_parser::{
    Event, Options, Parser, Span, StructureStyle, options,
};

use crate::base::node::{Entry, Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::shortened;
use crate::parse::front_matter::plain::{self, scalar};
use crate::parse::front_matter::syntax;

/// How deep values may stand inside each other.
const DEPTH: usize = 32;

/// How many values the aliases of one file may copy.
const COPIES: usize = 10_000;

/// How many slips of syntax are mended in order to read on.
const MENDED: usize = 20;

/// Reads the text of `problems` as YAML. `None` when it cannot be read at all, which is then
/// among the problems.
///
/// After a slip that is understood, such as a colon in a value without quotes, the rest is
/// read on, so that everything else that is wrong is reported in the same run.
pub fn read(problems: &Problems<'_>) -> Option<Node> {
    if let Some(node) = plain::read(problems.source(), problems.offset()) {
        report_duplicates(&node, problems);
        return Some(node);
    }
    read_whole(problems)
}

/// The same by the whole parser.
pub fn read_whole(problems: &Problems<'_>) -> Option<Node> {
    let mut mended: Option<String> = None;
    for _ in 0..MENDED {
        let text = mended.as_deref().unwrap_or_else(|| problems.source());
        match Builder::new(problems).read(text) {
            Ok(node) => {
                report_duplicates(&node, problems);
                return Some(node);
            }
            Err(Fault::Syntax(kind, at)) => {
                mended = Some(syntax::report(&kind, at, text, problems)?);
            }
            Err(Fault::Reported) => return None,
        }
    }
    None
}

/// Why a text could not be read.
enum Fault {
    /// The parser stopped, at this byte of the text.
    Syntax(serde_saphyr::granit_parser::ErrorKind, usize),
    /// It is among the problems already.
    Reported,
}

/// A list or a map that is not finished.
struct Frame {
    value: Open,
    start: usize,
    /// Past the last thing in it.
    end: usize,
    flow: bool,
    anchor: usize,
    /// How many values it holds, itself included.
    size: usize,
    /// How many levels stand below it.
    depth: usize,
}

enum Open {
    List(Vec<Node>),
    Map(Vec<Entry>, Option<(String, Range<usize>)>),
}

/// A finished value that an alias may repeat.
#[derive(Clone)]
struct Anchored {
    node: Node,
    size: usize,
    depth: usize,
}

struct Builder<'p, 'a> {
    problems: &'p Problems<'a>,
    frames: Vec<Frame>,
    root: Option<Node>,
    anchors: HashMap<usize, Anchored>,
    copied: usize,
}

impl<'p, 'a> Builder<'p, 'a> {
    fn new(problems: &'p Problems<'a>) -> Self {
        Self {
            problems,
            frames: Vec::new(),
            root: None,
            anchors: HashMap::new(),
            copied: 0,
        }
    }

    fn read(mut self, text: &str) -> Result<Node, Fault> {
        for event in Parser::new_from_str_with_options(text, limits()) {
            let (event, span) = event.map_err(|error| {
                let at = error.marker().byte_offset().unwrap_or(0);
                Fault::Syntax(error.kind().clone(), at)
            })?;
            self.take(event, &span)?;
        }
        let start = self.problems.offset();
        Ok(self.root.unwrap_or(Node { value: Value::Null, span: start..start }))
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), Fault> {
        let offset = self.problems.offset();
        let at = span.byte_range().unwrap_or(0..0);
        let at = at.start + offset..at.end + offset;
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                let message = "a second YAML document begins here";
                let diagnostic = self.problems.error("several-documents", &at, message);
                self.problems.push(diagnostic.hint("remove the line `---`"));
                return Err(Fault::Reported);
            }
            Event::Scalar(text, style, anchor, tag) => {
                if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) {
                    self.report_tag(&tag.original(), span, &at);
                }
                let value = scalar(&text, style, &at);
                let node = Node { value, span: at };
                self.finished(node, anchor, 1, 0)?;
            }
            Event::SequenceStart(style, anchor, _) => {
                self.open(Open::List(Vec::new()), style, anchor, &at)?;
            }
            Event::MappingStart(style, anchor, _) => {
                self.open(Open::Map(Vec::new(), None), style, anchor, &at)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(&at)?,
            Event::Alias(id) => self.alias(id, &at)?,
            _ => {}
        }
        Ok(())
    }

    fn report_tag(&self, tag: &str, span: &Span, at: &Range<usize>) {
        let start = span.tag_start().and_then(|mark| mark.byte_offset());
        let start = start.map_or(at.start, |start| start + self.problems.offset());
        let span = start..at.end.max(start);
        let message =
            format!("`{}` at the beginning of a value is a tag", shortened(tag));
        let diagnostic = self.problems.error("yaml-tag", &span, message);
        let whole = crate::base::scalar::quoted(self.problems.slice(&span));
        self.problems
            .push(diagnostic.hint(format!("put the value in quotes: `{whole}`")));
    }

    fn open(
        &mut self,
        value: Open,
        style: StructureStyle,
        anchor: usize,
        at: &Range<usize>,
    ) -> Result<(), Fault> {
        if self.frames.len() >= DEPTH {
            return self.too_deep(at);
        }
        let flow = style == StructureStyle::Flow && !at.is_empty();
        let (start, end) = (at.start, at.end);
        self.frames.push(Frame { value, start, end, flow, anchor, size: 1, depth: 0 });
        Ok(())
    }

    fn too_deep(&self, at: &Range<usize>) -> Result<(), Fault> {
        let message = format!("values stand more than {DEPTH} levels deep");
        let diagnostic = self.problems.error("too-deep", at, message);
        self.problems.push(diagnostic.hint("flatten the lists and maps"));
        Err(Fault::Reported)
    }

    fn close(&mut self, at: &Range<usize>) -> Result<(), Fault> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let end = if frame.flow { at.end } else { frame.end };
        let span = frame.start..end.max(frame.start);
        let value = match frame.value {
            Open::List(list) => Value::List(list),
            Open::Map(entries, _) => Value::Map(entries),
        };
        self.finished(Node { value, span }, frame.anchor, frame.size, frame.depth + 1)
    }

    fn alias(&mut self, id: usize, at: &Range<usize>) -> Result<(), Fault> {
        let Some(anchored) = self.anchors.get(&id) else {
            let message = "an alias stands inside the value that it repeats";
            let diagnostic = self.problems.error("bad-alias", at, message);
            self.problems.push(diagnostic.hint("write the value out"));
            return Err(Fault::Reported);
        };
        self.copied += anchored.size;
        if self.copied > COPIES {
            let message =
                format!("the aliases of this file repeat more than {COPIES} values");
            let diagnostic = self.problems.error("too-many-aliases", at, message);
            self.problems.push(diagnostic.hint("write the values out"));
            return Err(Fault::Reported);
        }
        if self.frames.len() + anchored.depth > DEPTH {
            return self.too_deep(at);
        }
        let Anchored { mut node, size, depth } = anchored.clone();
        node.span = at.clone();
        self.finished(node, 0, size, depth)
    }

    /// Puts a finished value where it belongs.
    fn finished(
        &mut self,
        node: Node,
        anchor: usize,
        size: usize,
        depth: usize,
    ) -> Result<(), Fault> {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored { node: node.clone(), size, depth });
        }
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        frame.size += size;
        frame.depth = frame.depth.max(depth);
        frame.end = frame.end.max(node.span.end);
        match &mut frame.value {
            Open::List(list) => list.push(node),
            Open::Map(entries, key) => match key.take() {
                Some((name, key_span)) => {
                    entries.push(Entry { key: name, key_span, value: node });
                }
                None => match node.value {
                    Value::Bare(text) | Value::Text(text) => {
                        *key = Some((text, node.span));
                    }
                    Value::Null => *key = Some((String::new(), node.span)),
                    Value::List(_) | Value::Map(_) => {
                        return self.complex_key(&node.span);
                    }
                },
            },
        }
        Ok(())
    }

    fn complex_key(&self, span: &Range<usize>) -> Result<(), Fault> {
        let message = "a list or a map cannot be a key";
        let diagnostic = self.problems.error("bad-key", span, message);
        let hint = "put a text that begins with `[` or `{` in quotes";
        self.problems.push(diagnostic.hint(hint));
        Err(Fault::Reported)
    }
}

/// The parser's limits. Its own errors for them are told apart in [`syntax`].
fn limits() -> Options {
    options! { flow_nesting_limit: DEPTH, block_nesting_limit: DEPTH, emit_comments: false }
}

/// Reports every key that stands twice in one map, wherever the map is.
fn report_duplicates(node: &Node, problems: &Problems<'_>) {
    match &node.value {
        Value::List(list) => {
            list.iter().for_each(|item| report_duplicates(item, problems));
        }
        Value::Map(entries) => {
            let mut seen = Seen::of(entries);
            // What an alias repeats is reported where it stands.
            let own = |entry: &&Entry| node.span.contains(&entry.key_span.start);
            for (at, entry) in entries.iter().enumerate().filter(|(_, e)| own(e)) {
                let before = entries.get(..at).unwrap_or_default();
                if let Some(first) = seen.first(entry, before.iter().filter(own)) {
                    report_duplicate(first, entry, problems);
                }
                report_duplicates(&entry.value, problems);
            }
        }
        _ => {}
    }
}

/// The keys of a map that were seen: of a small map, the entries themselves.
enum Seen<'n> {
    Few,
    Many(HashMap<&'n str, &'n Entry>),
}

impl<'n> Seen<'n> {
    /// Nothing yet, of a map of these entries.
    fn of(entries: &[Entry]) -> Self {
        const FEW: usize = 40;
        match entries.len() {
            ..=FEW => Seen::Few,
            many => Seen::Many(HashMap::with_capacity(many)),
        }
    }

    /// The first entry with the key of this one, if it is not this one.
    fn first(
        &mut self,
        entry: &'n Entry,
        mut before: impl Iterator<Item = &'n Entry>,
    ) -> Option<&'n Entry> {
        match self {
            Seen::Few => before.find(|other| other.key == entry.key),
            Seen::Many(seen) => {
                let first = *seen.entry(&entry.key).or_insert(entry);
                (!std::ptr::eq(first, entry)).then_some(first)
            }
        }
    }
}

fn report_duplicate(first: &Entry, second: &Entry, problems: &Problems<'_>) {
    let key = shortened(&second.key);
    let message = format!("`{key}` stands here twice");
    let diagnostic = problems.error("duplicate-key", &second.key_span, message);
    let first = problems.place(&first.key_span);
    problems.push(
        diagnostic.hint("remove one of the two").related(first, "the first is here"),
    );
}
