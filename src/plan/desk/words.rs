//! Moments in words, for editors.

use crate::base::date::{Moment, day_in_words};
use crate::model::site::Site;

/// A moment: the day, and the time in the publication's zone when one was given.
pub fn moment(site: &Site, moment: &Moment) -> String {
    let zone = &site.settings.zone;
    let local = moment.timestamp(zone).to_zoned(zone.clone());
    let day = day_in_words(local.date());
    let whole = matches!(moment, Moment::Day(_));
    if whole { day } else { format!("{day}, {}", local.strftime("%H:%M")) }
}

/// A span of time, open at an end where nothing is said of it.
pub fn span(
    site: &Site,
    from: Option<&Moment>,
    until: Option<&Moment>,
) -> Option<String> {
    let (from, until) =
        (from.map(|at| moment(site, at)), until.map(|at| moment(site, at)));
    match (from, until) {
        (Some(from), Some(until)) => Some(format!("from {from} until {until}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (None, None) => None,
    }
}
