//! The image of front matter, and the photograph of an author.

use crate::base::fields::Fields;
use crate::base::node::{Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::{Name, quoted};
use crate::parse::front::ImageFront;
use crate::parse::front_matter::foreign;

/// Reads `image`. An image needs words for those who do not see it; an `alt` that is empty in
/// quotes says that it is only decoration.
pub fn image(fields: &mut Fields<'_>) -> Option<ImageFront> {
    let node = fields.node("image")?;
    let problems = fields.problems();
    let (image, has_alt) = read(node, "image", problems)?;
    if !has_alt {
        let src = quoted_if_needed(&image.src);
        let message = format!("the image `{}` has no `alt`", image.src);
        let diagnostic = problems.error("missing-alt", &node.span, message);
        let hint = format!("write `image: {{ src: {src}, alt: \"what it shows\" }}`");
        problems.push(diagnostic.hint(hint));
    }
    Some(image)
}

/// Reads `photo`: without an `alt` it is described by the author's name.
pub fn photo(fields: &mut Fields<'_>, name: &str) -> Option<ImageFront> {
    let node = fields.node("photo")?;
    let (mut image, has_alt) = read(node, "photo", fields.problems())?;
    if !has_alt {
        name.clone_into(&mut image.alt);
    }
    Some(image)
}

/// Reads an image and whether its `alt` is given.
fn read<'a>(
    node: &'a Node,
    key: &'a str,
    problems: &'a Problems<'a>,
) -> Option<(ImageFront, bool)> {
    if node.scalar().is_some() {
        let src = problems.text(node, Name::Key(key))?;
        return Some((ImageFront { src, ..ImageFront::default() }, false));
    }
    let mut fields = Fields::of(node, "an image", problems)?;
    let src = fields.required("src", "missing-src");
    let alt = fields.node("alt").map(|alt| match &alt.value {
        Value::Text(text) if text.trim().is_empty() => String::new(),
        _ => problems.text(alt, Name::Key("alt")).unwrap_or_default(),
    });
    let image = ImageFront {
        src: src.clone().unwrap_or_default(),
        alt: alt.clone().unwrap_or_default(),
        caption: fields.text("caption"),
        credit: fields.text("credit"),
        licence: fields.text("licence"),
    };
    fields.finish(foreign::IMAGE);
    src.map(|_| (image, alt.is_some()))
}

/// A file's name, in quotes when YAML asks for them.
fn quoted_if_needed(src: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_');
    if src.chars().all(plain) { src.to_owned() } else { quoted(src) }
}
