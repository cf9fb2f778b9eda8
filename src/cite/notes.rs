//! The notes of a text: which there are, in which order, and what stands in which.

use crate::parse::body::{Content, Fragment, Segment};

/// A note at the end of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Note {
    /// A bracket of citations (`clusters`).
    Source(u32),
    /// A footnote of the author's (`footnotes`).
    Footnote(u32),
}

/// The notes of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Notes {
    /// The notes in the order of their numbers.
    pub order: Vec<Note>,
    /// The number of each footnote, from 1.
    pub footnotes: Vec<usize>,
    /// For each bracket: the number of the note that it is or stands in; 0 for none.
    pub clusters: Vec<usize>,
    /// For each bracket: whether it stands in a footnote.
    pub inside: Vec<bool>,
    /// For each citation: whether it is the first of its reference, in reading order.
    pub first: Vec<bool>,
}

impl Notes {
    /// The author's footnotes alone: citations are no notes.
    pub fn of_author(content: &Content, citations: &[Option<usize>]) -> Self {
        Self::new(content, citations, false)
    }

    /// Footnotes and brackets of citations in one sequence, in the order in which the marks
    /// are read: standfirst, caption, key points, body. A bracket inside a footnote is a part
    /// of that note.
    pub fn of_all(content: &Content, citations: &[Option<usize>]) -> Self {
        Self::new(content, citations, true)
    }

    fn new(content: &Content, citations: &[Option<usize>], sources: bool) -> Self {
        let mut reader = Reader { content, citations, sources, notes: Self::default() };
        reader.notes.footnotes = vec![0; content.footnotes.len()];
        reader.notes.clusters = vec![0; content.clusters.len()];
        reader.notes.inside = vec![false; content.clusters.len()];
        reader.text();
        reader.footnotes();
        reader.firsts();
        reader.notes
    }
}

struct Reader<'a> {
    content: &'a Content,
    citations: &'a [Option<usize>],
    sources: bool,
    notes: Notes,
}

impl Reader<'_> {
    /// Numbers the marks of everything but footnotes.
    fn text(&mut self) {
        let content = self.content;
        let parts = [&content.standfirst, &content.caption].into_iter();
        for part in parts.chain(&content.key_points).chain([&content.body]) {
            content.walk(part, &mut |segment| self.mark(segment));
        }
    }

    fn mark(&mut self, segment: &Segment) {
        match segment {
            Segment::Cluster(cluster) if self.sources && self.cites(*cluster) => {
                self.notes.order.push(Note::Source(*cluster));
                set(&mut self.notes.clusters, *cluster, self.notes.order.len());
            }
            Segment::FootnoteMark(footnote, _) => self.footnote(*footnote),
            _ => {}
        }
    }

    fn footnote(&mut self, footnote: u32) {
        if get(&self.notes.footnotes, footnote) == Some(&0) {
            self.notes.order.push(Note::Footnote(footnote));
            set(&mut self.notes.footnotes, footnote, self.notes.order.len());
        }
    }

    /// Looks into the footnotes, in order; what they mention comes last.
    fn footnotes(&mut self) {
        let mut at = 0;
        while let Some(note) = self.notes.order.get(at).copied() {
            at += 1;
            let Note::Footnote(footnote) = note else { continue };
            for segment in self.segments(footnote) {
                match segment {
                    Segment::Cluster(cluster) => {
                        set(&mut self.notes.clusters, cluster, at);
                        set(&mut self.notes.inside, cluster, true);
                    }
                    Segment::FootnoteMark(footnote, _) => self.footnote(footnote),
                    _ => {}
                }
            }
        }
    }

    /// The brackets and marks of a footnote.
    fn segments(&self, footnote: u32) -> Vec<Segment> {
        let mut found = Vec::new();
        let footnote = usize::try_from(footnote).ok();
        let footnote = footnote.and_then(|at| self.content.footnotes.get(at));
        let empty = Fragment::default();
        let content = footnote.map_or(&empty, |footnote| &footnote.content);
        self.content.walk(content, &mut |segment| {
            if matches!(segment, Segment::Cluster(_) | Segment::FootnoteMark(..)) {
                found.push(segment.clone());
            }
        });
        found
    }

    /// Finds the first citation of each reference: where citations are notes, in the order
    /// of these; else as they are numbered.
    fn firsts(&mut self) {
        self.notes.first = vec![false; self.citations.len()];
        let mut seen = std::collections::BTreeSet::new();
        let order: Vec<usize> = if self.sources {
            let notes = self.notes.order.clone();
            notes.iter().flat_map(|note| self.inside(*note)).collect()
        } else {
            (0..self.citations.len()).collect()
        };
        for citation in order {
            let Some(Some(reference)) = self.citations.get(citation) else { continue };
            if seen.insert(*reference)
                && let Some(first) = self.notes.first.get_mut(citation)
            {
                *first = true;
            }
        }
    }

    /// The citations of a note.
    fn inside(&self, note: Note) -> Vec<usize> {
        let clusters = match note {
            Note::Source(cluster) => vec![cluster],
            Note::Footnote(footnote) => {
                let cluster = |segment| match segment {
                    Segment::Cluster(cluster) => Some(cluster),
                    _ => None,
                };
                self.segments(footnote).into_iter().filter_map(cluster).collect()
            }
        };
        let citations = clusters.into_iter().filter_map(|cluster| {
            Some(get(&self.content.clusters, cluster)?.citations.clone())
        });
        citations.flatten().filter_map(|at| usize::try_from(at).ok()).collect()
    }

    /// Whether a bracket cites anything that is there.
    fn cites(&self, cluster: u32) -> bool {
        self.inside(Note::Source(cluster))
            .into_iter()
            .any(|at| self.citations.get(at).is_some_and(Option::is_some))
    }
}

fn get<T>(list: &[T], at: u32) -> Option<&T> {
    list.get(usize::try_from(at).ok()?)
}

fn set<T>(list: &mut [T], at: u32, value: T) {
    if let Some(place) = usize::try_from(at).ok().and_then(|at| list.get_mut(at)) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::body::{Block, BlockKind, Cluster, Footnote};

    /// A text of `segments`, of brackets with these numbers of citations, and of footnotes.
    fn content(segments: &[Segment], clusters: &[u32], notes: &[&[Segment]]) -> Content {
        let block = Block {
            id: String::new(),
            kind: BlockKind::Paragraph,
            text: "".into(),
            span: 0..0,
        };
        let mut at = 0;
        let cluster = |count: &u32| {
            at += count;
            Cluster { citations: at - count..at, block: 0, span: 0..0 }
        };
        Content {
            body: Fragment(segments.to_vec()),
            blocks: vec![block],
            clusters: clusters.iter().map(cluster).collect(),
            footnotes: notes
                .iter()
                .map(|note| Footnote {
                    block: 0,
                    content: Fragment(note.to_vec()),
                    mentions: 1,
                })
                .collect(),
            ..Content::default()
        }
    }

    #[test]
    fn sources_and_footnotes_are_one_sequence() {
        use Segment::{Cluster, FootnoteMark};
        let text = content(
            &[
                Cluster(0),
                FootnoteMark(1, 1),
                FootnoteMark(0, 1),
                Cluster(1),
                FootnoteMark(1, 2),
            ],
            &[2, 1, 1],
            &[&[], &[Cluster(2), FootnoteMark(2, 1)], &[]],
        );
        let citations = [Some(0), None, Some(1), Some(1)];
        let notes = Notes::of_all(&text, &citations);
        let order = [
            Note::Source(0),
            Note::Footnote(1),
            Note::Footnote(0),
            Note::Source(1),
            Note::Footnote(2),
        ];
        assert_eq!(notes.order, order);
        assert_eq!(notes.footnotes, [3, 2, 5]);
        assert_eq!(notes.clusters, [1, 4, 2]);
        assert_eq!(notes.inside, [false, false, true]);
        assert_eq!(
            notes.first,
            [true, false, false, true],
            "note 2 is read before note 4"
        );
    }

    #[test]
    fn footnotes_alone_are_numbered_by_their_marks() {
        use Segment::{Cluster, FootnoteMark};
        let text = content(&[Cluster(0), FootnoteMark(0, 1)], &[1, 1], &[&[Cluster(1)]]);
        let notes = Notes::of_author(&text, &[Some(0), Some(0)]);
        assert_eq!(notes.order, [Note::Footnote(0)]);
        assert_eq!((notes.footnotes, notes.clusters), (vec![1], vec![0, 1]));
        assert_eq!((notes.inside, notes.first), (vec![false, true], vec![true, false]));
    }
}
