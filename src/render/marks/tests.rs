use super::*;
use crate::base::words::{OwnWords, Saying};

fn english(text: &str) -> String {
    Marked::new(text, &Words::default()).text
}

fn persian(text: &str) -> String {
    let text_of = |text: &str| Saying::Text(text.to_owned());
    let forms = [("one", "{n} فصل"), ("other", "{n} فصول")];
    let forms = forms.map(|(form, text)| (form.to_owned(), text.to_owned()));
    let own = OwnWords::from([(
        "fa".to_owned(),
        [
            ("Sources".to_owned(), text_of("<منابع>")),
            ("Read {date}".to_owned(), text_of("{date} خوانده")),
            ("{n} chapter".to_owned(), Saying::Forms(forms.into())),
        ]
        .into(),
    )]);
    Marked::new(text, &Words::of("fa", &own)).text
}

#[test]
fn english_words_stand_as_they_are_written() {
    let cases = [
        (r#"<h2>{{ t("Sources") }}</h2>"#, "<h2>Sources</h2>"),
        (
            r#"{{ t("Updated {d}", d=<date date={a.b} />) }}."#,
            "Updated {{ <date date={a.b} /> }}.",
        ),
        (
            r#"{{ t("{n} source", "{n} sources", n=page.x | length) }}"#,
            "{% if page.x | length == 1 %}{{ page.x | length }} source{% else %}{{ page.x | length }} sources{% endif %}",
        ),
        (
            r#"{{ <x label={t("Next")} n={number(a.b)} /> }}"#,
            r#"{{ <x label={"Next"} n={a.b} /> }}"#,
        ),
        (r#"{{ a | join(sep=t(", ")) }}"#, r#"{{ a | join(sep=", ") }}"#),
        (r#"{% set a = b or t("this") -%}"#, r#"{% set a = b or "this" -%}"#),
        (r#"{{- t("a") -}}"#, r#"{{- "" }}a{{ "" -}}"#),
        ("{{ digits(entry.year) }}", "{{ entry.year }}"),
        ("{{ word(card.status | capitalize) }}", "{{ card.status | capitalize }}"),
        (
            r#"{{ t("{a} in {b}", a=t("{n} x", "{n} xs", n=i), b=j) }}"#,
            "{% if i == 1 %}{{ i }} x{% else %}{{ i }} xs{% endif %} in {{ j }}",
        ),
        (
            r#"{% if a %}{{ f(t("{n} x", "{n} xs", n=i)) }}"#,
            r#"{% if a %}{{ f(((i) ~ " x" if i == 1 else (i) ~ " xs")) }}"#,
        ),
        (
            r#"{# t("a") #}{{ at("b") }}{{ a.t("b") }}{{ "t('c')" }}"#,
            r#"{# t("a") #}{{ at("b") }}{{ a.t("b") }}{{ "t('c')" }}"#,
        ),
        ("{{ t(page.x) }}{{ number() }}{ t }", "{{ t(page.x) }}{{ number() }}{ t }"),
        ("{{ t(\"a\"", "{{ t(\"a\""),
    ];
    for (written, expected) in cases {
        let expected = expected
            .replace("((i) ~ \" x\" if", "(((i) ~ \" x\") if")
            .replace("else (i) ~ \" xs\")", "else ((i) ~ \" xs\"))");
        assert_eq!(english(written), expected, "{written}");
    }
}

#[test]
fn words_of_a_language_take_their_place() {
    let cases = [
        (r#"{{ t("Sources") }}{{ t("None such") }}"#, "&lt;منابع&gt;None such"),
        (r#"{{ t("Read {date}", date=digits(x)) }}"#, "{{ (x | digits) }} خوانده"),
        (
            r#"{{ t("{n} chapter", "{n} chapters", n=x) }}"#,
            r#"{% if (x | plural) == "one" %}{{ (x | number) }} فصل{% else %}{{ (x | number) }} فصول{% endif %}"#,
        ),
        (r#"{{ f(t("Sources")) }}"#, r#"{{ f("<منابع>") }}"#),
        (r#"{{ f(t("Read {date}", date=x)) }}"#, r#"{{ f(((x) ~ " خوانده")) }}"#),
        ("{{ word(x) }}", "{{ (x | word) }}"),
    ];
    for (written, expected) in cases {
        assert_eq!(persian(written), expected, "{written}");
    }
}

#[test]
fn places_are_those_of_the_written_template() {
    let source = "ab {{ t(\"Sources\") }} {{ x }}\n{{ t(\"None\") }} {{ y }}";
    let marked = Marked::new(source, &Words::default());
    assert_eq!(marked.text, "ab Sources {{ x }}\nNone {{ y }}");
    let written = |text: &str| {
        let at = marked.text.find(text).unwrap();
        source.get(marked.written(&(at..at + text.len()))).unwrap().to_owned()
    };
    assert_eq!(written("ab"), "ab");
    assert_eq!(written("urc"), "{{ t(\"Sources\") }}");
    assert_eq!(written("{{ x }}"), "{{ x }}");
    assert_eq!(written("{{ y }}"), "{{ y }}");
}
