//! The server of the preview, asked over the wire and by a browser.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where it is surprised"
)]

mod answers;
mod browser;
mod ground;
mod process;
mod running;
mod streams;
mod why;

/// A small publication below a path, with an article of each state.
const SITE: &str = r#"
-- site.toml --
title = "The Quay"
base_url = "https://quay.example/desk/"
editor_url = "vscode://file/{path}:{line}:{column}"
-- content/articles/harbour.md --
---
title: The harbour
date: 2026-01-02
aliases: [/old-harbour/]
---

The harbour is quiet.
-- content/articles/tide.md --
---
title: The tide
date: 2026-01-03
draft: true
---

A tide that nobody has seen.
-- content/articles/ferry.md --
---
title: The ferry
date: 2026-01-04
embargo: 2026-03-01 09:00
---

A ferry that comes later.
-- content/articles/wreck.md --
---
title: The wreck
date: 2026-01-04
expires: 2026-01-20
---

A wreck that was raised.
-- static/notes.txt --
0123456789
-- static/plain/index.html --
<p>plain</p>
"#;
