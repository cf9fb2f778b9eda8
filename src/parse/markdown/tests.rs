//! Markdown to HTML and diagnostics, as tables of what goes in and what must come out.

use crate::parse::markdown::support::{citations, html, read, show, with, wrong};

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn blocks_become_html() {
    let cases = [
        (
            "A *b* **c** ~~d~~ `e`.",
            "<p id=\"p-a-b-c-d-e\">A <em>b</em> <strong>c</strong> <del>d</del> <code>e</code>.</p>",
        ),
        ("One\ntwo\\\nthree", "<p id=\"p-one-two-three\">One\ntwo<br>\nthree</p>"),
        ("\"It's\" -- so...", "<p id=\"p-its-so\">“It’s” – so…</p>"),
        ("a < b &amp; c", "<p id=\"p-a-b-c\">a &lt; b &amp; c</p>"),
        (
            "## The *first* one\n\nText",
            "<h2 id=\"the-first-one\">The <em>first</em> one</h2>\n<p id=\"p-text\">Text</p>",
        ),
        ("## One {#first .wide}", "<h2 id=\"first\" class=\"wide\">One</h2>"),
        ("## Sources", "<h2 id=\"h-sources\">Sources</h2>"),
        ("# The title\n\nText", "<p id=\"p-text\">Text</p>"),
        (
            "> Said\n>\n> so",
            "<blockquote id=\"p-said-so\"><p>Said</p>\n<p>so</p>\n</blockquote>",
        ),
        (
            "> [!NOTE]\n> Mind",
            "<aside class=\"alert alert-note\" id=\"p-mind\"><p class=\"alert-word\">Note</p>\n<p>Mind</p>\n</aside>",
        ),
        (
            "- a\n- b\n  1. c",
            "<ul id=\"list-a-b-c\"><li id=\"p-a\">a</li>\n<li id=\"p-b\">b<ol><li id=\"p-c\">c</li>\n</ol>\n</li>\n</ul>",
        ),
        (
            "3. a\n\n4. b",
            "<ol start=\"3\" id=\"list-a-b\"><li id=\"p-a\"><p>a</p>\n</li>\n<li id=\"p-b\"><p>b</p>\n</li>\n</ol>",
        ),
        (
            "- [x] a\n- [ ] b",
            "<ul id=\"list-a-b\"><li class=\"task\" id=\"p-a\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li>\n<li class=\"task\" id=\"p-b\"><input type=\"checkbox\" disabled aria-label=\"Not done\"> b</li>\n</ul>",
        ),
        (
            "Term\n: What it is",
            "<dl id=\"p-term-what-it-is\"><dt>Term</dt>\n<dd>What it is</dd>\n</dl>",
        ),
        (
            "| a | b |\n|---|--:|\n| c | 1 |",
            "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\" id=\"table-a-b-c-1\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr></thead>\n<tbody><tr><td>c</td><td class=\"align-right\">1</td></tr>\n</tbody></table></div>",
        ),
        (
            "| a |\n|---|",
            "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\" id=\"table-a\"><table>\n<thead><tr><th scope=\"col\">a</th></tr></thead>\n</table></div>",
        ),
        (
            "```\na < b\n```",
            "<pre tabindex=\"0\" id=\"code-a-b\"><code>a &lt; b\n</code></pre>",
        ),
        (
            "```nosuch\na\n```",
            "<pre tabindex=\"0\" id=\"code-a\"><code class=\"language-nosuch\">a\n</code></pre>",
        ),
        (
            "```json\n1\n```",
            "<pre tabindex=\"0\" id=\"code-1\"><code class=\"language-json\"><span class=\"hl-source hl-json\"><span class=\"hl-constant hl-numeric hl-json\">1</span>\n</span></code></pre>",
        ),
        (
            "Has $x^2$.",
            "<p id=\"p-has-x-2\">Has <math><msup><mi>x</mi><mn>2</mn></msup></math>.</p>",
        ),
        (
            "$5-$10, US$3m/US$4m, $1 to $2",
            "<p id=\"p-5-10-us-3m-us-4m-1-to-2\">$5-$10, US$3m/US$4m, $1 to $2</p>",
        ),
        (
            "$$x$$",
            "<div class=\"math\" tabindex=\"0\" id=\"math-x\"><math display=\"block\"><mi>x</mi></math></div>",
        ),
        ("---", "<hr id=\"rule\">"),
        ("a <!-- not this --> b\n\n<!-- nor this -->\n", "<p id=\"p-a-b\">a  b</p>"),
        (
            "![A *quay*](a.jpg \"Dawn\")",
            "<figure class=\"image\" id=\"image-dawn\">{img a.jpg|A quay|}<figcaption>Dawn</figcaption></figure>",
        ),
        ("See ![A quay](a.jpg \"x\").", "<p id=\"p-see\">See {img a.jpg|A quay|x}.</p>"),
        (
            "[a](b.md#c) <https://x.org/> <a@x.org>",
            "<p id=\"p-a-https-x-org-a-x-org\">{a b.md#c}a{/a} {a https://x.org/}https://x.org/{/a} {a mailto:a@x.org}a@x.org{/a}</p>",
        ),
        (
            "A\n\nA\n\n## A\n\n- A",
            "<p id=\"p-a\">A</p>\n<p id=\"p-a-2\">A</p>\n<h2 id=\"a\">A</h2>\n<ul id=\"list-a\"><li id=\"p-a-3\">A</li>\n</ul>",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(html(body), expected, "{body}");
    }
}

#[test]
fn raw_html_passes_where_the_site_allows_it() {
    let (content, diagnostics) =
        with("<div>\n\na <b>c</b>\n\n</div>", &[], |input| input.raw_html = true);
    assert_eq!(diagnostics, []);
    assert_eq!(
        show(&content, &content.body),
        "<div>\n<p id=\"p-a-c\">a <b>c</b></p>\n</div>"
    );
}

#[test]
fn citations_are_holes() {
    let cases = [
        ("A.[@fm.gov.om] B", "<p id=\"p-a-b\">A.{fm.gov.om} B</p>"),
        ("A.[@a, p. 4; see @b][@c] B", "<p id=\"p-a-b\">A.{a;b}{c} B</p>"),
        (
            "A.[@Anadolu Ajansı, p. 3][@anadolu]",
            "<p id=\"p-a\">A.{Anadolu Ajansı}{anadolu}</p>",
        ),
        ("A.[@anadolu-ajansi]", "<p id=\"p-a\">A.{anadolu-ajansi}</p>"),
        ("A.[@خبر] [@a][] [b][@c]", "<p id=\"p-a-b\">A.{خبر} {a} [b]{c}</p>"),
        ("[bar@x.com] a@b.c @d `[@e]` \\[@f]", "<p id=\"p-bar-x-com-a-b-c-d-e-f\">"),
        ("> A [@a;\n> @b].", "<blockquote id=\"p-a\"><p>A {a;b}.</p>\n</blockquote>"),
        (
            "A.\n\n[@a]\n\n[@b] [@c]\n\nB.",
            "<p id=\"p-a\">A.{a}{b}{c}</p>\n<p id=\"p-b\">B.</p>",
        ),
        (
            "- A.\n- B.\n\n[@a]",
            "<ul id=\"list-a-b\"><li id=\"p-a\">A.</li>\n<li id=\"p-b\">B.</li>\n</ul>\n<p class=\"citations\">{a}</p>",
        ),
        ("[see [@a] there]", "<p id=\"p-see-there\">[see {a} there]</p>"),
    ];
    for (body, expected) in cases {
        let found = html(body);
        if expected.ends_with("</p>") || expected.ends_with("</blockquote>") {
            assert_eq!(found, expected, "{body}");
        } else {
            assert_eq!(found.get(..expected.len()), Some(expected), "{body}");
        }
    }
}

#[test]
fn citations_know_their_passages() {
    let cases: [(&str, &[&str]); 13] = [
        ("One. Two *so*.[@a] Three.", &["@a||Two so. <One. Two so. Three.>"]),
        ("One [@a]. Two [@b].", &["@a||One. <One. Two.>", "@b||Two. <One. Two.>"]),
        ("One. Two.[@a, ^para]", &["@a||One. Two. <One. Two.>"]),
        (
            "One.[see -@a, pp. 3-4, and so; @b ^para]",
            &["see-@a page=3-4|and so|One. <One.>", "@b||One. <One.>"],
        ),
        ("One.\n\nTwo. Three.\n\n[@a]", &["@a||Three. <Two. Three.>"]),
        (
            "| a | b |\n|---|---|\n| c [@a] | d |\n\n[@b]",
            &["@a||c · d <c · d>", "@b||c · d <c · d>"],
        ),
        (
            "| a | b |\n|---|---|\n| Is it? | It is.[@a] |",
            &["@a||Is it? · It is. <Is it? · It is.>"],
        ),
        ("- Also. Be so.[@a]\n\n  Come.\n- D", &["@a||Be so. <Also. Be so. Come.>"]),
        ("## A b[@a]", &["@a||A b <A b>"]),
        ("> Also.\n>\n> Be so. Come.[@a]", &["@a||Come. <Be so. Come.>"]),
        ("> Also. Be so.\n>\n> [@a]", &["@a||Be so. <Also. Be so.>"]),
        (
            "Also.[^n] Be so.[@b]\n\n[^n]: Come. Do.[@a]",
            &["@b||Be so. <Also. Be so.>", "@a||Do. <Come. Do.>"],
        ),
        (
            "The U.S. said so.[@a] He said: “No.”[@b] Yes.",
            &[
                "@a||The U.S. said so. <The U.S. said so. He said: “No.” Yes.>",
                "@b||He said: “No.” <The U.S. said so. He said: “No.” Yes.>",
            ],
        ),
    ];
    for (body, expected) in cases {
        let (content, diagnostics) = read(body);
        assert_eq!(diagnostics, [], "{body}");
        assert_eq!(citations(&content), expected, "{body}");
    }
}

#[test]
fn citations_share_their_paragraph_and_know_their_bytes() {
    let body = "One.[@a] Two.[see @b; -@c]";
    let text = format!("---\ntitle: T\n---\n{body}");
    let (content, _) = read(body);
    let [a, b, c] = content.citations.as_slice() else { panic!() };
    assert!(std::sync::Arc::ptr_eq(&a.passage.paragraph, &b.passage.paragraph));
    assert_eq!(
        [&text[a.span.clone()], &text[b.span.clone()], &text[c.span.clone()]],
        ["@a", "@b", "@c"]
    );
    let spans: Vec<&str> =
        content.clusters.iter().map(|c| &text[c.span.clone()]).collect();
    assert_eq!(spans, ["[@a]", "[see @b; -@c]"]);
    assert_eq!(content.words, 2);
}

#[test]
fn a_footnote_directly_before_a_citation_keeps_its_mark() {
    assert_eq!(html("A.[^1][@a]\n\n[^1]: B"), "<p id=\"p-a\">A.{note 0 1}{a}</p>");
}

#[test]
fn footnotes_are_numbered_by_mention() {
    let body = "A[^b] B[^a] C[^b]\n\n[^a]: See *x*\n[^b]: Also[^c]\n[^c]: Last";
    let (content, diagnostics) = read(body);
    assert_eq!(diagnostics, []);
    assert_eq!(
        show(&content, &content.body).trim_end(),
        "<p id=\"p-a-b-c\">A{note 0 1} B{note 1 1} C{note 0 2}</p>"
    );
    let notes: Vec<(String, &str, u32)> = content
        .footnotes
        .iter()
        .map(|note| {
            let id = content.blocks[note.block as usize].id.as_str();
            (show(&content, &note.content), id, note.mentions)
        })
        .collect();
    assert_eq!(
        notes,
        [
            ("<p>Also{note 2 1}</p>\n".to_owned(), "fn-b", 2),
            ("<p>See <em>x</em></p>\n".to_owned(), "fn-a", 1),
            ("<p>Last</p>\n".to_owned(), "fn-c", 1),
        ]
    );
}

#[test]
fn front_matter_comes_first() {
    let points = ["1. *One*.[@c]".to_owned(), "- \"Two\"".to_owned()];
    let (content, diagnostics) = with("Body.[@d]", &points, |input| {
        input.standfirst = Some("Why.[@a]");
        input.caption = Some("A quay.[@b]");
    });
    assert_eq!(diagnostics, []);
    assert_eq!(show(&content, &content.standfirst), "Why.{a}");
    assert_eq!(show(&content, &content.caption), "A quay.{b}");
    assert_eq!(show(&content, &content.key_points[0]), "1. <em>One</em>.{c}");
    assert_eq!(show(&content, &content.key_points[1]), "- “Two”");
    let keys: Vec<&str> = content.citations.iter().map(|c| c.key.as_str()).collect();
    assert_eq!(keys, ["a", "b", "c", "d"]);
    let blocks: Vec<(&str, &str)> =
        content.blocks.iter().map(|b| (b.id.as_str(), &*b.text)).collect();
    assert_eq!(
        blocks,
        [
            ("standfirst", "Why."),
            ("lead-caption", "A quay."),
            ("key-point-1", "1. One."),
            ("key-point-2", "- “Two”"),
            ("p-body", "Body."),
        ]
    );
}

#[test]
fn what_is_wrong_is_marked() {
    let cases: [(&str, &[&str]); 40] = [
        ("##\n\nA", &["empty-heading: ##"]),
        ("```{figure src=a.jpg alt=b}\nA[^1]\n```", &["unknown-footnote: [^1]"]),
        ("A [@]", &["citation-key: @"]),
        ("A [@a; b].", &["citation-key: b"]),
        ("A [@a, @b].", &["citation-separator: @"]),
        ("A [@a [x] b].", &["citation-bracket: [@a [x] b]"]),
        ("A [@a b.", &["citation-bracket: [@a b."]),
        ("A [b [@a] c](x.md).", &["citation-inside: [@a]"]),
        ("A ![b [@a]](x.jpg).", &["citation-inside: [@a]"]),
        ("A [@a](x.md).", &["citation-link: [@a](x.md)"]),
        (
            "A [@a].\n\n[@a]: https://x.org/",
            &["citation-definition: [@a]: https://x.org/"],
        ),
        ("[@a]\n\nB", &["citation-alone?: [@a]"]),
        ("A[^1]", &["unknown-footnote: [^1]"]),
        ("A\n\n[^1]: B", &["unused-footnote?: [^1]"]),
        ("A[^1]\n\n[^1]: B\n\n[^1]: C", &["duplicate-footnote: [^1]"]),
        ("# Other", &["heading-level: # Other"]),
        ("## A\n\n#### B\n\nC", &["heading-skip?: #### B"]),
        ("## A {#x}\n\n## B {#x}", &["duplicate-id: ## B {#x}"]),
        ("## A {#sources}", &["duplicate-id: ## A {#sources}"]),
        ("A ![](x.jpg)", &["missing-alt: ![](x.jpg)"]),
        ("A <b>c</b>", &["raw-html: <b>"]),
        ("<div>\nb\n</div>\n\nc", &["raw-html: <div>\nb\n</div>"]),
        ("[a](javascript:b)", &["unsafe-link: [a](javascript:b)"]),
        ("![a](DATA:b)", &["unsafe-link: ![a](DATA:b)"]),
        ("A $x + \\nosuch$", &["math: \\nosuch"]),
        ("```{}\n```", &["component: }"]),
        ("```{a b\n```", &["component: {a b"]),
        ("```{a b=\"c}\n```", &["component: \"c}"]),
        ("```{a b=1 b=2}\n```", &["component: b"]),
        ("```{a} x\n```", &["component:  x"]),
        ("```{a !}\n```", &["component: !}"]),
        ("```{figure src=a.jpg}\nB\n```", &["missing-alt: {figure src=a.jpg}"]),
        ("```{figure alt=b}\nB\n```", &["component: {figure alt=b}"]),
        ("A b.\n\n```{pull-quote}\nC\n```", &["pull-quote?: ```{pull-quote}\nC\n```"]),
        ("```{timeline}\n- 2026: a\n- b\n```", &["timeline: - b"]),
        ("```{timeline}\n```", &["timeline: {timeline}"]),
        ("```{timeline}\n2026: a [@b [c]]\n```", &["citation-bracket: [@b [c]]"]),
        ("```{data-table}\na,b\n1,2\n\n3\n```", &["data-table: 3"]),
        ("```{data-table}\na,b\n```", &["data-table: {data-table}"]),
        ("```{figure src=a.jpg alt=b}\n- C\n\n- d\n```", &["block-here: - d"]),
    ];
    for (body, expected) in cases {
        assert_eq!(wrong(body), expected, "{body}");
    }
}

#[test]
fn depth_has_a_limit() {
    assert_eq!(wrong(&">".repeat(60)), [format!("too-deep: {}", ">".repeat(10))]);
    for deep in [
        ">".repeat(20_000),
        "- ".repeat(5_000),
        "*a ".repeat(20_000),
        "[".repeat(20_000),
        "[@".repeat(2_000),
        format!("{}x{}", "**".repeat(9_999), "**".repeat(9_999)),
        "![".repeat(5_000),
    ] {
        read(&deep);
    }
}

#[test]
fn what_is_wrong_in_front_matter_is_marked_at_its_field() {
    use crate::base::diagnostic::{Field, Part, Spot};
    let points = ["A".to_owned(), "B [@a [x]].".to_owned()];
    let (content, diagnostics) = with("", &points, |input| {
        input.caption = Some("C [@] <b>[d](x.md)");
    });
    let found: Vec<(&str, Spot)> =
        diagnostics.iter().map(|d| (&*d.code, d.place.spot.clone())).collect();
    let caption = || Spot::Field(Field::key("image").then("caption"), Part::Value);
    assert_eq!(
        found,
        [
            ("citation-key", caption()),
            ("raw-html", caption()),
            (
                "citation-bracket",
                Spot::Field(Field::key("key_points").at(1), Part::Value)
            ),
        ]
    );
    let link = &content.links[0];
    let file = crate::base::path::FilePath::new("a.md");
    assert_eq!(content.place(&file, link.block, &link.span).spot, caption());
}
