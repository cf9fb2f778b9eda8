//! What the preview adds to a page while sending it: a script, a style sheet, and a bar with
//! the page's state and the way to its entry on the desk.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use quick_xml::escape::escape;

use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::preview::path::OWN;

/// What a page is sent with. Everything but the generation is part of [`Extras::stamp`].
#[derive(Clone, Debug, Hash)]
pub struct Extras {
    /// The base path, which begins and ends with `/`.
    pub base_path: String,
    /// The path that was asked for, from the root of the site, not encoded.
    pub page: String,
    /// The content file whose page it is.
    pub file: Option<FilePath>,
    /// The state of a page that exists in the preview only: a word for its class, and the
    /// words of the badge.
    pub badge: Option<(&'static str, String)>,
}

impl Extras {
    /// What tells whether a page, as it was sent, is still what would be sent.
    pub fn stamp(&self, page: Digest) -> Digest {
        Digest::of(&(page, self))
    }

    /// The page with what the preview adds.
    pub fn inject(&self, html: &[u8], generation: &str, stamp: Digest) -> Vec<u8> {
        let own = format!("{}{}", self.base_path, OWN.trim_start_matches('/'));
        let own = escape(&own);
        let head = format!("<link rel=\"stylesheet\" href=\"{own}live.css\">");
        let bar = self.bar(&own, generation, stamp);
        let script = format!("<script src=\"{own}live.js\" defer></script>");
        let body_end = end_tag(html, b"body", true).unwrap_or(html.len());
        let head_end = end_tag(html, b"head", false).filter(|at| *at < body_end);
        let head_end = head_end.unwrap_or(body_end);
        let mut out = Vec::with_capacity(html.len() + head.len() + bar.len() + 200);
        out.extend_from_slice(html.get(..head_end).unwrap_or_default());
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(html.get(head_end..body_end).unwrap_or_default());
        out.extend_from_slice(bar.as_bytes());
        out.extend_from_slice(script.as_bytes());
        out.extend_from_slice(html.get(body_end..).unwrap_or_default());
        out
    }

    /// The bar, whose attributes tell the script what it looks at.
    fn bar(&self, own: &str, generation: &str, stamp: Digest) -> String {
        let page = escape(&self.page);
        let mut out = format!(
            "<aside id=\"chancery-preview\" class=\"chancery-preview\" \
             aria-label=\"Preview\" data-own=\"{own}\" data-page=\"{page}\" \
             data-generation=\"{generation}\" data-digest=\"{stamp}\""
        );
        if let Some(file) = &self.file {
            out.push_str(&format!(" data-file=\"{}\"", escape(file.as_str())));
        }
        out.push_str(
            "><div class=\"chancery-errors\" dir=\"ltr\" lang=\"en\"></div>\
             <p class=\"chancery-bar\" dir=\"ltr\" lang=\"en\">",
        );
        if let Some((class, words)) = &self.badge {
            let words = escape(words.as_str());
            out.push_str(&format!(
                "<strong class=\"chancery-badge chancery-{class}\">{words}</strong>"
            ));
        }
        out.push_str("<span class=\"chancery-status\" role=\"status\"></span>");
        if !self.page.starts_with(OWN) {
            let file = self.file.as_ref().map(|file| {
                let file = utf8_percent_encode(file.as_str(), NON_ALPHANUMERIC);
                format!("?article={file}")
            });
            let query = file.unwrap_or_default();
            out.push_str(&format!("<a href=\"{own}{query}\">Desk</a>"));
        }
        out.push_str("</p></aside>");
        out
    }
}

/// Where the first or the last end tag of an element begins.
fn end_tag(html: &[u8], name: &[u8], last: bool) -> Option<usize> {
    let is_tag = |window: &[u8]| {
        let after = window.strip_prefix(b"</");
        let Some((found, end)) = after.and_then(|w| w.split_at_checked(name.len()))
        else {
            return false;
        };
        found.eq_ignore_ascii_case(name)
            && end.first().is_some_and(|b| *b == b'>' || b.is_ascii_whitespace())
    };
    let mut windows = html.windows(name.len() + 3);
    match last {
        true => windows.rposition(is_tag),
        false => windows.position(is_tag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(extras: &Extras, html: &str) -> String {
        let stamp = Digest::default();
        String::from_utf8(extras.inject(html.as_bytes(), "r-7", stamp)).unwrap()
    }

    fn plain() -> Extras {
        let root = || "/".to_owned();
        Extras { base_path: root(), page: root(), file: None, badge: None }
    }

    const BAR: &str = "<aside id=\"chancery-preview\" class=\"chancery-preview\" \
        aria-label=\"Preview\" data-own=\"/_chancery/\" data-page=\"/\" \
        data-generation=\"r-7\" data-digest=\"00000000000000000000000000000000\">\
        <div class=\"chancery-errors\" dir=\"ltr\" lang=\"en\"></div>\
        <p class=\"chancery-bar\" dir=\"ltr\" lang=\"en\">\
        <span class=\"chancery-status\" role=\"status\"></span>\
        <a href=\"/_chancery/\">Desk</a></p></aside>";
    const STYLE: &str = "<link rel=\"stylesheet\" href=\"/_chancery/live.css\">";
    const SCRIPT: &str = "<script src=\"/_chancery/live.js\" defer></script>";

    #[test]
    fn a_page_gets_style_bar_and_script() {
        let html =
            "<html><head><title>T</title></HEAD><body><header></header>x</Body ></html>";
        let expected = format!(
            "<html><head><title>T</title>{STYLE}</HEAD><body><header></header>x{BAR}{SCRIPT}\
             </Body ></html>"
        );
        assert_eq!(sent(&plain(), html), expected);
    }

    #[test]
    fn a_page_without_end_tags_gets_them_at_its_end() {
        assert_eq!(
            sent(&plain(), "<h1>x</h1>"),
            format!("<h1>x</h1>{STYLE}{BAR}{SCRIPT}")
        );
        assert_eq!(sent(&plain(), ""), format!("{STYLE}{BAR}{SCRIPT}"));
        assert_eq!(
            sent(&plain(), "a</body><p></head></p></bod"),
            format!("a{STYLE}{BAR}{SCRIPT}</body><p></head></p></bod")
        );
    }

    #[test]
    fn what_is_put_in_is_escaped() {
        let file = FilePath::new("content/articles/a\"&<b> é.md");
        let extras = Extras {
            base_path: "/q&a/".to_owned(),
            page: "/\"><script>/".to_owned(),
            file: Some(file),
            badge: Some(("draft", "<Draft>".to_owned())),
        };
        let out = sent(&extras, "");
        let expected = "<link rel=\"stylesheet\" href=\"/q&amp;a/_chancery/live.css\">\
            <aside id=\"chancery-preview\" class=\"chancery-preview\" \
            aria-label=\"Preview\" data-own=\"/q&amp;a/_chancery/\" \
            data-page=\"/&quot;&gt;&lt;script&gt;/\" data-generation=\"r-7\" \
            data-digest=\"00000000000000000000000000000000\" \
            data-file=\"content/articles/a&quot;&amp;&lt;b&gt; é.md\">\
            <div class=\"chancery-errors\" dir=\"ltr\" lang=\"en\"></div>\
            <p class=\"chancery-bar\" dir=\"ltr\" lang=\"en\">\
            <strong class=\"chancery-badge chancery-draft\">&lt;Draft&gt;</strong>\
            <span class=\"chancery-status\" role=\"status\"></span>\
            <a href=\"/q&amp;a/_chancery/?article=content%2Farticles%2Fa%22%26%3Cb%3E%20%C3%A9%2Emd\">\
            Desk</a></p></aside>\
            <script src=\"/q&amp;a/_chancery/live.js\" defer></script>";
        assert_eq!(out, expected);
    }

    #[test]
    fn the_desk_has_no_link_to_itself() {
        let extras = Extras { page: "/_chancery/?a=b".to_owned(), ..plain() };
        assert_eq!(sent(&extras, "").matches("<a ").count(), 0);
    }

    #[test]
    fn a_stamp_is_of_everything_that_shows() {
        let page = Digest::of_bytes(b"x");
        let draft = Extras { badge: Some(("draft", "Draft".to_owned())), ..plain() };
        assert_eq!(plain().stamp(page), plain().stamp(page));
        assert_ne!(plain().stamp(page), draft.stamp(page));
        assert_ne!(plain().stamp(page), plain().stamp(Digest::of_bytes(b"y")));
    }
}
