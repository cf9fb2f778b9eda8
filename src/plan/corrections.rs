//! The page of all corrections.

use jiff::Timestamp;

use crate::base::date::Moment;
use crate::model::{address, page};
use crate::parse::front::Status;
use crate::plan::articles::note_label;
use crate::plan::output::Output;
use crate::plan::paging::Paging;
use crate::plan::prose::correction_id;
use crate::view::any::View;
use crate::view::build::{Shared, date};
use crate::view::corrections::{CorrectionEntry, CorrectionsView};
use crate::view::frame::MenuItem;

/// Names of the standing page on corrections, when none says that it is their policy.
const POLICY: [&str; 4] =
    ["/corrections-policy/", "/policy/", "/policies/", "/editorial-policy/"];

/// The page of all corrections.
pub fn outputs(shared: &Shared<'_>) -> Vec<Output> {
    if !shared.site.settings.outputs.corrections {
        return Vec::new();
    }
    let entries = entries(shared);
    let first = address::listing("corrections");
    let paging = Paging {
        shared,
        what: "the page of corrections",
        template: "corrections.html",
        first: &first,
        title: "Corrections",
        crumb: "Corrections",
        description: None,
        section: "corrections",
        above: &[],
        feed: false,
    };
    paging.outputs(&entries, |entries, pager| {
        View::Corrections(Box::new(CorrectionsView {
            entries: entries.to_vec(),
            pager,
            policy: policy(shared),
        }))
    })
}

/// Every correction, note and retraction of the public articles, newest first.
fn entries(shared: &Shared<'_>) -> Vec<CorrectionEntry> {
    let zone = &shared.site.settings.zone;
    let mut entries: Vec<(Timestamp, usize, usize, CorrectionEntry)> = Vec::new();
    for &index in &shared.site.public {
        let Some(article) = shared.site.articles.get(index) else { continue };
        let Some(card) = shared.card(index) else { continue };
        let mut add = |moment: &Moment, label, text: &str, anchor: Option<String>| {
            let entry = CorrectionEntry {
                date: date(moment, zone),
                label,
                text: text.to_owned(),
                anchor,
                article: card.clone(),
            };
            entries.push((moment.timestamp(zone), index, entries.len(), entry));
        };
        let front = article.front();
        for (number, correction) in front.corrections.iter().enumerate() {
            let anchor = Some(correction_id(number));
            add(&correction.date, "Correction", &correction.text, anchor);
        }
        // What has no date of its own counts from the article's last change.
        let Some(changed) = front.updated.or(front.date) else { continue };
        for note in &front.notes {
            let moment = note.date.unwrap_or(changed);
            add(&moment, note_label(note.kind), &note.text, None);
        }
        if let Some((label, text)) = notice(front.status) {
            add(&changed, label, text, None);
        }
    }
    entries
        .sort_by_key(|(at, index, number, _)| (std::cmp::Reverse(*at), *index, *number));
    entries.into_iter().map(|(_, _, _, entry)| entry).collect()
}

/// What is said of an article that no longer stands as published.
fn notice(status: Status) -> Option<(&'static str, &'static str)> {
    match status {
        Status::Current => None,
        Status::Retracted => Some(("Retraction", "This article has been retracted.")),
        Status::Withdrawn => Some(("Withdrawal", "This article has been withdrawn.")),
        Status::Superseded => {
            Some(("Superseded", "Another article has taken the place of this one."))
        }
    }
}

fn policy(shared: &Shared<'_>) -> Option<MenuItem> {
    let known =
        |name: &str| shared.site.public_pages().find(|p| p.address.as_str() == name);
    let said = page::policies(shared.site.public_pages()).remove("corrections");
    let page = said.or_else(|| POLICY.iter().find_map(|name| known(name)));
    page.map(|page| MenuItem {
        label: page.front().title.clone(),
        address: page.address.clone(),
        section: "pages".to_owned(),
    })
}
