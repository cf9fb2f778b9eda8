//! When what a page shows last changed, for the sitemap.

use jiff::Timestamp;

use crate::base::date::Moment;
use crate::view::build::{Shared, date};
use crate::view::card::DateView;

/// The last change of some articles: the newest of their publications, updates and
/// corrections.
pub fn of_articles(
    shared: &Shared,
    articles: impl IntoIterator<Item = usize>,
) -> Option<DateView> {
    newest(shared, articles.into_iter().filter_map(|index| of_article(shared, index)))
}

/// The newest of some moments.
pub fn newest(
    shared: &Shared,
    moments: impl IntoIterator<Item = Moment>,
) -> Option<DateView> {
    let zone = &shared.site.settings.zone;
    let timed = moments.into_iter().map(|moment| (moment.timestamp(zone), moment));
    let newest = timed.max_by_key(|(at, _): &(Timestamp, Moment)| *at);
    newest.map(|(_, moment)| date(&moment, zone, shared.own_words()))
}

/// When a public article was published or updated.
fn of_article(shared: &Shared, index: usize) -> Option<Moment> {
    let article = shared.site.articles.get(index).filter(|a| a.is_public())?;
    article.updated(&shared.site.settings.zone).or(article.front().date)
}
