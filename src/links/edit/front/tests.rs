use proptest::prelude::*;

use super::*;
use crate::links::edit::At;

const COPY: &str = "https://web.archive.org/web/2026/https://x.example/a";

fn wanted(index: usize, key: &str, url: &str) -> Wanted {
    let at = At::Source(index);
    Wanted { at, key: key.to_owned(), url: url.to_owned(), copy: COPY.to_owned() }
}

/// An article with these sources.
fn article(sources: &str) -> String {
    format!("---\ntitle: \"A\"\ndate: 2026-02-05\n{sources}kind: brief\n---\n\nText.\n")
}

fn edit(text: &str, wanted: &Wanted) -> Result<String, Refusal> {
    let file = FilePath::new("content/articles/a.md");
    crate::links::edit::record(&file, text, &Rules::default(), wanted)
}

/// What the sources become when the copy of the one of this index and key is recorded.
#[track_caller]
fn becomes(sources: &str, index: usize, key: &str, expected: &str) {
    let wanted = wanted(index, key, "https://x.example/a");
    let edited = edit(&article(sources), &wanted);
    let edited = edited.unwrap_or_else(|refusal| panic!("{sources}{refusal:?}"));
    assert_eq!(edited, article(expected).replace("COPY", &format!("\"{COPY}\"")));
}

#[test]
fn maps_in_lists() {
    becomes(
        "sources:\n  - { key: a, url: \"https://x.example/a\", lang: en } # kept\n",
        0,
        "a",
        "sources:\n  - { key: a, url: \"https://x.example/a\", archive: COPY, lang: en } # kept\n",
    );
    becomes(
        "sources:\n- Dawn\n- url: https://x.example/a   # one\n  key:   'a'\n",
        1,
        "a",
        "sources:\n- Dawn\n- url: https://x.example/a   # one\n  archive: COPY\n  key:   'a'\n",
    );
    becomes(
        "sources:\n    -   key: a\n        # above\n        url: 'https://x.example/a'\n        title: |\n          Long\n",
        0,
        "a",
        "sources:\n    -   key: a\n        # above\n        url: 'https://x.example/a'\n        archive: COPY\n        title: |\n          Long\n",
    );
    becomes(
        "sources:\n  - key: a\n    url: >-\n      https://x.example/a\n    lang: en\n",
        0,
        "a",
        "sources:\n  - key: a\n    archive: COPY\n    url: >-\n      https://x.example/a\n    lang: en\n",
    );
    becomes(
        "sources: [{ key: a,\n  url: \"https://x.example/a\",\n  lang: en,\n}]\n",
        0,
        "a",
        "sources: [{ key: a,\n  url: \"https://x.example/a\", archive: COPY,\n  lang: en,\n}]\n",
    );
    becomes(
        "sources:\n  - key: a\n    archive:\n    url: https://x.example/a\n",
        0,
        "a",
        "sources:\n  - key: a\n    archive: COPY\n    url: https://x.example/a\n",
    );
}

#[test]
fn addresses_alone() {
    becomes(
        "sources:\n  - Dawn\n  - https://x.example/a # here\n",
        1,
        "x.example/a",
        "sources:\n  - Dawn\n  - url: https://x.example/a # here\n    archive: COPY\n",
    );
    becomes(
        "sources: [Dawn, https://x.example/a]\n",
        1,
        "x.example/a",
        "sources: [Dawn, { url: https://x.example/a, archive: COPY }]\n",
    );
}

#[test]
fn maps_of_keys() {
    becomes(
        "sources:\n  dawn: Dawn\n  a: https://x.example/a\n  b:\n",
        1,
        "a",
        "sources:\n  dawn: Dawn\n  a:\n    url: https://x.example/a\n    archive: COPY\n  b:\n",
    );
    becomes(
        "sources: { dawn: Dawn, a: \"https://x.example/a\" }\n",
        1,
        "a",
        "sources: { dawn: Dawn, a: { url: \"https://x.example/a\", archive: COPY } }\n",
    );
    becomes(
        "sources:\n  a: { url: https://x.example/a }\n",
        0,
        "a",
        "sources:\n  a: { url: https://x.example/a, archive: COPY }\n",
    );
    becomes(
        "sources:\n  a:\n    title: T\n    url: https://x.example/a\n",
        0,
        "a",
        "sources:\n  a:\n    title: T\n    url: https://x.example/a\n    archive: COPY\n",
    );
}

#[test]
fn ends_of_lines_are_kept() {
    let sources = "sources:\n  - key: a\n    url: https://x.example/a\n";
    let text = article(sources).replace('\n', "\r\n");
    let edited = edit(&text, &wanted(0, "a", "https://x.example/a")).unwrap();
    let pair = format!("https://x.example/a\r\n    archive: \"{COPY}\"\r\n");
    assert_eq!(edited, text.replace("https://x.example/a\r\n", &pair));
}

/// What is said of sources that cannot be edited.
fn refused(sources: &str, index: usize, key: &str) -> (String, String) {
    let wanted = wanted(index, key, "https://x.example/a");
    let refusal = edit(&article(sources), &wanted).unwrap_err();
    (refusal.message, refusal.hint.replace(COPY, "COPY"))
}

#[test]
fn what_cannot_be_edited_is_refused() {
    let said = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
    assert_eq!(
        refused("sources:\n  - Dawn: https://x.example/a\n", 0, "Dawn"),
        said(
            "the short form `Dawn: ...` has no place for a copy",
            "write `{ key: \"Dawn\", outlet: \"Dawn\", url: \"https://x.example/a\", archive: \"COPY\" }`"
        )
    );
    let alias = said(
        "this source is an alias of something that stands elsewhere",
        "write it out, with `archive: \"COPY\"`",
    );
    let anchored = "extra: { s: &a { key: a, url: https://x.example/a } }\n";
    assert_eq!(refused(&format!("{anchored}sources: [*a]\n"), 0, "a"), alias);
    let all = "extra: { s: &a [{ key: a, url: https://x.example/a }] }\n";
    assert_eq!(refused(&format!("{all}sources: *a\n"), 0, "a"), alias);
    let by_hand = said(
        "`a` is written in a way that cannot be added to without changing more",
        "add `archive: \"COPY\"` to it by hand",
    );
    let repeated =
        "sources:\n  - &a { key: a, url: https://x.example/a }\nextra: { s: *a }\n";
    assert_eq!(refused(repeated, 0, "a"), by_hand);
    assert_eq!(
        refused(
            "sources:\n  - { key: a, url: https://x.example/a, archive: \"\" }\n",
            0,
            "a"
        ),
        said(
            "`archive` is there already, without the address of a copy",
            "write `archive: \"COPY\"`"
        )
    );
    assert_eq!(
        refused("sources: https://x.example/a\n", 0, "x.example/a").0,
        "`sources` is a single address, not a list"
    );
    let changed =
        said("the file was changed meanwhile", "type `chancery sources archive` again");
    assert_eq!(refused("sources: [Dawn]\n", 0, "a"), changed);
    assert_eq!(refused("", 0, "a"), changed);
}

/// One source as somebody may write it, with its key, and whether a copy can be put into it.
fn source(at: usize) -> impl Strategy<Value = (String, String, bool)> {
    let key = format!("k{at}");
    let url = format!("https://x.example/{at}?q=a,b&c=é");
    let keys = prop::sample::subsequence(
        vec![
            "title: \"T # 'x'\"",
            "lang: en",
            "note: 'it''s'",
            "date: 2026~",
            "volume: 4",
        ],
        0..4,
    );
    let quotes = prop::sample::select(vec!["\"", "'", ""]);
    let comment = prop::sample::select(vec!["", " # why: {", "   #x", " "]);
    (0..6usize, keys, quotes, comment, 0..3usize).prop_map(
        move |(form, keys, quote, comment, order)| {
            // A comma ends a bare value in brackets.
            let quote = if quote.is_empty() && form == 0 { "\"" } else { quote };
            let mut fields = vec![format!("key: {key}")];
            fields.extend(keys.into_iter().map(str::to_owned));
            let place = order.min(fields.len());
            fields.insert(place, format!("url: {quote}{url}{quote}"));
            let block = fields.join("\n    ");
            let commented = |text: &str| text.replacen('\n', &format!("{comment}\n"), 1);
            let bare = format!("x.example/{at}");
            match form {
                0 => (
                    format!("  - {{ {} }}{comment}\n", fields.join(", ")),
                    key.clone(),
                    true,
                ),
                1 => (format!("  - {quote}{url}{quote}{comment}\n"), bare, true),
                2 => (format!("  - {key}: {url}\n"), key.clone(), false),
                3 => (
                    format!("  - {}\n", block.replacen("\n", "\n\n", 1)),
                    key.clone(),
                    true,
                ),
                _ => (format!("  - {}\n", commented(&block)), key.clone(), true),
            }
        },
    )
}

proptest! {
    /// Whatever stands around it, an edit puts in one line or one pair, touches no other
    /// byte, and says the same as before but for the copy.
    #[test]
    fn an_edit_adds_and_changes_nothing(
        sources in (source(0), source(1), source(2), source(3)),
        at in 0..4usize,
        windows in any::<bool>(),
        body in "[ -~éن\n]{0,60}",
    ) {
        let (a, b, c, d) = sources;
        let all = [a, b, c, d];
        let listed: String = all.iter().map(|(text, ..)| text.as_str()).collect();
        let text = article(&format!("# before\nsources:\n{listed}# after\n")) + &body;
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let (_, key, possible) = &all[at];
        let url = format!("https://x.example/{at}?q=a,b&c=é");
        let wanted = wanted(at, key, &url);
        let edited = edit(&text, &wanted);
        prop_assert_eq!(edited.is_ok(), *possible, "{:?}\n{}", edited, text);
        if let Ok(edited) = edited {
            // The old bytes all stand in the new text, in their order; what is new is the
            // copy's pair and, around an address that stood alone, what makes a map of it.
            let mut left = text.chars().peekable();
            let added: String =
                edited.chars().filter(|c| left.next_if_eq(c).is_none()).collect();
            prop_assert_eq!(left.next(), None);
            prop_assert_eq!(added.len(), edited.len() - text.len());
            let letters = |text: &str| {
                let mut all: Vec<char> =
                    text.chars().filter(|c| !c.is_whitespace()).collect();
                all.sort_unstable();
                all
            };
            let pair = format!("archive: \"{COPY}\"");
            let forms = [pair.clone(), format!(", {pair}"), format!("url: {pair}")];
            let mut forms = forms.iter().map(|form| letters(form));
            prop_assert!(forms.any(|form| form == letters(&added)), "{}", added);
            let file = FilePath::new("content/articles/a.md");
            let read = |text: &str| {
                read::document(&file, Digest::default(), text, &Rules::default())
            };
            prop_assert!(says_the_same(&read(&text), &read(&edited), at, &wanted));
            // A second copy is refused, for the source has one now.
            prop_assert!(edit(&edited, &wanted).is_err());
        }
    }
}
