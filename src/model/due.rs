//! What falls due: the moments at which the same content makes another site.

use jiff::Timestamp;

use crate::model::public::State;
use crate::model::site::Site;

/// Something that falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: Timestamp,
    /// `embargo`, `expiry` or `pin`.
    pub what: &'static str,
    /// The article's slug.
    pub article: String,
    /// The file that says so.
    pub file: String,
}

/// Everything that falls due after the moment for which the site was made, the soonest first.
pub fn due(site: &Site) -> Vec<Due> {
    let zone = &site.settings.zone;
    let mut all = Vec::new();
    let mut add = |at: Timestamp, what, article: &str, file: &str| {
        if !site.now.passed(at) {
            let (article, file) = (article.to_owned(), file.to_owned());
            all.push(Due { at, what, article, file });
        }
    };
    for article in site.articles.iter().filter(|article| article.state != State::Draft) {
        let (front, file) = (article.front(), article.file().as_str());
        if let Some(embargo) = front.embargo {
            add(embargo.timestamp(zone), "embargo", &article.slug, file);
        }
        if let Some(expires) = front.expires {
            add(expires.timestamp(zone), "expiry", &article.slug, file);
        }
    }
    for (at, article) in &site.home.pins {
        if let Some(article) = site.articles.get(*article) {
            add(*at, "pin", &article.slug, "content/home.yml");
        }
    }
    all.sort_by(|a, b| (a.at, a.what, &a.article).cmp(&(b.at, b.what, &b.article)));
    all
}
