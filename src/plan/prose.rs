//! Prose with what fills its holes, from the model.

use std::collections::BTreeMap;

use crate::base::digest::Digested;
use crate::base::words::Words;
use crate::cite::notes::Notes;
use crate::load::config::Settings;
use crate::model::article::Article;
use crate::model::chart::ResolvedChart;
use crate::model::resolved::{Resolved, ResolvedImage, Target};
use crate::parse::body::{Content, Image};
use crate::parse::chart::Chart;
use crate::view::build::date;
use crate::view::card::ImageView;
use crate::view::chart::ChartView;
use crate::view::prose::{CorrectionMark, LinkTarget, Prose};
use crate::view::reference::ClusterView;

/// The prose of a document that cites nothing.
pub fn plain(content: &Digested<Content>, resolved: &Resolved, language: &str) -> Prose {
    Prose {
        content: content.clone(),
        clusters: Vec::new(),
        links: resolved.links.iter().map(link).collect(),
        images: images(&content.images, &resolved.images),
        charts: charts(&content.charts, &resolved.charts, language),
        corrections: BTreeMap::new(),
        style: String::new(),
        notes: Notes::of_author(content, &[]),
    }
}

/// The prose of an article.
pub fn of_article(
    article: &Article,
    clusters: Vec<ClusterView>,
    notes: Notes,
    style: &str,
    settings: &Settings,
    words: &Words,
) -> Prose {
    let zone = &settings.zone;
    let language = article.front().lang.as_deref().unwrap_or(&settings.language);
    let mut corrections: BTreeMap<u32, Vec<CorrectionMark>> = BTreeMap::new();
    for (index, correction) in article.front().corrections.iter().enumerate() {
        let block = article.correction_blocks.get(index).copied().flatten();
        let Some(block) = block.and_then(|block| u32::try_from(block).ok()) else {
            continue;
        };
        let mark = CorrectionMark {
            id: correction_id(index),
            date: date(&correction.date, zone, words),
        };
        corrections.entry(block).or_default().push(mark);
    }
    Prose {
        clusters,
        corrections,
        style: style.to_owned(),
        notes,
        ..plain(article.content(), &article.resolved, language)
    }
}

/// The id of a correction on its article's page.
pub fn correction_id(index: usize) -> String {
    format!("correction-{}", index + 1)
}

fn link(target: &Target) -> LinkTarget {
    match target {
        Target::Page(address, fragment, query) => {
            LinkTarget::Page(address.clone(), fragment.clone(), query.clone())
        }
        Target::Here(fragment) => LinkTarget::Here(fragment.clone()),
        Target::Away(url) => LinkTarget::Away(url.clone()),
        Target::Withheld => LinkTarget::Withheld,
    }
}

fn images(written: &[Image], resolved: &[ResolvedImage]) -> Vec<ImageView> {
    written
        .iter()
        .zip(resolved)
        .map(|(written, resolved)| image(written, resolved))
        .collect()
}

fn charts(
    written: &[Chart],
    resolved: &[ResolvedChart],
    language: &str,
) -> Vec<Option<ChartView>> {
    let chart = |(written, resolved): (&Chart, &ResolvedChart)| {
        Some(ChartView {
            kind: written.kind,
            title: written.title.clone(),
            description: written.description.clone(),
            unit: written.unit.clone(),
            x: written.x.clone(),
            y: written.y.clone(),
            data: resolved.data.clone()?,
            address: resolved.address.clone(),
            language: language.to_owned(),
        })
    };
    written.iter().zip(resolved).map(chart).collect()
}

fn image(written: &Image, resolved: &ResolvedImage) -> ImageView {
    ImageView {
        src: resolved.src.clone(),
        alt: written.alt.clone(),
        title: written.title.clone(),
        width: resolved.dimensions.map(|(width, _)| width),
        height: resolved.dimensions.map(|(_, height)| height),
        credit: None,
        licence: None,
    }
}
