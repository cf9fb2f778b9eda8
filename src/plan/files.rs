//! Outputs that are not pages: static files, files beside content, redirects.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::base::diagnostic::Place;
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::load::snapshot::Snapshot;
use crate::load::theme;
use crate::model::assemble::alias_place;
use crate::model::chart;
use crate::model::public::State;
use crate::model::site::Site;
use crate::plan::host;
use crate::plan::make::Make;
use crate::plan::output::Output;

/// The files of the theme that only the page of search asks for.
const OF_SEARCH: [&str; 2] = ["search.css", "search.js"];

/// The style sheets and scripts under the addresses that change with their content, and
/// every static file, the publication's and the theme's; those of search only where there is
/// an index to search.
pub fn assets(
    snapshot: &Snapshot,
    search: bool,
) -> (BTreeMap<String, Address>, Vec<Output>) {
    let (mut assets, mut outputs) = (BTreeMap::new(), Vec::new());
    let mut add = |path: &str, digest: Digest, place: Option<Place>, make: Make| {
        let address = Address::new(format!("/{path}"));
        let output = |address: Address| {
            let output = Output::done("the static file", address, make.clone());
            Output { place: place.clone(), ..output }
        };
        if let Some(name) = fingerprinted(path, digest) {
            let address = Address::new(format!("/{name}"));
            outputs.push(output(address.clone()));
            assets.insert(path.to_owned(), address);
        }
        outputs.push(output(address));
    };
    for (file, input) in snapshot.below("static") {
        let path = &file.as_str()["static/".len()..];
        let make =
            Make::Copy { file: file.clone(), digest: input.digest, size: input.size };
        add(path, input.digest, Some(Place::file(file)), make);
    }
    for (path, file) in theme::statics() {
        let wanted = search || !OF_SEARCH.contains(path);
        if wanted && snapshot.get(&format!("static/{path}")).is_none() {
            add(path, file.digest, None, Make::Theme(path, file.digest));
        }
    }
    (assets, outputs)
}

/// The name of a style sheet or a script with its digest in it: `chancery.0f3a9c1b.css`.
fn fingerprinted(path: &str, digest: Digest) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    matches!(ending, "css" | "js").then(|| format!("{stem}.{}.{ending}", digest.short()))
}

/// The data of the charts of public pages, and files beside content that these refer to. A
/// file that is drawn is there once, in the form that programs read.
pub fn beside(site: &Site, snapshot: &Snapshot) -> Vec<Output> {
    let mut outputs = data(site);
    let drawn: BTreeSet<Address> = outputs.iter().map(|o| o.address.clone()).collect();
    let plain = site.files.iter().filter(|(address, _)| !drawn.contains(*address));
    outputs.extend(plain.filter_map(|(address, file)| copy(snapshot, address, file)));
    outputs
}

/// Files beside content that only pages that are held back refer to.
pub fn held(site: &Site, snapshot: &Snapshot) -> Vec<Output> {
    let copies = site.held_files.iter();
    let copies = copies.filter_map(|(address, file)| copy(snapshot, address, file));
    copies.map(|output| Output { held: Some(State::Draft), ..output }).collect()
}

/// A file beside content.
fn copy(snapshot: &Snapshot, address: &Address, file: &FilePath) -> Option<Output> {
    let input = snapshot.get(file.as_str())?;
    let (digest, size) = (input.digest, input.size);
    let make = Make::Copy { file: file.clone(), digest, size };
    Some(Output::done("a file beside content", address.clone(), make).asked_by(file))
}

/// The data of the charts of public pages.
fn data(site: &Site) -> Vec<Output> {
    let articles = site.public_articles().map(|a| (&*a.resolved, a.file()));
    let pages = site.public_pages().map(|page| (&*page.resolved, &page.document.file));
    let authors = site.authors.values();
    let authors = authors.filter_map(|a| Some((&*a.resolved, &a.profile.as_ref()?.file)));
    let terms = site.taxonomies.values().flat_map(|taxonomy| taxonomy.terms.values());
    let terms = terms.filter_map(|t| Some((&*t.resolved, &t.document.as_ref()?.file)));
    let mut seen = BTreeSet::new();
    let mut outputs = Vec::new();
    for (resolved, file) in articles.chain(pages).chain(authors).chain(terms) {
        for (address, data, file) in chart::published(&resolved.charts, file) {
            // Two charts may draw one file.
            if seen.insert((address, Digest::of_bytes(data.csv().as_bytes()))) {
                let (what, make) = ("the data of a chart", Make::Data(data.clone()));
                outputs.push(Output::done(what, address.clone(), make).asked_by(file));
            }
        }
    }
    outputs
}

/// A page at each old address that the host does not lead on itself.
pub fn redirects(site: &Site) -> Vec<Output> {
    let by_host = host::redirect_rules(site);
    let by_host: HashSet<&Address> = by_host.iter().map(|rule| &rule.from).collect();
    let output = |redirect: &crate::model::site::Redirect| {
        let make = Make::Redirect {
            to: redirect.to.clone(),
            title: redirect.title.clone(),
            language: site.settings.language.clone(),
        };
        let output = Output::done("an alias", redirect.from.clone(), make);
        Output { place: Some(alias_place(redirect)), ..output }
    };
    let pages = site.redirects.iter().filter(|r| !by_host.contains(&r.from));
    pages.map(output).collect()
}
