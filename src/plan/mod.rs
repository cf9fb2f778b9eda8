//! Site to outputs: which files exist, and what each is made of. Two owners of one address
//! are an error that names both.

pub mod accounts;
pub mod articles;
pub mod authors;
pub mod change;
pub mod corrections;
pub mod desk;
pub mod feeds;
pub mod files;
pub mod home;
pub mod listings;
pub mod months;
pub mod output;
pub mod pages;
pub mod paging;
pub mod prose;
pub mod series;
pub mod site;
pub mod sitemap;
pub mod sources;
pub mod terms;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place, Spot};
use crate::base::path::{Address, FilePath, is_plain};
use crate::load::snapshot::{SETTINGS, Snapshot};
use crate::model::site::Site;
use crate::plan::output::Output;
use crate::view::build::Shared;
use crate::view::site::SiteView;
use crate::view::sitemap::Limits;

/// Every output of a build, by address.
#[derive(Debug)]
pub struct Plan {
    /// The publication as every template sees it.
    pub site: SiteView,
    /// The outputs.
    pub outputs: BTreeMap<Address, Output>,
    /// What the outputs are made from.
    pub shared: Shared,
}

/// Plans every output of a site; with `preview`, also the pages that are held back, which are
/// in no listing, sitemap or feed, and which yield to any public page.
pub fn plan(
    site: &Arc<Site>,
    snapshot: &Arc<Snapshot>,
    preview: bool,
) -> (Plan, Vec<Diagnostic>) {
    let shared = Shared::new(site.clone(), snapshot.clone());
    let (assets, static_files) = files::assets(snapshot);
    let view = site::view(site, snapshot, assets);
    let mut outputs = static_files;
    outputs.extend(home::outputs(&shared));
    outputs.extend(articles::outputs(&shared));
    outputs.extend(listings::outputs(&shared));
    outputs.extend(authors::outputs(&shared));
    outputs.extend(terms::outputs(&shared));
    outputs.extend(sources::outputs(&shared));
    outputs.extend(series::outputs(&shared));
    outputs.extend(corrections::outputs(&shared));
    outputs.extend(pages::outputs(&shared));
    outputs.extend(feeds::outputs(&shared));
    outputs.extend(files::beside(site, snapshot));
    outputs.extend(files::redirects(site));
    let (mut outputs, diagnostics) = by_address(outputs);
    for output in sitemap::outputs(&shared, &outputs, Limits::OF_PROTOCOL) {
        // A file of `static/` takes the place of one that is made here.
        outputs.entry(output.address.clone()).or_insert(output);
    }
    if preview {
        let articles = articles::held(&shared);
        let pages = pages::held(&shared);
        let all = articles.into_iter().chain(pages).chain(files::held(site, snapshot));
        for output in all.filter(|output| is_plain(&output.address.file()).is_ok()) {
            outputs.entry(output.address.clone()).or_insert(output);
        }
    }
    (Plan { site: view, outputs, shared }, diagnostics)
}

/// Puts the outputs in order of their addresses. Of two that claim one address the first is
/// kept, and an error names both; likewise where one needs a folder where another is a file.
fn by_address(all: Vec<Output>) -> (BTreeMap<Address, Output>, Vec<Diagnostic>) {
    let mut outputs: BTreeMap<Address, Output> = BTreeMap::new();
    let mut files: BTreeMap<String, Address> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for output in all {
        let file = output.address.file();
        if let Err(why) = is_plain(&file) {
            diagnostics.push(bad_address(&output, why));
            continue;
        }
        let known = files.get(&file).and_then(|address| outputs.get(address));
        if let Some(known) = known {
            diagnostics.push(two_owners(&output, known));
            continue;
        }
        files.insert(file, output.address.clone());
        outputs.insert(output.address.clone(), output);
    }
    for (file, address) in &files {
        let mut folder = file.as_str();
        while let Some((parent, _)) = folder.rsplit_once('/') {
            folder = parent;
            if let Some(other) = files.get(parent)
                && let (Some(a), Some(b)) = (outputs.get(address), outputs.get(other))
            {
                diagnostics.push(two_owners(a, b));
            }
        }
    }
    (outputs, diagnostics)
}

/// An address that no file can have.
fn bad_address(output: &Output, why: &str) -> Diagnostic {
    let place = output.place.clone();
    let place = place.unwrap_or_else(|| Place::file(&FilePath::new(SETTINGS)));
    let message = format!("{} cannot stand at `{}`: {why}", output.what, output.address);
    Diagnostic::error("bad-address", place, message)
        .hint("give it another name, `slug` or alias")
}

fn two_owners(output: &Output, known: &Output) -> Diagnostic {
    let place = |output: &Output| match &output.place {
        Some(place) => place.clone(),
        None => Place::file(&FilePath::new(SETTINGS)),
    };
    let (second, first) = match (&output.place, &known.place) {
        (None, Some(_)) => (known, output),
        // The one of which a line can be shown comes first.
        (Some(a), Some(b)) if a.spot == Spot::Whole && b.spot != Spot::Whole => {
            (known, output)
        }
        _ => (output, known),
    };
    let owner = |output: &Output| match &output.place {
        Some(place) => format!("{} `{}`", output.what, place.file),
        None => output.what.to_owned(),
    };
    let message = format!(
        "the address `{}` is claimed by {} and by {}",
        output.address,
        owner(first),
        owner(second)
    );
    Diagnostic::error("two-owners", place(second), message)
        .label(second.what)
        .related(place(first), first.what)
        .hint("give one of them another `slug`, name or alias")
}
