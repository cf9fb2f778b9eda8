//! What is said of the addresses of a publication.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Place, Spot};
use crate::base::emit::{Texts, position};
use crate::command::Failure;
use crate::engine::report::finish;
use crate::links::answer::Found;
use crate::links::cited::Citing;
use crate::links::record::{FILE, Record};
use crate::model::dead::asked;
use crate::model::public::State;
use crate::parse::entities::{AddressFront, AddressStatus};

/// The addresses of a publication, and what is known of them.
pub struct Findings<'a> {
    /// What is known.
    pub record: &'a Record,
    /// Where each is cited.
    pub cited: &'a BTreeMap<String, Vec<Citing>>,
    /// What was found in this run.
    pub found: &'a BTreeMap<String, Found>,
}

/// An address in JSON.
#[derive(Debug, Serialize)]
struct Line<'a> {
    address: &'a str,
    status: AddressStatus,
    why: Option<&'a str>,
    /// The day on which it was asked last.
    asked: Option<Date>,
    /// The last day on which it was fine.
    fine: Option<Date>,
    missing: Option<Date>,
    moved: Option<&'a str>,
    /// Whether it was asked in this run.
    now: bool,
    redirects: Vec<Redirect<'a>>,
    cited: Vec<At<'a>>,
}

#[derive(Debug, Serialize)]
struct Redirect<'a> {
    status: u16,
    to: &'a str,
}

#[derive(Debug, Serialize)]
struct At<'a> {
    article: &'a str,
    state: State,
    key: &'a str,
    field: &'static str,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
}

impl<'a> Findings<'a> {
    /// The addresses that are cited and of which something is known.
    fn known(&self) -> impl Iterator<Item = (&'a AddressFront, &'a [Citing])> {
        let known = |(address, places): (&String, &'a Vec<Citing>)| {
            Some((self.record.links.get(address)?, places.as_slice()))
        };
        self.cited.iter().filter_map(known)
    }

    /// Whether an address is broken for which no archived copy stands in.
    pub fn is_broken(&self) -> bool {
        self.known().any(|(link, places)| self.fails(link, places))
    }

    fn fails(&self, link: &AddressFront, places: &[Citing]) -> bool {
        link.status == AddressStatus::Broken && !places.iter().all(|at| self.mended(at))
    }

    /// Whether readers of a place are led to an archived copy.
    fn mended(&self, at: &Citing) -> bool {
        let copy = at.archive.as_deref().filter(|_| at.field == "url");
        copy.is_some_and(|copy| {
            let copy = self.record.links.get(asked(copy));
            copy.is_none_or(|copy| copy.status != AddressStatus::Broken)
        })
    }

    /// What is wrong, at the places that can be edited.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.known().filter_map(|(link, places)| self.diagnostic(link, places)).collect()
    }

    fn diagnostic(&self, link: &AddressFront, places: &[Citing]) -> Option<Diagnostic> {
        let first = places.first()?;
        let address = &link.address;
        let why = link.why.as_deref().unwrap_or("no reason is known");
        let since = link.missing.map(|day| format!(" since {day}")).unwrap_or_default();
        let place = first.place.clone();
        let diagnostic = match (link.status, &link.moved) {
            (AddressStatus::Broken, _) if self.fails(link, places) => {
                let message = format!("`{address}` is broken{since}: {why}");
                Diagnostic::error("broken-link", place, message).hint(
                    "type `chancery sources archive` to find a copy, or name another \
                     address",
                )
            }
            (AddressStatus::Broken, _) => {
                let message = format!(
                    "`{address}` is broken{since}: {why}; readers are led to its copy"
                );
                Diagnostic::warning("archived-link", place, message)
            }
            (AddressStatus::Unknown, _) => {
                let message = format!("nobody knows whether `{address}` is there: {why}");
                Diagnostic::warning("unknown-link", place, message)
                    .hint("look at it in a browser")
            }
            (AddressStatus::Fine, Some(to)) => {
                let message = format!("`{address}` has moved for good");
                Diagnostic::warning("moved-link", place, message)
                    .hint(format!("write `{to}`"))
            }
            (AddressStatus::Fine, None) => return None,
        };
        let diagnostic = diagnostic.label(words(first.state));
        // One shared work is cited in many articles.
        let elsewhere = places.chunk_by(|a, b| a.place == b.place).skip(1);
        let others = elsewhere.filter_map(<[_]>::first).map(|at| {
            let held = words(at.state);
            let label = if held.is_empty() { "and here" } else { held };
            (at.place.clone(), label)
        });
        Some(others.fold(diagnostic, |d, (place, label)| d.related(place, label)))
    }

    /// How many addresses are what, and what was done.
    pub fn summary(&self, asked: usize, written: bool) -> String {
        let number = |status| {
            let of = self.known().filter(|(link, _)| link.status == status).count();
            format!("{of} {}", AddressStatus::name(status))
        };
        let parts = [AddressStatus::Fine, AddressStatus::Broken, AddressStatus::Unknown];
        let parts = parts.map(number).join(", ");
        let kept = if written { format!("; {FILE} is written") } else { String::new() };
        let all = match self.cited.len() {
            1 => "1 address".to_owned(),
            all => format!("{all} addresses"),
        };
        format!("asked {asked} of {all}: {parts}{kept}\n")
    }

    /// One line of JSON for each address.
    pub fn json(&self, texts: &dyn Texts) -> Result<String, Failure> {
        let mut out = String::new();
        for (link, places) in self.known() {
            let found = self.found.get(&link.address);
            let hops = found.map_or(&[][..], |found| &found.hops);
            let fine = match link.status {
                AddressStatus::Fine => link.asked,
                _ => link.fine,
            };
            let line = Line {
                address: &link.address,
                status: link.status,
                why: link.why.as_deref(),
                asked: link.asked,
                fine,
                missing: link.missing,
                moved: link.moved.as_deref(),
                now: found.is_some(),
                redirects: hops
                    .iter()
                    .map(|(s, to)| Redirect { status: *s, to })
                    .collect(),
                cited: places.iter().map(|at| line_of(at, texts)).collect(),
            };
            let line = serde_json::to_string(&line);
            out.push_str(&line.map_err(|error| Failure::system(error.to_string()))?);
            out.push('\n');
        }
        Ok(out)
    }
}

/// A place in JSON.
fn line_of<'a>(at: &'a Citing, texts: &dyn Texts) -> At<'a> {
    let found = found(&at.place, texts);
    let text = texts.text(&at.place.file);
    let place = text.zip(found).map(|(text, byte)| position(&text, byte));
    At {
        article: &at.article,
        state: at.state,
        key: &at.key,
        field: at.field,
        file: at.place.file.to_string(),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
    }
}

/// The first byte of a place.
fn found(place: &Place, texts: &dyn Texts) -> Option<usize> {
    let found = finish(vec![Diagnostic::warning("place", place.clone(), "")], texts);
    match &found.first()?.place.spot {
        Spot::Bytes(range) => Some(range.start),
        _ => None,
    }
}

/// Why an article is not public, in words.
fn words(state: State) -> &'static str {
    match state {
        State::Public => "",
        State::Draft => "in a draft",
        State::Embargoed => "under embargo",
        State::Expired => "in an expired article",
    }
}
