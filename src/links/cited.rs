//! The addresses that sources name, with every place that does.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Field, Place};
use crate::model::dead::asked;
use crate::model::public::State;
use crate::model::site::Site;

/// Where an address is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    /// The slug of the article.
    pub article: String,
    /// Whether the article is public, and if not, why not.
    pub state: State,
    /// The source, by its key.
    pub key: String,
    /// Where it stands.
    pub place: Place,
    /// `url` or `archive`.
    pub field: &'static str,
    /// The archived copy that stands beside it.
    pub archive: Option<String>,
}

/// Every address, without what follows `#`, that a source of any article names, be it
/// public or not.
pub fn cited(site: &Site) -> BTreeMap<String, Vec<Citing>> {
    let mut all: BTreeMap<String, Vec<Citing>> = BTreeMap::new();
    for article in &site.articles {
        for (index, reference) in article.references.iter().enumerate() {
            let source = &reference.source;
            for (field, address) in [("url", &source.url), ("archive", &source.archive)] {
                // What no file can hold is no address that anybody wrote.
                let plain = |address: &&String| !address.contains(char::is_control);
                let Some(address) = address.as_ref().filter(plain) else { continue };
                let place = reference.shared.clone().unwrap_or_else(|| {
                    Place::value(article.file(), Field::key("sources").at(index))
                });
                all.entry(asked(address).to_owned()).or_default().push(Citing {
                    article: article.slug.clone(),
                    state: article.state,
                    key: source.key.clone(),
                    place,
                    field,
                    archive: source.archive.clone(),
                });
            }
        }
    }
    all
}
