//! Shared works of `content/references/`: found by key, one work for all who cite it, and read
//! again when their file changes.

use snapbox::{assert_data_eq, str};

use crate::support::Site;

const SITE: &str = r#"
-- site.toml --
title = "The Test Desk"
base_url = "https://desk.example/"
language = "en"
timezone = "UTC"
[outputs]
term_feeds = false
-- content/outlets.yml --
press: { name: The Test Press, domains: [press.example] }
-- content/references/gates.bib --
@string{press = {The Test Press}}
@book{gates,
  title = {A book of gates}, author = {Rey, Cyd}, date = {1979},
  publisher = press, url = {https://press.example/gates}, XData = {common},
}
@xdata{common, location = {Muscat}}
@book{unused, title = {A book that nobody cites}, date = {then}}
-- content/references/reports.yml --
harbours:
  type: report
  title: Harbours
  date: 2024
  publisher: Harbour Office
-- content/articles/alpha.md --
---
title: Alpha
author: A. Writer
date: 2026-01-01
sources:
  - { key: own, outlet: press, title: "A leaflet" }
---
One.[@gates, p. 4] Two.[@own]
-- content/articles/beta.md --
---
title: Beta
author: A. Writer
date: 2026-01-02
bibliography: [gates.bib]
---
Three.[@Gates]
-- content/articles/gamma.md --
---
title: Gamma
author: A. Writer
date: 2026-01-03
---
Four.[@harbours]
"#;

#[test]
fn a_shared_work_is_one_work_and_follows_its_file() {
    let mut site = Site::new(SITE);
    site.build();
    assert!(site.names().contains("sources/press/a-book-of-gates/index.html"));
    assert!(site.names().contains("sources/harbour-office/index.html"));
    // A work that nobody cites, and text between the entries.
    site.replace("content/references/gates.bib", "nobody cites", "no one cites");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 6
rendered 0 of 60
"#]]
    );
    site.replace("content/references/gates.bib", "1979", "1980");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 6
rendered 13 of 60
view: /articles/alpha/ /articles/alpha/references.bib /articles/alpha/references.json /articles/alpha/references.ris /articles/beta/ /articles/beta/references.bib /articles/beta/references.json /articles/beta/references.ris /feed.json /feed.xml /rss.xml /sources/press/ /sources/press/a-book-of-gates/
"#]]
    );
    // What an abbreviation stands for, and what an entry takes from another one.
    site.replace("content/references/gates.bib", "{The Test Press}", "{Test Press}");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 6
rendered 13 of 60
view: /articles/alpha/ /articles/alpha/references.bib /articles/alpha/references.json /articles/alpha/references.ris /articles/beta/ /articles/beta/references.bib /articles/beta/references.json /articles/beta/references.ris /feed.json /feed.xml /rss.xml /sources/press/ /sources/press/a-book-of-gates/
"#]]
    );
    site.replace("content/references/gates.bib", "{Muscat}", "{Nizwa}");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 6
rendered 13 of 60
view: /articles/alpha/ /articles/alpha/references.bib /articles/alpha/references.json /articles/alpha/references.ris /articles/beta/ /articles/beta/references.bib /articles/beta/references.json /articles/beta/references.ris /feed.json /feed.xml /rss.xml /sources/press/ /sources/press/a-book-of-gates/
"#]]
    );
    site.replace("content/references/reports.yml", "Harbours", "Harbours of Oman");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 6
rendered 8 of 60
view: /articles/gamma/ /articles/gamma/references.bib /articles/gamma/references.json /articles/gamma/references.ris /feed.json /feed.xml /rss.xml /sources/harbour-office/
"#]]
    );
    site.delete("content/references/reports.yml");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 5
content/articles/gamma.md:6:7: error[unknown-reference]: `@harbours` names no entry of `sources` and no shared work (hint: add `harbours` under `sources:`)
view: / /articles/gamma/ /authors/a-writer/ /feed.json /feed.xml /rss.xml /sitemap.xml /sources/ /sources/by-count/
"#]]
    );
    site.write("content/references/reports.json", r#"[{ "id": "harbours", "type": "report", "title": "Harbours", "publisher": "Harbour Office" }]"#);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 6
rendered 13 of 60
new: /articles/gamma/references.bib /articles/gamma/references.json /articles/gamma/references.ris /sources/harbour-office/
view: / /articles/gamma/ /authors/a-writer/ /feed.json /feed.xml /rss.xml /sitemap.xml /sources/ /sources/by-count/
"#]]
    );
}
