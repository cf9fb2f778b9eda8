//! Site to outputs: which files exist, and what each is made of. Two owners of one address
//! are an error that names both.

pub mod accounts;
pub mod articles;
pub mod authors;
pub mod change;
pub mod copies;
mod copy_links;
pub mod corrections;
pub mod desk;
pub mod exports;
pub mod feeds;
pub mod files;
pub mod home;
pub mod host;
pub mod ingredients;
pub mod languages;
pub mod listings;
pub mod make;
pub mod months;
pub mod output;
pub mod pages;
pub mod paging;
mod policy;
pub mod prose;
pub mod records;
pub mod search;
pub mod series;
pub mod shares;
pub mod site;
pub mod sitemap;
pub mod sources;
pub mod terms;
mod told;
pub mod translations;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Place, Spot};
use crate::base::digest::{Digest, Pieces};
use crate::base::path::{FilePath, is_plain, loose};
use crate::cite::formatted_memo::FormattedMemo;
use crate::load::snapshot::{SETTINGS, Snapshot};
use crate::model::site::Site;
pub use crate::plan::output::Plan;

use crate::plan::output::{Output, Outputs};
use crate::view::build::Shared;
use crate::view::sitemap::Limits;

/// Plans every output of a site; with `preview`, also the pages that are held back, which are
/// in no listing, sitemap or feed, and which yield to any public page. `sound` are the claims
/// of an earlier plan.
pub fn plan(
    site: &Arc<Site>,
    snapshot: &Arc<Snapshot>,
    preview: bool,
    sound: Option<Digest>,
    formatted: Arc<FormattedMemo>,
) -> (Plan, Vec<Diagnostic>) {
    let shared = Shared::new(site.clone(), snapshot.clone(), formatted);
    let (assets, static_files) = files::assets(snapshot, search::has_index(site));
    let view = site::view(site, snapshot, assets);
    let mut all = static_files;
    let kinds: [&(dyn Fn() -> Vec<Output> + Sync); 17] = [
        &|| home::outputs(&shared).into_iter().collect(),
        &|| languages::outputs(&shared),
        &|| articles::outputs(&shared),
        &|| exports::outputs(&shared),
        &|| listings::outputs(&shared),
        &|| authors::outputs(&shared),
        &|| terms::outputs(&shared),
        &|| sources::outputs(&shared),
        &|| series::outputs(&shared),
        &|| corrections::outputs(&shared),
        &|| search::outputs(&shared).into_iter().collect(),
        &|| pages::outputs(&shared),
        &|| feeds::outputs(&shared),
        &|| files::beside(site, snapshot),
        &|| files::redirects(site),
        &|| shares::outputs(&shared),
        &|| copies::outputs(&shared),
    ];
    let made: Vec<Vec<Output>> = kinds.par_iter().map(|kind| kind()).collect();
    all.extend(made.into_iter().flatten());
    let (outputs, claims, diagnostics) = by_address(all, sound);
    let common = OnceLock::new();
    let mut plan = Plan { site: view, outputs, claims, shared, common };
    // A file of `static/` takes the place of one that is made here.
    plan.outputs.add(sitemap::outputs(&plan, Limits::OF_PROTOCOL));
    plan.outputs.add(host::outputs(site, &plan.site.assets));
    plan.outputs.add(told::outputs(site, snapshot));
    if preview {
        let articles = articles::held(&plan.shared).into_iter();
        let all = articles.chain(pages::held(&plan.shared));
        let all = all.chain(files::held(site, snapshot));
        let sound = all.filter(|output| is_plain(&output.address.file()).is_ok());
        plan.outputs.add(sound.collect());
    }
    (plan, diagnostics)
}

/// Puts the outputs in order of their addresses. Of two that claim one address the first is
/// kept, and an error names both; likewise where one needs a folder where another is a file.
/// Addresses that were `sound` before are not looked at again.
fn by_address(
    mut all: Vec<Output>,
    sound: Option<Digest>,
) -> (Outputs, Option<Digest>, Vec<Diagnostic>) {
    let mut sum = Pieces::new();
    for output in &all {
        sum.add(output.address.as_str().as_bytes());
        sum.add(b"\n");
    }
    let claims = Some(sum.digest());
    let mut diagnostics = Vec::new();
    if claims != sound {
        all = owned(all, &mut diagnostics);
    }
    all.par_sort_by(|a, b| a.address.cmp(&b.address));
    let claims = claims.filter(|_| diagnostics.is_empty());
    (Outputs::sorted(all), claims, diagnostics)
}

/// The outputs that own their addresses.
fn owned(all: Vec<Output>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Output> {
    let mut owned: Vec<Output> = Vec::with_capacity(all.len());
    let mut files: HashMap<String, usize> = HashMap::with_capacity(all.len());
    for output in all {
        let file = output.address.file();
        if let Err(why) = is_plain(&file) {
            diagnostics.push(bad_address(&output, why));
            continue;
        }
        // Some file systems tell no case apart, and compose letters.
        let file = loose(&file).into_owned();
        if let Some(known) = files.get(&file).and_then(|known| owned.get(*known)) {
            diagnostics.push(two_owners(&output, known));
            continue;
        }
        files.insert(file, owned.len());
        owned.push(output);
    }
    for output in &owned {
        let file = loose(&output.address.file()).into_owned();
        let mut folder = file.as_str();
        while let Some((parent, _)) = folder.rsplit_once('/') {
            folder = parent;
            if let Some(other) = files.get(parent).and_then(|other| owned.get(*other)) {
                diagnostics.push(two_owners(output, other));
            }
        }
    }
    owned
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
    let own = |output: &Output| output.address.file();
    let both = match own(output) == own(known)
        || loose(&own(output)) != loose(&own(known))
    {
        true => format!("the address `{}` is claimed by", output.address),
        false => format!(
            "the addresses `{}` and `{}` are one where case or the form of letters does not \
             count; they are claimed by",
            first.address, second.address
        ),
    };
    let message = format!("{both} {} and by {}", owner(first), owner(second));
    Diagnostic::error("two-owners", place(second), message)
        .label(second.what)
        .related(place(first), first.what)
        .hint("give one of them another `slug`, name or alias")
}
