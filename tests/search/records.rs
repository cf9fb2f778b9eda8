//! What a page is found by.

use chancery::engine::builder::Builder;
use chancery::engine::inputs::Changes;
use chancery::plan::records::records;

use crate::ground::{Ground, request};

const SITE: &str = r#"
-- site.toml --
title = "The Quay"
base_url = "https://quay.example/"
language = "en-GB"
timezone = "Asia/Muscat"
[taxonomies]
regions = { name = "Regions" }
-- content/articles/harbour.md --
---
title: The <b>harbour</b> & its "quay"
kicker: Ports
standfirst: Why it is *quiet*
key_points: ["It is **old**"]
date: 2026-01-04
updated: 2026-01-05
authors: [ann, { name: Guest Writer }, { unnamed: "A pilot", reason: "safety" }]
kind: analysis
status: retracted
topics: [Ports & piers]
regions: [gulf]
sources: [Gazette, Register]
alternative_headlines:
  - A basin by another name
  - { text: Held, draft: true }
---

The harbour[^1] is quiet.[@gazette]

- One [link](https://example.org/)
- Two

## Who *pays* {#levy}

> The town.

```sh
run
```

[^1]: A note.
-- content/pages/about.md --
---
title: About
description: What this is
lang: fa
---

متن.
"#;

/// A record in lines.
fn shown(ground: &Ground, address: &str) -> String {
    let mut builder = Builder::new(&ground.root());
    let prepared = builder.prepare(&request("2026-02-01"), &Changes::Anything).unwrap();
    let records = records(prepared.plan.as_ref().unwrap());
    let sorted = records.windows(2).all(|two| two[0].address < two[1].address);
    assert!(sorted);
    let record = records.iter().find(|record| record.address == address).unwrap();
    let mut text = format!("{} [{}]\n", record.title, record.language);
    text.push_str(&format!("also {:?}\n", record.also));
    text.push_str(&format!("by {:?} {:?}\n", record.by, record.status));
    text.push_str(&format!("date {:?} {}\n", record.date, record.newest));
    for (key, values) in &record.facets {
        text.push_str(&format!("{key}: {}\n", values.join(" | ")));
    }
    for part in &record.parts {
        text.push_str(&format!("{:?} {}\n", part.role, part.text));
    }
    text
}

#[test]
fn an_article_is_found_by_all_that_its_page_says() {
    let ground = Ground::new(SITE);
    let record = shown(&ground, "/articles/harbour/");
    snapbox::assert_data_eq!(
        record,
        snapbox::str![[r#"
The <b>harbour</b> & its “quay” [en]
also ["A basin by another name"]
by Some("Ann and Guest Writer") Some("retracted")
date Some("2026-01-04") 2026-01-03T20:00:00Z
author: Ann | Guest Writer
kind: Analysis
language: en-GB
outlet: Gazette
regions: Gulf
topic: Ports & piers
year: 2026
Standfirst Why it is quiet
KeyPoint It is old
Text The harbour is quiet.
Aside A note.
Text One link Two
Heading(2, "levy") Who pays
Text The town.
Aside run

"#]]
    );
}

#[test]
fn other_pages_are_found_too() {
    let ground = Ground::new(SITE);
    let all = ["/about/", "/authors/ann/", "/topics/ports-piers/", "/sources/gazette/"];
    let records: String = all.map(|address| shown(&ground, address)).concat();
    snapbox::assert_data_eq!(
        records,
        snapbox::str![[r#"
About [fa]
also []
by None None
date None 
kind: Page
language: fa
Standfirst What this is
Text متن.
Ann [en]
also []
by None None
date None 
kind: Author
language: en-GB
Ports & piers [en]
also []
by None None
date None 
kind: Topic
language: en-GB
Gazette [en]
also []
by None None
date None 
kind: Outlet
language: en-GB

"#]]
    );
}
