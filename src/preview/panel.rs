//! The panel on the page that shows what the terminal shows.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use quick_xml::escape::escape;

use crate::base::diagnostic::{Diagnostic, Place, Spot};
use crate::base::emit::{self, Texts, position};
use crate::render::sources::BUILT_IN;

/// How many diagnostics are shown; the rest are counted.
const SHOWN: usize = 20;

/// What stands in the path of a file as it is.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How a place becomes a link that opens it.
#[derive(Clone, Copy, Debug)]
pub struct Editor<'a> {
    /// The setting `editor_url`.
    pub template: Option<&'a str>,
    /// The absolute path of the publication's root.
    pub root: &'a Path,
}

/// The panel as HTML, errors first; none when nothing is an error.
pub fn panel(
    diagnostics: &[Diagnostic],
    texts: &dyn Texts,
    editor: Editor<'_>,
) -> Option<String> {
    let (mut all, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        diagnostics.iter().partition(|diagnostic| diagnostic.is_error());
    if all.is_empty() {
        return None;
    }
    let summary = summary(all.len(), warnings.len());
    all.extend(warnings);
    let mut out = format!(
        "<details class=\"chancery-panel\" open><summary>{summary}</summary>\
         <ol class=\"chancery-list\">"
    );
    for diagnostic in all.iter().take(SHOWN) {
        out.push_str(&entry(diagnostic, texts, editor));
    }
    out.push_str("</ol>");
    let rest = all.len().saturating_sub(SHOWN);
    if rest > 0 {
        out.push_str(&format!("<p>and {rest} more, all in the terminal</p>"));
    }
    out.push_str("</details>");
    Some(out)
}

/// How many errors and warnings there are, in words.
fn summary(errors: usize, warnings: usize) -> String {
    let counted = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    match warnings {
        0 => counted(errors, "error"),
        _ => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
    }
}

/// One diagnostic: where it is, and what the terminal says of it.
fn entry(diagnostic: &Diagnostic, texts: &dyn Texts, editor: Editor<'_>) -> String {
    let place = &diagnostic.place;
    let at = match &place.spot {
        Spot::Bytes(range) => {
            texts.text(&place.file).map(|text| position(&text, range.start))
        }
        Spot::Whole | Spot::Field(..) => None,
    };
    let shown = match at {
        Some((line, column)) => format!("{}:{line}:{column}", place.file),
        None => place.file.to_string(),
    };
    let shown = escape(&shown);
    let shown = match editor.link(place, at.unwrap_or((1, 1))) {
        Some(link) => format!("<a href=\"{}\">{shown}</a>", escape(&link)),
        None => shown.into_owned(),
    };
    let report = emit::report(diagnostic, texts);
    let severity = diagnostic.severity;
    format!(
        "<li class=\"chancery-{severity}\"><p>{shown}</p><pre tabindex=\"0\">{}</pre></li>",
        escape(&report)
    )
}

impl Editor<'_> {
    /// The address at which the editor opens a place; none for what is no file on the disk.
    pub fn link(&self, place: &Place, (line, column): (usize, usize)) -> Option<String> {
        let template = self.template?;
        if place.file.as_str().starts_with(BUILT_IN) {
            return None;
        }
        let path = self.root.join(place.file.as_str());
        let path = path.to_str()?.replace('\\', "/");
        let encoded = match path.split_once(":/") {
            // The letter of a drive.
            Some((drive, rest)) if drive.len() == 1 => {
                format!("{drive}:/{}", utf8_percent_encode(rest, PATH))
            }
            _ => utf8_percent_encode(&path, PATH).to_string(),
        };
        // `vscode://file/{path}` has the path's first slash already, `file://{path}` not.
        let (before, _) = template.split_once("{path}")?;
        let slash = before.ends_with('/') && !before.ends_with("//");
        let encoded = match slash {
            true => encoded.trim_start_matches('/'),
            false => &encoded,
        };
        let link = template.replace("{line}", &line.to_string());
        let link = link.replace("{column}", &column.to_string());
        Some(link.replace("{path}", encoded))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::path::FilePath;

    struct One(&'static str);

    impl Texts for One {
        fn text(&self, _: &FilePath) -> Option<Arc<str>> {
            Some(Arc::from(self.0))
        }
    }

    fn editor(template: Option<&str>) -> Editor<'_> {
        Editor { template, root: Path::new("/home/a b/q&a") }
    }

    fn error() -> Diagnostic {
        let file = FilePath::new("content/articles/x.md");
        Diagnostic::error("unknown-key", Place::bytes(&file, 4..9), "`<dek>` is no key")
            .hint("write `standfirst`")
    }

    #[test]
    fn an_error_is_shown_with_its_place_and_a_link() {
        let template = Some("vscode://file/{path}:{line}:{column}");
        let shown = panel(&[error()], &One("---\n<dek>: x\n"), editor(template)).unwrap();
        let expected = "<details class=\"chancery-panel\" open><summary>1 error</summary>\
            <ol class=\"chancery-list\"><li class=\"chancery-error\"><p>\
            <a href=\"vscode://file/home/a%20b/q%26a/content/articles/x.md:2:1\">\
            content/articles/x.md:2:1</a></p><pre tabindex=\"0\">\
            error[unknown-key]: `&lt;dek&gt;` is no key\n \
            --&gt; content/articles/x.md:2:1\n  |\n2 | &lt;dek&gt;: x\n  | ^^^^^\n  |\n  \
            = help: write `standfirst`</pre></li></ol></details>";
        assert_eq!(shown, expected);
    }

    #[test]
    fn warnings_alone_are_no_panel() {
        let warning = Diagnostic { severity: emit_warning(), ..error() };
        assert_eq!(panel(&[warning], &One(""), editor(None)), None);
        assert_eq!(panel(&[], &One(""), editor(None)), None);
    }

    fn emit_warning() -> crate::base::diagnostic::Severity {
        crate::base::diagnostic::Severity::Warning
    }

    #[test]
    fn errors_come_first_and_the_rest_is_counted() {
        let warning = Diagnostic { severity: emit_warning(), ..error() };
        let mut all = vec![warning];
        all.extend(std::iter::repeat_n(error(), 22));
        let shown = panel(&all, &One("---\n<dek>: x\n"), editor(None)).unwrap();
        assert!(shown.contains("<summary>22 errors, 1 warning</summary>"), "{shown}");
        assert_eq!(shown.matches("<li class=\"chancery-error\">").count(), 20);
        assert_eq!(shown.matches("<li class=\"chancery-warning\">").count(), 0);
        assert!(shown.ends_with("<p>and 3 more, all in the terminal</p></details>"));
        assert_eq!(shown.matches("<a ").count(), 0);
    }

    #[test]
    fn a_link_fits_its_editor() {
        let place = Place::file(&FilePath::new("site.toml"));
        let link = |template: &str| editor(Some(template)).link(&place, (3, 7));
        let cases = [
            ("zed://file{path}:{line}", "zed://file/home/a%20b/q%26a/site.toml:3"),
            (
                "txmt://open?url=file://{path}&line={line}&column={column}",
                "txmt://open?url=file:///home/a%20b/q%26a/site.toml&line=3&column=7",
            ),
            (
                "idea://open?file={path}&line={line}",
                "idea://open?file=/home/a%20b/q%26a/site.toml&line=3",
            ),
        ];
        for (template, expected) in cases {
            assert_eq!(link(template).as_deref(), Some(expected));
        }
        let built_in =
            Place::file(&FilePath::new(&format!("{BUILT_IN}templates/x.html")));
        assert_eq!(editor(Some("a:{path}")).link(&built_in, (1, 1)), None);
        assert_eq!(editor(None).link(&place, (1, 1)), None);
    }
}
