//! A copy of HTML that stands on the page already: without ids, and never focused.

use std::fmt::Write as _;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};

use crate::render::prose::escape;

/// Attributes that name an id, or that only the first of two may have.
const DROPPED: [&str; 11] = [
    "id",
    "name",
    "for",
    "form",
    "list",
    "headers",
    "role",
    "tabindex",
    "autofocus",
    "popovertarget",
    "commandfor",
];

/// Elements that are reached by keyboard.
const FOCUSED: [&str; 10] = [
    "a", "area", "audio", "button", "iframe", "input", "select", "summary", "textarea",
    "video",
];

/// The same HTML without ids, roles and names for screen readers, whose links the keyboard
/// passes over: for what is hidden from screen readers.
pub fn copy(html: &str) -> String {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        out.push_str(html.get(done..tag.span.start).unwrap_or_default());
        let written = html.get(tag.span.start..tag.span.end).unwrap_or_default();
        start_tag(&tag, written, &mut out);
        done = tag.span.end;
    }
    out.push_str(html.get(done..).unwrap_or_default());
    out
}

fn start_tag(tag: &StartTag<usize>, written: &str, out: &mut String) {
    let name = String::from_utf8_lossy(&tag.name);
    let focused = FOCUSED.contains(&&*name);
    let dropped = |attribute: &str| {
        let spoken = attribute.starts_with("aria-") && attribute != "aria-hidden";
        spoken || DROPPED.contains(&attribute)
    };
    let attributes: Vec<(String, String)> = tag
        .attributes
        .iter()
        .map(|(name, value)| {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (text(name), text(value))
        })
        .collect();
    if !focused && !attributes.iter().any(|(name, _)| dropped(name)) {
        return out.push_str(written);
    }
    let _ = write!(out, "<{name}");
    for (name, value) in attributes.iter().filter(|(name, _)| !dropped(name)) {
        let _ = write!(out, " {name}=\"");
        escape(value, out);
        out.push('"');
    }
    out.push_str(if focused { " tabindex=\"-1\"" } else { "" });
    out.push_str(if tag.self_closing { "/>" } else { ">" });
}

#[cfg(test)]
mod tests {
    use super::copy;

    #[test]
    fn ids_go_and_links_are_passed_over() {
        let html = r##"<p id="a" class="b">One <a id="c" href="/?a&amp;b" role="doc-noteref" aria-label="Note 1">1</a> &amp; <em>two</em><br><br/></p>"##;
        assert_eq!(
            copy(html),
            r##"<p class="b">One <a href="/?a&amp;b" tabindex="-1">1</a> &amp; <em>two</em><br><br/></p>"##
        );
    }

    #[test]
    fn what_needs_nothing_stays_as_it_is() {
        let html = "<math><mi>x</mi></math> <svg viewBox=\"0 0 1 1\"></svg> é";
        assert_eq!(copy(html), html);
    }
}
