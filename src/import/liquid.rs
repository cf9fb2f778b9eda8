//! Liquid in the texts of Jekyll sites, and the attribute lists of kramdown.

use std::ops::Range;

use crate::import::generator::marks::{Call, Marks, Scene, between};
use crate::import::markdown;

/// Tags and outputs of Liquid.
pub struct Liquid;

impl Marks for Liquid {
    fn find(&self, scene: &mut Scene<'_>) {
        let text = scene.text;
        let mut quiet = raw(scene);
        let shown = between(text, "{% highlight", "{% endhighlight");
        let shown: Vec<Range<usize>> =
            shown.into_iter().map(|(range, _)| range).collect();
        for (range, inner) in between(text, "{%", "%}") {
            if !quiet.iter().any(|quiet| quiet.contains(&range.start)) {
                tag(scene, range, text.get(inner).unwrap_or_default());
            }
        }
        quiet.extend(markdown::code(text));
        quiet.extend(shown);
        for (range, inner) in between(text, "{{", "}}") {
            if !quiet.iter().any(|quiet| quiet.contains(&range.start)) {
                output(scene, range, text.get(inner).unwrap_or_default());
            }
        }
        for (range, inner) in between(text, "{:", "}") {
            let line = text.get(inner.clone()).is_some_and(|inner| !inner.contains('\n'));
            if line && !quiet.iter().any(|quiet| quiet.contains(&range.start)) {
                attributes(scene, range, text.get(inner).unwrap_or_default());
            }
        }
    }
}

/// The text between `raw` and `endraw`, and between `comment` and `endcomment`, which Liquid
/// does not read. The tags themselves are taken out.
fn raw(scene: &mut Scene<'_>) -> Vec<Range<usize>> {
    let mut quiet = Vec::new();
    let mut open: Option<(Range<usize>, String)> = None;
    for (range, inner) in between(scene.text, "{%", "%}") {
        let name = scene.text.get(inner).unwrap_or_default();
        let name = name.trim_matches(['-', ' ', '\n']).to_owned();
        match &open {
            Some((start, kind)) if name == format!("end{kind}") => {
                let whole = start.start..range.end;
                if kind == "raw" {
                    scene.edits.replace(start.clone(), "");
                    scene.edits.replace(range, "");
                } else {
                    scene.left("template", whole.clone(), "it was a comment");
                }
                quiet.push(whole);
                open = None;
            }
            None if name == "raw" || name == "comment" => open = Some((range, name)),
            _ => {}
        }
    }
    quiet
}

/// `{% ... %}`.
fn tag(scene: &mut Scene<'_>, range: Range<usize>, inner: &str) {
    let inner = inner.trim_matches(['-', ' ', '\n', '\t']);
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let rest = rest.trim();
    match name {
        "highlight" => {
            let language = rest.split_whitespace().next().unwrap_or_default().to_owned();
            scene.put(range, format!("```{language}"));
        }
        "endhighlight" => scene.put(range, "```"),
        "post_url" => scene.put(range, format!("/_posts/{rest}.md")),
        "link" => scene.put(range, format!("/{rest}")),
        "include" | "include_cached" => {
            let call = Call::read(rest);
            let figure = call
                .figure()
                .filter(|_| call.name.contains("fig") || call.name.contains("image"));
            let named = call.named.iter().any(|(key, _)| key == "src");
            match figure.filter(|_| named) {
                Some(figure) => scene.put(range, figure),
                None => scene.left("include", range, "write what it would show"),
            }
        }
        name if name.starts_with("end") || name == "else" => {
            scene.edits.replace(range, "");
        }
        _ => scene.left("template", range, "write what it would show"),
    }
}

/// `{{ ... }}`.
fn output(scene: &mut Scene<'_>, range: Range<usize>, inner: &str) {
    let inner = inner.trim_matches(['-', ' ', '\n', '\t']);
    let mut parts = inner.split('|').map(str::trim);
    let value = parts.next().unwrap_or_default();
    let filters: Vec<&str> = parts.collect();
    let address = |filter: &&str| {
        filter.starts_with("relative_url")
            || filter.starts_with("absolute_url")
            || filter.starts_with("prepend")
    };
    let text =
        value.strip_prefix(['"', '\'']).and_then(|text| text.strip_suffix(['"', '\'']));
    match text {
        Some(text) if filters.iter().all(address) => {
            let text = format!("/{}", text.trim_start_matches('/'));
            scene.put(range, text);
        }
        None if matches!(value, "site.baseurl" | "site.url" | "site.baseurl_root") => {
            scene.put(range, "");
        }
        _ => scene.left("template", range, "write what it would show"),
    }
}

/// `{: .class }`: an id before the end of a heading is kept, the rest has no place.
fn attributes(scene: &mut Scene<'_>, range: Range<usize>, inner: &str) {
    if inner.trim() == "toc" {
        // The list above it is a stand-in for the table of contents.
        let before = scene.text.get(..range.start).unwrap_or_default().trim_end();
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let item = before.get(line..).unwrap_or_default();
        let start = if item.starts_with(['*', '-', '1']) { line } else { range.start };
        return scene.left(
            "attributes",
            start..range.end,
            "a table of contents is made of the headings",
        );
    }
    scene.left("attributes", range, "choose how it looks in templates");
}
