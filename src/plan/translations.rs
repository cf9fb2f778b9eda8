//! Articles in several languages: what their pages say of each other.

use crate::base::form::direction;
use crate::base::words::name_of;
use crate::model::article::Article;
use crate::view::article::TranslationPlace;
use crate::view::build::Shared;
use crate::view::frame::TranslationLink;
use crate::view::sitemap::Alternate;

/// The language of an article.
fn language(shared: &Shared, article: &Article) -> String {
    let own = article.front().lang.as_deref();
    own.unwrap_or(&shared.site.settings.language).to_owned()
}

/// The pages of an article in its languages, itself among them; none of one in a single one.
pub fn links(shared: &Shared, article: &Article) -> Vec<TranslationLink> {
    let members = article.languages.iter();
    let members = members.filter_map(|index| shared.site.articles.get(*index));
    let members: Vec<(&Article, String)> =
        members.map(|member| (member, language(shared, member))).collect();
    let own = &shared.site.settings.language;
    let default = members.iter().position(|(_, language)| language == own).unwrap_or(0);
    let link = |(at, (member, language)): (usize, &(&Article, String))| TranslationLink {
        direction: direction(language),
        name: name_of(language).to_owned(),
        language: language.clone(),
        address: member.address.clone(),
        default: at == default,
        current: member.file() == article.file(),
    };
    members.iter().enumerate().map(link).collect()
}

/// The same for a sitemap.
pub fn alternates(shared: &Shared, article: &Article) -> Vec<Alternate> {
    links(shared, article).into_iter().map(alternate).collect()
}

/// A link for a sitemap.
pub fn alternate(link: TranslationLink) -> Alternate {
    let TranslationLink { language, address, default, .. } = link;
    Alternate { language, address, default }
}

/// What an article translates and what translates it.
pub fn place(shared: &Shared, article: &Article) -> TranslationPlace {
    let address = |index: &usize| Some(shared.site.articles.get(*index)?.address.clone());
    let translates = |index: &&usize| {
        let other = shared.site.articles.get(**index);
        let original = other.and_then(|other| other.original);
        let original = original.and_then(|index| shared.site.articles.get(index));
        original.is_some_and(|original| original.file() == article.file())
    };
    TranslationPlace {
        of: article.original.as_ref().and_then(address),
        by: article.languages.iter().filter(translates).filter_map(address).collect(),
    }
}
