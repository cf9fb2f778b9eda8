//! What a target holds by our hand: a small file that is kept there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::path::is_plain;
use crate::deploy::problem::Problem;

/// The name of the record on the target.
pub const RECORD: &str = ".chancery-deploy.json";

/// The version of its form.
const FORMAT: u32 = 1;

/// What a target holds by our hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Always `chancery`.
    generator: String,
    /// The version of the form.
    format: u32,
    /// Each path with the mark of its file; without one it is in doubt: a deploy meant to
    /// change it and may have been cut off before or after.
    pub files: BTreeMap<String, Option<Digest>>,
}

impl Default for Record {
    fn default() -> Self {
        let generator = "chancery".to_owned();
        Self { generator, format: FORMAT, files: BTreeMap::new() }
    }
}

impl Record {
    /// Reads a record, strictly: what it names may be deleted.
    ///
    /// # Errors
    ///
    /// When it is not one of ours.
    pub fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let bad = |why: String| {
            let message = format!("`{RECORD}` on the target cannot be used: {why}");
            let hint = "remove it there; the next deploy then sends every file";
            Problem::lasting(message, hint)
        };
        let record: Self =
            serde_json::from_slice(bytes).map_err(|error| bad(error.to_string()))?;
        if record.generator != "chancery" || record.format != FORMAT {
            return Err(bad("it has another form".to_owned()));
        }
        for path in record.files.keys() {
            is_plain(path).map_err(|why| bad(format!("of the path `{path}` {why}")))?;
        }
        Ok(record)
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        // A map of texts has no way to fail; an empty text would be refused when read.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_what_was_written() {
        let mut record = Record::default();
        record.files.insert("a.html".to_owned(), Some(Digest::of_bytes(b"a")));
        record.files.insert("b.html".to_owned(), None);
        assert_eq!(Record::read(&record.bytes()), Ok(record));
    }

    #[test]
    fn a_record_that_climbs_out_is_refused() {
        let text = r#"{"generator":"chancery","format":1,"files":{"../x":null}}"#;
        let problem = Record::read(text.as_bytes()).unwrap_err();
        assert_eq!(
            problem.message,
            "`.chancery-deploy.json` on the target cannot be used: of the path `../x` it \
             has a part of dots"
        );
    }
}
