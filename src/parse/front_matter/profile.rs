//! The profile of an author, and the introduction of a term of a taxonomy.

use crate::base::diagnostic::Diagnostic;
use crate::base::fields::Fields;
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::base::scalar::{Name, quoted, shortened};
use crate::parse::entities::{AuthorFront, LinkFront, TermFront};
use crate::parse::front_matter::article::aliases;
use crate::parse::front_matter::foreign;
use crate::parse::front_matter::loose;
use crate::parse::front_matter::picture;
use crate::parse::front_matter::quotes::curly;
use crate::parse::front_matter::yaml;

/// Reads the profile of an author.
pub fn author(
    file: &FilePath,
    front: &str,
    offset: usize,
    out: &mut Vec<Diagnostic>,
) -> Option<AuthorFront> {
    let problems = Problems::new(file, front, offset);
    let author = yaml::read(&problems).and_then(|node| {
        let mut fields = Fields::of(&node, "an author", &problems)?;
        let name = fields.required("name", "missing-name").unwrap_or_default();
        let author = AuthorFront {
            sort_name: fields.text("sort_name"),
            role: fields.text("role"),
            affiliation: fields.text("affiliation"),
            photo: picture::photo(&mut fields, &name),
            name,
            bio: fields.text("bio").as_deref().map(curly),
            links: links(&mut fields),
            orcid: orcid(&mut fields),
            same_as: addresses(&mut fields, "same_as"),
            email: email(&mut fields),
            languages: languages(&mut fields),
            former: fields.flag("former").unwrap_or(false),
            org: fields.flag("org").unwrap_or(false),
            aliases: aliases(&mut fields),
            extra: loose::extra(&mut fields),
        };
        fields.finish(foreign::AUTHOR);
        Some(author)
    });
    out.extend(problems.into_sorted());
    author
}

/// Reads the introduction of a topic, or of a term of another taxonomy.
pub fn term(
    file: &FilePath,
    front: &str,
    offset: usize,
    out: &mut Vec<Diagnostic>,
) -> Option<TermFront> {
    let problems = Problems::new(file, front, offset);
    let term = yaml::read(&problems).and_then(|node| {
        let mut fields = Fields::of(&node, "a topic", &problems)?;
        let term = TermFront {
            name: fields.text("name"),
            description: fields.text("description").as_deref().map(curly),
            parent: fields.text("parent"),
            same_as: addresses(&mut fields, "same_as"),
            aliases: aliases(&mut fields),
            extra: loose::extra(&mut fields),
        };
        fields.finish(foreign::TERM);
        Some(term)
    });
    out.extend(problems.into_sorted());
    term
}

/// A list of addresses of the web.
fn addresses<'a>(fields: &mut Fields<'a>, key: &'a str) -> Vec<String> {
    let problems = fields.problems();
    let items = fields.items(key).into_iter();
    items.filter_map(|item| problems.web_address(item, Name::Entry(key))).collect()
}

fn languages(fields: &mut Fields<'_>) -> Vec<String> {
    let problems = fields.problems();
    let items = fields.items("languages").into_iter();
    items.filter_map(|item| problems.language(item, Name::Entry("languages"))).collect()
}

/// `[{ label, url }]`, or `[label: address]`.
fn links(fields: &mut Fields<'_>) -> Vec<LinkFront> {
    let problems = fields.problems();
    let mut links = Vec::new();
    for node in fields.items("links") {
        if let Some([only]) = node.map()
            && only.key != "label"
            && only.key != "url"
        {
            let label = only.key.clone();
            let url = problems.web_address(&only.value, Name::Key(&only.key));
            links.extend(url.map(|url| LinkFront { label, url }));
            continue;
        }
        if let Some(text) = node.scalar() {
            let message = "a link needs a label";
            let diagnostic = problems.error("missing-label", &node.span, message);
            problems.push(
                diagnostic
                    .hint(format!("write `{{ label: \"...\", url: {} }}`", quoted(text))),
            );
            continue;
        }
        let Some(mut fields) = Fields::of(node, "a link", problems) else { continue };
        let label = fields.required("label", "missing-label");
        let url = fields.required("url", "missing-url");
        let url = url.and_then(|_| fields.web_address("url"));
        fields.finish(&[("name", "label"), ("title", "label"), ("href", "url")]);
        if let (Some(label), Some(url)) = (label, url) {
            links.push(LinkFront { label, url });
        }
    }
    links
}

/// An ORCID without its resolver, its check digit checked.
fn orcid(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("orcid")?;
    let node = fields.node("orcid")?;
    let bare = text.rsplit('/').next().unwrap_or(&text).to_uppercase();
    let digits: Vec<u32> = bare.chars().filter_map(|c| c.to_digit(10)).collect();
    let shape: String =
        bare.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let whole = matches!(shape.as_str(), "0000-0000-0000-0000" | "0000-0000-0000-000X");
    let sum = digits.iter().take(15).fold(0, |sum, digit| (sum + digit) * 2);
    let check = (12 - sum % 11) % 11;
    let given = digits.get(15).copied().unwrap_or(10);
    if whole && check == given {
        return Some(bare);
    }
    let problems = fields.problems();
    let message = format!("`{}` is not an ORCID", shortened(&text));
    let hint = match whole {
        true => "compare it digit by digit: its last digit does not fit the others",
        false => "write sixteen digits, for example `0000-0002-1825-0097`",
    };
    problems.push(problems.error("bad-orcid", &node.span, message).hint(hint));
    None
}

fn email(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("email")?;
    let node = fields.node("email")?;
    let parts = text.split_once('@');
    let good = parts.is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.contains('@')
            && !text.contains(|c: char| c.is_whitespace() || c.is_control())
    });
    if good {
        return Some(text);
    }
    let problems = fields.problems();
    let message = format!("`{}` is not an e-mail address", shortened(&text));
    let hint = "write an address such as `desk@example.org`";
    problems.push(problems.error("bad-email", &node.span, message).hint(hint));
    None
}
