//! Why an entry of ours differs from pandoc's where both have one edition of the style.

/// The styles and the works that differ, or `all` of them, and why.
pub const REASONS: [(&str, &str, &str); 10] = [
    ("all", "span", "hayagriva takes no span of dates: it is given the first"),
    (
        "chicago-notes chicago-author-date",
        "book-edited",
        "hayagriva loses the form of names that stand in for the author's",
    ),
    (
        "chicago-notes chicago-author-date apa",
        "case",
        "hayagriva gives the `v.` of a case a capital letter",
    ),
    (
        "chicago-notes chicago-author-date apa",
        "hearing",
        "hayagriva sets the words before a name that is not there",
    ),
    (
        "chicago-notes",
        "speech",
        "the edition sets nothing for such a speech: the entry is our own",
    ),
    (
        "chicago-notes chicago-author-date",
        "encyclopedia",
        "pandoc leaves out the label of the volume, or sets the volume twice",
    ),
    (
        "modern-language-association",
        "journal-four",
        "hayagriva puts the dash where only the first of several authors is the same",
    ),
    (
        "modern-language-association",
        "dataset map",
        "hayagriva sorts a title by the quotation mark before it, so that the other is first",
    ),
    (
        "ieee",
        "news news-unsigned news-two magazine journal-url report report-author",
        "pandoc leaves out the style's `[Online].`",
    ),
    (
        "ieee",
        "report-no-author preprint law case",
        "pandoc leaves out the style's `[Online].`",
    ),
];
