//! Slips that a reader of the page would meet if nothing were said of them.

use crate::parse::markdown::support::{citations, html, read, wrong};

#[test]
fn control_characters_of_a_body_are_errors() {
    for hidden in ["\0", "\u{1b}", "\u{b}", "\u{c}", "\u{7f}", "\u{85}", "\u{fffe}"] {
        let expected = [format!("control-character: {hidden}")];
        assert_eq!(wrong(&format!("A {hidden} b.")), expected, "{hidden:?}");
    }
    assert_eq!(wrong("A &#27; b."), ["control-character: &#27;"]);
    assert_eq!(wrong(&"\u{1b}".repeat(40)).len(), 5);
    assert_eq!(html("A\tb\r\nc"), "<p id=\"p-a-b-c\">A\tb\nc</p>");
}

#[test]
fn a_cry_before_a_citation_is_no_image() {
    let expected = "<p id=\"p-stop-he-said\">Stop!{dawn} He <em>said!{dawn;aa}</em></p>";
    assert_eq!(html("Stop![@dawn] He *said![@dawn; @aa]*"), expected);
    assert_eq!(html("![@dawn]"), "<p id=\"p\">!{dawn}</p>");
    let (content, _) = read("One. Stop![@dawn] He left.");
    assert_eq!(citations(&content), ["@dawn||Stop! <One. Stop! He left.>"]);
}

#[test]
fn what_follows_a_marker_after_a_sentence_is_not_of_its_passage() {
    for (body, expected) in [
        ("It ended (badly.)[@a] He left.[@b]", ["It ended (badly.)", "He left."]),
        ("The end...[@a] E.g. this.[@b]", ["The end…", "E.g. this."]),
        ("\"Is it over?\"[@a] he asked.[@b]", ["“Is it over?”", "he asked."]),
        ("Half[@a] of it. All.[@b]", ["Half of it.", "All."]),
        ("One.[@a][@b] Two.", ["One.", "One."]),
    ] {
        let (content, _) = read(body);
        let found = content.citations.iter().map(|c| c.passage.sentence());
        assert_eq!(found.collect::<Vec<_>>(), expected, "{body}");
    }
}
