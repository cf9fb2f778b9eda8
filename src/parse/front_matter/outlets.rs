//! `content/outlets.yml`: who publishes what is cited.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::Diagnostic;
use crate::base::fields::Fields;
use crate::base::id::Id;
use crate::base::node::{Entry, Value};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::base::scalar::{Name, shortened};
use crate::parse::entities::OutletFront;
use crate::parse::front_matter::foreign;
use crate::parse::front_matter::yaml;

/// What is taken by an outlet: its id and other names, and its domains.
#[derive(Default)]
struct Taken<'a> {
    names: BTreeMap<Id, (&'a str, Range<usize>)>,
    domains: BTreeMap<String, (&'a str, Range<usize>)>,
}

/// Reads `content/outlets.yml`.
pub fn read(
    file: &FilePath,
    text: &str,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<OutletFront>> {
    let problems = Problems::new(file, text, 0);
    let outlets = yaml::read(&problems).and_then(|node| {
        let entries = match &node.value {
            Value::Null => return Some(Vec::new()),
            Value::Map(entries) => entries,
            _ => {
                let message = format!("the outlets must be a map, not {}", node.sort());
                let diagnostic = problems.error("wrong-type", &node.span, message);
                let hint = "write `dawn: { name: Dawn, domains: [dawn.com] }`";
                problems.push(diagnostic.hint(hint));
                return None;
            }
        };
        let mut taken = Taken::default();
        Some(
            entries
                .iter()
                .filter_map(|entry| outlet(entry, &mut taken, &problems))
                .collect(),
        )
    });
    out.extend(problems.into_sorted());
    outlets
}

fn outlet<'a>(
    entry: &'a Entry,
    taken: &mut Taken<'a>,
    problems: &'a Problems<'a>,
) -> Option<OutletFront> {
    claim_name(&entry.key, &entry.key_span, entry, taken, problems);
    if entry.value.scalar().is_some() {
        let name = problems.text(&entry.value, Name::Key(&entry.key))?;
        return Some(OutletFront {
            id: entry.key.clone(),
            name,
            ..OutletFront::default()
        });
    }
    let mut fields = Fields::of(&entry.value, "an outlet", problems)?;
    let name = match entry.value.is_null() {
        false => fields.required("name", "missing-name"),
        true => {
            let message =
                format!("the outlet `{}` needs a `name`", shortened(&entry.key));
            let diagnostic = problems.error("missing-name", &entry.key_span, message);
            let hint = format!("write `{}: {{ name: \"...\" }}`", shortened(&entry.key));
            problems.push(diagnostic.hint(hint));
            None
        }
    };
    let mut outlet = OutletFront {
        id: entry.key.clone(),
        kind: fields.text("kind"),
        country: country(&mut fields),
        lang: fields.language("lang"),
        owner: fields.text("owner"),
        wikidata: wikidata(&mut fields),
        ..OutletFront::default()
    };
    for item in fields.items("aliases") {
        if let Some(alias) = problems.text(item, Name::Entry("aliases")) {
            claim_name(&alias, &item.span, entry, taken, problems);
            outlet.aliases.push(alias);
        }
    }
    for item in fields.items("domains") {
        if let Some(text) = problems.text(item, Name::Entry("domains")) {
            outlet.domains.extend(domain(&text, &item.span, entry, taken, problems));
        }
    }
    fields.finish(foreign::OUTLET);
    outlet.name = name?;
    Some(outlet)
}

/// Takes a name for an outlet, or reports which other outlet has it.
fn claim_name<'a>(
    name: &str,
    span: &Range<usize>,
    entry: &'a Entry,
    taken: &mut Taken<'a>,
    problems: &Problems<'_>,
) {
    let id = Id::fold(name);
    match taken.names.get(&id) {
        None if id.is_empty() => {
            let message = format!("`{}` holds no letter and no digit", shortened(name));
            let diagnostic = problems.error("bad-key", span, message);
            problems.push(diagnostic.hint("write a name of letters"));
        }
        None => {
            taken.names.insert(id, (&entry.key, span.clone()));
        }
        // YAML's own duplicates are reported where the file is read.
        Some((other, _)) if *other == entry.key => {}
        Some((other, first)) => {
            let message = format!(
                "`{}` names two outlets: `{}` and `{}`",
                shortened(name),
                shortened(other),
                shortened(&entry.key)
            );
            let diagnostic = problems.error("outlet-twice", span, message);
            let diagnostic = diagnostic.hint("keep the name with one of the two");
            problems.push(diagnostic.related(problems.place(first), "the first is here"));
        }
    }
}

/// A domain without scheme and path, taken for one outlet.
fn domain<'a>(
    text: &str,
    span: &Range<usize>,
    entry: &'a Entry,
    taken: &mut Taken<'a>,
    problems: &Problems<'_>,
) -> Option<String> {
    let bare = text.split_once("://").map_or(text, |(_, rest)| rest);
    let bare = bare.split('/').next().unwrap_or(bare).to_lowercase();
    let good = text.to_lowercase() == bare
        && bare.contains('.')
        && !bare.starts_with('.')
        && url::Host::parse(&bare).is_ok();
    if !good {
        let message = format!("`{}` is not a domain", shortened(text));
        let diagnostic = problems.error("bad-domain", span, message);
        problems.push(diagnostic.hint(match bare.contains('.') {
            true => format!("write `{}`", bare.trim_matches('.')),
            false => "write a domain such as `dawn.com`".to_owned(),
        }));
        return None;
    }
    let plain = bare.strip_prefix("www.").unwrap_or(&bare).to_owned();
    if let Some((other, first)) = taken.domains.get(&plain) {
        let message = format!(
            "the domain `{bare}` stands twice, under `{}` and `{}`",
            shortened(other),
            shortened(&entry.key)
        );
        let diagnostic = problems.error("domain-twice", span, message);
        let diagnostic = diagnostic.hint("keep it with one outlet");
        problems.push(diagnostic.related(problems.place(first), "the first is here"));
        return None;
    }
    taken.domains.insert(plain, (&entry.key, span.clone()));
    Some(bare)
}

/// A country as two letters (ISO 3166-1).
fn country(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("country")?;
    let node = fields.node("country")?;
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some(text.to_uppercase());
    }
    let problems = fields.problems();
    let message = format!("`{}` is not the code of a country", shortened(&text));
    let hint = "write two letters, for example `PK`";
    problems.push(problems.error("bad-country", &node.span, message).hint(hint));
    None
}

/// An item of Wikidata: `Q1234`.
fn wikidata(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("wikidata")?;
    let node = fields.node("wikidata")?;
    let item = text.rsplit('/').next().unwrap_or(&text);
    let number = item.strip_prefix('Q').unwrap_or("");
    if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
        return Some(item.to_owned());
    }
    let problems = fields.problems();
    let message = format!("`{}` is not an item of Wikidata", shortened(&text));
    let hint = "write `Q` and its number, for example `Q42`";
    problems.push(problems.error("bad-wikidata", &node.span, message).hint(hint));
    None
}
