//! People: those who wrote an article, their profiles, and their pictures.

use crate::schema::common::{ALIASES, EXTRA};
use crate::schema::shape::Shape::{
    Either, Flag, Language, Many, Pair, Record, Text, Web,
};
use crate::schema::shape::{Object, key};

/// An author who has no profile here.
pub static AUTHOR: Object = Object::new(
    "author-of-article",
    "an author",
    &[
        key("name", Text, "The name of a guest."),
        key("org", Text, "An organisation."),
        key("unnamed", Text, "Somebody who is not named: who that is, in words."),
        key("role", Text, "What the guest does.").with("name"),
        key("affiliation", Text, "Where the guest works.").with("name"),
        key("bio", Text, "One or two sentences about the guest.").with("name"),
        key("reason", Text, "Why the name is kept back.").with("unnamed"),
    ],
)
.one_of(&["name", "org", "unnamed"]);

/// Who else worked on an article.
pub static CREDITS: Object = Object::new(
    "credits",
    "the credits",
    &[
        key("with", Many(&Text), "Who wrote it with the authors."),
        key("translator", Many(&Text), "Who translated it."),
        key("editor", Many(&Text), "Who edited it."),
        key("photographs", Many(&Text), "Who took the photographs."),
    ],
);

/// The image of an article.
pub static IMAGE: Object = Object::new(
    "image",
    "an image",
    &[
        key("src", Text, "The file: beside the article, or in `static/` after a `/`.")
            .needed(),
        key(
            "alt",
            Text,
            "What it shows, in words; empty in quotes when it is decoration.",
        )
        .needed(),
        key("caption", Text, "What stands below it."),
        key("credit", Text, "Who made it."),
        key("licence", Text, "Its licence: an SPDX id, an address or words."),
    ],
);

/// The photograph of an author.
static PHOTO: Object = Object::new(
    "photo",
    "an image",
    &[
        key("src", Text, "The file: beside the profile, or in `static/` after a `/`.")
            .needed(),
        key("alt", Text, "What it shows; the author's name when not said."),
        key("caption", Text, "What stands below it."),
        key("credit", Text, "Who took it."),
        key("licence", Text, "Its licence: an SPDX id, an address or words."),
    ],
);

/// The profile of an author.
pub static PROFILE: Object = Object::new(
    "author",
    "an author",
    &[
        key("name", Text, "The name.").needed(),
        key("sort_name", Text, "The name as lists sort it: `Ahmed, Fiaz`."),
        key("role", Text, "What the author does."),
        key("affiliation", Text, "Where the author works."),
        key("photo", Either(&[Text, Record(&PHOTO)]), "A photograph: a file, or a map."),
        key("bio", Text, "One or two sentences, which stand below each article."),
        key(
            "links",
            Many(&Either(&[Record(&LINK), Pair(&Web)])),
            "Where else the author is to be found.",
        ),
        key("orcid", Text, "The ORCID iD."),
        key("same_as", Many(&Web), "Addresses that stand for the same person."),
        key("email", Text, "The address for mail, which the page shows."),
        key("languages", Many(&Language), "The languages that the author works in."),
        key("former", Flag, "The author has left."),
        key("org", Flag, "The author is an organisation."),
        ALIASES,
        EXTRA,
    ],
);

static LINK: Object = Object::new(
    "link",
    "a link",
    &[
        key("label", Text, "The words of the link.").needed(),
        key("url", Web, "Where it leads.").needed(),
    ],
);
