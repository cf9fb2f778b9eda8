//! Markdown to [`Content`]: the fragments of front matter, then the body, then its
//! footnotes, in the order in which a reader meets them.

use crate::base::diagnostic::{Diagnostic, Field};
use crate::parse::body::{Block, BlockKind, Content, Fragment};
use crate::parse::markdown::builder::Builder;
pub use crate::parse::markdown::builder::Input;
use crate::parse::markdown::fragment::trim;
use crate::parse::markdown::prose::{Origin, Prose};
use crate::parse::markdown::writer::{self, Writer};

/// Reads all prose of a document.
pub fn content(input: &Input<'_>) -> (Content, Vec<Diagnostic>) {
    let mut builder = Builder::new(input);
    if let Some(text) = input.standfirst {
        let field = Field::key("standfirst");
        builder.content.standfirst = builder.front(text, field, "standfirst");
    }
    if let Some(text) = input.caption {
        let field = Field::key("image").then("caption");
        builder.content.caption = builder.front(text, field, "lead-caption");
    }
    for (at, text) in input.key_points.iter().enumerate() {
        let field = Field::key("key_points").at(at);
        let point = builder.front(text, field, &format!("key-point-{}", at + 1));
        builder.content.key_points.push(point);
    }
    builder.body();
    builder.check_quotes();
    trim_lists(&mut builder.content);
    (builder.content, builder.diagnostics)
}

/// Gives back what the lists have grown too far. There are as many contents in memory as the
/// publication has documents.
fn trim_lists(content: &mut Content) {
    trim(&mut content.key_points);
    trim(&mut content.footnotes);
    trim(&mut content.headings);
    trim(&mut content.blocks);
    trim(&mut content.clusters);
    trim(&mut content.citations);
    trim(&mut content.links);
    trim(&mut content.images);
    trim(&mut content.components);
    trim(&mut content.charts);
}

impl Builder<'_> {
    /// Reads a fragment of front matter.
    fn front(&mut self, text: &str, field: Field, id: &str) -> Fragment {
        let block = self.block(BlockKind::FrontMatter, 0..0);
        self.anchors.take(id);
        let prose = Prose::new(text, Origin::Field(field));
        let (fragment, words) = writer::inline(self, &prose, block);
        if let Some(block) = self.block_mut(block) {
            block.id = id.into();
            block.text = words;
        }
        fragment
    }

    /// Reads the body and the footnotes that it mentions.
    fn body(&mut self) {
        let start = self.input.body.start;
        let text = self.input.text.get(self.input.body.clone()).unwrap_or_default();
        let prose = Prose::new(text, Origin::File(start));
        self.control_characters(&prose);
        let events = self.events(&prose);
        self.define_footnotes(&prose, &events);
        self.content.body = Writer::body(self, &prose, &events);
        let mut at = 0;
        while let Some(label) = self.mentioned.get(at).cloned() {
            self.write_footnote(&prose, &events, &label, at);
            at += 1;
        }
        self.unmentioned(&prose);
    }

    /// Warns of pull quotes whose words are not in the text. Words left out are marked by
    /// an ellipsis.
    fn check_quotes(&mut self) {
        if self.quotes.is_empty() {
            return;
        }
        let said = |block: &&Block| {
            !matches!(block.kind, BlockKind::Component | BlockKind::FrontMatter)
        };
        let texts = self.content.blocks.iter().filter(said).map(|block| &block.text);
        let text = texts.fold(String::new(), |all, text| all + " " + &bare(text));
        for (quote, span) in std::mem::take(&mut self.quotes) {
            let quote = quote.replace('…', "...");
            if quote.split("...").all(|part| text.contains(bare(part).trim())) {
                continue;
            }
            let prose = Prose::new("", Origin::Around(span));
            let place = prose.place(self.input.file, &(0..0));
            let message = "the words of this pull quote are not in the text";
            let diagnostic = Diagnostic::warning("pull-quote", place, message);
            let hint = "copy a sentence of the text; `...` stands for words left out";
            self.diagnostics.push(diagnostic.hint(hint));
        }
    }
}

/// The letters and digits of a text in lower case, with one space for all else.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            '\'' | '’' => {}
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out
}
