//! Reads what templates can see out of the program's own text: structs with their fields,
//! components with their arguments, filters.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::read;

/// A field of a struct that is serialized for templates.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in a template.
    pub name: String,
    /// Its type in Rust.
    pub ty: String,
    /// The first paragraph of its documentation.
    pub doc: String,
}

/// A struct: its documentation and its fields.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// The whole documentation in one line.
    pub doc: String,
    /// The fields that are serialized.
    pub fields: Vec<Field>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every struct of the views, and of what render adds to them, that is serialized.
pub fn structs() -> BTreeMap<String, Struct> {
    let mut structs = BTreeMap::new();
    let mut added = read(&root().join("src/render"));
    let files = ["chart/mod.rs", "margin.rs", "metadata/mod.rs", "notes.rs", "prose.rs"];
    added.retain(|file, _| files.contains(&file.as_str()));
    for bytes in read(&root().join("src/view")).into_values().chain(added.into_values()) {
        structs_of(&String::from_utf8(bytes).unwrap(), &mut structs);
    }
    structs
}

fn structs_of(text: &str, structs: &mut BTreeMap<String, Struct>) {
    let (mut doc, mut serialized) = (Vec::new(), false);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(words) = line.strip_prefix("///") {
            doc.push(words.trim());
        } else if line.starts_with("#[derive(") {
            serialized = line.contains("Serialize");
        } else if line.starts_with("#[") {
            let known = !line.contains("serde");
            assert!(known, "the reader of structs does not know `{line}`");
        } else {
            let head = line.strip_prefix("pub ").unwrap_or(line);
            if let Some(head) = head.strip_prefix("struct ")
                && let Some((name, _)) = head.split_once([' ', '<'])
                && line.ends_with('{')
                && serialized
            {
                let fields = fields(&mut lines);
                structs.insert(name.to_owned(), Struct { doc: doc.join(" "), fields });
            }
            doc.clear();
            serialized = false;
        }
    }
}

fn fields<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Vec<Field> {
    let mut fields = Vec::new();
    let (mut doc, mut skipped, mut renamed): (Vec<&str>, bool, Option<&str>) =
        Default::default();
    let mut open = String::new();
    for line in lines.take_while(|line| *line != "}") {
        let line = line.trim();
        if let Some(words) = line.strip_prefix("///") {
            doc.push(words.trim());
        } else if let Some(serde) = line.strip_prefix("#[serde(") {
            skipped |= serde.starts_with("skip)");
            renamed = serde.strip_prefix("rename = \"").and_then(|r| r.split('"').next());
            let known = skipped || renamed.is_some() || serde.starts_with("skip_seri");
            assert!(known, "the reader of structs does not know `{line}`");
        } else if !line.is_empty() && !line.starts_with("#[") {
            open.push_str(line);
            let Some(field) = open.strip_suffix(',') else { continue };
            let field = field.strip_prefix("pub ").unwrap_or(field);
            let (name, ty) = field.split_once(": ").expect("a field with its type");
            if !skipped {
                let first = doc.split(|line| line.is_empty()).next().unwrap_or_default();
                fields.push(Field {
                    name: renamed.unwrap_or(name).to_owned(),
                    ty: ty.to_owned(),
                    doc: first.join(" "),
                });
            }
            (doc, skipped, renamed) = Default::default();
            open.clear();
        }
    }
    fields
}

/// The structs that can be reached from some others by their fields.
pub fn reachable(
    structs: &BTreeMap<String, Struct>,
    from: impl IntoIterator<Item = String>,
) -> BTreeSet<String> {
    let mut open: Vec<String> = from.into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        let Some(found) = structs.get(&name) else { continue };
        if !seen.insert(name) {
            continue;
        }
        for field in &found.fields {
            let words = field.ty.split(|c: char| !c.is_alphanumeric());
            open.extend(
                words.filter(|word| structs.contains_key(*word)).map(str::to_owned),
            );
        }
    }
    seen
}

/// The view of each kind of page, by the name of its enum's variant.
pub fn variants() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(root().join("src/view/any.rs")).unwrap();
    let variant = |line: &str| {
        let (variant, view) = line.trim().strip_suffix(">),")?.split_once("(Box<")?;
        Some((variant.to_owned(), view.to_owned()))
    };
    text.lines().filter_map(variant).collect()
}

/// What render adds to the frame and the views of pages: `Frame` or the variant's name, then
/// the value's.
pub fn added() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(root().join("src/render/page.rs")).unwrap();
    let mut added = Vec::new();
    let mut variant = String::new();
    for line in text.lines() {
        if let Some((_, after)) = line.split_once("(View::") {
            variant = after.split('(').next().unwrap().to_owned();
        }
        if let Some((_, after)) = line.split_once("set(\"") {
            let name = after.split('"').next().unwrap().to_owned();
            added.push((variant.clone(), name));
        }
        if let Some((_, after)) = line.split_once("map.insert(\"") {
            let name = after.split('"').next().unwrap().to_owned();
            added.push(("Frame".to_owned(), name));
        }
    }
    assert!(added.len() > 11, "the reader of src/render/page.rs found {added:?}");
    added
}

/// The filters that render registers.
pub fn filters() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("src/render/filters.rs")).unwrap();
    let names = text.split("register_filter(").skip(1);
    names.map(|after| after.split('"').nth(1).unwrap().to_owned()).collect()
}

/// The names of the templates of pages.
pub fn templates() -> BTreeSet<String> {
    let files = read(&root().join("templates")).into_keys();
    files.filter(|name| !name.contains('/')).collect()
}

/// A component of the theme.
#[derive(Clone, Debug)]
pub struct Component {
    /// The file that defines it, below `templates/`.
    pub file: String,
    /// Its name.
    pub name: String,
    /// Its arguments, as they are written.
    pub arguments: String,
}

/// Every component of the theme, file by file.
pub fn components() -> Vec<Component> {
    let mut all = Vec::new();
    for (file, bytes) in read(&root().join("templates")) {
        let text = String::from_utf8(bytes).unwrap();
        for after in text.split("{% component ").skip(1) {
            let (head, _) = after.split_once("%}").unwrap();
            let (name, arguments) = head.split_once('(').unwrap();
            let arguments = arguments.trim_end_matches(['-', ' ']);
            let arguments = arguments.strip_suffix(')').unwrap();
            let words: Vec<&str> = arguments.split_whitespace().collect();
            all.push(Component {
                file: file.clone(),
                name: name.trim().to_owned(),
                arguments: words.join(" "),
            });
        }
    }
    assert!(all.len() > 40, "the reader of components found {}", all.len());
    all
}

/// The custom properties of the style sheet with their values: those of its first rule.
pub fn properties() -> Vec<(String, String)> {
    let css = std::fs::read_to_string(root().join("static/chancery.css")).unwrap();
    let (_, rule) = css.split_once(":root {").unwrap();
    let (rule, _) = rule.split_once('}').unwrap();
    let lines = rule.split(';').filter_map(|line| line.trim().split_once(':'));
    let property = |(name, value): (&str, &str)| {
        let name = name.strip_prefix("--")?;
        Some((format!("--{name}"), value.trim().to_owned()))
    };
    lines.filter_map(property).collect()
}
