//! Who an article is by, and its credits.

use std::collections::BTreeMap;

use crate::base::fields::{Fields, warn_of_and, warn_of_commas};
use crate::base::id::Id;
use crate::base::node::{Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::Name;
use crate::parse::front::{Byline, CreditFront};
use crate::parse::front_matter::foreign;
use crate::parse::front_matter::letters;
use crate::parse::words::ROLES;

/// Reads `author` or `authors`, and says which of the two it was.
pub fn authors(fields: &mut Fields<'_>) -> (Vec<Byline>, &'static str) {
    let problems = fields.problems();
    let (one, many) = (fields.entry("author"), fields.entry("authors"));
    if let (Some(one), Some(many)) = (one, many) {
        let (first, second) = match one.key_span.start < many.key_span.start {
            true => (one, many),
            false => (many, one),
        };
        let message = "`author` and `authors` both stand here";
        let diagnostic = problems.error("author-twice", &second.key_span, message);
        let diagnostic = diagnostic.hint("write all of them under `authors`");
        let first = problems.place(&first.key_span);
        problems.push(diagnostic.related(first, "the first is here"));
    }
    let key = if many.is_none() && one.is_some() { "author" } else { "authors" };
    if let Some(node) = fields.node(key) {
        warn_of_commas(node, key, problems);
        warn_of_and(node, "authors", problems);
    }
    let mut bylines: Vec<Byline> = Vec::new();
    let mut seen: BTreeMap<String, &Node> = BTreeMap::new();
    for node in fields.items(key) {
        let Some(byline) = byline(node, key, problems) else { continue };
        let mut name = String::new();
        match &byline {
            Byline::Named(written)
            | Byline::Guest { name: written, .. }
            | Byline::Organisation(written) => Id::push_segment(written, &mut name),
            Byline::Unnamed { .. } => {}
        }
        bylines.push(byline);
        if name.is_empty() {
            continue;
        }
        let Some(first) = seen.get(&name) else {
            seen.insert(name, node);
            continue;
        };
        let message = format!("the author `{name}` stands here twice");
        let diagnostic = problems.warning("author-twice", &node.span, message);
        let first = problems.place(&first.span);
        problems.push(
            diagnostic.hint("remove one of the two").related(first, "the first is here"),
        );
    }
    (bylines, key)
}

fn byline<'a>(
    node: &'a Node,
    key: &'a str,
    problems: &'a Problems<'a>,
) -> Option<Byline> {
    if !matches!(node.value, Value::Map(_)) {
        letters::check_node(node, problems);
        return problems.text(node, Name::Entry(key)).map(Byline::Named);
    }
    let mut fields = Fields::of(node, "an author", problems)?;
    let (name, org) = (fields.text("name"), fields.text("org"));
    letters::check_key(&mut fields, "name");
    letters::check_key(&mut fields, "org");
    let unnamed = fields.text("unnamed");
    let byline = match (name, org, unnamed) {
        (Some(name), None, None) => Some(Byline::Guest {
            name,
            role: fields.text("role"),
            affiliation: fields.text("affiliation"),
            bio: fields.text("bio"),
        }),
        (None, Some(org), None) => Some(Byline::Organisation(org)),
        (None, None, Some(description)) => {
            Some(Byline::Unnamed { description, reason: fields.text("reason") })
        }
        _ => {
            ["role", "affiliation", "bio", "reason"]
                .into_iter()
                .for_each(|key| fields.allow(key));
            let message = "an author is one of a `name`, an `org` or an `unnamed`";
            let diagnostic = problems.error("bad-author", &node.span, message);
            let hint = "write `{ name: \"...\" }`, or the name alone";
            problems.push(diagnostic.hint(hint));
            None
        }
    };
    fields.finish(foreign::BYLINE);
    byline
}

/// Reads `credits`.
pub fn credits(fields: &mut Fields<'_>) -> Vec<CreditFront> {
    let problems = fields.problems();
    let Some(node) = fields.node("credits") else { return Vec::new() };
    let Some(mut fields) = Fields::of(node, "the credits", problems) else {
        return Vec::new();
    };
    let mut credits = Vec::new();
    for role in ROLES {
        let people = fields.names(role);
        letters::check_key(&mut fields, role);
        if !people.is_empty() {
            credits.push(CreditFront { role, people });
        }
    }
    fields.finish(foreign::CREDITS);
    credits
}
