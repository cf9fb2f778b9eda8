//! The texts of templates, for messages.

use crate::base::suggest::nearest;

/// The prefix of the names of built-in templates.
pub const BUILT_IN: &str = "built-in/";

/// The texts of templates by name, for messages.
pub struct Sources<'a>(pub &'a [(String, &'a str)]);

impl Sources<'_> {
    /// The text of a template.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| *text)
    }

    /// The template whose name is nearest.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let names = self.0.iter().map(|(known, _)| known.trim_start_matches(BUILT_IN));
        nearest(name, names)
    }

    /// Where a text stands in a template.
    pub fn find(&self, name: &str, text: &str) -> Option<std::ops::Range<usize>> {
        let start = self.text(name)?.find(text)?;
        Some(start..start + text.len())
    }
}
