//! Names that fold to nothing, by which nothing could be found or addressed.

use crate::base::fields::Fields;
use crate::base::id::Id;
use crate::base::node::{Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::shortened;

/// Reports the values of a key, one or a list, that hold no letter and no digit.
pub fn check_key<'a>(fields: &mut Fields<'a>, key: &'a str) {
    let problems = fields.problems();
    match fields.node(key).map(|node| (node, &node.value)) {
        Some((_, Value::List(list))) => {
            list.iter().for_each(|item| check_node(item, problems));
        }
        Some((node, _)) => check_node(node, problems),
        None => {}
    }
}

/// Reports a single value that holds no letter and no digit. An empty one is no name at all.
pub fn check_node(node: &Node, problems: &Problems<'_>) {
    let Some(text) = node.scalar() else { return };
    // Folding keeps these, so nothing needs to be folded to see that something is left.
    let plain = text.bytes().any(|byte| byte.is_ascii_alphanumeric());
    if plain || text.trim().is_empty() || !Id::fold(text).is_empty() {
        return;
    }
    let message = format!("the name `{}` holds no letter and no digit", shortened(text));
    let diagnostic = problems.error("bad-name", &node.span, message);
    problems.push(diagnostic.hint("write the name with letters"));
}
