//! A record as the page that pagefind reads: what is found in it, how much each word weighs,
//! and what it is sorted and narrowed by.

use crate::parse::markdown::html::{push_attribute, push_text};
use crate::view::search::{Record, RecordRole};

/// What pagefind takes for its own marks, in texts.
const MARK: &str = "PAGEFIND_";

/// The page of a record.
pub fn page(record: &Record) -> String {
    let mut html = String::from("<!doctype html><html lang=\"");
    push_attribute(&mut html, &record.language);
    html.push_str("\"><body data-pagefind-body>\n<div data-pagefind-ignore>");
    let mut about = |kind: &str, key: &str, value: &str| {
        html.push_str("<p data-pagefind-");
        html.push_str(kind);
        html.push_str("=\"");
        push_attribute(&mut html, key);
        html.push_str("\">");
        text(&mut html, value);
        html.push_str("</p>");
    };
    about("meta", "title", &record.title);
    let facts = [("by", &record.by), ("date", &record.date), ("status", &record.status)];
    for (key, value) in facts {
        value.iter().for_each(|value| about("meta", key, value));
    }
    if !record.also.is_empty() {
        about("meta", "also", &record.also.join(" · "));
    }
    for (key, values) in &record.facets {
        values.iter().for_each(|value| about("filter", key, value));
    }
    // What has no date comes last, and is not left out.
    let newest = if record.newest.is_empty() { "0" } else { &record.newest };
    about("sort", "date", newest);
    html.push_str("</div>\n");
    for part in &record.parts {
        let (start, end) = tags(&part.role);
        html.push_str(&start);
        text(&mut html, &part.text);
        html.push_str(end);
        html.push('\n');
    }
    if record.parts.is_empty() {
        // A page without words would not be in the index at all.
        html.push_str("<p>");
        text(&mut html, &record.title);
        html.push_str("</p>\n");
    }
    html.push_str("</body></html>\n");
    html
}

/// The tags around a part.
fn tags(role: &RecordRole) -> (String, &'static str) {
    let weighing = |weight: &str| format!("<p data-pagefind-weight=\"{weight}\">");
    match role {
        RecordRole::Standfirst => (weighing("2"), "</p>"),
        RecordRole::KeyPoint => (weighing("1.5"), "</p>"),
        RecordRole::Aside => (weighing("0.5"), "</p>"),
        RecordRole::Text => ("<p>".to_owned(), "</p>"),
        RecordRole::Heading(level, id) => {
            let mut start = format!("<h{level} id=\"");
            push_attribute(&mut start, id);
            start.push_str("\">");
            let end = match level {
                2 => "</h2>",
                3 => "</h3>",
                4 => "</h4>",
                5 => "</h5>",
                _ => "</h6>",
            };
            (start, end)
        }
    }
}

fn text(html: &mut String, words: &str) {
    match words.contains(MARK) {
        true => push_text(html, &words.replace(MARK, "PAGEFIND ")),
        false => push_text(html, words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::search::RecordPart;

    #[test]
    fn a_record_says_what_it_is_found_by() {
        let part = |role, text: &str| RecordPart { role, text: text.to_owned() };
        let record = Record {
            address: "/articles/a/".to_owned(),
            language: "en".to_owned(),
            title: "A <b> & c".to_owned(),
            also: vec!["One".to_owned(), "Two".to_owned()],
            by: Some("Ann".to_owned()),
            facets: [("kind".to_owned(), vec!["Brief".to_owned()])].into(),
            parts: vec![
                part(RecordRole::Standfirst, "Why"),
                part(RecordRole::Heading(3, "h".to_owned()), "How"),
                part(RecordRole::Text, "___PAGEFIND_WEIGHT___9 so"),
            ],
            ..Record::default()
        };
        assert_eq!(
            page(&record),
            "<!doctype html><html lang=\"en\"><body data-pagefind-body>\n\
             <div data-pagefind-ignore>\
             <p data-pagefind-meta=\"title\">A &lt;b&gt; &amp; c</p>\
             <p data-pagefind-meta=\"by\">Ann</p>\
             <p data-pagefind-meta=\"also\">One · Two</p>\
             <p data-pagefind-filter=\"kind\">Brief</p>\
             <p data-pagefind-sort=\"date\">0</p></div>\n\
             <p data-pagefind-weight=\"2\">Why</p>\n\
             <h3 id=\"h\">How</h3>\n\
             <p>___PAGEFIND WEIGHT___9 so</p>\n\
             </body></html>\n"
        );
    }
}
