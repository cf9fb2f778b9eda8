//! What one build leaves for the next: parsed documents and rendered outputs, each under
//! the digest of all that went into it, so that a hit cannot be stale.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::cite::formatted_memo::FormattedMemo;
use crate::engine::data::DataMemo;
use crate::engine::index::Made;
use crate::engine::inputs::Inputs;
use crate::engine::rendered::Outputs;
use crate::engine::warm::Left;
use crate::engine::warm::whole::Whole;
use crate::load::config::Settings;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::render::templates::Templates;

/// What one build leaves for the next.
#[derive(Default)]
pub struct Memo {
    /// The documents, in the order of their files.
    pub documents: Documents,
    /// The last site.
    pub site: Option<Arc<Site>>,
    /// The digest of the addresses of the last plan, when each had one owner.
    pub claims: Option<Digest>,
    /// The inputs of the last build.
    pub inputs: Option<Inputs>,
    /// Inputs that were read to see whether they differ, for the next build.
    pub read: Option<Inputs>,
    /// Of a preview: the last settings that could be used.
    pub good_settings: Option<Arc<Settings>>,
    /// Of a preview: the last document of each file that had no error, in the order of the
    /// files.
    pub good: Vec<Arc<Document>>,
    /// The publication's templates that could last be read.
    pub good_templates: Vec<(FilePath, Arc<str>)>,
    /// The templates, under the digest of their texts and of what they see of the site.
    pub templates: Option<(Digest, Arc<Templates>)>,
    /// The files of data that charts name.
    pub data: DataMemo,
    /// What styles of CSL have made of citations.
    pub formatted: Arc<FormattedMemo>,
    /// What an earlier process left.
    pub left: Left,
    /// The last build as a whole, where that can be told.
    pub whole: Option<Whole>,
    /// The last index of search.
    pub index: Option<Made>,
    /// Each output, by its address.
    pub outputs: Outputs,
}

/// Parsed documents, each of which is known by its path and the digest of its bytes.
#[derive(Default)]
pub struct Documents {
    /// The digest of the settings that parsing read.
    rules: Digest,
    /// The documents, in the order of their files.
    all: Vec<Arc<Document>>,
}

impl Documents {
    /// Documents that were parsed by some rules, in the order of their files.
    pub fn new(rules: Digest, all: Vec<Arc<Document>>) -> Self {
        Self { rules, all }
    }

    /// The digest of the rules, and the documents, in the order of their files; `None` before
    /// the first were parsed.
    pub fn all(&self) -> Option<(Digest, &[Arc<Document>])> {
        (self.rules != Digest::default()).then_some((self.rules, &self.all))
    }

    /// The documents that were parsed by some rules, in the order of their files.
    pub fn of(&self, rules: Digest) -> &[Arc<Document>] {
        if self.rules == rules { &self.all } else { &[] }
    }
}
