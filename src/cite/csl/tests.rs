//! Citations and entries in styles of CSL, in HTML.

use snapbox::{assert_data_eq, str};

use super::Csl;
use crate::base::date::WorkDate;
use crate::cite::formatted::{Cite, Formatted, Wanted, WantedCluster};
use crate::cite::item::Item;
use crate::cite::style::Style;
use crate::parse::front::PersonName;

fn person(family: &str, given: &str) -> PersonName {
    PersonName::Person { family: family.to_owned(), given: given.to_owned() }
}

fn organisation(name: &str) -> PersonName {
    PersonName::Organisation(name.to_owned())
}

fn book(id: &str, title: &str, authors: Vec<PersonName>) -> Item {
    Item {
        id: id.to_owned(),
        kind: "book",
        title: Some(title.to_owned()),
        authors,
        issued: WorkDate::parse("1979").ok(),
        publisher: Some("Example Press".to_owned()),
        ..Item::default()
    }
}

fn gates() -> Item {
    book("gates", "A book of gates", vec![person("Rey", "Cyd")])
}

fn keys() -> Item {
    book("keys", "A book of keys", vec![person("Lund", "Ada"), person("Quist", "Bo")])
}

fn cite(item: usize) -> Cite {
    Cite { item, ..Cite::default() }
}

/// What a style makes of brackets, each a note of its own.
fn set(
    style: &str,
    language: &str,
    items: Vec<Item>,
    brackets: Vec<Vec<Cite>>,
) -> Formatted {
    let clusters = brackets.into_iter().enumerate();
    let clusters =
        clusters.map(|(at, cites)| WantedCluster { cites, note: Some(at + 1) }).collect();
    let wanted = Wanted { language: language.to_owned(), items, clusters };
    Csl::named(style).unwrap().set(&wanted).unwrap()
}

/// Brackets and entries, a line each; a bar stands between the pieces of a bracket.
fn lines(formatted: &Formatted) -> String {
    let bracket = |pieces: &Vec<crate::cite::formatted::Piece>| {
        let pieces: Vec<&str> = pieces.iter().map(|piece| piece.html.as_str()).collect();
        pieces.join("|")
    };
    let brackets = formatted.clusters.iter().map(bracket);
    let entries = formatted.entries.iter().map(|(_, html)| html.clone());
    brackets.chain(entries).map(|line| line + "\n").collect()
}

#[test]
fn nothing_of_a_work_is_html() {
    let odd = Item {
        url: Some("https://press.example/?a=\"><b>&c=<i>".to_owned()),
        publisher: Some("Lund & <script>alert(1)</script>".to_owned()),
        ..book("odd", "On <b>gates</b> & keys", vec![person("<i>Rey</i>", "C&D")])
    };
    let mut noted = cite(0);
    noted.prefix = "see <u>".to_owned();
    noted.suffix = "& <s>".to_owned();
    for style in ["chicago-notes", "apa"] {
        let formatted = set(style, "en", vec![odd.clone()], vec![vec![noted.clone()]]);
        let html = lines(&formatted);
        for raw in ["<b>", "<script", "<i>Rey", "<u>", "<s>", "C&D", "& ", "\"><"] {
            assert!(!html.contains(raw), "{style}: {raw}: {html}");
        }
    }
    assert_data_eq!(
        lines(&set("apa", "en", vec![odd], vec![vec![noted]])),
        str![[r#"
(|see &lt;u&gt; &lt;i&gt;Rey&lt;/i&gt;, 1979 &amp; &lt;s&gt;|)
&lt;i&gt;Rey&lt;/i&gt;, C. (1979). <i>On &lt;b&gt;gates&lt;/b&gt; &amp; keys</i>. Lund &amp; &lt;script&gt;alert(1)&lt;/script&gt;. <a href="https://press.example/?a=&quot;&gt;&lt;b&gt;&amp;c=&lt;i&gt;">https://press.example/?a="&gt;&lt;b&gt;&amp;c=&lt;i&gt;</a>

"#]]
    );
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let bad = Item { url: Some("javascript:alert(1)".to_owned()), ..gates() };
    let good = Item { url: Some("https://press.example/keys".to_owned()), ..keys() };
    assert_data_eq!(
        lines(&set("apa", "en", vec![bad, good], vec![vec![cite(0), cite(1)]])),
        str![[r#"
(|Lund &amp; Quist, 1979|; |Rey, 1979|)
Lund, A., &amp; Quist, B. (1979). <i>A book of keys</i>. Example Press. <a href="https://press.example/keys">https://press.example/keys</a>
Rey, C. (1979). <i>A book of gates</i>. Example Press. javascript:alert(1)

"#]]
    );
}

#[test]
fn an_organisation_with_a_particle_stays_whole() {
    let name = "Office of Ports and van den Harbours";
    let item = book("office", "Rules", vec![organisation(name)]);
    let cites = || vec![vec![cite(0)]];
    let all = ["chicago-notes", "apa", "modern-language-association"];
    let all: String =
        all.map(|style| lines(&set(style, "en", vec![item.clone()], cites()))).concat();
    assert_data_eq!(
        all,
        str![[r#"
Office of Ports and van den Harbours, <i>Rules</i> (Example Press, 1979)
Office of Ports and van den Harbours. <i>Rules</i>. Example Press, 1979.
(|Office of Ports and van den Harbours, 1979|)
Office of Ports and van den Harbours. (1979). <i>Rules</i>. Example Press.
(|Office of Ports and van den Harbours|)
Office of Ports and van den Harbours. <i>Rules</i>. Example Press, 1979.

"#]]
    );
}

#[test]
fn a_particle_stays_with_its_name() {
    let item = book("berg", "Rules", vec![person("van den Berg", "Dirk")]);
    let all = ["chicago-notes", "apa", "ieee"];
    let all: String = all
        .map(|style| lines(&set(style, "en", vec![item.clone()], vec![vec![cite(0)]])))
        .concat();
    assert_data_eq!(
        all,
        str![[r#"
Dirk van den Berg, <i>Rules</i> (Example Press, 1979)
Berg, Dirk van den. <i>Rules</i>. Example Press, 1979.
(|van den Berg, 1979|)
van den Berg, D. (1979). <i>Rules</i>. Example Press.
[1]
[1] D. van den Berg, <i>Rules</i>. Example Press, 1979.

"#]]
    );
}

#[test]
fn places_words_and_several_works() {
    let at = |item, term, value: &str| Cite {
        locator: Some((term, value.to_owned())),
        ..cite(item)
    };
    let words = |cite: Cite| Cite {
        prefix: "see".to_owned(),
        suffix: ", and passim".to_owned(),
        ..cite
    };
    let brackets = vec![
        vec![at(0, "page", "3")],
        vec![words(at(0, "page", "3-4")), at(1, "chapter", "2")],
        vec![at(1, "paragraph", "7"), cite(0)],
    ];
    let all = ["chicago-author-date", "apa", "modern-language-association", "ieee"];
    let all: String = all
        .map(|style| lines(&set(style, "en", vec![gates(), keys()], brackets.clone())))
        .concat();
    assert_data_eq!(
        all,
        str![[r#"
(|Rey 1979, 3|)
(|see Rey 1979, 3–4, and passim|; |Lund and Quist 1979, chap. 2|)
(|Lund and Quist 1979, para. 7|; |Rey 1979|)
Lund, Ada, and Bo Quist. 1979. <i>A Book of Keys</i>. Example Press.
Rey, Cyd. 1979. <i>A Book of Gates</i>. Example Press.
(|Rey, 1979, p. 3|)
(|Lund &amp; Quist, 1979, Chapter 2|; |see Rey, 1979, pp. 3–4, and passim|)
(|Lund &amp; Quist, 1979, para. 7|; |Rey, 1979|)
Lund, A., &amp; Quist, B. (1979). <i>A book of keys</i>. Example Press.
Rey, C. (1979). <i>A book of gates</i>. Example Press.
(|Rey 3|)
(|see Rey 3–4, and passim|; |Lund and Quist, ch. 2|)
(|Lund and Quist, par. 7|; |Rey|)
Lund, Ada, and Bo Quist. <i>A Book of Keys</i>. Example Press, 1979.
Rey, Cyd. <i>A Book of Gates</i>. Example Press, 1979.
[1, p. 3]
see [1, pp. 3–4], and passim|, |[2, Ch. 2]
[1]|, |[2, Para. 7]
[1] C. Rey, <i>A book of gates</i>. Example Press, 1979.
[2] A. Lund and B. Quist, <i>A book of keys</i>. Example Press, 1979.

"#]]
    );
}

#[test]
fn notes_are_short_when_they_come_again() {
    let at = Cite { locator: Some(("page", "9".to_owned())), ..cite(0) };
    let brackets = vec![vec![cite(0)], vec![at], vec![cite(1), cite(0)], vec![cite(1)]];
    assert_data_eq!(
        lines(&set("chicago-notes", "en", vec![gates(), keys()], brackets)),
        str![[r#"
Cyd Rey, <i>A Book of Gates</i> (Example Press, 1979)
Rey, <i>A Book of Gates</i>, 9
Ada Lund and Bo Quist, <i>A Book of Keys</i> (Example Press, 1979)|; |Rey, <i>A Book of Gates</i>
Lund and Quist, <i>A Book of Keys</i>
Lund, Ada, and Bo Quist. <i>A Book of Keys</i>. Example Press, 1979.
Rey, Cyd. <i>A Book of Gates</i>. Example Press, 1979.

"#]]
    );
}

#[test]
fn an_author_whom_the_text_has_named() {
    let bare = Cite { suppress_author: true, ..cite(0) };
    let at = Cite { locator: Some(("page", "9".to_owned())), ..bare.clone() };
    let brackets = vec![vec![bare], vec![at, cite(1)]];
    let all = ["apa", "chicago-notes", "ieee"];
    let all: String = all
        .map(|style| lines(&set(style, "en", vec![gates(), keys()], brackets.clone())))
        .concat();
    assert_data_eq!(
        all,
        str![[r#"
(|1979|)
(|Lund &amp; Quist, 1979|; |1979, p. 9|)
Lund, A., &amp; Quist, B. (1979). <i>A book of keys</i>. Example Press.
Rey, C. (1979). <i>A book of gates</i>. Example Press.
Cyd Rey, <i>A Book of Gates</i> (Example Press, 1979)
Rey, <i>A Book of Gates</i>, 9|; |Ada Lund and Bo Quist, <i>A Book of Keys</i> (Example Press, 1979)
Lund, Ada, and Bo Quist. <i>A Book of Keys</i>. Example Press, 1979.
Rey, Cyd. <i>A Book of Gates</i>. Example Press, 1979.
[1]
[1, p. 9]|, |[2]
[1] C. Rey, <i>A book of gates</i>. Example Press, 1979.
[2] A. Lund and B. Quist, <i>A book of keys</i>. Example Press, 1979.

"#]]
    );
}

#[test]
fn terms_in_the_language_of_the_text() {
    let edited = Item { editors: vec![person("Opal", "Per")], ..gates() };
    let at = Cite { locator: Some(("page", "3-4".to_owned())), ..cite(1) };
    let all = ["de", "fa", "de-AT", "xx"].map(|language| {
        let brackets = vec![vec![cite(0)], vec![at.clone()]];
        lines(&set("apa", language, vec![edited.clone(), keys()], brackets))
    });
    assert_data_eq!(
        all.concat(),
        str![[r#"
(|Rey, 1979|)
(|Lund &amp; Quist, 1979, S. 3–4|)
Lund, A., &amp; Quist, B. (1979). <i>A book of keys</i>. Example Press.
Rey, C. (1979). <i>A book of gates</i> (P. Opal, Hrsg.). Example Press.
(|Rey, 1979|)
(|Lund &amp; Quist, 1979, صص 3–4|)
Lund, A., &amp; Quist, B. (1979). <i>A book of keys</i>. Example Press.
Rey, C. (1979). <i>A book of gates</i> (P. Opal, ویراستار). Example Press.
(|Rey, 1979|)
(|Lund &amp; Quist, 1979, S. 3–4|)
Lund, A., &amp; Quist, B. (1979). <i>A book of keys</i>. Example Press.
Rey, C. (1979). <i>A book of gates</i> (P. Opal, Hrsg.). Example Press.
(|Rey, 1979|)
(|Lund &amp; Quist, 1979, pp. 3–4|)
Lund, A., &amp; Quist, B. (1979). <i>A book of keys</i>. Example Press.
Rey, C. (1979). <i>A book of gates</i> (P. Opal, Ed.). Example Press.

"#]]
    );
}

#[test]
fn marks_that_end_a_title_end_its_sentence() {
    let asks = Item {
        url: Some("https://press.example/?.,)".to_owned()),
        ..book("asks", "Who owns the pilot's quay?", vec![person("O'Neil", "Bo")])
    };
    let all = ["chicago-notes", "apa", "ieee"];
    let all: String = all
        .map(|style| lines(&set(style, "en", vec![asks.clone()], vec![vec![cite(0)]])))
        .concat();
    assert_data_eq!(
        all,
        str![[r#"
Bo O’Neil, <i>Who Owns the Pilot’s Quay?</i> (Example Press, 1979), <a href="https://press.example/?.,)">https://press.example/?.,)</a>
O’Neil, Bo. <i>Who Owns the Pilot’s Quay?</i> Example Press, 1979. <a href="https://press.example/?.,)">https://press.example/?.,)</a>.
(|O’Neil, 1979|)
O’Neil, B. (1979). <i>Who owns the pilot’s quay?</i> Example Press. <a href="https://press.example/?.,)">https://press.example/?.,)</a>
[1]
[1] B. O’Neil, <i>Who owns the pilot’s quay?</i> Example Press, 1979. [Online].  Available: <a href="https://press.example/?.,)">https://press.example/?.,)</a>

"#]]
    );
}

#[test]
fn a_style_that_is_not_there() {
    assert!(Csl::named("nowhere").is_none());
}
