//! HTML being written, with holes for what comes later.

use crate::parse::body::{Block, Fragment, Segment};
use crate::parse::markdown::html::push_attribute;

/// A fragment being written. Ids are filled in when it is finished: a block's id is made of
/// words that come after its start tag.
#[derive(Debug, Default)]
pub struct Out {
    segments: Vec<Segment>,
    /// Holes for ids: the segment, and the block.
    ids: Vec<(usize, u32)>,
    /// The HTML since the last segment.
    pub html: String,
}

impl Out {
    /// Writes HTML.
    pub fn push_html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Writes a hole.
    pub fn push(&mut self, segment: Segment) {
        self.flush();
        self.segments.push(segment);
    }

    /// Writes an ` id` attribute for a block.
    pub fn push_id(&mut self, block: u32) {
        self.html.push_str(" id=\"");
        self.flush();
        self.ids.push((self.segments.len(), block));
        self.segments.push(Segment::Html(Box::default()));
        self.html.push('"');
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            self.segments.push(Segment::Html(html.into_boxed_str()));
        }
    }

    /// Fills in the ids and joins neighbouring HTML.
    pub fn finish(mut self, blocks: &[Block]) -> Fragment {
        self.flush();
        for (at, block) in &self.ids {
            let block = usize::try_from(*block).ok().and_then(|at| blocks.get(at));
            if let (Some(segment), Some(block)) = (self.segments.get_mut(*at), block) {
                let mut id = String::new();
                push_attribute(&mut id, &block.id);
                *segment = Segment::Html(id.into_boxed_str());
            }
        }
        let mut joined = Vec::with_capacity(self.segments.len());
        let mut html = String::new();
        for segment in self.segments {
            if let Segment::Html(more) = segment {
                html.push_str(&more);
                continue;
            }
            if !html.is_empty() {
                joined.push(Segment::Html(std::mem::take(&mut html).into_boxed_str()));
            }
            joined.push(segment);
        }
        if !html.is_empty() {
            joined.push(Segment::Html(html.into_boxed_str()));
        }
        Fragment(joined)
    }
}
