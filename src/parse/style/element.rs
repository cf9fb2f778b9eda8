//! The elements of a style with their places.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::path::FilePath;

/// How deep elements may stand in each other.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name, without a prefix.
    pub name: String,
    /// Where its opening tag stands.
    pub tag: Range<usize>,
    /// Its attributes.
    attributes: Vec<(String, String)>,
    /// The elements in it.
    pub children: Vec<Element>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The element to which a path leads, such as `macro[1].$value[0].text`, as far as it can
    /// be followed.
    #[cfg(feature = "csl")]
    pub fn at(&self, path: &str) -> &Self {
        let mut here = self;
        for step in path.split('.') {
            let (name, index) = match step.split_once('[') {
                Some((name, index)) => (name, index.trim_end_matches(']')),
                None => (step, "0"),
            };
            let index: usize = index.parse().unwrap_or(0);
            let next = match name {
                "$value" => here.children.get(index),
                name => here.children.iter().filter(|c| c.name == name).nth(index),
            };
            // What follows `$value` names the element again.
            here = next.unwrap_or(here);
        }
        here
    }
}

/// Reads a file of XML. What is not well formed is reported where it is seen.
pub fn read(file: &FilePath, text: &str) -> Result<Element, Box<Diagnostic>> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    let failed = |at: usize, message: String| {
        let at = text.floor_char_boundary(at.min(text.len()));
        let end = text.ceil_char_boundary((at + 1).min(text.len()));
        let place = Place::bytes(file, at..end);
        Box::new(Diagnostic::error("citation-style", place, message))
    };
    loop {
        let from = position(reader.buffer_position());
        let event = reader.read_event();
        let tag = from..position(reader.buffer_position());
        match event {
            Ok(Event::Start(start)) if open.len() <= DEEPEST => {
                open.push(element(&start, tag));
            }
            Ok(Event::Start(_)) => {
                let message = format!("more than {DEEPEST} elements stand in each other");
                return Err(failed(from, message));
            }
            Ok(Event::Empty(start)) => {
                open.push(element(&start, tag));
                close(&mut open);
            }
            Ok(Event::End(_)) => close(&mut open),
            Ok(Event::Eof) if open.len() > 1 => {
                let name = open.pop().map(|element| element.name).unwrap_or_default();
                let message = format!("`<{name}>` is never closed");
                let hint = format!("write `</{name}>` where it ends");
                return Err(Box::new(failed(text.len(), message).hint(hint)));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let at = position(reader.error_position());
                return Err(failed(at, format!("this is no well-formed XML: {error}")));
            }
        }
    }
    let root = open.pop().and_then(|root| root.children.into_iter().next());
    root.ok_or_else(|| {
        let hint = "put a style of CSL here, or remove the file";
        Box::new(failed(0, "the file is empty".to_owned()).hint(hint))
    })
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

fn element(start: &BytesStart<'_>, tag: Range<usize>) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let name = attribute.key.local_name().as_ref().to_owned();
        (name, attribute.value.into_owned())
    });
    Element {
        name: start.local_name().as_ref().to_owned(),
        tag,
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

/// Puts the innermost open element into the one around it.
fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let (Some(done), Some(parent)) = (open.pop(), open.last_mut())
    {
        parent.children.push(done);
    }
}
