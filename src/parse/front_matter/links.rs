//! `content/links.yml`: what became of the addresses that the publication cites.

use std::ops::Range;

use jiff::civil::Date;

use crate::base::diagnostic::Diagnostic;
use crate::base::fields::Fields;
use crate::base::form;
use crate::base::node::{Entry, Value};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::base::scalar::{Name, shortened};
use crate::parse::entities::{AddressFront, AddressStatus};
use crate::parse::front_matter::yaml;

/// The words for what an address is.
const WORDS: [(&str, AddressStatus); 3] = [
    ("fine", AddressStatus::Fine),
    ("broken", AddressStatus::Broken),
    ("unknown", AddressStatus::Unknown),
];

/// The words for what an address is.
pub fn words() -> Vec<&'static str> {
    WORDS.map(|(word, _)| word).to_vec()
}

/// Reads `content/links.yml`.
pub fn read(
    file: &FilePath,
    text: &str,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<AddressFront>> {
    let problems = Problems::new(file, text, 0);
    let links = yaml::read(&problems).and_then(|node| match &node.value {
        Value::Null => Some(Vec::new()),
        Value::Map(entries) => {
            Some(entries.iter().filter_map(|entry| address(entry, &problems)).collect())
        }
        _ => {
            let message = format!("the addresses must be a map, not {}", node.sort());
            let diagnostic = problems.error("wrong-type", &node.span, message);
            let hint = "remove the file: `chancery sources check` writes it anew";
            problems.push(diagnostic.hint(hint));
            None
        }
    });
    out.extend(problems.into_sorted());
    links
}

fn address<'a>(entry: &'a Entry, problems: &'a Problems<'a>) -> Option<AddressFront> {
    if let Some(hint) = form::web_address_problem(&entry.key) {
        let message = format!("`{}` is not a web address", shortened(&entry.key));
        let diagnostic = problems.error("bad-address", &entry.key_span, message);
        problems.push(diagnostic.hint(hint));
        return None;
    }
    let mut fields = Fields::of(&entry.value, "an address", problems)?;
    let words = WORDS.map(|(word, _)| word);
    let word = fields.choice("status", "unknown-word", words);
    let status = WORDS.iter().find(|(known, _)| Some(*known) == word);
    if word.is_none() && fields.node("status").is_none() {
        let message = "an address needs a `status`";
        let diagnostic = problems.error("missing-key", &entry.key_span, message);
        fields.miss("status", diagnostic.hint("write `status: fine`"));
    }
    let found = AddressFront {
        address: entry.key.clone(),
        status: status.map_or(AddressStatus::Unknown, |(_, status)| *status),
        why: fields.text("why"),
        asked: day(&mut fields, "asked"),
        fine: day(&mut fields, "fine"),
        missing: day(&mut fields, "missing"),
        moved: fields.web_address("moved"),
    };
    fields.finish(&[("checked", "asked"), ("seen", "fine"), ("reason", "why")]);
    Some(found)
}

/// The value of a key as a day.
fn day<'a>(fields: &mut Fields<'a>, key: &'a str) -> Option<Date> {
    let node = fields.node(key)?;
    let problems = fields.problems();
    let text = problems.text(node, Name::Key(key))?;
    let day = text.parse().ok().filter(|_| text.len() == 10);
    if day.is_none() {
        not_a_day(&node.span, key, &text, problems);
    }
    day
}

fn not_a_day(span: &Range<usize>, key: &str, text: &str, problems: &Problems<'_>) {
    let message = format!("`{}` is not a day", shortened(text));
    let diagnostic = problems.error("bad-date", span, message);
    problems.push(diagnostic.hint(format!("write `{key}: 2026-02-05`")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Spot;
    use jiff::civil::date;

    fn found(text: &str) -> (Option<Vec<AddressFront>>, Vec<String>) {
        let mut out = Vec::new();
        let links = read(&FilePath::new("content/links.yml"), text, &mut out);
        let said = out.iter().map(|d| match &d.place.spot {
            Spot::Bytes(range) => format!(
                "{}: {}; {}",
                text.get(range.clone()).unwrap(),
                d.message,
                d.hint.as_deref().unwrap_or("")
            ),
            _ => d.message.clone(),
        });
        (links, said.collect())
    }

    #[test]
    fn what_is_known_of_an_address_is_read() {
        let (links, said) = found(
            "# A comment\n\"https://x.example/a\": { status: fine, asked: 2026-11-23 }\n\
             'https://x.example/b': { status: broken, why: \"404 Not Found\", asked: 2026-11-23, \
             fine: 2026-09-01, missing: 2026-11-20 }\n",
        );
        assert_eq!(said, Vec::<String>::new());
        let front = |address: &str, status| AddressFront {
            address: address.to_owned(),
            status,
            why: None,
            asked: Some(date(2026, 11, 23)),
            fine: None,
            missing: None,
            moved: None,
        };
        let gone = AddressFront {
            why: Some("404 Not Found".to_owned()),
            fine: Some(date(2026, 9, 1)),
            missing: Some(date(2026, 11, 20)),
            ..front("https://x.example/b", AddressStatus::Broken)
        };
        let fine = front("https://x.example/a", AddressStatus::Fine);
        assert_eq!(links, Some(vec![fine, gone]));
        assert_eq!(found("# nothing\n"), (Some(Vec::new()), Vec::new()));
    }

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        let (_, said) = found(
            "x.example: { status: fine }\n\"https://x.example/\": { status: dead, asked: \
             today }\n\"https://y.example/\": {}\n",
        );
        assert_eq!(
            said,
            [
                "x.example: `x.example` is not a web address; write `https://x.example`",
                "dead: `dead` is not a status; write one of `fine`, `broken`, `unknown`",
                "today: `today` is not a day; write `asked: 2026-02-05`",
                "\"https://y.example/\": an address needs a `status`; write `status: fine`",
            ]
        );
        let (links, said) = found("[a]\n");
        assert_eq!(links, None);
        assert_eq!(
            said,
            ["[a]: the addresses must be a map, not a list; remove the file: `chancery \
              sources check` writes it anew"]
        );
    }
}
