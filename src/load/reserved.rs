//! Words that settings may not give a second meaning.

/// The keys of an article's front matter. A taxonomy cannot have the key of one.
pub const ARTICLE_KEYS: [&str; 37] = [
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
    "translation_of",
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

/// The classes of schema.org that a publisher can be.
pub const ORGANISATION_CLASSES: [&str; 8] = [
    "Organization",
    "NewsMediaOrganization",
    "ResearchOrganization",
    "NGO",
    "EducationalOrganization",
    "CollegeOrUniversity",
    "GovernmentOrganization",
    "Corporation",
];

/// The class of a publisher that has a newsroom.
pub const NEWSROOM: &str = "NewsMediaOrganization";

/// What a standing page can say of how the publication works (`policy` of its front matter):
/// the word, and the property of schema.org that a publisher has for it.
pub const POLICIES: [(&str, &str); 11] = [
    ("principles", "publishingPrinciples"),
    ("corrections", "correctionsPolicy"),
    ("ethics", "ethicsPolicy"),
    ("diversity", "diversityPolicy"),
    ("unnamed-sources", "unnamedSourcesPolicy"),
    ("feedback", "actionableFeedbackPolicy"),
    ("ownership", "ownershipFundingInfo"),
    ("masthead", "masthead"),
    ("mission", "missionCoveragePrioritiesPolicy"),
    ("verification", "verificationFactCheckingPolicy"),
    ("no-bylines", "noBylinesPolicy"),
];

/// Those of them that schema.org gives to a newsroom only.
pub const NEWSROOM_POLICIES: [&str; 4] =
    ["masthead", "mission", "verification", "no-bylines"];
