//! Addresses of articles, and the addresses that belong to Chancery.

use crate::base::path::Address;
use crate::load::config::Settings;
use crate::parse::front::ArticleFront;

/// The address of an article by the pattern of the settings. An article without a date has
/// `undated` where the pattern asks for one.
pub fn of_article(settings: &Settings, front: &ArticleFront, slug: &str) -> Address {
    let day = front.date.map(|date| date.day());
    let part = |text: Option<String>| text.unwrap_or_else(|| "undated".to_owned());
    let address = settings
        .addresses
        .article
        .replace("{slug}", slug)
        .replace("{year}", &part(day.map(|d| format!("{:04}", d.year()))))
        .replace("{month}", &part(day.map(|d| format!("{:02}", d.month()))))
        .replace("{day}", &part(day.map(|d| format!("{:02}", d.day()))))
        .replace("{kind}", front.kind.as_deref().unwrap_or("analysis"));
    Address::new(address)
}

/// The same address below that of a language: `/fa/articles/muscat/`.
pub fn in_language(language: &str, address: &Address) -> Address {
    Address::new(format!("/{}{address}", language.to_lowercase()))
}

/// The share address of one of an article's headlines for social media, by its number.
pub fn of_share(article: &Address, number: usize) -> Address {
    Address::new(format!("{}h/{number}/", article.as_str()))
}

/// The address of the listing that a word names: `/authors/`.
pub fn listing(name: &str) -> Address {
    Address::new(format!("/{name}/"))
}

/// The address of an entity below a listing: `/authors/fiaz-ahmed/`.
pub fn entity(listing: &str, segment: &str) -> Address {
    Address::new(format!("/{listing}/{segment}/"))
}
