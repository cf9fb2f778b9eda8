//! `site.toml`.

use crate::load::host::HostKind;
use crate::load::reserved::{ARTICLE_CLASSES, ORGANISATION_CLASSES};
use crate::load::robots::Ai;
use crate::schema::shape::Shape::{
    Contact, Either, Flag, Language, Many, Origin, Record, Style, Table, Text, Web,
    Whole, Words,
};
use crate::schema::shape::{Key, Object, Shape, key};
use crate::schema::targets::TARGETS;

const OF_PUBLISHER: Shape = Either(&[Text, Record(&PUBLISHER)]);
const TAXONOMIES: Shape = Table(&Either(&[Text, Record(&TAXONOMY)]));
const KINDS: Shape = Table(&Record(&KIND));
const ENVIRONMENTS: Shape = Table(&Record(&ENVIRONMENT));

/// The keys of settings that may stand in an environment too.
const KEYS: [Key; 31] = [
    key("title", Text, "The publication's name."),
    key("base_url", Web, "Where it is published, with its path."),
    key("requires", Text, "The version of Chancery that is needed: `0.1`."),
    key("language", Language, "The language of its pages; `en` when not said."),
    key("timezone", Text, "The IANA name of its time zone; `UTC` when not said."),
    key("description", Text, "One sentence about it."),
    key("publisher", OF_PUBLISHER, "Who publishes it: a name, or a table."),
    key("licence", Text, "The licence of its texts: an SPDX id, an address or words."),
    key(
        "image",
        Text,
        "The image of cards of pages without their own: a file of `static/`.",
    ),
    key(
        "citation_style",
        Style,
        "How citations are shown; `numbers` when not said. A style, or a `.csl` file of the publication.",
    ),
    key("strict_authors", Flag, "Every author needs a profile."),
    key("raw_html", Flag, "HTML in Markdown is kept."),
    key(
        "editor_url",
        Text,
        "The address at which links of the preview open a file, with `{path}`, `{line}` and `{column}`.",
    ),
    key(
        "social",
        Table(&Text),
        "Accounts on other services: service, then handle or address.",
    ),
    key("addresses", Record(&ADDRESSES), "How addresses are made."),
    key("taxonomies", TAXONOMIES, "Keys of front matter beside `topics`."),
    key("headlines", Record(&HEADLINES), "How alternative headlines are treated."),
    key("evidence", Record(&EVIDENCE), "What readers see of the balance of sources."),
    key("lists", Record(&LISTS), "How long lists are."),
    key("outputs", Record(&OUTPUTS), "What is built. Articles cannot be switched off."),
    key("limits", Record(&LIMITS), "What is too large."),
    key("links", Record(&LINKS), "How `chancery sources` asks for addresses."),
    key("statements", Table(&Text), "Texts by name, which `views` of an article names."),
    key("kinds", KINDS, "Kinds of article beyond the built-in ones, and those changed."),
    key(
        "words",
        Table(&Table(&Either(&[Text, Table(&Text)]))),
        "By language, words in place of the theme's: the English text, then its own words, or words by plural form.",
    ),
    key("noindex", Flag, "Search engines are asked to leave the site out."),
    key("host", Record(&HOST), "Where the site is hosted."),
    key("deploy", TARGETS, "Where `chancery deploy` sends the site, each by its name."),
    key("robots", Record(&ROBOTS), "What programs that gather texts are asked."),
    key("security", Record(&SECURITY), "Whom to tell of a weakness (`security.txt`)."),
    key("csp", Record(&CSP), "What pages may load or send to beside the site itself."),
];

/// The settings.
pub static SITE: Object = Object::new("site", "a publication", &ALL);

/// What stands in place of it for one build.
static ENVIRONMENT: Object = Object::new("environment", "a publication", &KEYS);

const ALL: [Key; 32] = {
    const ENV: Key = key(
        "env",
        ENVIRONMENTS,
        "Settings of one environment, by its name, which `--env` lays over the rest.",
    );
    let mut all = [ENV; 32];
    let mut at = 0;
    while at < KEYS.len() {
        // The title and the address come first, and must be there.
        all[at] = if at < 2 { KEYS[at].needed() } else { KEYS[at] };
        at += 1;
    }
    all
};

static HOST: Object = Object::new(
    "host",
    "`[host]`",
    &[
        key(
            "kind",
            Words(hosts),
            "What kind of host; without one nothing is made for a host.",
        ),
        key("domain", Text, "The domain, of a host that reads it in a file (`CNAME`)."),
    ],
);

static ROBOTS: Object = Object::new(
    "robots",
    "`[robots]`",
    &[
        key(
            "ai",
            Words(ai),
            "Whether programs that gather texts for language models may read the site; `allow` when not said.",
        ),
        key(
            "mining_reserved",
            Flag,
            "Whether the right to text and data mining is reserved.",
        ),
        key("mining_policy", Web, "Where it says under which terms mining is allowed."),
    ],
);

fn ai() -> Vec<&'static str> {
    Ai::WORDS.map(|(word, _)| word).to_vec()
}

static SECURITY: Object = Object::new(
    "security",
    "`[security]`",
    &[
        key(
            "contact",
            Many(&Contact),
            "Where to write to: `mailto:`, `tel:` or `https:`.",
        ),
        key("policy", Web, "Where it says how reports are treated."),
    ],
);

/// Origins.
const ORIGINS: Shape = Many(&Origin);

static CSP: Object = Object::new(
    "csp",
    "`[csp]`",
    &[
        key("connections", ORIGINS, "Origins that scripts may talk to (`connect-src`)."),
        key("fonts", ORIGINS, "Origins of fonts (`font-src`)."),
        key("forms", ORIGINS, "Origins that forms may send to (`form-action`)."),
        key("frames", ORIGINS, "Origins of frames (`frame-src`)."),
        key("images", ORIGINS, "Origins of images (`img-src`)."),
        key("media", ORIGINS, "Origins of sound and film (`media-src`)."),
        key("scripts", ORIGINS, "Origins of scripts (`script-src`)."),
        key("styles", ORIGINS, "Origins of style sheets (`style-src`)."),
    ],
);

fn hosts() -> Vec<&'static str> {
    HostKind::WORDS.map(|(word, _)| word).to_vec()
}

static PUBLISHER: Object = Object::new(
    "publisher",
    "a publisher",
    &[
        key("name", Text, "The name.").needed(),
        key("logo", Text, "A file of `static/`."),
        key("same_as", Many(&Web), "Addresses that stand for the same organisation."),
        key(
            "schema",
            Words(organisations),
            "Its class of schema.org; `Organization` when not said.",
        ),
    ],
);

static ADDRESSES: Object = Object::new(
    "addresses",
    "`[addresses]`",
    &[key(
        "article",
        Text,
        "The pattern of an article's address, of `{slug}`, `{year}`, `{month}`, `{day}` and `{kind}`.",
    )],
);

static TAXONOMY: Object = Object::new(
    "taxonomy",
    "a taxonomy",
    &[key("name", Text, "Its name in headings; made of the key when not said.")],
);

static HEADLINES: Object = Object::new(
    "headlines",
    "`[headlines]`",
    &[
        key(
            "unassigned",
            Words(ways),
            "What becomes of an alternative headline without a channel; `publish` when not said.",
        ),
        key("open", Flag, "Whether the list of alternative headlines stands open."),
        key(
            "limits",
            Record(&LENGTHS),
            "How many characters of a headline each channel shows; 0 is any number.",
        ),
    ],
);

static LENGTHS: Object = Object::new(
    "lengths",
    "`limits` of headlines",
    &[
        key("title", Whole(0), "The page itself; 110 when not said."),
        key("seo", Whole(0), "Search; 60 when not said."),
        key("social", Whole(0), "Social media; 70 when not said."),
        key("x", Whole(0), "X; 70 when not said."),
        key("email", Whole(0), "E-mail; 50 when not said."),
        key("card", Whole(0), "Cards; 80 when not said."),
        key("home", Whole(0), "The front page; 80 when not said."),
        key("feed", Whole(0), "Feeds; any number when not said."),
        key("print", Whole(0), "Print; any number when not said."),
    ],
);

static EVIDENCE: Object = Object::new(
    "evidence",
    "`[evidence]`",
    &[key(
        "balance",
        Many(&Words(balances)),
        "On which pages the balance of sources stands; the desk always has it.",
    )],
);

static LISTS: Object = Object::new(
    "lists",
    "`[lists]`",
    &[
        key(
            "page_size",
            Whole(0),
            "Articles on one page of a list; 20 when not said, 0 for no paging.",
        ),
        key("home", Whole(1), "Articles on the front page; 20 when not said."),
        key("feed", Whole(1), "Articles in a feed; 20 when not said."),
    ],
);

/// A switch that is on unless it is switched off.
const fn on(name: &'static str, about: &'static str) -> Key {
    key(name, Flag, about)
}

static OUTPUTS: Object = Object::new(
    "outputs",
    "`[outputs]`",
    &[
        on("home", "The front page."),
        on("articles", "The list of all articles, `/articles/`."),
        on("archive", "The lists by year, `/archive/2026/`."),
        on("authors", "The pages of authors."),
        on("author_list", "The list of authors."),
        on("topics", "The pages of topics and of terms of other taxonomies."),
        on("topic_list", "The lists of topics and of terms of other taxonomies."),
        on("outlets", "The pages of outlets."),
        on("outlet_list", "The list of outlets, `/sources/`."),
        on("works", "The pages of works that two articles cite."),
        on("series", "Series."),
        on("corrections", "The page of corrections."),
        on("pages", "Standing pages."),
        on("not_found", "`/404.html`."),
        on("atom", "`/feed.xml`, Atom."),
        on("rss", "`/rss.xml`, RSS 2.0."),
        on("json_feed", "`/feed.json`, JSON Feed."),
        on("term_feeds", "An Atom feed of each author, topic and outlet."),
        on("exports", "`cite.bib`, `references.ris` and the like beside each article."),
        on("sitemap", "`/sitemap.xml`."),
        on("search", "Search in the reader's browser, `/search/`."),
        on("manifest", "`/manifest.webmanifest`."),
        on("markdown", "The Markdown of each article; off unless it is switched on."),
        on("llms", "`/llms.txt`; off unless it is switched on."),
        on(
            "republish",
            "Each article to be republished, where the licence is one of the Creative Commons; off unless it is switched on.",
        ),
        on(
            "news_sitemap",
            "`/news-sitemap.xml`, the articles of the last two days; off unless it is switched on.",
        ),
        on("robots", "`/robots.txt`."),
        on("redirects", "Pages at old addresses that lead to the new ones."),
        on("shares", "The share addresses of headlines for social media."),
    ],
);

static LIMITS: Object = Object::new(
    "limits",
    "`[limits]`",
    &[
        key("file_size", Whole(1), "Bytes of one text file; 5242880 when not said."),
        key(
            "nesting",
            Whole(1),
            "How deep blocks of Markdown stand inside each other; 50 when not said.",
        ),
        key("files", Whole(1), "How many input files there are; 500000 when not said."),
    ],
);

static LINKS: Object = Object::new(
    "links",
    "`[links]`",
    &[
        key(
            "days",
            Whole(1),
            "After how many days an address that was fine is asked for again; 7 when not said.",
        ),
        key(
            "pause",
            Whole(0),
            "Seconds between two requests to one host; 1 when not said.",
        ),
        key("timeout", Whole(1), "Seconds to wait for an answer; 20 when not said."),
        key(
            "retries",
            Whole(0),
            "How often an address that may only be out of order is asked for again; 2 when not said.",
        ),
        key(
            "confirm",
            Whole(0),
            "Seconds after which a missing address is asked for a second time; 60 when not said.",
        ),
        key("archive", Web, "Where an archive is asked for copies."),
        key("save", Web, "Where an archive is asked to make one."),
    ],
);

static KIND: Object = Object::new(
    "kind",
    "a kind",
    &[
        key("label", Text, "The word on the page; made of the id when not said."),
        key(
            "schema",
            Words(articles),
            "The class of schema.org; `NewsArticle` when not said.",
        ),
    ],
);

fn organisations() -> Vec<&'static str> {
    ORGANISATION_CLASSES.to_vec()
}

fn articles() -> Vec<&'static str> {
    ARTICLE_CLASSES.to_vec()
}

fn ways() -> Vec<&'static str> {
    vec!["publish", "metadata", "hold"]
}

fn balances() -> Vec<&'static str> {
    vec!["sources", "authors", "topics"]
}
