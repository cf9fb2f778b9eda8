//! Words that settings may not give a second meaning.

/// The keys of an article's front matter. A taxonomy cannot have the key of one.
pub const ARTICLE_KEYS: [&str; 36] = [
    "title",
    "kicker",
    "standfirst",
    "alternative_headlines",
    "author",
    "authors",
    "credits",
    "kind",
    "date",
    "updated",
    "dateline",
    "series",
    "image",
    "key_points",
    "citation_style",
    "sources",
    "bibliography",
    "corrections",
    "notes",
    "status",
    "superseded_by",
    "disclosures",
    "funding",
    "reviewed_by",
    "views",
    "related",
    "internal",
    "draft",
    "embargo",
    "expires",
    "slug",
    "aliases",
    "lang",
    "template",
    "extra",
    "topic",
];

/// The styles in which citations are shown.
pub const STYLES: [&str; 3] = ["numbers", "outlets", "notes"];

/// First parts of addresses that are taken: no taxonomy but `topics` can be listed there,
/// and no standing page can stand there.
pub const FIRST_PARTS: [&str; 11] = [
    "articles",
    "archive",
    "authors",
    "topics",
    "sources",
    "series",
    "corrections",
    "search",
    "static",
    "assets",
    "page",
];

/// The classes of schema.org that an article can be.
pub const ARTICLE_CLASSES: [&str; 12] = [
    "Article",
    "NewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "Report",
    "ScholarlyArticle",
];
