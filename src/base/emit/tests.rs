//! Whole texts of all three formats.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Field, Place};
use crate::base::emit::{Format, Texts, emit, position, sorted};
use crate::base::path::FilePath;

impl Texts for BTreeMap<&str, &str> {
    fn text(&self, file: &FilePath) -> Option<Arc<str>> {
        self.get(file.as_str()).map(|text| Arc::from(*text))
    }
}

const ARTICLE: &str = "---\ntitle: A\ntags: [a]\ntitle: B\n---\n\nText.\n";

/// Paragraphs as they stand in a file: one line each.
const LONG: &str = concat!(
    "The first sentence of a paragraph says one thing and is long enough to fill a line. ",
    "The second rests on a work that nobody knows.[@key] The third goes on for a while, ",
    "so that the line is longer than any terminal, and the fourth ends the paragraph.\n",
    "\n",
    "\t\tAn indented one with a tab\tinside, as long as the first, so that the cut has to be ",
    "made in both when a mark begins in one of them and ends in the other; \u{6771}\u{4eac} ",
    "and \u{62a}\u{647}\u{631}\u{627}\u{646} stand in it, and it has no line end",
);

fn texts() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("a.md", ARTICLE),
        ("b.yml", "dawn: { name: Dawn }\nother: 1\n"),
        ("empty.md", ""),
        ("bom.md", "\u{feff}tags: 1\n"),
        ("crlf.md", "---\r\ntitle: A\r\ntags: 1\r\n---\r\n"),
        ("tabs.md", "\t\tbad\there\n"),
        ("fa.md", "عنوان: «تهران»\n東京の記事 [@鍵]\n"),
        ("long.md", LONG),
        ("marks.md", "e\u{301}te\u{301} [@x] \u{1f468}\u{200d}\u{1f469} [@y]\n"),
    ])
}

fn write(diagnostics: &[Diagnostic], format: Format, colour: bool) -> String {
    let mut out = Vec::new();
    emit(diagnostics, &texts(), format, colour, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human(diagnostics: &[Diagnostic]) -> String {
    write(diagnostics, Format::Human, false)
}

fn file(path: &str) -> FilePath {
    FilePath::new(path)
}

/// The bytes of the nth `needle` of a file, from 0.
fn bytes(path: &str, needle: &str, nth: usize) -> Place {
    let (at, _) = texts()[path].match_indices(needle).nth(nth).unwrap();
    Place::bytes(&file(path), at..at + needle.len())
}

/// One with everything a diagnostic can hold.
fn full() -> Diagnostic {
    Diagnostic::error(
        "duplicate-key",
        bytes("a.md", "title", 1),
        "`title` stands here twice",
    )
    .label("again")
    .hint("remove one of the two")
    .related(bytes("a.md", "title", 0), "first here")
    .related(bytes("b.yml", "dawn", 0), "the outlet")
    .related(Place::file(&file("site.toml")), "the settings")
}

fn warning(path: &str) -> Diagnostic {
    Diagnostic::warning("thin", Place::file(&file(path)), "`x` is thin")
}

#[test]
fn a_report_for_people_shows_every_place() {
    let mut rendering = full();
    rendering.rendering = Some(file("content/articles/x.md"));
    assert_eq!(
        human(&[rendering]),
        "\
error[duplicate-key]: `title` stands here twice
 --> a.md:4:1
  |
2 | title: A
  | ----- first here
3 | tags: [a]
4 | title: B
  | ^^^^^ again
  |
 ::: b.yml:1:1
  |
1 | dawn: { name: Dawn }
  | ^^^^ the outlet
  |
  = help: remove one of the two
  = note: the settings: site.toml
  = note: while rendering content/articles/x.md

1 error
"
    );
}

#[test]
fn colour_marks_the_level_and_the_place() {
    let bad = Diagnostic::warning("odd", bytes("b.yml", "other", 0), "odd");
    assert_eq!(
        write(&[bad], Format::Human, true),
        "\u{1b}[1m\u{1b}[33mwarning[odd]\u{1b}[0m\u{1b}[1m: odd\u{1b}[0m\n \
         \u{1b}[1m\u{1b}[94m--> \u{1b}[0mb.yml:2:1\n  \
         \u{1b}[1m\u{1b}[94m|\u{1b}[0m\n\
         \u{1b}[1m\u{1b}[94m2\u{1b}[0m \u{1b}[1m\u{1b}[94m|\u{1b}[0m other: 1\n  \
         \u{1b}[1m\u{1b}[94m|\u{1b}[0m \u{1b}[1m\u{1b}[33m^^^^^\u{1b}[0m\n\n\
         1 warning\n"
    );
}

#[test]
fn a_whole_file_is_only_named() {
    let whole = "error[bad]: bad\n--> b.yml\n\n1 error\n";
    let field = Place::value(&file("b.yml"), Field::key("dawn"));
    for place in [Place::file(&file("b.yml")), field] {
        assert_eq!(human(&[Diagnostic::error("bad", place, "bad")]), whole);
    }
    let gone = Place::bytes(&file("gone.md"), 3..9);
    assert_eq!(
        human(&[Diagnostic::error("bad", gone, "bad").label("here").hint("mend it")]),
        "error[bad]: bad\n--> gone.md\n = help: mend it\n = note: here: gone.md\n\n1 error\n"
    );
}

#[test]
fn a_place_is_shown_in_any_text() {
    let len = ARTICLE.len();
    let cases = [
        ("a.md", len..len, "8:1", "8 |\n  | ^ here"),
        ("a.md", len + 5..len + 9, "8:1", "8 |\n  | ^ here"),
        ("a.md", 0..0, "1:1", "1 | ---\n  | ^ here"),
        ("a.md", 3..4, "1:4", "1 | ---\n  |    ^ here"),
        (
            "a.md",
            23..42,
            "4:1",
            "4 | / title: B\n5 | | ---\n6 | |\n7 | | Text.\n  | |_____^ here",
        ),
        ("empty.md", 0..0, "1:1", "1 |\n  | ^ here"),
        ("bom.md", 0..4, "1:1", "1 | tags: 1\n  | ^ here"),
        ("bom.md", 3..7, "1:1", "1 | tags: 1\n  | ^^^^ here"),
        ("crlf.md", 5..15, "2:1", "2 | title: A\n  | ^^^^^^^^ here"),
        ("crlf.md", 14..15, "2:9", "2 | title: A\n  |         ^ here"),
        ("crlf.md", 5..19, "2:1", "2 | / title: A\n3 | | tags: 1\n  | |____^ here"),
        (
            "tabs.md",
            6..10,
            "1:7",
            "1 |         bad    here\n  |                ^^^^ here",
        ),
        ("fa.md", 14..24, "1:9", "1 | عنوان: «تهران»\n  |         ^^^^^ here"),
        // Inside the first letter of the word and inside its last.
        ("fa.md", 15..23, "1:9", "1 | عنوان: «تهران»\n  |         ^^^^ here"),
        ("fa.md", 43..49, "2:7", "2 | 東京の記事 [@鍵]\n  |            ^^^^^ here"),
    ];
    for (path, range, at, shown) in cases {
        let place = Place::bytes(&file(path), range);
        let bad = Diagnostic::error("bad", place, "bad").label("here");
        let whole =
            format!("error[bad]: bad\n --> {path}:{at}\n  |\n{shown}\n\n1 error\n");
        assert_eq!(human(std::slice::from_ref(&bad)), whole);
        let line = format!("{path}:{at}: error[bad]: bad\n");
        assert_eq!(write(&[bad], Format::Short, false), line);
    }
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let bad = Diagnostic::error("bad", bytes("long.md", "[@key]", 0), "no such key");
    assert_eq!(
        human(&[bad.label("unknown")]),
        "\
error[bad]: no such key
 --> long.md:1:130
  |
1 | ...ond rests on a work that nobody knows.[@key] The third goes on for a while, so that the li...
  |                                          ^^^^^^ unknown

1 error
"
    );
}

#[test]
fn a_short_line_holds_the_hint_and_no_control() {
    let message = "the title holds \u{1b}[31m and\na line end";
    let bad = Diagnostic::error("odd", bytes("a.md", "A", 0), message);
    let warning = warning("b.yml").hint("fill it");
    assert_eq!(
        write(&[warning, full(), bad], Format::Short, false),
        "\
a.md:2:8: error[odd]: the title holds  [31m and a line end
a.md:4:1: error[duplicate-key]: `title` stands here twice (hint: remove one of the two)
b.yml: warning[thin]: `x` is thin (hint: fill it)
"
    );
}

#[test]
fn json_holds_every_part() {
    let mut rendering = full();
    rendering.rendering = Some(file("content/articles/x.md"));
    let fa = Diagnostic::warning("odd", Place::bytes(&file("fa.md"), 43..49), "odd");
    let lines = [
        r#"{"severity":"error","code":"duplicate-key","message":"`title` stands here twice","#,
        r#""file":"a.md","line":4,"column":1,"end_line":4,"end_column":6,"label":"again","#,
        r#""hint":"remove one of the two","related":["#,
        r#"{"file":"a.md","line":2,"column":1,"end_line":2,"end_column":6,"#,
        r#""label":"first here"},"#,
        r#"{"file":"b.yml","line":1,"column":1,"end_line":1,"end_column":5,"#,
        r#""label":"the outlet"},"#,
        r#"{"file":"site.toml","line":null,"column":null,"end_line":null,"#,
        r#""end_column":null,"label":"the settings"}],"#,
        r#""rendering":"content/articles/x.md"}"#,
        "\n",
        r#"{"severity":"warning","code":"thin","message":"`x` is thin","file":"b.yml","#,
        r#""line":null,"column":null,"end_line":null,"end_column":null,"label":null,"#,
        r#""hint":null,"related":[],"rendering":null}"#,
        "\n",
        r#"{"severity":"warning","code":"odd","message":"odd","file":"fa.md","#,
        r#""line":2,"column":7,"end_line":2,"end_column":11,"label":null,"#,
        r#""hint":null,"related":[],"rendering":null}"#,
        "\n",
    ];
    let all = [fa, warning("b.yml"), rendering];
    assert_eq!(write(&all, Format::Json, false), lines.concat());
}

#[test]
fn diagnostics_of_one_kind_are_limited() {
    let many = |code, count| {
        let place = Place::file(&file("a.md"));
        std::iter::repeat_n(Diagnostic::warning(code, place, "x"), count)
    };
    let mut all: Vec<_> = many("most", 33).chain(many("more", 21)).collect();
    all.extend(many("few", 20));
    let place = Place::file(&file("a.md"));
    all.extend(std::iter::repeat_n(Diagnostic::error("bad", place, "x"), 30));
    let place = Place::file(&file("b.yml"));
    all.extend(std::iter::repeat_n(Diagnostic::error("bad", place, "x"), 20));
    let report = |level: &str, code: &str, count: usize| {
        format!("{level}[{code}]: x\n--> a.md\n\n").repeat(count)
    };
    let shown = report("error", "bad", 20)
        + &report("warning", "few", 20)
        + &report("warning", "more", 20)
        + &report("warning", "most", 20)
        + &report("error", "bad", 20).replace("a.md", "b.yml");
    let rest = "and 10 more errors of the kind bad in a.md\n\
                and 1 more warning of the kind more\n\
                and 13 more warnings of the kind most\n";
    assert_eq!(human(&all), format!("{shown}{rest}\n50 errors, 74 warnings\n"));
    let line = |level: &str, code: &str, n: usize| {
        format!("a.md: {level}[{code}]: x\n").repeat(n)
    };
    let lines = line("error", "bad", 20)
        + &line("warning", "few", 20)
        + &line("warning", "more", 20)
        + &line("warning", "most", 20)
        + &line("error", "bad", 20).replace("a.md", "b.yml");
    assert_eq!(write(&all, Format::Short, false), lines + rest);
    assert_eq!(write(&all, Format::Json, false).lines().count(), 124);
}

#[test]
fn nothing_is_written_of_nothing() {
    for format in [Format::Human, Format::Short, Format::Json] {
        assert_eq!(write(&[], format, false), "");
    }
}

#[test]
fn the_summary_counts() {
    let last = |all: &[Diagnostic]| human(all).lines().last().unwrap().to_owned();
    assert_eq!(last(&[full()]), "1 error");
    assert_eq!(last(&[warning("a.md")]), "1 warning");
    let all = [full(), warning("a.md"), warning("a.md"), full(), warning("b.yml")];
    assert_eq!(last(&all), "2 errors, 3 warnings");
}

#[test]
fn the_order_is_file_place_severity_code_message() {
    let at = |path, start| Place::bytes(&file(path), start..start + 1);
    let whole = Place::file(&file("a.md"));
    let all = [
        Diagnostic::error("z", at("b.md", 1), "1"),
        Diagnostic::warning("a", at("a.md", 5), "2"),
        Diagnostic::error("b", at("a.md", 5), "3"),
        Diagnostic::error("a", at("a.md", 5), "5"),
        Diagnostic::error("a", at("a.md", 5), "4"),
        Diagnostic::error("a", at("a.md", 40), "6"),
        Diagnostic::warning("a", whole, "7"),
        Diagnostic::error("a", at("a.md", 5), "4").label("the second of two alike"),
    ];
    let order: Vec<_> = sorted(&all).iter().map(|d| d.message.as_str()).collect();
    assert_eq!(order, ["7", "4", "4", "5", "3", "2", "6", "1"]);
    assert_eq!(sorted(&all)[1].label, "");
}

#[test]
fn columns_are_characters() {
    assert_eq!(position("", 0), (1, 1));
    assert_eq!(position("", 9), (1, 1));
    assert_eq!(position("ab\ncd", 2), (1, 3));
    assert_eq!(position("ab\ncd", 3), (2, 1));
    assert_eq!(position("ab\r\ncd\n", 8), (3, 1));
    assert_eq!(position("تهران x", 11), (1, 7));
    assert_eq!(position("é!", 1), (1, 1));
    assert_eq!(position("\u{feff}ab", 0), (1, 1));
    assert_eq!(position("\u{feff}ab", 4), (1, 2));
}

/// Every pair of bytes, inside characters and past the end too, in every text, with two other
/// places in the same lines: the formats agree on the place, and nothing panics.
#[test]
fn no_range_panics() {
    for (path, text) in texts() {
        let step = if text.len() > 100 { 11 } else { 1 };
        let points = || (0..text.len() + 3).step_by(step);
        for (a, b) in points().flat_map(|a| points().map(move |b| (a, b))) {
            let bad = Diagnostic::error("bad", Place::bytes(&file(path), a..b), "bad")
                .label("here")
                .related(Place::bytes(&file(path), b..a), "there")
                .related(Place::bytes(&file(path), b / 2..(a + b) / 2), "and there");
            let short = write(std::slice::from_ref(&bad), Format::Short, false);
            let at = short.strip_suffix(": error[bad]: bad\n").unwrap();
            let shown = human(&[bad]);
            let origin = shown.lines().nth(1).unwrap();
            assert_eq!(origin.trim_start(), format!("--> {at}"), "{a}..{b}");
        }
    }
}
