//! The texts of templates, for messages.

/// The prefix of the names of built-in templates.
pub const BUILT_IN: &str = "built-in/";

/// The texts of templates by name, for messages.
pub struct Sources<'a>(pub &'a [(String, &'a str)]);

impl Sources<'_> {
    /// The text of a template.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| *text)
    }
}
