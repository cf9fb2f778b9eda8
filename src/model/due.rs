//! What falls due: the moments at which the same content makes another site.

use jiff::Timestamp;

use crate::model::article::Article;
use crate::model::public::State;
use crate::model::site::Site;

/// Something that falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: Timestamp,
    /// `embargo`, `expiry`, `pin`, `headline-from` or `headline-until`.
    pub what: &'static str,
    /// The article's slug.
    pub article: String,
    /// The file that says so.
    pub file: String,
    /// Whether only a preview is another then: the article is a draft.
    pub draft: bool,
}

/// Everything that falls due after the moment for which the site was made, the soonest first.
pub fn due(site: &Site) -> Vec<Due> {
    let zone = &site.settings.zone;
    let mut all = Vec::new();
    let mut add = |at: Timestamp, what, article: &Article, file: &str| {
        if !site.now.passed(at) {
            let draft = article.state == State::Draft;
            let (article, file) = (article.slug.clone(), file.to_owned());
            all.push(Due { at, what, article, file, draft });
        }
    };
    let timed = |article: &&Article| article.gist.rare.gated || article.gist.rare.timed;
    for article in site.articles.iter().filter(timed) {
        let (front, file) = (article.front(), article.file().as_str());
        let stays = article.state == State::Draft;
        let embargo = front.embargo.filter(|_| !stays).map(|at| (at, "embargo"));
        let expiry = front.expires.filter(|_| !stays).map(|at| (at, "expiry"));
        let headlines = front.alternative_headlines.iter().filter(|h| !h.draft);
        let headlines = headlines.flat_map(|headline| {
            let from = headline.from.map(|at| (at, "headline-from"));
            from.into_iter().chain(headline.until.map(|at| (at, "headline-until")))
        });
        for (at, what) in embargo.into_iter().chain(expiry).chain(headlines) {
            add(at.timestamp(zone), what, article, file);
        }
    }
    for (at, article) in &site.home.pins {
        if let Some(article) = site.articles.get(*article) {
            add(*at, "pin", article, "content/home.yml");
        }
    }
    all.sort_by(|a, b| (a.at, a.what, &a.article).cmp(&(b.at, b.what, &b.article)));
    all
}
