//! Outlets by name, and with what is counted of them.

use std::collections::{BTreeMap, HashMap};

use crate::base::id::Id;
use crate::base::words::Words;
use crate::model::outlet::{Outlet, UNATTRIBUTED};
use crate::model::site::Site;
use crate::view::card::DateView;
use crate::view::outlet::OutletEntry;
use crate::view::reference::OutletLink;
use crate::view::shown::Shown;

/// An outlet by name, with its page.
pub fn outlet_link(outlet: Option<&Outlet>, id: &Id, words: &Words) -> OutletLink {
    let unnamed = id.as_str() == UNATTRIBUTED;
    let name = |outlet: &Outlet| match unnamed {
        true => words.say(&outlet.name).to_owned(),
        false => outlet.name.clone(),
    };
    OutletLink {
        id: id.to_string(),
        name: outlet.map_or_else(|| id.to_string(), name),
        address: outlet.and_then(|outlet| outlet.address.clone()),
        language: outlet
            .and_then(|o| o.entry.as_ref())
            .and_then(|entry| entry.lang.clone()),
    }
}

/// The link of each outlet.
pub fn links(site: &Site, words: &Words) -> HashMap<Id, Shown<OutletLink>> {
    let link =
        |(id, outlet)| (Id::clone(id), Shown::new(outlet_link(Some(outlet), id, words)));
    site.outlets.iter().map(link).collect()
}

/// The entry of each outlet that something public cites or lists.
pub fn outlets(site: &Site, words: &Words) -> BTreeMap<Id, OutletEntry> {
    let entry = |id: &Id| {
        let outlet = site.outlets.get(id);
        let link = outlet_link(outlet, id, words);
        let own = outlet.and_then(|outlet| outlet.entry.as_ref());
        let counts = site.evidence.counts(id);
        let newest = counts.newest.and_then(|index| site.articles.get(index));
        let last = newest.and_then(|article| article.front().date);
        OutletEntry {
            id: link.id,
            name: link.name,
            address: link.address,
            kind: own.and_then(|own| own.kind.clone()),
            country: own.and_then(|own| own.country.clone()),
            language: link.language,
            works: counts.works,
            passages: counts.passages,
            articles: counts.articles,
            last_cited: last
                .map(|moment| DateView::new(&moment, &site.settings.zone, words)),
        }
    };
    site.evidence.by_outlet.keys().map(|id| (id.clone(), entry(id))).collect()
}
