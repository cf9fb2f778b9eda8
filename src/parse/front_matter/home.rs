//! `content/home.yml`: the front page.

use crate::base::diagnostic::Diagnostic;
use crate::base::fields::Fields;
use crate::base::node::Node;
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::base::scalar::{Name, listed};
use crate::parse::entities::{HomeFront, PinFront, RowFront};
use crate::parse::front_matter::foreign;
use crate::parse::front_matter::yaml;
use crate::parse::rules::Rules;

/// Reads `content/home.yml`.
pub fn read(
    file: &FilePath,
    text: &str,
    rules: &Rules,
    out: &mut Vec<Diagnostic>,
) -> Option<HomeFront> {
    let problems = Problems::new(file, text, 0);
    let home = yaml::read(&problems).and_then(|node| {
        let mut fields = Fields::of(&node, "the home page", &problems)?;
        let home = HomeFront {
            lead: fields.text("lead"),
            second: fields.names("second"),
            pinned: fields
                .items("pinned")
                .into_iter()
                .filter_map(|node| pin(node, &problems))
                .collect(),
            rows: fields
                .items("rows")
                .into_iter()
                .filter_map(|node| row(node, rules, &problems))
                .collect(),
        };
        fields.finish(foreign::HOME);
        Some(home)
    });
    out.extend(problems.into_sorted());
    home
}

fn pin<'a>(node: &'a Node, problems: &'a Problems<'a>) -> Option<PinFront> {
    if node.scalar().is_some() {
        let article = problems.text(node, Name::Entry("pinned"))?;
        return Some(PinFront { article, until: None });
    }
    let mut fields = Fields::of(node, "a pinned article", problems)?;
    let article = fields.required("article", "missing-article");
    let until = fields.moment("until");
    fields.finish(&[("slug", "article"), ("id", "article"), ("expires", "until")]);
    Some(PinFront { article: article?, until })
}

fn row<'a>(
    node: &'a Node,
    rules: &'a Rules,
    problems: &'a Problems<'a>,
) -> Option<RowFront> {
    let mut fields = Fields::of(node, "a row", problems)?;
    let title = fields.text("title");
    let limit = fields.whole("limit", 1).and_then(|limit| usize::try_from(limit).ok());
    let mut keys = vec!["topic", "series", "author", "kind"];
    keys.extend(rules.taxonomies.iter().map(String::as_str));
    let mut by = Vec::new();
    for key in &keys {
        let selects = fields.node(key).and_then(|node| match *key {
            "kind" => {
                let kinds = rules.kinds.iter().map(String::as_str);
                let kind =
                    problems.choice(node, Name::Key("kind"), "unknown-kind", kinds);
                kind.map(str::to_owned)
            }
            key => problems.text(node, Name::Key(key)),
        });
        by.extend(selects.map(|value| (*key, value)));
    }
    fields.finish(&[
        ("name", "title"),
        ("heading", "title"),
        ("count", "limit"),
        ("tag", "topic"),
    ]);
    keys.retain(|key| *key != "topics");
    match by.as_slice() {
        [(key, value)] => {
            let by = if *key == "topics" { "topic" } else { key };
            let (by, value) = (by.to_owned(), value.clone());
            Some(RowFront { title, by, value, limit })
        }
        // A key that is there and cannot be read has been reported.
        [] if keys.iter().any(|key| node.get(key).is_some_and(|n| !n.is_null())) => None,
        _ => {
            let message = match by.is_empty() {
                true => {
                    "a row shows the newest of something, and this one does not say of what"
                }
                false => {
                    "a row shows the newest of one thing, and this one names several"
                }
            };
            let diagnostic = problems.error("bad-row", &node.span, message);
            problems.push(diagnostic.hint(format!("give one of {}", listed(keys))));
            None
        }
    }
}
