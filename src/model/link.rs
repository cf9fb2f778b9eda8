//! Links and images between content files, resolved to addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::path::{Address, FilePath};
use crate::base::suggest::nearest;
use crate::load::snapshot::Snapshot;
use crate::model::beside::{From, is_published, publish};
use crate::model::resolved::{NamedPlace, Resolved, ResolvedImage, Target};
use crate::model::site::Site;
use crate::model::target::{LinkTarget, addresses, targets};
use crate::parse::body::{Content, Link};
use crate::parse::front::ImageFront;

/// All that links are resolved against. Most documents lead only elsewhere, so that what only
/// the others need is made when the first of them asks.
pub struct Links<'a> {
    /// The inputs.
    pub snapshot: &'a Snapshot,
    /// Content files that could not be read, of which nothing more is said.
    pub broken: &'a BTreeSet<FilePath>,
    site: &'a Site,
    targets: OnceLock<BTreeMap<&'a FilePath, LinkTarget<'a>>>,
    addresses: OnceLock<BTreeSet<Address>>,
}

impl<'a> Links<'a> {
    /// All that links of a site are resolved against.
    pub fn new(
        site: &'a Site,
        snapshot: &'a Snapshot,
        broken: &'a BTreeSet<FilePath>,
    ) -> Self {
        let (targets, addresses) = (OnceLock::new(), OnceLock::new());
        Self { snapshot, broken, site, targets, addresses }
    }

    /// What each content file can be linked to as.
    fn targets(&self) -> &BTreeMap<&'a FilePath, LinkTarget<'a>> {
        self.targets.get_or_init(|| targets(self.site))
    }

    /// Addresses of listings and of pages without a file of their own, that a link may name.
    fn addresses(&self) -> &BTreeSet<Address> {
        self.addresses.get_or_init(|| addresses(self.site))
    }
}

impl Links<'_> {
    /// Resolves every link and image of a content.
    pub fn resolve(&self, from: From<'_>, content: &Content) -> Resolved {
        let mut resolved = Resolved::default();
        for link in &content.links {
            let place = content.place(from.file, link.block, &link.span);
            let target = self.link(from, link, &place, &mut resolved);
            resolved.links.push(target);
        }
        let Resolved { images, files, diagnostics, .. } = &mut resolved;
        for image in &content.images {
            let place = content.place(from.file, image.block, &image.span);
            images.push(self.image(from, &image.src, place, files, diagnostics));
        }
        resolved
    }

    /// Resolves an image of front matter, which stands under a key.
    pub fn front_image(
        &self,
        from: From<'_>,
        image: &ImageFront,
        key: &'static str,
        resolved: &mut Resolved,
    ) {
        let place = Place::value(from.file, Field::key(key).then("src"));
        let Resolved { files, diagnostics, .. } = resolved;
        resolved.image = Some(self.image(from, &image.src, place, files, diagnostics));
    }

    /// Reports the places in other documents that are not there.
    pub fn check_places(&self, resolved: &Resolved, diagnostics: &mut Vec<Diagnostic>) {
        for NamedPlace { file, fragment, place } in &resolved.named {
            self.check_fragment(file, fragment, place, diagnostics);
        }
    }

    fn link(
        &self,
        from: From<'_>,
        link: &Link,
        place: &Place,
        resolved: &mut Resolved,
    ) -> Target {
        let Resolved { files, diagnostics, named, .. } = &mut *resolved;
        let (path, fragment) = match link.target.split_once('#') {
            Some((path, fragment)) => (path, Some(decode(fragment))),
            None => (&*link.target, None),
        };
        if has_scheme(&link.target) || link.target.starts_with("//") {
            return Target::Away(link.target.clone());
        }
        if path.is_empty() {
            let fragment = fragment.unwrap_or_default();
            self.check_fragment(from.file, &fragment, place, diagnostics);
            return Target::Here(fragment);
        }
        let (path, query) = self.without_query(from, path);
        let Some(file) = from.file.join(&path) else {
            let why = "it climbs out of the publication";
            diagnostics.push(broken(place.clone(), &link.target, why));
            return Target::Withheld;
        };
        if !query.is_empty() {
            let plain =
                Link { target: link.target.replacen(&query, "", 1), ..link.clone() };
            let target = self.link(from, &plain, place, resolved);
            return with_query(target, &query);
        }
        if let Some(target) = self.targets().get(&file) {
            if let Some(fragment) = fragment.clone() {
                named.push(NamedPlace { file, fragment, place: place.clone() });
            }
            return content_target(from, *target, fragment, place, diagnostics);
        }
        if self.broken.contains(&file) {
            return Target::Withheld;
        }
        if path.starts_with('/') {
            return self.rooted(from, &path, fragment, place, &link.target, resolved);
        }
        if is_published(&file) && self.snapshot.get(file.as_str()).is_some() {
            let place = || place.clone();
            let address = publish(from, file, &place, files, diagnostics);
            return Target::Page(address, fragment, String::new());
        }
        let place = place.clone();
        diagnostics.push(self.broken_file(from, place, &link.target, &file));
        Target::Withheld
    }

    /// A path, decoded, and the query behind it as written. A `?` in the name of a file that
    /// exists is no query.
    fn without_query(&self, from: From<'_>, path: &str) -> (String, String) {
        let whole = decode(path);
        let named = from
            .file
            .join(&whole)
            .is_some_and(|file| self.snapshot.get(file.as_str()).is_some());
        match path.split_once('?') {
            Some((path, query)) if !named => (decode(path), format!("?{query}")),
            _ => (whole, String::new()),
        }
    }

    /// A link that begins with `/`: a file of `static/`, or an address of the site.
    fn rooted(
        &self,
        from: From<'_>,
        path: &str,
        fragment: Option<String>,
        place: &Place,
        written: &str,
        resolved: &mut Resolved,
    ) -> Target {
        let page = Address::new(match path.ends_with('/') {
            true => path.to_owned(),
            false => format!("{path}/"),
        });
        if self.snapshot.get(&format!("static{path}")).is_some() {
            return Target::Page(Address::new(path), fragment, String::new());
        }
        if self.addresses().contains(&page) {
            return Target::Page(page, fragment, String::new());
        }
        let held_back = |(_, target): &(&&FilePath, &LinkTarget<'_>)| {
            !target.public && target.address == Some(&page)
        };
        if let Some((file, target)) = self.targets().iter().find(held_back) {
            if let Some(fragment) = fragment.clone() {
                let (file, place) = ((*file).clone(), place.clone());
                resolved.named.push(NamedPlace { file, fragment, place });
            }
            let diagnostics = &mut resolved.diagnostics;
            return content_target(from, *target, fragment, place, diagnostics);
        }
        let known = self.addresses().iter().map(Address::as_str);
        let hint = match nearest(page.as_str(), known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "link to a content file by its path, for example `../pages/about.md`"
                .into(),
        };
        let hint = self.encoded(from, written).unwrap_or(hint);
        let message = format!("`{written}` leads nowhere");
        let diagnostic = Diagnostic::error("broken-link", place.clone(), message);
        resolved.diagnostics.push(diagnostic.hint(hint));
        Target::Withheld
    }

    fn check_fragment(
        &self,
        file: &FilePath,
        fragment: &str,
        place: &Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        const OF_THE_PAGE: [&str; 3] = ["main", "sources", "contents"];
        let Some(target) = self.targets().get(file) else { return };
        let ids = target.content.blocks.iter().map(|block| &*block.id);
        if ids.clone().any(|id| id == fragment) || OF_THE_PAGE.contains(&fragment) {
            return;
        }
        let ids: BTreeSet<&str> = ids.collect();
        let hint = match nearest(fragment, ids) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => format!("add `{{#{fragment}}}` after the heading that is meant"),
        };
        let message = format!("`{file}` has no place `#{fragment}`");
        let diagnostic = Diagnostic::error("missing-anchor", place.clone(), message);
        diagnostics.push(diagnostic.hint(hint));
    }

    fn image(
        &self,
        from: From<'_>,
        src: &str,
        place: Place,
        files: &mut BTreeMap<Address, FilePath>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> ResolvedImage {
        if has_scheme(src) || src.starts_with("//") {
            return ResolvedImage { src: src.to_owned(), dimensions: None };
        }
        let path = decode(src);
        if path.starts_with('/') {
            if let Some(input) = self.snapshot.get(&format!("static{path}")) {
                return ResolvedImage { src: path, dimensions: input.dimensions };
            }
        } else if let Some(file) = from.file.join(&path)
            && let Some(input) = self.snapshot.get(file.as_str())
            && is_published(&file)
        {
            let address = publish(from, file, &|| place.clone(), files, diagnostics);
            let src = address.as_str().to_owned();
            return ResolvedImage { src, dimensions: input.dimensions };
        }
        diagnostics.push(self.missing_image(from, src, place));
        ResolvedImage { src: String::new(), dimensions: None }
    }

    fn missing_image(&self, from: From<'_>, src: &str, place: Place) -> Diagnostic {
        let beside: Vec<&str> = self
            .snapshot
            .below(from.file.folder())
            .filter(|(file, _)| is_published(file))
            .map(|(file, _)| &file.as_str()[from.file.folder().len() + 1..])
            .collect();
        let hint = match nearest(src, beside.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if src.starts_with('/') => format!("put the image at `static{src}`"),
            None => {
                "put the image beside the article, or write the path from `static/` with \
                     a `/` in front"
                    .to_owned()
            }
        };
        let message = format!("there is no image `{src}`");
        Diagnostic::error("missing-image", place, message).hint(hint)
    }

    fn broken_file(
        &self,
        from: From<'_>,
        place: Place,
        written: &str,
        file: &FilePath,
    ) -> Diagnostic {
        let by_name = |name: &str| {
            let found = self.targets().keys().find(|known| known.name() == name);
            found.map(|file| file.as_str())
        };
        // Folders and endings are alike in all of them, and say nothing.
        let near = by_name(file.name()).or_else(|| {
            let stems = self.targets().keys().map(|file| file.stem());
            let near = nearest(file.stem(), stems)?;
            let found = self.targets().keys().find(|known| known.stem() == near)?;
            Some(found.as_str())
        });
        let message = format!("`{written}` leads nowhere: there is no file `{file}`");
        if let Some(hint) = self.encoded(from, written) {
            return Diagnostic::error("broken-link", place, message).hint(hint);
        }
        Diagnostic::error("broken-link", place, message)
            .hint("write the path from this file to the other, for example `oman.md`")
            .maybe_hint(near.map(|near| {
                format!("did you mean `{}`?", between(from.file.folder(), near))
            }))
    }

    /// The hint for a link to a file that has `#` or `?` in its name, when there is one
    /// of the name as it was written.
    fn encoded(&self, from: From<'_>, written: &str) -> Option<String> {
        let path = decode(written);
        let file = from.file.join(&path)?;
        let there = self.targets().contains_key(&file)
            || self.snapshot.get(&format!("static{path}")).is_some()
            || (is_published(&file) && self.snapshot.get(file.as_str()).is_some());
        let encoded = written.replace('#', "%23").replace('?', "%3F");
        let hint = format!("in the name of a file, write `#` as `%23`: `{encoded}`");
        (there && encoded != written).then_some(hint)
    }
}

/// A link to a content file: text, when that is not public.
fn content_target(
    from: From<'_>,
    target: LinkTarget<'_>,
    fragment: Option<String>,
    place: &Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Target {
    match target.address {
        Some(address) if target.public => {
            Target::Page(address.clone(), fragment, String::new())
        }
        _ => {
            if from.public {
                let file = target.file;
                let message =
                    format!("`{file}` is not public: its link becomes plain text");
                diagnostics.push(
                    Diagnostic::warning("link-withheld", place.clone(), message)
                        .hint("publish it, or take the link out"),
                );
            }
            Target::Withheld
        }
    }
}

/// The relative path from a folder to a file.
fn between(folder: &str, file: &str) -> String {
    let mut from: Vec<&str> = folder.split('/').collect();
    let mut to: Vec<&str> = file.split('/').collect();
    while !from.is_empty() && to.len() > 1 && from.first() == to.first() {
        from.remove(0);
        to.remove(0);
    }
    "../".repeat(from.len()) + &to.join("/")
}

/// A target with a query between its address and its fragment.
fn with_query(target: Target, query: &str) -> Target {
    match target {
        Target::Page(address, fragment, _) => {
            Target::Page(address, fragment, query.to_owned())
        }
        other => other,
    }
}

fn broken(place: Place, written: &str, why: &str) -> Diagnostic {
    let message = format!("`{written}` leads nowhere: {why}");
    Diagnostic::error("broken-link", place, message)
}

/// Whether a link names its own scheme: `https:`, `mailto:`.
fn has_scheme(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// Percent-decoding, for paths and fragments as writers paste them.
fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}
