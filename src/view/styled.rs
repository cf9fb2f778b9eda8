//! What a style of CSL makes of an article's citations.

use std::sync::Arc;

#[cfg(feature = "csl")]
use crate::cite::csl::Csl;
use crate::cite::formatted::{Cite, Formatted, Piece, Wanted, WantedCluster};
use crate::cite::notes::Notes;
use crate::cite::style::{Form, House, Style};
use crate::model::article::Article;
use crate::model::reference::Reference;
use crate::parse::body::Cluster;
use crate::view::build::Shared;
use crate::view::reference::{PieceView, ReferenceView};

/// A style by its name: one of our own, one that the publication brings, or one of those that
/// are compiled in.
#[cfg_attr(
    not(feature = "csl"),
    allow(unused_variables, reason = "it has none of its own")
)]
pub fn style<'a>(shared: &'a Shared, name: &str) -> Box<dyn Style + 'a> {
    match name {
        "outlets" => Box::new(House(Form::Outlets)),
        "notes" => Box::new(House(Form::Notes)),
        #[cfg(feature = "csl")]
        name if name != "numbers" => csl(shared, name),
        _ => Box::new(House(Form::Numbers)),
    }
}

#[cfg(feature = "csl")]
fn csl<'a>(shared: &'a Shared, name: &str) -> Box<dyn Style + 'a> {
    if let Some(own) = shared.site.styles.find(name) {
        return Box::new(Csl::own(own));
    }
    match Csl::named(name) {
        Some(style) => Box::new(style),
        None => Box::new(House(Form::Numbers)),
    }
}

/// Whether a style of CSL sets a reference: a work with a title. An outlet alone is none.
pub fn is_set(reference: &Reference) -> bool {
    reference.identified && reference.source.title.is_some()
}

/// The citations of an article as a style of CSL sets them; none for our own styles.
pub fn formatted(
    shared: &Shared,
    article: &Article,
    style: &dyn Style,
    notes: &Notes,
) -> Option<Arc<Formatted>> {
    style.identity()?;
    let wanted = wanted(shared, article, notes);
    let mut formatted = shared.formatted.get(style, &wanted)?;
    // The processor knows the works that it sets, the page all references; it has the
    // brackets in the order of their notes, the page in that of the text.
    let set = set(article);
    let own = Arc::make_mut(&mut formatted);
    let mut clusters = vec![Vec::new(); own.clusters.len()];
    for (at, pieces) in in_order(article, notes).into_iter().zip(own.clusters.drain(..)) {
        if let Some(place) = clusters.get_mut(at) {
            *place = pieces;
        }
    }
    own.clusters = clusters;
    for (item, _) in &mut own.entries {
        *item = set.get(*item).copied().unwrap_or(*item);
    }
    Some(formatted)
}

/// The references that a style of CSL sets, in the order in which it is given them.
fn set(article: &Article) -> Vec<usize> {
    let all = article.references.iter().enumerate();
    all.filter(|(_, reference)| is_set(reference)).map(|(index, _)| index).collect()
}

/// The brackets in the order in which they are read: that of their notes, if they are notes.
fn in_order(article: &Article, notes: &Notes) -> Vec<usize> {
    let mut order: Vec<usize> = (0..article.content().clusters.len()).collect();
    order.sort_by_key(|at| match notes.clusters.get(*at) {
        None | Some(0) => usize::MAX,
        Some(number) => *number,
    });
    order
}

fn wanted(shared: &Shared, article: &Article, notes: &Notes) -> Wanted {
    let settings = &shared.site.settings;
    let language = article.front().lang.as_deref().unwrap_or(&settings.language);
    let set = set(article);
    let item = |index: &usize| shared.item(&article.references[*index]);
    let content = article.content();
    let clusters = in_order(article, notes).into_iter().filter_map(|at| {
        let note = notes.clusters.get(at).copied().filter(|note| *note > 0);
        Some(WantedCluster {
            cites: cites(article, content.clusters.get(at)?, &set),
            note,
        })
    });
    Wanted {
        language: language.to_owned(),
        items: set.iter().map(item).collect(),
        clusters: clusters.collect(),
    }
}

fn cites(article: &Article, cluster: &Cluster, set: &[usize]) -> Vec<Cite> {
    let content = article.content();
    let cite = |index: u32| {
        let index = usize::try_from(index).ok()?;
        let target = (*article.citations.get(index)?)?;
        let citation = content.citations.get(index)?;
        let locator = citation.locator.as_ref();
        Some(Cite {
            item: set.iter().position(|known| *known == target)?,
            locator: locator.map(|locator| (locator.term, locator.value.clone())),
            prefix: citation.prefix.clone(),
            suffix: citation.suffix.clone(),
            suppress_author: citation.suppress_author,
        })
    };
    cluster.citations.clone().filter_map(cite).collect()
}

/// An entry whose link leads where the reference's does: to its archived copy, when nothing is
/// left at its address.
pub fn led(html: &str, view: &ReferenceView) -> String {
    let (Some(_), Some(url), Some(link)) = (&view.dead, &view.url, &view.link) else {
        return html.to_owned();
    };
    let opened = |address: &str| {
        let address = address.replace('&', "&amp;").replace('"', "&quot;");
        format!("<a href=\"{}\">", address.replace('<', "&lt;").replace('>', "&gt;"))
    };
    let plain = url::Url::parse(url).map_or_else(|_| url.clone(), |url| url.to_string());
    let led = html.replace(&opened(url), &opened(link));
    led.replace(&opened(&plain), &opened(link))
}

/// The pieces of a bracket. What the style does not set is named by its label: `set` says of
/// each citation whether it does.
pub fn pieces(
    formatted: &Formatted,
    cluster: usize,
    set: &[bool],
    labels: Vec<&str>,
    form: Form,
) -> Vec<PieceView> {
    let styled: Vec<usize> = (0..set.len()).filter(|index| set[*index]).collect();
    let view = |piece: &Piece| PieceView {
        html: piece.html.clone(),
        citation: piece.cite.and_then(|cite| styled.get(cite).copied()),
    };
    let own = formatted.clusters.get(cluster).filter(|_| !styled.is_empty());
    let mut pieces: Vec<PieceView> = own.into_iter().flatten().map(view).collect();
    let text = |html: &str| PieceView { html: html.to_owned(), citation: None };
    let others = labels.into_iter().enumerate().filter(|(index, _)| !set[*index]);
    let mut apart = !pieces.is_empty();
    let brackets = form == Form::Text;
    for (index, label) in others {
        let before = match (apart, brackets) {
            (true, true) => " (",
            (true, false) => "; ",
            (false, true) => "(",
            (false, false) => "",
        };
        pieces.push(text(before));
        let label = label.replace('&', "&amp;").replace('<', "&lt;");
        pieces.push(PieceView { html: label, citation: Some(index) });
        pieces.extend(brackets.then(|| text(")")));
        apart = true;
    }
    pieces
}
