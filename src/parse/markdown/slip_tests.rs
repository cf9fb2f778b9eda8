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
