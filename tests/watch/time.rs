//! What time brings while nothing is edited.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

use crate::ground::{Ground, read};

/// The second that it is.
static NOW: AtomicI64 = AtomicI64::new(0);

fn clock() -> Timestamp {
    Timestamp::from_second(NOW.load(Ordering::SeqCst)).unwrap()
}

fn set(now: &str) {
    let now: Timestamp = now.parse().unwrap();
    NOW.store(now.as_second(), Ordering::SeqCst);
}

/// An article with a headline for two days; so has a draft, which only a preview shows.
fn article(more: &str) -> String {
    format!(
        "---\ntitle: Usual\ndate: 2026-01-01\n{more}alternative_headlines:\n  \
         - {{ text: Passing, for: seo, from: 2026-02-03, until: 2026-02-05 }}\n---\n\nWords.\n"
    )
}

#[test]
fn a_headline_comes_and_goes_by_itself() {
    set("2026-02-01T00:00:00Z");
    let (one, draft) = (article(""), article("draft: true\nslug: other\n"));
    let files =
        [("content/articles/one.md", &*one), ("content/articles/draft.md", &*draft)];
    let ground = Ground::by(clock, &files);
    for (now, title) in [
        ("2026-02-01T00:00:00Z", "Usual"),
        ("2026-02-03T00:00:00Z", "Passing"),
        ("2026-02-05T00:00:00Z", "Usual"),
    ] {
        set(now);
        let title = format!("<title>{title} · Desk</title>");
        for address in ["/articles/one/", "/articles/other/"] {
            let what = format!("{address} at {now}");
            ground.until(&what, |ground| ground.served(address).contains(&title));
        }
        ground.until("the folder is not written", |ground| {
            let page = read(&ground.output).remove("articles/one/index.html");
            page.is_some_and(|page| String::from_utf8_lossy(&page).contains(&title))
        });
    }
}
