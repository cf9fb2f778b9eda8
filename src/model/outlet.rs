//! Outlets: who publishes what is cited.

use std::collections::BTreeMap;

use url::Url;

use crate::base::digest::Digest;
use crate::base::id::Id;
use crate::base::path::Address;
use crate::base::words::said;
use crate::model::address;
use crate::model::names;
use crate::parse::document::{Document, Front};
use crate::parse::entities::OutletFront;
use crate::parse::front::SourceFront;

/// The id under which works stand that no outlet is named for.
pub const UNATTRIBUTED: &str = "unattributed";

/// The part of an outlet's address; that of another page below `/sources/` is left to it.
pub fn segment(id: &Id) -> String {
    let segment = id.segment();
    if segment == "by-count" { format!("{segment}-outlet") } else { segment }
}

/// An outlet.
#[derive(Debug)]
pub struct Outlet {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its entry in outlets.yml, if it has one.
    pub entry: Option<OutletFront>,
    /// Its page; none when nothing public cites or lists it, or when the build has no pages
    /// of outlets.
    pub address: Option<Address>,
}

/// The outlets known so far, by id, by name and by domain.
#[derive(Debug, Default)]
pub struct Registry {
    entries: BTreeMap<Id, OutletFront>,
    by_name: BTreeMap<Id, Id>,
    by_domain: BTreeMap<String, Id>,
}

impl Registry {
    /// Takes the entries of outlets.yml. Of two that claim one name or domain the first has
    /// it; reading the file has reported them.
    pub fn new(document: Option<&Document>) -> Self {
        let mut registry = Self::default();
        for entry in document.map_or(&[][..], entries) {
            let id = Id::fold(&entry.id);
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                registry.by_name.entry(Id::fold(name)).or_insert_with(|| id.clone());
            }
            for domain in &entry.domains {
                let plain = domain.trim_start_matches("www.").to_lowercase();
                registry.by_domain.entry(plain).or_insert_with(|| id.clone());
            }
            registry.entries.insert(id, entry.clone());
        }
        registry
    }

    /// The outlet that a name, an alias, an id or a domain stands for: an entry's id, else
    /// the fold of what was written.
    pub fn id_of(&self, written: &str) -> Id {
        let id = Id::fold(written);
        if self.entries.contains_key(&id) {
            return id;
        }
        let named =
            self.by_name.get(&id).or_else(|| self.by_host(&written.to_lowercase()));
        named.cloned().unwrap_or(id)
    }

    /// The outlet whose domain an address belongs to, `news.example.org` to `example.org`.
    pub fn by_url(&self, url: &str) -> Option<&Id> {
        self.by_host(Url::parse(url).ok()?.host_str()?)
    }

    fn by_host(&self, host: &str) -> Option<&Id> {
        let mut host = host.trim_start_matches("www.");
        loop {
            if let Some(id) = self.by_domain.get(host) {
                return Some(id);
            }
            host = host.split_once('.')?.1;
        }
    }

    /// Whose a source is: its `outlet`, else the label of a quick form, else a key that is in
    /// outlets.yml, else the outlet whose domain its address has.
    pub fn of_source(&self, source: &SourceFront) -> Option<Id> {
        if let Some(outlet) = source.outlet.as_deref().or(source.label.as_deref()) {
            return Some(self.id_of(outlet));
        }
        let key = Id::fold(&source.key);
        if self.entries.contains_key(&key) {
            return Some(key);
        }
        source.url.as_deref().and_then(|url| self.by_url(url)).cloned()
    }

    /// The entry of an id.
    pub fn entry(&self, id: &Id) -> Option<&OutletFront> {
        self.entries.get(id)
    }

    /// An outlet with the name that is shown: the entry's, else one of those written.
    pub fn outlet(&self, id: &Id, written: &[&str], page: bool) -> Outlet {
        let entry = self.entries.get(id).cloned();
        let name = match &entry {
            Some(entry) => entry.name.clone(),
            None if id.as_str() == UNATTRIBUTED => said("No outlet named").to_owned(),
            // A host stands as it is; a name with a dot in it was spelled somewhere.
            None if id.as_str().contains('.') => {
                let spelled = written.iter().map(|name| name.trim());
                let spelled = spelled.filter(|name| !names::is_id_like(name)).min();
                spelled.unwrap_or(id.as_str()).to_owned()
            }
            None => names::choose(id.as_str(), written.iter().copied()),
        };
        Outlet {
            address: page.then(|| address::entity("sources", &segment(id))),
            id: id.clone(),
            name,
            entry,
        }
    }

    /// The digest of all that it says of outlets.
    pub fn digest(&self) -> Digest {
        Digest::of(&(&self.entries, &self.by_name, &self.by_domain))
    }

    /// Every id of outlets.yml.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.entries.keys()
    }
}

fn entries(document: &Document) -> &[OutletFront] {
    match &document.front {
        Front::Outlets(entries) => entries,
        _ => &[],
    }
}
