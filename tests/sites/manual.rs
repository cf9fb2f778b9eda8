//! The manual's page "Templates" against the program: every field, component, filter, template
//! and custom property that there is stands in a table of it, and nothing that there is not.
//! `UPDATE=1 cargo test --test sites manual` writes the tables anew; what only a person can
//! write, such as what a component is for, is kept, and must be there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::views::{self, Field, Struct};

/// Each struct that is part of a view: its heading in the manual, one of it, several of it.
const PARTS: &[(&str, &str, &str, &str)] = &[
    ("SiteView", "site", "site", "sites"),
    ("Frame", "frame", "frame", "frames"),
    ("Card", "A card", "card", "cards"),
    ("KindView", "A kind", "kind", "kinds"),
    ("DateView", "A date", "date", "dates"),
    ("BylineView", "A name", "name", "names"),
    ("ImageView", "An image", "image", "images"),
    ("ReferenceView", "A reference", "reference", "references"),
    ("OutletLink", "An outlet link", "outlet link", "outlet links"),
    ("DeadLink", "A dead link", "dead link", "dead links"),
    ("BackLink", "A way back", "way back", "ways back"),
    ("ClusterView", "A bracket of citations", "bracket", "brackets"),
    ("CitationView", "A citation", "citation", "citations"),
    ("PieceView", "A piece of a bracket", "piece", "pieces"),
    ("PassageView", "A passage", "passage", "passages"),
    ("WorkEvidence", "A work with its passages", "work", "works"),
    ("OutletEntry", "An outlet", "outlet", "outlets"),
    ("MonthView", "A month", "month", "months"),
    ("Reliance", "A reliance", "reliance", "reliances"),
    ("AlternativeView", "An alternative headline", "headline", "alternative headlines"),
    ("CreditView", "A credit", "credit", "credits"),
    ("HeadingView", "A heading", "heading", "headings"),
    ("NoteHtml", "A footnote", "footnote", "footnotes"),
    ("SideNote", "A note beside the text", "side note", "side notes"),
    ("NoteMark", "A mark of a note", "mark of a note", "marks of notes"),
    ("ShortView", "A work named before", "short words", "short words"),
    ("ChartHtml", "A chart", "chart", "charts"),
    ("CorrectionView", "A correction", "correction", "corrections"),
    ("CorrectionMark", "A correction's mark", "mark", "marks"),
    ("NoteView", "A note", "note", "notes"),
    ("StatusView", "A status", "status", "statuses"),
    ("SeriesPlace", "A place in a series", "place", "places"),
    ("TranslationPlace", "What it translates", "place", "places"),
    ("BiographyView", "A biography", "biography", "biographies"),
    ("CiteAs", "An entry to cite", "entry to cite", "entries to cite"),
    ("ExportLinks", "Files of exports", "files of exports", "files of exports"),
    ("BalanceView", "A balance", "balance", "balances"),
    ("FacetView", "A facet of a balance", "facet", "facets"),
    ("ShareView", "A share", "share", "shares"),
    ("LicenceView", "A licence", "licence", "licences"),
    ("TermsOf", "Terms of a taxonomy", "terms of a taxonomy", "terms of taxonomies"),
    ("TermLink", "A term link", "term link", "term links"),
    ("Menu", "The menu", "menu", "menus"),
    ("MenuItem", "A menu item", "menu item", "menu items"),
    ("Crumb", "A step", "step", "steps"),
    ("TranslationLink", "A language of a page", "language", "languages"),
    ("Tag", "A tag of the head", "tag", "tags"),
    ("LinkTag", "A link of the head", "link", "links"),
    ("SearchFacet", "A facet of search", "facet", "facets"),
    ("FeedLink", "A feed", "feed", "feeds"),
    ("Pager", "A pager", "pager", "pagers"),
    ("PagerItem", "A page of a pager", "page of a pager", "pages of a pager"),
    ("RowView", "A row", "row", "rows"),
    ("YearLink", "A year", "year", "years"),
    ("AuthorEntry", "An author", "author", "authors"),
    ("LinkView", "A link", "link", "links"),
    ("TermEntry", "A term", "term", "terms"),
    ("LetterLink", "A letter", "letter", "letters"),
    ("SeriesEntry", "A series", "series", "series"),
    ("CorrectionEntry", "An entry of the corrections", "entry", "entries"),
    ("PublisherView", "A publisher", "publisher", "publishers"),
];

/// Those that no page's view holds: components get them as arguments, or a page as what
/// render adds to its view.
const ARGUMENTS: [&str; 8] = [
    "ClusterView",
    "CorrectionMark",
    "ChartHtml",
    "NoteHtml",
    "SideNote",
    "ImageView",
    "Tag",
    "LinkTag",
];

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/articles/templates.md")
}

/// The manual's page in sections: the heading without its marks, and the lines below it.
struct Manual(Vec<(String, Vec<String>)>);

impl Manual {
    fn read() -> Self {
        let mut sections = vec![(String::new(), Vec::new())];
        let mut fence = None;
        for line in fs::read_to_string(page()).unwrap().lines() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            match fence {
                Some(open) if ticks == open => fence = None,
                None if ticks > 2 => fence = Some(ticks),
                _ => {}
            }
            if fence.is_none() && line.starts_with('#') {
                sections.push((line.to_owned(), Vec::new()));
            } else {
                sections.last_mut().unwrap().1.push(line.to_owned());
            }
        }
        Self(sections)
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (heading, lines) in &self.0 {
            let heading = Some(heading).filter(|heading| !heading.is_empty());
            for line in heading.into_iter().chain(lines) {
                text.push_str(line);
                text.push('\n');
            }
        }
        text
    }

    fn lines(&mut self, heading: &str) -> &mut Vec<String> {
        let same = |(h, _): &&mut (String, Vec<String>)| {
            h.trim_start_matches('#').trim() == heading
        };
        let found = self.0.iter_mut().find(same);
        &mut found.unwrap_or_else(|| panic!("the manual has no heading `{heading}`")).1
    }

    /// The rows of the table below a heading that has this head, without the head.
    fn rows(&mut self, heading: &str, head: &str) -> Vec<Vec<String>> {
        let lines = self.lines(heading);
        let at = lines.iter().position(|line| line == head);
        let at = at.unwrap_or_else(|| panic!("`{heading}` has no table `{head}`"));
        let rows = lines[at + 2..].iter().take_while(|line| line.starts_with('|'));
        rows.map(|row| cells(row)).collect()
    }

    /// Puts rows into that table.
    fn replace(&mut self, heading: &str, head: &str, rows: &[Vec<String>]) {
        let count = self.rows(heading, head).len();
        let lines = self.lines(heading);
        let at = lines.iter().position(|line| line == head).unwrap() + 2;
        let rows = rows.iter().map(|cells| format!("| {} |", cells.join(" | ")));
        lines.splice(at..at + count, rows);
    }
}

fn cells(row: &str) -> Vec<String> {
    let inside = row.trim_matches('|').replace("\\|", "\u{1}");
    inside.split('|').map(|cell| cell.trim().replace('\u{1}', "\\|")).collect()
}

/// The words for a type, with a link to the part that it is.
fn words(ty: &str, many: bool) -> String {
    let ty = ty.trim_start_matches("&'static ").trim_start_matches("&'a ");
    let inner = |wrapper: &str| ty.strip_prefix(wrapper)?.strip_suffix('>');
    if let Some(inner) = inner("Option<") {
        return format!("{} or none", words(inner, many));
    }
    if let Some(inner) = inner("Vec<") {
        let lists = if many { "lists of" } else { "list of" };
        return format!("{lists} {}", words(inner, true));
    }
    if let Some(inner) =
        ["Digested<", "Shown<", "Box<", "Arc<"].iter().find_map(|w| inner(w))
    {
        return words(inner, many);
    }
    if let Some(inner) = inner("BTreeMap<") {
        let (_, value) = inner.split_once(", ").unwrap();
        return format!("map to {}", words(value, false));
    }
    if let Some((_, heading, one, several)) = PARTS.iter().find(|part| part.0 == ty) {
        let id = heading.to_lowercase().replace(['\'', ' '], "-");
        return format!("[{}](#{id})", if many { several } else { one });
    }
    let plain = match ty {
        "String" | "str" => ["text", "texts"],
        "Address" => ["address", "addresses"],
        "bool" => ["true or false"; 2],
        "Extra" => ["map"; 2],
        "(u32, u32)" => ["list of two numbers", "lists of two numbers"],
        "usize" | "u8" | "u16" | "u32" | "i16" | "i32" | "u64" => ["number", "numbers"],
        _ => panic!("the manual has no word for the type `{ty}`"),
    };
    plain[usize::from(many)].to_owned()
}

const FIELDS: &str = "| Field | Type | What it is |";

fn row(field: &Field) -> Vec<String> {
    vec![format!("`{}`", field.name), words(&field.ty, false), field.doc.clone()]
}

/// The template that a view's documentation names: "`page` in `home.html`".
fn template(found: &Struct) -> Option<String> {
    let (_, after) = found.doc.split_once("`page` in `")?;
    Some(after.split('`').next()?.to_owned())
}

/// Every table of fields that the manual must have, by its heading.
fn tables(manual: &mut Manual) -> BTreeMap<String, Vec<Vec<String>>> {
    let structs = views::structs();
    let variants = views::variants();
    let mut tables = BTreeMap::new();
    for name in ARGUMENTS.iter().chain(PARTS.iter().map(|part| &part.0)) {
        assert!(structs.contains_key(*name), "there is no struct `{name}`");
    }
    let pages = variants.values().cloned().collect::<BTreeSet<_>>();
    let roots = ["SiteView", "Frame"].into_iter().chain(ARGUMENTS).map(str::to_owned);
    for name in views::reachable(&structs, roots.chain(pages.iter().cloned())) {
        let found = &structs[&name];
        let mut rows: Vec<Vec<String>> = found.fields.iter().map(row).collect();
        let part = PARTS.iter().find(|part| part.0 == name);
        let heading = part.map(|part| part.1.to_owned()).or_else(|| template(found));
        let heading =
            heading.unwrap_or_else(|| panic!("no part of the manual is for `{name}`"));
        for (variant, value) in views::added() {
            if variants.get(&variant).unwrap_or(&variant) == &name {
                let value = format!("`{value}`");
                let written = manual.rows(&heading, FIELDS);
                let row = written.into_iter().find(|row| row[0] == value);
                let empty = || vec![value, "HTML".to_owned(), String::new()];
                rows.push(row.unwrap_or_else(empty));
            }
        }
        tables.insert(heading, rows);
    }
    tables
}

const COMPONENTS: &str = "| File | Component | What it makes |";
const COLOURS: &str = "| Property | Light | Dark | What it is |";
const SIZES: &str = "| Property | Value | What it is |";

/// The table with its last column, which a person writes, as it is written.
fn kept(written: &[Vec<String>], key: usize, mut row: Vec<String>) -> Vec<String> {
    let found = written.iter().find(|old| name(&old[key]) == name(&row[key]));
    row.push(found.and_then(|old| old.last().cloned()).unwrap_or_default());
    row
}

/// A cell's name: without ticks and arguments.
fn name(cell: &str) -> &str {
    cell.trim_matches('`').split('(').next().unwrap_or_default()
}

fn components(manual: &mut Manual) -> Vec<Vec<String>> {
    let written = manual.rows("The built-in components", COMPONENTS);
    let row = |component: views::Component| {
        let file = component.file.trim_start_matches("components/");
        let signature = format!("`{}({})`", component.name, component.arguments);
        kept(&written, 1, vec![format!("`{file}`"), signature])
    };
    views::components().into_iter().map(row).collect()
}

fn properties(manual: &mut Manual) -> [Vec<Vec<String>>; 2] {
    let colours = manual.rows("Colours, type and measure", COLOURS);
    let sizes = manual.rows("Colours, type and measure", SIZES);
    let mut tables = [Vec::new(), Vec::new()];
    for (name, value) in views::properties() {
        let name = format!("`{name}`");
        let pair = value.strip_prefix("light-dark(").and_then(|v| v.strip_suffix(')'));
        match pair.and_then(|pair| pair.split_once(", ")) {
            Some((light, dark)) => tables[0].push(kept(
                &colours,
                0,
                vec![name, format!("`{light}`"), format!("`{dark}`")],
            )),
            None => tables[1].push(kept(&sizes, 0, vec![name, format!("`{value}`")])),
        }
    }
    tables
}

#[test]
#[allow(clippy::disallowed_methods, reason = "whether to write is asked of the caller")]
fn the_tables_are_what_templates_see() {
    let mut manual = Manual::read();
    for (heading, rows) in tables(&mut manual) {
        manual.replace(&heading, FIELDS, &rows);
    }
    let rows = components(&mut manual);
    manual.replace("The built-in components", COMPONENTS, &rows);
    let [colours, sizes] = properties(&mut manual);
    manual.replace("Colours, type and measure", COLOURS, &colours);
    manual.replace("Colours, type and measure", SIZES, &sizes);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(page(), manual.text()).unwrap();
    }
    let written = fs::read_to_string(page()).unwrap();
    snapbox::assert_data_eq!(written, snapbox::Data::text(manual.text()).raw());
}

#[test]
fn no_table_is_for_what_is_not_there_and_no_cell_is_empty() {
    let mut manual = Manual::read();
    let tables = tables(&mut manual);
    for (heading, lines) in &manual.0 {
        let heading = heading.trim_start_matches('#').trim();
        let count = lines.iter().filter(|line| line.starts_with("| Field |")).count();
        assert_eq!(count, usize::from(tables.contains_key(heading)), "in `{heading}`");
        for row in lines.iter().filter(|line| line.starts_with("| `")) {
            let empty = cells(row).iter().any(String::is_empty);
            assert!(!empty, "`{heading}` has an empty cell: {row}");
        }
    }
}

#[test]
fn every_template_and_every_filter_is_named() {
    let mut manual = Manual::read();
    let rows = manual.rows("Replacing a file", "| Template | Is for |");
    let names = rows.iter().map(|row| name(&row[0]).to_owned()).collect();
    assert_eq!(views::templates(), names);
    let rows = manual.rows("Filters", "| Filter | What it does |");
    let names = rows.iter().map(|row| name(&row[0]).to_owned()).collect();
    assert_eq!(views::filters(), names);
}
