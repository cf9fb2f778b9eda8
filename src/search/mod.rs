//! The index of search, by pagefind: an index for each language, in a folder of its own. Its
//! scripts and its WebAssembly are in the crate.

mod page;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::pagefind::api::{PagefindIndex, SyntheticFile};
use ::pagefind::options::PagefindServiceConfig;

use crate::base::path::Address;
use crate::engine::index::{Files, Indexer};
use crate::plan::search::ADDRESS;
use crate::search::page::page;
use crate::view::search::Record;

/// How many files the texts of a language may take; beyond that several share one.
const MOST_TEXTS: u32 = 2_000;

/// What a reader's browser asks for, beside what the index itself holds.
const SCRIPTS: [&str; 3] = ["pagefind.js", "pagefind-worker.js", "pagefind-entry.json"];

/// The WebAssembly of languages whose words are not stemmed.
const UNSTEMMED: &str = "wasm.unknown.pagefind";

/// Makes indices by pagefind.
#[derive(Clone, Copy, Debug)]
pub struct Pagefind;

impl Indexer for Pagefind {
    fn index(&self, records: &[Record]) -> Result<Files, String> {
        let mut languages: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        for record in records {
            languages.entry(&record.language).or_default().push(record);
        }
        let mut files = Files::new();
        for (language, records) in languages {
            // The crate ends where it is surprised; a build must not.
            let made = catch_unwind(AssertUnwindSafe(|| of_language(language, &records)));
            let made = made.map_err(|_| "pagefind gave up".to_owned())??;
            files.extend(kept(made).map(|file| {
                let name = file.filename.to_string_lossy().replace('\\', "/");
                let address = Address::new(format!("{ADDRESS}{language}/{name}"));
                (address, file.contents.into())
            }));
        }
        Ok(files)
    }
}

/// The files of the index of one language.
fn of_language(
    language: &str,
    records: &[&Record],
) -> Result<Vec<SyntheticFile>, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let config = PagefindServiceConfig::builder()
        .force_language(language.to_owned())
        .max_fragments(MOST_TEXTS)
        .keep_index_url(true)
        .build();
    let indexed = async {
        let mut index = PagefindIndex::new(Some(config))?;
        for record in records {
            let url = Some(record.address.clone());
            index.add_html_file(None, url, page(record)).await?;
        }
        index.get_files().await
    };
    runtime.block_on(indexed).map_err(|error| error.to_string())
}

/// The files that are of use: pagefind adds interfaces of its own.
fn kept(files: Vec<SyntheticFile>) -> impl Iterator<Item = SyntheticFile> {
    let name = |file: &SyntheticFile| file.filename.to_string_lossy().into_owned();
    let wasm = |name: &str| name.starts_with("wasm.");
    let stemmed = files.iter().any(|file| wasm(&name(file)) && name(file) != UNSTEMMED);
    files.into_iter().filter(move |file| {
        let name = name(file);
        let of_index = name.contains(".pf_");
        let used = wasm(&name) && !(stemmed && name == UNSTEMMED);
        of_index || used || SCRIPTS.contains(&&*name)
    })
}
