//! Components, and what holds for any text.

use crate::base::diagnostic::Spot;
use crate::parse::body::{Argument, ComponentData};
use crate::parse::markdown::support::{citations, read, show, with};

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn components_are_read() {
    let body = "A said *so*.\n\n```{figure src=a.jpg alt=\"A quay\" wide n=3}\nCap *tion*.[@a]\n```\n\n\
                ```{pull-quote}\n\"A said so\"\n```\n\n\
                ```{timeline}\n- 5 May: They met.[@b]\n\n2026-02: Again\n```\n\n\
                ```{data-table caption=\"C\"}\nYear, Talks,Note\n2024,\"1,200\",a\n2025,−3%,\nSource: Count.[@c]\n```\n\n\
                ```{other}\nx\n```\n";
    let (content, diagnostics) = read(body);
    assert_eq!(diagnostics, []);
    let names: Vec<(&str, &str)> = content
        .components
        .iter()
        .map(|c| (c.name.as_str(), content.blocks[c.block as usize].id.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("figure", "component-cap-tion"),
            ("pull-quote", "component-a-said-so"),
            ("timeline", "component-5-may-they-met-2026-02"),
            ("data-table", "component-year-talks-note-count"),
            ("other", "component-x"),
        ]
    );
    let arguments: Vec<(&str, &Argument)> =
        content.components[0].arguments.iter().map(|(k, v)| (k.as_str(), v)).collect();
    assert_eq!(
        arguments,
        [
            ("alt", &Argument::Text("A quay".into())),
            ("n", &Argument::Int(3)),
            ("src", &Argument::Text("a.jpg".into())),
            ("wide", &Argument::Bool(true)),
        ]
    );
    let ComponentData::Figure { image: 0, caption } = &content.components[0].data else {
        panic!()
    };
    assert_eq!(show(&content, caption), "Cap <em>tion</em>.{a}");
    let ComponentData::Quote(words) = &content.components[1].data else { panic!() };
    assert_eq!(words, "“A said so”");
    let ComponentData::Timeline(entries) = &content.components[2].data else { panic!() };
    let entries: Vec<(&str, String)> =
        entries.iter().map(|e| (e.date.as_str(), show(&content, &e.text))).collect();
    assert_eq!(
        entries,
        [("5 May", "They met.{b}".to_owned()), ("2026-02", "Again".to_owned())]
    );
    let ComponentData::Table { head, numeric, rows, source } =
        &content.components[3].data
    else {
        panic!()
    };
    assert_eq!(*head, ["Year", "Talks", "Note"]);
    assert_eq!(*numeric, [true, true, false]);
    assert_eq!(*rows, [["2024", "1,200", "a"], ["2025", "−3%", ""]]);
    assert_eq!(show(&content, source), "Count.{c}");
    let text = format!("---\ntitle: T\n---\n{body}");
    let spans: Vec<&str> =
        content.citations.iter().map(|c| &text[c.span.clone()]).collect();
    assert_eq!(spans, ["@a", "@b", "@c"]);
    assert_eq!(
        citations(&content),
        ["@a||Cap tion. <Cap tion.>", "@b||They met. <They met.>", "@c||Count. <Count.>"]
    );
}

#[test]
fn a_component_in_a_quote_and_windows_line_ends_work() {
    let (content, diagnostics) = read(
        "> ```{timeline}\n> 2026: A[@a]\n> ```\n\nB.\r\n\r\n```{timeline}\r\n2026: A[@b]\r\n```\r\n",
    );
    assert_eq!(diagnostics, []);
    let keys: Vec<&str> = content.citations.iter().map(|c| c.key.as_str()).collect();
    assert_eq!(keys, ["a", "b"]);
}

/// Pieces that mean something to Markdown or to citations, so that random texts meet them.
const PIECES: [&str; 70] = [
    "[@a]",
    "[@",
    "[-@b, p. 3]",
    "]",
    "[",
    "(x.md)",
    "![",
    "](a.jpg)",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "  ",
    "    ",
    "```",
    "```{figure src=a alt=b}\n",
    "```{data-table}\n",
    "```{timeline}\n",
    "```{pull-quote}\n",
    "```{",
    "}",
    "a,b\n",
    "\"",
    "2026: x\n",
    "Source:",
    "|",
    "|---|",
    "# ",
    "## ",
    "#### x {#y}\n",
    "$",
    "$$",
    "\\",
    "[^1]",
    "[^1]: ",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<div>\n",
    "*",
    "**",
    "_",
    "~~",
    "`",
    ": x\n",
    "[ ] ",
    "[x] ",
    "> [!NOTE]\n",
    "Anadolu Ajansı",
    "@",
    ";",
    "^para",
    "é",
    "字",
    "خبر",
    "🎉",
    "\r\n",
    "\t",
    "---\n",
    "U.S. ",
    "said. ",
    "Word ",
    "“",
    "”",
    "&amp;",
    "<https://x.org>",
    "\u{a0}",
    "\0",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_panics_and_every_span_is_whole(
        parts in proptest::collection::vec((0..PIECES.len() + 20, ".{0,3}"), 0..40),
        raw in proptest::bool::ANY,
    ) {
        let body: String = parts
            .iter()
            .map(|(at, random)| PIECES.get(*at).copied().unwrap_or(random))
            .collect();
        let text = format!("---\ntitle: T\n---\n{body}");
        let points = [body.clone()];
        let (content, diagnostics) = with(&body, &points, |input| input.raw_html = raw);
        let spans = content
            .blocks
            .iter()
            .map(|b| &b.span)
            .chain(content.citations.iter().map(|c| &c.span))
            .chain(content.clusters.iter().map(|c| &c.span))
            .chain(content.links.iter().map(|l| &l.span))
            .chain(content.images.iter().map(|i| &i.span))
            .chain(content.components.iter().map(|c| &c.span));
        for span in spans {
            assert!(text.get(span.clone()).is_some(), "{span:?} of {body:?}");
        }
        for diagnostic in &diagnostics {
            if let Spot::Bytes(span) = &diagnostic.place.spot {
                assert!(text.get(span.clone()).is_some(), "{diagnostic:?} of {body:?}");
            }
        }
        for citation in &content.citations {
            let passage = &citation.passage;
            assert!(passage.paragraph.get(passage.sentence.clone()).is_some(), "{body:?}");
        }
        let mut ids: Vec<&str> = content.blocks.iter().map(|b| b.id.as_str()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{body:?}");
        assert!(!ids.contains(&""), "{body:?}");
    }
}
