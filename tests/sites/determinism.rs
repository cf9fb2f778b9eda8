//! The same inputs are the same bytes, whatever the number of threads and the order of edits.

use chancery::engine::builder::Builder;
use chancery::engine::sink::Memory;

use crate::edits::DESK;
use crate::golden;
use crate::support::{Site, said, same};

#[test]
fn any_number_of_threads() {
    let mut site = golden::site();
    let one = threads(&site, 1);
    for number in [2, 8] {
        assert_eq!(threads(&site, number), one, "{number} threads");
    }
    site.build();
    same(&site.files, &one.1);
}

/// The diagnostics and the files of a build with some threads.
fn threads(site: &Site, number: usize) -> (String, crate::support::Files) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(number).build().unwrap();
    pool.install(|| {
        let sink = Memory::default();
        let built = Builder::new(site.root()).build(&site.request(true), &sink).unwrap();
        (said(&built), sink.into_files())
    })
}

type Edit = fn(&Site);

const EDITS: [Edit; 5] = [
    |site| {
        site.replace("content/articles/alpha.md", "title: Alpha", "title: First");
    },
    |site| {
        site.replace("content/articles/beta.md", "[oman]", "[oman, iran]");
    },
    |site| {
        site.delete("content/articles/gamma.md");
    },
    |site| {
        let text = "---\ntitle: Delta\nauthor: cid\ndate: 2026-01-03\n---\n\nNew.\n";
        site.write("content/articles/delta.md", text);
    },
    |site| {
        site.replace("content/outlets.yml", "name: Dawn", "name: The Dawn");
    },
];

#[test]
fn any_order_of_edits() {
    let mut files = None;
    for shift in 0..EDITS.len() {
        let mut site = Site::new(DESK);
        site.build();
        for place in 0..EDITS.len() {
            let step = if shift % 2 == 0 { place } else { EDITS.len() - 1 - place };
            EDITS[(step + shift) % EDITS.len()](&site);
            site.build();
        }
        same(files.get_or_insert_with(|| site.files.clone()), &site.files);
    }
}
