//! What articles state without a source, kept from one request to the next: only an article
//! that has changed is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::audit::coverage;
use crate::base::digest::Digest;
use crate::model::article::Article;
use crate::model::site::Site;
use crate::parse::body::Content;
use crate::view::desk::ClaimView;

/// What claims hang on: the file, the prose that was made of it, and the language.
type Key = (Digest, Digest, String);

/// Finds the claims of a text in a language.
type Find = Box<dyn Fn(&Content, &str) -> Vec<ClaimView> + Send + Sync>;

/// The claims that are known. It holds no more than the articles of the site that was asked
/// for last.
pub struct Claims {
    find: Find,
    known: Mutex<BTreeMap<Key, Arc<[ClaimView]>>>,
}

impl Default for Claims {
    fn default() -> Self {
        Self::new(Box::new(coverage::claims))
    }
}

impl Claims {
    fn new(find: Find) -> Self {
        Self { find, known: Mutex::default() }
    }

    /// The claims of every article, in the order of the site.
    pub fn all(&self, site: &Site) -> Vec<Arc<[ClaimView]>> {
        let articles = site.articles.par_iter();
        let claims = articles.map(|article| self.known_or_found(site, article)).collect();
        self.forget(site);
        claims
    }

    /// The claims of one article.
    pub fn of(&self, site: &Site, article: &Article) -> Arc<[ClaimView]> {
        let claims = self.known_or_found(site, article);
        if self.known().len() > site.articles.len() {
            self.forget(site);
        }
        claims
    }

    fn known_or_found(&self, site: &Site, article: &Article) -> Arc<[ClaimView]> {
        let key = key(site, article);
        if let Some(known) = self.known().get(&key) {
            return known.clone();
        }
        // Not under the lock: other articles are looked at meanwhile.
        let claims: Arc<[ClaimView]> = (self.find)(article.content(), &key.2).into();
        self.known().insert(key, claims.clone());
        claims
    }

    /// Drops what no article of the site has.
    fn forget(&self, site: &Site) {
        let current: BTreeSet<Key> =
            site.articles.iter().map(|article| key(site, article)).collect();
        self.known().retain(|key, _| current.contains(key));
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<Key, Arc<[ClaimView]>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(site: &Site, article: &Article) -> Key {
    let own = article.front().lang.as_deref();
    let language = own.unwrap_or(&site.settings.language).to_owned();
    (article.document.digest, article.content().digest(), language)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::base::date::Moment;
    use crate::engine::builder::Builder;
    use crate::engine::inputs::Changes;
    use crate::engine::request::{Request, When};

    /// A memo that counts how often it has to look.
    fn counting() -> (Claims, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let find = move |content: &Content, language: &str| {
            counted.fetch_add(1, Ordering::Relaxed);
            coverage::claims(content, language)
        };
        (Claims::new(Box::new(find)), count)
    }

    fn site(root: &Path) -> Arc<Site> {
        let request = Request {
            now: When::Moment(Moment::parse("2026-02-01").unwrap()),
            base_url: None,
            environment: None,
            audit: false,
            keep_bytes: false,
            preview: true,
        };
        let prepared = Builder::new(root).prepare(&request, &Changes::Anything).unwrap();
        prepared.site.unwrap()
    }

    fn sentences(claims: &[Arc<[ClaimView]>]) -> Vec<Vec<String>> {
        let of = |claims: &Arc<[ClaimView]>| {
            claims.iter().map(|claim| claim.sentence.clone()).collect()
        };
        claims.iter().map(of).collect()
    }

    #[test]
    fn only_what_has_changed_is_looked_at_again() {
        let dir = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let article = |name: &str, day: u8, boats: u8| {
            let front = format!("---\ntitle: {name}\ndate: 2026-01-0{day}\n---\n\n");
            let text = format!("{front}The {name} has {boats} boats.\n");
            put(&format!("content/articles/{name}.md"), &text);
        };
        put("site.toml", "title = \"Q\"\nbase_url = \"https://quay.example/\"\n");
        article("harbour", 3, 40);
        article("ferry", 2, 50);
        article("tide", 1, 60);
        let (claims, count) = counting();
        let first = site(dir.path());
        let expected = [
            "The harbour has 40 boats.",
            "The ferry has 50 boats.",
            "The tide has 60 boats.",
        ];
        let all = claims.all(&first);
        assert_eq!(sentences(&all), expected.map(|sentence| vec![sentence.to_owned()]));
        assert_eq!(count.load(Ordering::Relaxed), 3);
        assert_eq!(claims.all(&first), all);
        assert_eq!(*claims.of(&first, &first.articles[1]), *all[1]);
        assert_eq!(count.load(Ordering::Relaxed), 3);

        // Another site with two of the articles: one is looked at, one is forgotten.
        article("ferry", 2, 51);
        std::fs::remove_file(dir.path().join("content/articles/tide.md")).unwrap();
        let second = site(dir.path());
        assert_eq!(claims.all(&second)[1][0].sentence, "The ferry has 51 boats.");
        assert_eq!((count.load(Ordering::Relaxed), claims.known().len()), (4, 2));

        // Entries alone make it no larger than the site either.
        for boats in 60..70 {
            article("ferry", 2, boats);
            let site = site(dir.path());
            let sentence = format!("The ferry has {boats} boats.");
            assert_eq!(claims.of(&site, &site.articles[1])[0].sentence, sentence);
            assert_eq!(claims.known().len(), 2);
        }
    }
}
