//! The front matter of an article.

use crate::parse::front::{Channel, NoteKind, Status};
use crate::schema::common::{ALIASES, EXTRA, LANG, SLUG, TEMPLATE, TITLE};
use crate::schema::people::{AUTHOR, CREDITS, IMAGE};
use crate::schema::shape::Shape::{
    Either, Flag, Kind, List, Many, Moment, Pair, Record, Style, Table, Text, Web, Whole,
    Words,
};
use crate::schema::shape::{Object, Taxonomies, key};
use crate::schema::source::{KEYED, SOURCE};

/// What an article says of itself.
pub static ARTICLE: Object = Object::new(
    "article",
    "an article",
    &[
        TITLE,
        key("kicker", Text, "One or two words above the headline."),
        key("standfirst", Text, "One sentence below the headline that says what the article shows."),
        key(
            "alternative_headlines",
            Many(&Either(&[Text, Record(&HEADLINE)])),
            "Other headlines, each for the channels that it was written for.",
        ),
        key("author", AUTHORS, "Who wrote it, when it is one."),
        key("authors", AUTHORS, "Who wrote it: ids, names, or guests with what is said of them."),
        key("credits", Record(&CREDITS), "Who else worked on it."),
        key("kind", Kind, "What sort of article it is; `[kinds]` of `site.toml` adds to the words."),
        key("date", Moment, "When it was published: a day, or a day with a time."),
        key("updated", Moment, "When it last changed in substance."),
        key("dateline", Text, "The place that it was written in."),
        key(
            "series",
            Either(&[Text, Record(&SERIES)]),
            "The series that it is part of: its id or name, or a map with the part.",
        ),
        key("image", Record(&IMAGE), "The image above the text, which cards show too."),
        key("key_points", Many(&Text), "What the article shows, in sentences above the text."),
        key("citation_style", Style, "How citations are shown; that of `site.toml` when not said. A style, or a `.csl` file of the publication."),
        key(
            "sources",
            Either(&[
                Text,
                List(&Either(&[Text, Record(&SOURCE), Pair(&Web)])),
                Table(&Either(&[Text, Record(&KEYED)])),
            ]),
            "The works that it cites: a list, or a map from key to fields.",
        ),
        key("bibliography", Many(&Text), "Which files of `content/references/` it cites from; all when not said."),
        key("corrections", Many(&Record(&CORRECTION)), "What was wrong and has been put right."),
        key("notes", Many(&Either(&[Text, Record(&NOTE)])), "Notes of the editors above the text."),
        key("status", Words(statuses), "Whether it still stands; with a notice when it does not."),
        key("superseded_by", Text, "The name of the later article's file, with `status: superseded`."),
        key("disclosures", Text, "What readers should know of its authors' interests."),
        key("funding", Text, "Who paid for the work."),
        key("reviewed_by", Many(&Text), "Who reviewed it."),
        key("views", Text, "The name of a text of `[statements]` in `site.toml`; `default` when not said."),
        key("related", Many(&Text), "Articles to read next, instead of those that are computed."),
        key("internal", Text, "A note for the desk, which is in no output."),
        key("draft", Flag, "Hold it back: only the preview shows it."),
        key("embargo", Moment, "Hold it back until then."),
        key("expires", Moment, "Take it away from then on."),
        SLUG,
        ALIASES,
        LANG,
        key(
            "translation_of",
            Text,
            "The article that this one translates, where the name of the file does not say it.",
        )
        .with("lang"),
        TEMPLATE,
        EXTRA,
    ],
)
.taxonomies(Taxonomies::Many);

/// Who wrote an article.
const AUTHORS: crate::schema::shape::Shape = Many(&Either(&[Text, Record(&AUTHOR)]));

static SERIES: Object = Object::new(
    "series",
    "a series",
    &[
        key("id", Text, "The series' id or name.").needed(),
        key("part", Whole(1), "Which part this is."),
    ],
);

static HEADLINE: Object = Object::new(
    "headline",
    "a headline",
    &[
        key("text", Text, "The headline.").needed(),
        key(
            "for",
            Many(&Words(channels)),
            "The channels that it was written for; none: an alternative for all.",
        ),
        key("draft", Flag, "A candidate: only the desk shows it."),
        key("from", Moment, "From when on it is shown."),
        key("until", Moment, "Until when it is shown."),
    ],
);

static CORRECTION: Object = Object::new(
    "correction",
    "a correction",
    &[
        key("date", Moment, "When it was corrected.").needed(),
        key("text", Text, "What was wrong.").needed(),
        key("at", Text, "The first words of the passage that was corrected."),
    ],
);

static NOTE: Object = Object::new(
    "note",
    "a note",
    &[
        key("type", Words(notes), "What sort of note it is; `editor` when not said."),
        key("date", Moment, "When it was added."),
        key("text", Text, "The note.").needed(),
    ],
);

fn channels() -> Vec<&'static str> {
    Channel::ALL.map(Channel::name).to_vec()
}

fn statuses() -> Vec<&'static str> {
    Status::ALL.map(Status::name).to_vec()
}

fn notes() -> Vec<&'static str> {
    NoteKind::ALL.map(NoteKind::name).to_vec()
}
