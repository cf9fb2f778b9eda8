//! Styles that cannot be read, each with its place.

use crate::base::diagnostic::Spot;
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::parse::style::OwnStyle;

const HOUSE: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"note\" version=\"1.0\">
  <info><title>House</title><id>https://example.org/house</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name=\"author\"><names variable=\"author\"><name and=\"text\"/></names></macro>
  <citation><layout suffix=\".\"><group delimiter=\", \"><text macro=\"author\"/><text variable=\"title\" font-style=\"italic\"/></group></layout></citation>
</style>
";

/// What is wrong with the style when one text of it is another, a line each: the text at the
/// place, the message, the hint.
fn wrong(old: &str, new: &str) -> Vec<String> {
    assert!(HOUSE.contains(old));
    read(&HOUSE.replace(old, new))
}

fn read(text: &str) -> Vec<String> {
    let file = FilePath::new("content/references/house.csl");
    let mut found = Vec::new();
    let style = OwnStyle::read(&file, Digest::default(), text, &mut found);
    assert_eq!(style.is_none(), !found.is_empty());
    let line = |diagnostic: crate::base::diagnostic::Diagnostic| {
        let Spot::Bytes(range) = diagnostic.place.spot else { panic!("no place") };
        let hint = diagnostic.hint.unwrap_or_default();
        format!("{}|{}|{hint}", &text[range], diagnostic.message)
    };
    found.into_iter().map(line).collect()
}

#[test]
fn a_sound_style() {
    assert_eq!(read(HOUSE), Vec::<String>::new());
}

#[test]
fn every_mistake_has_its_place() {
    let style = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"foot\" version=\"1.0\">";
    let cases = [
        (wrong("macro=\"author\"", "macro=\"autor\""), vec![
            "<text macro=\"autor\"/>|there is no macro `autor`|did you mean `author`?".to_owned(),
        ]),
        (wrong("<text variable", "<txt variable"), vec![format!(
            "<txt variable=\"title\" font-style=\"italic\"/>|CSL knows no `txt` here|did you mean `text`?"
        )]),
        (wrong("\"italic\"", "\"slanted\""), vec![
            "<text variable=\"title\" font-style=\"slanted\"/>|CSL knows no `slanted` here|write one of `normal`, `italic`".to_owned(),
        ]),
        (wrong("and=\"text\"", "and=\"txt\""), vec![
            "<name and=\"txt\"/>|CSL knows no `txt` here|did you mean `text`?".to_owned(),
        ]),
        (wrong("class=\"note\"", "class=\"foot\""), vec![format!(
            "{style}|CSL knows no class `foot` of citations|write `class=\"note\"` or `class=\"in-text\"`"
        )]),
        (wrong("</group>", ""), vec![
            "<|this is no well-formed XML: ill-formed document: expected `</group>`, but `</layout>` was found|".to_owned(),
        ]),
        (wrong("</style>\n", ""), vec!["|`<style>` is never closed|write `</style>` where it ends".to_owned()]),
        (read(""), vec!["|the file is empty|put a style of CSL here, or remove the file".to_owned()]),
        (read("<html/>"), vec![
            "<html/>|`html` is no style of CSL|a style begins with `<style xmlns=\"http://purl.org/net/xbiblio/csl\">`".to_owned(),
        ]),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
    let deep = "<style>".repeat(100_000);
    assert_eq!(read(&deep), ["<|more than 200 elements stand in each other|"]);
}
