//! The other files of `content/`: terms, standing pages, outlets, the front page, addresses.

use crate::load::reserved::POLICIES;
use crate::parse::front_matter::links;
use crate::schema::common::{ALIASES, EXTRA, LANG, SLUG, TEMPLATE};
use crate::schema::shape::Shape::{
    Day, Either, Flag, Kind, Language, Many, Moment, Record, Text, Web, Whole, Words,
};
use crate::schema::shape::{Object, Taxonomies, key};

/// The introduction of a term.
pub static TERM: Object = Object::new(
    "topic",
    "a topic",
    &[
        key("name", Text, "The name; that of the file when not said."),
        key("description", Text, "One sentence about it."),
        key("parent", Text, "The wider term."),
        key("same_as", Many(&Web), "Addresses that stand for the same thing."),
        ALIASES,
        EXTRA,
    ],
);

/// A standing page.
pub static PAGE: Object = Object::new(
    "page",
    "a page",
    &[
        key("title", Text, "The title.").needed(),
        key("description", Text, "One sentence about the page, for search and cards."),
        SLUG,
        ALIASES,
        TEMPLATE,
        LANG,
        key(
            "menu",
            Either(&[Flag, Whole(i64::MIN), Text, Record(&MENU)]),
            "Whether it stands in the menu: `true`, its place, its words, or a map of both.",
        ),
        key("policy", Many(&Words(policies)), "Which of the publisher's policies it is."),
        key("draft", Flag, "Hold it back: only the preview shows it."),
        EXTRA,
    ],
);

static MENU: Object = Object::new(
    "menu",
    "a menu entry",
    &[
        key("label", Text, "Its words in the menu; the title when not said."),
        key("order", Whole(i64::MIN), "Its place: smaller numbers come first."),
    ],
);

/// An outlet.
pub static OUTLET: Object = Object::new(
    "outlet",
    "an outlet",
    &[
        key("name", Text, "The name.").needed(),
        key("kind", Text, "What it is: `newspaper`, `news-agency`, `ministry` ..."),
        key("country", Text, "Its country, in two letters (ISO 3166-1)."),
        key("lang", Language, "The language that it publishes in."),
        key("owner", Text, "Who owns it."),
        key("wikidata", Text, "Its item of Wikidata: `Q42`."),
        key("aliases", Many(&Text), "Other names of it."),
        key("domains", Many(&Text), "Its domains: a work at one of them is its own."),
    ],
);

/// The front page.
pub static HOME: Object = Object::new(
    "home",
    "the home page",
    &[
        key(
            "lead",
            Text,
            "The article at the top, by the name of its file; the newest when not said.",
        ),
        key("second", Many(&Text), "The articles beside it."),
        key(
            "pinned",
            Many(&Either(&[Text, Record(&PIN)])),
            "Articles that stay at the top of the list.",
        ),
        key("rows", Many(&Record(&ROW)), "Rows of the newest of something."),
    ],
);

static PIN: Object = Object::new(
    "pinned",
    "a pinned article",
    &[
        key("article", Text, "The name of the article's file.").needed(),
        key("until", Moment, "Until when it stays."),
    ],
);

static ROW: Object = Object::new(
    "row",
    "a row",
    &[
        key("title", Text, "Its heading."),
        key("limit", Whole(1), "How many articles it shows."),
        key("topic", Text, "Of this topic."),
        key("series", Text, "Of this series."),
        key("author", Text, "Of this author."),
        key("kind", Kind, "Of this kind."),
    ],
)
.taxonomies(Taxonomies::One);

/// What became of an address.
pub static ADDRESS: Object = Object::new(
    "address",
    "an address",
    &[
        key("status", Words(links::words), "What it is.").needed(),
        key("why", Text, "What was answered."),
        key("asked", Day, "When it was last asked for."),
        key("fine", Day, "When it was last fine."),
        key("missing", Day, "Since when it is missing."),
        key("moved", Web, "Where it leads now."),
    ],
);

fn policies() -> Vec<&'static str> {
    POLICIES.map(|(word, _)| word).to_vec()
}
