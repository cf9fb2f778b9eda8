//! What one process leaves for the next.

use crate::edits::DESK;
use crate::support::Site;
use crate::support::warm::Warm;

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
    for way in 0..4 {
        let (mut site, warm) = (Site::new(DESK), Warm::new());
        let planned = warm.build(&site).counters.planned;
        warm.spoil(way);
        let built = warm.build(&site);
        assert_eq!(built.counters.rendered, planned, "way {way}");
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
