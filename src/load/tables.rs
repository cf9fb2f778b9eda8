//! The tables of `site.toml`.

mod host;
mod robots;

use crate::base::fields::Fields;
use crate::base::id::Id;
use crate::base::node::{Entry, Node};
use crate::base::problems::Problems;
use crate::base::scalar::{Name, listed, shortened};
use crate::base::suggest;
use crate::load::config::{
    Kind, Lengths, Limits, Links, Outputs, Settings, Taxonomy, Unassigned,
};
use crate::load::reserved::{ARTICLE_CLASSES, ARTICLE_KEYS, FIRST_PARTS};
use crate::load::words;

/// Reads every table.
pub fn read(fields: &mut Fields<'_>, settings: &mut Settings) {
    let problems = fields.problems();
    addresses(fields, settings);
    taxonomies(fields, settings);
    headlines(fields, settings);
    evidence(fields, settings);
    lists(fields, settings);
    outputs(fields, &mut settings.outputs);
    limits(fields, &mut settings.limits);
    links(fields, &mut settings.links);
    host::read(fields, settings);
    robots::read(fields, settings);
    kinds(fields, settings);
    settings.words = words::read(fields);
    for (key, texts) in
        [("social", &mut settings.social), ("statements", &mut settings.statements)]
    {
        for entry in entries(fields, key) {
            let text = problems.text(&entry.value, Name::Key(&entry.key));
            texts.extend(text.map(|text| (entry.key.clone(), text)));
        }
    }
}

/// A table under a key, read as fields of its own.
fn table<'a>(
    fields: &mut Fields<'a>,
    key: &'a str,
    whose: &'static str,
) -> Option<Fields<'a>> {
    let node = fields.node(key)?;
    Fields::of(node, whose, fields.problems())
}

/// The entries of a table whose keys are free.
pub fn entries<'a>(fields: &mut Fields<'a>, key: &'a str) -> &'a [Entry] {
    let Some(node) = fields.node(key) else { return &[] };
    if let Some(entries) = node.map() {
        return entries;
    }
    let problems = fields.problems();
    let message = format!("`{key}` must be a table, not {}", node.sort());
    let diagnostic = problems.error("wrong-type", &node.span, message);
    problems.push(diagnostic.hint(format!("write `[{key}]` on a line of its own")));
    &[]
}

fn addresses(fields: &mut Fields<'_>, settings: &mut Settings) {
    let Some(mut table) = table(fields, "addresses", "`[addresses]`") else { return };
    let problems = table.problems();
    if let (Some(node), Some(pattern)) = (table.node("article"), table.text("article")) {
        match pattern_problem(&pattern) {
            None => settings.addresses.article = pattern,
            Some((message, hint)) => {
                let diagnostic = problems.error("bad-pattern", &node.span, message);
                problems.push(diagnostic.hint(hint));
            }
        }
    }
    table.finish(&[("articles", "article")]);
}

/// What is wrong with the pattern of an article's address, and what to write.
fn pattern_problem(pattern: &str) -> Option<(String, String)> {
    const KNOWN: [&str; 5] = ["slug", "year", "month", "day", "kind"];
    let mut rest = pattern;
    while let Some((_, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if !KNOWN.contains(&name) {
            let message =
                format!("`{{{}}}` is not a part of an address", shortened(name));
            let hint = match suggest::nearest(name, KNOWN) {
                Some(near) => format!("write `{{{near}}}`"),
                None => {
                    "the parts are `{slug}`, `{year}`, `{month}`, `{day}` and `{kind}`"
                        .to_owned()
                }
            };
            return Some((message, hint));
        }
        rest = after;
    }
    let example = "write, for example, `/articles/{slug}/`".to_owned();
    let message = match () {
        () if !pattern.starts_with('/') || !pattern.ends_with('/') => {
            let inner = pattern.trim_matches('/');
            let hint = format!("write `/{inner}/`");
            return Some(("the pattern must begin and end with `/`".to_owned(), hint));
        }
        () if !pattern.contains("{slug}") => "the pattern must hold `{slug}`",
        () if pattern.contains("//") => "the pattern holds `//`",
        () if pattern.split('/').any(|part| part == "..") => "the pattern holds `..`",
        () if pattern.contains(['?', '#', '%', '\\', '}']) && !balanced(pattern) => {
            "the pattern holds a character that no address can"
        }
        () => return None,
    };
    Some((message.to_owned(), example))
}

/// Whether a pattern holds braces in pairs and nothing that ends an address.
fn balanced(pattern: &str) -> bool {
    pattern.matches('{').count() == pattern.matches('}').count()
        && !pattern.contains(['?', '#', '%', '\\'])
}

fn taxonomies(fields: &mut Fields<'_>, settings: &mut Settings) {
    let problems = fields.problems();
    for entry in entries(fields, "taxonomies") {
        let key = &entry.key;
        let say = |message: String, hint: String| {
            problems.push(
                problems.error("bad-taxonomy", &entry.key_span, message).hint(hint),
            );
        };
        let plain =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
        let taken = key != "topics" && FIRST_PARTS.contains(&key.as_str());
        if ARTICLE_KEYS.contains(&key.as_str()) || taken {
            say(
                format!("`{key}` means something else already"),
                "choose another key".into(),
            );
            continue;
        }
        if key.is_empty() || !key.chars().all(plain) {
            let folded = Id::fold(key).segment();
            let hint = format!("write `{folded} = {{ name = \"{}\" }}`", shortened(key));
            say(format!("`{}` cannot be a key of front matter", shortened(key)), hint);
            continue;
        }
        let name = named(&entry.value, "a taxonomy", problems);
        let name = name.unwrap_or_else(|| capitalised(key));
        settings.taxonomies.insert(key.clone(), Taxonomy { name });
    }
}

/// The name of `regions = { name = "Regions" }` or `regions = "Regions"`.
fn named<'a>(
    node: &'a Node,
    whose: &'static str,
    problems: &'a Problems<'a>,
) -> Option<String> {
    if node.scalar().is_some() {
        return problems.text(node, Name::Key("name"));
    }
    let mut fields = Fields::of(node, whose, problems)?;
    let name = fields.text("name");
    fields.finish(&[("title", "name"), ("label", "name")]);
    name
}

fn capitalised(key: &str) -> String {
    let words = key.replace(['_', '-'], " ");
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}

fn headlines(fields: &mut Fields<'_>, settings: &mut Settings) {
    const WORDS: [(&str, Unassigned); 3] = [
        ("publish", Unassigned::Publish),
        ("metadata", Unassigned::Metadata),
        ("hold", Unassigned::Hold),
    ];
    let Some(mut table) = table(fields, "headlines", "`[headlines]`") else { return };
    let words = WORDS.map(|(word, _)| word);
    let problems = table.problems();
    let name = Name::Key("way to treat a headline");
    if let Some(node) = table.node("unassigned")
        && let Some(word) = problems.choice(node, name, "unknown-word", words)
        && let Some((_, meaning)) = WORDS.iter().find(|(known, _)| *known == word)
    {
        settings.headlines.unassigned = *meaning;
    }
    settings.headlines.open = table.flag("open").unwrap_or(false);
    if let Some(node) = table.node("limits") {
        lengths(node, problems, &mut settings.headlines.limits);
    }
    table.finish(&[("lengths", "limits"), ("length", "limits")]);
}

/// How long headlines may be; 0 is any length.
fn lengths(node: &Node, problems: &Problems<'_>, lengths: &mut Lengths) {
    let Some(mut table) = Fields::of(node, "`limits` of headlines", problems) else {
        return;
    };
    for (key, length) in Lengths::KEYS {
        if let Some(given) = table.whole(key, 0) {
            *length(lengths) = usize::try_from(given).ok().filter(|given| *given > 0);
        }
    }
    table.finish(&[("page", "title"), ("twitter", "x"), ("search", "seo")]);
}

fn evidence(fields: &mut Fields<'_>, settings: &mut Settings) {
    let Some(mut table) = table(fields, "evidence", "`[evidence]`") else { return };
    let problems = table.problems();
    for item in table.items("balance") {
        let name = Name::Entry("balance");
        match problems.choice(
            item,
            name,
            "unknown-word",
            ["sources", "authors", "topics"],
        ) {
            Some("sources") => settings.evidence.on_sources = true,
            Some("authors") => settings.evidence.on_authors = true,
            Some(_) => settings.evidence.on_terms = true,
            None => {}
        }
    }
    table.finish(&[]);
}

fn lists(fields: &mut Fields<'_>, settings: &mut Settings) {
    let Some(mut table) = table(fields, "lists", "`[lists]`") else { return };
    let lists = &mut settings.lists;
    for (key, least, number) in [
        ("page_size", 0, &mut lists.page_size),
        ("home", 1, &mut lists.home),
        ("feed", 1, &mut lists.feed),
    ] {
        let given = table.whole(key, least).and_then(|n| usize::try_from(n).ok());
        *number = given.unwrap_or(*number);
    }
    table.finish(&[("paginate_by", "page_size"), ("per_page", "page_size")]);
}

fn outputs(fields: &mut Fields<'_>, outputs: &mut Outputs) {
    let Some(mut table) = table(fields, "outputs", "`[outputs]`") else { return };
    for (key, switch) in Outputs::KEYS {
        if let Some(on) = table.flag(key) {
            *switch(outputs) = on;
        }
    }
    table.finish(&[("404", "not_found"), ("feed", "atom"), ("feeds", "term_feeds")]);
}

fn limits(fields: &mut Fields<'_>, limits: &mut Limits) {
    let Some(mut table) = table(fields, "limits", "`[limits]`") else { return };
    if let Some(size) = table.whole("file_size", 1) {
        limits.file_size = size.unsigned_abs();
    }
    for (key, limit) in [("nesting", &mut limits.nesting), ("files", &mut limits.files)] {
        let given = table.whole(key, 1).and_then(|n| usize::try_from(n).ok());
        *limit = given.unwrap_or(*limit);
    }
    table.finish(&[("depth", "nesting"), ("size", "file_size")]);
}

fn links(fields: &mut Fields<'_>, links: &mut Links) {
    let Some(mut table) = table(fields, "links", "`[links]`") else { return };
    for (key, least, number) in [
        ("days", 1, &mut links.days),
        ("pause", 0, &mut links.pause),
        ("timeout", 1, &mut links.timeout),
        ("retries", 0, &mut links.retries),
        ("confirm", 0, &mut links.confirm),
    ] {
        let given = table.whole(key, least).and_then(|n| u32::try_from(n).ok());
        *number = given.unwrap_or(*number);
    }
    for (key, address) in [("archive", &mut links.archive), ("save", &mut links.save)] {
        if let Some(given) = table.web_address(key) {
            *address = given;
        }
    }
    table.finish(&[("due", "days"), ("delay", "pause"), ("wayback", "archive")]);
}

fn kinds(fields: &mut Fields<'_>, settings: &mut Settings) {
    let problems = fields.problems();
    for entry in entries(fields, "kinds") {
        let id = &entry.key;
        let folded = Id::fold(id).segment();
        if *id != folded {
            let message = format!("`{}` cannot be the id of a kind", shortened(id));
            let diagnostic = problems.error("bad-kind", &entry.key_span, message);
            problems.push(diagnostic.hint(format!("write `[kinds.{folded}]`")));
            continue;
        }
        let Some(mut table) = Fields::of(&entry.value, "a kind", problems) else {
            continue;
        };
        let known = settings.kinds.get(id);
        let label = table.text("label");
        let schema = class(&mut table, "article", &ARTICLE_CLASSES);
        table.finish(&[("name", "label"), ("title", "label"), ("type", "schema")]);
        let label = label
            .or_else(|| known.map(|kind| kind.label.clone()))
            .unwrap_or_else(|| capitalised(id));
        let schema = schema
            .or_else(|| known.map(|kind| kind.schema.clone()))
            .unwrap_or_else(|| "NewsArticle".to_owned());
        settings.kinds.insert(id.clone(), Kind { label, schema });
    }
}

/// A class of schema.org, one of those that `what` can be.
pub fn class(table: &mut Fields<'_>, what: &str, classes: &[&str]) -> Option<String> {
    let node = table.node("schema")?;
    let problems = table.problems();
    let text = problems.text(node, Name::Key("schema"))?;
    if classes.contains(&text.as_str()) {
        return Some(text);
    }
    let message = format!("`{}` is not a kind of {what} in schema.org", shortened(&text));
    let diagnostic = problems.error("unknown-schema", &node.span, message);
    let near = suggest::nearest(&text, classes.iter().copied());
    problems.push(diagnostic.hint(match near {
        Some(near) => format!("write `{near}`"),
        None => format!("write one of {}", listed(classes.iter().copied())),
    }));
    None
}
