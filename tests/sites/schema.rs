//! What schema.org allows, as far as it is used: which class is a kind of which, which
//! property stands on which class, and what its value may be.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Each class with those that it is a kind of.
const CLASSES: [(&str, &str); 54] = [
    ("CreativeWork", "Thing"),
    ("Person", "Thing"),
    ("Organization", "Thing"),
    ("DefinedTerm", "Thing"),
    ("ItemList", "Thing"),
    ("ListItem", "Thing"),
    ("BreadcrumbList", "ItemList"),
    ("Article", "CreativeWork"),
    ("NewsArticle", "Article"),
    ("AnalysisNewsArticle", "NewsArticle"),
    ("OpinionNewsArticle", "NewsArticle"),
    ("BackgroundNewsArticle", "NewsArticle"),
    ("ReportageNewsArticle", "NewsArticle"),
    ("ReviewNewsArticle", "NewsArticle"),
    ("AskPublicNewsArticle", "NewsArticle"),
    ("AdvertiserContentArticle", "Article"),
    ("SatiricalArticle", "Article"),
    ("Report", "Article"),
    ("ScholarlyArticle", "Article"),
    ("SocialMediaPosting", "Article"),
    ("BlogPosting", "SocialMediaPosting"),
    ("WebPage", "CreativeWork"),
    ("AboutPage", "WebPage"),
    ("ContactPage", "WebPage"),
    ("CollectionPage", "WebPage"),
    ("ProfilePage", "WebPage"),
    ("WebSite", "CreativeWork"),
    ("CreativeWorkSeries", "CreativeWork"),
    ("DefinedTermSet", "CreativeWork"),
    ("Book", "CreativeWork"),
    ("Chapter", "CreativeWork"),
    ("Thesis", "CreativeWork"),
    ("Dataset", "CreativeWork"),
    ("Map", "CreativeWork"),
    ("Legislation", "CreativeWork"),
    ("Movie", "CreativeWork"),
    ("Photograph", "CreativeWork"),
    ("Review", "CreativeWork"),
    ("Episode", "CreativeWork"),
    ("PodcastEpisode", "Episode"),
    ("MediaObject", "CreativeWork"),
    ("ImageObject", "MediaObject"),
    ("VideoObject", "MediaObject"),
    ("AudioObject", "MediaObject"),
    ("Comment", "CreativeWork"),
    ("CorrectionComment", "Comment"),
    ("NewsMediaOrganization", "Organization"),
    ("ResearchOrganization", "Organization"),
    ("NGO", "Organization"),
    ("EducationalOrganization", "Organization"),
    ("CollegeOrUniversity", "EducationalOrganization"),
    ("GovernmentOrganization", "Organization"),
    ("Corporation", "Organization"),
    ("Thing", ""),
];

/// Each property, the classes that have it, and what it may be: classes, or `text`, `url`,
/// `date`, `moment`, `duration`, `number`, `truth`. A pixel count is a text.
const PROPERTIES: [(&str, &str, &str); 70] = [
    ("name", "Thing", "text"),
    ("url", "Thing", "url"),
    ("description", "Thing", "text"),
    ("sameAs", "Thing", "url"),
    ("image", "Thing", "ImageObject"),
    ("mainEntityOfPage", "Thing", "CreativeWork url"),
    ("headline", "CreativeWork", "text"),
    ("alternativeHeadline", "CreativeWork", "text"),
    ("inLanguage", "CreativeWork", "text"),
    ("translationOfWork", "CreativeWork", "CreativeWork"),
    ("workTranslation", "CreativeWork", "CreativeWork"),
    ("datePublished", "CreativeWork", "date"),
    ("dateModified", "CreativeWork", "moment"),
    ("expires", "CreativeWork", "moment"),
    ("author", "CreativeWork", "Person Organization"),
    ("editor", "CreativeWork", "Person"),
    ("translator", "CreativeWork", "Person Organization"),
    ("contributor", "CreativeWork", "Person Organization"),
    ("publisher", "CreativeWork", "Person Organization"),
    ("provider", "CreativeWork", "Person Organization"),
    ("isPartOf", "CreativeWork", "CreativeWork url"),
    ("hasPart", "CreativeWork", "CreativeWork"),
    ("position", "CreativeWork ListItem", "number"),
    ("genre", "CreativeWork", "text"),
    ("keywords", "CreativeWork", "text"),
    ("about", "CreativeWork", "Thing"),
    ("mainEntity", "CreativeWork", "Thing"),
    ("timeRequired", "CreativeWork", "duration"),
    ("citation", "CreativeWork", "CreativeWork text"),
    ("correction", "CreativeWork", "CorrectionComment"),
    ("text", "CreativeWork", "text"),
    ("creativeWorkStatus", "CreativeWork", "text"),
    ("license", "CreativeWork", "CreativeWork url"),
    ("isAccessibleForFree", "CreativeWork", "truth"),
    ("creditText", "CreativeWork", "text"),
    ("archivedAt", "CreativeWork", "url"),
    ("articleSection", "Article", "text"),
    ("wordCount", "Article", "number"),
    ("backstory", "Article", "text"),
    ("dateline", "NewsArticle", "text"),
    ("reviewedBy", "WebPage", "Person Organization"),
    ("breadcrumb", "WebPage", "BreadcrumbList"),
    ("isbn", "Book", "text"),
    ("width", "MediaObject", "text"),
    ("height", "MediaObject", "text"),
    ("caption", "ImageObject", "text"),
    ("jobTitle", "Person", "text"),
    ("affiliation", "Person", "Organization"),
    ("knowsAbout", "Person Organization", "text"),
    ("knowsLanguage", "Person Organization", "text"),
    ("email", "Person Organization", "text"),
    ("logo", "Organization", "ImageObject"),
    ("parentOrganization", "Organization", "Organization"),
    ("publishingPrinciples", "Organization Person CreativeWork", "url"),
    ("correctionsPolicy", "Organization", "url"),
    ("ethicsPolicy", "Organization", "url"),
    ("diversityPolicy", "Organization", "url"),
    ("unnamedSourcesPolicy", "Organization", "url"),
    ("actionableFeedbackPolicy", "Organization", "url"),
    ("ownershipFundingInfo", "Organization", "url"),
    ("masthead", "NewsMediaOrganization", "url"),
    ("missionCoveragePrioritiesPolicy", "NewsMediaOrganization", "url"),
    ("verificationFactCheckingPolicy", "NewsMediaOrganization", "url"),
    ("noBylinesPolicy", "NewsMediaOrganization", "url"),
    ("inDefinedTermSet", "DefinedTerm", "DefinedTermSet"),
    ("itemListElement", "ItemList", "ListItem"),
    ("item", "ListItem", "url"),
    ("termCode", "DefinedTerm", "text"),
    ("numberOfItems", "ItemList", "number"),
    ("startDate", "CreativeWorkSeries", "date"),
];

/// Whether a class is another or a kind of it.
fn is_a(class: &str, other: &str) -> bool {
    if class == other {
        return true;
    }
    let parent = CLASSES.iter().find(|(known, _)| *known == class);
    let (_, parent) = parent.unwrap_or_else(|| panic!("the class {class}"));
    !parent.is_empty() && is_a(parent, other)
}

/// The classes of named nodes, of a whole site.
pub type Named = BTreeMap<String, Vec<String>>;

/// Every node inside a value, the value itself among them.
pub fn nodes(value: &Value) -> Vec<&Map<String, Value>> {
    match value {
        Value::Object(map) => {
            let inner = map.values().flat_map(nodes);
            std::iter::once(map).chain(inner).collect()
        }
        Value::Array(values) => values.iter().flat_map(nodes).collect(),
        _ => Vec::new(),
    }
}

/// The text of a property.
pub fn text<'a>(node: &'a Map<String, Value>, property: &str) -> &'a str {
    node.get(property).and_then(Value::as_str).unwrap_or_default()
}

/// Checks that a node says nothing that its class cannot, and nothing of a wrong sort.
pub fn check(node: &Map<String, Value>, named: &Named, page: &str) {
    let class = text(node, "@type");
    if class.is_empty() {
        assert_eq!(node.keys().collect::<Vec<_>>(), ["@id"], "{page}");
        return;
    }
    for (property, value) in node {
        if property.starts_with('@') {
            continue;
        }
        let known = PROPERTIES.iter().find(|(name, ..)| name == property);
        let (_, on, range) = known.unwrap_or_else(|| panic!("{page}: {property}"));
        let allowed = on.split(' ').any(|other| is_a(class, other));
        assert!(allowed, "{page}: {property} on {class}");
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        assert!(!values.is_empty(), "{page}: {property} is empty");
        for value in values {
            let good = range.split(' ').any(|sort| is_of(value, sort, named));
            assert!(good, "{page}: {property} of {class} is {value}, no {range}");
        }
    }
}

fn is_of(value: &Value, sort: &str, named: &Named) -> bool {
    match (value, sort) {
        (Value::Number(_), "number") | (Value::Bool(_), "truth") => true,
        (Value::String(text), "text") => !text.trim().is_empty(),
        (Value::String(text), "url") => url::Url::parse(text).is_ok(),
        (Value::String(text), "date") => {
            let date = text.split('-').all(|part| part.parse::<u32>().is_ok());
            date || is_moment(text)
        }
        (Value::String(text), "moment") => is_moment(text),
        (Value::String(text), "duration") => {
            let minutes = text.strip_prefix("PT").and_then(|t| t.strip_suffix('M'));
            minutes.is_some_and(|minutes| minutes.parse::<u32>().is_ok())
        }
        (Value::Object(node), class) if class.starts_with(char::is_uppercase) => {
            let own = text(node, "@type");
            match named.get(text(node, "@id")) {
                _ if !own.is_empty() => is_a(own, class),
                Some(classes) => classes.iter().any(|own| is_a(own, class)),
                None => false,
            }
        }
        _ => false,
    }
}

/// A moment with its offset.
fn is_moment(text: &str) -> bool {
    text.len() == "2026-02-05T00:00:00+04:00".len()
        && text.parse::<jiff::Timestamp>().is_ok()
}

#[test]
fn the_table_refuses_what_is_wrong() {
    let node = |text: &str| match serde_json::from_str(text).unwrap() {
        Value::Object(map) => map,
        _ => panic!("a node"),
    };
    let refused = |text: &str| {
        let node = node(text);
        std::panic::catch_unwind(|| check(&node, &Named::new(), "")).is_err()
    };
    assert!(!refused(r#"{"@type":"NewsArticle","dateline":"Muscat"}"#));
    assert!(refused(r#"{"@type":"Report","dateline":"Muscat"}"#));
    assert!(refused(r#"{"@type":"Report","funder":"A text"}"#));
    assert!(refused(
        r#"{"@type":"ResearchOrganization","masthead":"https://x.example/"}"#
    ));
    assert!(refused(
        r#"{"@type":"Report","editor":{"@type":"Organization","name":"x"}}"#
    ));
    assert!(refused(r#"{"@type":"ImageObject","width":1200}"#));
    assert!(refused(r#"{"@type":"Article","dateModified":"2026-02-05"}"#));
}
