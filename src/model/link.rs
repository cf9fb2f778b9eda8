//! Links and images between content files, resolved to addresses.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::path::{Address, FilePath};
use crate::base::suggest::nearest;
use crate::load::snapshot::Snapshot;
use crate::model::beside::{From, is_published, publish};
use crate::model::chart::ResolvedChart;
use crate::parse::body::{Content, Image, Link};
use crate::parse::front::ImageFront;

/// Where the links and images of one document lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Resolved {
    /// One for each link of the content.
    pub links: Vec<Target>,
    /// One for each image of the content.
    pub images: Vec<ResolvedImage>,
    /// Files that are published beside the page: their address and the input.
    pub files: BTreeMap<Address, FilePath>,
    /// One for each chart of the content.
    pub charts: Vec<ResolvedChart>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// To a page or a file of the publication, perhaps to a place on it, perhaps with a query.
    Page(Address, Option<String>, String),
    /// To a place on the same page.
    Here(String),
    /// Elsewhere.
    Away(String),
    /// To something that is not public.
    Withheld,
}

/// An image with its address and its dimensions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResolvedImage {
    /// Its address on the site, or elsewhere.
    pub src: String,
    /// Width and height in pixels, when they are known.
    pub dimensions: Option<(u32, u32)>,
}

/// What a content file can be linked to as.
#[derive(Debug)]
pub struct LinkTarget {
    /// Its address, when it has a page.
    pub address: Option<Address>,
    /// Whether it is public.
    pub public: bool,
    /// Every id on its page that content defines.
    pub ids: BTreeSet<String>,
}

/// All that links are resolved against.
#[derive(Debug)]
pub struct Links<'a> {
    /// The inputs.
    pub snapshot: &'a Snapshot,
    /// Content files by path.
    pub targets: BTreeMap<FilePath, LinkTarget>,
    /// Content files that could not be read, of which nothing more is said.
    pub broken: &'a BTreeSet<FilePath>,
    /// Addresses of listings and of pages without a file of their own, that a link may name.
    pub addresses: BTreeSet<Address>,
}

impl Links<'_> {
    /// Resolves every link and image of a content.
    pub fn resolve(
        &self,
        from: From<'_>,
        content: &Content,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let mut resolved = Resolved::default();
        for link in &content.links {
            let place = content.place(from.file, link.block, &link.span);
            let target = self.link(from, link, &place, &mut resolved.files, diagnostics);
            resolved.links.push(target);
        }
        for image in &content.images {
            let place = content.place(from.file, image.block, &image.span);
            let Image { src, .. } = image;
            let image = self.image(from, src, place, &mut resolved.files, diagnostics);
            resolved.images.push(image);
        }
        resolved
    }

    /// Resolves an image of front matter.
    pub fn front_image(
        &self,
        from: From<'_>,
        image: Option<&ImageFront>,
        key: &'static str,
        files: &mut BTreeMap<Address, FilePath>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<ResolvedImage> {
        let place = Place::value(from.file, Field::key(key).then("src"));
        image.map(|image| self.image(from, &image.src, place, files, diagnostics))
    }

    fn link(
        &self,
        from: From<'_>,
        link: &Link,
        place: &Place,
        files: &mut BTreeMap<Address, FilePath>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let place = || place.clone();
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
            diagnostics.push(broken(
                place(),
                &link.target,
                "it climbs out of the publication",
            ));
            return Target::Withheld;
        };
        if !query.is_empty() {
            let plain =
                Link { target: link.target.replacen(&query, "", 1), ..link.clone() };
            let target = self.link(from, &plain, &place(), files, diagnostics);
            return with_query(target, &query);
        }
        if let Some(target) = self.targets.get(&file) {
            return self.content_target(
                from,
                &file,
                target,
                fragment,
                place,
                diagnostics,
            );
        }
        if self.broken.contains(&file) {
            return Target::Withheld;
        }
        if path.starts_with('/') {
            return self.rooted(from, &path, fragment, place, &link.target, diagnostics);
        }
        if is_published(&file) && self.snapshot.get(file.as_str()).is_some() {
            let address = publish(from, file, &place, files, diagnostics);
            return Target::Page(address, fragment, String::new());
        }
        diagnostics.push(self.broken_file(from, place(), &link.target, &file));
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

    fn content_target(
        &self,
        from: From<'_>,
        file: &FilePath,
        target: &LinkTarget,
        fragment: Option<String>,
        place: impl Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        if let Some(fragment) = &fragment {
            self.check_fragment(file, fragment, &place, diagnostics);
        }
        match &target.address {
            Some(address) if target.public => {
                Target::Page(address.clone(), fragment, String::new())
            }
            _ => {
                if from.public {
                    let message =
                        format!("`{file}` is not public: its link becomes plain text");
                    diagnostics.push(
                        Diagnostic::warning("link-withheld", place(), message)
                            .hint("publish it, or take the link out"),
                    );
                }
                Target::Withheld
            }
        }
    }

    /// A link that begins with `/`: a file of `static/`, or an address of the site.
    fn rooted(
        &self,
        from: From<'_>,
        path: &str,
        fragment: Option<String>,
        place: impl Fn() -> Place,
        written: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let page = Address::new(match path.ends_with('/') {
            true => path.to_owned(),
            false => format!("{path}/"),
        });
        if self.snapshot.get(&format!("static{path}")).is_some() {
            return Target::Page(Address::new(path), fragment, String::new());
        }
        if self.addresses.contains(&page) {
            return Target::Page(page, fragment, String::new());
        }
        let held_back = |(_, target): &(&FilePath, &LinkTarget)| {
            !target.public && target.address.as_ref() == Some(&page)
        };
        if let Some((file, target)) = self.targets.iter().find(held_back) {
            return self.content_target(from, file, target, fragment, place, diagnostics);
        }
        let known = self.addresses.iter().map(Address::as_str);
        let hint = match nearest(page.as_str(), known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "link to a content file by its path, for example `../pages/about.md`"
                .into(),
        };
        let hint = self.encoded(from, written).unwrap_or(hint);
        let message = format!("`{written}` leads nowhere");
        diagnostics.push(Diagnostic::error("broken-link", place(), message).hint(hint));
        Target::Withheld
    }

    fn check_fragment(
        &self,
        file: &FilePath,
        fragment: &str,
        place: impl Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        const OF_THE_PAGE: [&str; 3] = ["main", "sources", "contents"];
        let Some(target) = self.targets.get(file) else { return };
        if target.ids.contains(fragment) || OF_THE_PAGE.contains(&fragment) {
            return;
        }
        let hint = nearest(fragment, target.ids.iter().map(String::as_str));
        let message = format!("`{file}` has no place `#{fragment}`");
        diagnostics.push(Diagnostic::error("missing-anchor", place(), message).hint(
            match hint {
                Some(near) => format!("did you mean `#{near}`?"),
                None => format!("add `{{#{fragment}}}` after the heading that is meant"),
            },
        ));
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
            self.targets.keys().find(|known| known.name() == name).map(FilePath::as_str)
        };
        // Folders and endings are alike in all of them, and say nothing.
        let near = by_name(file.name()).or_else(|| {
            let near = nearest(file.stem(), self.targets.keys().map(FilePath::stem))?;
            let found = self.targets.keys().find(|known| known.stem() == near)?;
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
        let there = self.targets.contains_key(&file)
            || self.snapshot.get(&format!("static{path}")).is_some()
            || (is_published(&file) && self.snapshot.get(file.as_str()).is_some());
        let encoded = written.replace('#', "%23").replace('?', "%3F");
        let hint = format!("in the name of a file, write `#` as `%23`: `{encoded}`");
        (there && encoded != written).then_some(hint)
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
