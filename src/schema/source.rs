//! Works that are cited: in front matter, and in files of shared works.

use crate::schema::shape::Shape::{
    Any, Either, Formatted, Language, Many, Record, Table, Text, Web, WorkDate,
};
use crate::schema::shape::{Key, Object, Shape, key};

/// People who made a work.
const PEOPLE: Shape = Many(&Either(&[Text, Record(&PERSON)]));

/// The key of a source, and the other keys of one.
const KEYS: [Key; 29] = [
    key("key", Text, "The word by which it is cited: `[@key]`."),
    key("outlet", Text, "Who published it: an id of `content/outlets.yml`, or a name."),
    key("via", Text, "The agency behind a wire story."),
    key("author", PEOPLE, "Who wrote it: `Family, Given`, or a map."),
    key("authors", PEOPLE, "As `author`, of several."),
    key("editor", PEOPLE, "Who edited it."),
    key("editors", PEOPLE, "As `editor`, of several."),
    key("translator", PEOPLE, "Who translated it."),
    key("translators", PEOPLE, "As `translator`, of several."),
    key("title", Text, "Its title. Without one the source is an outlet and no work."),
    key("container", Text, "The journal, book or programme that it is part of."),
    key("publisher", Text, "The publisher, where that is not the outlet."),
    key("place", Text, "The place of publication."),
    key("volume", Text, "The volume."),
    key("issue", Text, "The issue."),
    key("pages", Text, "The pages that it stands on."),
    key("edition", Text, "The edition."),
    key("number", Text, "Its number: `RFC 4287`."),
    key(
        "date",
        WorkDate,
        "When it was published: `2026`, `2026-02`, `1979~`, `1979/1981`.",
    ),
    key("url", Web, "Where it is."),
    key("accessed", WorkDate, "When it was read there."),
    key("archive", Web, "The address of an archived copy."),
    key("lang", Language, "Its language."),
    key(
        "type",
        Text,
        "What sort of work it is: `news`, `report`, `book`, `standard` ...",
    ),
    key("doi", Text, "Its DOI: `10.1000/182`."),
    key("isbn", Text, "Its ISBN."),
    key("quote", Text, "The words that the article rests on."),
    key("access", Text, "Who can read it: `free`, `paywall` ..."),
    key("note", Text, "What else is to be said of it."),
];

/// A source of a list.
pub static SOURCE: Object =
    Object::new("source", "a source", &KEYS).any_of(&["key", "outlet", "url", "title"]);

/// A source of a map, whose key stands before it.
pub static KEYED: Object = Object::new("source-of-map", "a source", KEYS.split_at(1).1);

static PERSON: Object = Object::new(
    "person",
    "a person",
    &[
        key("family", Text, "The family name."),
        key("given", Text, "The other names.").with("family"),
        key("name", Text, "The name as `Family, Given`."),
        key("org", Text, "An organisation."),
    ],
)
.one_of(&["family", "name", "org"]);

/// People in the words of Hayagriva.
const NAMES: Shape = Many(&Either(&[Text, Record(&NAME)]));

// Static, not constant, since a parent may have parents.
static PARENTS: Shape = Many(&IS_PARENT);
static IS_PARENT: Shape = Record(&PARENT);
const URL: Shape = Either(&[Web, Record(&VISITED)]);
const PUBLISHERS: Shape = Either(&[Text, Record(&PUBLISHER)]);

/// The keys of a work in the words of Hayagriva.
static WORKS: [Key; 36] = [
    key("type", Text, "What sort of work it is: `article`, `book`, `report`, `web` ..."),
    key("title", Formatted, "Its title."),
    key("author", NAMES, "Who wrote it."),
    key("editor", NAMES, "Who edited it."),
    key(
        "affiliated",
        Many(&Table(&Any)),
        "Who else had a part: `{ role: translator, names: [...] }`.",
    ),
    key("date", WorkDate, "When it was published."),
    key("parent", PARENTS, "What it is part of: a journal, a book."),
    key("url", URL, "Where it is."),
    key("serial-number", Table(&Any), "Its numbers: `{ doi: ..., isbn: ... }`."),
    key("publisher", PUBLISHERS, "Who published it."),
    key("organization", Text, "The organisation behind it, where there is no publisher."),
    key("location", Text, "The place of publication."),
    key("volume", Text, "The volume."),
    key("issue", Text, "The issue."),
    key("page-range", Text, "The pages that it stands on."),
    key("edition", Text, "The edition."),
    key("language", Language, "Its language."),
    key("archive", Any, "The address of an archived copy; other words are left out."),
    key("note", Formatted, "What else is to be said of it."),
    key("genre", Formatted, "What sort of work it is, in words."),
    key(
        "outlet",
        Text,
        "Who published it: an id of `content/outlets.yml`, or a name. Chancery's own.",
    ),
    key("via", Text, "The agency behind a wire story. Chancery's own."),
    key("quote", Text, "The words that rest on it. Chancery's own."),
    key("access", Text, "Who can read it. Chancery's own."),
    key("abstract", Any, NOT_SHOWN),
    key("annote", Any, NOT_SHOWN),
    key("archive-location", Any, NOT_SHOWN),
    key("call-number", Any, NOT_SHOWN),
    key("chapter", Any, NOT_SHOWN),
    key("keywords", Any, NOT_SHOWN),
    key("keyword", Any, NOT_SHOWN),
    key("page-total", Any, NOT_SHOWN),
    key("runtime", Any, NOT_SHOWN),
    key("time-range", Any, NOT_SHOWN),
    key("volume-total", Any, NOT_SHOWN),
    key("issn", Any, NOT_SHOWN),
];

const NOT_SHOWN: &str = "Accepted, and not shown.";

/// A shared work.
pub static WORK: Object = Object::new("work", "a work", &WORKS);

static PARENT: Object = Object::new("parent", "a parent", &WORKS);

static NAME: Object = Object::new(
    "name",
    "a person",
    &[
        key("name", Text, "The family name; alone, the name of an organisation."),
        key("given-name", Text, "The other names."),
        key("prefix", Text, "What stands before the family name: `van`."),
        key("suffix", Text, "What stands behind it: `Jr.`"),
        key("alias", Any, NOT_SHOWN),
    ],
);

static VISITED: Object = Object::new(
    "visited",
    "an address",
    &[
        key("value", Web, "The address."),
        key("date", WorkDate, "When it was read there."),
    ],
);

static PUBLISHER: Object = Object::new(
    "publisher",
    "a publisher",
    &[key("name", Text, "The name."), key("location", Text, "The place of publication.")],
);
