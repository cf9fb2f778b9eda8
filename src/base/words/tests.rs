use super::*;
use crate::base::date::WorkDate;

fn words(language: &str) -> Words {
    Words::of(language, &OwnWords::default())
}

#[test]
fn dates_are_written_in_the_language() {
    let day = Date::constant(2026, 2, 5);
    let shown = ["en", "en-GB", "ar", "de", "fa", "fr", "tr", "ur", "es"]
        .map(|language| (language, words(language).day(day)));
    let expected = [
        ("en", "5 February 2026"),
        ("en-GB", "5 February 2026"),
        ("ar", "5 فبراير 2026"),
        ("de", "5. Februar 2026"),
        ("fa", "۵ فوریه ۲۰۲۶"),
        ("fr", "5 février 2026"),
        ("tr", "5 Şubat 2026"),
        ("ur", "5 فروری، 2026"),
        // There are no words for it, and half a translation would be none.
        ("es", "5 February 2026"),
    ];
    assert_eq!(shown, expected.map(|(language, text)| (language, text.to_owned())));
}

#[test]
fn dates_of_works_are_written_in_the_language() {
    let date = |language: &str, text: &str| {
        words(language).work_date(&WorkDate::parse(text).unwrap())
    };
    assert_eq!(date("en", "2026-02"), "February 2026");
    assert_eq!(date("fa", "2026-02"), "فوریه ۲۰۲۶");
    assert_eq!(date("de", "1979~"), "um 1979");
    assert_eq!(date("fr", "1979/1981"), "de 1979 à 1981");
    assert_eq!(date("ar-EG", "1979/1981"), "١٩٧٩–١٩٨١");
}

#[test]
fn numbers_take_the_figures_and_the_forms_of_the_language() {
    let numbers = ["en", "fa", "de", "ar-AE", "ur"].map(|l| words(l).number(12_345));
    assert_eq!(numbers, ["12345", "۱۲٬۳۴۵", "12.345", "12,345", "12,345"]);
    assert_eq!(words("fa").digits("2026"), "۲۰۲۶");
    assert_eq!(words("ar-EG").digits("iii-v, 12"), "iii-v, ١٢");
    assert_eq!(words("tr").digits("12"), "12");
    let forms = [0, 1, 2, 3, 11, 100].map(|n| words("ar").plural(n));
    assert_eq!(forms, ["zero", "one", "two", "few", "many", "other"]);
    assert_eq!([0, 1, 2].map(|n| words("fr").plural(n)), ["one", "one", "other"]);
    assert_eq!([0, 1, 2].map(|n| words("en").plural(n)), ["other", "one", "other"]);
}

#[test]
fn a_publication_has_words_of_its_own() {
    let text = |text: &str| Saying::Text(text.to_owned());
    let own = OwnWords::from([
        ("en".into(), [("Sources".to_owned(), text("References"))].into()),
        ("es".into(), [("Sources".to_owned(), text("Fuentes"))].into()),
        ("fa".into(), [("Sources".to_owned(), text("مآخذ"))].into()),
    ]);
    let said = |language: &str| Words::of(language, &own).say("Sources").to_owned();
    assert_eq!(said("en"), "References");
    assert_eq!(said("es"), "Fuentes");
    assert_eq!(said("fa"), "مآخذ");
    assert_eq!(said("de"), "Quellen");
    assert_eq!(
        Words::of("es", &own).day(Date::constant(2026, 2, 5)),
        "5 de febrero de 2026"
    );
    assert_eq!((key("en-GB", &own), key("it", &own)), ("en".into(), "en".into()));
}

#[test]
fn holes_are_filled_by_name() {
    assert_eq!(filled("{a} of {b}{c}", &[("b", "2"), ("a", "1")]), "1 of 2{c}");
    assert_eq!(filled("{a", &[("a", "1")]), "{a");
    assert_eq!(holes("{b} {a} {b}"), ["a", "b"]);
}

#[test]
fn names_stand_in_a_row() {
    assert_eq!(words("en").list(&["A", "B", "C"]), "A, B and C");
    assert_eq!(words("fa").list(&["A", "B", "C"]), "A، B و C");
}

#[test]
fn each_catalogue_can_be_read_and_has_all_forms() {
    for language in BUILT_IN {
        let sayings = catalogue::built_in(language);
        assert!(!sayings.is_empty(), "{language}");
        let words = words(language);
        let mut needed: Vec<&str> = (0..200).map(|n| words.plural(n)).collect();
        needed.extend(["other"]);
        for (text, saying) in &sayings {
            let Saying::Forms(forms) = saying else { continue };
            for form in &needed {
                assert!(forms.contains_key(*form), "{language}: {text}: {form}");
            }
        }
    }
}

/// The English texts of some files, each with its plural where it has one.
fn texts(folder: &str, ending: &str, calls: &[&str]) -> BTreeMap<String, Option<String>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.unwrap();
        let path = entry.path().to_str().unwrap();
        if !path.ends_with(ending)
            || ["tests", "marks", "import"].iter().any(|name| path.contains(name))
        {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for call in calls {
            for part in text.split(call).skip(1) {
                let mut quoted = part.trim_start().split('"');
                if quoted.next() != Some("") {
                    continue;
                }
                let Some(one) = quoted.next() else { continue };
                let plural = quoted.next().is_some_and(|between| between.trim() == ",");
                let many = quoted.next().filter(|many| plural && many.contains("{n}"));
                let known = found.entry(one.to_owned()).or_insert(None);
                *known = known.take().or_else(|| many.map(str::to_owned));
            }
        }
    }
    found
}

#[test]
fn every_text_is_in_every_catalogue_and_nothing_else_is() {
    let mut used = texts("templates", ".html", &["{{ t(", "=t(", "{t(", " t("]);
    let code = [".say(", "said(", "words.fill(", "words.count("];
    used.extend(texts("src", ".rs", &code));
    let labels = ["search", "social media", "e-mail", "cards", "front page", "feeds"];
    let kinds = crate::load::config::KINDS.map(|(_, label, _)| label);
    let free = FREE.iter().chain(&labels).chain(&kinds).chain(&["print", "Topics"]);
    used.extend(free.map(|text| ((*text).to_owned(), None)));
    for language in BUILT_IN {
        let sayings = catalogue::built_in(language);
        let missing: Vec<&String> =
            used.keys().filter(|text| !sayings.contains_key(*text)).collect();
        assert_eq!(missing, Vec::<&String>::new(), "not in {language}");
        let unused: Vec<&String> =
            sayings.keys().filter(|text| !used.contains_key(*text)).collect();
        assert_eq!(unused, Vec::<&String>::new(), "only in {language}");
        for (text, saying) in &sayings {
            let known = holes(text);
            for words in saying.texts() {
                let strange = holes(words).into_iter().find(|hole| !known.contains(hole));
                assert_eq!(strange, None, "{language}: {text}");
                // A single thing, and a pair, are said without a figure.
                let counted = matches!(saying, Saying::Forms(_));
                assert!(counted || holes(words) == known, "{language}: {text}");
                assert!(!words.contains('"'), "{language}: {text}");
            }
        }
    }
}
