//! What a page loads and runs: what a Content Security Policy (Level 3) decides upon.

use crate::audit::srcset;
use html5gum::emitters::callback::CallbackEvent;

/// Something that a policy decides upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The directive.
    pub directive: &'static str,
    /// The URL as it is written; of what stands in the page itself, what it is.
    pub target: Box<str>,
    /// Whether it stands in the page itself.
    pub inline: bool,
    /// Where, in bytes.
    pub offset: usize,
}

/// Reads what a page loads.
#[derive(Default)]
pub struct Loads {
    /// What was found, in its order.
    pub found: Vec<Load>,
    tag: String,
    inside: bool,
    attributes: Vec<(String, String)>,
    offset: usize,
}

impl Loads {
    /// Takes in one event of the page's text.
    pub fn event(&mut self, event: &CallbackEvent<'_>, offset: usize) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = text(name);
                self.attributes.clear();
                (self.inside, self.offset) = (true, offset);
            }
            CallbackEvent::AttributeName { name } if self.inside => {
                self.attributes.push((text(name), String::new()));
            }
            CallbackEvent::AttributeValue { value } if self.inside => {
                if let Some((_, last)) = self.attributes.last_mut() {
                    *last = text(value);
                }
            }
            CallbackEvent::CloseStartTag { .. } if self.inside => {
                self.inside = false;
                self.close();
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        let attributes = std::mem::take(&mut self.attributes);
        let value = |name: &str| {
            let mut all = attributes.iter();
            all.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
        };
        for (name, value) in &attributes {
            if name == "style" {
                self.inline("style-src", "the attribute `style`");
            } else if name.starts_with("on") && name.len() > 4 {
                self.inline("script-src", &format!("the attribute `{name}`"));
            } else if let Some(scheme) = value.trim_start().get(..11)
                && scheme.eq_ignore_ascii_case("javascript:")
            {
                self.inline("script-src", "a link that begins with `javascript:`");
            }
        }
        let kind = value("type").unwrap_or_default().trim().to_ascii_lowercase();
        let rel = value("rel").unwrap_or_default().to_ascii_lowercase();
        let tag = self.tag.clone();
        let src = || value("src").unwrap_or_default();
        match tag.as_str() {
            "script" if value("src").is_some() => self.add("script-src", src()),
            "script" if runs(&kind) => self.inline("script-src", "a script"),
            "style" => self.inline("style-src", "a style sheet"),
            "link" => {
                let href = value("href").unwrap_or_default();
                for rel in rel.split_ascii_whitespace() {
                    match rel {
                        "stylesheet" => self.add("style-src", href),
                        "icon" | "apple-touch-icon" => self.add("img-src", href),
                        "manifest" => self.add("manifest-src", href),
                        "modulepreload" => self.add("script-src", href),
                        _ => {}
                    }
                }
            }
            "iframe" | "frame" => self.add("frame-src", src()),
            "audio" | "track" => self.add("media-src", src()),
            "video" => {
                self.add("media-src", src());
                self.add("img-src", value("poster").unwrap_or_default());
            }
            "source" => self.add("media-src", src()),
            "img" | "input" => self.add("img-src", src()),
            "object" => self.add("object-src", value("data").unwrap_or_default()),
            "embed" => self.add("object-src", src()),
            "form" => self.add("form-action", value("action").unwrap_or_default()),
            _ => {}
        }
        if matches!(tag.as_str(), "img" | "source") {
            for url in srcset::urls(value("srcset").unwrap_or_default()) {
                self.add("img-src", url);
            }
        }
        if let Some(action) = value("formaction") {
            self.add("form-action", action);
        }
    }

    fn inline(&mut self, directive: &'static str, what: &str) {
        let offset = self.offset;
        self.found.push(Load { directive, target: what.into(), inline: true, offset });
    }

    fn add(&mut self, directive: &'static str, target: &str) {
        let (target, offset) = (target.trim(), self.offset);
        if !target.is_empty() {
            self.found.push(Load {
                directive,
                target: target.into(),
                inline: false,
                offset,
            });
        }
    }
}

/// Whether a script of a type is run: one of another is a block of data.
fn runs(kind: &str) -> bool {
    matches!(
        kind,
        "" | "module" | "importmap" | "text/javascript" | "application/javascript"
    )
}
