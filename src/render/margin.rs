//! The margin: after each block of a body, copies of the notes that it holds marks of.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::Context;

use crate::base::diagnostic::Diagnostic;
use crate::parse::body::{Content, Segment};
use crate::render::copy::copy;
use crate::render::prose::{Filler, Html};
use crate::view::prose::Prose;
use crate::view::reference::{ClusterView, ReferenceView};
use crate::view::shown::Shown;

/// How many of the blocks below may lend their margin to the notes of one.
const LENT: usize = 3;

/// A note in the margin, as a template sees it.
#[derive(Debug, Serialize)]
struct SideNote<'a> {
    /// `source` or `note`.
    kind: &'static str,
    /// The id of what it is a copy of.
    target: String,
    /// Its number.
    number: usize,
    /// The work, the first time that it stands in the margin.
    entry: Option<&'a Shown<ReferenceView>>,
    /// The work's short name.
    label: &'a str,
    /// The places in the work that the block cites.
    locators: Vec<&'a str>,
    /// The text of a note, the first time; HTML.
    html: String,
}

/// A block of the body and the marks in it.
#[derive(Debug, Default)]
struct Row {
    marks: Vec<Mark>,
    /// Whether it stands in the margin itself.
    aside: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Cluster(u32),
    Footnote(u32),
}

/// Whether a body has notes that could stand in its margin.
pub fn any(prose: &Prose) -> bool {
    !prose.clusters.is_empty() && prose.style != "text"
        || !prose.content.footnotes.is_empty()
}

impl Filler<'_> {
    /// The body, each block followed by what stands beside it.
    ///
    /// # Errors
    ///
    /// As [`Filler::html`].
    pub fn body_with_margin(&self) -> Html {
        let content = &self.prose.content;
        let rows = rows(content, self.prose.style == "text");
        let mut margin = Margin::new(self);
        let mut out = String::new();
        let mut row = 0;
        for segment in &content.body.0 {
            self.segment(segment, &mut out)?;
            if matches!(segment, Segment::BlockEnd(_)) {
                margin.beside(&rows, row, &mut out)?;
                row += 1;
            }
        }
        Ok(out)
    }
}

/// The blocks of a body.
fn rows(content: &Content, text: bool) -> Vec<Row> {
    let mut rows = vec![Row::default()];
    content.walk(&content.body, &mut |segment| {
        let Some(row) = rows.last_mut() else { return };
        match segment {
            Segment::BlockEnd(_) => rows.push(Row::default()),
            // Words in the text say it all.
            Segment::Cluster(_) if text => {}
            Segment::Cluster(cluster) => row.marks.push(Mark::Cluster(*cluster)),
            Segment::FootnoteMark(footnote, _) => {
                let mark = Mark::Footnote(*footnote);
                if !row.marks.contains(&mark) {
                    row.marks.push(mark);
                }
            }
            Segment::Component(component) => {
                let component = content.components.get(*component as usize);
                row.aside |= component.is_some_and(|c| c.name == "pull-quote");
            }
            _ => {}
        }
    });
    rows.pop();
    rows
}

/// How many of the blocks below lend their margin. A pull quote stands beside the block
/// above it, which then has none to lend.
fn lent(below: &[Row]) -> usize {
    let free = below.iter().take_while(|row| row.marks.is_empty() && !row.aside).count();
    let aside = below.get(free).is_some_and(|row| row.aside);
    free.saturating_sub(usize::from(aside)).min(LENT)
}

struct Margin<'a> {
    filler: &'a Filler<'a>,
    /// The entry of each work, by its id.
    entries: BTreeMap<&'a str, &'a Shown<ReferenceView>>,
    /// What has been in the margin.
    seen: BTreeSet<String>,
}

impl<'a> Margin<'a> {
    fn new(filler: &'a Filler<'a>) -> Self {
        let citations = filler.prose.clusters.iter().flat_map(|c| &c.citations);
        let entries = citations
            .filter_map(|citation| citation.entry.as_ref())
            .map(|entry| (entry.id.as_str(), entry))
            .collect();
        Self { filler, entries, seen: BTreeSet::new() }
    }

    /// Writes what stands beside a block.
    fn beside(
        &mut self,
        rows: &[Row],
        at: usize,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(row) = rows.get(at) else { return Ok(()) };
        if self.filler.templates.is_silent("side_notes") {
            out.extend(row.marks.iter().any(|mark| self.says(mark)).then_some('\n'));
            return Ok(());
        }
        let mut notes: Vec<SideNote<'a>> = Vec::new();
        for mark in &row.marks {
            match mark {
                Mark::Footnote(index) => notes.push(self.footnote(*index)?),
                Mark::Cluster(index) => {
                    let cluster = self.filler.prose.clusters.get(*index as usize);
                    if let Some(cluster) = cluster {
                        self.cluster(cluster, &mut notes)?;
                    }
                }
            }
        }
        if notes.is_empty() {
            return Ok(());
        }
        let lent = lent(rows.get(at + 1..).unwrap_or_default());
        let mut arguments = Context::new();
        arguments.insert("notes", &notes);
        arguments.insert("lent", &lent);
        arguments.insert("style", &self.filler.prose.style);
        out.push_str(&copy(&self.filler.call("side_notes", &arguments)?));
        out.push('\n');
        Ok(())
    }

    /// Whether something stands in the margin for a mark.
    fn says(&self, mark: &Mark) -> bool {
        let Mark::Cluster(index) = mark else { return true };
        let cluster = self.filler.prose.clusters.get(*index as usize);
        cluster.is_some_and(|c| c.note.is_some() || !c.citations.is_empty())
    }

    fn footnote(&mut self, index: u32) -> Result<SideNote<'a>, Box<Diagnostic>> {
        let target = self.filler.footnote_id(index);
        let footnote = self.filler.prose.content.footnotes.get(index as usize);
        let html = match footnote.filter(|_| self.seen.insert(target.clone())) {
            Some(footnote) => self.filler.html(&footnote.content)?,
            None => String::new(),
        };
        let number = self.filler.footnote_number(index);
        Ok(SideNote { html, ..note(target, number) })
    }

    /// The notes of a bracket: one in the style `notes`, else one for each work that the
    /// block has not cited before.
    fn cluster(
        &mut self,
        cluster: &'a ClusterView,
        notes: &mut Vec<SideNote<'a>>,
    ) -> Result<(), Box<Diagnostic>> {
        if let Some(mark) = &cluster.note {
            let html = self.filler.source_note(cluster)?;
            notes.push(SideNote { html, ..note(mark.id.clone(), mark.number) });
            return Ok(());
        }
        for citation in &cluster.citations {
            let locator = citation.locator.as_deref();
            let same = |note: &&mut SideNote<'a>| note.target == citation.reference;
            if let Some(note) = notes.iter_mut().find(same) {
                let new = locator.filter(|locator| !note.locators.contains(locator));
                note.locators.extend(new);
                continue;
            }
            let first = self.seen.insert(citation.reference.clone());
            let entry = self.entries.get(citation.reference.as_str()).copied();
            notes.push(SideNote {
                kind: "source",
                entry: entry.filter(|_| first),
                label: &citation.label,
                locators: locator.into_iter().collect(),
                ..note(citation.reference.clone(), citation.number)
            });
        }
        Ok(())
    }
}

/// A note of the list at the end.
fn note<'a>(target: String, number: usize) -> SideNote<'a> {
    let (entry, label, locators, html) = (None, "", Vec::new(), String::new());
    SideNote { kind: "note", target, number, entry, label, locators, html }
}
