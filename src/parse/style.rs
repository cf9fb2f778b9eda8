//! A style of citation that the publication brings: a file of CSL 1.0.2,
//! `content/references/house.csl`.

mod element;

#[cfg(feature = "csl")]
use hayagriva::archive::ArchivedStyle;
#[cfg(feature = "csl")]
use hayagriva::citationberg::{IndependentStyle, Style};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::base::suggest::nearest;
use crate::parse::style::element::Element;

/// A style of citation that the publication brings.
#[derive(Debug)]
pub struct OwnStyle {
    /// The file.
    pub file: FilePath,
    /// The digest of its text.
    pub digest: Digest,
    /// What it says.
    #[cfg(feature = "csl")]
    pub style: IndependentStyle,
}

/// Whether a file is a style of citation, by its place and its ending.
pub fn is_style(file: &FilePath) -> bool {
    file.as_str().starts_with("content/references/") && file.extension() == "csl"
}

impl OwnStyle {
    /// Reads a style. One that only names another stands for that one.
    #[cfg_attr(not(feature = "csl"), allow(unused_variables, reason = "nothing sets it"))]
    pub fn read(
        file: &FilePath,
        digest: Digest,
        text: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let root = match element::read(file, text) {
            Ok(root) => root,
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                return None;
            }
        };
        if root.name != "style" {
            let message = format!("`{}` is no style of CSL", root.name);
            let hint =
                "a style begins with `<style xmlns=\"http://purl.org/net/xbiblio/csl\">`";
            diagnostics.push(wrong(file, &root, message).hint(hint));
            return None;
        }
        let found = diagnostics.len();
        class(file, &root, diagnostics);
        macros(file, &root, diagnostics);
        if diagnostics.len() > found {
            return None;
        }
        Some(Self {
            file: file.clone(),
            digest,
            #[cfg(feature = "csl")]
            style: independent(file, &root, text, diagnostics)?,
        })
    }
}

#[cfg(feature = "csl")]
fn independent(
    file: &FilePath,
    root: &Element,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<IndependentStyle> {
    match Style::from_xml(text) {
        Ok(Style::Independent(style)) => Some(style),
        Ok(Style::Dependent(style)) => {
            parent(file, root, &style.parent_link.href, diagnostics)
        }
        Err(error) => {
            let path = error.path.map_or_else(String::new, |path| path.to_string());
            let message = error.source.to_string();
            diagnostics.push(misread(file, root.at(&path), &message));
            None
        }
    }
}

fn wrong(file: &FilePath, element: &Element, message: impl Into<String>) -> Diagnostic {
    let place = Place::bytes(file, element.tag.clone());
    Diagnostic::error("citation-style", place, message)
}

/// Reports a class of citations that there is none of.
fn class(file: &FilePath, root: &Element, diagnostics: &mut Vec<Diagnostic>) {
    let Some(class) = root.attribute("class") else { return };
    if !matches!(class, "note" | "in-text") {
        let message = format!("CSL knows no class `{class}` of citations");
        let hint = "write `class=\"note\"` or `class=\"in-text\"`";
        diagnostics.push(wrong(file, root, message).hint(hint));
    }
}

/// What the reader of styles says, at the element that it says it of.
#[cfg(feature = "csl")]
fn misread(file: &FilePath, element: &Element, message: &str) -> Diagnostic {
    let message = message.replace("cs:", "");
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown variant").then(|| quoted.next()).flatten();
    let Some(unknown) = unknown else {
        return wrong(file, element, format!("no style of CSL can be read: {message}"));
    };
    // A child is named by its parent's place, an attribute by its element's.
    let child = element.children.iter().find(|child| child.name == unknown);
    let known: Vec<&str> = quoted.collect();
    let hint = match nearest(unknown, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of `{}`", known.join("`, `")),
    };
    let message = format!("CSL knows no `{unknown}` here");
    wrong(file, child.unwrap_or(element), message).hint(hint)
}

/// Reports macros that are called and not there: nothing would be set in their place.
fn macros(file: &FilePath, root: &Element, diagnostics: &mut Vec<Diagnostic>) {
    let own = root.children.iter().filter(|child| child.name == "macro");
    let names: Vec<&str> = own.filter_map(|child| child.attribute("name")).collect();
    let mut left = vec![root];
    while let Some(element) = left.pop() {
        left.extend(element.children.iter().rev());
        let called = element.attribute("macro").filter(|name| !names.contains(name));
        let Some(called) = called else { continue };
        let message = format!("there is no macro `{called}`");
        let hint = match nearest(called, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `<macro name=\"{called}\">` or leave it out"),
        };
        diagnostics.push(wrong(file, element, message).hint(hint));
    }
}

/// The style that a dependent one names, if it is one that is known by name.
#[cfg(feature = "csl")]
fn parent(
    file: &FilePath,
    root: &Element,
    href: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<IndependentStyle> {
    let name = href.rsplit('/').next().unwrap_or(href);
    let known = ArchivedStyle::by_name(name).map(|style| style.get());
    if let Some(Style::Independent(style)) = known {
        return Some(style);
    }
    let message = format!("this style only names another, `{name}`, which is not there");
    let hint = format!("put the file of `{name}` in its place");
    diagnostics.push(wrong(file, root, message).hint(hint));
    None
}

#[cfg(test)]
#[cfg(feature = "csl")]
mod tests;
