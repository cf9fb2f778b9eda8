//! Copies of articles for other uses: as Markdown (CommonMark with tables), as HTML to be
//! published elsewhere, and llms.txt.

use quick_xml::escape::escape;

use crate::base::form::direction;
use crate::base::url::absolute;
use crate::render::xml::clean;
use crate::view::copies::{LlmsView, RepublishView};
use crate::view::feed::FeedEntry;

/// An article as Markdown: its head, then the text with its notes and sources.
pub fn markdown(entry: &FeedEntry, base_url: &str) -> Vec<u8> {
    let mut text = format!("# {}\n\n", plain(&entry.title));
    let authors: Vec<&str> = entry.authors.iter().map(|a| a.name.as_str()).collect();
    let day = entry.published.get(..10).unwrap_or(&entry.published);
    let address = absolute(base_url, &entry.address);
    if !authors.is_empty() {
        text.push_str(&format!("{} · ", plain(&authors.join(", "))));
    }
    text.push_str(&format!("{day} · <{address}>\n\n"));
    if let Some(summary) = &entry.summary {
        text.push_str(&format!("> {}\n\n", plain(summary)));
    }
    let html = entry.content.as_deref().unwrap_or_default();
    // Nothing of the text can fail to be read: what it does not know is left out.
    let body = htmd::convert(html).unwrap_or_default();
    // What keeps a mark on the line of its word means nothing here.
    text.push_str(body.replace('\u{2060}', "").trim());
    text.push('\n');
    text.into_bytes()
}

/// One line whose marks mean nothing in Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => {
                out.extend(['\\', letter]);
            }
            letter => out.push(letter),
        }
    }
    out
}

/// An article as HTML to be published elsewhere, with its credit.
pub fn republish(entry: &FeedEntry, view: &RepublishView, base_url: &str) -> Vec<u8> {
    let text = |text: &str| escape(&*clean(text)).into_owned();
    let address = text(&absolute(base_url, &entry.address));
    let title = text(&entry.title);
    let authors: Vec<&str> = entry.authors.iter().map(|a| a.name.as_str()).collect();
    let byline = match authors.is_empty() {
        true => String::new(),
        false => format!("<p>{}</p>\n", text(&authors.join(", "))),
    };
    let licence = match &view.licence.url {
        Some(url) => {
            format!(
                "<a rel=\"license\" href=\"{}\">{}</a>",
                text(url),
                text(&view.licence.text)
            )
        }
        None => text(&view.licence.text),
    };
    let lang = text(&entry.language);
    let dir = if direction(&entry.language) == "rtl" { " dir=\"rtl\"" } else { "" };
    let publication = text(&view.publication);
    let content = entry.content.as_deref().unwrap_or_default();
    let page = format!(
        r#"<!doctype html>
<html lang="{lang}"{dir}>
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="canonical" href="{address}">
</head>
<body>
<article>
<h1>{title}</h1>
{byline}{content}
<p><a rel="canonical" href="{address}">{title}</a> · {publication} · {licence}</p>
</article>
</body>
</html>
"#
    );
    page.into_bytes()
}

/// llms.txt (llmstxt.org): the name, what it is, and its articles.
pub fn llms(view: &LlmsView, base_url: &str) -> Vec<u8> {
    let mut text = format!("# {}\n", plain(&view.title));
    if let Some(description) = &view.description {
        text.push_str(&format!("\n> {}\n", plain(description)));
    }
    text.push_str("\n## Articles\n\n");
    for entry in &view.entries {
        let address = absolute(base_url, &entry.address);
        text.push_str(&format!("- [{}]({address})", plain(&entry.title)));
        if let Some(summary) = &entry.summary {
            text.push_str(&format!(": {}", plain(summary)));
        }
        text.push('\n');
    }
    text.into_bytes()
}
