//! Forty works in five styles of CSL, held against pandoc's processor: with the styles as
//! Debian has them, and with the very styles that are compiled in. Where the second agrees
//! with us the difference is one of the style's edition; every other has a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{Locale, Style};
use scraper::{Html, Selector};
use snapbox::{Data, assert_data_eq};

use crate::reasons::REASONS;
use crate::{build, here, run};

/// The styles by our names and by Debian's.
const STYLES: [(&str, &str); 5] = [
    ("chicago-notes", "chicago-fullnote-bibliography"),
    ("chicago-author-date", "chicago-author-date"),
    ("apa", "apa"),
    ("modern-language-association", "modern-language-association"),
    ("ieee", "ieee"),
];

const SITE: &str = "title = \"The Test Desk\"\nbase_url = \"https://desk.example/\"\n\
                    language = \"en\"\ntimezone = \"UTC\"\n";

/// Entries by their keys, as plain text.
type Entries = BTreeMap<String, String>;

/// The keys of the works, in their order.
fn keys() -> Vec<String> {
    let works = fs::read(here().join("works/works.json")).unwrap();
    let works: Vec<serde_json::Value> = serde_json::from_slice(&works).unwrap();
    works.iter().map(|work| work["id"].as_str().unwrap().to_owned()).collect()
}

/// The elements that a selector finds, by what follows `ref-` in their ids. Their text is
/// that of an element within, or their own.
fn entries(html: &str, selector: &str, within: &str) -> Entries {
    let selector = Selector::parse(selector).unwrap();
    let within = Selector::parse(within).unwrap();
    let html = Html::parse_document(html);
    let entry = |element: scraper::ElementRef<'_>| {
        let key = element.attr("id")?.strip_prefix("ref-")?.to_owned();
        let text: String = match element.select(&within).next() {
            Some(inner) => inner.text().collect(),
            None => element.text().collect(),
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        Some((key, words.join(" ")))
    };
    html.select(&selector).filter_map(entry).collect()
}

/// What we make of the works, by style.
fn ours() -> BTreeMap<&'static str, Entries> {
    let scratch = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = scratch.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.toml", SITE);
    let works = fs::read_to_string(here().join("works/works.json")).unwrap();
    write("content/references/works.json", &works);
    let cited: String =
        keys().iter().map(|key| format!("It is so.[@{key}]\n\n")).collect();
    for (style, _) in STYLES {
        let front = format!(
            "---\ntitle: In {style}\nauthor: A. Writer\ndate: 2026-02-01\nslug: {style}\n\
             citation_style: {style}\n---\n"
        );
        write(&format!("content/articles/{style}.md"), &format!("{front}{cited}"));
    }
    let output = scratch.path().join("built");
    build(scratch.path(), &output);
    let page = |style: &str| {
        let page = output.join(format!("articles/{style}/index.html"));
        entries(&fs::read_to_string(page).unwrap(), "li.reference", ".reference-line")
    };
    STYLES.map(|(style, _)| (style, page(style))).into()
}

/// What pandoc makes of the works in the style of a file.
fn theirs(style: &Path) -> Entries {
    let mut command = Command::new("pandoc");
    command.args(["-f", "csljson", "-t", "html", "--wrap=none", "--citeproc", "--csl"]);
    let output = run(command.arg(style).arg(here().join("works/works.json")));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}: run `bash tests/tools`");
    entries(&String::from_utf8(output.stdout).unwrap(), "div.csl-entry", "none")
}

/// A style as it is compiled in, with the English words that are compiled in: its own come
/// first. Two words that pandoc does not know are the ones that it knows for the same.
fn archived(style: &str) -> String {
    let mut style = ArchivedStyle::by_name(style).unwrap().get();
    let english = locales().into_iter().find(|locale| {
        locale.lang.as_ref().is_some_and(|code| code.0.eq_ignore_ascii_case("en-US"))
    });
    if let Style::Independent(style) = &mut style {
        let english = english.unwrap();
        style.locale.push(Locale { lang: None, info: None, ..english });
    }
    let xml = style.to_xml().unwrap();
    xml.replace("\"chicago-16\"", "\"chicago\"")
        .replace("<et-al term=\"et al\"", "<et-al")
}

/// The reason for a difference. What of the table serves is remembered.
fn reason(style: &str, key: &str, used: &mut BTreeSet<(&'static str, String)>) -> String {
    let fits = |list: &str, word: &str| list.split(' ').any(|w| w == word || w == "all");
    let mut why = Vec::new();
    for (styles, keys, reason) in REASONS {
        if fits(styles, style) && fits(keys, key) {
            used.extend([(reason, style.to_owned()), (reason, key.to_owned())]);
            why.push(reason);
        }
    }
    if why.is_empty() { "?".to_owned() } else { why.join("; ") }
}

#[test]
fn forty_works_in_five_styles_as_pandoc_sets_them() {
    let (ours, keys) = (ours(), keys());
    assert_eq!(keys.len(), 40);
    let (mut head, mut table, mut used) = (String::new(), String::new(), BTreeSet::new());
    for (style, debian) in STYLES {
        let folder = Path::new("/usr/share/citation-style-language/styles");
        let debian = theirs(&folder.join(format!("{debian}.csl")));
        let scratch = tempfile::tempdir().unwrap();
        let file = scratch.path().join("style.csl");
        fs::write(&file, archived(style)).unwrap();
        let same = theirs(&file);
        let [mut all, mut processor] = [0, 0];
        for key in &keys {
            let [own, debian, same] = [&ours[style], &debian, &same].map(|e| &e[key]);
            processor += usize::from(own != same);
            if own == debian && own == same {
                continue;
            }
            all += usize::from(own != debian);
            let why = match own == same {
                true => "the style's edition".to_owned(),
                false => reason(style, key, &mut used),
            };
            let _ = write!(table, "\n{style}: {key}\n  ours    {own}\n");
            let _ = writeln!(table, "  Debian  {debian}");
            if own != same {
                let _ = writeln!(table, "  same    {same}");
            }
            let _ = writeln!(table, "  because {why}");
        }
        let count =
            |differing: usize| format!("{} equal, {differing} not", 40 - differing);
        let [debian, same] = [count(all), count(processor)];
        let _ = writeln!(head, "{style}: Debian's edition {debian}; our edition {same}");
    }
    let wanted = Data::read_from(&here().join("works/differences.txt"), None);
    assert_data_eq!(format!("{head}{table}"), wanted.raw());
    assert!(!table.contains("because ?"), "a difference has no reason");
    for (styles, keys, reason) in REASONS {
        for word in styles.split(' ').chain(keys.split(' ')).filter(|word| *word != "all")
        {
            assert!(
                used.contains(&(reason, word.to_owned())),
                "`{word}` no longer differs: {reason}"
            );
        }
    }
}
