//! The publication as templates see it.

use std::collections::BTreeMap;

use crate::base::form::direction;
use crate::base::path::Address;
use crate::load::config::Outputs;
use crate::load::reserved::POLICIES;
use crate::load::snapshot::Snapshot;
use crate::model::page;
use crate::model::site::Site;
use crate::plan::policy::policy;
use crate::view::article::LicenceView;
use crate::view::site::{PublisherView, SiteView};

/// The generator's name with its version.
pub const GENERATOR: &str = concat!("Chancery ", env!("CARGO_PKG_VERSION"));

/// The settings as templates see them.
pub fn view(
    site: &Site,
    snapshot: &Snapshot,
    assets: BTreeMap<String, Address>,
) -> SiteView {
    let settings = &site.settings;
    let mut outputs = settings.outputs;
    let in_page = settings.host.kind.is_some_and(|kind| !kind.reads_rules());
    let outputs = Outputs::KEYS.iter().map(|(key, switch)| (*key, *switch(&mut outputs)));
    SiteView {
        title: settings.title.clone(),
        description: settings.description.clone(),
        language: settings.language.clone(),
        direction: direction(&settings.language),
        base_url: settings.base_url.clone(),
        base_path: settings.base_path(),
        home: settings.outputs.home.then(|| Address::new("/")),
        publisher: settings.publisher.as_ref().map(|publisher| PublisherView {
            name: publisher.name.clone(),
            logo: publisher.logo.as_ref().map(|logo| rooted(logo)),
            same_as: publisher.same_as.clone(),
            schema: publisher.schema.clone().unwrap_or_else(|| "Organization".into()),
        }),
        licence: settings.licence.as_deref().map(licence),
        image: settings.image.as_ref().map(|image| rooted(image)),
        image_size: settings.image.as_ref().and_then(|image| size(snapshot, image)),
        policies: policies(site),
        social: settings.social.clone(),
        assets,
        outputs: outputs.collect(),
        csp: in_page.then(|| policy(settings, true)),
        mining_reserved: settings.robots.reserved,
        mining_policy: settings.robots.policy.clone(),
        noindex: settings.noindex,
        generator: GENERATOR,
    }
}

/// The dimensions of a file of `static/`.
fn size(snapshot: &Snapshot, file: &str) -> Option<(u32, u32)> {
    snapshot.get(&format!("static{}", rooted(file)))?.dimensions
}

/// The page of each policy, by its property.
fn policies(site: &Site) -> BTreeMap<&'static str, Address> {
    let pages = page::policies(site.public_pages());
    let policy = |(word, property): &(&str, &'static str)| {
        pages.get(word).map(|page| (*property, page.address.clone()))
    };
    POLICIES.iter().filter_map(policy).collect()
}

/// A file of `static/` as an address; a whole URL stays as it is.
fn rooted(file: &str) -> String {
    match file.contains("://") || file.starts_with('/') {
        true => file.to_owned(),
        false => format!("/{}", file.trim_start_matches("static/")),
    }
}

/// A licence in words, with its address where it is a Creative Commons one or an address.
pub fn licence(text: &str) -> LicenceView {
    let creative = text.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-'));
    if let Some((terms, version)) = creative
        && version.chars().all(|c| c.is_ascii_digit() || c == '.')
    {
        let path = terms.to_lowercase();
        return LicenceView {
            text: format!("CC {terms} {version}"),
            url: Some(format!("https://creativecommons.org/licenses/{path}/{version}/")),
        };
    }
    let is_url = text.starts_with("https://") || text.starts_with("http://");
    LicenceView { text: text.to_owned(), url: is_url.then(|| text.to_owned()) }
}
