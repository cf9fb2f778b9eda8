//! What a template is made of: its own text, those it extends and includes, and the
//! definition of every component named, transitively.
//!
//! Tera does not tell, but names in `extends` and `include` are literals, so the text does.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::digest::Digest;

/// The dependencies of a set of templates.
#[derive(Debug, Default)]
pub struct Closures {
    /// Each template: the digest of its text, and the templates that it names.
    templates: BTreeMap<String, (Digest, BTreeSet<String>)>,
    /// Each component: the template whose definition wins.
    components: BTreeMap<String, String>,
    /// The components that say nothing.
    silent: BTreeSet<String>,
    /// The templates that may show what a page says to machines.
    to_machines: BTreeSet<String>,
}

impl Closures {
    /// Reads a set of templates, given in order of precedence, first wins. `resolve` gives
    /// the template that a written name stands for.
    pub fn new(
        templates: &[(String, &str)],
        resolve: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let mut closures = Self::default();
        for (name, text) in templates {
            for (component, silent) in definitions(text) {
                if closures.components.contains_key(component) {
                    continue;
                }
                closures.components.insert(component.to_owned(), name.clone());
                if silent {
                    closures.silent.insert(component.to_owned());
                }
            }
        }
        for (name, text) in templates {
            let mut named: BTreeSet<String> =
                literals(text).into_iter().filter_map(&resolve).collect();
            let calls = calls(text);
            named.extend(
                calls.iter().filter_map(|c| closures.components.get(*c).cloned()),
            );
            closures
                .templates
                .insert(name.clone(), (Digest::of_bytes(text.as_bytes()), named));
        }
        let shown: BTreeSet<&str> = templates
            .iter()
            .filter(|(_, text)| shows_metadata(text))
            .map(|(name, _)| name.as_str())
            .collect();
        let names = templates.iter().map(|(name, _)| name);
        let to_machines =
            names.filter(|name| closures.of([*name]).keys().any(|n| shown.contains(n)));
        closures.to_machines = to_machines.cloned().collect();
        closures
    }

    /// Whether there is nothing between the beginning and the end of a component.
    pub fn is_silent(&self, component: &str) -> bool {
        self.silent.contains(component)
    }

    /// Whether a template may show what a page says to machines. `template` is a resolved
    /// name.
    pub fn shows_metadata(&self, template: &str) -> bool {
        self.to_machines.contains(template)
    }

    /// The digest of everything that a template and some components are made of. `template`
    /// is a resolved name.
    pub fn digest(&self, template: &str, components: &BTreeSet<String>) -> Digest {
        let components = components.iter().filter_map(|c| self.components.get(c));
        Digest::of(&self.of(components.map(String::as_str).chain([template])))
    }

    /// The names of everything that a template and some components are made of, in order.
    pub fn names(&self, template: &str, components: &BTreeSet<String>) -> Vec<String> {
        let components = components.iter().filter_map(|c| self.components.get(c));
        self.of(components.map(String::as_str).chain([template]))
            .into_keys()
            .map(str::to_owned)
            .collect()
    }

    /// The digests of everything that some templates are made of.
    fn of<'a>(
        &'a self,
        templates: impl IntoIterator<Item = &'a (impl AsRef<str> + ?Sized + 'a)>,
    ) -> BTreeMap<&'a str, Digest> {
        let mut open: Vec<&str> = templates.into_iter().map(AsRef::as_ref).collect();
        let mut seen: BTreeMap<&str, Digest> = BTreeMap::new();
        while let Some(name) = open.pop() {
            let Some((digest, named)) = self.templates.get(name) else { continue };
            if seen.insert(name, *digest).is_none() {
                open.extend(named.iter().map(String::as_str));
            }
        }
        seen
    }
}

/// Whether a template may show what a page says to machines: where it names one of these
/// parts of `frame`, or uses `frame` or everything whole, of which nobody knows what becomes.
fn shows_metadata(text: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let named = |tag: &str| {
        let mut rest = tag;
        while let Some(at) = rest.find(part) {
            rest = rest.get(at..).unwrap_or_default();
            let end = rest.find(|c| !part(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let whole = !after.trim_start_matches('?').starts_with('.');
            match word {
                "meta" | "links" | "structured_data" | "__tera_context" => return true,
                "frame" if whole => return true,
                _ => rest = after,
            }
        }
        false
    };
    tags(text).any(named)
}

/// The inside of each tag of a template: `{{ ... }}` and `{% ... %}`. Comments are passed
/// over, and a tag does not end inside quotes.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start =
                ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min()?;
            let tag = rest.get(start..).unwrap_or_default();
            let inside = tag.get(2..).unwrap_or_default();
            if tag.starts_with("{#") {
                rest = inside.split_once("#}").map_or("", |(_, after)| after);
                continue;
            }
            let close = if tag.starts_with("{{") { "}}" } else { "%}" };
            let end = end_of(inside, close);
            rest = inside.get(end + 2..).unwrap_or("");
            return inside.get(..end);
        }
    })
}

/// Where a tag ends: at its close, outside quotes.
pub fn end_of(inside: &str, close: &str) -> usize {
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if inside.get(at..).is_some_and(|rest| rest.starts_with(close)) => {
                return at;
            }
            None => {}
        }
    }
    inside.find(close).unwrap_or(inside.len())
}

/// The first word of a tag, and what follows.
fn head(tag: &str) -> (&str, &str) {
    let tag = tag.trim_start_matches('-').trim_start();
    let end =
        tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(tag.len());
    tag.split_at(end)
}

/// The names in `extends` and `include`.
fn literals(text: &str) -> Vec<&str> {
    let literal = |tag| {
        let (word, rest) = head(tag);
        if !matches!(word, "extends" | "include") {
            return None;
        }
        rest.split(['"', '\'', '`']).nth(1)
    };
    tags(text).filter_map(literal).collect()
}

/// The components that a template defines, and whether there is nothing in each.
fn definitions<'a>(text: &'a str) -> Vec<(&'a str, bool)> {
    let at = |tag: &str| tag.as_ptr().addr() - text.as_ptr().addr();
    let mut next = tags(text).skip(1);
    let definition = |tag: &'a str| {
        let next = next.next();
        let (word, rest) = head(tag);
        let silent = next.is_some_and(|next| {
            let between = text.get(at(tag) + tag.len()..at(next)).unwrap_or_default();
            let between = between.trim_start_matches("%}").trim_end_matches("{%");
            let trimmed = tag.ends_with('-') || next.starts_with('-');
            let nothing = between.is_empty() || (trimmed && between.trim().is_empty());
            nothing && head(next).0 == "endcomponent"
        });
        (word == "component").then(|| (name(rest.trim_start()), silent))
    };
    tags(text).filter_map(definition).collect()
}

/// The components that a template calls: every name behind a `<` inside a tag.
fn calls(text: &str) -> BTreeSet<&str> {
    tags(text)
        .flat_map(|tag| tag.split('<').skip(1).map(name))
        .filter(|n| !n.is_empty())
        .collect()
}

/// The name at the start of a text.
fn name(text: &str) -> &str {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    &text[..text.find(|c| !part(c)).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_quotes_hide_nothing() {
        let text = "{# {{ #}{% include 'a' %}{{ '}}' ~ <card /> }}{% if x %}";
        let found: Vec<&str> = tags(text).collect();
        assert_eq!(found, [" include 'a' ", " '}}' ~ <card /> ", " if x "]);
    }

    #[test]
    fn a_component_with_nothing_in_it_is_silent() {
        let cases = [
            ("{% component a(b: map) -%}\n{%- endcomponent a %}", true),
            ("{% component a() %}{% endcomponent %}{{ x }}", true),
            ("{% component a() %}{# nothing #}{% endcomponent %}", false),
            ("{% component a() %}\n{% endcomponent %}", false),
            ("{% component a() %}x{% endcomponent %}", false),
            ("{% component a(b) %}{{ b }}{% endcomponent %}", false),
        ];
        for (text, silent) in cases {
            assert_eq!(definitions(text), [("a", silent)], "{text}");
        }
    }

    #[test]
    fn whether_metadata_is_shown_is_told_by_names() {
        let cases = [
            ("{{ frame.title }}{{ frame?.address }} frame meta", false),
            ("{% for tag in frame.meta %}{% endfor %}", true),
            ("{{ frame }}", true),
            ("{{ frame['meta'] }}", true),
            ("{{ <head frame={frame} /> }}", true),
            ("{{ __tera_context }}", true),
            ("{{ page.frames }}", false),
        ];
        for (text, shown) in cases {
            assert_eq!(shows_metadata(text), shown, "{text}");
        }
        let templates = [
            ("page.html".to_owned(), "{% extends 'base.html' %}"),
            ("base.html".to_owned(), "{{ <head f={frame} /> }}"),
            ("alone.html".to_owned(), "{{ frame.title }}"),
        ];
        let closures = Closures::new(&templates, |name| Some(name.to_owned()));
        assert!(closures.shows_metadata("page.html"));
        assert!(!closures.shows_metadata("alone.html"));
    }

    #[test]
    fn a_template_is_made_of_what_it_names() {
        let sets = |card: &str, own: &str| {
            let templates = [
                ("page.html".to_owned(), own.to_owned()),
                ("base.html".to_owned(), "{{ <foot /> }}".to_owned()),
                ("card.html".to_owned(), card.to_owned()),
                (
                    "other.html".to_owned(),
                    "{% component foot() %}f{% endcomponent %}".to_owned(),
                ),
                ("alone.html".to_owned(), "nothing".to_owned()),
            ];
            let given: Vec<_> =
                templates.iter().map(|(n, t)| (n.clone(), &**t)).collect();
            let closures = Closures::new(&given, |name| Some(name.to_owned()));
            let none = BTreeSet::new();
            (closures.digest("page.html", &none), closures.digest("alone.html", &none))
        };
        let own =
            "{% extends 'base.html' %}{%- for a in b -%}{{ <card a /> }}{%- endfor %}";
        let card = "{% component card(a) %}{{ a }}{% endcomponent card %}";
        let first = sets(card, own);
        assert_eq!(first, sets(card, own));
        let changed =
            sets("{% component card(a) %}[{{ a }}]{% endcomponent card %}", own);
        assert_ne!(first.0, changed.0);
        assert_eq!(first.1, changed.1);
    }
}
