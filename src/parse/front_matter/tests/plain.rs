//! What is read as plain, and that it is what the whole parser makes of it.

use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::parse::front_matter::plain::read;
use crate::parse::front_matter::yaml::read_whole;

#[test]
fn plain_front_matter_is_what_the_whole_parser_reads() {
    let plain = [
        "title: T",
        "title: \"Été: 1\"\ndate: 2026-02-05\ndraft: true\n",
        "a: it's [so], {so} & 12:30, \"no\"\n\nb: null\nc: 'x # y'\n",
        "a: [b, \"c, d\", https://x.example/, 'e']\nf: []\ng: {}\n",
        "a: { b: c, d: { e: [f, g] }, h-i: \"j\" }\n",
        "sources:\n  a: { title: \"A\", url: \"https://x.example/?a=b\" }\n  b: Dawn\nc: d\n",
        "a:\n  - b\n\n  - [c, d]\n  - { e: f }\n\ng:\n- h\n- \"i\"\nj:\n  k:\n    l: m\n",
        "\n\na: “b” 字 — c\n",
    ];
    let file = FilePath::new("content/articles/a.md");
    for text in plain {
        let problems = Problems::new(&file, text, 4);
        let whole = read_whole(&problems);
        assert!(whole.is_some(), "{text:?}");
        assert_eq!(read(text, 4), whole, "{text:?}");
        assert!(problems.into_sorted().is_empty(), "{text:?}");
    }
}

#[test]
fn everything_else_is_left_to_the_whole_parser() {
    let other = [
        "",
        "a",
        "a:",
        "a: ",
        "a:b\n",
        "a: b # c\n",
        "# c\na: b\n",
        "a: b\n  c\n",
        "a: b\n c: d\n",
        "a: b: c\n",
        "a: b:\n",
        "a: \"b\\n\"\n",
        "a: 'b''c'\n",
        "a: \"b\" c\n",
        "a: \"b\n  c\"\n",
        "a: [b, c\n",
        "a: [b,, c]\n",
        "a: [b, c,]\n",
        "a: [b: c]\n",
        "a: { b }\n",
        "a: { b:c }\n",
        "a: |\n  b\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "a: ~\n",
        "a: -1\n",
        "- a\n",
        "null: a\n",
        "a:\n  - b: c\n",
        "a:\n  - b\n - c\n",
        "a:\n  - b\n    - c\n",
        "a: b\r\n",
        "a:\tb\n",
        "a: b\n---\nc: d\n",
        "a: b\u{85}c\n",
        "a: b\u{2028}c\n",
    ];
    for text in other {
        assert_eq!(read(text, 4), None, "{text:?}");
    }
}
