//! What a work is, in the words of three formats.

/// Words for a kind of work, each with the type of CSL that it is (CSL 1.0.2, appendix III).
/// The first word of a type is the one that is shown.
const KINDS: [(&str, &str); 73] = [
    ("news", "article-newspaper"),
    ("newspaper", "article-newspaper"),
    ("article-newspaper", "article-newspaper"),
    ("wire", "article-newspaper"),
    ("magazine", "article-magazine"),
    ("article-magazine", "article-magazine"),
    ("journal article", "article-journal"),
    ("journal", "article-journal"),
    ("article", "article-journal"),
    ("article-journal", "article-journal"),
    ("paper", "article-journal"),
    ("preprint", "article"),
    ("working paper", "article"),
    ("book", "book"),
    ("monograph", "book"),
    ("anthology", "book"),
    ("collection", "book"),
    ("chapter", "chapter"),
    ("anthos", "chapter"),
    ("inbook", "chapter"),
    ("incollection", "chapter"),
    ("conference paper", "paper-conference"),
    ("paper-conference", "paper-conference"),
    ("inproceedings", "paper-conference"),
    ("conference", "paper-conference"),
    ("report", "report"),
    ("techreport", "report"),
    ("brief", "report"),
    ("policy brief", "report"),
    ("communique", "report"),
    ("thesis", "thesis"),
    ("dissertation", "thesis"),
    ("phdthesis", "thesis"),
    ("mastersthesis", "thesis"),
    ("web page", "webpage"),
    ("web", "webpage"),
    ("webpage", "webpage"),
    ("website", "webpage"),
    ("online", "webpage"),
    ("statement", "webpage"),
    ("blog", "post-weblog"),
    ("post-weblog", "post-weblog"),
    ("post", "post"),
    ("social", "post"),
    ("tweet", "post"),
    ("dataset", "dataset"),
    ("data", "dataset"),
    ("interview", "interview"),
    ("speech", "speech"),
    ("presentation", "speech"),
    ("hearing", "hearing"),
    ("legislation", "legislation"),
    ("law", "legislation"),
    ("bill", "bill"),
    ("treaty", "treaty"),
    ("regulation", "regulation"),
    ("court case", "legal_case"),
    ("case", "legal_case"),
    ("legal_case", "legal_case"),
    ("jurisdiction", "legal_case"),
    ("map", "map"),
    ("broadcast", "broadcast"),
    ("podcast", "broadcast"),
    ("video", "motion_picture"),
    ("motion_picture", "motion_picture"),
    ("film", "motion_picture"),
    ("letter", "personal_communication"),
    ("personal_communication", "personal_communication"),
    ("press release", "pamphlet"),
    ("pamphlet", "pamphlet"),
    ("standard", "standard"),
    ("encyclopedia entry", "entry-encyclopedia"),
    ("entry-encyclopedia", "entry-encyclopedia"),
];

/// The type of CSL that a word for a kind of work stands for.
pub fn csl_type(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

/// The word that is shown for a type of CSL; the type itself where there is none.
pub(super) fn word(csl: &str) -> String {
    let known = KINDS.iter().find(|(_, kind)| *kind == csl);
    known.map_or_else(|| csl.replace(['-', '_'], " "), |(word, _)| (*word).to_owned())
}
