//! HTML being written, with holes for what comes later.

use crate::parse::body::{Block, Fragment, Segment};
use crate::parse::markdown::html::push_attribute;

/// A fragment being written. Ids are filled in when it is finished: a block's id is made of
/// words that come after its start tag.
#[derive(Debug, Default)]
pub struct Out {
    /// All HTML so far, without what the holes will hold.
    pub html: String,
    /// The holes, in order, each with the byte of the HTML that it stands before.
    holes: Vec<(usize, Hole)>,
}

/// What comes between two stretches of HTML.
#[derive(Debug)]
enum Hole {
    /// The id of a block.
    Id(u32),
    /// What stays a hole.
    Segment(Segment),
}

impl Out {
    /// Nothing yet, with memory for some bytes of HTML.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), holes: Vec::new() }
    }

    /// Writes HTML.
    pub fn push_html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Writes a hole.
    pub fn push(&mut self, segment: Segment) {
        self.holes.push((self.html.len(), Hole::Segment(segment)));
    }

    /// Writes an ` id` attribute for a block.
    pub fn push_id(&mut self, block: u32) {
        self.html.push_str(" id=\"");
        self.holes.push((self.html.len(), Hole::Id(block)));
        self.html.push('"');
    }

    /// Fills in the ids and parts the HTML at the holes that stay.
    pub fn finish(self, blocks: &[Block]) -> Fragment {
        let mut segments = Vec::with_capacity(2 * self.holes.len() + 1);
        let (mut html, mut done) = (String::with_capacity(1024), 0);
        for (at, hole) in self.holes {
            html.push_str(self.html.get(done..at).unwrap_or_default());
            done = at;
            match hole {
                Hole::Id(block) => {
                    let block = usize::try_from(block).ok().and_then(|at| blocks.get(at));
                    push_attribute(&mut html, block.map_or("", |block| &block.id));
                }
                Hole::Segment(segment) => {
                    flush(&mut html, &mut segments);
                    segments.push(segment);
                }
            }
        }
        html.push_str(self.html.get(done..).unwrap_or_default());
        flush(&mut html, &mut segments);
        trim(&mut segments);
        Fragment(segments)
    }
}

/// Moves a list to memory of its own size. `shrink_to_fit` leaves a list where it is as long
/// as it fills half of its memory: the allocator takes nothing smaller back.
pub fn trim<T>(list: &mut Vec<T>) {
    if list.capacity() > list.len() {
        let mut exact = Vec::with_capacity(list.len());
        exact.append(list);
        *list = exact;
    }
}

/// Makes a segment of what is in the buffer, which is kept: a segment takes no more memory
/// than its text.
fn flush(html: &mut String, segments: &mut Vec<Segment>) {
    if !html.is_empty() {
        segments.push(Segment::Html(html.as_str().into()));
        html.clear();
    }
}
