//! The data of charts, from the text or from a file, and where readers can have them.

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digested;
use crate::base::path::{Address, FilePath};
use crate::base::suggest::nearest;
use crate::load::snapshot::Snapshot;
use crate::model::beside::{From, beside};
use crate::parse::body::Content;
use crate::parse::chart::{Chart, ChartData, NoFile};
use crate::parse::chart_data::DataFiles;

/// A chart with its data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResolvedChart {
    /// What it draws; none where that could not be read.
    pub data: Option<Digested<ChartData>>,
    /// Where readers can have the data; none of a page that is not public.
    pub address: Option<Address>,
    /// Whether the data are an output of the page: a file of `static/` is there anyway.
    pub own: bool,
}

/// Finds the data of every chart of a content.
pub fn resolve(
    snapshot: &Snapshot,
    files: &DataFiles,
    from: From<'_>,
    content: &Content,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ResolvedChart> {
    let resolve = |chart: &Chart| {
        let public = |address: Address| from.public.then_some(address);
        let place = || content.place(from.file, chart.block, &chart.span);
        match chart.file(from.file) {
            Ok(None) => ResolvedChart {
                data: chart.data.clone(),
                address: public(from.address.child(&name(content, chart))),
                own: true,
            },
            Ok(Some(file)) => {
                if snapshot.get(file.as_str()).is_none()
                    && !snapshot.unread.contains(&file)
                {
                    diagnostics.push(missing(snapshot, from, chart, place()));
                }
                let own = file.as_str().starts_with("content/");
                let address = match file.as_str().strip_prefix("static") {
                    Some(address) => Address::new(address),
                    None => beside(from, &file),
                };
                let data = files.get(&(file, chart.kind)).cloned();
                ResolvedChart { data, address: public(address), own }
            }
            Err(why) => {
                diagnostics.push(no_file(chart, &why, place()));
                ResolvedChart::default()
            }
        }
    };
    content.charts.iter().map(resolve).collect()
}

/// The name of the file with the data of a chart that holds them in the text.
fn name(content: &Content, chart: &Chart) -> String {
    let block = usize::try_from(chart.block).ok();
    let block = block.and_then(|block| content.blocks.get(block));
    let id = block.map_or("chart", |block| &block.id);
    format!("{}.csv", id.strip_prefix("component-").unwrap_or(id))
}

fn missing(
    snapshot: &Snapshot,
    from: From<'_>,
    chart: &Chart,
    place: Place,
) -> Diagnostic {
    let src = chart.src.as_deref().unwrap_or_default();
    let folder = from.file.folder();
    let below = snapshot.below(folder).filter(|(file, _)| file.extension() == "csv");
    let beside: Vec<&str> =
        below.filter_map(|(file, _)| file.as_str().get(folder.len() + 1..)).collect();
    let hint = match nearest(src, beside.iter().copied()) {
        Some(near) => format!("did you mean `src={near}`?"),
        None if src.starts_with('/') => format!("put the file at `static{src}`"),
        None => {
            "put the file beside the article, or write the path to it from there".into()
        }
    };
    let message = format!("there is no file `{src}`");
    Diagnostic::error("missing-data", place, message).hint(hint)
}

fn no_file(chart: &Chart, why: &NoFile, place: Place) -> Diagnostic {
    let src = chart.src.as_deref().unwrap_or_default();
    let (message, hint) = match why {
        NoFile::Outside => (
            format!("`{src}` lies outside the content of the publication"),
            "put the file beside the article, and write its name: `src=talks.csv`",
        ),
        NoFile::Ending if src.is_empty() => (
            "the chart names no file".to_owned(),
            "write the name of a file beside the article: `src=talks.csv`",
        ),
        NoFile::Ending => (
            format!("`{src}` is no file of comma-separated values"),
            "save the data as CSV, and name that file: `src=talks.csv`",
        ),
    };
    Diagnostic::error("chart", place, message).hint(hint)
}

/// The address of each set of data that is an output, with the file whose page it belongs to.
pub fn published<'a>(
    charts: &'a [ResolvedChart],
    file: &'a FilePath,
) -> impl Iterator<Item = (&'a Address, &'a Digested<ChartData>, &'a FilePath)> {
    let own = charts.iter().filter(|chart| chart.own);
    own.filter_map(move |chart| {
        Some((chart.address.as_ref()?, chart.data.as_ref()?, file))
    })
}
