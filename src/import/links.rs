//! Links between what was imported: old paths and old addresses become paths of the new files,
//! images are copied, and what leads nowhere becomes plain text.

mod found;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::base::diagnostic::{Place, Spot};
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::import::edits::Edits;
use crate::import::finish::{Made, Placed};
use crate::import::input::Input;
use crate::import::links::found::{Found, between, links, span_of_target};
use crate::import::piece::Piece;
use crate::import::report::Report;
use crate::import::yaml::Item;
use crate::parse::read;
use crate::parse::rules::Rules;

/// The longest text, in bytes, in which the place of each link is looked for.
const LONGEST_SEARCHED: usize = 1 << 20;

/// Where what was imported stood.
#[derive(Debug, Default)]
pub struct Ground {
    /// The folder of the site, and its name in the report.
    pub root: Option<(PathBuf, FilePath)>,
    /// Folders that were copied as they were.
    pub statics: Vec<PathBuf>,
    /// The address of the site, of which only an export is there.
    pub site: Option<url::Url>,
    /// The hosts at which it was served.
    pub hosts: BTreeSet<String>,
}

/// Where links lead now.
struct Leads<'a> {
    ground: &'a Ground,
    files: BTreeMap<FilePath, FilePath>,
    addresses: BTreeMap<String, FilePath>,
    /// New files by the names of the old ones; none where two had one name.
    names: BTreeMap<String, Option<FilePath>>,
    /// The ids of the blocks of each new file.
    ids: BTreeMap<FilePath, BTreeSet<String>>,
}

/// What becomes of a link.
enum Lead {
    /// It stays as it is.
    Same,
    /// It has another target.
    To(String),
    /// It leads nowhere.
    Nowhere,
}

/// Rewrites the links of all pieces; gives the files that must be copied.
pub fn rewrite(
    placed: &mut Placed,
    ground: &Ground,
    input: &Input,
    rules: &Rules,
    report: &mut Report,
) -> Vec<Made> {
    let mut leads = Leads {
        ground,
        files: BTreeMap::new(),
        addresses: BTreeMap::new(),
        names: BTreeMap::new(),
        ids: BTreeMap::new(),
    };
    let mut several = BTreeSet::new();
    let places = placed.iter().any(|(_, piece)| piece.body.contains('#'));
    for (file, piece) in placed.iter() {
        if leads.files.insert(piece.from.clone(), file.clone()).is_some() {
            several.insert(piece.from.clone());
        }
        let name = leads.names.entry(piece.from.stem().to_owned());
        name.and_modify(|known| *known = None).or_insert_with(|| Some(file.clone()));
        for old in &piece.old {
            leads.addresses.entry(normal(old)).or_insert_with(|| file.clone());
        }
        if places {
            let text = crate::import::yaml::file(&piece.front, &piece.body);
            let document = read::document(file, Digest::of_bytes(b""), &text, rules);
            let ids = document.content.blocks.iter().map(|block| block.id.to_string());
            leads.ids.insert(file.clone(), ids.collect());
        }
    }
    leads.files.retain(|from, _| !several.contains(from));
    let mut copies = BTreeMap::new();
    for (file, piece) in placed.iter_mut() {
        let mut one = One { leads: &leads, file, copies: &mut copies, input, report };
        one.image(piece);
        one.body(piece);
    }
    copies.into_iter().map(|(to, from)| Made::Copy(to, from)).collect()
}

/// The links of one file.
struct One<'a, 'b> {
    leads: &'a Leads<'a>,
    file: &'a FilePath,
    copies: &'b mut BTreeMap<FilePath, PathBuf>,
    input: &'a Input,
    report: &'b mut Report,
}

impl One<'_, '_> {
    /// The image of front matter.
    fn image(&mut self, piece: &mut Piece) {
        let Some(Item::Map(mut entries)) = piece.get("image").cloned() else { return };
        let Some(at) = entries.iter().position(|(key, _)| key == "src") else { return };
        let source =
            entries.get(at).and_then(|(_, item)| item.text()).unwrap_or_default();
        let source = source.to_owned();
        let lead = self.lead(piece, &source, true);
        let away = matches!(lead, Lead::Same) && source.contains("://");
        if away || matches!(lead, Lead::Nowhere) {
            piece.front.retain(|(key, _)| *key != "image");
            let message = match away {
                true => format!("the image `{source}` is not downloaded"),
                false => format!("the image `{source}` is not there"),
            };
            let hint = "save it beside the article and write it under `image`";
            self.report.left("image", self.place(piece, &source, 0), message, hint);
            return piece.internal.push(format!("Image on import: {source}"));
        }
        if let Lead::To(target) = lead
            && let Some((_, item)) = entries.get_mut(at)
        {
            *item = Item::plain(&target);
        }
        self.report.kept("image", 1);
        piece.set("image", Item::Map(entries));
    }

    fn body(&mut self, piece: &mut Piece) {
        let text = std::mem::take(&mut piece.body);
        let mut edits = Edits::default();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for found in links(&text) {
            let number = seen.entry(found.target.clone()).or_default();
            let place = self.place(piece, &found.target, *number);
            *number += 1;
            let lead = self.lead(piece, &found.target, found.image);
            self.edit(&text, &found, lead, &place, piece, &mut edits);
        }
        piece.body = if edits.is_empty() { text } else { edits.apply(&text).text };
    }

    fn edit(
        &mut self,
        text: &str,
        found: &Found,
        lead: Lead,
        place: &Place,
        piece: &mut Piece,
        edits: &mut Edits,
    ) {
        let Found { range, inner, target, image } = found;
        let words = text.get(inner.clone()).unwrap_or_default();
        if *image && words.trim().is_empty() && !matches!(lead, Lead::Nowhere) {
            let name = target.rsplit('/').next().unwrap_or_default();
            let name = name.split(['.', '?']).next().unwrap_or_default();
            let alt =
                percent_decode_str(name).decode_utf8_lossy().replace(['-', '_'], " ");
            let alt = if alt.trim().is_empty() { "image" } else { alt.trim() };
            let message =
                format!("the image `{target}` has no words for those who do not see it");
            let hint = format!(
                "it has the name of its file now: say what it shows in place of `{alt}`"
            );
            self.report.left("image-words", place.clone(), message, hint);
            edits.replace(inner.clone(), alt);
        }
        match lead {
            Lead::Same => {
                let own = url::Url::parse(target).ok();
                let host = own.as_ref().and_then(url::Url::host_str).unwrap_or_default();
                if *image && self.leads.ground.hosts.contains(host) {
                    self.remote(target, place);
                }
            }
            Lead::To(new) => {
                if *image && new.contains("://") {
                    self.remote(&new, place);
                }
                let after = inner.end..range.end;
                let tail = text.get(after.clone()).unwrap_or_default();
                self.report.changed(if *image { "image path" } else { "link" }, 1);
                match tail.strip_prefix("](").map(span_of_target) {
                    Some(span) => {
                        let at = after.start + 2;
                        let new = if new.contains([' ', '(', ')']) {
                            format!("<{new}>")
                        } else {
                            new
                        };
                        edits.replace(at + span.start..at + span.end, new);
                    }
                    // One that names its target elsewhere is written out.
                    None => edits.replace(after, format!("]({new})")),
                }
            }
            Lead::Nowhere => {
                let (noun, code) =
                    if *image { ("image", "image") } else { ("link", "link") };
                let message =
                    format!("the {noun} `{target}` leads nowhere, and is plain text now");
                let hint = "link to a file of content, or to a whole address";
                self.report.left(code, place.clone(), message, hint);
                piece.internal.push(format!("Led nowhere on import: {target}"));
                edits.replace(range.start..inner.start, "");
                edits.replace(inner.end..range.end, "");
            }
        }
    }

    /// An image that is still elsewhere.
    fn remote(&mut self, target: &str, place: &Place) {
        let message = format!("the image `{target}` is still served by the old site");
        let hint = "save it into `static/` and write its path";
        self.report.left("image", place.clone(), message, hint);
    }

    /// Where a target stands in the input.
    fn place(&self, piece: &Piece, target: &str, number: usize) -> Place {
        let text = self.input.get(&piece.from);
        let start = piece.at.start;
        let inside = text.and_then(|text| text.get(piece.at.clone())).unwrap_or_default();
        // In very long texts the search for every link would take too long.
        let inside = if inside.len() > LONGEST_SEARCHED { "" } else { inside };
        let mut hits = inside.match_indices(target);
        match hits.nth(number).or_else(|| inside.match_indices(target).next()) {
            Some((at, hit)) if !hit.is_empty() => Place {
                file: piece.from.clone(),
                spot: Spot::Bytes(start + at..start + at + hit.len()),
            },
            _ => piece.place(),
        }
    }

    /// Where a target leads.
    fn lead(&mut self, piece: &Piece, target: &str, image: bool) -> Lead {
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        let scheme = url::Url::parse(target).ok();
        if let Some(url) = &scheme {
            let host = url.host_str().unwrap_or_default();
            if matches!(url.scheme(), "javascript" | "data" | "vbscript") {
                return Lead::Nowhere;
            }
            let known = self.leads.ground.hosts.contains(host);
            let new = self.leads.addresses.get(&normal(url.path())).filter(|_| known);
            return new.map_or(Lead::Same, |new| self.to(new, fragment));
        }
        if target.starts_with("//") {
            return Lead::Same;
        }
        let path = path.split('?').next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
        if path.is_empty() {
            let ids = self.leads.ids.get(self.file);
            let there =
                fragment.is_some_and(|id| ids.is_some_and(|ids| ids.contains(id)));
            return if there { Lead::Same } else { Lead::Nowhere };
        }
        if let Some(new) = self.leads.page(piece, &path) {
            return self.to(&new, fragment);
        }
        match self.on_disk(piece, &path) {
            Some(new) if new == target => Lead::Same,
            Some(new) => Lead::To(new),
            None if !image && is_listing(&path) => Lead::To(listing(&path)),
            None if self.leads.ground.site.is_some() => self.stays(target),
            None => Lead::Nowhere,
        }
    }

    /// The whole address of what was not exported.
    fn stays(&self, target: &str) -> Lead {
        let site = self.leads.ground.site.as_ref();
        let whole = site.and_then(|site| site.join(target).ok());
        whole.map_or(Lead::Nowhere, |whole| Lead::To(whole.into()))
    }

    /// The path from this file to another; a place that is not there is left out.
    fn to(&self, new: &FilePath, fragment: Option<&str>) -> Lead {
        let path = between(self.file.folder(), new.as_str());
        let ids = self.leads.ids.get(new);
        let fragment = fragment.filter(|id| ids.is_some_and(|ids| ids.contains(*id)));
        Lead::To(fragment.map_or(path.clone(), |id| format!("{path}#{id}")))
    }

    /// A file of the old site: one that stands beside the piece, or one that is copied.
    fn on_disk(&mut self, piece: &Piece, path: &str) -> Option<String> {
        if let Some(beside) =
            piece.beside.iter().find(|b| b.to == path.trim_start_matches("./"))
        {
            return Some(beside.to.clone());
        }
        let (root, name) = self.leads.ground.root.as_ref()?;
        let rest = path.trim_start_matches('/');
        let inside = |base: &Path| {
            let found = base.join(rest).canonicalize().ok()?;
            let root = root.canonicalize().ok()?;
            (found.is_file() && found.starts_with(root)).then_some(found)
        };
        let folder = piece.from.as_str().strip_prefix(name.as_str()).unwrap_or_default();
        let folder =
            Path::new(folder.trim_start_matches('/')).parent().map(|dir| root.join(dir));
        let statics = self.leads.ground.statics.iter();
        let bases =
            folder.into_iter().filter(|_| !path.starts_with('/')).chain(statics.cloned());
        let found = bases.filter_map(|base| inside(&base)).next()?;
        let new = rest.trim_start_matches("../").trim_start_matches("./");
        let new = FilePath::new("static/x").join(new)?;
        self.copies.insert(new.clone(), found);
        Some(new.as_str().trim_start_matches("static").to_owned())
    }
}

impl Leads<'_> {
    /// The new file of an old path or an old address.
    fn page(&self, piece: &Piece, path: &str) -> Option<FilePath> {
        let root =
            self.ground.root.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
        let from_content = path.strip_prefix("@/").map(|rest| {
            FilePath::new(format!("{root}/content/{rest}").trim_start_matches('/'))
        });
        let from_root = path
            .strip_prefix('/')
            .map(|rest| FilePath::new(format!("{root}/{rest}").trim_start_matches('/')));
        let beside = if path.starts_with('/') { None } else { piece.from.join(path) };
        let files = [from_content, from_root, beside];
        let by_file = files.iter().flatten().find_map(|file| self.files.get(file));
        let base = piece.old.first().map_or("/", String::as_str);
        let joined = url::Url::parse("https://x.invalid").and_then(|url| url.join(base));
        let joined = joined.and_then(|url| url.join(path)).ok();
        let address = joined.map(|url| normal(url.path())).unwrap_or_default();
        let markdown = Path::new(path).extension().is_some_and(|ending| ending == "md");
        let name = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
        let by_name = || self.names.get(&*name).filter(|_| markdown)?.as_ref();
        by_file.or_else(|| self.addresses.get(&address)).or_else(by_name).cloned()
    }
}

/// An address without what does not tell it apart.
fn normal(address: &str) -> String {
    let address = percent_decode_str(address).decode_utf8_lossy().to_lowercase();
    let address = address.trim_end_matches("index.html").trim_end_matches('/');
    address.trim_end_matches(".html").trim_start_matches('/').to_owned()
}

/// Addresses of listings that other tools have and this one too.
fn is_listing(path: &str) -> bool {
    matches!(
        normal(path).as_str(),
        "" | "tags"
            | "categories"
            | "topics"
            | "authors"
            | "archive"
            | "archives"
            | "posts"
            | "blog"
    )
}

/// The listing here.
fn listing(path: &str) -> String {
    match normal(path).as_str() {
        "" => "/",
        "tags" | "categories" | "topics" => "/topics/",
        "authors" => "/authors/",
        _ => "/articles/",
    }
    .to_owned()
}
