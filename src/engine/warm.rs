//! What one process leaves for the next: what each output was made of.
//!
//! The file is believed only whole and only by the same build of Chancery; on any doubt there
//! is nothing in it. It never says what is public, what exists or what it looks like: that is
//! found anew each time, and an output is kept when what it would be made of now is what it
//! was made of then, and its file in the output folder is the one that was written.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::path::Address;
use crate::engine::memo::{Outputs, Rendered};
use crate::render::output::Fingerprint;

/// The build of Chancery, by a digest of its sources.
const ENGINE: &str = env!("CHANCERY_SOURCES");

/// An output as the file has it: the digest of its bytes, what it was made of, and what that
/// was made of.
#[derive(Serialize, Deserialize)]
struct Entry(Digest, [Digest; 5], Option<Digest>);

/// What an earlier process left in a file; nothing, on any doubt.
pub fn read(path: &Path) -> Outputs {
    known(path).unwrap_or_default()
}

fn known(path: &Path) -> Option<Outputs> {
    let text = fs::read_to_string(path).ok()?;
    let (head, body) = text.split_once('\n')?;
    if head != self::head(body) {
        return None;
    }
    let entries: BTreeMap<String, Entry> = serde_json::from_str(body).ok()?;
    let output = |(address, Entry(digest, parts, ingredients)): (String, Entry)| {
        let fingerprint = Fingerprint::of_parts(parts);
        let (bytes, facts) = (None, None);
        let rendered = Rendered { fingerprint, ingredients, digest, bytes, facts };
        address.starts_with('/').then(|| (Address::new(address), rendered))
    };
    entries.into_iter().map(output).collect()
}

/// Leaves what is known of outputs in a file. Where that cannot be written the next process
/// starts with nothing.
pub fn write(path: &Path, outputs: &Outputs) {
    let entry = |(address, rendered): (&Address, &Rendered)| {
        let parts = rendered.fingerprint.parts();
        (address.to_string(), Entry(rendered.digest, parts, rendered.ingredients))
    };
    let entries: BTreeMap<String, Entry> = outputs.iter().map(entry).collect();
    let Ok(body) = serde_json::to_string(&entries) else { return };
    let text = format!("{}\n{body}", head(&body));
    if fs::read(path).is_ok_and(|known| known == text.as_bytes()) {
        return;
    }
    let written =
        fs::File::create(path).and_then(|mut file| file.write_all(text.as_bytes()));
    if written.is_err() {
        // A torn file is not believed either; there is nothing more to do.
        let _ = fs::remove_file(path);
    }
}

/// The first line: who wrote the file, and the digest of the rest.
fn head(body: &str) -> String {
    format!("chancery {ENGINE} {}", Digest::of_bytes(body.as_bytes()))
}
