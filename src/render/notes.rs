//! Marks and notes: brackets of citations, the author's footnotes, and the list of both.

use serde::Serialize;
use tera::Context;

use crate::base::diagnostic::Diagnostic;
use crate::cite::notes::Note;
use crate::render::prose::{Filler, Html};
use crate::view::reference::ClusterView;

/// A note as a template sees it.
#[derive(Clone, Debug, Serialize)]
pub struct NoteHtml {
    /// Its id.
    pub id: String,
    /// Its number, from 1.
    pub number: usize,
    /// Its text, HTML.
    pub html: String,
    /// The ids of the marks that lead to it.
    pub marks: Vec<String>,
}

impl Filler<'_> {
    /// The notes at the end: the author's footnotes, and in the style `notes` the brackets
    /// of citations between them.
    ///
    /// # Errors
    ///
    /// As [`Filler::html`].
    pub fn notes(&self) -> Result<Vec<NoteHtml>, Box<Diagnostic>> {
        let notes = self.prose.notes.order.iter().zip(1..);
        notes.filter_map(|(note, number)| self.note(*note, number).transpose()).collect()
    }

    fn note(
        &self,
        note: Note,
        number: usize,
    ) -> Result<Option<NoteHtml>, Box<Diagnostic>> {
        match note {
            Note::Source(cluster) => {
                let Some(cluster) = self.prose.clusters.get(cluster as usize) else {
                    return Ok(None);
                };
                let Some(mark) = &cluster.note else { return Ok(None) };
                let html = format!("<p>{}</p>\n", self.source_note(cluster)?);
                let marks = cluster.citations.first().map(|first| first.id.clone());
                let marks = marks.into_iter().collect();
                Ok(Some(NoteHtml { id: mark.id.clone(), number, html, marks }))
            }
            Note::Footnote(index) => {
                let footnote = self.prose.content.footnotes.get(index as usize);
                let Some(footnote) = footnote else { return Ok(None) };
                let marks = 1..=footnote.mentions;
                let marks = marks.map(|mention| self.mark_id(index, mention)).collect();
                let html = self.html(&footnote.content)?;
                Ok(Some(NoteHtml { id: self.footnote_id(index), number, html, marks }))
            }
        }
    }

    /// The words of a note on sources.
    pub(super) fn source_note(&self, cluster: &ClusterView) -> Html {
        self.source_words(cluster, false).map(stopped)
    }

    fn source_words(&self, cluster: &ClusterView, ids: bool) -> Html {
        let mut arguments = Context::new();
        arguments.insert("cluster", cluster);
        arguments.insert("ids", &ids);
        self.call("source_words", &arguments)
    }

    /// Writes the mark of a bracket of citations; in a footnote whose style is `notes`, its
    /// words.
    pub(super) fn cluster(
        &self,
        index: u32,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let cluster = self.prose.clusters.get(index as usize);
        let Some(cluster) = cluster.filter(|c| !c.citations.is_empty()) else {
            return Ok(());
        };
        if cluster.inline {
            let words = self.source_words(cluster, true)?;
            set_inline(words, out);
        } else {
            let mut arguments = Context::new();
            arguments.insert("cluster", cluster);
            arguments.insert("style", &self.prose.style);
            let mark = self.call("citation", &arguments)?;
            if self.prose.style == "text" {
                set_in_text(&mark, out);
            } else {
                out.push_str(&mark);
            }
        }
        Ok(())
    }

    /// Writes the mark of a footnote.
    pub(super) fn footnote_mark(
        &self,
        index: u32,
        mention: u32,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let mut arguments = Context::new();
        arguments.insert("id", &self.mark_id(index, mention));
        arguments.insert("target", &self.footnote_id(index));
        arguments.insert("number", &self.footnote_number(index));
        arguments.insert("style", &self.prose.style);
        out.push_str(&self.call("footnote_mark", &arguments)?);
        Ok(())
    }

    /// The number of a footnote.
    pub(super) fn footnote_number(&self, index: u32) -> usize {
        self.prose.notes.footnotes.get(index as usize).copied().unwrap_or(0)
    }

    /// The id of a footnote.
    pub(super) fn footnote_id(&self, index: u32) -> String {
        let content = &self.prose.content;
        let block = content.footnotes.get(index as usize).map(|footnote| footnote.block);
        let block = block.and_then(|block| content.blocks.get(block as usize));
        block.map_or_else(|| format!("fn-{}", index + 1), |block| block.id.clone())
    }

    /// The id of the nth mark of a footnote: `fnref-1`, `fnref-1-2`.
    fn mark_id(&self, index: u32, mention: u32) -> String {
        let id = self.footnote_id(index);
        let name = id.strip_prefix("fn-").unwrap_or(&id);
        if mention > 1 {
            format!("fnref-{name}-{mention}")
        } else {
            format!("fnref-{name}")
        }
    }
}

/// Writes a citation that is words in the text: within its sentence, before the mark that
/// stands before it.
fn set_in_text(words: &str, out: &mut String) {
    let ellipsis = out.ends_with("..");
    let marks = ['.', ',', ';', ':', '،', '؛', '۔'];
    let mark = out.chars().next_back().filter(|c| marks.contains(c) && !ellipsis);
    out.truncate(out.len() - mark.map_or(0, char::len_utf8));
    let bare = out.is_empty() || out.ends_with([' ', '\n', '>', '(']);
    out.push_str(if bare { "" } else { " " });
    out.push_str(words);
    out.extend(mark);
}

/// Writes the words of a citation into the text of a footnote: after a sentence as one more,
/// within it in brackets, before a comma.
fn set_inline(words: String, out: &mut String) {
    let comma = out.chars().next_back().filter(|c| [',', ';', ':', '،', '؛'].contains(c));
    out.truncate(out.len() - comma.map_or(0, char::len_utf8));
    let (apart, sentence) = ending(out);
    out.push_str(if apart { " " } else { "" });
    match sentence && comma.is_none() {
        true => out.push_str(&stopped(words)),
        false => out.extend(["(", &words, ")"]),
    }
    out.extend(comma);
}

/// A sentence with its full stop.
fn stopped(mut words: String) -> String {
    if !ending(&words).1 {
        words.push('.');
    }
    words
}

/// Whether a space is needed before what follows some HTML, and whether a sentence begins
/// there: after a full stop, or where no words stand yet.
fn ending(html: &str) -> (bool, bool) {
    let spaced = html.ends_with(char::is_whitespace);
    let mut words = html.trim_end();
    loop {
        let bare = words.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
        let Some(open) = bare.strip_suffix('>').and_then(|rest| rest.rfind('<')) else {
            let stops = ['.', '!', '?', '…', '؟', '۔', '。'];
            return (
                !spaced && !bare.is_empty(),
                bare.is_empty() || bare.ends_with(stops),
            );
        };
        // The start tag of a block.
        let tag = bare.get(open..).unwrap_or_default();
        if ["<p", "<li", "<td", "<th", "<dd"].iter().any(|block| tag.starts_with(block)) {
            return (false, true);
        }
        words = bare.get(..open).unwrap_or_default().trim_end();
    }
}

#[cfg(test)]
mod tests {
    use super::{ending, set_in_text, set_inline};

    #[test]
    fn a_citation_in_a_footnote_is_a_sentence_or_stands_in_brackets() {
        let set = |html: &str| {
            let mut out = html.to_owned();
            set_inline("Gazette".to_owned(), &mut out);
            out
        };
        assert_eq!(set("<p>"), "<p>Gazette.");
        assert_eq!(set("<p>So it is."), "<p>So it is. Gazette.");
        assert_eq!(set("<p>As it is"), "<p>As it is (Gazette)");
        assert_eq!(set("<p>As it is,"), "<p>As it is (Gazette),");
        assert_eq!(set("<p>As it is "), "<p>As it is (Gazette)");
    }

    #[test]
    fn a_citation_in_words_stands_within_its_sentence() {
        let set = |html: &str| {
            let mut out = html.to_owned();
            set_in_text("(Lund)", &mut out);
            out
        };
        assert_eq!(set("<p>So it is."), "<p>So it is (Lund).");
        assert_eq!(set("<p>As it is,"), "<p>As it is (Lund),");
        assert_eq!(set("<p>As it is"), "<p>As it is (Lund)");
        assert_eq!(set("<p>Is it?"), "<p>Is it? (Lund)");
        assert_eq!(set("<p>So it goes..."), "<p>So it goes... (Lund)");
        assert_eq!(set("<td>"), "<td>(Lund)");
    }

    #[test]
    fn a_sentence_begins_after_a_full_stop_and_where_nothing_stands() {
        assert_eq!(ending(""), (false, true));
        assert_eq!(ending("<p>"), (false, true));
        assert_eq!(ending("<p>As he said.</p>\n<p id=\"x\">"), (false, true));
        assert_eq!(ending("<p>As he said."), (true, true));
        assert_eq!(ending("<p>As he said. "), (false, true));
        assert_eq!(ending("<p>“As <em>he said.</em>”"), (true, true));
        assert_eq!(ending("<p>As in <em>this</em>"), (true, false));
        assert_eq!(ending("<p>As in"), (true, false));
    }
}
