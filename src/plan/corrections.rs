//! The page of all corrections.

use crate::base::date::Moment;
use crate::base::words::said;
use crate::model::{address, page};
use crate::parse::front::Status;
use crate::plan::articles::note_label;
use crate::plan::change;
use crate::plan::make::Make;
use crate::plan::output::{Output, Plan, Recipe};
use crate::plan::paging::{Paging, pages, part};
use crate::plan::prose::correction_id;
use crate::view::any::View;
use crate::view::build::{Shared, date};
use crate::view::card::DateView;
use crate::view::corrections::{CorrectionEntry, CorrectionsView};
use crate::view::frame::MenuItem;

/// Names of the standing page on corrections, when none says that it is their policy.
const POLICY: [&str; 4] =
    ["/corrections-policy/", "/policy/", "/policies/", "/editorial-policy/"];

/// The pages of all corrections.
pub fn outputs(shared: &Shared) -> Vec<Output> {
    if !shared.site.settings.outputs.corrections {
        return Vec::new();
    }
    let entries = entries(shared);
    let (count, first) = (entries.len(), address::listing("corrections"));
    pages(shared, "the page of corrections", &first, count, Corrections(entries))
        .collect()
}

/// Every correction, note and retraction of the public articles, newest first.
#[derive(Debug)]
struct Corrections(Vec<Entry>);

/// A correction, a note or a notice of an article.
#[derive(Clone, Debug)]
struct Entry {
    moment: Moment,
    label: &'static str,
    text: String,
    anchor: Option<String>,
    article: usize,
}

impl Recipe for Corrections {
    fn make(&self, plan: &Plan, number: usize) -> Make {
        let shared = &plan.shared;
        let words = shared.own_words();
        let first = address::listing("corrections");
        let paging = Paging {
            shared,
            template: "corrections.html",
            first: &first,
            title: words.say("Corrections"),
            crumb: words.say("Corrections"),
            description: None,
            section: "corrections",
            above: &[],
            feed: false,
            language: None,
        };
        let view = |entry: &Entry| {
            Some(CorrectionEntry {
                date: date(&entry.moment, &shared.site.settings.zone, words),
                label: words.say(entry.label).to_owned(),
                text: entry.text.clone(),
                anchor: entry.anchor.clone(),
                article: shared.card(entry.article)?,
            })
        };
        paging.page(&self.0, number, |entries, pager| {
            View::Corrections(Box::new(CorrectionsView {
                entries: entries.iter().filter_map(view).collect(),
                pager,
                policy: policy(shared),
            }))
        })
    }

    fn changed(&self, shared: &Shared, number: usize) -> Option<DateView> {
        let entries = part(shared, &self.0, number).iter();
        change::newest(shared, entries.map(|entry| entry.moment))
    }
}

/// Every correction, note and retraction of the public articles, newest first.
fn entries(shared: &Shared) -> Vec<Entry> {
    let zone = &shared.site.settings.zone;
    let mut entries: Vec<Entry> = Vec::new();
    for &index in &shared.site.listed {
        let article = shared.site.articles.get(index).filter(|a| a.gist.rare.notices);
        let Some(article) = article else { continue };
        let mut add = |moment: Moment, label, text: &str, anchor: Option<String>| {
            let (text, article) = (text.to_owned(), index);
            entries.push(Entry { moment, label, text, anchor, article });
        };
        let front = article.front();
        for (number, correction) in front.corrections.iter().enumerate() {
            let anchor = Some(correction_id(number));
            add(correction.date, said("Correction"), &correction.text, anchor);
        }
        // What has no date of its own counts from the article's last change.
        let Some(changed) = front.updated.or(front.date) else { continue };
        for note in &front.notes {
            let moment = note.date.unwrap_or(changed);
            add(moment, note_label(note.kind), &note.text, None);
        }
        if let Some((label, text)) = notice(front.status) {
            add(changed, label, shared.own_words().say(text), None);
        }
    }
    entries.sort_by_cached_key(|entry| std::cmp::Reverse(entry.moment.timestamp(zone)));
    entries
}

/// What is said of an article that no longer stands as published.
fn notice(status: Status) -> Option<(&'static str, &'static str)> {
    match status {
        Status::Current => None,
        Status::Retracted => {
            Some((said("Retraction"), said("This article has been retracted.")))
        }
        Status::Withdrawn => {
            Some((said("Withdrawal"), said("This article has been withdrawn.")))
        }
        Status::Superseded => Some((
            said("Superseded"),
            said("Another article has taken the place of this one."),
        )),
    }
}

fn policy(shared: &Shared) -> Option<MenuItem> {
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
