//! How much rests on an outlet, month by month. No clock: the last month is that of the
//! publication's newest article.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::base::id::Id;
use crate::view::build::Shared;
use crate::view::outlet::MonthView;

/// How many months are shown.
const MONTHS: i32 = 12;

/// The passages that rest on an outlet, by month. All in one month say no more than the date
/// of the last citation does, and that stands on the page: then there are none.
pub fn of_outlet(shared: &Shared, id: &Id) -> Vec<MonthView> {
    let site = &shared.site;
    let date = |article: usize| Some(site.articles.get(article)?.front().date?.day());
    let Some(last) = shared.newest.map(Date::first_of_month) else { return Vec::new() };
    let months: Vec<Date> =
        (0..MONTHS).rev().map(|back| last.saturating_sub(back.months())).collect();
    let mut counts = vec![0usize; months.len()];
    for work in site.evidence.of_outlet(id) {
        for (article, _) in &work.citations {
            let month = date(*article).map(Date::first_of_month);
            let at = months.iter().position(|known| Some(*known) == month);
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
    }
    if counts.iter().filter(|count| **count > 0).count() < 2 {
        return Vec::new();
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let month = |(date, count): (&Date, &usize)| MonthView {
        iso: date.strftime("%Y-%m").to_string(),
        text: shared.own_words().month(date.year(), date.month()),
        count: *count,
        share: (count * 100).div_ceil(most),
    };
    months.iter().zip(&counts).map(month).collect()
}
