//! Addresses that are known to lead nowhere.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::reference::Reference;
use crate::parse::document::{Document, Front};
use crate::parse::entities::{AddressFront, AddressStatus};

/// The addresses that `content/links.yml` records as broken. Of all others a page shows
/// nothing, so nothing is kept of them: asking them again changes no page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeadLinks {
    broken: BTreeMap<String, Dead>,
}

/// An address that leads nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dead {
    /// The last day on which it was fine.
    pub fine: Option<Date>,
    /// The first day on which it was missing.
    pub missing: Option<Date>,
}

impl DeadLinks {
    /// What the document says.
    pub fn new(document: Option<&Document>) -> Self {
        let Some(Front::Links(links)) = document.map(|document| &document.front) else {
            return Self::default();
        };
        let broken = links.iter().filter(|link| link.status == AddressStatus::Broken);
        let dead = |link: &AddressFront| {
            let (fine, missing) = (link.fine, link.missing);
            (link.address.clone(), Dead { fine, missing })
        };
        Self { broken: broken.map(dead).collect() }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.broken.is_empty()
    }

    /// What is known of an address that leads nowhere.
    pub fn of(&self, address: &str) -> Option<&Dead> {
        if self.broken.is_empty() {
            return None;
        }
        self.broken.get(asked(address))
    }

    /// What is known of a reference's address and of its archived copy.
    pub fn of_reference(&self, reference: &Reference) -> [Option<&Dead>; 2] {
        let source = &reference.source;
        [&source.url, &source.archive].map(|address| self.of(address.as_deref()?))
    }
}

/// What is asked for of an address: all but the place within what is there.
pub fn asked(address: &str) -> &str {
    address.split_once('#').map_or(address, |(asked, _)| asked)
}
