//! The few shapes of XML that feeds and sitemaps are made of.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document being written, indented by two spaces.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document that `body` fills, with its declaration.
    ///
    /// Writing to memory cannot fail; if it ever did, the document would be empty rather
    /// than half.
    pub fn document(body: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
        let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 2));
        let declaration = BytesDecl::new("1.0", Some("utf-8"), None);
        let written =
            xml.0.write_event(Event::Decl(declaration)).and_then(|()| body(&mut xml));
        let mut bytes = match written {
            Ok(()) => xml.0.into_inner(),
            Err(_) => Vec::new(),
        };
        bytes.push(b'\n');
        bytes
    }

    /// An element that holds others.
    pub fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        body: impl FnOnce(&mut Xml) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))?;
        body(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element that holds a text.
    pub fn text(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))?;
        let escaped = partial_escape(clean(text));
        self.0.write_event(Event::Text(BytesText::from_escaped(escaped)))?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }
}

/// An opening tag.
fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, clean(value).as_ref()));
    }
    tag
}

/// The text without the characters that XML 1.0 forbids even when escaped.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Most texts hold no byte that such a character begins with.
    let plain = |b: u8| (b >= b' ' && b != 0xef) || matches!(b, b'\t' | b'\n' | b'\r');
    match text.bytes().all(plain) || text.chars().all(allowed) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter(|c| allowed(*c)).collect()),
    }
}

/// Whether XML 1.0 has a place for the character.
fn allowed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => true,
    }
}
