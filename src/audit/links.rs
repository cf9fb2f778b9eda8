//! The check of every link, fragment and id of what was rendered.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use rayon::prelude::*;
use url::Url;

use crate::audit::finding::{Finding, Kind};
use crate::audit::page::{Link, Need, PageFacts};
use crate::audit::target::{Base, Target};
use crate::base::path::Address;
use crate::base::suggest::nearest;
use crate::base::url::{absolute, rooted};

/// How many broken targets a hint is sought for; each may look at every address.
const HINTS: usize = 50;

/// Checks the facts of every rendered output against all addresses of the plan, static
/// files included. The findings are in the order of the outputs, and in each in the order of
/// its text; what an output repeats is found once.
pub fn check(
    pages: &BTreeMap<Address, PageFacts>,
    addresses: &BTreeSet<Address>,
    base_url: &str,
    base_path: &str,
) -> Vec<Finding> {
    let Some(base) = Base::new(base_url, base_path) else { return Vec::new() };
    let check = Check { pages, addresses, base, base_url, base_path };
    let mut found: Vec<Found> =
        pages.par_iter().flat_map_iter(|(page, facts)| check.page(page, facts)).collect();
    check.hints(&mut found);
    found.into_iter().map(|found| found.finding).collect()
}

/// All that the check looks at.
struct Check<'a> {
    pages: &'a BTreeMap<Address, PageFacts>,
    addresses: &'a BTreeSet<Address>,
    base: Base,
    base_url: &'a str,
    base_path: &'a str,
}

/// A finding, the address that was looked for in vain, and how a better one is written.
struct Found {
    finding: Finding,
    missing: Option<(String, Need)>,
}

/// What is wrong with a link.
struct Wrong {
    kind: Kind,
    message: String,
    hint: Option<String>,
    missing: Option<(String, Need)>,
}

impl Wrong {
    fn new(kind: Kind, message: String) -> Self {
        Self { kind, message, hint: None, missing: None }
    }
}

impl Check<'_> {
    /// What is wrong in one output.
    fn page(&self, page: &Address, facts: &PageFacts) -> Vec<Found> {
        let url = self.base.page(page, facts.base.as_deref());
        let mut found = Vec::new();
        let mut add = |offset: usize, target: &str, wrong: Wrong| {
            let Wrong { kind, message, hint, missing } = wrong;
            let (page, target) = (page.clone(), target.to_owned());
            let finding = Finding { page, offset, kind, target, message, hint };
            found.push(Found { finding, missing });
        };
        for link in &facts.links {
            if let Some(wrong) = self.link(page, &url, link) {
                add(link.offset, &link.target, wrong);
            }
        }
        for reference in &facts.references {
            if !has_id(facts, &reference.id) {
                let (attr, id) = (reference.attr, &reference.id);
                let message =
                    format!("`{attr}` names the id `{id}`, which no element has");
                let hint = near_id(facts, id).map(|id| format!("write `{id}`"));
                let wrong = Wrong { hint, ..Wrong::new(Kind::BrokenReference, message) };
                add(reference.offset, id, wrong);
            }
        }
        for same in facts.ids.chunk_by(|a, b| a.id == b.id) {
            let [first, rest @ ..] = same else { continue };
            let id = &first.id;
            if id.is_empty() || id.contains(|c: char| c.is_ascii_whitespace()) {
                let message = format!("the id `{id}` is empty or holds a space");
                add(first.offset, id, Wrong::new(Kind::BadId, message));
            } else if let [second, ..] = rest {
                let message = format!("the id `{id}` stands at {} elements", same.len());
                add(second.offset, id, Wrong::new(Kind::DuplicateId, message));
            }
        }
        found.sort_by_key(|f| f.finding.offset);
        let mut seen = BTreeSet::new();
        found.retain(|f| seen.insert((f.finding.kind, f.finding.message.clone())));
        found
    }

    /// What is wrong with one link.
    fn link(&self, page: &Address, url: &Url, link: &Link) -> Option<Wrong> {
        let Link { attr, target, need, .. } = link;
        if target.is_empty() && (*attr != "href" || *need != Need::Lead) {
            return Some(Wrong::new(Kind::EmptyUrl, format!("`{attr}` is empty")));
        }
        let (place, repair) = self.base.resolve(url, target, *need);
        let wrong = match place {
            Target::Elsewhere => None,
            Target::Inside(address, fragment) => {
                let fragment = fragment.as_deref().filter(|_| *need != Need::Name);
                self.inside(page, &address, fragment, link)
            }
            Target::Outside => Some(self.outside(link)),
            Target::Relative => {
                let message = format!(
                    "`{attr}` is `{target}`, but only an absolute URL works here"
                );
                Some(Wrong::new(Kind::RelativeUrl, message))
            }
            Target::Bad(error) => {
                let message = format!("`{attr}` is `{target}`, which is no URL: {error}");
                Some(Wrong::new(Kind::BadUrl, message))
            }
        };
        wrong.or_else(|| {
            let message =
                format!("`{attr}` is `{target}`, which is no valid URL: {}", repair?);
            Some(Wrong::new(Kind::LooseUrl, message))
        })
    }

    /// What is wrong with a link into the site.
    fn inside(
        &self,
        page: &Address,
        address: &str,
        fragment: Option<&str>,
        link: &Link,
    ) -> Option<Wrong> {
        let Link { attr, target, need, .. } = link;
        let Some(found) = self.find(address) else {
            if let Some(at) = self.addresses.get(format!("{address}/").as_str()) {
                let at = self.written(at, *need);
                let message =
                    format!("`{attr}` leads to `{target}`, but the page is at `{at}`");
                let tail = target.find(['?', '#']).and_then(|i| target.get(i..));
                let hint = Some(format!("write `{at}{}`", tail.unwrap_or_default()));
                return Some(Wrong { hint, ..Wrong::new(Kind::MissingSlash, message) });
            }
            let message =
                format!("`{attr}` leads to `{target}`, where nothing is published");
            let hint =
                target.starts_with("www.").then(|| format!("write `https://{target}`"));
            let missing = hint.is_none().then(|| (address.to_owned(), *need));
            let wrong = Wrong::new(Kind::BrokenLink, message);
            return Some(Wrong { hint, missing, ..wrong });
        };
        let fragment = fragment?;
        let fragment = fragment.split_once(":~:").map_or(fragment, |(id, _)| id);
        let facts = self.pages.get(found).filter(|facts| facts.html)?;
        let top = fragment.is_empty() || fragment.eq_ignore_ascii_case("top");
        if top || has_id(facts, fragment) || facts.names.iter().any(|n| **n == *fragment)
        {
            return None;
        }
        let whose = match found == page {
            true => "which this page does not have".to_owned(),
            false => format!("which `{found}` does not have"),
        };
        let message = format!("`{attr}` leads to the id `{fragment}`, {whose}");
        let hint = near_id(facts, fragment).map(|id| format!("write `#{id}`"));
        Some(Wrong { hint, ..Wrong::new(Kind::BrokenFragment, message) })
    }

    /// What is wrong with a link that leaves the base path.
    fn outside(&self, link: &Link) -> Wrong {
        let Link { attr, target, .. } = link;
        let base = self.base_path;
        let message =
            format!("`{attr}` leads to `{target}`, which is not below `{base}`");
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let hint = self.find(path).map(|_| {
            let base = base.strip_suffix('/').unwrap_or(base);
            format!("write `{base}{target}`")
        });
        Wrong { hint, ..Wrong::new(Kind::OutsideBase, message) }
    }

    /// The output that a host serves for an address: itself, or the page whose file it is.
    fn find(&self, address: &str) -> Option<&Address> {
        self.addresses.get(address).or_else(|| match address.strip_suffix("index.html") {
            Some(page) if page.ends_with('/') => self.addresses.get(page),
            _ if address.ends_with('/') => {
                self.addresses.get(format!("{address}index.html").as_str())
            }
            _ => None,
        })
    }

    /// Fills in hints for the first broken links.
    fn hints(&self, found: &mut [Found]) {
        let mut known: BTreeMap<String, Option<&Address>> = BTreeMap::new();
        for Found { finding, missing } in found {
            let Some((missing, need)) = missing.take() else { continue };
            let near = match known.get(&missing) {
                Some(near) => *near,
                None if known.len() >= HINTS => continue,
                None => {
                    let near = self.near(&missing);
                    known.insert(missing, near);
                    near
                }
            };
            finding.hint = near.map(|at| format!("write `{}`", self.written(at, need)));
        }
    }

    /// The address that was probably meant: a like one in the same folder, or one of the
    /// same last part in another.
    fn near(&self, missing: &str) -> Option<&Address> {
        let (folder, name) = split(missing)?;
        let below =
            self.addresses.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        let beside = below
            .map(Address::as_str)
            .take_while(|address| address.starts_with(folder))
            .filter_map(split)
            .filter(|(parent, _)| *parent == folder)
            .map(|(_, name)| name);
        match nearest(name, beside) {
            Some(near) => {
                let file = format!("{folder}{near}");
                let page = self.addresses.get(format!("{file}/").as_str());
                page.or_else(|| self.addresses.get(file.as_str()))
            }
            None => {
                let named = |a: &&Address| split(a.as_str()).is_some_and(|s| s.1 == name);
                self.addresses.iter().find(named)
            }
        }
    }

    /// An address as the link that asked for it must have it.
    fn written(&self, address: &Address, need: Need) -> String {
        match need {
            Need::Lead => rooted(self.base_path, address),
            Need::Absolute | Need::Name => absolute(self.base_url, address),
        }
    }
}

/// The folder of an address, with its `/`, and its last part without one.
fn split(address: &str) -> Option<(&str, &str)> {
    let bare = address.strip_suffix('/').unwrap_or(address);
    bare.split_at_checked(bare.rfind('/')? + 1)
}

/// Whether the page has the id.
fn has_id(facts: &PageFacts, id: &str) -> bool {
    facts.ids.binary_search_by(|anchor| (*anchor.id).cmp(id)).is_ok()
}

/// The id of the page that is most like it.
fn near_id<'a>(facts: &'a PageFacts, id: &str) -> Option<&'a str> {
    nearest(id, facts.ids.iter().map(|anchor| &*anchor.id))
}

#[cfg(test)]
#[path = "links_tests.rs"]
mod tests;
