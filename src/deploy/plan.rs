//! What a deploy has to do.

use std::collections::BTreeSet;

use crate::deploy::headers::Stage;
use crate::deploy::record::Record;
use crate::deploy::site::{BuiltSite, SiteFile};

/// What a deploy has to do, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is sent.
    pub uploads: Vec<Upload>,
    /// What is deleted after everything has been sent.
    pub deletions: Vec<String>,
    /// How many files are there already as they should be.
    pub unchanged: usize,
}

/// One file that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The file.
    pub file: SiteFile,
    /// How long it is.
    pub size: u64,
    /// When it is sent.
    pub stage: Stage,
    /// Whether the target may hold it already.
    pub doubtful: bool,
}

impl Plan {
    /// What makes of a target that holds one thing a target that holds a site.
    pub fn new(site: &BuiltSite, held: &Record) -> Self {
        let mut plan = Self::default();
        for file in &site.files {
            let known = held.files.get(&file.path);
            if known.is_some_and(|mark| *mark == Some(file.mark)) {
                plan.unchanged += 1;
                continue;
            }
            plan.uploads.push(Upload {
                size: site.size(&file.path),
                stage: Stage::of(&file.path, known.is_some()),
                doubtful: known.is_some_and(Option::is_none),
                file: file.clone(),
            });
        }
        plan.uploads.sort_by(|one, two| {
            (one.stage, &one.file.path).cmp(&(two.stage, &two.file.path))
        });
        let wanted: BTreeSet<&String> =
            site.files.iter().map(|file| &file.path).collect();
        let gone = held.files.keys().filter(|path| !wanted.contains(path));
        plan.deletions = gone.cloned().collect();
        plan
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.uploads.is_empty() && self.deletions.is_empty()
    }

    /// How many bytes are sent.
    pub fn bytes(&self) -> u64 {
        self.uploads.iter().map(|upload| upload.size).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::digest::Digest;

    #[test]
    fn only_what_differs_is_sent_and_in_order() {
        let digest = Digest::of_bytes(b"new");
        let file = |path: &str| SiteFile::new(path.to_owned(), digest);
        let paths =
            ["a.css", "doubt.html", "feed.xml", "index.html", "new.html", "same.html"];
        let files = paths.map(file).to_vec();
        let site = BuiltSite { folder: "/nowhere".into(), files };
        let mut held = Record::default();
        let old = Some(Digest::of_bytes(b"old"));
        let same = Some(file("same.html").mark);
        for (path, mark) in [
            ("doubt.html", None),
            ("gone.html", old),
            ("index.html", old),
            ("same.html", same),
        ] {
            held.files.insert(path.to_owned(), mark);
        }
        let plan = Plan::new(&site, &held);
        let sent: Vec<(&str, bool)> =
            plan.uploads.iter().map(|up| (&*up.file.path, up.doubtful)).collect();
        assert_eq!(
            sent,
            [
                ("a.css", false),
                ("new.html", false),
                ("doubt.html", true),
                ("index.html", false),
                ("feed.xml", false)
            ]
        );
        assert_eq!(plan.deletions, ["gone.html"]);
        assert_eq!(plan.unchanged, 1);
    }
}
