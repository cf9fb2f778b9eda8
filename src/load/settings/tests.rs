//! The reading of `site.toml`, case by case.

use std::collections::BTreeMap;

use super::read;
use crate::base::cases::run;
use crate::base::path::FilePath;
use crate::load::config::{Kind, Publisher, Settings, Taxonomy, Unassigned};

fn sound(text: &str) -> Settings {
    let (settings, found) = read(text, &FilePath::new("site.toml"), "0.1.0", None);
    assert_eq!(found, [], "{text}");
    settings
}

#[test]
fn mistakes() {
    let read =
        |_: &str, text: &str| read(text, &FilePath::new("site.toml"), "0.1.4", None).1;
    run(read, include_str!("cases.txt"));
}

#[test]
fn the_least_settings() {
    let settings = sound("title = 'T'\nbase_url = 'https://x.example'\n");
    let expected = Settings {
        title: "T".to_owned(),
        base_url: "https://x.example/".to_owned(),
        ..Settings::default()
    };
    assert_eq!(settings, expected);
    assert_eq!(settings.base_path(), "/");
}

#[test]
fn all_settings() {
    let settings = sound(include_str!("whole.toml"));
    assert_eq!(settings.base_url, "https://x.example/analysis/");
    assert_eq!(settings.language, "en-GB");
    assert_eq!(settings.timezone, "Asia/Muscat");
    assert_eq!(settings.zone.iana_name(), Some("Asia/Muscat"));
    assert_eq!(settings.description.as_deref(), Some("D"));
    let publisher = Publisher {
        name: "P".to_owned(),
        logo: Some("logo.svg".to_owned()),
        same_as: vec!["https://www.wikidata.org/wiki/Q1".to_owned()],
        schema: Some("ResearchOrganization".to_owned()),
    };
    assert_eq!(settings.publisher, Some(publisher));
    assert_eq!(settings.licence.as_deref(), Some("CC-BY-4.0"));
    assert_eq!(settings.image.as_deref(), Some("card.png"));
    let pair =
        |key: &str, text: &str| BTreeMap::from([(key.to_owned(), text.to_owned())]);
    assert_eq!(settings.social, pair("mastodon", "https://m.example/@x"));
    assert_eq!(settings.statements, pair("default", "The author's own."));
    assert_eq!(settings.citation_style, "outlets");
    assert!(settings.strict_authors && settings.raw_html);
    let editor = Some("zed://file/{path}:{line}:{column}");
    assert_eq!(settings.editor_url.as_deref(), editor);
    assert_eq!(settings.addresses.article, "/{year}/{slug}/");
    let name = |name: &str| Taxonomy { name: name.to_owned() };
    let taxonomies = BTreeMap::from([
        ("regions".to_owned(), name("Parts of the world")),
        ("research_areas".to_owned(), name("Research areas")),
        ("topics".to_owned(), name("Subjects")),
    ]);
    assert_eq!(settings.taxonomies, taxonomies);
    assert_eq!(settings.headlines.unassigned, Unassigned::Hold);
    assert!(settings.headlines.open);
    let limits = ["title", "seo", "social", "feed", "weather"];
    let limits = limits.map(|key| settings.headlines.limits.of(key));
    assert_eq!(limits, [Some(90), None, Some(70), Some(100), None]);
    let lists = settings.lists;
    assert_eq!((lists.page_size, lists.home, lists.feed), (0, 12, 30));
    let outputs = settings.outputs;
    assert!(!outputs.archive && outputs.atom && outputs.rss && outputs.news_sitemap);
    let limits = settings.limits;
    assert_eq!(
        (limits.file_size, limits.nesting, limits.files),
        (1_000_000, 20, 500_000)
    );
    let kind = |label: &str, schema: &str| Kind {
        label: label.to_owned(),
        schema: schema.to_owned(),
    };
    assert_eq!(settings.kinds["dispatch"], kind("Dispatch", "ReportageNewsArticle"));
    assert_eq!(settings.kinds["field-note"], kind("Field note", "NewsArticle"));
    assert_eq!(settings.kinds["analysis"], kind("Analyses", "AnalysisNewsArticle"));
}
