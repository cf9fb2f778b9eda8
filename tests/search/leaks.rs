//! Nothing that is held back is in any byte of the index, nor in the name of a file of it.

use crate::ground::{Ground, index};

/// In each text that is held back stands `leak` and a number, as one word.
const SITE: &str = r#"
-- site.toml --
title = "The Quay"
base_url = "https://quay.example/"
[headlines]
unassigned = "hold"
-- content/articles/harbour.md --
---
title: The harbour
date: 2026-01-04
authors: [ann]
topics: [ports]
sources: [Gazette]
internal: leak01
alternative_headlines:
  - { text: A candidate leak02, draft: true }
  - { text: For later leak03, for: social, from: 2026-03-01 }
  - { text: Past leak04, for: x, until: 2026-01-15 }
  - Nobody's leak05
  - { text: A public one found01, for: seo }
---

The harbour is quiet.[@gazette] found02
-- content/articles/leak06.md --
---
title: Draft leak07
standfirst: Standfirst leak08
draft: true
authors: [leak09]
topics: [leak10]
sources: [Leak11 Times]
---

A draft. leak12[@leak11-times]
-- content/articles/embargo.md --
---
title: Embargoed leak13
date: 2026-01-01
embargo: 2026-03-01
authors: [leak14]
series: { id: leak15, part: 1 }
---

Later. leak16
-- content/articles/expired.md --
---
title: Expired leak17
date: 2026-01-01
expires: 2026-01-20
authors: [leak18]
---

Gone. leak19
-- content/pages/leak20.md --
---
title: A page leak21
draft: true
---

Not yet. leak22
"#;

#[test]
fn nothing_that_is_held_back_is_in_the_index() {
    let mut ground = Ground::new(SITE);
    let (_, files) = ground.build();
    let (mut found, mut leaks) = (0, Vec::new());
    for (path, bytes) in index(&files) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        found += text.matches("found0").count();
        if text.contains("leak") || path.contains("leak") {
            leaks.push(path.to_owned());
        }
    }
    assert_eq!(leaks, [""; 0]);
    // The words of the public text and of the public headline, in its text and among words.
    assert_eq!(found, 4);
    // When its time has come, each is there.
    let (_, later) = ground.build_at("2026-03-01");
    let all: String = index(&later)
        .into_values()
        .map(|bytes| String::from_utf8_lossy(&bytes).to_lowercase())
        .collect();
    let there = ["leak03", "leak13", "leak14", "leak16"];
    assert_eq!(there.map(|word| all.contains(word)), [true; 4]);
    let still = ["leak01", "leak02", "leak04", "leak05", "leak07", "leak17", "leak21"];
    assert_eq!(still.map(|word| all.contains(word)), [false; 7]);
}
