//! Whether front matter may hold one of the keys that decide whether what it describes is
//! public, told from its text without reading it as YAML.

/// The keys.
const KEYS: [&str; 3] = ["draft", "embargo", "expires"];

/// The keys that decide when a headline is shown.
const TIMES: [&str; 2] = ["from", "until"];

/// The key that headlines stand under.
const HEADLINES: &str = "alternative_headlines";

/// Whether front matter may hold one of the keys. `false` is certain: a key can only be written
/// with its letters before a colon, but for letters by their numbers after a backslash, a key
/// that is an alias of a text elsewhere, and one that is marked by a question mark.
pub fn may_hold(front: &str) -> bool {
    const NUMBER: char = '\\';
    const ALIAS: char = '*';
    const MARKED: [&str; 4] = ["? ", "?\t", "?\n", "?\r"];
    if front.contains(NUMBER) {
        return true;
    }
    let times = if front.contains(HEADLINES) { &TIMES[..] } else { &[] };
    let mut named = false;
    for key in KEYS.iter().chain(times) {
        for (at, _) in front.match_indices(*key) {
            named = true;
            let after = front.get(at + key.len()..).unwrap_or_default();
            let after = after.strip_prefix(['"', '\'']).unwrap_or(after);
            // A comment may stand between a key and its colon.
            if after.trim_start().starts_with([':', '#']) {
                return true;
            }
        }
    }
    named && (front.contains(ALIAS) || MARKED.iter().any(|mark| front.contains(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::FilePath;
    use crate::parse::front_matter::article;
    use crate::parse::rules::Rules;

    /// Whether a front matter has one of the keys; if so, it must be caught.
    fn is_caught(front: &str) -> bool {
        let file = FilePath::new("content/articles/a.md");
        let text = match front.starts_with('{') {
            true => front.to_owned(),
            false => format!("title: x\n{front}\n"),
        };
        let mut wrong = Vec::new();
        let read = article::read(&file, &text, 0, &Rules::default(), &mut wrong);
        let read = read.filter(|_| wrong.is_empty());
        assert!(may_hold(&text), "{text}");
        read.is_some_and(|front| {
            let headlines = &front.alternative_headlines;
            front.draft
                || front.embargo.is_some()
                || front.expires.is_some()
                || headlines.iter().any(|h| h.draft || h.is_timed())
        })
    }

    #[test]
    fn no_way_to_write_a_key_of_a_headline_is_missed() {
        let mut held = 0;
        for front in [
            "alternative_headlines: [{ text: y, from: 2026-01-01 }]",
            "alternative_headlines: [{ text: y, \"until\":2026-01-01 }]",
            "alternative_headlines: { text: y, ? until : 2026-01-01 }",
            "alternative_headlines:\n  - text: y\n    from : 2026-01-01",
            "alternative_headlines:\n  - text: y\n    'until' # so\n      : 2026-01-01",
            "alternative_headlines:\n  - text: y\n    ? until\n    : 2026-01-01",
            "\"alternative\\x5fheadlines\": [{ text: y, from: 2026-01-01 }]",
            "kicker: &k from\nalternative_headlines: [{ text: y, *k : 2026-01-01 }]",
            "kicker: &k alternative_headlines\n*k : [{ text: y, from: 2026-01-01 }]",
            "alternative_headlines: [{ text: y, draft: true }]",
        ] {
            held += usize::from(is_caught(front));
        }
        assert!(held > 7, "{held}");
    }

    #[test]
    fn no_way_to_write_a_key_is_missed() {
        let mut held = 0;
        for front in [
            "draft: true",
            "draft : true",
            "draft\t: true",
            "\"draft\": true",
            "'draft': true",
            "\"dr\\x61ft\": true",
            "\"\\u0064raft\": true",
            "\"dra\\\n  ft\": true",
            "? draft\n: true",
            "? draft # so\n: true",
            "?\tdraft\n: true",
            "? \"draft\"\n: true",
            "? |-\n  draft\n: true",
            "? >-\n  draft\n: true",
            "!!str draft: true",
            "&key draft: true",
            "kicker: &key draft\n*key : true",
            "kicker: &key draft\n? *key\n: true",
            "draft: &yes true",
            "extra: { a: &yes true }\ndraft: *yes",
            "{ title: x, draft: true }",
            "{ title: x, draft : true }",
            "{ title: x, \"draft\":true }",
            "{ title: x, draft\n  : true }",
            "{ title: x, draft # so\n  : true }",
            "{ title: x, ? draft : true }",
            "{ title: x, 'draft'\n\n  :\n true }",
            "embargo: 2026-01-01",
            "expires: 2026-01-01",
            "\"expires\"  : 2026-01-01",
        ] {
            held += usize::from(is_caught(front));
        }
        // The others are no YAML, or not this reader's.
        assert!(held > 20, "{held}");
    }

    #[test]
    fn words_of_prose_are_no_keys() {
        for front in [
            "title: The embargo holds\n",
            "title: 'The draft'\nstandfirst: \"It expires soon. What then?\"\n",
            "slug: draft-law\nurl: https://example.org/?a=b\n",
            "date: 2026-02-05\n",
            "kicker: from: nobody\n",
            "title: A letter from Muscat\nalternative_headlines: [Until then]\n",
        ] {
            assert!(!may_hold(front), "{front}");
        }
    }
}
