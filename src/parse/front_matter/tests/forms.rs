//! Every form of every key.

use std::sync::Arc;

use crate::base::date::{Moment, WorkDate};
use crate::base::path::FilePath;
use crate::parse::entities::*;
use crate::parse::front::*;
use crate::parse::front_matter::article;
use crate::parse::front_matter::home;
use crate::parse::front_matter::outlets;
use crate::parse::front_matter::page;
use crate::parse::front_matter::profile;
use crate::parse::rules::Rules;

fn article(text: &str) -> ArticleFront {
    let file = FilePath::new("content/articles/x.md");
    let rules = Rules {
        taxonomies: vec!["regions".to_owned(), "topics".to_owned()],
        ..Rules::default()
    };
    let mut out = Vec::new();
    let front = article::read(&file, text, 0, &rules, &mut out);
    assert_eq!(out, [], "{text}");
    front.unwrap()
}

fn of<T>(read: impl Fn(&mut Vec<crate::base::diagnostic::Diagnostic>) -> Option<T>) -> T {
    let mut out = Vec::new();
    let value = read(&mut out);
    assert_eq!(out, []);
    value.unwrap()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn all(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn headline(text: &str, channels: &[Channel], draft: bool) -> HeadlineFront {
    let (text, channels) = (text.to_owned(), channels.to_vec());
    HeadlineFront { text, channels, draft, ..HeadlineFront::default() }
}

#[test]
fn titles_keep_their_characters() {
    for (yaml, title) in [
        ("title: T", "T"),
        ("title: \"T: u\"", "T: u"),
        ("title: 1984", "1984"),
        ("title: 1.10", "1.10"),
        ("title: 007", "007"),
        ("title: no", "no"),
        ("title: 2026-02-05", "2026-02-05"),
        ("title: >\n  a\n  b", "a b"),
        ("title: \"  a  b \"", "a b"),
        ("title: a # b", "a"),
        ("---\ntitle: T", "T"),
        ("title: &x T\nkicker: *x", "T"),
        ("title: T\r\nkicker: K\r\n", "T"),
    ] {
        assert_eq!(article(yaml).title, title, "{yaml}");
    }
}

#[test]
fn headlines_authors_and_credits() {
    let front = article(include_str!("whole.yml"));
    assert_eq!(front.kicker, some("Back channels"));
    assert_eq!(front.standfirst, some("Why *three* capitals"));
    assert_eq!(
        front.alternative_headlines,
        [
            headline("The last neutral room", &[], false),
            headline("Oman’s role, explained", &[Channel::Seo], false),
            headline("Everyone talks", &[Channel::Social, Channel::Email], false),
            headline("Last resort", &[], true),
        ]
    );
    let guest = |name: &str| Byline::Guest {
        name: name.to_owned(),
        role: some("Editor"),
        affiliation: some("Desk"),
        bio: some("Bio"),
    };
    let unnamed =
        Byline::Unnamed { description: "A diplomat".to_owned(), reason: some("safety") };
    assert_eq!(
        front.authors,
        [
            Byline::Named("fiaz-ahmed".to_owned()),
            guest("Jane Doe"),
            Byline::Organisation("The Editors".to_owned()),
            unnamed,
        ]
    );
    assert_eq!(front.authors_key, "authors");
    let credit = |role, people: &[&str]| CreditFront { role, people: all(people) };
    assert_eq!(front.credits, [credit("with", &["a", "b"]), credit("editor", &["c"])]);
}

#[test]
fn the_other_keys_of_an_article() {
    let front = article(include_str!("whole.yml"));
    assert_eq!(front.kind, some("analysis"));
    assert_eq!(front.date, Moment::parse("2026-02-05").ok());
    assert_eq!(front.updated, Moment::parse("2026-02-07T10:00:00+04:00").ok());
    let topics = ("topics".to_owned(), all(&["iran", "Nuclear diplomacy"]));
    assert_eq!(front.terms, [("regions".to_owned(), all(&["gulf"])), topics]);
    assert_eq!(front.series, Some(SeriesFront { id: "back".to_owned(), part: Some(2) }));
    let image = ImageFront {
        src: "harbour.jpg".to_owned(),
        alt: "A harbour".to_owned(),
        caption: some("Caption"),
        credit: some("Credit"),
        licence: some("CC-BY-4.0"),
    };
    assert_eq!(front.image, Some(image));
    assert_eq!(front.key_points, all(&["One, two", "Three"]));
    assert_eq!(front.citation_style, some("notes"));
    let correction = CorrectionFront {
        date: Moment::parse("2026-02-07").unwrap(),
        text: "Misdated".to_owned(),
        at: some("In the"),
    };
    assert_eq!(front.corrections, [correction]);
    let note = NoteFront {
        kind: NoteKind::Clarification,
        date: Moment::parse("2026-02-06").ok(),
        text: "Note".to_owned(),
    };
    assert_eq!(front.notes, [note]);
    assert_eq!((front.status, front.superseded_by), (Status::Superseded, some("other")));
    assert_eq!((front.disclosures, front.funding), (some("D"), some("F")));
    assert_eq!(front.reviewed_by, all(&["r"]));
    assert_eq!((front.views, front.internal), (some("default"), some("Hold")));
    assert_eq!(front.related, Some(all(&["other-slug"])));
    assert!(front.draft);
    assert_eq!(front.embargo, Moment::parse("2026-02-05 09:00").ok());
    assert_eq!(front.expires, Moment::parse("2027-01-01").ok());
    assert_eq!((front.slug, front.lang), (some("quiet-corridor"), some("en-GB")));
    assert_eq!((front.dateline, front.template), (some("Muscat"), some("article.html")));
    assert_eq!(front.aliases, all(&["/2026/old-address/"]));
    assert_eq!(
        serde_json::to_string(&front.extra).unwrap(),
        r#"{"bare":"no","list":[1,1.5,"007",true,null],"map":{"a":"1"},"text":"1"}"#
    );
}

#[test]
fn one_value_in_the_place_of_a_list() {
    let front = article(
        "title: T\nauthor: Fiaz Ahmed\ntopics: iran\nalternative_headlines: U\n\
         key_points: One\ncredits: { editor: a }\nnotes: N\nseries: s\nrelated: []\n\
         image: { src: a.jpg, alt: \"\" }\nkicker:\nsources: Dawn\n",
    );
    assert_eq!(front.authors, [Byline::Named("Fiaz Ahmed".to_owned())]);
    assert_eq!(front.authors_key, "author");
    assert_eq!(front.terms, [("topics".to_owned(), all(&["iran"]))]);
    assert_eq!(front.alternative_headlines, [headline("U", &[], false)]);
    assert_eq!(front.key_points, all(&["One"]));
    assert_eq!(front.series, Some(SeriesFront { id: "s".to_owned(), part: None }));
    assert_eq!(front.related, Some(Vec::new()));
    assert_eq!(front.image.unwrap().alt, "");
    assert_eq!((front.kicker, front.kind), (None, None));
    assert_eq!(front.sources.len(), 1);
}

#[test]
fn every_form_of_a_source() {
    let outlet = |name: &str| SourceFront {
        key: name.to_owned(),
        label: some(name),
        ..SourceFront::default()
    };
    let address = "https://www.aa.com.tr/";
    let aa = SourceFront { url: some(address), ..outlet("Anadolu Ajansı") };
    let bare =
        SourceFront { key: "aa.com.tr".into(), url: some(address), ..Default::default() };
    let person = |family: &str, given: &str| PersonName::Person {
        family: family.to_owned(),
        given: given.to_owned(),
    };
    let front = article(&format!(
        "title: T\nsources:\n  - Dawn\n  - Anadolu Ajansı: {address}\n  - {address}\n  \
         - {{ key: full, outlet: dawn, via: afp, author: \"Family, Given\", title: A, \
         date: 1979/1981, url: \"https://x.example/\", editors: [{{ org: O }}, \
         {{ family: F, given: G }}, {{ name: N }}], doi: \"doi:10.1000/182\", volume: 007 }}\n  \
         - {{ outlet: BBC, title: B }}\n  - url: {address}x\n"
    ));
    let full = SourceFront {
        key: "full".to_owned(),
        outlet: some("dawn"),
        authors: vec![person("Family", "Given")],
        title: some("A"),
        date: WorkDate::parse("1979/1981").ok(),
        url: some("https://x.example/"),
        details: SourceDetails {
            via: some("afp"),
            editors: vec![
                PersonName::Organisation("O".to_owned()),
                person("F", "G"),
                person("N", ""),
            ],
            doi: some("10.1000/182"),
            volume: some("007"),
            ..SourceDetails::default()
        }
        .boxed(),
        ..SourceFront::default()
    };
    assert_eq!(
        front.sources[..4],
        [outlet("Dawn"), aa.clone(), bare, full].map(Arc::new)
    );
    assert_eq!(front.sources[4].key, "BBC");
    assert_eq!(front.sources[5].key, "aa.com.tr/x");
    let flow = article(&format!("title: T\nsources: [Dawn, Anadolu Ajansı: {address}]"));
    assert_eq!(flow.sources, [outlet("Dawn"), aa].map(Arc::new));
    let map = article(&format!(
        "title: T\nsources:\n  Dawn:\n  a: {address}\n  b: AFP\n  c: {{ title: C }}\n"
    ));
    let keys: Vec<&str> = map.sources.iter().map(|source| source.key.as_str()).collect();
    assert_eq!(keys, ["Dawn", "a", "b", "c"]);
    assert_eq!(*map.sources[0], outlet("Dawn"));
    assert_eq!(map.sources[1].url, some(address));
    assert_eq!(map.sources[2].outlet, some("AFP"));
    assert_eq!(map.sources[3].title, some("C"));
}

#[test]
fn authors_and_topics() {
    let file = FilePath::new("content/authors/x.md");
    let author = of(|out| {
        let text = "name: Fiaz Ahmed\nphoto: fiaz.jpg\norcid: https://orcid.org/0000-0002-1825-0097\n\
                    links: [{ label: Site, url: \"https://x.example/\" }, Blog: https://y.example/]\n\
                    languages: [en, ur]\nformer: yes\nemail: a@b.example\nsame_as: https://z.example/\n";
        profile::author(&file, text, 0, out)
    });
    assert_eq!(author.name, "Fiaz Ahmed");
    assert_eq!(author.photo.unwrap().alt, "Fiaz Ahmed");
    assert_eq!(author.orcid, some("0000-0002-1825-0097"));
    let labels: Vec<&str> = author.links.iter().map(|link| link.label.as_str()).collect();
    assert_eq!(labels, ["Site", "Blog"]);
    assert_eq!(author.languages, all(&["en", "ur"]));
    assert_eq!(author.same_as, all(&["https://z.example/"]));
    assert!(author.former && !author.org);
    let term = of(|out| {
        profile::term(&file, "name: Iran\nparent: gulf\naliases: [/persia/]\n", 0, out)
    });
    assert_eq!((term.name, term.parent), (some("Iran"), some("gulf")));
    assert_eq!(term.aliases, all(&["/persia/"]));
    assert_eq!(of(|out| profile::term(&file, "", 0, out)), TermFront::default());
}

#[test]
fn pages_and_their_menus() {
    let file = FilePath::new("content/pages/x.md");
    let menu = |text: &str| {
        of(|out| page::read(&file, &format!("title: About\n{text}"), 0, out)).menu
    };
    let entry = |label: Option<&str>, order| {
        Some(MenuFront { label: label.map(str::to_owned), order })
    };
    assert_eq!(menu(""), None);
    assert_eq!(menu("menu: false"), None);
    assert_eq!(menu("menu: true"), entry(None, 0));
    assert_eq!(menu("menu: 3"), entry(None, 3));
    assert_eq!(menu("menu: About us"), entry(Some("About us"), 0));
    assert_eq!(menu("menu: { label: Us, order: -1 }"), entry(Some("Us"), -1));
}

#[test]
fn home_and_outlets() {
    let file = FilePath::new("content/home.yml");
    let text = "lead: a\nsecond: [b, c]\npinned: [{ article: d, until: 2026-02-12 }, e]\n\
                rows: [{ title: Iran, topic: iran, limit: 4 }, { series: s }, { regions: gulf }, \
                { topics: oman }]\n";
    let rules = Rules {
        taxonomies: vec!["regions".to_owned(), "topics".to_owned()],
        ..Rules::default()
    };
    let home = of(|out| home::read(&file, text, &rules, out));
    assert_eq!((home.lead, home.second), (some("a"), all(&["b", "c"])));
    let pin = |article: &str, until| PinFront { article: article.to_owned(), until };
    assert_eq!(home.pinned, [pin("d", Moment::parse("2026-02-12").ok()), pin("e", None)]);
    let rows: Vec<(&str, &str, Option<usize>)> = home
        .rows
        .iter()
        .map(|row| (row.by.as_str(), row.value.as_str(), row.limit))
        .collect();
    assert_eq!(
        rows,
        [
            ("topic", "iran", Some(4)),
            ("series", "s", None),
            ("regions", "gulf", None),
            ("topic", "oman", None)
        ]
    );
    let text = "dawn: { name: Dawn, domains: [dawn.com], kind: newspaper, country: pk, lang: en, \
                aliases: [Dawn.com], owner: O, wikidata: Q42 }\nafp: AFP\n";
    let list = of(|out| outlets::read(&file, text, out));
    assert_eq!(list[0].domains, all(&["dawn.com"]));
    assert_eq!(
        (list[0].country.as_deref(), list[0].wikidata.as_deref()),
        (Some("PK"), Some("Q42"))
    );
    assert_eq!((list[1].id.as_str(), list[1].name.as_str()), ("afp", "AFP"));
    assert_eq!(of(|out| outlets::read(&file, "# none yet\n", out)), []);
}

#[test]
fn places_are_those_of_the_file() {
    let text = "---\r\ntitle: É: b\r\ntags: x\r\n---\r\nBody\r\n";
    let file = FilePath::new("content/articles/x.md");
    let split = crate::parse::front_matter::split::split_file(&file, text).unwrap();
    let mut out = Vec::new();
    article::read(
        &file,
        split.front(text),
        split.front.start,
        &Rules::default(),
        &mut out,
    );
    let said: Vec<String> =
        out.iter().map(|d| crate::base::cases::said(d, text)).collect();
    assert_eq!(
        said,
        [
            "error unquoted-colon at 12«É: b»: the value of `title` holds a colon and is not in \
             quotes -> write `title: \"É: b\"`",
            "error unknown-key at 19«tags»: `tags` is not a key of an article -> write `topics`",
        ]
    );
}
