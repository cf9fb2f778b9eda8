//! The files of data that charts name: each is read when its bytes are new, and found in the
//! memo when they are not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::{Digest, Digested};
use crate::base::path::FilePath;
use crate::load::snapshot::{Input, Snapshot, not_utf8, too_large};
use crate::parse::chart::{ChartData, ChartKind};
use crate::parse::chart_data::{self, DataFiles};
use crate::parse::document::Document;
use crate::parse::sheet::Fault;

/// A file of data as some kind of chart.
pub struct DataFile {
    /// The digest of its bytes.
    digest: Digest,
    /// What it holds; nothing where it could not be read.
    data: Option<Digested<ChartData>>,
    /// What is wrong with it.
    diagnostics: Vec<Diagnostic>,
}

/// Files of data by their path and the kind of chart that draws them.
pub type DataMemo = BTreeMap<(FilePath, ChartKind), Arc<DataFile>>;

/// Reads the files that the charts of some documents name, as far as they are new.
pub fn read(
    root: &Path,
    snapshot: &Snapshot,
    limit: u64,
    documents: &[Arc<Document>],
    memo: &mut DataMemo,
    diagnostics: &mut Vec<Diagnostic>,
) -> DataFiles {
    let mut wanted = BTreeSet::new();
    for document in documents {
        for chart in &document.content.charts {
            if let Ok(Some(file)) = chart.file(&document.file) {
                wanted.insert((file, chart.kind));
            }
        }
    }
    let read: Vec<_> = wanted
        .into_par_iter()
        .filter_map(|key| {
            let input = snapshot.get(key.0.as_str())?;
            let known = memo.get(&key).filter(|known| known.digest == input.digest);
            let found = known
                .cloned()
                .unwrap_or_else(|| Arc::new(file(root, &key.0, input, limit, key.1)));
            Some((key, found))
        })
        .collect();
    *memo = read.into_iter().collect();
    diagnostics.extend(memo.values().flat_map(|file| file.diagnostics.iter().cloned()));
    let data =
        memo.iter().filter_map(|(key, file)| Some((key.clone(), file.data.clone()?)));
    data.collect()
}

/// Reads one file.
fn file(
    root: &Path,
    path: &FilePath,
    input: &Input,
    limit: u64,
    kind: ChartKind,
) -> DataFile {
    let digest = input.digest;
    match text(root, path, input, limit) {
        Err(diagnostic) => {
            // It is read again the next time.
            let digest = Digest::default();
            DataFile { digest, data: None, diagnostics: vec![*diagnostic] }
        }
        Ok(text) => {
            let (data, faults) = chart_data::read(&text, kind);
            let diagnostic = |fault: Fault| {
                let place = Place::bytes(path, fault.span);
                Diagnostic::error("chart", place, fault.message).hint(fault.hint)
            };
            let diagnostics = faults.into_iter().map(diagnostic).collect();
            DataFile { digest, data: Some(Digested::new(data)), diagnostics }
        }
    }
}

/// The text of a file as the snapshot met it.
fn text(
    root: &Path,
    path: &FilePath,
    input: &Input,
    limit: u64,
) -> Result<String, Box<Diagnostic>> {
    if input.size > limit {
        return Err(Box::new(too_large(path, input.size, limit)));
    }
    let bytes = std::fs::read(root.join(path.as_str())).unwrap_or_default();
    if Digest::of_bytes(&bytes) != input.digest {
        let message = "this file changed while the publication was read";
        let diagnostic = Diagnostic::error("changed", Place::file(path), message);
        return Err(Box::new(diagnostic.hint("build again")));
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| Box::new(not_utf8(path, error.utf8_error().valid_up_to())))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
