//! The publication's settings: `site.toml`, typed.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::base::words::OwnWords;
use crate::load::host::{Csp, Host};
pub use crate::load::outputs::{Outputs, Switch};
use crate::load::robots::{Robots, Security};
pub use crate::load::target::{Place, Target};

/// The settings of a publication. What `site.toml` leaves out has the value of `Default`.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The publication's name.
    pub title: String,
    /// Where it is published, with its path: `https://x.example/analysis/`. Always ends
    /// in `/`.
    pub base_url: String,
    /// The language of its pages (BCP 47); `en` when not said.
    pub language: String,
    /// The time zone's IANA name; `UTC` when not said.
    pub timezone: String,
    /// The zone that `timezone` names.
    pub zone: TimeZone,
    /// One sentence about the publication.
    pub description: Option<String>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// The licence of its texts: an SPDX id (`CC-BY-4.0`), an address or words.
    pub licence: Option<String>,
    /// The image for cards of pages without their own: a file of `static/`.
    pub image: Option<String>,
    /// Accounts of the publication on other services: service, then handle or address.
    pub social: BTreeMap<String, String>,
    /// `numbers`, `outlets` or `notes`; `numbers` when not said.
    pub citation_style: String,
    /// An unknown author is an error, not a page without a profile.
    pub strict_authors: bool,
    /// Raw HTML in Markdown is passed through.
    pub raw_html: bool,
    /// The address at which the editor opens a file, of `{path}`, `{line}` and `{column}`:
    /// links of the preview are made of it.
    pub editor_url: Option<String>,
    /// `[addresses]`.
    pub addresses: Addresses,
    /// `[taxonomies]`: key in front matter (`regions`), then its settings. `topics` is
    /// always among them.
    pub taxonomies: BTreeMap<String, Taxonomy>,
    /// `[headlines]`.
    pub headlines: Headlines,
    /// `[evidence]`.
    pub evidence: EvidenceSettings,
    /// `[lists]`.
    pub lists: Lists,
    /// `[outputs]`.
    pub outputs: Outputs,
    /// `[limits]`.
    pub limits: Limits,
    /// `[links]`.
    pub links: Links,
    /// `[deploy.<name>]`: where the site is deployed to.
    pub deploy: BTreeMap<String, Target>,
    /// `[host]`.
    pub host: Host,
    /// `[csp]`.
    pub csp: Csp,
    /// `[robots]`.
    pub robots: Robots,
    /// `[security]`.
    pub security: Security,
    /// Search engines are asked to leave the site out.
    pub noindex: bool,
    /// `[statements]`: name, then text. `default` stands on every article that names none.
    pub statements: BTreeMap<String, String>,
    /// `[words.<language>]`: English text of the theme, then what stands for it.
    pub words: OwnWords,
    /// `[kinds.<id>]` beyond the built-in kinds, and the built-in ones changed.
    pub kinds: BTreeMap<String, Kind>,
}

/// Who publishes the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the keys of the file, documented in the manual")]
pub struct Publisher {
    pub name: String,
    pub logo: Option<String>,
    pub same_as: Vec<String>,
    /// Its class of schema.org; `Organization` when not said.
    pub schema: Option<String>,
}

/// `[addresses]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Addresses {
    /// The pattern of an article's address, of `{slug}`, `{year}`, `{month}`, `{day}` and
    /// `{kind}`. Begins and ends with `/` and holds `{slug}`.
    pub article: String,
}

/// One taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Taxonomy {
    /// Its name in headings: `Regions`.
    pub name: String,
}

/// `[headlines]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Headlines {
    /// What becomes of an alternative headline without a channel.
    pub unassigned: Unassigned,
    /// Whether the list "Also published as" stands open.
    pub open: bool,
    /// How long a headline may be.
    pub limits: Lengths,
}

/// `limits` of `[headlines]`: how many characters of a headline each channel shows; none where
/// it shows any length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is a channel, but for the title")]
pub struct Lengths {
    /// The page itself, and of alternatives those that are for no channel.
    pub title: Option<usize>,
    pub seo: Option<usize>,
    pub social: Option<usize>,
    pub x: Option<usize>,
    pub email: Option<usize>,
    pub card: Option<usize>,
    pub home: Option<usize>,
    pub feed: Option<usize>,
    pub print: Option<usize>,
}

/// The way to one of [`Lengths`].
pub type Length = fn(&mut Lengths) -> &mut Option<usize>;

impl Lengths {
    /// Each key, with the way to its number.
    pub const KEYS: [(&'static str, Length); 9] = [
        ("title", |l| &mut l.title),
        ("seo", |l| &mut l.seo),
        ("social", |l| &mut l.social),
        ("x", |l| &mut l.x),
        ("email", |l| &mut l.email),
        ("card", |l| &mut l.card),
        ("home", |l| &mut l.home),
        ("feed", |l| &mut l.feed),
        ("print", |l| &mut l.print),
    ];

    /// The number under a key.
    pub fn of(mut self, key: &str) -> Option<usize> {
        let (_, length) = Self::KEYS.iter().find(|(known, _)| *known == key)?;
        *length(&mut self)
    }
}

/// - The title: the former limit of Google's guidelines for `headline`, advice still.
/// - Search: results are cut by width, some 600 px; 60 characters fit nearly always.
/// - Social media and X: the limit of `twitter:title` in X's reference of card markup, which
///   other services' cards come close to.
/// - Cards and the front page: three lines of the default theme's narrowest column.
/// - E-mail: what a telephone's list of mails shows of a subject.
/// - Feeds and print show any length.
impl Default for Lengths {
    fn default() -> Self {
        Self {
            title: Some(110),
            seo: Some(60),
            social: Some(70),
            x: Some(70),
            email: Some(50),
            card: Some(80),
            home: Some(80),
            feed: None,
            print: None,
        }
    }
}

/// What becomes of an alternative headline without a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unassigned {
    /// It stands on the page, in metadata and in search.
    Publish,
    /// It stands in metadata only.
    Metadata,
    /// It is held back.
    Hold,
}

/// `[lists]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lists {
    /// Entries on one page of a listing; 0: no paging.
    pub page_size: usize,
    /// Articles on the home page.
    pub home: usize,
    /// Entries of a feed.
    pub feed: usize,
}

/// `[evidence]`: where the balance of sources is shown to readers. The desk always has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EvidenceSettings {
    /// On the list of sources.
    pub on_sources: bool,
    /// On the pages of authors.
    pub on_authors: bool,
    /// On the pages of topics and other terms.
    pub on_terms: bool,
}

/// `[limits]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Bytes of one text file (content or template).
    pub file_size: u64,
    /// How deep blocks of Markdown may stand inside each other.
    pub nesting: usize,
    /// How many input files.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_size: 5 * 1024 * 1024, nesting: 50, files: 500_000 }
    }
}

/// `[links]`: how the addresses of sources are asked for. No build reads it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Links {
    /// After how many days an address that was fine is asked for again.
    pub days: u32,
    /// Seconds between two requests to one host.
    pub pause: u32,
    /// Seconds to wait for an answer.
    pub timeout: u32,
    /// How often an address is asked for again that may only be out of order.
    pub retries: u32,
    /// Seconds after which a missing address is asked for the second time.
    pub confirm: u32,
    /// Where an archive is asked for copies.
    pub archive: String,
    /// Where an archive is asked to make one; the address stands behind it.
    pub save: String,
}

impl Default for Links {
    fn default() -> Self {
        Self {
            days: 7,
            pause: 1,
            timeout: 20,
            retries: 2,
            confirm: 60,
            archive: "https://archive.org/wayback/available".to_owned(),
            save: "https://web.archive.org/save/".to_owned(),
        }
    }
}

/// A kind of article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    /// The word on the page: `Analysis`.
    pub label: String,
    /// The class of schema.org: `AnalysisNewsArticle`.
    pub schema: String,
}

/// The built-in kinds: id, label, class of schema.org.
pub const KINDS: [(&str, &str, &str); 10] = [
    ("analysis", "Analysis", "AnalysisNewsArticle"),
    ("brief", "Brief", "Report"),
    ("commentary", "Commentary", "OpinionNewsArticle"),
    ("report", "Report", "Report"),
    ("explainer", "Explainer", "BackgroundNewsArticle"),
    ("interview", "Interview", "NewsArticle"),
    ("review", "Review", "ReviewNewsArticle"),
    ("essay", "Essay", "OpinionNewsArticle"),
    ("letter", "Letter", "OpinionNewsArticle"),
    ("news", "News", "ReportageNewsArticle"),
];

impl Default for Settings {
    fn default() -> Self {
        let topics = Taxonomy { name: "Topics".to_owned() };
        let kind = |label: &str, schema: &str| Kind {
            label: label.to_owned(),
            schema: schema.to_owned(),
        };
        Self {
            title: String::new(),
            base_url: String::new(),
            language: "en".to_owned(),
            timezone: "UTC".to_owned(),
            zone: TimeZone::UTC,
            description: None,
            publisher: None,
            licence: None,
            image: None,
            social: BTreeMap::new(),
            citation_style: "numbers".to_owned(),
            strict_authors: false,
            raw_html: false,
            editor_url: None,
            addresses: Addresses { article: "/articles/{slug}/".to_owned() },
            taxonomies: BTreeMap::from([("topics".to_owned(), topics)]),
            headlines: Headlines {
                unassigned: Unassigned::Publish,
                open: false,
                limits: Lengths::default(),
            },
            evidence: EvidenceSettings::default(),
            lists: Lists { page_size: 20, home: 20, feed: 20 },
            outputs: Outputs::default(),
            limits: Limits::default(),
            links: Links::default(),
            deploy: BTreeMap::new(),
            host: Host::default(),
            csp: Csp::default(),
            robots: Robots::default(),
            security: Security::default(),
            noindex: false,
            statements: BTreeMap::new(),
            words: OwnWords::new(),
            kinds: KINDS
                .iter()
                .map(|(id, label, schema)| ((*id).to_owned(), kind(label, schema)))
                .collect(),
        }
    }
}

impl Settings {
    /// The path of `base_url` with a `/` at both ends: `/` or `/analysis/`.
    pub fn base_path(&self) -> String {
        url::Url::parse(&self.base_url)
            .map_or_else(|_| "/".to_owned(), |u| u.path().to_owned())
    }
}
