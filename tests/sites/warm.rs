//! What one process leaves for the next.

use crate::edits::DESK;
use crate::support::Site;
use crate::support::warm::{Warm, flipped};
use crate::support::{said, same};

/// The addresses that a build rendered.
fn rendered(warm: &Warm, site: &Site) -> Vec<String> {
    let built = warm.build(site);
    assert!(!built.has_errors(false));
    built.rendered.keys().map(ToString::to_string).collect()
}

/// What has no ingredients to be told by is made each time, and rendered when it is new.
#[test]
fn nothing_is_rendered_twice() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    let planned = warm.build(&site).counters.planned;
    assert_eq!(planned, warm.build(&site).counters.kept);
    site.build();
    assert_eq!(warm.files(), site.files);
}

#[test]
fn an_edit_renders_what_shows_it() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    warm.build(&site);
    site.replace("content/articles/gamma.md", "title: Gamma", "title: Third");
    let again = rendered(&warm, &site);
    assert!(again.contains(&"/articles/gamma/".to_owned()), "{again:?}");
    assert!(!again.contains(&"/about/".to_owned()), "{again:?}");
    site.build();
    assert_eq!(warm.files(), site.files);
}

#[test]
fn on_any_doubt_everything_is_rendered() {
    for way in [0, 1, 2, 5] {
        let (mut site, warm) = (Site::new(DESK), Warm::new());
        let planned = warm.build(&site).counters.planned;
        warm.spoil(way);
        let built = warm.build(&site);
        assert_eq!(built.counters.rendered, planned, "way {way}");
        assert_eq!(built.counters.reused, 0, "way {way}");
        site.build();
        assert_eq!(warm.files(), site.files);
    }
}

#[test]
fn a_draft_is_gone_whatever_was_left() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    warm.build(&site);
    assert!(warm.files().contains_key("articles/gamma/index.html"));
    site.replace(
        "content/articles/gamma.md",
        "title: Gamma",
        "title: Gamma\ndraft: true",
    );
    warm.build(&site);
    assert!(!warm.files().contains_key("articles/gamma/index.html"));
    site.build();
    assert_eq!(warm.files(), site.files);
}

/// A file of the output folder that was changed by hand is written again.
#[test]
fn what_was_changed_by_hand_is_mended() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    warm.build(&site);
    std::fs::write(warm.output().join("index.html"), "mine").unwrap();
    std::fs::write(warm.output().join("articles/gamma/index.html"), "mine").unwrap();
    assert_eq!(rendered(&warm, &site), ["/", "/articles/gamma/"]);
    site.build();
    assert_eq!(warm.files(), site.files);
}

/// The documents of [`DESK`], of which the file of outlets is read each time.
const DOCUMENTS: usize = 7;

/// Builds warm and anew; both must agree in every byte and in every word.
#[track_caller]
fn agree(warm: &Warm, site: &mut Site) {
    let built = warm.build(site);
    let told = site.build();
    if !built.has_errors(false) {
        same(&warm.files(), &site.files);
    }
    for line in said(&built).lines() {
        assert!(told.contains(line), "`{line}` is not said by a clean build:\n{told}");
    }
}

#[test]
fn a_build_that_would_be_the_same_does_nothing() {
    let (site, warm) = (Site::new(DESK), Warm::new());
    let first = warm.build(&site);
    assert_eq!((first.counters.parsed, first.counters.reused), (DOCUMENTS, 0));
    let left = std::fs::read(warm.memo()).unwrap();
    let changed = std::fs::metadata(warm.memo()).unwrap().modified().unwrap();
    let again = warm.build(&site);
    assert!(again.site.is_none());
    assert_eq!((again.counters.parsed, again.counters.reused), (0, DOCUMENTS - 1));
    assert_eq!(again.counters.kept, first.counters.planned);
    assert_eq!(std::fs::read(warm.memo()).unwrap(), left);
    assert_eq!(std::fs::metadata(warm.memo()).unwrap().modified().unwrap(), changed);
}

#[test]
fn only_what_was_edited_is_parsed() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    warm.build(&site);
    for number in 0..4 {
        let text = format!("Gamma cites nobody, {number} times.");
        let before = if number == 0 {
            "Gamma cites nobody.".to_owned()
        } else {
            format!("Gamma cites nobody, {} times.", number - 1)
        };
        site.replace("content/articles/gamma.md", &before, &text);
        let built = warm.build(&site);
        assert_eq!((built.counters.parsed, built.counters.reused), (2, DOCUMENTS - 2));
        site.build();
        assert_eq!(warm.files(), site.files);
    }
}

/// Truncated anywhere, or with a bit flipped anywhere, it changes nothing.
#[test]
fn what_is_spoilt_changes_no_byte() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    warm.build(&site);
    let mut before = "Gamma cites nobody.".to_owned();
    for number in 0..48 {
        let left = std::fs::read(warm.memo()).unwrap();
        let at = left.len() * number / 48;
        let spoilt = match number % 3 {
            0 => left[..at].to_vec(),
            _ => flipped(left, at),
        };
        std::fs::write(warm.memo(), spoilt).unwrap();
        // Half of the builds have something to do.
        if number % 2 == 0 {
            let text = format!("Gamma cites nobody, {number} times.");
            site.replace("content/articles/gamma.md", &before, &text);
            before = text;
        }
        agree(&warm, &mut site);
    }
}

#[test]
fn what_another_publication_or_other_settings_left_is_not_used() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    let (other, others) = (Site::new(DESK), Warm::new());
    for (file, from, to) in [
        ("content/articles/alpha.md", "Alpha begins here.", "Another alpha."),
        ("content/articles/beta.md", "title: Beta", "title: Another"),
        ("content/topics/iran.md", "name: Iran", "name: Persia"),
    ] {
        other.replace(file, from, to);
    }
    others.build(&other);
    warm.build(&site);
    std::fs::copy(others.memo(), warm.memo()).unwrap();
    agree(&warm, &mut site);
    for (from, to) in [
        ("title = \"Desk\"", "title = \"Desk\"\nlanguage = \"ar\""),
        ("language = \"ar\"", "language = \"de\"\nraw_html = true"),
        ("title = \"Desk\"", "title = \"Table\""),
    ] {
        site.replace("site.toml", from, to);
        agree(&warm, &mut site);
    }
    site.below("https://elsewhere.example/desk/");
    agree(&warm, &mut site);
    agree(&warm, &mut site);
}

#[test]
fn what_time_brings_comes_in_time() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    let front = |key: &str| format!("title: Gamma\n{key}");
    site.replace(
        "content/articles/gamma.md",
        "title: Gamma",
        &front("embargo: 2026-02-03"),
    );
    site.replace(
        "content/articles/beta.md",
        "title: Beta",
        "title: Beta\nexpires: 2026-02-05 12:00",
    );
    site.replace("content/articles/alpha.md", "2026-01-03", "2026-02-08");
    let home = "lead: beta\npinned: [{ article: alpha, until: 2026-02-12 }]\n";
    site.write("content/home.yml", home.replace("lead: beta\n", ""));
    let mut parsed = Vec::new();
    for now in [
        "2026-01-01",
        "2026-02-02 23:59:59",
        "2026-02-03",
        "2026-02-05 11:59:59",
        "2026-02-05 12:00",
        "2026-02-07 23:59:59",
        "2026-02-08",
        "2026-02-10",
        "2026-02-10 00:00:01",
        "2026-02-11 23:59:59",
        "2026-02-12",
        "2026-03-01",
        "2026-02-04",
        "2026-01-01",
    ] {
        site.at(now);
        agree(&warm, &mut site);
        let again = warm.build(&site);
        assert!(again.site.is_none(), "{now}");
        parsed.push(again.counters.embargoed * 10 + again.counters.expired);
    }
    let held = [10, 10, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 10];
    assert_eq!(parsed, held);
}

/// What a record of a document and the memo of the outputs hold of a headline says nothing of
/// when it is shown.
#[test]
fn a_headline_comes_and_goes_in_time() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    site.replace(
        "content/articles/gamma.md",
        "title: Gamma",
        "title: Gamma\nalternative_headlines:\n  - { text: Zyx, for: [seo, social, card, feed], \
         \"fr\\x6fm\": 2026-02-03, until: 2026-02-05 12:00 }",
    );
    let held = |warm: &Warm| {
        let files = warm.files();
        let texts = files.values().map(|bytes| String::from_utf8_lossy(bytes));
        let holding = texts.filter(|text| text.contains("Zyx")).count();
        (holding > 0, files.contains_key("articles/gamma/h/1/index.html"))
    };
    for (now, shown) in [
        ("2026-02-02 23:59:59", false),
        ("2026-02-03", true),
        ("2026-02-05 11:59:59", true),
        ("2026-02-05 12:00", false),
        ("2026-02-04", true),
        ("2026-01-01", false),
    ] {
        site.at(now);
        agree(&warm, &mut site);
        assert_eq!(held(&warm), (shown, shown), "{now}");
        let again = warm.build(&site);
        assert!(again.site.is_none(), "{now}");
        assert_eq!(held(&warm), (shown, shown), "{now}");
        // Parsed documents are there, and something else is to be done.
        site.write("static/another.txt", now);
        agree(&warm, &mut site);
        assert_eq!(held(&warm), (shown, shown), "{now}");
    }
}

/// However a key is written, and whatever was left, what it holds back is gone.
#[test]
fn what_the_text_holds_back_now_is_held_back() {
    for key in
        ["draft: true", "\"dr\\x61ft\": true", "? draft\n: true", "embargo: 2027-01-01"]
    {
        let (mut site, warm) = (Site::new(DESK), Warm::new());
        agree(&warm, &mut site);
        assert!(warm.files().contains_key("articles/gamma/index.html"));
        site.replace(
            "content/articles/gamma.md",
            "title: Gamma",
            &format!("title: Gamma\n{key}"),
        );
        for _ in 0..2 {
            agree(&warm, &mut site);
            assert!(!warm.files().contains_key("articles/gamma/index.html"), "{key}");
        }
        site.replace("content/articles/gamma.md", &format!("\n{key}"), "");
        agree(&warm, &mut site);
        assert!(warm.files().contains_key("articles/gamma/index.html"));
    }
}

/// Every kind of prose comes out of a record as it went in.
#[test]
fn the_demonstration_and_what_is_rich_come_out_the_same() {
    for folder in [".", "tests/sites/newsroom", "tests/sites/notes"] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut site = Site::new("");
        for part in ["site.toml", "content", "static", "templates"] {
            let from = root.join(part);
            if from.is_file() {
                site.write(part, std::fs::read(&from).unwrap());
            } else if from.is_dir() {
                for (path, bytes) in crate::support::read(&from) {
                    site.write(&format!("{part}/{path}"), bytes);
                }
            }
        }
        if !site.root().join("site.toml").exists() {
            continue;
        }
        site.at("2027-01-01");
        let warm = Warm::new();
        agree(&warm, &mut site);
        site.write("static/another.txt", "another");
        let again = warm.build(&site);
        assert!(again.site.is_some() && again.counters.reused > 0);
        std::fs::remove_dir_all(warm.output()).unwrap();
        site.write("static/another.txt", "one more");
        agree(&warm, &mut site);
    }
}

#[test]
fn what_was_warned_of_is_said_again() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    site.write("content/stray.md", "---\ntitle: Stray\n---\n\nText.\n");
    let first = warm.build(&site);
    assert!(said(&first).contains("not-read"));
    let again = warm.build(&site);
    assert!(again.site.is_none());
    assert_eq!(said(&again), said(&first));
    agree(&warm, &mut site);
}

/// Where nothing can be left beside the output folder, nothing is, and all is made anew.
#[test]
fn nothing_need_be_left() {
    let (mut site, warm) = (Site::new(DESK), Warm::new());
    std::fs::create_dir_all(warm.memo().join("in the way")).unwrap();
    for _ in 0..2 {
        agree(&warm, &mut site);
    }
    assert!(warm.memo().join("in the way").is_dir());
}

/// Of a publication whose texts are more than are kept, the others are read again: the pages
/// hold them, and what is left for the next process is as good.
#[test]
fn texts_that_are_not_kept_are_read_again() {
    const EACH: usize = 4 << 20;
    let (site, warm) = (Site::new(DESK), Warm::new());
    let text = "0123456789abcdef\n".repeat(EACH / 17);
    for number in 0..10 {
        let front = format!("---\ntitle: Large {number}\ndate: 2026-01-01\n---\n\n");
        let path = format!("content/articles/large-{number}.md");
        site.write(&path, format!("{front}```\n{number}\n{text}```\n"));
    }
    assert!(!warm.build(&site).has_errors(false));
    let files = warm.files();
    for number in 0..10 {
        let page = &files[&format!("articles/large-{number}/index.html")];
        let begins = format!("<code>{number}\n0123456789abcdef\n");
        let place = page.windows(begins.len()).filter(|part| *part == begins.as_bytes());
        assert_eq!(place.count(), 1, "large-{number}");
        assert!(page.len() > EACH);
    }
    let again = warm.build(&site);
    assert_eq!((again.counters.parsed, again.counters.rendered), (0, 0));
    assert!(again.site.is_none(), "it was found to be the same");
}
