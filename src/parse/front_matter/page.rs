//! The front matter of a standing page.

use crate::base::diagnostic::Diagnostic;
use crate::base::fields::Fields;
use crate::base::node::{Value, is_truth};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::base::scalar::Name;
use crate::load::reserved::POLICIES;
use crate::parse::entities::{MenuFront, PageFront};
use crate::parse::front_matter::article;
use crate::parse::front_matter::foreign;
use crate::parse::front_matter::loose;
use crate::parse::front_matter::quotes::{curly, maybe};
use crate::parse::front_matter::yaml;

/// Reads the front matter of a standing page.
pub fn read(
    file: &FilePath,
    front: &str,
    offset: usize,
    out: &mut Vec<Diagnostic>,
) -> Option<PageFront> {
    let problems = Problems::new(file, front, offset);
    let page = yaml::read(&problems).and_then(|node| {
        let mut fields = Fields::of(&node, "a page", &problems)?;
        let mut page = PageFront {
            title: curly(&article::title(&mut fields)),
            description: fields.text("description"),
            slug: article::slug(&mut fields),
            aliases: article::aliases(&mut fields),
            template: article::template(&mut fields),
            lang: fields.language("lang"),
            menu: menu(&mut fields),
            policies: policies(&mut fields),
            draft: fields.flag("draft").unwrap_or(false),
            extra: loose::extra(&mut fields),
        };
        maybe(&mut page.description);
        fields.finish(foreign::PAGE);
        Some(page)
    });
    out.extend(problems.into_sorted());
    page
}

/// One policy or several.
fn policies(fields: &mut Fields<'_>) -> Vec<String> {
    let problems = fields.problems();
    let words = POLICIES.map(|(word, _)| word);
    let name = || Name::Entry("policy");
    let items = fields.items("policy").into_iter();
    items
        .filter_map(|item| problems.choice(item, name(), "unknown-policy", words))
        .map(str::to_owned)
        .collect()
}

/// `true`, a place, a word, or `{ label, order }`.
fn menu(fields: &mut Fields<'_>) -> Option<MenuFront> {
    let node = fields.node("menu")?;
    let problems = fields.problems();
    match &node.value {
        Value::Bare(word) => match (is_truth(word), word.parse::<i64>()) {
            (Some(false), _) => None,
            (Some(true), _) => Some(MenuFront::default()),
            (None, Ok(order)) => Some(MenuFront { label: None, order }),
            (None, Err(_)) => {
                let label = problems.text(node, Name::Key("menu"));
                Some(MenuFront { label, order: 0 })
            }
        },
        Value::Text(_) => {
            let label = problems.text(node, Name::Key("menu"));
            Some(MenuFront { label, order: 0 })
        }
        _ => {
            let mut fields = Fields::of(node, "a menu entry", problems)?;
            let label = fields.text("label");
            let order = fields.whole("order", i64::MIN).unwrap_or(0);
            fields.finish(&[("title", "label"), ("name", "label"), ("weight", "order")]);
            Some(MenuFront { label, order })
        }
    }
}
