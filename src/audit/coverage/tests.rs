//! What the rules find, and what they must not find.

use super::*;
use crate::base::path::FilePath;
use crate::parse::markdown::content::{Input, content};

/// The claims of a body, each as `block: kinds: sentence`.
fn found_in(body: &str, language: &str) -> Vec<String> {
    let file = FilePath::new("content/articles/a.md");
    let text = format!("---\ntitle: T\n---\n{body}");
    let points = ["Exports fell by 12 per cent.".to_owned()];
    let (content, diagnostics) = content(&Input {
        file: &file,
        text: &text,
        body: 17..text.len(),
        title: Some("The Title"),
        language,
        labels: &[],
        standfirst: Some("It fell by 12 per cent."),
        caption: None,
        key_points: &points,
        raw_html: false,
        nesting: 50,
    });
    assert_eq!(diagnostics, []);
    let show = |claim: ClaimView| {
        format!("{}: {}: {}", claim.block, claim.kinds.join("+"), claim.sentence)
    };
    claims(&content, language).into_iter().map(show).collect()
}

/// Which kinds a sentence alone is found to be.
fn kinds(sentence: &str, language: &str) -> String {
    let found = found_in(sentence, language);
    let kinds = found.iter().map(|f| f.split(": ").nth(1).unwrap_or_default());
    kinds.collect::<Vec<_>>().join(" | ")
}

#[test]
fn numbers_that_state_something_are_found() {
    let cases = [
        ("Exports fell by 12 per cent.", "en"),
        ("Exports fell by 12%.", "en"),
        ("Exports fell by twelve per cent.", "en"),
        ("It cost $40.", "en"),
        ("It cost US$40m.", "en"),
        ("Some 1,200 ships passed.", "en"),
        ("The port holds 40 ships.", "en"),
        ("Two million live there.", "en"),
        ("Hundreds of them stayed.", "en"),
        ("A third of the fleet lay idle.", "en"),
        ("There were 2000 people on the quay.", "en"),
        ("In 2019 the port had 3.5 berths a ship.", "en"),
        ("The 12-day war ended there.", "en"),
        ("Between 30–40 ships wait.", "en"),
        ("In March 2024 it had 55 berths.", "en"),
        ("Les exportations ont baissé de 12 %.", "fr"),
        ("Die Ausfuhren fielen um 12 Prozent.", "de"),
        ("انخفضت الصادرات بنسبة ١٢ في المئة.", "ar"),
        ("صادرات ۱۲ درصد کم شد.", "fa"),
    ];
    for (sentence, language) in cases {
        assert_eq!(kinds(sentence, language), "number", "{sentence}");
    }
}

#[test]
fn numbers_that_state_nothing_are_not() {
    let cases = [
        ("The port opened in 1979.", "en"),
        ("From 1979–1981 it was shut, and in 1979–81 too.", "en"),
        ("It was the fashion of the 1990s.", "en"),
        ("Talks began on 5 February 2026.", "en"),
        ("Talks began on February 5, 2026, in Muscat.", "en"),
        ("Talks ran from 5 to 7 February.", "en"),
        ("Talks ran on 5–7 February.", "en"),
        ("It changed on 2026-02-05.", "en"),
        ("They met at 9 a.m. and again at 14:30.", "en"),
        ("It was the 19th century.", "en"),
        ("The G7, an F-35 and COVID-19 are names.", "en"),
        ("As Resolution 2231 and Article 4 say, see Figure 3 on page 12.", "en"),
        ("It began on 9/11.", "en"),
        ("Version 2.4.0 is out.", "en"),
        ("1\\) The port is shut.", "en"),
        ("Write `page_size = 20` and `12 per cent` there.", "en"),
        ("See <https://example.org/a/20>.", "en"),
        ("Les pourparlers ont commencé le 5 février 2026.", "fr"),
        ("Die Gespräche begannen am 5. Februar 2026.", "de"),
        ("بدأت المحادثات في 5 فبراير 2026.", "ar"),
        ("Three capitals choose the same channel.", "en"),
    ];
    for (sentence, language) in cases {
        assert_eq!(kinds(sentence, language), "", "{sentence}");
    }
}

#[test]
fn quotations_of_four_words_are_found() {
    let cases = [
        ("He wrote “the channel is still open” to them.", "en", "quotation"),
        ("He wrote \"the channel is still open\" to them.", "en", "quotation"),
        ("He wrote ‘the host doesn’t take sides’ to them.", "en", "quotation"),
        ("Il écrit « le canal reste ouvert » à tous.", "fr", "quotation"),
        ("Er schrieb „der Kanal bleibt noch offen“ an alle.", "de", "quotation"),
        ("كتب «القناة ما زالت مفتوحة» إليهم.", "ar", "quotation"),
        ("The “maximum pressure” of old is back.", "en", ""),
        ("The ministers’ houses and the ports’ walls don’t count here.", "en", ""),
        ("“The channel is open. It will stay.” So he wrote.", "en", "quotation"),
    ];
    for (sentence, language, expected) in cases {
        assert_eq!(kinds(sentence, language), expected, "{sentence}");
    }
}

#[test]
fn reports_are_found_by_the_rules_of_the_language() {
    let cases = [
        ("According to the ministry, talks go on.", "en", "attribution"),
        ("The ministry said that talks go on.", "en-GB", "attribution"),
        ("State media reported the visit.", "en", "attribution"),
        ("That said, talks go on.", "en", ""),
        ("It is easier said than done.", "en", ""),
        ("They act according to plan and according to rules.", "en", "attribution"),
        ("Selon le ministère, rien ne change.", "fr", "attribution"),
        ("D’après le ministère, rien ne change.", "fr", "attribution"),
        ("Laut Ministerium bleibt alles so.", "de", "attribution"),
        ("Es war sehr laut im Saal.", "de", ""),
        ("وفقاً لوزارة الخارجية، تستمر المحادثات.", "ar", "attribution"),
        ("تستمر المحادثات وبحسب الوزارة لا تغيير.", "ar", "attribution"),
        ("Selon means nothing in English.", "en", ""),
        ("Ministeriet said ingenting.", "sv", ""),
    ];
    for (sentence, language, expected) in cases {
        assert_eq!(kinds(sentence, language), expected, "{sentence}");
    }
}

#[test]
fn a_paragraph_that_cites_is_left_alone() {
    let body = "\
Exports fell by 12 per cent.[@a] They fell by 3 more in Duqm.

He said three things:

> “The channel is open, and it will stay.”[@a]

The ports reported two:

- 40 ships in the roads[@a]
- 12 ships at the quay

Imports rose by 9 per cent.[^n] They may rise again.

Nobody was asked about the 30 others.[^m]

[^n]: The table has them.[@a]
[^m]: It names 30 ports.
";
    assert_eq!(
        found_in(body, "en"),
        [
            "p-12-ships-at-the-quay: number: 12 ships at the quay",
            "p-nobody-was-asked-about-the: number: Nobody was asked about the 30 others.",
            "fn-m: number: It names 30 ports.",
        ]
    );
}

#[test]
fn only_prose_is_looked_at() {
    let body = "\
## 40 ships in the roads

```text
40 ships said \"we are all still here\"
```

| Port | Ships |
|------|-------|
| Duqm | 40    |

![A drawing of 40 ships](https://example.org/a.png \"All 40 ships, the master said\")

> The channel is open and will stay so.

> Not four words.

> [!NOTE]
> This publication holds all its ships to be made of paper.
";
    assert_eq!(
        found_in(body, "en"),
        ["p-the-channel-is-open-and: quotation: The channel is open and will stay so."]
    );
}

#[test]
fn each_sentence_is_named_with_all_that_is_in_it() {
    let body = "The port is old. Its master said “we have 40 ships here”, and left. \
                It handled 12 per cent of them.\n";
    assert_eq!(
        found_in(body, "en"),
        [
            "p-the-port-is-old-its: number+quotation+attribution: Its master said “we have 40 ships here”, and left.",
            "p-the-port-is-old-its: number: It handled 12 per cent of them.",
        ]
    );
}

#[test]
fn a_long_sentence_is_cut_at_a_word() {
    let long = "word ".repeat(40);
    assert_eq!(cut(&long, 12), "word word…");
    assert_eq!(cut("four more, words", 10), "four more…");
    assert_eq!(cut("four more words", 9), "four more…");
    assert_eq!(cut("four", 4), "four");
    assert_eq!(cut("مرحبا بكم جميعا", 8), "مرحبا…");
}
