//! Prose to HTML: its holes are filled by components and addresses.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::{Context, Value};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::path::FilePath;
use crate::base::url::rooted;
use crate::parse::body::{Argument, Component, ComponentData, Fragment, Segment};
use crate::parse::markdown::html::push_attribute;
use crate::render::chart;
use crate::render::templates::Templates;
use crate::view::prose::{LinkTarget, Prose};

/// The components that prose calls by name.
pub fn components(prose: &Prose) -> BTreeSet<String> {
    let content = &prose.content;
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut add = |on: bool, name: &str| {
        if on {
            names.insert(name.to_owned());
        }
    };
    add(!prose.clusters.is_empty(), "citation");
    add(prose.style == "notes" && !prose.clusters.is_empty(), "source_words");
    add(!prose.images.is_empty(), "image");
    add(!content.footnotes.is_empty(), "footnote_mark");
    add(!prose.corrections.is_empty(), "correction_mark");
    for component in &content.components {
        add(true, &tera_name(&component.name));
    }
    names
}

/// The Tera component that a name of content stands for: Tera knows no `-` in names.
fn tera_name(name: &str) -> String {
    name.replace('-', "_")
}

/// Fills the holes of one prose.
pub struct Filler<'a> {
    /// The templates.
    pub templates: &'a Templates,
    /// The prose.
    pub prose: &'a Prose,
    /// The file of the prose, for messages.
    pub file: Option<&'a FilePath>,
    /// Whether it is for a feed, whose readers have no style sheet.
    pub feed: bool,
}

/// HTML, or what was wrong.
pub type Html = Result<String, Box<Diagnostic>>;

impl Filler<'_> {
    /// The HTML of a fragment.
    ///
    /// # Errors
    ///
    /// A component that does not exist, lacks an argument or fails.
    pub fn html(&self, fragment: &Fragment) -> Html {
        let mut out = String::new();
        for segment in &fragment.0 {
            self.segment(segment, &mut out)?;
        }
        Ok(out)
    }

    /// Writes a segment.
    ///
    /// # Errors
    ///
    /// As [`Filler::html`].
    pub(super) fn segment(
        &self,
        segment: &Segment,
        out: &mut String,
    ) -> Result<(), Box<Diagnostic>> {
        let prose = self.prose;
        match segment {
            Segment::Html(html) => out.push_str(html),
            Segment::Cluster(index) => self.cluster(*index, out)?,
            Segment::LinkStart(index) => self.link_start(*index, out),
            Segment::LinkEnd(index) => {
                let target = prose.links.get(*index as usize);
                if !matches!(target, None | Some(LinkTarget::Withheld)) {
                    out.push_str("</a>");
                }
            }
            Segment::Image(index) => {
                if let Some(image) = prose.images.get(*index as usize) {
                    let mut arguments = Context::new();
                    arguments.insert("image", image);
                    out.push_str(&self.call("image", &arguments)?);
                }
            }
            Segment::Component(index) => {
                if let Some(component) = prose.content.components.get(*index as usize) {
                    out.push_str(&self.component(component)?);
                    out.push('\n');
                }
            }
            Segment::FootnoteMark(index, mention) => {
                self.footnote_mark(*index, *mention, out)?;
            }
            Segment::BlockStart(block) => self.corrections(*block, out)?,
            Segment::BlockEnd(block) => {
                if prose.corrections.contains_key(block) {
                    out.push_str("</div>\n");
                }
            }
        }
        Ok(())
    }

    /// Opens a corrected block: its marks, then the block.
    fn corrections(&self, block: u32, out: &mut String) -> Result<(), Box<Diagnostic>> {
        let Some(marks) = self.prose.corrections.get(&block) else { return Ok(()) };
        out.push_str("<div class=\"corrected\">\n");
        for mark in marks {
            let mut arguments = Context::new();
            arguments.insert("mark", mark);
            out.push_str(&self.call("correction_mark", &arguments)?);
            out.push('\n');
        }
        Ok(())
    }

    fn link_start(&self, index: u32, out: &mut String) {
        let index = index as usize;
        let base_path = &self.templates.site.base_path;
        let fragment = |fragment: &Option<String>| match fragment {
            Some(fragment) => format!("#{fragment}"),
            None => String::new(),
        };
        let href = match self.prose.links.get(index) {
            None | Some(LinkTarget::Withheld) => return,
            Some(LinkTarget::Page(address, place, query)) => {
                rooted(base_path, address) + query + &fragment(place)
            }
            Some(LinkTarget::Here(place)) => format!("#{place}"),
            Some(LinkTarget::Away(url)) => url.clone(),
        };
        out.push_str("<a href=\"");
        push_attribute(out, &href);
        let title = self.prose.content.links.get(index).map_or("", |link| &link.title);
        if !title.is_empty() {
            out.push_str("\" title=\"");
            push_attribute(out, title);
        }
        out.push_str("\">");
    }

    /// Renders a component of the theme for this prose.
    ///
    /// # Errors
    ///
    /// When it fails, with the file of the prose.
    pub fn call(&self, name: &str, arguments: &Context) -> Html {
        self.templates
            .render_component(name, arguments, None)
            .map_err(|failure| self.templates.failed(&failure, name, self.file))
    }

    /// Renders a component of content: what it is given is checked first, so that a slip of
    /// the writer's points into the article and not into the template.
    fn component(&self, component: &Component) -> Html {
        let name = tera_name(&component.name);
        let definition = self
            .templates
            .component(&name)
            .ok_or_else(|| Box::new(self.unknown_component(component)))?;
        let mut arguments = Context::new();
        // What these say is in the arguments that Chancery makes of them.
        let read = |key: &str| match component.data {
            ComponentData::Figure { .. } => matches!(key, "src" | "alt"),
            ComponentData::Chart { .. } => true,
            _ => false,
        };
        for (key, value) in component.arguments.iter().filter(|(key, _)| !read(key)) {
            arguments.insert_value(key.clone(), value_of(value));
        }
        let takes_id = definition.args().iter().any(|argument| argument.name() == "id");
        if takes_id && let Some(id) = self.block_id(component.block) {
            arguments.insert("id", &id);
        }
        self.data(component, &mut arguments)?;
        for key in component.arguments.keys() {
            let takes = |argument: &tera::ComponentArg| argument.name() == key;
            if !read(key)
                && !definition.args().iter().any(takes)
                && definition.rest_param().is_none()
            {
                return Err(Box::new(self.unknown_argument(component, key, &definition)));
            }
        }
        if let ComponentData::Chart { chart, .. } = component.data
            && self.prose.charts.get(chart as usize).is_none_or(Option::is_none)
        {
            return Ok(String::new());
        }
        let missing = definition.args().iter().find(|argument| {
            argument.is_required() && !arguments.contains_key(argument.name())
        });
        if let Some(argument) = missing {
            return Err(Box::new(self.missing_argument(component, argument.name())));
        }
        let plain = matches!(component.data, ComponentData::Plain);
        let body = (plain && !component.body.is_empty()).then(|| {
            let mut escaped = String::new();
            push_attribute(&mut escaped, &component.body);
            escaped
        });
        self.templates
            .render_component(&name, &arguments, body.as_deref())
            .map_err(|failure| self.templates.failed(&failure, &name, self.file))
    }

    fn block_id(&self, block: u32) -> Option<String> {
        self.prose.content.blocks.get(block as usize).map(|block| block.id.clone())
    }

    /// The arguments that Chancery makes of a component's body.
    fn data(
        &self,
        component: &Component,
        arguments: &mut Context,
    ) -> Result<(), Box<Diagnostic>> {
        match &component.data {
            ComponentData::Plain => {}
            ComponentData::Figure { image, caption } => {
                if let Some(image) = self.prose.images.get(*image as usize) {
                    arguments.insert("image", image);
                }
                arguments.insert("caption", &self.html(caption)?);
            }
            ComponentData::Quote(words) => arguments.insert("quote", words),
            ComponentData::Timeline(entries) => {
                #[derive(Serialize)]
                struct Entry<'a> {
                    date: &'a str,
                    text: String,
                }
                let entries: Result<Vec<Entry<'_>>, Box<Diagnostic>> = entries
                    .iter()
                    .map(|entry| {
                        Ok(Entry { date: &entry.date, text: self.html(&entry.text)? })
                    })
                    .collect();
                arguments.insert("entries", &entries?);
            }
            ComponentData::Table { head, numeric, rows, source } => {
                arguments.insert("head", head);
                arguments.insert("numeric", numeric);
                arguments.insert("rows", rows);
                arguments.insert("source", &self.html(source)?);
            }
            ComponentData::Chart { chart, source } => {
                let view = self.prose.charts.get(*chart as usize);
                if let Some(view) = view.and_then(Option::as_ref) {
                    let id = self.block_id(component.block).unwrap_or_default();
                    let chart = chart::html(
                        view,
                        &id,
                        &self.html(source)?,
                        self.feed,
                        self.templates.words(),
                    );
                    arguments.insert("chart", &chart);
                }
            }
        }
        Ok(())
    }

    fn place(&self, component: &Component) -> Place {
        let file = self.file.cloned().unwrap_or_else(|| FilePath::new("content"));
        Place::bytes(&file, component.span.clone())
    }

    fn unknown_component(&self, component: &Component) -> Diagnostic {
        let near = self.templates.nearest_component(&component.name.replace('-', "_"));
        let message = format!("there is no component `{}`", component.name);
        Diagnostic::error("unknown-component", self.place(component), message)
            .hint("define it in a file of `templates/components/`")
            .maybe_hint(near.map(|near| format!("did you mean `{near}`?")))
    }

    fn missing_argument(&self, component: &Component, argument: &str) -> Diagnostic {
        let message = format!("the component `{}` needs `{argument}`", component.name);
        Diagnostic::error("missing-argument", self.place(component), message)
            .hint(format!("add `{argument}=\"...\"` inside the braces"))
    }

    fn unknown_argument(
        &self,
        component: &Component,
        key: &str,
        definition: &tera::ComponentInfo,
    ) -> Diagnostic {
        let inner = [
            "id", "image", "entries", "head", "numeric", "rows", "quote", "source",
            "chart",
        ];
        let names = definition.args().iter().map(tera::ComponentArg::name);
        let names: Vec<&str> = names.filter(|name| !inner.contains(name)).collect();
        let list = names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
        let message = format!("the component `{}` takes no `{key}`", component.name);
        Diagnostic::error("unknown-argument", self.place(component), message).hint(
            if list.is_empty() {
                "it takes none".to_owned()
            } else {
                format!("it takes {list}")
            },
        )
    }
}

fn value_of(argument: &Argument) -> Value {
    match argument {
        Argument::Bool(value) => Value::from(*value),
        Argument::Int(value) => Value::from(*value),
        Argument::Text(value) => Value::from(value.as_str()),
    }
}
