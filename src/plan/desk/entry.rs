//! Everything of one article, for its own page on the desk.

use url::Url;

use crate::base::form::direction;
use crate::base::path::FilePath;
use crate::base::words::Words;
use crate::model::article::Article;
use crate::model::resolved::Target;
use crate::model::site::Site;
use crate::plan::desk::{headlines, row};
use crate::view::build::{date, lead_image, standfirst};
use crate::view::card::ImageView;
use crate::view::desk::{
    ClaimView, DeskEntry, DeskLink, PreviewView, ProblemView, SourceView,
};

/// How many characters of a description a search engine shows.
const DESCRIPTION: usize = 155;

/// The entry of the article in a content file.
pub fn entry(
    site: &Site,
    file: &FilePath,
    claims: Vec<ClaimView>,
    problems: Vec<ProblemView>,
) -> Option<DeskEntry> {
    let article = site.articles.iter().find(|article| article.file() == file)?;
    let front = article.front();
    let language = front.lang.clone().unwrap_or_else(|| site.settings.language.clone());
    Some(DeskEntry {
        row: row(site, article, &claims, &problems),
        direction: direction(&language),
        language,
        standfirst: standfirst(article),
        updated: article
            .updated(&site.settings.zone)
            .map(|m| date(&m, &site.settings.zone, &Words::default())),
        internal: front.internal.clone(),
        channels: headlines::grid(site, article),
        candidates: headlines::candidates(site, article),
        shares: headlines::shares(site, article),
        preview: preview(site, article),
        references: references(site, article),
        claims,
        links: links(article),
        problems,
    })
}

fn preview(site: &Site, article: &Article) -> PreviewView {
    let settings = &site.settings;
    let base = Url::parse(&settings.base_url).ok();
    let path = base.as_ref().map_or("", Url::path).trim_matches('/');
    let parts = path.split('/').chain(article.address.as_str().split('/'));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let own = lead_image(article).filter(|image| !image.src.is_empty());
    let general = settings.image.as_ref().map(|src| ImageView {
        src: if src.contains("://") { src.clone() } else { rooted(src) },
        alt: settings.title.clone(),
        title: String::new(),
        width: None,
        height: None,
        credit: None,
        licence: None,
    });
    PreviewView {
        site: settings.title.clone(),
        host: base.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned(),
        path: parts.join(" › "),
        description: standfirst(article)
            .or_else(|| settings.description.clone())
            .map(|text| cut(&text)),
        image: own.or(general),
        kicker: article.front().kicker.clone(),
    }
}

/// The address of a file of `static/`.
fn rooted(src: &str) -> String {
    format!("/{}", src.trim_start_matches('/'))
}

/// A description as a search engine cuts it: at a word.
fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(DESCRIPTION) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or(text);
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{head} …")
}

fn references(site: &Site, article: &Article) -> Vec<SourceView> {
    let cited =
        |index: usize| article.citations.iter().filter(|c| **c == Some(index)).count();
    let all = article.references.iter().enumerate();
    all.map(|(index, reference)| {
        let outlet = reference.outlet.as_ref();
        SourceView {
            key: reference.source.key.clone(),
            title: reference.source.title.clone(),
            outlet: outlet.map(|id| {
                let known = site.outlets.get(id);
                known.map_or_else(|| id.to_string(), |outlet| outlet.name.clone())
            }),
            url: reference.source.url.clone(),
            identified: reference.identified,
            cited: cited(index),
        }
    })
    .collect()
}

/// The links that lead elsewhere, in reading order.
fn links(article: &Article) -> Vec<DeskLink> {
    let content = article.content();
    let all = content.links.iter().zip(&article.resolved.links);
    all.filter_map(|(link, target)| {
        let Target::Away(url) = target else { return None };
        let block = usize::try_from(link.block).ok();
        let block = block.and_then(|at| content.blocks.get(at));
        let block = block.map_or_else(String::new, |block| block.id.clone());
        Some(DeskLink { url: url.clone(), block })
    })
    .collect()
}
