//! The XML of an export.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::base::diagnostic::Place;
use crate::base::path::FilePath;
use crate::import::report::Report;
use crate::import::wordpress::item::Item;

/// Somebody who wrote.
#[derive(Debug, Default)]
pub(super) struct Author {
    pub(super) at: Range<usize>,
    pub(super) login: String,
    display: String,
    first: String,
    last: String,
}

impl Author {
    /// The name that is shown.
    pub(super) fn name(&self) -> String {
        let whole = format!("{} {}", self.first, self.last);
        let names = [self.display.trim(), whole.trim(), self.login.trim()];
        names.into_iter().find(|name| !name.is_empty()).unwrap_or("Unknown").to_owned()
    }
}

/// What an export holds.
#[derive(Debug, Default)]
pub(super) struct Export {
    pub(super) sites: Vec<String>,
    pub(super) authors: Vec<Author>,
    pub(super) items: Vec<Item>,
}

/// What is being read.
#[derive(Default)]
struct State {
    export: Export,
    item: Option<Item>,
    author: Option<Author>,
    /// The names of the elements that are open.
    path: Vec<String>,
    text: String,
    /// Where the only text of the element begins, when it is one piece.
    text_at: Option<usize>,
    meta_key: String,
    /// Whether an element of RSS was seen.
    rss: bool,
}

/// Reads an export; what is wrong with its XML is reported.
pub(super) fn read(file: &FilePath, text: &str, report: &mut Report) -> Export {
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    let at =
        |position: u64| usize::try_from(position).unwrap_or(text.len()).min(text.len());
    loop {
        let before = at(reader.buffer_position());
        let event = reader.read_event();
        let after = at(reader.buffer_position());
        match event {
            Ok(Event::Start(tag)) => {
                let name = tag.name().as_ref().to_owned();
                state.open(name, before);
            }
            Ok(Event::End(_)) => state.close(after),
            Ok(Event::Text(words)) => {
                state.push(&words, None);
            }
            Ok(Event::GeneralRef(reference)) => {
                let entity = format!("&{};", &*reference);
                let whole = quick_xml::escape::unescape(&entity);
                state.push(
                    &whole.map_or_else(|_| entity.clone(), std::borrow::Cow::into_owned),
                    None,
                );
            }
            Ok(Event::CData(data)) => {
                let words = data.to_string();
                state.push(&words, Some(after.saturating_sub(words.len() + 3)));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let place = Place::bytes(file, before..after.max(before));
                let hint = "export it again, and check that all of it was copied";
                report.failed(
                    "bad-xml",
                    place,
                    format!("this is not XML: {error}"),
                    hint,
                );
                return state.export;
            }
        }
    }
    state.whole(file, text, report);
    state.export
}

impl State {
    /// Reports an export that ends too early, or is none.
    fn whole(&self, file: &FilePath, text: &str, report: &mut Report) {
        if let Some(open) = self.path.last() {
            let place = Place::bytes(file, text.len()..text.len());
            let message =
                format!("the export ends inside of `<{open}>`: it is not whole");
            report.failed(
                "bad-xml",
                place,
                message,
                "export it again, and check that all of it was copied",
            );
        } else if !self.rss {
            let hint = "name the file that `Tools`, `Export` of WordPress made";
            report.failed(
                "bad-xml",
                Place::file(file),
                "this is no export of WordPress",
                hint,
            );
        }
    }

    fn open(&mut self, name: String, at: usize) {
        match name.as_str() {
            "rss" => self.rss = true,
            "item" => self.item = Some(Item { at: at..at, ..Item::default() }),
            "wp:author" => self.author = Some(Author { at: at..at, ..Author::default() }),
            "wp:comment" => {
                if let Some(item) = &mut self.item {
                    item.comments += 1;
                }
            }
            _ => {}
        }
        self.path.push(name);
        self.text.clear();
        self.text_at = None;
    }

    fn push(&mut self, words: &str, at: Option<usize>) {
        if self.text.trim().is_empty() {
            self.text.clear();
            self.text_at = at;
        } else if !words.trim().is_empty() {
            self.text_at = None;
        }
        self.text.push_str(words);
    }

    fn close(&mut self, at: usize) {
        let Some(name) = self.path.pop() else { return };
        let text = std::mem::take(&mut self.text);
        let trimmed = text.trim().to_owned();
        let in_comment = self.path.iter().any(|open| open == "wp:comment");
        match name.as_str() {
            "wp:base_site_url" | "wp:base_blog_url" => self.export.sites.push(trimmed),
            "link" if self.item.is_none() => self.export.sites.push(trimmed),
            "item" => {
                if let Some(mut item) = self.item.take() {
                    item.at.end = at;
                    self.export.items.push(item);
                }
            }
            "wp:author" => {
                if let Some(mut author) = self.author.take() {
                    author.at.end = at;
                    self.export.authors.push(author);
                }
            }
            _ if in_comment => {}
            _ => self.field(&name, text, trimmed),
        }
    }

    /// A field of an author or an item.
    fn field(&mut self, name: &str, text: String, trimmed: String) {
        if let Some(author) = &mut self.author {
            match name {
                "wp:author_login" => author.login = trimmed,
                "wp:author_display_name" => author.display = trimmed,
                "wp:author_first_name" => author.first = trimmed,
                "wp:author_last_name" => author.last = trimmed,
                _ => {}
            }
            return;
        }
        let Some(item) = &mut self.item else { return };
        match name {
            "title" => item.title = trimmed,
            "link" => item.link = trimmed,
            "dc:creator" => item.creator = trimmed,
            "content:encoded" => {
                item.content = text;
                item.content_at = self.text_at;
            }
            "excerpt:encoded" => item.excerpt = trimmed,
            "wp:post_id" => item.id = trimmed,
            "wp:post_date" => item.date = trimmed,
            "wp:post_name" => item.name = trimmed,
            "wp:status" => item.status = trimmed,
            "wp:post_type" => item.kind = trimmed,
            "wp:post_password" => item.password = trimmed,
            "wp:attachment_url" => item.attachment = trimmed,
            "category" => item.terms.push(trimmed),
            "wp:meta_key" => self.meta_key = trimmed,
            "wp:meta_value" => {
                let key = std::mem::take(&mut self.meta_key);
                if key == "_thumbnail_id" {
                    item.thumbnail = Some(trimmed.clone());
                }
                item.meta.insert(key, trimmed);
            }
            _ => {}
        }
    }
}
