//! The small site that the tests of edits begin with.

/// Three articles, two authors, two topics, two outlets, a page, a series.
pub const DESK: &str = r#"
-- site.toml --
title = "Desk"
base_url = "https://desk.example/"
-- static/chancery.css --
p { color: blue }
-- static/theme.js --
"theme";
-- static/notes.js --
"notes";
-- content/articles/alpha.md --
---
title: Alpha
authors: [ann]
date: 2026-01-03
topics: [iran]
sources:
  - { key: memo, outlet: dawn, title: "A memo", url: "https://dawn.example/memo" }
---

Alpha begins here. It rests on a memo.[@memo]

A second paragraph of alpha.
-- content/articles/beta.md --
---
title: Beta
authors: [bob]
date: 2026-01-02
topics: [oman]
sources: [Agency]
---

Beta leads to [alpha](alpha.md). An agency said so.[@agency]
-- content/articles/gamma.md --
---
title: Gamma
standfirst: "The third of them"
authors: [ann, bob]
date: 2025-12-30
topics: [iran, oman]
series: { id: letters, part: 1 }
---

Gamma cites nobody.
-- content/authors/ann.md --
---
name: Ann Author
bio: "Ann writes."
---
-- content/topics/iran.md --
---
name: Iran
---
-- content/outlets.yml --
dawn: { name: Dawn, domains: [dawn.example], kind: newspaper }
agency: { name: Agency, kind: news-agency }
-- content/pages/about.md --
---
title: About
---

Who we are.
"#;
