//! A copy of HTML that stands on the page already: without ids, and never focused.

use std::fmt::Write as _;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};

use crate::parse::markdown::html::push_attribute;

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

/// Elements in which text is not read as HTML.
const RAW: [&str; 9] = [
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
];

/// The same HTML without ids, roles and names for screen readers, whose links the keyboard
/// passes over: for what is hidden from screen readers.
pub fn copy(html: &str) -> String {
    plain_copy(html).unwrap_or_else(|| any_copy(html))
}

/// The copy of any HTML, as a browser reads it.
fn any_copy(html: &str) -> String {
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

/// The copy of HTML as the theme and Markdown write it: small letters, every value in double
/// quotes, no comment. Of anything else, nothing.
fn plain_copy(html: &str) -> Option<String> {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        if text.contains('\0') {
            return None;
        }
        out.push_str(text);
        if let Some(closing) = tag.strip_prefix('/') {
            let (name, after) = closing.split_once('>')?;
            name.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
                .then_some(())?;
            out.extend(["</", name, ">"]);
            rest = after;
            continue;
        }
        let tag = PlainTag::read(tag)?;
        tag.write(&mut out);
        rest = tag.after;
    }
    (!rest.contains('\0')).then_some(())?;
    out.push_str(rest);
    Some(out)
}

/// A start tag of plain HTML.
struct PlainTag<'a> {
    /// All of it, without `<` and `>`.
    written: &'a str,
    name: &'a str,
    /// Names and values, as written.
    attributes: Vec<(&'a str, &'a str)>,
    /// What follows it.
    after: &'a str,
}

impl<'a> PlainTag<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (name, mut rest) = word(text)?;
        if RAW.contains(&name) {
            return None;
        }
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        while let Some(more) = rest.strip_prefix(' ') {
            let (key, more) = word(more)?;
            let (value, more) = match more.strip_prefix("=\"") {
                Some(more) => more.split_once('"')?,
                None => ("", more),
            };
            let again = attributes.iter().any(|(other, _)| *other == key);
            (!again && is_plain(value)).then_some(())?;
            attributes.push((key, value));
            rest = more;
        }
        let after = rest.strip_prefix('>')?;
        let written = text.get(..text.len() - rest.len())?;
        attributes.sort_unstable();
        Some(Self { written, name, attributes, after })
    }

    fn write(&self, out: &mut String) {
        let focused = FOCUSED.contains(&self.name);
        out.push('<');
        if !focused && !self.attributes.iter().any(|(name, _)| dropped(name)) {
            out.extend([self.written, ">"]);
            return;
        }
        out.push_str(self.name);
        for (name, value) in self.attributes.iter().filter(|(name, _)| !dropped(name)) {
            out.extend([" ", name, "=\"", value, "\""]);
        }
        out.push_str(if focused { " tabindex=\"-1\">" } else { ">" });
    }
}

/// The name of an element or of an attribute at the start of a text, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let end = text.bytes().position(|b| !part(b))?;
    let begins = text.as_bytes().first()?.is_ascii_lowercase();
    begins.then(|| text.split_at(end))
}

/// Whether a value comes out as it is written when it is read and escaped again.
fn is_plain(value: &str) -> bool {
    const WRITTEN: [&str; 4] = ["amp;", "lt;", "gt;", "quot;"];
    let mut entities = value.split('&').skip(1);
    !value.contains(['<', '>', '\0', '\r'])
        && entities.all(|rest| WRITTEN.iter().any(|written| rest.starts_with(written)))
}

/// Whether an attribute is left out of a copy.
fn dropped(attribute: &str) -> bool {
    let spoken = attribute.starts_with("aria-") && attribute != "aria-hidden";
    spoken || DROPPED.contains(&attribute)
}

fn start_tag(tag: &StartTag<usize>, written: &str, out: &mut String) {
    let name = String::from_utf8_lossy(&tag.name);
    let focused = FOCUSED.contains(&&*name);
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
        push_attribute(out, value);
        out.push('"');
    }
    out.push_str(if focused { " tabindex=\"-1\"" } else { "" });
    out.push_str(if tag.self_closing { "/>" } else { ">" });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{any_copy, copy, plain_copy};

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

    #[test]
    fn what_the_theme_writes_is_plain() {
        let html = r##"<p class="b">One <a class="x" href="/?a&amp;b" lang="fa">1</a> &amp; <br></p>"##;
        assert_eq!(plain_copy(html).as_deref(), Some(&*any_copy(html)));
        let others = [
            "<!-- a -->",
            "<a href='x'>",
            "<A>",
            "<br/>",
            "<a href=x>",
            "<p\n>",
            "a < b",
            "<script>",
            "<a x=\"&auml;\">",
            "<a x=\"<\">",
            "<a x=\"1\" x=\"2\">",
            "</P>",
            "<a",
            "</p x>",
            "a\0<p>",
        ];
        for html in others {
            assert_eq!(plain_copy(html), None, "{html}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_copy_is_the_copy(
            parts in proptest::collection::vec(
                prop_oneof![
                    "<[a-z]{1,3}( [a-z]{1,4}(=\"[a-z &;<]{0,6}\")?){0,3}/?>",
                    "</[a-zA-Z]{1,2} ?>",
                    "<(a|p|span|title|svg)( (id|class|aria-label|hidden|href)(=\"(&amp;|x|é)*\")?){0,3}>",
                    "[ a-z&;<>\"é\\x00\r\n-]{0,8}",
                    "<!--|-->|<!|<\\?|</",
                ],
                0..8,
            )
        ) {
            let html = parts.concat();
            if let Some(plain) = plain_copy(&html) {
                prop_assert_eq!(plain, any_copy(&html));
            }
        }
    }
}
